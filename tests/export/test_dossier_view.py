"""The dossier in the terminal: all that it has to tell, at every width and encoding, and nothing else.

The whole view stands in ``goldens/``; after a change that is meant, write it anew with
``PYTHONPATH=tests/export python tests/export/test_dossier_view.py`` and look at the difference.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from sample_dossiers import DossierBuilder, million, sample_dossier

from filmdossier.export.dossier import dossier_to_dict, print_dossier
from filmdossier.model.dossier import Dossier, Edit
from filmdossier.model.reading import Finding
from filmdossier.model.record import Comparison, Feature, Series

GOLDENS = Path(__file__).parent / "goldens"
VIEWS = {"dossier-60": (60, False), "dossier-100": (100, False), "dossier-100-explained": (100, True)}
HOSTILE = "\x1b[2J\x1b]0;owned\x07 [bold]a\u202eb[/bold] \x9b2J\r\n\u2066"


def shown(dossier: Dossier, width: int, *, explain: bool = False, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding, errors="strict", newline="\n")
    print_dossier(dossier, Console(file=out, width=width, color_system=None), explain=explain)
    out.flush()
    return "\n".join(line.rstrip() for line in raw.getvalue().decode(encoding).splitlines()) + "\n"


@pytest.mark.parametrize("name", VIEWS)
def test_the_whole_view(name: str) -> None:
    width, explain = VIEWS[name]
    assert shown(sample_dossier(), width, explain=explain) == (GOLDENS / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [20, 40, 60, 76, 96, 100, 200])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, explain: bool) -> None:
    for line in shown(sample_dossier(), width, explain=explain).splitlines():
        assert cell_len(line) <= width


@pytest.mark.parametrize(
    "words",
    [
        "9 articles, 8 independent witnesses",
        "3 witnesses: Russian Gazette, Global Times, China Media Group",
        "also given as 安德烈·沃尔金",
        "but portal.example: Andrei Vokin, 1 witness",
        "once planned: 5 September 2025 (Russian Gazette, 1 witness)",
        "decided by E. Editor",
        "filmdossier judge same 30324581efa21dad 994b319cf683b363",
        "… and 7 more statements; --json lists all",
        "As it was known on 1 March 2026",
        "1 article without a date left out",
        "− Director: Andrei Volkin",
        "Svetlana Balanova  also Baranova, 巴拉诺娃",
    ],
)
def test_the_view_says(words: str) -> None:
    assert words in shown(sample_dossier(), 200)


def test_reasons_features_and_folded_stories_are_told_only_when_asked_for() -> None:
    plain, explained = shown(sample_dossier(), 200), shown(sample_dossier(), 200, explain=True)
    for words in (
        "why: the latest date counts for a running total",
        "from one witness, Izvestia: Global Times, 5 September 2025 (cites it); China Daily",
        "+2.4 same title: Red Silk / Red Silk",
        "decided by E. Editor",
    ):
        assert words in explained
    assert "why:" not in plain
    assert "same title" not in plain


def test_bars_appear_where_there_is_room_and_three_points() -> None:
    assert "━━" in shown(sample_dossier(), 100)
    assert "━━" not in shown(sample_dossier(), 80)
    two = sample_dossier()
    series = tuple(replace(s, points=s.points[:2]) for s in two.record.series)
    assert "━━" not in shown(replace(two, record=replace(two.record, series=series)), 200)


def test_a_series_of_one_point_that_a_fact_tells_is_left_out() -> None:
    b = DossierBuilder("A film")
    claim = b.claim(b.document("Sample daily", "2025-01-02"), "box_office", million("3", "USD"), "$3 million")
    b.fact("box_office", {"currency": "USD"}, b.position(claim))
    b.series.append(Series("box_office", {"currency": "USD"}, (b.position(claim, as_of="2025-01-02"),)))
    assert "Figures over time" not in shown(b.dossier(), 100)


def test_a_fall_of_a_running_figure_shows_and_rounding_does_not() -> None:
    b = DossierBuilder("A film")
    d = b.document("Sample daily", "2025-01-02")
    points = [("3", "2.95", "3.05"), ("3.04", "3.035", "3.045"), ("2.1", "2.05", "2.15")]
    key = {"territory": "US", "currency": "USD"}
    b.series.append(
        Series(
            "box_office",
            key,
            tuple(
                b.position(b.claim(d, "box_office", million(v, "USD"), v), low=low, high=high, as_of=f"2025-01-0{n}")
                for n, (v, low, high) in enumerate(points, 1)
            ),
        )
    )
    view = shown(b.dossier(), 100)
    assert "3.04 million  as before" in view
    assert "2.1 million   −940,000" in view


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "koi8-r"])
def test_terminals_without_unicode_get_signs_that_they_have(encoding: str) -> None:
    view = shown(sample_dossier(), 100, explain=True, encoding=encoding)
    assert "====" in view
    for line in view.splitlines():
        assert cell_len(line) <= 100


def test_colours_are_left_out_where_no_color_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out = io.StringIO()
    print_dossier(sample_dossier(), Console(file=out, width=100, force_terminal=True, color_system="truecolor"))
    assert "\x1b[3" not in out.getvalue().replace("\x1b[3m", "")


def hostile_dossier(words: str) -> Dossier:
    b = DossierBuilder(words, words + "x", year=words)
    d = b.document(words, "2025-01-02", source=words or "-")
    claim = b.claim(d, "director", {"name": words}, words, words, role=words)
    other = b.claim(d, "director", {"name": words + "y"}, words)
    b.fact("director", {"name": words}, b.position(claim), b.position(other), reasons=(words,), by=words)
    b.series.append(Series("rank", {"chart": words}, (b.position(claim, as_of=words), b.position(other, as_of=words))))
    b.say(d, words, words, words, told_to=words, venue=words)
    feature = Comparison(words, words, 0.5, "same", (Feature(words, 1.0, words),), words)
    b.credit((words, d), (words + "z", d), roles=(words,), comparisons=(feature,), doubts=(feature,))
    edit = Edit(words, d, d, (b.claims[claim],), (b.claims[other],), words, words)
    dossier: Dossier = b.dossier(
        Finding(words, words, words, (claim,)), comparisons=(feature,), edits=(edit,), as_of=words
    )
    return dossier


def test_hostile_words_do_not_command_the_terminal() -> None:
    view = shown(hostile_dossier(HOSTILE), 100, explain=True)
    assert not [c for c in view if c < " " and c != "\n"]
    assert not set(view) & set("\x9b\u202e\u2066\x7f")
    assert "[bold]" in view


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=12), st.sampled_from([30, 60, 100]))
def test_any_words_are_shown_within_the_width(words: str, width: int) -> None:
    out = io.StringIO()
    print_dossier(hostile_dossier(words), Console(file=out, width=width, color_system=None), explain=True)
    assert out.getvalue()
    out.getvalue().encode("utf-8")


def test_a_record_without_anything_says_so() -> None:
    assert "Nothing is claimed about this film." in shown(DossierBuilder("A film").dossier(), 80)


def test_json_holds_the_record_with_the_sources_of_each_position() -> None:
    dossier = sample_dossier()
    out = json.loads(json.dumps(dossier_to_dict(dossier)))
    assert len(out["facts"]) == len(dossier.record.facts)
    for fact in out["facts"]:
        assert "reasons" not in fact
        for position in fact["positions"]:
            assert [s["claim"] for s in position["sources"]] == position["claims"]
    [total] = [f for f in out["facts"] if f["predicate"] == "box_office" and f["key"]["currency"] == "RUB"]
    cited = total["positions"][0]["sources"][1]
    assert cited["witness"] == "Izvestia"
    assert cited["says"] == "RUB 689 million"
    assert cited["words"] == "689 million rubles"
    assert cited["value"] == {"amount": 689_000_000, "currency": "RUB"}
    assert cited["published"] == "2025-09-05"
    assert cited["value_span"][1] - cited["value_span"][0] == len(cited["words"])
    assert [a["name"] for a in cited["attribution"]] == ["Izvestia"]
    assert len(out["statements"]) == 13
    assert out["edits"][0]["gone"][0]["value"] == {"name": "Andrei Volkin"}
    assert out["as_of"] == "2026-03-01"


def test_json_explains_when_asked_to() -> None:
    out = dossier_to_dict(sample_dossier(), explain=True)
    assert any(f["reasons"] for f in out["facts"])
    assert out["film"]["comparisons"][0]["features"][0]["name"] == "same_title"
    assert "comparisons" not in dossier_to_dict(sample_dossier())["film"]
    assert dossier_to_dict(sample_dossier())["credits"][2]["doubts"][0]["features"]


def test_the_claim_that_states_the_value_is_quoted() -> None:
    b = DossierBuilder("A film")
    early = b.document("Early daily", "2025-01-01")
    late = b.document("Late daily", "2025-02-01")
    rounded = b.claim(early, "admissions", million("1.5"), "1.5 million", bound="about")
    exact = b.claim(late, "admissions", million("1.47"), "1.47 million")
    position = replace(b.position(rounded, exact), value={"count": Decimal(1_470_000)})
    b.fact("admissions", {}, position)
    view = shown(b.dossier(), 100)
    assert "“1.47 million”" in view
    assert "also given as about 1.5 million" in view


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for golden, (columns, with_reasons) in VIEWS.items():
        (GOLDENS / f"{golden}.txt").write_text(shown(sample_dossier(), columns, explain=with_reasons), "utf-8")
