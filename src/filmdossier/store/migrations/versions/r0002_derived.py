"""What is derived: films, people, findings and the words to find them by; everything is derived anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmdossier.store.columns import ID, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and have everything that is kept derived."""
    op.create_table(
        "film",
        sa.Column("id", ID, primary_key=True, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("folded", Words(), nullable=False),
        sa.Column("year", ID, nullable=True),
        sa.Column("names", Words(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("latest", ID, nullable=True),
    )
    op.create_index("ix_film_documents", "film", ["documents"], unique=False)
    op.create_index("ix_film_findings", "film", ["findings"], unique=False)
    op.create_index("ix_film_folded", "film", ["folded", "id"], unique=False)
    op.create_index("ix_film_latest", "film", ["latest"], unique=False)
    op.create_table(
        "film_record",
        sa.Column("film", ID, sa.ForeignKey("film.id"), primary_key=True, nullable=False),
        sa.Column("data", Words(), nullable=False),
        sa.Column("record", Words(), nullable=False),
    )
    op.create_table(
        "film_member",
        sa.Column("mention", ID, primary_key=True, nullable=False),
        sa.Column("film", ID, sa.ForeignKey("film.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_film_member_film", "film_member", ["film"], unique=False)
    op.create_table(
        "credit",
        sa.Column("film", ID, sa.ForeignKey("film.id"), primary_key=True, nullable=False),
        sa.Column("mention", ID, primary_key=True, nullable=False),
        sa.Column("credit", ID, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_credit_credit", "credit", ["credit"], unique=False)
    op.create_index("ix_credit_mention", "credit", ["mention"], unique=False)
    op.create_table(
        "finding",
        sa.Column("film", ID, sa.ForeignKey("film.id"), primary_key=True, nullable=False),
        sa.Column("ordinal", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("rule", ID, nullable=False),
        sa.Column("severity", ID, nullable=False),
        sa.Column("message", Words(), nullable=False),
        sa.Column("claims", Words(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_finding_rule", "finding", ["rule"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", ID, primary_key=True, nullable=False),
        sa.Column("kind", ID, nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("names", Words(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("data", Words(), nullable=False),
    )
    op.create_table(
        "person_member",
        sa.Column("mention", ID, primary_key=True, nullable=False),
        sa.Column("person", ID, sa.ForeignKey("person.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_member_person", "person_member", ["person"], unique=False)
    op.create_table(
        "search_token",
        sa.Column("kind", ID, primary_key=True, nullable=False),
        sa.Column("token", Words(), primary_key=True, nullable=False),
        sa.Column("entity", ID, primary_key=True, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_search_token_entity", "search_token", ["kind", "entity", "token"], unique=False)
    for kind in ("film", "name"):
        op.execute(
            f"INSERT INTO pending (kind, mention) SELECT '{kind}', id FROM {kind}_mention "  # noqa: S608
            f"WHERE id NOT IN (SELECT mention FROM pending WHERE kind = '{kind}')"
        )
