"""What a terminal shows of a film of very many claims: the same as of the whole dossier, as far as it is shown."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from filmdossier.engine import dossiers
from filmdossier.engine.judged import Judged
from filmdossier.export.dossier import print_dossier
from filmdossier.model.dossier import Dossier
from filmdossier.model.judgement import Judgement, Verdict
from tests.engine.press_store import filled_store, press


def view(dossier: Dossier) -> str:
    out = io.StringIO()
    print_dossier(dossier, Console(file=out, width=120, color_system=None))
    return out.getvalue()


def test_a_large_film_is_shown_as_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In one language no value has more claims behind it than are loaded.
    pieces = [p for p in press() if p.reading.document.language == "en"]
    with filled_store(tmp_path / "press.db", pieces) as store:
        films = store.films()
        whole = [view(dossiers.load_shown(store, f.id)) for f in films]
        assert whole == [view(dossiers.load_dossier(store, f.id)) for f in films]
        monkeypatch.setattr(dossiers, "WHOLE", 0)
        assert [view(dossiers.load_shown(store, f.id)) for f in films] == whole


def test_judgements_by_what_they_are_about() -> None:
    made = [
        Judgement(n, Verdict.SAME, (a, b))
        for n, (a, b) in enumerate([("a", "b"), ("b", "c"), ("d", "e"), ("c", "e")], 1)
    ]
    judged = Judged(made)
    assert judged.on("b") == (made[0], made[1])
    assert judged.on("ec") == (made[1], made[2], made[3])
    assert judged.on("xyz") == Judged([]).on("abc") == ()
