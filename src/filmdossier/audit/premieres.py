"""Premieres that lie after the release in cinemas of the same territory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from filmdossier.audit.check import Article, Emission, FilmCase
from filmdossier.audit.words import UNSURE, days_in_words, outlets_of
from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.reading import Finding, Status
from filmdossier.model.record import Fact
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.model.wording import date_in_words, territory_in_words

RULE = "calendar"
#: A premiere that is said to lie further behind the release is one of something else: a restored print, a series.
LONGEST_DELAY = 366

PREMIERE_AFTER_RELEASE = Emission(
    "warning",
    "the premiere in {territory}, {premiere}{who}, lies {days} after the release there, {release}{other_who}",
    "a premiere lies after the release in cinemas of the same territory",
)


def late_premieres(article: Article) -> Iterator[Finding]:
    """The premieres that an article dates after the release."""
    films = sorted({c.film for c in article.claims if c.film})
    for film in films:
        for premiere, release in _late_premieres([c for c in article.claims if c.film == film]):
            claims = [premiere.claim.id, release.claim.id]
            spans = [premiere.claim.value_span, release.claim.value_span]
            yield _late(premiere.claim.value["date"], release.claim.value["date"], _territory(premiere), claims, spans)


def late_premieres_of_facts(case: FilmCase) -> Iterator[Finding]:
    """Premieres that a record dates after the release of the same territory."""
    facts = [f for f in case.record.facts if f.predicate == "release" and f.key.get("territory")]
    for premiere in facts:
        for release in facts:
            if (premiere.key.get("kind"), release.key.get("kind")) != ("premiere", "theatrical"):
                continue
            if premiere.key["territory"] == release.key["territory"] and _is_late(
                *map(_standing_date, (premiere, release))
            ):
                yield _of_facts(case, premiere, release)


def _late_premieres(claims: Sequence[SourcedClaim]) -> Iterator[tuple[SourcedClaim, SourcedClaim]]:
    releases = [
        c
        for c in claims
        if c.claim.predicate == "release" and c.claim.status not in UNSURE - {Status.PLANNED} and _territory(c)
    ]
    for premiere in releases:
        for release in releases:
            kinds = (premiere.claim.qualifiers.get("kind"), release.claim.qualifiers.get("kind"))
            if kinds == ("premiere", "theatrical") and _territory(premiere) == _territory(release):
                days = [normalize_edtf(str(c.claim.value["date"])) for c in (premiere, release)]
                if _is_late(*days):
                    yield premiere, release


def _territory(claim: SourcedClaim) -> str:
    return str(claim.claim.qualifiers.get("territory") or "")


def _standing_date(fact: Fact) -> PartialDate | None:
    return normalize_edtf(fact.standing.date) if fact.standing.date else None


def _is_late(premiere: PartialDate | None, release: PartialDate | None) -> bool:
    if premiere is None or release is None or not release.is_before(premiere):
        return False
    assert premiere.earliest is not None
    assert release.latest is not None
    return (premiere.earliest - release.latest).days <= LONGEST_DELAY


def _of_facts(case: FilmCase, premiere: Fact, release: Fact) -> Finding:
    dates = [str(f.standing.date) for f in (premiere, release)]
    claims = [*premiere.standing.claims, *release.standing.claims]
    who = []
    for fact in (premiere, release):
        behind = [case.claims[i] for i in fact.standing.claims if i in case.claims]
        who.append(f" according to {outlets_of(behind, case.record.origins)}" if behind else "")
    return _late(dates[0], dates[1], str(premiere.key["territory"]), claims, [], who[0], who[1])


def _late(
    premiere: str,
    release: str,
    territory: str,
    claims: Sequence[str],
    spans: Sequence[Span],
    who: str = "",
    other_who: str = "",
) -> Finding:
    first, second = normalize_edtf(premiere), normalize_edtf(release)
    assert first is not None
    assert first.earliest is not None
    assert second is not None
    assert second.latest is not None
    return PREMIERE_AFTER_RELEASE.finding(
        RULE,
        claims,
        spans,
        territory=territory_in_words(territory),
        premiere=date_in_words(premiere),
        release=date_in_words(release),
        days=days_in_words((first.earliest - second.latest).days),
        who=who,
        other_who=other_who,
    )
