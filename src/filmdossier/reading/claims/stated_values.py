"""What a match of a stated rule claims: values and qualifiers from its groups, names in their dictionary form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from filmdossier.languages.territories import nationality_adjectives, territory_names
from filmdossier.model.dates import DateExpression
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.model.values import Duration, Number, Ordinal, ValueMention
from filmdossier.reading.claims.cases_of_names import phrase, subject_of, territory_of, words_of
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.claims.rules import Match, item_name
from filmdossier.reading.inflection import dictionary_form
from filmdossier.reading.shapes import Item
from filmdossier.reading.tense import resolve_date
from filmdossier.reading.terms import Term
from filmdossier.reading.word_forms import dictionary_words

#: How many sentences, headlines included, open an article.
_OPENING = 4
#: How many characters before a release may tell in which country it is.
_PLACE_BEFORE = 16
#: … and how far from its date.
_PLACE_NEAR = 45
#: A value, the words that state it, and the item that they are, if they are one.
Stated = tuple[dict[str, Any], Span, Item | None]
#: A release is dated to a year at least: longest span of days that a date may leave open.
_LONGEST = 366
#: Bare numbers that are years of films.
_YEARS = range(1895, 2041)


def _people(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    if "value" not in match.groups:
        person = subject_of(article, scene, match.start)
        if person is not None:
            yield {"name": person.name}, scene.shape.span_of(match.start, match.end), None
        return
    start, end = match.groups["value"]
    for item in scene.shape.items_in(start, end, "Pp"):
        said = scene.shape.text[start : scene.shape.position_of(item)]
        # What stands in brackets behind a name says something of it.
        if isinstance(item, Mention) and said.count("(") == said.count(")"):
            yield {"name": item.name}, item.span, item


def _terms(kind: str, key: str) -> Callable[[Article, Scene, Match], Iterator[Stated]]:
    def read(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
        for item in scene.shape.items_in(*match.groups["value"]):
            term = isinstance(item, Term) and (item.kind == "genre") == (kind == "genre")
            if isinstance(item, Term) and term:
                yield {key: item.value}, item.span, item
            elif key == "territory" and isinstance(item, Mention) and (code := territory_of(article, item)):
                yield {key: code}, item.span, item

    return read


def _works(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    span = scene.shape.span_of(*match.groups["value"])
    items = [i for i in scene.shape.items_in(*match.groups["value"]) if isinstance(i, Mention)]
    people = [i for i in items if i.kind in (Kind.PERSON, Kind.CHARACTER)]
    if match.rule.set.get("kind") == "person" and len(people) == 1:
        yield {"name": people[0].name}, people[0].span, None
        return
    yield {"name": _source(article, span)}, span, None


def _source(article: Article, span: Span) -> str:
    """The words that name a source, its noun and what agrees with it in their dictionary form."""
    words = phrase(article, span)
    known = article.pack.table("claims/stated")["sources"]["words"]
    first, _, rest = words.partition(" ")
    noun = next((w for w in dictionary_words(first.lower(), article.pack) if w in known), first)
    return f"{noun} {rest}" if rest else noun


def _followed(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    if "value" not in match.groups:
        here = (m for m in article.annotated.mentions if m.kind is Kind.FILM and m.entity == scene.topic and m.is_name)
        named = next(here, None)
        if named is not None:
            yield {"name": named.name}, scene.shape.span_of(match.start, match.end), named
        return
    for item in scene.shape.items_in(*match.groups["value"], "FW")[:1]:
        if isinstance(item, Mention):
            yield {"name": item.name}, item.span, item


def _named(letters: str) -> Callable[[Article, Scene, Match], Iterator[Stated]]:
    def read(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
        for item in scene.shape.items_in(*match.groups["value"], letters):
            name = (
                item.name
                if isinstance(item, Mention)
                else dictionary_form(words_of(article, item.span), Kind.PLACE, article.pack)
            )
            yield {"name": name}, item.span, item

    return read


def _dates(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    for item in scene.shape.items_in(*match.groups["value"], "DN")[:1]:
        number = item.value if isinstance(item, ValueMention) else None
        if isinstance(number, Number) and number.amount in _YEARS:
            yield {"date": str(int(number.amount))}, item.span, None
        if isinstance(item, ValueMention) and isinstance(item.value, DateExpression):
            at = scene.shape.position_of(item)
            found = resolve_date(item.value, article.published, scene.shape, at, article.pack)
            if found is not None and (found.width is None or found.width <= _LONGEST):
                yield {"date": found.edtf}, item.span, None


def _minutes(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    for item in scene.shape.items_in(*match.groups["value"], "U"):
        if isinstance(item, ValueMention) and isinstance(item.value, Duration) and item.value.minutes:
            yield {"minutes": item.value.minutes}, item.span, None


def _posts(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    rule = match.rule
    role = str(rule.set.get("role", ""))
    if "role" in match.groups:
        words = phrase(article, scene.shape.span_of(*match.groups["role"]))
        said = words_of(article, scene.shape.span_of(*match.groups["role"]))
        role = f"{role} {_small(said)}" if role else words
    organisation = _organisation(article, scene, match)
    if organisation is None and rule.set.get("organisation") == "event":
        return
    for value, stated, item in _people(article, scene, match):
        span = scene.shape.span_of(*match.groups["role"]) if item is None and "role" in match.groups else stated
        yield {**value, "role": _small(role), "organisation": organisation}, span, item


def _small(role: str) -> str:
    """A role without the capital of a sentence's beginning."""
    return role[:1].lower() + role[1:] if role[1:2].islower() else role


