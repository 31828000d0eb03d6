"""One claim as reconciliation sees it: what it says, of what, how exactly, up to when, and on whose word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filmdossier.model.dates import PartialDate, normalize_edtf
from filmdossier.model.reading import Status
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.fact_keys import KeyRule, Spellings, as_of, common_key, is_running, key_of, rule_of
from filmdossier.record.folding import fold_words, folded_value
from filmdossier.record.intervals import Interval, interval_of
from filmdossier.record.same_names import common_name

#: Statuses whose claims never make a value stand.
NEVER_STANDS = frozenset({Status.DENIED, Status.OPINION})
#: Bounds that say only on which side of a figure the true one lies.
ONE_SIDED = frozenset({"over", "under"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim, read for reconciliation.

    Attributes:
        claim: itself.
        origin: the independent source that it counts for.
        key: of its fact.
        key_id: the key, folded, in names that every language shares.
        interval: what its value leaves open: figures, or ordinal numbers of days for dates; None for words and for
            figures and dates that say nothing to compare.
        words: the folded words of the value, where words are compared; None for a part that it leaves out.
        date: the value, for dates.
        until: the date up to which a figure counts.
        running: whether it is one figure of a run over time.
        one_sided: whether it bounds a figure from one side only, and so is no witness for an exact one.
    """

    claim: SourcedClaim
    origin: str
    key: Mapping[str, Any]
    key_id: str
    interval: Interval | None = None
    words: tuple[str | None, ...] = ()
    date: PartialDate | None = None
    until: PartialDate | None = None
    running: bool = False
    one_sided: bool = False

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def status(self) -> Status:
        """The claim's status."""
        return self.claim.claim.status

    @property
    def recency(self) -> tuple[int, int]:
        """Orders claims by the date up to which they count, latest greatest; of one start, the more exact is later.

        A vague date counts by its first day, for that much is sure.
        """
        return recency(self.until)

    @property
    def precision(self) -> Decimal:
        """How much the value leaves open; less is more precise."""
        width = self.interval.width if self.interval else None
        return Decimal("Infinity") if width is None else width


def recency(day: PartialDate | None) -> tuple[int, int]:
    """Orders dates by the first day that they may denote, unknown ones first; then more exact ones later."""
    if day is None or day.earliest is None:
        return (0, 0)
    return (day.earliest.toordinal(), -(day.width or 10**7))


def state(claim: SourcedClaim, origin: str, names: Spellings) -> Stated:
    """Read a claim for reconciliation."""
    rule = rule_of(claim.claim.predicate)
    key = key_of(claim, names)
    date = _date(claim) if rule.value == "date" else None
    interval = interval_of_date(date) if date else interval_of(claim) if rule.value == "figure" else None
    bound = claim.claim.qualifiers.get("bound")
    return Stated(
        claim,
        origin,
        key,
        folded_value(common_key(claim, key)),
        interval,
        _words(claim, rule, names),
        date,
        as_of(claim),
        is_running(claim),
        bound in ONE_SIDED or "top" in claim.claim.value or (interval is not None and interval.is_open),
    )


def interval_of_date(date: PartialDate) -> Interval | None:
    """The days that a date may denote, as ordinal numbers; None for one without a year.

    An approximate date (``~``, ``?``, ``%``) reaches as far again to either side as it is wide.
    """
    if date.earliest is None and date.latest is None:
        return None
    blur = (date.width or 0) if date.edtf.endswith(("~", "?", "%")) else 0
    low = None if date.earliest is None else Decimal(date.earliest.toordinal() - blur)
    high = None if date.latest is None else Decimal(date.latest.toordinal() + blur)
    return Interval(low, high)


def _date(claim: SourcedClaim) -> PartialDate | None:
    value = claim.claim.value.get("date")
    return normalize_edtf(str(value)) if value else None


def _words(claim: SourcedClaim, rule: KeyRule, names: Spellings) -> tuple[str | None, ...]:
    if rule.value == "date":
        return (fold_words(str(claim.claim.value.get("date") or "")),)
    if not isinstance(rule.value, tuple):
        return ()
    parts = (claim.claim.value.get(part) for part in rule.value)
    return tuple(fold_words(common_name(names.of(str(p)), "role")) if p else None for p in parts)
