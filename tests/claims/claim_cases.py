"""Sentences with the claims that are to be read from them, from ``tests/cases/claims``.

A table names the predicates that its cases are about; other claims of a sentence are not looked at. In its texts
``[F:Low Tide]`` names a film, and so on for `KINDS`. A case's claims are mappings: the predicate with the film's title
(or nothing), the parts of the value, qualifiers, and under ``at`` the words that state it (left out: not looked at).
Qualifiers that make two facts of one are compared always, others where a case gives them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import yaml

from filmdossier.languages import load_pack
from filmdossier.model.mention import Kind
from filmdossier.model.reading import Claim, Reading
from filmdossier.model.span import Span
from filmdossier.reading.claims.read import DECIDING
from filmdossier.reading.folding import fold_text, unfold_reading
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.reader import read_tagged
from filmdossier.reading.sentences import split_sentences
from filmdossier.reading.text import normalize_text

CASES = Path(__file__).parents[1] / "cases" / "claims"
KINDS = {
    "F": Kind.FILM,
    "P": Kind.PERSON,
    "C": Kind.CHARACTER,
    "W": Kind.WORK,
    "O": Kind.ORGANISATION,
    "L": Kind.PLACE,
    "A": Kind.AWARD,
    "E": Kind.EVENT,
}
_NAME = re.compile(r"\[([FPCWOLAE]):([^\]]*)\]")


@dataclass(frozen=True)
class ClaimCase:
    """One case of a table, with what the table says for all of its cases."""

    language: str
    predicates: frozenset[str]
    text: str
    expected: Sequence[dict[str, Any]] = field(default_factory=list)
    published: str | None = None


def claim_cases() -> list[Any]:
    """All cases, as parameters of a test; one that is known to come out wrong says why in ``fails``."""
    out = []
    for path in sorted(CASES.glob("*/*.yaml")):
        table = yaml.safe_load(path.read_text("utf-8"))
        for entry in table["cases"]:
            marks = [pytest.mark.xfail(reason=entry["fails"], strict=True)] if "fails" in entry else []
            case = ClaimCase(
                path.parent.name,
                frozenset(table["predicates"]),
                entry["text"],
                entry.get("claims") or [],
                str(entry["published"]) if "published" in entry else None,
            )
            out.append(pytest.param(case, id=f"{path.parent.name}-{path.stem}-{entry['id']}", marks=marks))
    return out


def unmark(marked: str) -> tuple[str, list[Name]]:
    """A text without its marks, and the names that they marked."""
    text, names, at = "", [], 0
    for m in _NAME.finditer(marked):
        text += marked[at : m.start()]
        names.append(Name(Span(len(text), len(text) + len(m[2])), KINDS[m[1]], 1.0))
        text += m[2]
        at = m.end()
    return text + marked[at:], names


def read_case(case: ClaimCase) -> Reading:
    """The reading of a case's text."""
    pack = load_pack(case.language)
    text, names = unmark(case.text.strip())
    assert text == normalize_text(text), "a case's text must be plain: its offsets are those of its marks"
    copy = fold_text(text, pack)
    reading = read_tagged(copy, split_sentences(copy, pack), names, [], pack, published=case.published)
    return unfold_reading(reading, text)


def written(claim: Claim, reading: Reading, like: dict[str, Any] | None = None) -> dict[str, str]:
    """A claim in the form of a case, with the qualifiers that decide, and those that the case gives."""
    titles = {f.id: f.title for f in reading.films}
    deciding = {q.rstrip("!") for q in DECIDING.get(claim.predicate, ())}
    shown = {claim.predicate: titles.get(claim.film or "", "-"), **claim.value}
    shown |= {k: v for k, v in claim.qualifiers.items() if k in deciding or k in (like or {})}
    if "status" in (like or {}):
        shown["status"] = claim.status.value
    if like is None or "at" in like:
        shown["at"] = claim.value_span.of(reading.document.text)
    return {k: _plain(v) for k, v in shown.items() if v is not None}


def expected(claim: dict[str, Any]) -> dict[str, str]:
    """A case's claim, its values as text."""
    predicate = next(iter(claim))
    out = {k: _plain(v) for k, v in claim.items() if v is not None}
    return {predicate: out.get(predicate, "-"), **{k: v for k, v in out.items() if k != predicate}}


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(v) for v in value)
    if isinstance(value, dict):
        return f"{_plain(value['amount'])} {value['currency']}"
    if isinstance(value, str):
        return value
    try:
        return f"{Decimal(str(value)).normalize():f}"
    except InvalidOperation:
        return str(value)
