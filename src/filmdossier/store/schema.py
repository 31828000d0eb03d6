"""The tables.

What was read and judged is kept (`KEPT`); what follows from it can be derived anew (`DERIVED`). Migrations make them,
and the index of the articles' words (`filmdossier.store.articles`), which each database has in a form of its own.
"""

from __future__ import annotations

from filmdossier.store.derived_tables import (
    credit,
    doubt,
    film,
    film_member,
    film_record,
    finding,
    person,
    person_member,
    search_token,
)
from filmdossier.store.kept_tables import (
    capture,
    claim,
    decided,
    document,
    film_key,
    film_mention,
    generation,
    judgement,
    metadata,
    name_key,
    name_mention,
    pending,
    rate,
    reading,
    reading_film,
    statement,
)

__all__ = [
    "DERIVED",
    "KEPT",
    "UNTOLD",
    "capture",
    "claim",
    "credit",
    "decided",
    "document",
    "doubt",
    "film",
    "film_key",
    "film_member",
    "film_mention",
    "film_record",
    "finding",
    "generation",
    "judgement",
    "metadata",
    "name_key",
    "name_mention",
    "pending",
    "person",
    "person_member",
    "rate",
    "reading",
    "reading_film",
    "search_token",
    "statement",
]

#: What cannot be made anew.
KEPT = (
    document,
    capture,
    reading,
    reading_film,
    claim,
    statement,
    film_mention,
    name_mention,
    film_key,
    name_key,
    judgement,
    decided,
    rate,
    pending,
    generation,
)

#: What follows from it, in the order in which rows can be added.
DERIVED = (film, film_record, film_member, credit, finding, doubt, person, person_member, search_token)

#: What does not follow from what is kept, but from when it was derived.
UNTOLD = frozenset({film.c.changed})
