"""How well articles are read, where the evaluation lies beside the repository: no figure falls below its floor."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from filmdossier.languages import pack_tags
from tests.floors import MARGIN, below, load_floors, raised

ROOT = Path(__file__).parents[1]
EVALUATION = ROOT.parent / "shared/evaluation"
SCORER = EVALUATION / "score.py"
#: Gold readings by what the floors call them; our own lie in the repository, scorer and others beside it.
GOLD = {
    f"{name} {tag}": folder / tag / part
    for tag in ("en", "ru", "zh")
    for name, folder, part in (
        ("gold", EVALUATION / "gold", ""),
        ("own, development", ROOT / "training/articles", "dev"),
        ("own, held back", ROOT / "training/articles", "held"),
    )
}


def score(folder: Path) -> dict[str, float]:
    """Exact figures of claims and statements, as the scorer gives them; the language is told by the reader itself."""
    command = f"{sys.executable} -m filmdossier read --json {{published}}"
    done = subprocess.run(
        [sys.executable, str(SCORER), "score", "--gold", str(folder), "--read", command, "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    totals = json.loads(done.stdout.splitlines()[-1])
    assert totals["unread"] == 0, done.stderr
    return {
        f"{kind} {figure}": totals[kind][figure] for kind in ("claims", "statements") for figure in ("f1", "precision")
    }


@pytest.mark.skipif(not SCORER.exists(), reason="the evaluation does not lie beside the repository")
@pytest.mark.parametrize("name", GOLD)
def test_figures_stay_above_their_floors(name: str) -> None:
    measured = score(GOLD[name])
    assert not below(measured, load_floors()[name]), measured


def test_floors_only_rise() -> None:
    floors = {"x": {"f1": 0.8, "precision": 0.5}}
    assert raised(floors, {"x": {"f1": 0.7, "precision": 0.9}}) == {"x": {"f1": 0.8, "precision": 0.9 - MARGIN}}
    assert raised(floors, {}) == floors


def test_every_figure_has_a_floor() -> None:
    assert set(load_floors()) == {*GOLD, *(f"sample press {tag}" for tag in pack_tags())}
