"""Articles and records written as lines of claims, for the cases of checks.

A line is a claim: ``box_office RU total 2025-08-29: over RUB 689 million = USD 8.49 million``. Before the colon stand
the predicate and, in any order, a territory, a period and the date that the figure is of; behind it the sum or count
with its bound, and its conversions. Behind ``release:`` stands a date. A line without a colon is no claim. A text is
read by the reader instead.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

import filmdossier
from filmdossier.audit.check import Article, Check, Emission, FilmCase
from filmdossier.languages import load_pack
from filmdossier.model.rates import Rate
from filmdossier.model.reading import Basis, Claim, Document, Film, Finding, Published, Reading
from filmdossier.model.record import Cluster, Fact, Position, Record
from filmdossier.model.sourced import SourcedClaim, sourced_claims
from filmdossier.model.span import Span
from filmdossier.model.values import Bound, Money, Number
from filmdossier.rates import RateTable
from filmdossier.reading.values import find_values

_TERRITORY, _DATE = re.compile(r"[A-Z]{2}|\d{3}"), re.compile(r"\d{4}[-/X\d]*")
_PERIODS = frozenset({"total", "opening_weekend", "weekend", "day", "week", "year", "other"})


def claim_of(line: str, start: int, number: int) -> Claim:
    """The claim of a line that begins at ``start`` of its text."""
    head, _, sums = line.partition(": ")
    predicate, *rest = head.split()
    if predicate == "release":
        words = Span(start + len(line) - len(sums), start + len(line))
        return Claim(f"c{number}", predicate, "f1", {"date": sums}, words, words)
    at = start + len(line) - len(sums)
    qualifiers: dict[str, Any] = {}
    for word in rest:
        key = "period" if word in _PERIODS else "territory" if _TERRITORY.fullmatch(word) else "as_of"
        assert key != "as_of" or _DATE.fullmatch(word), word
        qualifiers[key] = word
    first, *others = [v for v in find_values(sums, load_pack("en")) if isinstance(v.value, Money | Number)]
    assert isinstance(first.value, Money | Number)
    if first.bound is not Bound.EXACT:
        qualifiers["bound"] = str(first.bound)
    if others:
        qualifiers["converted"] = [
            {
                "amount": v.value.amount,
                "currency": getattr(v.value, "currency", None),
                "span": Span(v.span.start + at, v.span.end + at),
            }
            for v in others
            if isinstance(v.value, Money | Number)
        ]
    value: dict[str, Any] = {"amount": first.value.amount, "currency": getattr(first.value, "currency", None)}
    if predicate in {"admissions", "screens"}:
        value = {"count": first.value.amount}
    evidence = Span(start, start + len(line))
    film = None if predicate == "market_total" else "f1"
    return Claim(
        f"c{number}", predicate, film, value, Span(first.span.start + at, first.span.end + at), evidence, qualifiers
    )


def reading_of(case: dict[str, Any]) -> Reading:
    """The reading of an article's claims, or of its text."""
    given = str(case["published"]) if "published" in case else None
    basis = Basis.INFERRED if case.get("inferred") else Basis.GIVEN
    published = Published(given, basis) if given else None
    if "text" in case:
        return filmdossier.read(case["text"], language="en", published=published)
    lines, text = case["claims"], "\n".join(case["claims"])
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    stated = [(line, start) for line, start in zip(lines, starts, strict=True) if ": " in line]
    claims = tuple(claim_of(line, start, i + 1) for i, (line, start) in enumerate(stated))
    identity = hashlib.sha256(f"{case.get('publisher')} {given} {text}".encode()).hexdigest()
    document = Document(identity, "", "en", text, None, case.get("publisher"), published)
    return Reading(document, (Film("f1", "Low Tide"),), claims)


def article_of(case: dict[str, Any]) -> Article:
    """The article as checks see it."""
    reading = reading_of(case)
    published = reading.document.published
    known = published.date if published and published.basis is not Basis.INFERRED else None
    values = tuple(find_values(reading.document.text, load_pack("en")))
    return Article(tuple(sourced_claims(reading)), reading.document.text, "en", rates_of(case), values, known)


def film_case_of(case: dict[str, Any]) -> tuple[FilmCase, dict[str, str]]:
    """A record of several articles, and the names of its claims: b2 for the second claim of the second article.

    Claims named together under ``facts`` are of one fact.
    """
    claims: dict[str, SourcedClaim] = {}
    names: dict[str, str] = {}
    for letter, article in zip("abcdefghij", case["articles"], strict=False):
        for claim in sourced_claims(reading_of(article)):
            claims[claim.id] = claim
            names[claim.id] = letter + claim.claim.id.removeprefix("c")
    ids = {name: i for i, name in names.items()}
    facts = tuple(
        Fact(f"fact{i}", "box_office", {}, (Position({}, claims=tuple(ids[name] for name in group.split())),))
        for i, group in enumerate(case.get("facts", ()))
    )
    record = Record(Cluster("film", "film", "Low Tide", ("Low Tide",), ("film",)), facts)
    return FilmCase(record, claims, rates_of(case)), names


def rates_of(case: dict[str, Any]) -> RateTable:
    """The bundled rates, and those that a case gives: ``Bank 2025-09-05 USD/RUB 81.5``."""
    out = []
    for line in case.get("rates", ()):
        source, day, pair, value = line.rsplit(" ", 3)
        base, quote = pair.split("/")
        out.append(Rate(source, base, quote, date.fromisoformat(day), Decimal(value)))
    return RateTable(out)


def findings_of(check: Check, case: dict[str, Any]) -> list[Finding]:
    """What a check finds in a case, claims of a record by their names."""
    if "articles" in case:
        film_case, names = film_case_of(case)
        assert check.in_record is not None
        found = [replace(f, claims=tuple(sorted(names[c] for c in f.claims))) for f in check.in_record(film_case)]
    else:
        assert check.in_article is not None
        found = list(check.in_article(article_of(case)))
    for f in found:
        assert f.rule == check.rule
        assert emission_of(f, check), f"not declared: {f.severity} {f.message}"
    return found


def emission_of(finding: Finding, check: Check) -> Emission | None:
    """The declared emission that a finding is."""
    return next((e for e in check.emits if finding.severity == e.severity and _made(e.template, finding.message)), None)


def _made(template: str, message: str) -> bool:
    literals = [literal + ("\0" if field is not None else "") for literal, field, *_ in Formatter().parse(template)]
    return re.fullmatch(re.escape("".join(literals)).replace("\0", ".*").replace("\\\0", ".*"), message) is not None
