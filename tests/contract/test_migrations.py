"""Migrations make exactly the tables that the program uses, from any earlier revision on."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from filmdossier.model.errors import StoreError
from filmdossier.store.address import parse_address
from filmdossier.store.articles import TABLE as ARTICLE_WORDS
from filmdossier.store.open import open_store
from filmdossier.store.revisions import HEAD, MIGRATIONS, REVISIONS, VERSION_TABLE, upgrade
from filmdossier.store.schema import DERIVED, KEPT, metadata
from tests.contract.articles import article, document_id
from tests.contract.toy_deriving import derive


def test_they_make_the_tables_of_the_schema(place: str) -> None:
    def is_of_metadata(name: str | None, kind: str, _: object) -> bool:
        return kind != "table" or not str(name).startswith(ARTICLE_WORDS)

    options = {"version_table": VERSION_TABLE, "compare_type": True, "include_name": is_of_metadata}
    with open_store(place) as store, store._read() as c:
        assert compare_metadata(MigrationContext.configure(c, opts=options), metadata) == []


def test_the_revisions_are_those_of_the_migrations() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(s.revision for s in reversed(scripts)) == REVISIONS
    assert scripts[0].revision == HEAD


def test_every_table_is_kept_or_derived() -> None:
    assert set(KEPT) | set(DERIVED) == set(metadata.tables.values())
    assert not set(KEPT) & set(DERIVED)


def test_from_the_first_revision(place: str) -> None:
    """A store as the first revision left it, with documents in it, is brought up to date when it is opened."""
    address = parse_address(place)
    url = f"sqlite:///{place}" if address.url is None else address.url
    engine = create_engine(url)
    with engine.connect() as c:
        if c.dialect.name == "sqlite":
            c.exec_driver_sql("BEGIN")
        upgrade(c, "0001")
        c.commit()
    with open_store(place) as store:
        store.keep_many([article("one")])
        derive(store)
        before = list(store.dump_derived())
    with engine.begin() as c:
        for name in (ARTICLE_WORDS, "generation", "decided", *(table.name for table in reversed(DERIVED))):
            c.execute(text(f"DROP TABLE {name}"))
        c.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0001'"))
    engine.dispose()
    with open_store(place) as store:
        assert store.count_pending() == 2, "what the new tables hold is derived"
        derive(store)
        assert list(store.dump_derived()) == before
        assert [h.document.id for h in store.documents_with("one")] == [document_id("one")]


def test_migrations_are_wholly_done_or_not_at_all(place: str) -> None:
    address = parse_address(place)
    open_store(place).close()
    engine = create_engine(f"sqlite:///{place}" if address.url is None else address.url)
    with engine.begin() as c:
        c.execute(text("DROP TABLE search_token"))
        c.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0001'"))
    before = set(inspect(engine).get_table_names())
    with pytest.raises(StoreError, match="already exists"):
        open_store(place)  # the tables that are there already are in its way
    assert set(inspect(engine).get_table_names()) == before
    engine.dispose()
