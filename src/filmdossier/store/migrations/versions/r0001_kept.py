"""What is kept: documents, captures, readings, mentions, judgements, rates, and what is pending."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmdossier.store.columns import ORDERED_TEXT

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_REFUSAL = "judgements are only ever added"


def upgrade() -> None:
    """Make the tables in an empty database."""
    op.create_table(
        "document",
        sa.Column("id", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=True),
        sa.Column("source", ORDERED_TEXT, nullable=False),
        sa.Column("language", ORDERED_TEXT, nullable=False),
        sa.Column("title", ORDERED_TEXT, nullable=True),
        sa.Column("publisher", ORDERED_TEXT, nullable=True),
        sa.Column("published", ORDERED_TEXT, nullable=True),
        sa.Column("published_basis", ORDERED_TEXT, nullable=True),
        sa.Column("published_start", sa.Integer(), nullable=True),
        sa.Column("published_end", sa.Integer(), nullable=True),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("text", ORDERED_TEXT, nullable=False),
    )
    op.create_table(
        "capture",
        sa.Column("source", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("document", ORDERED_TEXT, sa.ForeignKey("document.id"), primary_key=True, nullable=False),
        sa.Column("captured", ORDERED_TEXT, nullable=False),
        sa.Column("seen", ORDERED_TEXT, nullable=False),
        sa.Column("latest", sa.Boolean(), nullable=False),
    )
    op.create_index("ix_capture_document", "capture", ["document"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("document", ORDERED_TEXT, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("reader", ORDERED_TEXT, nullable=False),
        sa.Column("created", ORDERED_TEXT, nullable=False),
        sa.Column("digest", ORDERED_TEXT, nullable=False),
        sa.Column("findings", ORDERED_TEXT, nullable=False),
    )
    op.create_index("ix_reading_document", "reading", ["document", "reader", "digest"], unique=True)
    op.create_table(
        "reading_film",
        sa.Column("reading", sa.Integer(), sa.ForeignKey("reading.id"), primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("mention", ORDERED_TEXT, nullable=False),
        sa.Column("title", ORDERED_TEXT, nullable=False),
        sa.Column("aliases", ORDERED_TEXT, nullable=False),
        sa.Column("spans", ORDERED_TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claim",
        sa.Column("reading", sa.Integer(), sa.ForeignKey("reading.id"), primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("local_id", ORDERED_TEXT, nullable=False),
        sa.Column("predicate", ORDERED_TEXT, nullable=False),
        sa.Column("film", ORDERED_TEXT, nullable=True),
        sa.Column("local_film", ORDERED_TEXT, nullable=True),
        sa.Column("value", ORDERED_TEXT, nullable=False),
        sa.Column("qualifiers", ORDERED_TEXT, nullable=False),
        sa.Column("status", ORDERED_TEXT, nullable=False),
        sa.Column("attribution", ORDERED_TEXT, nullable=False),
        sa.Column("value_start", sa.Integer(), nullable=False),
        sa.Column("value_end", sa.Integer(), nullable=False),
        sa.Column("evidence_start", sa.Integer(), nullable=False),
        sa.Column("evidence_end", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("rule", ORDERED_TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_film", "claim", ["film"], unique=False)
    op.create_index("ix_claim_id", "claim", ["id"], unique=False)
    op.create_table(
        "statement",
        sa.Column("reading", sa.Integer(), sa.ForeignKey("reading.id"), primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("id", ORDERED_TEXT, nullable=False),
        sa.Column("local_id", ORDERED_TEXT, nullable=False),
        sa.Column("kind", ORDERED_TEXT, nullable=False),
        sa.Column("film", ORDERED_TEXT, nullable=True),
        sa.Column("local_film", ORDERED_TEXT, nullable=True),
        sa.Column("speaker", ORDERED_TEXT, nullable=False),
        sa.Column("data", ORDERED_TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_statement_film", "statement", ["film"], unique=False)
    op.create_index("ix_statement_id", "statement", ["id"], unique=False)
    op.create_table(
        "film_mention",
        sa.Column("id", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("document", ORDERED_TEXT, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("title", ORDERED_TEXT, nullable=False),
        sa.Column("data", ORDERED_TEXT, nullable=False),
    )
    op.create_index("ix_film_mention_document", "film_mention", ["document"], unique=False)
    op.create_table(
        "name_mention",
        sa.Column("id", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("document", ORDERED_TEXT, sa.ForeignKey("document.id"), nullable=False),
        sa.Column("kind", ORDERED_TEXT, nullable=False),
        sa.Column("name", ORDERED_TEXT, nullable=False),
        sa.Column("data", ORDERED_TEXT, nullable=False),
    )
    op.create_index("ix_name_mention_document", "name_mention", ["document"], unique=False)
    op.create_table(
        "film_key",
        sa.Column("key", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("mention", ORDERED_TEXT, primary_key=True, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_film_key_mention", "film_key", ["mention"], unique=False)
    op.create_table(
        "name_key",
        sa.Column("key", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("mention", ORDERED_TEXT, primary_key=True, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_name_key_mention", "name_key", ["mention"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("verdict", ORDERED_TEXT, nullable=False),
        sa.Column("subjects", ORDERED_TEXT, nullable=False),
        sa.Column("value", ORDERED_TEXT, nullable=False),
        sa.Column("by", ORDERED_TEXT, nullable=False),
        sa.Column("at", ORDERED_TEXT, nullable=False),
        sa.Column("why", ORDERED_TEXT, nullable=False),
    )
    op.create_table(
        "rate",
        sa.Column("source", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("base", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("quote", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("day", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("value", ORDERED_TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending",
        sa.Column("kind", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("mention", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.CheckConstraint("kind IN ('film', 'name')", name="ck_pending_kind"),
        sqlite_with_rowid=False,
    )
    _protect_judgements()


def _protect_judgements() -> None:
    """Have the database itself refuse to change or remove a judgement."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER judgement_no_{change.lower()} BEFORE {change} ON judgement "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_change_of_judgement() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for each, changes in (("ROW", "UPDATE OR DELETE"), ("STATEMENT", "TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER judgement_no_{each.lower()}_change BEFORE {changes} ON judgement "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change_of_judgement()"
        )
