"""The demo reads what the sample press states, from ``tests/cases/press``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import filmdossier
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.reading import Claim, Reading, plain
from filmdossier.press import SamplePiece, load_samples
from tests.floors import below, load_floors

CASES = Path(__file__).parent / "cases/press"
SAMPLES = list(load_samples())
STATED: dict[str, list[str]] = {
    slug: facts for path in CASES.glob("*.yaml") for slug, facts in yaml.safe_load(path.read_text("utf-8")).items()
}


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


def measure() -> dict[str, float]:
    """Precision and recall of the claims' predicates, films and values over all samples."""
    read_, stated, right = 0, 0, 0
    for piece in SAMPLES:
        reading = read(piece)
        found, facts = {written(reading, c) for c in reading.claims}, set(STATED[piece.slug])
        read_, stated, right = read_ + len(found), stated + len(facts), right + len(found & facts)
    return {"precision": right / read_, "recall": right / stated}


def test_every_sample_has_its_facts() -> None:
    assert {p.slug for p in SAMPLES} == set(STATED)
    assert len(SAMPLES) >= 8


def test_claims() -> None:
    measured = measure()
    assert not below(measured, load_floors()["sample press"]), measured


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
