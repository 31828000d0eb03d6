"""Claims and those who make them in the words of findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from filmdossier.audit.arithmetic import write_list, write_money, write_number, write_percent
from filmdossier.model.reading import Status
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import bounded, quoted
from filmdossier.record.intervals import Interval, exact_decimal
from filmdossier.record.witnesses import origin_of_document

_HUNDRED = Decimal(100)
#: Significant digits of a difference.
_DIGITS = 4
#: So many outlets are named on one side.
MOST_NAMES = 4
#: Statuses of claims that nobody stands behind as a fact.
UNSURE = frozenset({Status.DENIED, Status.OPINION, Status.PLANNED})


def is_fact(claim: SourcedClaim) -> bool:
    """Whether the article states a claim as something that is so, be it only by estimate or report."""
    return claim.claim.status not in UNSURE


def figure_of(claim: SourcedClaim) -> str:
    """A claim's amount, count or length in words, with its bound: "nearly USD 2 million"."""
    value = claim.claim.value
    if "amount" in value:
        words = write_money(exact_decimal(value["amount"]) or Decimal(0), value.get("currency"))
    elif "count" in value:
        words = write_number(Decimal(value["count"]))
    elif "minutes" in value:
        words = f"{write_number(Decimal(value['minutes']))} minutes"
    else:
        words = quoted(claim.words)
    return bounded(words, claim.claim.qualifiers.get("bound"))


def range_in_words(interval: Interval) -> str:
    """What a figure leaves open: "1.75 million to 1.85 million", "at least 3 million"."""
    low, high = interval.low, interval.high
    if low is None or high is None:
        return f"at least {_shown(low)}" if low is not None else f"at most {_shown(high or Decimal(0))}"
    return write_number(low) if low == high else f"{_shown(low)} to {_shown(high)}"


def _shown(number: Decimal) -> str:
    return write_number(significant(number, _DIGITS))


def significant(number: Decimal, digits: int) -> Decimal:
    """A number rounded to so many significant digits."""
    if not number:
        return Decimal(0)
    unit = Decimal(1).scaleb(number.adjusted() - digits + 1)
    return (
        number.quantize(unit, ROUND_HALF_UP)
        if unit <= 1
        else (number / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
    )


def change_in_percent(start: Decimal, end: Decimal) -> Decimal:
    """By how many per cent ``end`` lies above ``start``; negative where below.

    Raises:
        ZeroDivisionError: where ``start`` is nought.
    """
    if not start:
        raise ZeroDivisionError("a change from nought has no percentage")
    return (end - start) / start * _HUNDRED


def apart_in_words(left: Decimal, right: Decimal) -> str:
    """How far two figures are apart, absolutely and as a share of the greater: "9 million, or 1.3 %, apart"."""
    gap, greater = abs(left - right), max(abs(left), abs(right))
    share = write_percent(gap / greater) if greater else "0 %"
    return f"{write_number(significant(gap, _DIGITS))}, or {share}, apart"


def days_in_words(days: int) -> str:
    """A number of days: "1 day", "12 days"."""
    return f"{days} day" if days == 1 else f"{days:,} days"


def outlet_of(claim: SourcedClaim, origins: Mapping[str, str]) -> str:
    """Who says so: the witness behind a claim, else its outlet, else its headline."""
    origin = origins.get(claim.id) or origins.get(claim.document.id) or origin_of_document(claim.document)
    if not origin.startswith("document "):
        return origin
    return quoted(claim.document.title) if claim.document.title else f"document {claim.document.id[:8]}"


def outlets_of(claims: Iterable[SourcedClaim], origins: Mapping[str, str]) -> str:
    """Everyone who says so, in alphabetical order, the first few by name."""
    names = sorted({outlet_of(c, origins) for c in claims})
    more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
    return write_list([*names[:MOST_NAMES], *more])
