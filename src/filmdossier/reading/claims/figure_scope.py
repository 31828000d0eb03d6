"""What a figure covers: its period, its territory, and the day up to which it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from filmdossier.model.dates import DateExpression, Direction
from filmdossier.model.values import Money, Ordinal, ValueMention
from filmdossier.reading.claims.charts import WORLD, chart_patterns, own_territory, territory_of
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.claims.figure_days import run_of
from filmdossier.reading.claims.whereabouts import places_meant
from filmdossier.reading.shapes import letter_of
from filmdossier.reading.terms import Term

#: How far, in characters of the shape, words before and behind a figure speak of it.
NEAR_AFTER, PERIOD_BEFORE, PLACE_BEFORE = 80, 45, 50
#: A vaguer date than a month does not say up to which day a figure counts.
LONGEST_AS_OF = 31
#: Where two words are equally near, the one of the first period stands.
FILM_PERIODS = ("day", "opening_weekend", "total", "week", "weekend")
MARKET_PERIODS = ("day", "opening_weekend", "weekend", "week")


@dataclass(frozen=True, slots=True)
class Figure:
    """Where a figure stands in a scene's shape.

    Attributes:
        start, end: of the figure.
        since: where the figure before it ends, or 0.
        until: where the one behind it begins, or the end of the shape.
        chart: the territory of the chart that is spoken of, or None.
        weekly: whether figures are a weekend's where nothing is said of them.
        currency: ISO 4217 code of a sum.
    """

    start: int
    end: int
    since: int
    until: int
    chart: str | None = None
    weekly: bool = False
    currency: str | None = None


def words_behind(article: Article, scene: Scene, figure: Figure) -> str:
    """The words behind a figure that speak of it: up to the next figure, or where they turn to it."""
    after = scene.shape.text[figure.end : min(figure.until, figure.end + NEAR_AFTER)]
    turn = chart_patterns(article.pack, "money")["takes_next"].search(after)
    return after[: turn.start()] if turn else after


def period_of(article: Article, scene: Scene, figure: Figure, *, whole: bool = False) -> str:
    """The period of a figure, from the words behind it, then from those before it.

    Args:
        article: what is read.
        scene: its sentence.
        figure: in it.
        whole: whether it is a market's rather than one film's; then a year may be its period.
    """
    p = chart_patterns(article.pack, "period")
    if run := run_of(article, scene, figure.start, figure.since, figure.until):
        return "other" if run.inside else "total"
    text = _with_periods(article, scene)
    for m in p["opened_on"].finditer(text):
        text = text[: m.start()] + " " * (m.end() - m.start()) + text[m.end() :]
    behind = words_behind(article, scene, figure)
    after = text[figure.end : figure.end + len(behind)]
    before = text[max(figure.since, figure.start - PERIOD_BEFORE) : figure.start]
    if not whole and p["opening_verb"].search(before) and not p["week"].search(after):
        return "opening_weekend"
    order = MARKET_PERIODS if whole else FILM_PERIODS
    found = [(m.start(), n, period) for n, period in enumerate(order) if (m := p[period].search(after))]
    if not found:
        found = [(-m.end(), n, period) for n, period in enumerate(order) for m in p[period].finditer(before)]
    if found:
        return str(min(found)[2])
    stretches = ((figure.end, figure.end + len(behind)), (figure.since, figure.start))
    if whole and any(_names_year(article, scene, *stretch) for stretch in stretches):
        return "year"
    return "weekend" if figure.weekly else "total"


def _with_periods(article: Article, scene: Scene) -> str:
    """The shape's text with letters of their own for first ordinals (Z), weekends (V), weekdays (Y), the world (Q).

    Its length is unchanged.
    """
    p, text = chart_patterns(article.pack, "period"), scene.shape.text
    for number, item in enumerate(scene.shape.items):
        letter = None
        if isinstance(item, Term) and item.value == WORLD:
            letter = "Q"
        elif not isinstance(item, ValueMention):
            continue
        elif isinstance(item.value, Ordinal) and item.value.position == 1:
            letter = "Z"
        elif isinstance(item.value, DateExpression):
            words = item.span.of(article.text)
            letter = "V" if p["weekend_words"].search(words) else "Y" if p["day_words"].search(words) else None
        if letter:
            text = text.replace(f"<{letter_of(item)}{number}>", f"<{letter}{number}>")
    return text


def is_of_later_weekend(article: Article, scene: Scene) -> bool:
    """Whether a sentence speaks of a second or later weekend."""
    return bool(chart_patterns(article.pack, "period")["later_weekend"].search(_with_periods(article, scene)))


def _names_year(article: Article, scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch of a shape names a year."""
    p, text = chart_patterns(article.pack, "period"), scene.shape.text
    for m in p["year"].finditer(text[start:end]):
        number = m.group("y") or m.group("d") or m.group("after")
        if number is None or p["year_words"].search(scene.shape.items[int(number)].span.of(article.text)):
            return True
    return False


