"""What a figure covers: its period, its territory, and the day up to which it counts, by the words nearest to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from filmdossier.model.dates import DateExpression, Direction
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.values import Money, Ordinal, ValueMention
from filmdossier.reading.claims.cases_of_names import territory_of
from filmdossier.reading.claims.charts import group_span
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import Term

WORLD = "001"
#: A vaguer date than a month does not say up to which day a figure counts.
_LONGEST_AS_OF = 31
#: Words behind a figure are nearer to it than words before it that stand as far away, by so many characters.
_BEHIND_FIRST = 12
_YEAR = re.compile(r"\d{4}")
#: How far a figure's period and place are looked for.
_NEAR_BEFORE, _NEAR_AFTER = 110, 90


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands in its sentence.

    Attributes:
        start, end: of the figure in the shape.
        since: where the figure before it ends, or 0.
        until: where the one behind it begins, or the end.
        currency: of a sum.
        text: the sentence's shape, as `with_periods` writes it.
    """

    scene: Scene
    start: int
    end: int
    since: int
    until: int
    currency: str | None
    text: str

    @property
    def clause(self) -> str:
        """The words since the figure before."""
        return self.text[self.since : self.start]

    def before(self, most: int) -> str:
        """So many characters before the figure, not beyond the figure before it."""
        return self.text[max(self.since, self.start - most) : self.start]

    def after(self, most: int) -> str:
        """So many characters behind the figure, up to the next one."""
        return self.text[self.end : min(self.until, self.end + most)]


def with_periods(article: Article, scene: Scene, p: Mapping[str, Any]) -> str:
    """A sentence's shape with letters of their own for a first place in an order (Z) and for weekends (V)."""
    text = scene.shape.text
    for number, item in enumerate(scene.shape.items):
        if not isinstance(item, ValueMention):
            continue
        if isinstance(item.value, Ordinal) and item.value.position == 1 and not item.value.from_end:
            text = text.replace(f"<R{number}>", f"<Z{number}>")
        elif isinstance(item.value, DateExpression) and p["weekend_words"].search(item.span.of(article.text).lower()):
            text = text.replace(f"<D{number}>", f"<V{number}>")
    return text


def period_of(article: Article, place: Place, p: Mapping[str, Any], *, weekly: bool, whole: bool = False) -> str:
    """The period of a figure, by the nearest words that name one; else a weekend's in an article on weekends."""
    found: list[tuple[int, int, str]] = []
    before, after = place.before(_NEAR_BEFORE), place.after(_NEAR_AFTER)
    after = after.partition(",")[0]
    if turn := p["turns"].search(after):
        after = after[: turn.start()]
    for rank, (period, pattern) in enumerate(p["periods"].items()):
        if period == "year" and not whole:
            continue
        for m in pattern.finditer(before):
            end = m.start() + len(m.group().rstrip(" ,.;:)"))
            found.append((len(before) - end, rank, period))
        if m := pattern.search(after):
            found.append((m.start() - _BEHIND_FIRST, rank, period))
    if found:
        return str(min(found)[2])
    # A sum's period holds for the whole sentence where only one is named.
    everywhere = {period for period, pattern in p["periods"].items() if pattern.search(place.text)} - {"year"}
    if len(everywhere) == 1 and place.since == 0:
        return str(everywhere.pop())
    years = any(
        _YEAR.search(i.span.of(article.text)) for i in place.scene.shape.items_in(place.since, place.start, "D")
    )
    return "weekend" if weekly and not years else "total"