def _organisation(article: Article, scene: Scene, match: Match) -> str | None:
    if "org" in match.groups:
        span = scene.shape.span_of(*match.groups["org"])
        items = [i for i in scene.shape.items_in(*match.groups["org"]) if isinstance(i, Mention)]
        if items and items[0].span.start <= span.start + 1 and len(items) == 1:
            return items[0].name
        return phrase(article, span)
    if match.rule.set.get("organisation") == "event":
        here = scene.shape.items_in(match.start, len(scene.shape.text), "EA") or scene.shape.items_in(
            0, match.start, "EA"
        )
        named = next((i for i in here if isinstance(i, Mention)), None)
        return named.name if named else event_spoken_of(article)
    return None


def event_spoken_of(article: Article) -> str | None:
    """The event that the article names most, the longest name of equals."""
    events = [m for m in article.annotated.mentions if m.kind is Kind.EVENT and m.is_name]
    festivals = article.pack.table("evidence")["names"]["events"]
    named_so = [m for m in events if any(word in m.name.casefold() for word in festivals)]
    events = named_so or events
    counts = Counter(m.name for m in events)
    return max(counts, key=lambda name: (counts[name], len(name), name)) if counts else None


def _showings(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    if "value" not in match.groups:
        name = event_spoken_of(article)
        role = match.groups.get("role", (match.start, match.end))
        if name is not None:
            yield {"name": name}, scene.shape.span_of(*role), None
        elif match.rule.set.get("programme"):
            span = scene.shape.span_of(*role)
            yield {"name": article.pack.table("claims/stated")["programme"]["name"]}, span, None
        return
    items = scene.shape.items_in(*match.groups["value"], "EAO")
    for item in items[:1]:
        if isinstance(item, Mention):
            yield {"name": item.name}, item.span, item
    if not items:
        span = scene.shape.span_of(*match.groups["value"])
        places = scene.shape.items_in(*match.groups["value"], "LT")
        name = phrase(article, span) if places else event_spoken_of(article)
        if name is not None:
            yield {"name": name}, span, None


def _anniversaries(article: Article, scene: Scene, match: Match) -> Iterator[Stated]:
    start, end = match.groups["number"]
    digits = re.search(r"\d{1,4}", scene.shape.span_of(start, end).of(article.text))
    number = int(digits.group()) if digits else None
    for item in scene.shape.items_in(start, end):
        value = getattr(item, "value", None)
        if isinstance(value, Ordinal) and not value.from_end:
            number = value.position
        elif isinstance(value, Number):
            number = int(value.amount)
    if not number:
        return
    year = year_of(article, scene, start)
    of = ""
    if "value" in match.groups:
        named = scene.shape.items_in(*match.groups["value"])
        alone = len(named) == 1 and isinstance(named[0], Mention) and scene.shape.text[match.groups["value"][0]] == "<"
        of = item_name(article, named[0]) if alone else phrase(article, scene.shape.span_of(*match.groups["value"]))
    if "person" in match.groups:
        of = item_name(article, scene.shape.items_in(*match.groups["person"])[0])
    if not of:
        person = next(
            (m for m in article.annotated.mentions if m.kind is Kind.PERSON and m.entity == scene.person), None
        )
        of = person.name if person else ""
    value = {"ordinal": number, "year": year, "of": of, "implied_year": None if year is None else year - number}
    yield value, scene.shape.span_of(start, end), None


def year_of(article: Article, scene: Scene, near: int) -> int | None:
    """The year of a date of the sentence, the nearest to a place of it, else the year of publication.

    Where that is not known, the one year that the opening of the article gives a day or an event.
    """
    shape = scene.shape
    dates = [i for i in shape.items_in(0, len(shape.text), "D") if isinstance(i, ValueMention)]
    for item in sorted(dates, key=lambda i: abs(shape.position_of(i) - near)):
        if isinstance(item.value, DateExpression):
            found = resolve_date(item.value, article.published, shape, shape.position_of(item), article.pack)
            if found and found.earliest and found.latest and found.earliest.year == found.latest.year:
                return found.earliest.year
    day = article.published
    if day and day.earliest and day.latest and day.earliest.year == day.latest.year:
        return day.earliest.year
    years = {year for other in article.scenes[:_OPENING] for year in _years(article, other)} if day is None else set()
    return years.pop() if len(years) == 1 else None


def _years(article: Article, scene: Scene) -> Iterator[int]:
    """The years that the dates of a sentence name."""
    for item in scene.shape.items_in(0, len(scene.shape.text), "D"):
        if isinstance(item, ValueMention) and isinstance(item.value, DateExpression):
            found = item.value.resolve(None)
            if found and found.earliest and found.latest and found.earliest.year == found.latest.year:
                yield found.earliest.year


def release_territory(article: Article, scene: Scene, match: Match) -> dict[str, Any]:
    """The country that the words of a release name, cities left out."""
    names, nations = territory_names(article.pack), nationality_adjectives(article.pack)
    at = match.groups["value"][0] if "value" in match.groups else match.start
    behind = re.split(r"[,.;(]", scene.shape.text[match.end : match.end + 30], maxsplit=1)[0]
    items = scene.shape.items_in(max(0, match.start - _PLACE_BEFORE), match.end + len(behind), "KTL")
    for item in sorted(items, key=lambda i: abs(scene.shape.position_of(i) - at)):
        if abs(scene.shape.position_of(item) - at) > _PLACE_NEAR:
            break
        if isinstance(item, Term):
            return {"territory": item.value}
        if isinstance(item, Mention) and (code := names.get(item.name) or nations.get(item.name)):
            return {"territory": code}
    return {}


def qualifier(article: Article, scene: Scene, match: Match, group: str) -> Any:
    """What a group says of the claim: a name, a territory's code, a date, or words in their dictionary form."""
    span = scene.shape.span_of(*match.groups[group])
    items = scene.shape.items_in(*match.groups[group])
    if group == "territory":
        return next((code for i in items if (code := territory_of(article, i))), None)
    if group == "date":
        for item in items:
            if isinstance(item, ValueMention) and isinstance(item.value, DateExpression):
                at = scene.shape.position_of(item)
                found = resolve_date(item.value, article.published, scene.shape, at, article.pack)
                return found.edtf if found else None
        return None
    if len(items) == 1 and isinstance(items[0], Mention):
        return items[0].name
    words = phrase(article, span)
    return words or None


VALUES: Mapping[str, Callable[[Article, Scene, Match], Iterator[Stated]]] = {
    **dict.fromkeys(("director", "cast_member", "screenwriter", "producer", "composer", "cinematographer"), _people),
    **dict.fromkeys(("production_company", "distributor"), _named("O")),
    **dict.fromkeys(("filming_location", "narrative_location"), _named("LT")),
    "genre": _terms("genre", "name"),
    "country_of_origin": _terms("nationality", "territory"),
    "based_on": _works,
    "follows": _followed,
    "release": _dates,
    "set_in_period": _dates,
    "duration": _minutes,
    "position_held": _posts,
    "presented_at": _showings,
    "anniversary": _anniversaries,
}
