"""Claims on one film as one-line mappings, and facts as lines, for the cases of reconciliation.

A claim is ``{id: a, by: Kino Mail, dated: 2025-10-10, box_office: 2000000, currency: USD, words: $2 million}``: its id,
the publisher and date of its document, a predicate with its value (the main part, or all parts as a mapping), the words
of the value, and qualifiers by their names. ``from`` names its sources, nearest first (``studio executives/unnamed``
gives the kind); ``doc`` tells apart documents of one publisher and day; ``status`` and ``evidence`` are what they are
elsewhere.

A fact is written as its predicate and key, then a line for each position, the standing one first: why it is set aside,
the value, the claims that say so, and the witnesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.predicates import PREDICATES
from filmdossier.model.reading import Attribution, Claim, Status
from filmdossier.model.record import Fact, Position, Series
from filmdossier.model.sourced import DocumentHead, SourcedClaim
from filmdossier.model.span import Span
from filmdossier.record.wording import value_in_words

CASES = Path(__file__).parents[1] / "cases"
_OWN = frozenset({"id", "by", "dated", "source", "doc", "words", "from", "status", "evidence", "at", "currency"})


def load_cases(*path: str) -> list[dict[str, Any]]:
    """The cases of one table."""
    return list(yaml.safe_load(CASES.joinpath(*path).read_text("utf-8")))


def claim_of(line: Mapping[str, Any]) -> SourcedClaim:
    """The claim of one line."""
    (predicate,) = (k for k in line if k in PREDICATES)
    words = str(line.get("words", ""))
    qualifiers = {k: _plain(v) for k, v in line.items() if k not in _OWN | {predicate}}
    value = line[predicate]
    if not isinstance(value, Mapping):
        parts = PREDICATES[predicate].value[0]
        value = {parts[0]: value} | ({"currency": line.get("currency")} if "currency" in parts else {})
    at = int(line.get("at", 100))
    claim = Claim(
        str(line["id"]),
        predicate,
        "f1" if PREDICATES[predicate].about_film else None,
        {k: _plain(v) for k, v in value.items()},
        Span(at, at + len(words)),
        Span(at, at + len(words)),
        qualifiers,
        Status(line.get("status", "asserted")),
        tuple(_sources(line.get("from", ()), at)),
    )
    by, on = line.get("by"), str(line["dated"]) if "dated" in line else None
    head = DocumentHead(str(line.get("doc", f"{by} {on}")), str(line.get("source", "")), "en", None, by, on)
    return SourcedClaim(str(line["id"]), claim, head, "film", "Low Tide", words, str(line.get("evidence", words)))


def claims_of(lines: Iterable[Mapping[str, Any]]) -> list[SourcedClaim]:
    """The claims of several lines."""
    return [claim_of(line) for line in lines]


def judgements_of(lines: Sequence[str]) -> list[Judgement]:
    """Judgements of lines such as ``corrected b amount=8490000 currency=USD by Ada: misread``, numbered in order."""
    found = []
    for number, line in enumerate(lines, 1):
        said, _, why = line.partition(": ")
        verdict, subject, *rest = said.split()
        value = {k: _plain(int(v) if v.isdecimal() else v) for k, _, v in (r.partition("=") for r in rest) if v}
        by = rest[-1] if "by" in rest else ""
        found.append(Judgement(number, Verdict(verdict), (subject,), value, by, "2025-10-01T00:00:00Z", why))
    return found


def facts_in_lines(facts: Iterable[Fact]) -> str:
    """Facts as the cases write them."""
    lines = []
    for fact in facts:
        lines.append(" ".join([fact.predicate, *(f"{k}={v}" for k, v in sorted(fact.key.items()))]))
        lines += [f"  {_position(p)}" for p in fact.positions]
    return "\n".join(lines) + "\n"


def series_in_lines(series: Iterable[Series]) -> str:
    """Series as the cases write them."""
    lines = []
    for s in series:
        lines.append(" ".join([s.predicate, *(f"{k}={v}" for k, v in sorted(s.key.items()))]))
        lines += [f"  {_position(p)}" for p in s.points]
    return "\n".join(lines) + "\n"


def _position(position: Position) -> str:
    aside = f"{position.aside}: " if position.aside else ""
    who = ", ".join(position.witnesses)
    return f"{aside}{value_in_words(position)} <- {' '.join(position.claims)} ({who})"


def _sources(names: Any, at: int) -> Iterable[Attribution]:
    for name in [names] if isinstance(names, str) else names:
        written, _, kind = name.partition("/")
        yield Attribution(written, kind or "outlet", Span(max(0, at - 50), max(0, at - 50) + len(written)))


def _plain(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value if value is None or isinstance(value, list | Mapping) else str(value)
