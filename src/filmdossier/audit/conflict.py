"""Claims of one article that should agree and do not.

Within one article a film has one running time, one budget in a currency, one opening weekend and one release in a
territory. Totals grow, so they are compared where they count up to the same stated day, or where one looks like the
other mistyped. Words that tell of stages or versions (a wide release, a longer cut) explain a difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from filmdossier.audit.check import Article, Check, Emission
from filmdossier.audit.conflict_record import in_record
from filmdossier.audit.disagreement import (
    DATES,
    DATES_NOTICED,
    DIRECTORS,
    FIGURES,
    FIGURES_CERTAIN,
    FIGURES_NOTICED,
    NEXT_RELEASE_DAYS,
    PLANNED_FOR_THE_PAST,
    REVISED,
    RULE,
    SAME_LENGTH,
    dates_apart,
    days_between,
    figures_apart,
    is_of_another_scale,
    is_relative,
    is_slip,
    share_apart,
    thing_in_words,
)
from filmdossier.audit.language import pattern_for
from filmdossier.audit.words import figure_of, is_fact
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.reading import Finding, Status
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import date_in_words
from filmdossier.record.fact_keys import key_of, spellings
from filmdossier.record.folding import folded_value
from filmdossier.record.intervals import interval_of

#: No more values of one thing are compared; an article that gives more is a table.
MOST_VALUES = 30
_ONCE = ("duration", "budget")
_GROWING = ("box_office", "admissions")
_AS_WRITTEN = spellings({})


def in_article(article: Article) -> Iterator[Finding]:
    """Running times, budgets, takings, admissions and releases that an article gives twice and otherwise."""
    groups: dict[tuple[str, str, str], list[SourcedClaim]] = {}
    for c in article.claims:
        if c.claim.film is not None and c.claim.predicate in (*_ONCE, *_GROWING, "release") and is_fact(c):
            key = {k: v for k, v in key_of(c, _AS_WRITTEN).items() if k != "as_of"}
            groups.setdefault((c.claim.film, c.claim.predicate, folded_value(key)), []).append(c)
    for film, predicate, about in sorted(groups):
        claims = _each_value_once(groups[film, predicate, about])
        for left, right in combinations(claims[:MOST_VALUES], 2):
            found = _dates(article, left, right) if predicate == "release" else _figures(article, left, right)
            if found is not None:
                yield found


def _each_value_once(claims: Sequence[SourcedClaim]) -> list[SourcedClaim]:
    """The first claim of each value, bound and date."""
    first: dict[str, SourcedClaim] = {}
    for c in claims:
        said = (c.claim.value, c.claim.qualifiers.get("bound"), c.claim.qualifiers.get("as_of"))
        first.setdefault(folded_value(said), c)
    return list(first.values())


def _figures(article: Article, left: SourcedClaim, right: SourcedClaim) -> Finding | None:
    predicate = left.claim.predicate
    a, b = interval_of(left), interval_of(right)
    if a is None or b is None or (a.overlaps(b) and not is_of_another_scale(left, right)):
        return None
    if predicate in _GROWING:
        emission = _growing(left, right)
    elif predicate == "duration":
        apart = max(x for x in (a.low, b.low) if x is not None) - min(x for x in (a.high, b.high) if x is not None)
        emission = None if apart <= SAME_LENGTH or _says(article, "versions", left, right) else FIGURES
    else:
        emission = FIGURES if left.claim.value.get("currency") else None
    revised = {left.claim.status, right.claim.status} & {Status.ESTIMATED, Status.REPORTED}
    if emission is FIGURES and revised and not is_slip(left, right):
        emission = FIGURES_NOTICED if share_apart(a, b) > REVISED else None
    return None if emission is None else _finding(emission, left, right, figures_apart(a, b, predicate))


def _growing(left: SourcedClaim, right: SourcedClaim) -> Emission | None:
    """What two figures of takings or admissions are, if they are a conflict."""
    if not isinstance(left.claim.qualifiers.get("territory"), str):
        return None
    days = [c.claim.qualifiers.get("as_of") for c in (left, right)]
    period = left.claim.qualifiers.get("period") or "total"
    if days[0] and days[1]:
        day = normalize_edtf(str(days[0]))
        same = days[0] == days[1] and day is not None and day.width == 1
        exact = all(c.claim.qualifiers.get("bound") in (None, "exact") for c in (left, right))
        asserted = all(c.claim.status is Status.ASSERTED for c in (left, right))
        return (FIGURES_CERTAIN if exact and asserted else FIGURES) if same else None
    if period == "opening_weekend" or is_slip(left, right):
        return FIGURES
    return None


def _dates(article: Article, left: SourcedClaim, right: SourcedClaim) -> Finding | None:
    qualifiers = left.claim.qualifiers
    if (qualifiers.get("kind") or "theatrical") != "theatrical" or not isinstance(qualifiers.get("territory"), str):
        return None
    a, b = (normalize_edtf(str(c.claim.value.get("date"))) for c in (left, right))
    if a is None or b is None or a.overlaps(b) or is_relative(left) or is_relative(right):
        return None
    if _says(article, "staged", left, right):
        return None
    days = days_between(a, b)
    if days is None or days > NEXT_RELEASE_DAYS:
        return None
    return _finding(DATES, left, right, dates_apart(a, b))


def _says(article: Article, name: str, *claims: SourcedClaim) -> bool:
    """Whether the words around one of the claims explain a difference."""
    pattern = pattern_for(article.language, RULE, name)
    return pattern is not None and any(pattern.search(" ".join(c.evidence.casefold().split())) for c in claims)


def _finding(emission: Emission, left: SourcedClaim, right: SourcedClaim, apart: str) -> Finding:
    key = {k: v for k, v in key_of(left, _AS_WRITTEN).items() if k != "as_of"}
    if left.claim.qualifiers.get("as_of") == right.claim.qualifiers.get("as_of") and left.claim.qualifiers.get("as_of"):
        key["as_of"] = left.claim.qualifiers["as_of"]
    said = [
        date_in_words(str(c.claim.value["date"])) if "date" in c.claim.value else figure_of(c) for c in (left, right)
    ]
    return emission.finding(
        RULE,
        [c.claim.id for c in (left, right)],
        [c.claim.value_span for c in (left, right)],
        what=thing_in_words(left.claim.predicate, key),
        value=said[0],
        other=said[1],
        who="",
        other_who="",
        apart=apart,
    )


CHECK = Check(
    RULE,
    "claims on the same thing that do not agree, beyond rounding and bounds",
    (FIGURES_CERTAIN, FIGURES, FIGURES_NOTICED, DATES, DATES_NOTICED, PLANNED_FOR_THE_PAST, DIRECTORS),
    in_article,
    in_record,
)
