"""The tables of what follows from that and can be derived anew: films, people, findings, doubts, words to search by."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Table

from filmdossier.store.columns import identity, number, words
from filmdossier.store.kept_tables import metadata

# Films in lists; `folded` is the name to sort by. `gross_usd`: what it took, to compare by. `digest`: of its record.
# `changed`: when that was last another one, which depends on when it was derived, unlike everything else here.
film = Table(
    "film",
    metadata,
    identity("id", key=True),
    words("name"),
    words("folded"),
    identity("year", null=True),
    words("names"),
    number("documents"),
    number("claims"),
    number("findings"),
    identity("latest", null=True),
    identity("gross_amount", null=True),
    identity("gross_currency", null=True),
    Column("gross_usd", Double, nullable=True),
    identity("digest", null=True),
    identity("changed", null=True),
    Index("ix_film_folded", "folded", "id"),
)
for _order in ("documents", "findings", "latest", "gross_usd", "changed"):
    Index(f"ix_film_by_{_order}", film.c[_order].desc(), film.c.folded, film.c.id)

# The long texts of a film, apart from what lists read: its cluster (`data`) and its record.
film_record = Table(
    "film_record",
    metadata,
    identity("film", ForeignKey("film.id"), key=True),
    words("data"),
    words("record"),
)

film_member = Table(
    "film_member",
    metadata,
    identity("mention", key=True),
    identity("film", ForeignKey("film.id")),
    Index("ix_film_member_film", "film"),
    sqlite_with_rowid=False,
)

# Mentions of names that are one person or organisation of one film.
credit = Table(
    "credit",
    metadata,
    identity("film", ForeignKey("film.id"), key=True),
    identity("mention", key=True),
    identity("credit"),
    Index("ix_credit_mention", "mention"),
    Index("ix_credit_credit", "credit"),
    sqlite_with_rowid=False,
)

# `gravity`: 0 for errors, greater for what is less severe. Two films can have one finding, by its `id`.
finding = Table(
    "finding",
    metadata,
    identity("film", ForeignKey("film.id"), key=True),
    number("ordinal", key=True),
    identity("id"),
    identity("rule"),
    identity("severity"),
    number("gravity"),
    words("message"),
    words("claims"),
    Index("ix_finding_id", "id"),
    Index("ix_finding_gravity", "gravity", "film", "ordinal"),
    Index("ix_finding_rule", "rule", "gravity", "film", "ordinal"),
    sqlite_with_rowid=False,
)

# Pairs of mentions that people should decide on, as the record of a film tells them; two films can tell of one pair.
doubt = Table(
    "doubt",
    metadata,
    identity("film", ForeignKey("film.id"), key=True),
    identity("left", key=True),
    identity("right", key=True),
    identity("kind"),
    Column("score", Double, nullable=False),
    words("left_name"),
    words("right_name"),
    words("features"),
    Index("ix_doubt_pair", "left", "right", "kind", "score"),
    sqlite_with_rowid=False,
)
Index("ix_doubt_score", doubt.c.score.desc(), doubt.c.left, doubt.c.right, doubt.c.film)
Index("ix_doubt_kind", doubt.c.kind, doubt.c.score.desc(), doubt.c.left, doubt.c.right, doubt.c.film)

person = Table(
    "person",
    metadata,
    identity("id", key=True),
    identity("kind"),
    words("name"),
    words("names"),
    number("documents"),
    words("data"),
)

person_member = Table(
    "person_member",
    metadata,
    identity("mention", key=True),
    identity("person", ForeignKey("person.id")),
    Index("ix_person_member_person", "person"),
    sqlite_with_rowid=False,
)

search_token = Table(
    "search_token",
    metadata,
    identity("kind", key=True),
    words("token", key=True),
    identity("entity", key=True),
    Index("ix_search_token_entity", "kind", "entity", "token"),
    sqlite_with_rowid=False,
)
