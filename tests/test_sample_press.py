"""The demo reads what the sample press states, from ``tests/cases/press``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import filmdossier
from filmdossier.languages import pack_tags
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.reading import Claim, Reading, plain
from filmdossier.press import SamplePiece, load_samples
from tests.floors import below, load_floors

CASES = Path(__file__).parent / "cases/press"
SAMPLES = list(load_samples())
#: Of each sample, its facts and the qualifiers that they state; where none are stated, none are checked.
STATED: dict[str, dict[str, frozenset[str]]] = {
    slug: {"; ".join(parts[:3]): frozenset(parts[3:]) for parts in (fact.split("; ") for fact in facts)}
    for path in CASES.glob("*.yaml")
    for slug, facts in yaml.safe_load(path.read_text("utf-8")).items()
}
#: Figures and releases that have these wrong are other facts.
WEIGHTY = ("kind", "territory", "period")


def read(piece: SamplePiece) -> Reading:
    return filmdossier.read(piece.text, published=piece.published if piece.given else None, language=piece.language)


def written(reading: Reading, claim: Claim) -> str:
    """A claim as the cases write it."""
    film = reading.film(claim.film)
    value: dict[str, Any] = plain(claim.value)
    words = " ".join(f"{v:g}" if isinstance(v, float) else str(v) for v in value.values() if v is not None)
    honoured = claim.qualifiers.get("recipient")
    if honoured and (film is None or honoured != film.title):
        words += f" @ {honoured}"
    return f"{claim.predicate}; {film.title if film else '-'}; {words}"


def qualified(claim: Claim) -> frozenset[str]:
    """The qualifiers of a claim and its sources as the cases write them; a bound that is exact goes without saying."""
    told = claim.qualifiers
    out = [f"{key} {told[key]}" for key in ("kind", "territory", "period", "as_of") if key in told]
    if told.get("bound", "exact") != "exact":
        out.append(f"bound {told['bound']}")
    out += [f"converted {c['amount'].normalize():f} {c['currency']}" for c in told.get("converted", [])]
    if claim.attribution:
        out.append("by " + " < ".join(link.name for link in claim.attribution))
    return frozenset(out)


def measure(tag: str) -> dict[str, float]:
    """Precision and recall over a language's samples, of predicates with films and values, and of their qualifiers."""
    facts: list[set[str]] = [set(), set()]
    qualifiers: list[set[str]] = [set(), set()]
    for piece in (p for p in SAMPLES if p.language == tag):
        stated, reading = STATED[piece.slug], read(piece)
        found = {written(reading, c): qualified(c) for c in reading.claims}
        for n, claims in enumerate((found, stated)):
            facts[n] |= {f"{piece.slug}: {fact}" for fact in claims}
            qualifiers[n] |= {f"{piece.slug}: {fact}; {q}" for fact in claims if stated.get(fact) for q in claims[fact]}
    figures: dict[str, float] = {}
    for name, (got, wanted) in (("", facts), ("qualifiers ", qualifiers)):
        right = len(got & wanted)
        figures |= {f"{name}precision": right / len(got), f"{name}recall": right / len(wanted)}
    return figures


def test_every_sample_has_its_facts() -> None:
    assert {p.slug for p in SAMPLES} == set(STATED)
    assert all(sum(p.language == tag for p in SAMPLES) >= 5 for tag in pack_tags())


@pytest.mark.parametrize("tag", pack_tags())
def test_claims(tag: str) -> None:
    measured = measure(tag)
    assert not below(measured, load_floors()[f"sample press {tag}"]), measured


@pytest.mark.parametrize("piece", SAMPLES, ids=lambda p: p.slug)
def test_no_figure_is_of_another_place_or_period(piece: SamplePiece) -> None:
    """What is said of a figure's territory and period, or a release's territory and kind, is never another one."""
    reading, facts = read(piece), STATED[piece.slug]
    wrong = []
    for claim in reading.claims:
        if stated := facts.get(written(reading, claim)):
            told = {q for q in qualified(claim) if q.startswith(WEIGHTY)}
            wrong += [f"{written(reading, claim)}: {q}" for q in sorted(told - stated)]
    assert not wrong


@pytest.mark.parametrize("piece", SAMPLES, ids=lambda p: p.slug)
def test_date_of_publication(piece: SamplePiece) -> None:
    """Told or not, it is known, and no more exactly than it is."""
    published = read(piece).document.published
    assert published is not None
    assert published.date == piece.published


@pytest.mark.parametrize("piece", SAMPLES, ids=lambda p: p.slug)
def test_date_of_publication_when_nobody_tells(piece: SamplePiece) -> None:
    """What is inferred is wide enough to hold the truth."""
    published = filmdossier.read(piece.text, language=piece.language).document.published
    if published is not None:
        inferred, true = normalize_edtf(published.date), normalize_edtf(piece.published)
        assert inferred
        assert true
        assert inferred.overlaps(true)
