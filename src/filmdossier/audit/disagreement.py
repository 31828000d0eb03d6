"""What two rival values are of, how far they are apart, and how much that matters."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from filmdossier.audit.arithmetic import write_number
from filmdossier.audit.check import Emission
from filmdossier.audit.words import apart_in_words, days_in_words
from filmdossier.model.dates import PartialDate
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import date_in_words, territory_in_words
from filmdossier.record.intervals import Interval, exact_decimal

RULE = "conflict"
#: Running times this close, in minutes, are one: credits, frame rates, rounding.
SAME_LENGTH = Decimal(2)
#: A release further from another than this is another one: the film came back.
NEXT_RELEASE_DAYS = 366
#: Estimates of one sum are revised by so much as a matter of course.
REVISED = Decimal("0.1")

FIGURES_CERTAIN = Emission(
    "error",
    "{what}: {value}{who}, but {other}{other_who}: {apart}",
    "two exact figures of one thing at one stated date",
)
FIGURES = Emission(
    "warning",
    "{what}: {value}{who} against {other}{other_who}: {apart}",
    "two figures of one thing that rounding and bounds do not reconcile",
)
FIGURES_NOTICED = Emission(
    "notice",
    "{what}: {value}{who}, elsewhere {other}{other_who}: {apart}",
    "the same of figures that are estimated, of one witness, or changing from day to day (screens, places in charts)",
)
DATES = Emission(
    "warning",
    "{what}: {value}{who} against {other}{other_who}: {apart}",
    "two dates of one release",
)
DATES_NOTICED = Emission(
    "notice",
    "{what}: {value}{who}, elsewhere {other}{other_who}: {apart}",
    "two dates of one release that are a day apart, planned, or of premieres",
)
PLANNED_FOR_THE_PAST = Emission(
    "warning",
    "{what} is planned for {value}{who}, which had passed when that was written; elsewhere it is {other}{other_who}",
    "an article plans a release for a time before the article, and others give another date",
)
DIRECTORS = Emission(
    "warning",
    "directors: {value} according to {who}, {other} according to {other_who}; none in common",
    "independent witnesses name directors and have none in common",
)

_PERIODS = {
    "total": "{}",
    "opening_weekend": "opening weekend's {}",
    "weekend": "weekend's {}",
    "week": "week's {}",
    "day": "day's {}",
    "year": "year's {}",
}
_FIGURES = {"box_office": "takings", "admissions": "admissions"}
_RELEASES = {
    "theatrical": "release in cinemas",
    "premiere": "premiere",
    "streaming": "release by streaming",
    "home_video": "release for home viewing",
}


def thing_in_words(predicate: str, key: Mapping[str, Any]) -> str:
    """What two values are of: "opening weekend's takings in China"."""
    territory = key.get("territory")
    place = f" in {territory_in_words(territory)}" if isinstance(territory, str) else ""
    if predicate in _FIGURES:
        what = _PERIODS.get(str(key.get("period")), "{}").format(_FIGURES[predicate])
        return what + place + (f" by {date_in_words(str(key['as_of']))}" if key.get("as_of") else "")
    if predicate == "release":
        return _RELEASES.get(str(key.get("kind") or "theatrical"), "release") + place
    if predicate == "rank":
        return f"place in a chart{place}, “{key.get('chart') or ''}”"
    return {"duration": "running time", "set_in_period": "time of the plot"}.get(predicate, predicate) + place


def figures_apart(left: Interval, right: Interval, predicate: str) -> str:
    """How far two figures are apart, between what their words give at the nearest."""
    a, b = middle_of(left), middle_of(right)
    if predicate == "duration":
        return f"{write_number(abs(a - b))} minutes apart"
    if predicate == "rank":
        places = abs(a - b)
        return "a place apart" if places == 1 else f"{write_number(places)} places apart"
    return apart_in_words(a, b)


def dates_apart(left: PartialDate, right: PartialDate) -> str:
    """How many days lie between two dates at the least."""
    days = days_between(left, right)
    return "" if days is None else f"{days_in_words(days)} apart"


def days_between(left: PartialDate, right: PartialDate) -> int | None:
    """The least number of days between two dates that do not overlap; None where an end is open."""
    first, second = (left, right) if left.is_before(right) else (right, left)
    if first.latest is None or second.earliest is None:
        return None
    return max((second.earliest - first.latest).days, 0)


def middle_of(interval: Interval) -> Decimal:
    """The figure that an interval stands for: its middle, or its one end."""
    if interval.low is None or interval.high is None:
        return interval.low if interval.low is not None else interval.high or Decimal(0)
    return (interval.low + interval.high) / 2


def share_apart(left: Interval, right: Interval) -> Decimal:
    """How far two figures are apart, as a share of the greater."""
    a, b = middle_of(left), middle_of(right)
    return abs(a - b) / max(a, b) if max(a, b) else Decimal(0)


def is_relative(claim: SourcedClaim) -> bool:
    """Whether a date is told without a figure ("on Friday", "this autumn"): it hangs on the date of the article."""
    return bool(claim.words) and not any(c.isnumeric() for c in claim.words)


def is_slip(left: SourcedClaim, right: SourcedClaim) -> bool:
    """Whether one figure looks like the other mistyped: the same digits at another scale, or two digits changed round.

    A single digit says nothing.
    """
    digits = [_digits(c) for c in (left, right)]
    if min(map(len, digits)) < 2 or left.claim.value == right.claim.value:
        return False
    if digits[0] == digits[1]:
        return True
    if len(digits[0]) != len(digits[1]):
        return False
    differ = [i for i, (x, y) in enumerate(zip(*digits, strict=True)) if x != y]
    if len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    i, j = differ
    return digits[0][i] == digits[1][j] and digits[0][j] == digits[1][i]


def is_of_another_scale(left: SourcedClaim, right: SourcedClaim) -> bool:
    """Whether two figures have the same digits, three or more, at different scales: over 1.47 million, 14.7 million."""
    a, b = _digits(left), _digits(right)
    return a == b and len(a) > 2 and left.claim.value != right.claim.value


def _digits(claim: SourcedClaim) -> str:
    figure = exact_decimal(claim.claim.value.get("amount") or claim.claim.value.get("count"))
    return "" if figure is None else "".join(map(str, figure.normalize().as_tuple().digits))
