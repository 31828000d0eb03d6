"""Reviews of what does not add up: those that a person confirmed, and no others."""

from __future__ import annotations

import pytest
from sample_dossiers import sample_dossier
from schema_org import problems

from filmdossier.export.claim_review import claim_reviews, confirmed
from filmdossier.export.links import Links
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.reading import Finding

SITE = Links("https://press.example")
#: What https://developers.google.com/search/docs/appearance/structured-data/factcheck and schema.org ask for.
REQUIRED = {"claimReviewed", "itemReviewed", "reviewRating", "author", "url", "datePublished"}


def findings() -> list[tuple[str, Finding]]:
    return [(f"n{n}", f) for n, f in enumerate(sample_dossier().record.findings)]


def judged(verdict: Verdict, why: str = "") -> dict[str, Judgement]:
    return {"n0": Judgement(7, verdict, ("n0",), {}, "Ada Lovelace", "2026-03-02T10:00:00+00:00", why)}


def test_what_nobody_confirmed_is_not_reviewed() -> None:
    assert len(findings()) > 1
    assert confirmed(findings(), {}) == []
    assert claim_reviews(sample_dossier(), [], SITE)["@graph"] == []


@pytest.mark.parametrize("verdict", [Verdict.WRONG, Verdict.UNSURE])
def test_what_was_dismissed_or_left_open_is_not_reviewed(verdict: Verdict) -> None:
    assert confirmed(findings(), judged(verdict)) == []


@pytest.mark.parametrize("links", [SITE, Links()], ids=["served", "not served"])
def test_a_confirmed_finding_is_reviewed_by_whoever_confirmed_it(links: Links) -> None:
    dossier = sample_dossier()
    document = claim_reviews(dossier, confirmed(findings(), judged(Verdict.RIGHT, "seen it")), links)
    assert problems(document["@graph"]) == []
    [review] = document["@graph"]
    assert set(review) >= REQUIRED
    assert review["author"] == {"@type": "Person", "name": "Ada Lovelace"}
    assert review["datePublished"] == "2026-03-02"
    assert review["reviewBody"] == dossier.record.findings[0].message
    assert review["reviewRating"]["ratingExplanation"] == "seen it"
    assert review["reviewRating"]["worstRating"] <= review["reviewRating"]["ratingValue"] <= 5
    assert "nearly USD 2 million" in review["claimReviewed"]
    claims = [dossier.claims[c] for c in dossier.record.findings[0].claims]
    assert [c["name"] for c in review["itemReviewed"]] == [c.words for c in claims]
    for claim, sourced in zip(review["itemReviewed"], claims, strict=True):
        assert claim["appearance"]["url"] == sourced.document.source
        assert claim["author"]["name"] == sourced.document.publisher


def test_claims_that_are_gone_are_left_out() -> None:
    dossier = sample_dossier()
    gone = Finding("cumulative", "error", "words", ("0" * 16,))
    [review] = claim_reviews(dossier, confirmed([("n0", gone)], judged(Verdict.RIGHT)), SITE)["@graph"]
    assert review["itemReviewed"] == []
    assert review["claimReviewed"] == "Red Silk"
