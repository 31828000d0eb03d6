"""The tables of what was read and judged."""

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

# One number that grows with every transaction that writes, for whoever remembers what was read before.
generation = Table("generation", metadata, number("id", key=True), number("number"))

# Pairs of mentions that people have judged, by the number of the judgement; gone when that is withdrawn.
decided = Table(
    "decided",
    metadata,
    number("judgement", ForeignKey("judgement.id"), key=True),
    identity("left"),
    identity("right"),
    Index("ix_decided_pair", "left", "right"),
)