def territory_at(article: Article, scene: Scene, figure: Figure) -> str | None:
    """The territory of a figure: the one named behind it, else last before it, else that of its money or chart.

    Abroad is no one territory, and then the chart's is not meant either. Money that one country alone counts in is
    evidence for that country, weaker than any place that the sentence names.
    """
    behind = list(_places(article, scene, figure.end, figure.end + len(words_behind(article, scene, figure)), figure))
    if behind:
        return behind[0]
    before = list(_places(article, scene, max(figure.since, figure.start - PLACE_BEFORE), figure.start, figure))
    if before:
        return before[-1]
    if own := own_territory(article, scene, figure.start, figure.start):
        return own
    earlier = list(_places(article, scene, 0, figure.start, figure, named=True))
    if earlier:
        return earlier[-1]
    return _of_money(article, figure) or figure.chart


def _of_money(article: Article, figure: Figure) -> str | None:
    """The only country that counts in a figure's money."""
    country: str | None = chart_patterns(article.pack, "territory")["country_of"].get(figure.currency)
    return country


def money_of_sentence(article: Article, scene: Scene) -> str | None:
    """The money of one country that a sentence counts in, which tells where its other figures are from too."""
    countries = chart_patterns(article.pack, "territory")["country_of"]
    values = [i.value for i in scene.shape.items if isinstance(i, ValueMention)]
    found = {v.currency for v in values if isinstance(v, Money) and v.currency in countries}
    return found.pop() if len(found) == 1 else None


def _home(article: Article, figure: Figure) -> str | None:
    """Where a figure's film is at home: in the country of its money, else of its chart."""
    if country := _of_money(article, figure):
        return country
    domestic = chart_patterns(article.pack, "territory")["domestic_of"]
    return figure.chart if figure.chart not in (None, WORLD) else domestic.get(figure.currency)


def _places(
    article: Article, scene: Scene, start: int, end: int, figure: Figure, *, named: bool = False
) -> Iterator[str | None]:
    """The territories that a stretch of a shape speaks of, in order: the world, home, abroad (None), and named ones."""
    p, words = chart_patterns(article.pack, "territory"), scene.shape.text[start:end]
    found: list[tuple[int, str | None]] = []
    if not named:
        found += [(m.start(), WORLD) for m in p["worldwide"].finditer(words)]
        terms = [i for i in scene.shape.items_in(start, end, "T") if territory_of(article, i) == WORLD]
        found += [(scene.shape.position_of(i) - start, WORLD) for i in terms]
        found += [(m.start(), _home(article, figure)) for m in p["domestic"].finditer(words)]
        found += [(m.start(), None) for m in p["abroad"].finditer(words)]
    found += [(at - start, code) for at, code in places_meant(article, scene, start, end)]
    for m in p["place"].finditer(words):
        if code := territory_of(article, scene.shape.items[int(m.group("in") or m.group("of"))]):
            found.append((m.start(), code))
    for _, code in sorted(found, key=lambda f: f[0]):
        yield code


def as_of(article: Article, scene: Scene, figure: Figure) -> str | None:
    """The day up to which a figure counts, as EDTF, where its sentence says so."""
    p, text = chart_patterns(article.pack, "period"), scene.shape.text
    stretches = (text[figure.start : figure.until], text[figure.since : figure.start])
    for name in ("as_of", "as_of_source"):
        for words in stretches:
            for m in p[name].finditer(words):
                if date := _day(article, scene.shape.items[int(m.group("d"))]):
                    return date
    return None


def run_days(article: Article, scene: Scene, figure: Figure) -> int | None:
    """Up to how many days after its film's release a figure counts, where its sentence says so."""
    run = run_of(article, scene, figure.start, figure.since, figure.until)
    return run.days if run else None


def _day(article: Article, item: Any) -> str | None:
    if not isinstance(item, ValueMention) or not isinstance(item.value, DateExpression):
        return None
    date = item.value.resolve(article.published, Direction.PAST)
    return date.edtf if date and date.width and date.width <= LONGEST_AS_OF else None
