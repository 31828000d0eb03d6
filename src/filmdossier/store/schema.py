"""The tables.

What was read and judged is kept (`KEPT`); what follows from it can be derived anew at any time (`DERIVED`). Migrations
make the tables; a test holds them against this module.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
)

from filmdossier.store.columns import ID, Words

metadata = MetaData()


def _id(name: str, *parts: ForeignKey, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, ID, *parts, primary_key=key, nullable=null)


def _words(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Words, primary_key=key, nullable=null)


def _number(name: str, *parts: ForeignKey, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer, *parts, primary_key=key, nullable=null, autoincrement=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False)


# One row a text. `reading`: the reading that counts. `current`: whether a source holds this text now. `source`: of the
# latest source that was found to hold it.
document = Table(
    "document",
    metadata,
    _id("id", key=True),
    _flag("current"),
    _number("reading", null=True),
    _words("source"),
    _words("language"),
    _words("title", null=True),
    _words("publisher", null=True),
    _words("published", null=True),
    _id("published_basis", null=True),
    _number("published_start", null=True),
    _number("published_end", null=True),
    Column("signature", LargeBinary, nullable=False),
    _words("text"),
)

# Which source held which text: first at `captured`, last at `seen`. `latest`: whether it is what the source holds now.
capture = Table(
    "capture",
    metadata,
    _words("source", key=True),
    _id("document", ForeignKey("document.id"), key=True),
    _id("captured"),
    _id("seen"),
    _flag("latest"),
    Index("ix_capture_document", "document"),
)

# What one version of the reader read in a document; older readings stay.
reading = Table(
    "reading",
    metadata,
    _number("id", key=True),
    _id("document", ForeignKey("document.id")),
    _words("reader"),
    _id("created"),
    _id("digest"),
    _words("findings"),
    Index("ix_reading_document", "document", "reader", "digest", unique=True),
)

reading_film = Table(
    "reading_film",
    metadata,
    _number("reading", ForeignKey("reading.id"), key=True),
    _number("ordinal", key=True),
    _id("id"),
    _id("mention"),
    _words("title"),
    _words("aliases"),
    _id("spans"),
    sqlite_with_rowid=False,
)

claim = Table(
    "claim",
    metadata,
    _number("reading", ForeignKey("reading.id"), key=True),
    _number("ordinal", key=True),
    _id("id"),
    _id("local_id"),
    _id("predicate"),
    _id("film", null=True),
    _id("local_film", null=True),
    _words("value"),
    _words("qualifiers"),
    _id("status"),
    _words("attribution"),
    _number("value_start"),
    _number("value_end"),
    _number("evidence_start"),
    _number("evidence_end"),
    Column("confidence", Double, nullable=False),
    _words("rule"),
    Index("ix_claim_id", "id"),
    Index("ix_claim_film", "film"),
    sqlite_with_rowid=False,
)

statement = Table(
    "statement",
    metadata,
    _number("reading", ForeignKey("reading.id"), key=True),
    _number("ordinal", key=True),
    _id("id"),
    _id("local_id"),
    _id("kind"),
    _id("film", null=True),
    _id("local_film", null=True),
    _words("speaker"),
    _words("data"),
    Index("ix_statement_film", "film"),
    sqlite_with_rowid=False,
)

film_mention = Table(
    "film_mention",
    metadata,
    _id("id", key=True),
    _id("document", ForeignKey("document.id")),
    _flag("main"),
    _words("title"),
    _words("data"),
    Index("ix_film_mention_document", "document"),
)

name_mention = Table(
    "name_mention",
    metadata,
    _id("id", key=True),
    _id("document", ForeignKey("document.id")),
    _id("kind"),
    _words("name"),
    _words("data"),
    Index("ix_name_mention_document", "document"),
)


def _keys(name: str) -> Table:
    """Blocking keys, in both directions. Mentions of texts that no source holds any more keep theirs."""
    columns = (_words("key", key=True), _id("mention", key=True))
    return Table(name, metadata, *columns, Index(f"ix_{name}_mention", "mention"), sqlite_with_rowid=False)


film_key = _keys("film_key")
name_key = _keys("name_key")

# Triggers refuse changes: judgements are only ever added.
judgement = Table(
    "judgement",
    metadata,
    _number("id", key=True),
    _id("verdict"),
    _words("subjects"),
    _words("value"),
    _words("by"),
    _words("at"),
    _words("why"),
)

rate = Table(
    "rate",
    metadata,
    _words("source", key=True),
    _id("base", key=True),
    _id("quote", key=True),
    _id("day", key=True),
    _id("value"),
    sqlite_with_rowid=False,
)

# Mentions whose families have to be derived anew.
pending = Table(
    "pending",
    metadata,
    _id("kind", key=True),
    _id("mention", key=True),
    CheckConstraint("kind IN ('film', 'name')", name="ck_pending_kind"),
    sqlite_with_rowid=False,
)

# Films as lists show them; `folded` is the name to sort by.
film = Table(
    "film",
    metadata,
    _id("id", key=True),
    _words("name"),
    _words("folded"),
    _id("year", null=True),
    _words("names"),
    _number("documents"),
    _number("claims"),
    _number("findings"),
    _id("latest", null=True),
    Index("ix_film_folded", "folded", "id"),
    Index("ix_film_documents", "documents"),
    Index("ix_film_findings", "findings"),
    Index("ix_film_latest", "latest"),
)

# The long texts of a film, apart from what lists read: its cluster (`data`) and its record.
film_record = Table(
    "film_record",
    metadata,
    _id("film", ForeignKey("film.id"), key=True),
    _words("data"),
    _words("record"),
)

film_member = Table(
    "film_member",
    metadata,
    _id("mention", key=True),
    _id("film", ForeignKey("film.id")),
    Index("ix_film_member_film", "film"),
    sqlite_with_rowid=False,
)

# Mentions of names that are one person or organisation of one film.
credit = Table(
    "credit",
    metadata,
    _id("film", ForeignKey("film.id"), key=True),
    _id("mention", key=True),
    _id("credit"),
    Index("ix_credit_mention", "mention"),
    Index("ix_credit_credit", "credit"),
    sqlite_with_rowid=False,
)

finding = Table(
    "finding",
    metadata,
    _id("film", ForeignKey("film.id"), key=True),
    _number("ordinal", key=True),
    _id("rule"),
    _id("severity"),
    _words("message"),
    _words("claims"),
    Index("ix_finding_rule", "rule"),
    sqlite_with_rowid=False,
)

person = Table(
    "person",
    metadata,
    _id("id", key=True),
    _id("kind"),
    _words("name"),
    _words("names"),
    _number("documents"),
    _words("data"),
)

person_member = Table(
    "person_member",
    metadata,
    _id("mention", key=True),
    _id("person", ForeignKey("person.id")),
    Index("ix_person_member_person", "person"),
    sqlite_with_rowid=False,
)

search_token = Table(
    "search_token",
    metadata,
    _id("kind", key=True),
    _words("token", key=True),
    _id("entity", key=True),
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
