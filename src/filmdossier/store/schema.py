"""The tables.

What was read and judged is kept (`KEPT`); what follows from it can be derived anew (`DERIVED`). Migrations make them.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
)

from filmdossier.store.columns import flag, identity, number, words

metadata = MetaData()


# One row a text. `reading`: the reading that counts. `current`: whether a source holds this text now. `source`: of the
# latest source that was found to hold it.
document = Table(
    "document",
    metadata,
    identity("id", key=True),
    flag("current"),
    number("reading", null=True),
    words("source"),
    words("language"),
    words("title", null=True),
    words("publisher", null=True),
    words("published", null=True),
    identity("published_basis", null=True),
    number("published_start", null=True),
    number("published_end", null=True),
    Column("signature", LargeBinary, nullable=False),
    words("text"),
)

# Which source held which text: first at `captured`, last at `seen`. `latest`: whether it is what the source holds now.
capture = Table(
    "capture",
    metadata,
    words("source", key=True),
    identity("document", ForeignKey("document.id"), key=True),
    identity("captured"),
    identity("seen"),
    flag("latest"),
    Index("ix_capture_document", "document"),
)

# What one version of the reader read in a document; older readings stay.
reading = Table(
    "reading",
    metadata,
    number("id", key=True),
    identity("document", ForeignKey("document.id")),
    words("reader"),
    identity("created"),
    identity("digest"),
    words("findings"),
    Index("ix_reading_document", "document", "reader", "digest", unique=True),
)

reading_film = Table(
    "reading_film",
    metadata,
    number("reading", ForeignKey("reading.id"), key=True),
    number("ordinal", key=True),
    identity("id"),
    identity("mention"),
    words("title"),
    words("aliases"),
    identity("spans"),
    sqlite_with_rowid=False,
)

claim = Table(
    "claim",
    metadata,
    number("reading", ForeignKey("reading.id"), key=True),
    number("ordinal", key=True),
    identity("id"),
    words("local_id"),
    identity("predicate"),
    identity("film", null=True),
    words("local_film", null=True),
    words("value"),
    words("qualifiers"),
    identity("status"),
    words("attribution"),
    number("value_start"),
    number("value_end"),
    number("evidence_start"),
    number("evidence_end"),
    Column("confidence", Double, nullable=False),
    words("rule"),
    Index("ix_claim_id", "id"),
    Index("ix_claim_film", "film"),
    sqlite_with_rowid=False,
)

statement = Table(
    "statement",
    metadata,
    number("reading", ForeignKey("reading.id"), key=True),
    number("ordinal", key=True),
    identity("id"),
    words("local_id"),
    identity("kind"),
    identity("film", null=True),
    words("local_film", null=True),
    words("speaker"),
    words("data"),
    Index("ix_statement_id", "id"),
    Index("ix_statement_film", "film"),
    sqlite_with_rowid=False,
)

film_mention = Table(
    "film_mention",
    metadata,
    identity("id", key=True),
    identity("document", ForeignKey("document.id")),
    flag("main"),
    words("title"),
    words("data"),
    Index("ix_film_mention_document", "document"),
)

name_mention = Table(
    "name_mention",
    metadata,
    identity("id", key=True),
    identity("document", ForeignKey("document.id")),
    identity("kind"),
    words("name"),
    words("data"),
    Index("ix_name_mention_document", "document"),
)


def _keys(name: str) -> Table:
    """Blocking keys, in both directions. Mentions of texts that no source holds any more keep theirs."""
    columns = (words("key", key=True), identity("mention", key=True))
    return Table(name, metadata, *columns, Index(f"ix_{name}_mention", "mention"), sqlite_with_rowid=False)


film_key = _keys("film_key")
name_key = _keys("name_key")

# Triggers refuse changes: judgements are only ever added.
judgement = Table(
    "judgement",
    metadata,
    number("id", key=True),
    identity("verdict"),
    words("subjects"),
    words("value"),
    words("by"),
    words("at"),
    words("why"),
)

rate = Table(
    "rate",
    metadata,
    words("source", key=True),
    identity("base", key=True),
    identity("quote", key=True),
    identity("day", key=True),
    identity("value"),
    sqlite_with_rowid=False,
)

# Mentions whose families have to be derived anew.
pending = Table(
    "pending",
    metadata,
    identity("kind", key=True),
    identity("mention", key=True),
    CheckConstraint("kind IN ('film', 'name')", name="ck_pending_kind"),
    sqlite_with_rowid=False,
)

# Films in lists; `folded` is the name to sort by.
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
    Index("ix_film_folded", "folded", "id"),
    Index("ix_film_documents", "documents"),
    Index("ix_film_findings", "findings"),
    Index("ix_film_latest", "latest"),
)

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

finding = Table(
    "finding",
    metadata,
    identity("film", ForeignKey("film.id"), key=True),
    number("ordinal", key=True),
    identity("rule"),
    identity("severity"),
    words("message"),
    words("claims"),
    Index("ix_finding_rule", "rule"),
    sqlite_with_rowid=False,
)

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
    rate,
    pending,
)

#: What follows from it, in the order in which rows can be added.
DERIVED = (film, film_record, film_member, credit, finding, person, person_member, search_token)
