"""What Alembic runs: migrations on a connection that is given, in its transaction.

For a new revision, bring a store to the last one and run, in this repository::

    alembic -c alembic.ini revision --autogenerate -m "what it does"

with an ``alembic.ini`` of your own whose ``script_location`` is this folder and whose ``sqlalchemy.url`` is that store.
"""

from alembic import context
from sqlalchemy import Connection, create_engine

from filmdossier.store.articles import TABLE
from filmdossier.store.revisions import VERSION_TABLE
from filmdossier.store.schema import metadata


def _is_of_metadata(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or not str(name).startswith(TABLE)


def run(connection: Connection) -> None:
    """Run the migrations."""
    context.configure(
        connection=connection, target_metadata=metadata, version_table=VERSION_TABLE, include_name=_is_of_metadata
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url", "")).begin() as opened:
        run(opened)