def territory_of_place(article: Article, place: Place, p: Mapping[str, Any], home: str | None) -> str | None:
    """The territory of a figure: the nearest named, the world's, else that of its money, else the article's own."""
    found: list[tuple[int, str | None]] = []
    before, after = place.before(_NEAR_BEFORE), place.after(_NEAR_AFTER)
    start = place.start - len(before)
    if turn := p["turns"].search(after):
        after = after[: turn.start()]
    for name, pattern in p["territories"].items():
        code = p["codes"].get(name)
        for m in pattern.finditer(before):
            found.append((len(before) - m.end(), code))
        if m := pattern.search(after):
            found.append((m.start() - _BEHIND_FIRST, code))
    for m in p["place"].finditer(before):
        if code := _code(article, place, start, m, p):
            found.append((len(before) - m.end(), code))
    for m in p["place"].finditer(after):
        if code := _code(article, place, place.end, m, p):
            found.append((m.start() - _BEHIND_FIRST, code))
    if found:
        return min(found, key=lambda f: f[0])[1]
    if (m := p["place_first"].search(place.text[: place.start])) and (code := _code(article, place, 0, m, p)):
        return code
    own: str | None = p["codes"].get(place.currency or "")
    return own or _carried(article, place, p) or home


def _carried(article: Article, place: Place, p: Mapping[str, Any]) -> str | None:
    """The territory of a sum in the same sentence, or the one with which the sentence before it begins."""
    for item in place.scene.shape.items:
        money = item.value if isinstance(item, ValueMention) else None
        if isinstance(money, Money) and (code := p["codes"].get(money.currency or "")):
            return str(code)
    number = place.scene.number
    before = article.scenes[number - 1] if number else None
    if before is None or before.paragraph != place.scene.paragraph or before.heading:
        return None
    m = p["place_first"].search(before.shape.text)
    if m is None:
        return None
    span = next(group_span(m, g) for g in ("where", "adjective", "of") if group_span(m, g)[0] >= 0)
    return next((code for i in before.shape.items_in(*span) if (code := territory_of(article, i))), None)


def _code(article: Article, place: Place, offset: int, m: Any, p: Mapping[str, Any]) -> str | None:
    span = next(
        group_span(m, g) for g in ("where", "adjective", "of") if g in m.re.groupindex and group_span(m, g)[0] >= 0
    )
    items = place.scene.shape.items_in(offset + span[0], offset + span[1])
    codes = [code for i in items if (code := territory_of(article, i))]
    joint: Mapping[str, str] = p["codes"]["together"]
    return joint.get("+".join(sorted(codes))) or (codes[0] if codes else None)


def home_of(article: Article, p: Mapping[str, Any]) -> str | None:
    """The territory whose chart an article tells of: the one that its words of the chart name most."""
    counts: Counter[str] = Counter()
    for number, scene in enumerate(article.scenes):
        weight = 3 if number < 3 else 1
        for m in p["chart_of"].finditer(scene.shape.text):
            span = group_span(m, "where") if group_span(m, "where")[0] >= 0 else group_span(m, "of")
            items: list[Item] = scene.shape.items_in(*span)
            for item in items:
                if isinstance(item, Term) or (isinstance(item, Mention) and item.kind is Kind.PLACE):
                    code = territory_of(article, item)
                    if code and code != WORLD:
                        counts[code] += weight
        for item in scene.shape.items:
            money = item.value if isinstance(item, ValueMention) else None
            if isinstance(money, Money) and money.currency in p["codes"]:
                counts[p["codes"][money.currency]] += 1
        for name in ("home_words", "america_words"):
            counts[p["codes"][name]] += weight * len(p[name].findall(scene.shape.text))
    counts = +counts
    return max(counts, key=lambda code: (counts[code], code)) if counts else None


def as_of(article: Article, place: Place, p: Mapping[str, Any]) -> str | None:
    """The day up to which a figure counts, as EDTF, where its sentence says so."""
    for m in p["as_of"].finditer(place.text):
        item = place.scene.shape.items_in(*group_span(m, "when"), "D")[0]
        if isinstance(item, ValueMention) and isinstance(item.value, DateExpression):
            date = item.value.resolve(article.published, Direction.PAST)
            if date and date.width and date.width <= _LONGEST_AS_OF:
                return date.edtf
    return None
