"""What is kept stays kept: through kills, beside other programs, on full disks."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from filmdossier.model.errors import StoreError
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from tests.contract.articles import article, document_id
from tests.contract.toy_deriving import derive

ROOT = Path(__file__).parents[2]
LOOP = ROOT / "tests/contract/keep_in_a_loop.py"


def start(place: str, first: int, at_a_time: int, total: int = 0) -> subprocess.Popen[str]:
    command = [sys.executable, str(LOOP), place, str(first), str(at_a_time), str(total)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "."})


def assert_whole(store: Store, documents: list[str]) -> None:
    """That everything about the documents is there."""
    assert set(store.heads(documents)) == set(documents)
    claims = store.claims_of_documents(documents)
    assert len(claims) == 9 * len(documents)
    assert len(store.statements_of_documents(documents)) == len(documents)
    assert set(store.names_of_documents(documents)) == set(documents)
    assert set(store.document_findings(documents)) == set(documents)
    assert len(store.film_mentions({c.film for c in claims if c.film})) == len(documents)


def assert_intact(place: str) -> None:
    if "://" not in place:
        with closing(sqlite3.connect(place)) as c:
            assert c.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert c.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("at_a_time", [1, 7])
def test_a_kill_loses_nothing_that_was_kept(place: str, at_a_time: int) -> None:
    open_store(place).close()
    told: list[str] = []
    for attempt in range(3):
        running = start(place, attempt * 100_000, at_a_time)
        assert running.stdout is not None
        assert running.stdout.readline() == "open\n"
        time.sleep(random.Random(attempt + 10 * at_a_time).uniform(0.05, 0.6))
        running.kill()
        told += running.stdout.read().split()
        running.stdout.close()
        running.wait()
    assert told, "it was killed before it kept anything: give it longer"
    assert_intact(place)
    with open_store(place) as store:
        # One that was being told of as the kill came may be cut short.
        whole = [d for d in told if len(d) == 64]
        assert_whole(store, whole)
        there = store.counts()["documents"]
        assert there % at_a_time == 0, "several that are kept together are kept all or not at all"
        assert store.counts()["claims"] == 9 * there
        derive(store)
        assert store.films()[0].documents == there


def test_a_kill_in_the_making_of_a_store(tmp_path: Path) -> None:
    place = str(tmp_path / "dossier.db")
    for attempt in range(4):
        running = start(place, 0, 1, 1)
        time.sleep(0.15 * (attempt + 1))
        running.kill()
        running.communicate()
    with open_store(place) as store:
        kept = store.keep_many([article("one")])
        assert kept[0].is_new
    assert_intact(place)


def test_two_writers_lose_nothing(place: str) -> None:
    both = [start(place, first, 1, 25) for first in (0, 100_000)]
    told = [running.communicate(timeout=120)[0].split()[1:] for running in both]
    assert [running.returncode for running in both] == [0, 0]
    assert [len(t) for t in told] == [25, 25]
    with open_store(place) as store:
        assert store.counts()["documents"] == 50
        assert_whole(store, [d for t in told for d in t])
    assert_intact(place)


def test_one_waits_while_another_derives(place: str) -> None:
    with open_store(place) as one:
        one.keep_many([article("one")])
        with one.deriving() as work:
            running = start(place, 0, 1, 1)
            assert running.stdout is not None
            assert running.stdout.readline() == "open\n"
            time.sleep(0.4)
            assert work.counts()["documents"] == 1, "nobody else keeps anything meanwhile"
            assert one.counts()["documents"] == 1, "others can read meanwhile"
        assert running.communicate(timeout=60)[0]
        assert one.counts()["documents"] == 2


def test_a_lock_that_lasts_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filmdossier.store.open.PATIENCE", 0.1)
    place = tmp_path / "dossier.db"
    told = pytest.raises(StoreError, match=r"^\S+dossier.db: another program has been writing .*do it again")
    with open_store(place) as one, open_store(place) as two, one.deriving(), told:
        two.keep_many([article("one")])


def test_a_lock_that_lasts_too_long_on_a_server(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(database).close()
    monkeypatch.setattr("filmdossier.store.open.PATIENCE", 1)
    told = pytest.raises(StoreError, match="another program has been writing")
    with open_store(database) as one, open_store(database) as two, one.deriving(), told:
        two.keep_many([article("one")])


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of a megabyte."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(store: Store, limit: int = 20_000) -> tuple[list[str], StoreError]:
    """Keep articles until the store refuses."""
    kept: list[str] = []
    for n in range(limit):
        try:
            kept.append(store.keep_many([article(f"text {n} " * 40, source=str(n), claims=8)])[0].document)
        except StoreError as e:
            return kept, e
    raise AssertionError("it never filled up")


def assert_full(error: StoreError) -> None:
    assert "\n" not in str(error)
    assert "the disk is full and nothing of this was kept; make room and do it again" in str(error)


def test_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path) as folder:
        place = str(folder / "dossier.db")
        with open_store(place) as store:
            kept, error = fill(store)
            assert_full(error)
            assert_whole(store, kept)
            assert_full(fill(store)[1])
        assert_intact(place)
        with open_store(place) as store:
            assert store.counts()["documents"] == len(kept)
            assert_whole(store, kept)


def test_a_full_database(tmp_path: Path) -> None:
    place = str(tmp_path / "dossier.db")
    with open_store(place) as store:
        with store._read() as c:
            pages = c.exec_driver_sql("PRAGMA page_count").scalar_one()
            c.exec_driver_sql(f"PRAGMA max_page_count={pages + 60}")
        kept, error = fill(store)
        assert_full(error)
        assert kept
        assert_whole(store, kept)
    assert_intact(place)


def test_judgements_cannot_be_changed(store: Store) -> None:
    store.add_judgement(Judgement(0, Verdict.SAME, ("a", "b"), by="me"))
    for change in ("UPDATE judgement SET why = 'x'", "DELETE FROM judgement"):
        with pytest.raises(StoreError, match="judgements are only ever added"), store._write() as c:
            c.exec_driver_sql(change)
    assert [j.by for j in store.judgements()] == ["me"]


def test_documents_are_told_apart_by_their_texts(store: Store) -> None:
    store.keep_many([article("one", source="a"), article("one", source="b", publisher="Another")])
    assert store.counts()["documents"] == 1
    assert store.sources_of(document_id("one")) == ("a", "b")


def test_a_capture_of_nothing(store: Store) -> None:
    with pytest.raises(StoreError, match="no document has that id"):
        store.add_capture("a", document_id("one"), "2025")
    assert store.counts()["documents"] == 0
