"""The revisions of the tables, and bringing a store to the last."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

#: All revisions, oldest first; a test holds them against the migrations.
REVISIONS = ("0001", "0002", "0003")
#: What this program writes.
HEAD = REVISIONS[-1]
#: The table in which a store notes its revision.
VERSION_TABLE = "filmdossier_revision"

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(c: Connection, revision: str = HEAD) -> None:
    """Bring a store to a revision, within the connection's transaction: wholly, or not at all."""
    from alembic import command  # noqa: PLC0415  slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = c
    command.upgrade(config, revision)
