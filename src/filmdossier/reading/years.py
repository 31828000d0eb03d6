"""The year of a date that leaves it out, in an article whose day nothing tells: that of the nearest full date.

"23 January 2018 … on 25 January": whoever reads on keeps the year. A date is given the year that puts it nearest to the
full date that stands nearest to it in the text, where the two lie within one season.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from filmdossier.model.dates import DateExpression, PartialDate, parse_edtf
from filmdossier.model.span import Span
from filmdossier.model.values import ValueMention
from filmdossier.reading.claims.drafts import Draft

#: What an EDTF date without a year begins with.
UNKNOWN = "XXXX-"
#: Full dates are as exact as a month.
_MONTH = 31
#: How far from it, in code points, a full date may stand …
REACH = 500
#: … and in days lie.
SEASON = 150


def settle_years(drafts: Iterable[Draft], values: Sequence[ValueMention]) -> list[Draft]:
    """The drafts, with years for their dates where a full date near them fixes one."""
    full = [(v.span, d) for v in values if (d := _full(v))]
    return [_settled(d, full) if _lacks_year(d.value) else d for d in drafts] if full else list(drafts)


def _lacks_year(value: Any) -> bool:
    return str(value.get("date", "")).startswith(UNKNOWN)


def _full(mention: ValueMention) -> PartialDate | None:
    found = mention.value.resolve(None) if isinstance(mention.value, DateExpression) else None
    if found is None or found.earliest is None or found.latest is None:
        return None
    return found if (found.width or _MONTH + 1) <= _MONTH else None


def _settled(draft: Draft, full: Sequence[tuple[Span, PartialDate]]) -> Draft:
    near = [(_apart(span, draft.span), span, day) for span, day in full if _apart(span, draft.span) <= REACH]
    if not near:
        return draft
    _, _, known = min(near, key=lambda n: n[:2])
    assert known.earliest is not None
    written = str(draft.value["date"]).removeprefix(UNKNOWN)
    best: tuple[int, str] | None = None
    for year in (known.earliest.year - 1, known.earliest.year, known.earliest.year + 1):
        day = _day(f"{year:04d}-{written}")
        if day is not None and (best is None or abs((day - known.earliest).days) < best[0]):
            best = abs((day - known.earliest).days), f"{year:04d}-{written}"
    if best is None or best[0] > SEASON:
        return draft
    return replace(draft, value={**draft.value, "date": best[1]})


def _apart(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _day(edtf: str) -> date | None:
    try:
        return parse_edtf(edtf).earliest
    except ValueError:
        return None
