"""What is derived: films, people, findings and the words to find them by; everything is derived anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmdossier.store.columns import ORDERED_TEXT

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and have everything that is kept derived."""
    op.create_table(
        "film",
        sa.Column("id", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("name", ORDERED_TEXT, nullable=False),
        sa.Column("folded", ORDERED_TEXT, nullable=False),
        sa.Column("year", ORDERED_TEXT, nullable=True),
        sa.Column("names", ORDERED_TEXT, nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("latest", ORDERED_TEXT, nullable=True),
    )
    op.create_index("ix_film_documents", "film", ["documents"], unique=False)
    op.create_index("ix_film_findings", "film", ["findings"], unique=False)
    op.create_index("ix_film_folded", "film", ["folded", "id"], unique=False)
    op.create_index("ix_film_latest", "film", ["latest"], unique=False)
    op.create_table(
        "film_record",
        sa.Column("film", ORDERED_TEXT, sa.ForeignKey("film.id"), primary_key=True, nullable=False),
        sa.Column("data", ORDERED_TEXT, nullable=False),
        sa.Column("record", ORDERED_TEXT, nullable=False),
    )
    op.create_table(
        "film_member",
        sa.Column("mention", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("film", ORDERED_TEXT, sa.ForeignKey("film.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_film_member_film", "film_member", ["film"], unique=False)
    op.create_table(
        "credit",
        sa.Column("film", ORDERED_TEXT, sa.ForeignKey("film.id"), primary_key=True, nullable=False),
        sa.Column("mention", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("credit", ORDERED_TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_credit_credit", "credit", ["credit"], unique=False)
    op.create_index("ix_credit_mention", "credit", ["mention"], unique=False)
    op.create_table(
        "finding",
        sa.Column("film", ORDERED_TEXT, sa.ForeignKey("film.id"), primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("rule", ORDERED_TEXT, nullable=False),
        sa.Column("severity", ORDERED_TEXT, nullable=False),
        sa.Column("message", ORDERED_TEXT, nullable=False),
        sa.Column("claims", ORDERED_TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_finding_rule", "finding", ["rule"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("kind", ORDERED_TEXT, nullable=False),
        sa.Column("name", ORDERED_TEXT, nullable=False),
        sa.Column("names", ORDERED_TEXT, nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("data", ORDERED_TEXT, nullable=False),
    )
    op.create_table(
        "person_member",
        sa.Column("mention", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("person", ORDERED_TEXT, sa.ForeignKey("person.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_member_person", "person_member", ["person"], unique=False)
    op.create_table(
        "search_token",
        sa.Column("kind", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("token", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("entity", ORDERED_TEXT, primary_key=True, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_token_entity", "search_token", ["kind", "entity", "token"], unique=False)
    for kind in ("film", "name"):
        op.execute(
            f"INSERT INTO pending (kind, mention) SELECT '{kind}', id FROM {kind}_mention "  # noqa: S608
            f"WHERE id NOT IN (SELECT mention FROM pending WHERE kind = '{kind}')"
        )
