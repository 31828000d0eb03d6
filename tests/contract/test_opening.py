"""Opening a store: what can be wrong with it is told in one line, with what to do."""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from filmdossier.model.errors import StoreError
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.store.open import open_store
from tests.contract.articles import article
from tests.contract.postgres import Server


def refusal(given: str | Path | None, **options: bool) -> str:
    """The one line that says why a store is not opened."""
    with pytest.raises(StoreError) as caught:
        open_store(given, **options)
    said = str(caught.value)
    assert "\n" not in said
    assert "lets-nobody-in" not in said, "a password shows"
    return said


def test_opened_again(place: str) -> None:
    with open_store(place) as store:
        store.keep_many([article("one")])
        address = store.address
    with open_store(address, create=False, read_only=True) as store:
        assert store.counts()["documents"] == 1


def test_nothing_there(place: str) -> None:
    assert "there is no store; make one with: filmdossier add" in refusal(place, create=False)
    assert "there is no store; make one with: filmdossier add" in refusal(place, read_only=True)
    assert "://" in place or not Path(place).exists()


def test_read_only(place: str) -> None:
    open_store(place).close()
    with open_store(place, read_only=True) as store:
        assert store.is_read_only
        assert store.films() == []
        with pytest.raises(StoreError, match="open for reading only"):
            store.add_judgement(Judgement(0, Verdict.SAME, ("a", "b")))


def test_a_newer_store(place: str) -> None:
    with open_store(place) as store, store._write() as c:
        c.execute(text("UPDATE filmdossier_revision SET version_num = '9999'"))
    assert refusal(place).endswith("it was written by a newer filmdossier; upgrade filmdossier to open it")


def test_something_else(place: str) -> None:
    with open_store(place) as store, store._write() as c:
        c.execute(text("ALTER TABLE filmdossier_revision RENAME TO something"))
    assert "that database holds something else" in refusal(place)


def test_text_is_ordered_by_code_point(database: str) -> None:
    """Whatever the order of the database, both kinds of store give lists in one order."""
    query = """SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'
               AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"""
    with open_store(database) as store, store._read() as c:
        assert c.execute(text(query)).all() == []


# Files


def test_no_folder(tmp_path: Path) -> None:
    place = tmp_path / "none" / "dossier.db"
    assert refusal(place) == f"{place}: there is no folder {place.parent}; make it, or name another file with --db"


def test_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda _: tmp_path / "made" / "for it")
    with open_store() as store:
        assert store.address == str(tmp_path / "made" / "for it" / "dossier.db")


def test_a_folder(tmp_path: Path) -> None:
    assert "that is a folder; name a file in it" in refusal(tmp_path)


def test_another_kind_of_file(tmp_path: Path) -> None:
    place = tmp_path / "article.txt"
    place.write_text("Red Silk opened.")
    assert "another kind of file" in refusal(place)
    assert place.read_text() == "Red Silk opened."


def test_a_damaged_file(tmp_path: Path) -> None:
    place = tmp_path / "dossier.db"
    with open_store(place) as store:
        store.keep_many([article(f"text {n}", source=str(n)) for n in range(50)])
    damaged = bytearray(place.read_bytes())
    damaged[4096 * 2 :] = b"\xa5" * (len(damaged) - 4096 * 2)
    place.write_bytes(damaged)

    def use() -> None:
        with open_store(place) as store:
            store.claims_of_documents(store.heads(["x"]))
            store.counts()

    with pytest.raises(StoreError, match="the database is damaged; put a backup in its place"):
        use()


@contextmanager
def somebody_else() -> Iterator[Path]:
    """A folder of somebody who cannot write all that root can."""
    if sys.platform == "win32":
        pytest.skip("permissions are another matter there")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        was = os.geteuid()
        if was == 0:
            os.chown(path, 65534, 65534)
            os.seteuid(65534)
        try:
            yield path
        finally:
            os.seteuid(was)
            path.chmod(0o755)


def test_a_file_that_cannot_be_written() -> None:
    with somebody_else() as folder:
        place = folder / "dossier.db"
        with open_store(place) as store:
            store.keep_many([article("one")])
        place.chmod(0o444)
        with open_store(place) as store:
            assert store.is_read_only
            assert store.counts()["documents"] == 1
            with pytest.raises(StoreError, match=r"dossier.db: it is open for reading only; check its permissions"):
                store.keep_many([article("two")])
        folder.chmod(0o555)
        with open_store(place) as store:
            assert store.counts()["documents"] == 1
        place.chmod(0)
        assert "it cannot be read (Permission denied); check its permissions" in refusal(place)


def test_a_folder_that_cannot_be_written() -> None:
    with somebody_else() as folder:
        folder.chmod(0o555)
        assert "cannot be" in refusal(folder / "dossier.db")


def test_an_older_store_that_cannot_be_written(tmp_path: Path) -> None:
    place = tmp_path / "dossier.db"
    open_store(place).close()
    with closing(sqlite3.connect(place)) as c, c:
        c.execute("UPDATE filmdossier_revision SET version_num = '0001'")
    assert "an older filmdossier wrote it" in refusal(place, read_only=True)


# Servers


def test_nobody_answers() -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
        said = refusal(f"postgresql://me:lets-nobody-in@127.0.0.1:{port}/x")
    assert said.startswith(f"postgresql://me:***@127.0.0.1:{port}/x: the server cannot be reached; check that it runs")


def test_a_wrong_password(server: Server) -> None:
    said = refusal(server.url("postgres", password="lets-nobody-in-either"))
    assert said.endswith("the server refused the user or the password; check both in the URL")


def test_an_unknown_user(server: Server) -> None:
    assert "refused the user or the password" in refusal(server.url("postgres", user="nobody-at-all"))


def test_an_unknown_database(server: Server) -> None:
    assert refusal(server.url("none")).endswith("the server has no database of that name; make it with createdb")


def test_no_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filmdossier.store.open.find_spec", lambda _: None)
    said = refusal("postgresql://me:lets-nobody-in@localhost/x")
    assert said.endswith("PostgreSQL needs a driver; pip install 'filmdossier[postgres]'")


def test_a_server_that_goes_away(database: str, server: Server) -> None:
    with open_store(database) as store:
        store.counts()
        server.drop(database.rpartition("/")[2])
        with pytest.raises(StoreError) as caught:
            store.counts()
    assert "\n" not in str(caught.value)
    assert "do it again" in str(caught.value)
