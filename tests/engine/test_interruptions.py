"""What is killed goes on where it was; what runs side by side loses nothing."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from filmdossier.press import load_samples
from filmdossier.store.open import open_store
from tests.engine.press_store import dump


def _write_press(folder: Path) -> list[Path]:
    paths = []
    for piece in load_samples():
        paths.append(folder / f"{piece.slug}.txt")
        paths[-1].write_text(piece.text, "utf-8")
    return paths


def _add(store: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "filmdossier", "add", "--db", str(store), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _derived(path: Path) -> list[str]:
    with open_store(path, read_only=True) as store:
        return dump(store)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[str]]:
    """The press as files, and what a run over them that nothing disturbs derives."""
    folder = tmp_path_factory.mktemp("whole")
    paths = _write_press(folder)
    running = _add(folder / "press.db", *paths)
    _, told = running.communicate(timeout=120)
    assert running.returncode == 0, told
    return paths, _derived(folder / "press.db")


def test_a_run_that_is_killed_goes_on_where_it_was(whole: tuple[list[Path], list[str]], tmp_path: Path) -> None:
    """Killed again and again at moments of chance, then run once more: the records are those of one whole run."""
    paths, derived = whole
    store = tmp_path / "press.db"
    chance = random.Random(3)
    for _ in range(4):
        running = _add(store, *paths)
        time.sleep(chance.uniform(1.0, 3.0))
        running.send_signal(signal.SIGKILL)
        running.communicate()
    running = _add(store, *paths)
    said, told = running.communicate(timeout=120)
    assert running.returncode == 0, told
    assert "the store holds" in said
    assert _derived(store) == derived


def test_two_runs_at_once_lose_nothing(whole: tuple[list[Path], list[str]], tmp_path: Path) -> None:
    paths, derived = whole
    store = tmp_path / "press.db"
    runs = [_add(store, *paths[:9]), _add(store, *paths[6:])]
    for running in runs:
        _, told = running.communicate(timeout=120)
        assert running.returncode == 0, told
    assert _derived(store) == derived


def test_several_processes_read_the_same(whole: tuple[list[Path], list[str]], tmp_path: Path) -> None:
    paths, derived = whole
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"")
    running = _add(tmp_path / "press.db", "--jobs", "2", paths[0], broken, *paths[1:])
    _, told = running.communicate(timeout=180)
    assert running.returncode == 2
    assert told.count("\n") == 1
    assert "is empty" in told
    assert _derived(tmp_path / "press.db") == derived


def test_a_run_that_is_stopped_says_how_to_go_on(whole: tuple[list[Path], list[str]], tmp_path: Path) -> None:
    paths, derived = whole
    store = tmp_path / "press.db"
    running = _add(store, *paths)
    while not store.exists():
        time.sleep(0.05)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    if running.returncode != 0:  # it may just have ended by itself
        assert running.returncode == 130
        assert "the same call goes on with the rest" in told
        assert told.count("\n") == 1
    running = _add(store, *paths)
    _, told = running.communicate(timeout=120)
    assert running.returncode == 0, told
    assert _derived(store) == derived
