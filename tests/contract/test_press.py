"""The whole of it over the sample press, on either database: the same records, to the byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from filmdossier.engine.deriving import derive, rebuild
from filmdossier.engine.dossiers import load_dossier, load_dossier_as_of
from filmdossier.engine.judging import judge
from filmdossier.model.judgement import Verdict
from filmdossier.press import load_samples
from filmdossier.store.open import open_store
from tests.engine.press_store import RATES, dump, fill, filled_store, id_of, press


@pytest.fixture(scope="module")
def baseline(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What SQLite derives in one go."""
    with filled_store(tmp_path_factory.mktemp("press") / "press.db") as store:
        return dump(store)


def test_records_are_the_same_on_both_databases(place: str, baseline: list[str]) -> None:
    with open_store(place) as store:
        fill(store, reversed(press()))
        derive(store, RATES)
        assert dump(store) == baseline
        rebuild(store, RATES)
        assert dump(store) == baseline


def test_judgements_and_days_work_on_both(place: str, baseline: list[str]) -> None:
    with open_store(place) as store:
        fill(store, press())
        derive(store, RATES)
        red, black = id_of(store, "Red Silk"), id_of(store, "Black Silk")
        then = load_dossier_as_of(store, red, "2025-05-31", RATES)
        assert len(then.record.documents) == 4
        assert len(load_dossier(store, red).record.documents) == 23
        judge(store, Verdict.SAME, (red, black), by="somebody")
        derive(store, RATES)
        assert dump(store) != baseline
        judge(store, Verdict.WITHDRAWN, ("1",), by="somebody")
        derive(store, RATES)
        assert dump(store) == baseline


def test_two_programs_add_at_once(place: str, tmp_path: Path) -> None:
    paths = []
    for piece in load_samples():
        paths.append(tmp_path / f"{piece.slug}.txt")
        paths[-1].write_text(piece.text, "utf-8")
    command = [sys.executable, "-m", "filmdossier", "add", "--db", place]
    runs = [
        subprocess.Popen([*command, *map(str, part)], stderr=subprocess.PIPE, text=True)
        for part in (paths[:8], paths[5:])
    ]
    for running in runs:
        _, told = running.communicate(timeout=120)
        assert running.returncode == 0, told
    with open_store(place) as store:
        assert not store.has_pending()
        together = dump(store)
        rebuild(store, RATES)
        assert dump(store) == together
        assert store.counts()["documents"] == len(paths)
