"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from filmdossier.store.columns import ORDERED_TEXT

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go on from revision ${down_revision}."""
    ${upgrades if upgrades else "pass"}
