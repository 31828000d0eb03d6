"""How long after its release a film had taken what a figure says, and so the day up to which the figure counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from filmdossier.model.dates import PartialDate, approximately, normalize_edtf, of_day
from filmdossier.model.values import Duration, ValueMention
from filmdossier.reading.claims.charts import chart_patterns
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.values.date_compounds import Rolling

#: Days of the units that a stretch of time is counted in; months and years are about so long.
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
#: A stretch of so many days or fewer is a first weekend or week, which has a period of its own.
_FIRST_WEEK = 8
#: Longest run, in days, that says up to which day a figure counts.
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of time from a film's release on.

    Attributes:
        days: how long.
        inside: whether a figure was reached in it rather than when it had passed.
    """

    days: int
    inside: bool


def run_of(article: Article, scene: Scene, start: int, since: int, until: int) -> Run | None:
    """The run that a figure at ``start`` is said of, between the figures before and behind it."""
    p, text = chart_patterns(article.pack, "period"), scene.shape.text
    for words in (text[start:until], text[since:start]):
        for name in ("run_in", "run_after"):
            for m in p[name].finditer(words):
                groups = [g for g in m.groupdict().items() if g[0] in ("u", "into", "d") and g[1]]
                item = scene.shape.items[int(groups[0][1])]
                if isinstance(item, ValueMention) and (days := _days(item, p["within_words"], article.text)):
                    return Run(days, name == "run_in") if _FIRST_WEEK < days <= _LONGEST else None
    return None


def _days(item: ValueMention, within: object, text: str) -> int | None:
    if isinstance(item.value, Duration) and item.value.days:
        return int(item.value.days)
    if isinstance(item.value, Rolling) and within.search(item.span.of(text)):  # type: ignore[attr-defined]
        return sum(int(count * _DAYS.get(unit, 0)) for count, unit in item.value.steps)
    return None


def date_figures(drafts: Sequence[Draft], published: PartialDate | None) -> None:
    """Dates the figures that count up to so many days after their film's release, where the article dates that.

    The day is about that one: nobody counts the days of a run exactly. It is never later than the article.
    """
    for draft in drafts:
        if draft.run_days is None or draft.qualifiers.get("as_of"):
            continue
        days = {release.value["date"] for release in _releases_of(draft, drafts)}
        released = normalize_edtf(days.pop()) if len(days) == 1 else None
        if released is not None and released.earliest is not None and released.width == 1:
            last = released.earliest + timedelta(days=draft.run_days)
            if published is not None and published.latest is not None:
                last = min(last, published.latest)
            draft.qualifiers["as_of"] = approximately(of_day(last)).edtf


def _releases_of(figure: Draft, drafts: Iterable[Draft]) -> list[Draft]:
    territory = figure.qualifiers.get("territory")
    releases = [
        d
        for d in drafts
        if d.predicate == "release" and d.film == figure.film and d.qualifiers.get("kind") == "theatrical"
    ]
    return [d for d in releases if d.qualifiers.get("territory") == territory]
