"""Which territory a chart is of, sentence by sentence, and the chart patterns of the pack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from filmdossier.languages import Pack
from filmdossier.languages.territories import normalize_territory
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.values import Money
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.patterns import compile_pattern
from filmdossier.reading.terms import Term

#: UN M49 of what the trade calls the domestic chart: the United States and Canada.
NORTH_AMERICA = "021"
#: UN M49 of the whole world.
WORLD = "001"

#: A weekend's report states at least so many sums.
REPORT = 3
#: An article that names fewer films is about one of them, not about a chart.
SEVERAL = 3


def chart_patterns(pack: Pack, part: str) -> Mapping[str, Any]:
    """The patterns of one part of ``claims/charts.toml``, compiled; lists stay lists."""
    return pack.made(f"charts:{part}", lambda: dict(_compiled(pack, part)))


def _compiled(pack: Pack, part: str) -> Iterator[tuple[str, Any]]:
    table = pack.table("claims/charts")[part]
    ways = {way: table[way] for way in ("down", "up") if way in table}
    for name, source in table.items():
        if isinstance(source, list):
            patterns = any("(" in s or "\\" in s for s in source)
            yield name, [compile_pattern(s) for s in source] if patterns else tuple(source)
        elif isinstance(source, Mapping):
            yield name, source
        elif "{way}" in source:
            # One pattern for each way that a figure can go, and one for either.
            each = {**ways, "any": "|".join(ways.values())}
            yield name, {way: compile_pattern(source.replace("{way}", f"(?:{words})")) for way, words in each.items()}
        else:
            yield name, compile_pattern(source)


def speaks_of_charts(article: Article) -> bool:
    """Whether an article tells of box office charts at all."""
    text = article.text.casefold()
    return any(sign in text for sign in article.pack.table("claims/charts")["territory"]["signs"])


def speaks_of_weekends(article: Article) -> bool:
    """Whether sums in an article are a weekend's where nothing else is said of them."""
    text, table = article.text.casefold(), article.pack.table("claims/charts")["territory"]
    if any(sign in text for sign in table["weekly"]):
        return True
    films = {m.entity for m in article.annotated.mentions if m.kind is Kind.FILM and m.is_name}
    return len(films) >= SEVERAL and any(sign in text for sign in table["weekly_of_several"])


def chart_territories(article: Article) -> list[str | None]:
    """For each scene, the territory of the chart that it speaks of: named there, else carried over from before.

    Where no territory is named, it is the one whose money the article counts in. Prose counts before the headline,
    which is often less exact ("US" for the United States and Canada).
    """
    patterns = chart_patterns(article.pack, "territory")
    named = [_territory_in(article, scene, patterns) for scene in article.scenes]
    prose = [t for t, s in zip(named, article.scenes, strict=True) if t and t != WORLD and not s.heading]
    current = prose[0] if prose else next((t for t in named if t and t != WORLD), None) or _home(article)
    out = []
    for territory, scene in zip(named, article.scenes, strict=True):
        # What is said of the whole world does not carry over.
        if territory and territory != WORLD and not scene.heading:
            current = territory
        out.append(WORLD if territory == WORLD else current)
    return out


def _home(article: Article) -> str | None:
    """The territory whose money a weekend's report counts in, where it names none at all."""
    if not speaks_of_charts(article) or not speaks_of_weekends(article):
        return None
    table = article.pack.table("claims/charts")["territory"]
    sums = [v.value.currency for v in article.annotated.values if isinstance(v.value, Money) and v.value.currency]
    currency = Counter(sums).most_common(1)
    return table["domestic_of"].get(currency[0][0]) if len(sums) >= REPORT else None


def _territory_in(article: Article, scene: Scene, patterns: Mapping[str, Any]) -> str | None:
    for name in ("chart", "chart_in"):
        if m := patterns[name].search(scene.shape.text):
            codes = [territory_of(article, scene.shape.items[int(n)]) for n in (m.group("a"), m.group("b")) if n]
            if set(codes) == {"US", "CA"}:
                return NORTH_AMERICA
            # A figure "in the UK" beside one of another country is an aside, not what the article goes on about.
            others = {territory_of(article, i) for i in scene.shape.items_in(0, m.start(), "T")} - {codes[0]}
            return None if name == "chart_in" and others else codes[0]
    return None


def territory_of(article: Article, item: object) -> str | None:
    """The code of the territory that an item names."""
    if isinstance(item, Term) and item.kind != "genre":
        return item.value
    if isinstance(item, Mention):
        return normalize_territory(item.name, article.pack)
    return None


def is_worldwide(article: Article, words: str) -> bool:
    """Whether a stretch of a shape speaks of the whole world."""
    return bool(chart_patterns(article.pack, "territory")["worldwide"].search(words))


def own_territory(article: Article, scene: Scene, start: int, end: int) -> str | None:
    """The territory that the words of a place name, or that their clause begins with ("In France, it …")."""
    if not article.pack.has_table("claims/charts"):
        return None
    patterns, text = chart_patterns(article.pack, "territory"), scene.shape.text
    if m := patterns["named"].search(text[start:end]) or patterns["national"].search(text[start:end]):
        return territory_of(article, scene.shape.items[int(m.group("in"))])
    found = list(patterns["clause"].finditer(text[:start]))
    return territory_of(article, scene.shape.items[int(found[-1].group("in"))]) if found else None


def group_span(m: Any, name: str) -> tuple[int, int]:
    """Where a named group of a match stands (the linear-time engine knows groups by number only)."""
    start, end = m.span(m.re.groupindex[name])
    return start, end
