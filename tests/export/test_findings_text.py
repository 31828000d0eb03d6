"""Findings as compilers tell them, by film, and as JSON."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from rich.cells import cell_len
from rich.console import Console
from sample_dossiers import sample_dossier
from sample_readings import ReadingBuilder

from filmdossier.export.findings_text import (
    print_checked,
    print_film_findings,
    written_film_finding,
    written_finding,
)
from filmdossier.model.reading import Finding, Reading
from filmdossier.model.sourced import SourcedClaim, sourced_claims

DRAFT = """A draft

The film has earned 689 million rubles ($8.24 million), says Izvestia.
It runs for 75 minutes, and takings were $9 on Friday.
"""


@dataclass(frozen=True)
class Checked:
    reading: Reading
    findings: tuple[Finding, ...]
    claims: Mapping[str, SourcedClaim]


@dataclass(frozen=True)
class FilmFinding:
    film: str
    finding: Finding


def checked() -> Checked:
    b = ReadingBuilder(DRAFT)
    film = b.film("The film")
    b.claim("duration", film, {"minutes": Decimal(75)}, "75 minutes")
    reading = b.reading(source="draft.txt")
    [own] = sourced_claims(reading)
    dossier = sample_dossier()
    other = next(c for c in dossier.claims.values() if c.claim.predicate == "duration")
    findings = (
        Finding("conflict", "warning", "75 minutes here, 146 minutes elsewhere", (own.id, other.id)),
        Finding("unit", "notice", "a sum without its scale", spans=(b.at("$9"),)),
        Finding("conversion", "error", "not at that rate", spans=(b.at("689 million rubles"), b.at("$8.24 million"))),
        Finding("calendar", "notice", "no place at all"),
    )
    return Checked(reading, findings, {own.id: own, other.id: other})


def shown(width: int = 80) -> str:
    out = io.StringIO()
    print_checked(checked(), Console(file=out, width=width, color_system=None))
    return out.getvalue()


def test_a_draft_is_checked_as_compilers_do_it() -> None:
    assert [line.rstrip() for line in shown().splitlines()] == [
        "draft.txt:1:1: notice calendar: no place at all",
        "draft.txt:3:21: error conversion: not at that rate",
        "  3 │ The film has earned 689 million rubles ($8.24 million), says Izvestia.",
        "    │                     ^~~~~~~~~~~~~~~~~~  ^~~~~~~~~~~~~",
        "draft.txt:4:13: warning conflict: 75 minutes here, 146 minutes elsewhere",
        "  4 │ It runs for 75 minutes, and takings were $9 on Friday.",
        "    │             ^~~~~~~~~~",
        "    “146-minute”  China Daily, 17 September 2025",
        "draft.txt:4:42: notice unit: a sum without its scale",
        "  4 │ It runs for 75 minutes, and takings were $9 on Friday.",
        "    │                                          ^~",
    ]


def test_the_first_line_is_never_broken_and_the_others_fit() -> None:
    lines = shown(30).splitlines()
    assert "draft.txt:4:13: warning conflict: 75 minutes here, 146 minutes elsewhere" in lines
    assert all(cell_len(line.rstrip()) <= 30 for line in lines if not line.startswith("draft.txt"))


def test_nothing_found_prints_nothing_for_a_draft() -> None:
    out = io.StringIO()
    print_checked(Checked(checked().reading, (), {}), Console(file=out, width=80))
    assert out.getvalue() == ""


def test_json_of_a_draft_names_lines_columns_and_other_articles() -> None:
    c = checked()
    out = written_finding(c, c.findings[0])
    assert out["places"] == [{"line": 4, "column": 13, "span": [92, 102], "words": "75 minutes"}]
    assert DRAFT[92:102] == "75 minutes"
    [elsewhere] = out["elsewhere"]
    assert (elsewhere["words"], elsewhere["publisher"]) == ("146-minute", "China Daily")
    assert (out["source"], out["rule"], out["severity"]) == ("draft.txt", "conflict", "warning")


def test_findings_of_films_stand_under_their_films() -> None:
    dossier = sample_dossier()
    found = [FilmFinding(film, f) for film in ("aa11", "bb22") for f in dossier.record.findings]
    out = io.StringIO()
    console = Console(file=out, width=100, color_system=None)
    print_film_findings(found, dossier.claims, console, {"bb22": "Another title"})
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert [line for line in lines if line and not line.startswith(" ")] == ["Red Silk  aa11", "Another title  bb22"]
    assert "    “1,8 миллиона долларов”  kino.mail.ru, 25 February 2026" in lines
    assert lines.count("  warning anniversary  2025 − 75 = 1950, but 2025 − 76 = 1949") == 2


def test_no_findings_of_films_say_so() -> None:
    out = io.StringIO()
    print_film_findings([], {}, Console(file=out, width=80))
    assert out.getvalue() == "Nothing found.\n"


def test_json_of_a_film_finding_brings_the_words() -> None:
    dossier = sample_dossier()
    out = written_film_finding(FilmFinding("aa11", dossier.record.findings[0]), dossier.claims)
    assert (out["film"], out["title"], out["rule"]) == ("aa11", "Red Silk", "cumulative")
    assert [p["words"] for p in out["places"]] == ["почти 2 миллиона долларов", "1,8 миллиона долларов"]
