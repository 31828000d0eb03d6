"""Films that an article tells of without a title: "its 2004 sequel", "a third Robot Dawn film"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.model.values import Ordinal, ValueMention
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.shapes import Item, Shape, shape_sentences
from filmdossier.reading.terms import alternatives

_LIST = re.compile(r"\{([a-z_]+)\}")
#: A source spoken of again ("the book") is one named at most so many sentences before.
REACH = 3
#: A next part of a series is no number; kinds of relation that the contract knows.
_SERIES, _ADAPTATION, _ORIGINAL = "series", "adaptation", "original"
_ROMAN = {2: "ii", 3: "iii", 4: "iv", 5: "v", 6: "vi", 7: "vii", 8: "viii"}


@dataclass(frozen=True)
class UnnamedFilm:
    """A film that is told of by what it is to another.

    Attributes:
        mention: the words; a name where they are all that the film is called, a stand-in where they mean a film named
            elsewhere.
        kind: ``sequel``, ``prequel``, ``remake``, ``series``, ``adaptation`` (of ``of``, a book), ``original``, or
            empty.
        of: name of the film or series that it follows, or of the work that it is made from; None if none is at hand.
        of_span: the words that name it, where they are not the mention's.
        year: the year that the words give it.
        sentence: index of its sentence.
    """

    mention: Mention
    kind: str
    of: str | None
    of_span: Span | None
    year: ValueMention | None
    sentence: int


@dataclass(frozen=True)
class _Words:
    patterns: Mapping[str, re.Pattern[str]]
    kinds: Mapping[str, str]
    articles: frozenset[str]
    no_series: frozenset[str]


def find_unnamed_films(
    text: str, sentences: Sequence[Sentence], items: Sequence[Item], pack: Pack
) -> list[UnnamedFilm]:
    """The films without a title, in order; each gets an entity number beyond those of the films with one.

    A phrase beside which a title stands is that film's, and no film of its own: "the 2004 sequel, Robot Dawn 2".
    """
    walk = _Walk(text, shape_sentences(text, sentences, items), _words(pack))
    return sorted(walk.found(), key=lambda u: u.mention.span)


def _words(pack: Pack) -> _Words:
    return pack.made("unnamed films", lambda: _compiled(pack))


def _compiled(pack: Pack) -> _Words:
    table = pack.table("films")["unnamed"]
    lists = {name: alternatives(words) for name, words in table["words"].items()}
    lists["part"] = alternatives(table["parts"])
    patterns = {
        name: re.compile(_LIST.sub(lambda m: lists[m.group(1)], source)) for name, source in table["patterns"].items()
    }
    words = table["words"]
    return _Words(patterns, table["parts"], frozenset(words["articles"]), frozenset(words["no_series"]))


class _Walk:
    """One article's search: what it has found, by name, and the titles that stand in it."""

    def __init__(self, text: str, shapes: Sequence[Shape], words: _Words) -> None:
        self.text, self.shapes, self.words = text, shapes, words
        self.titles: dict[str, Mention] = {}
        for shape in shapes:
            for item in shape.items:
                if isinstance(item, Mention) and item.kind is Kind.FILM:
                    self.titles.setdefault(item.name.casefold(), item)
        self.next = 1 + max((m.entity for m in self.titles.values()), default=-1)
        self.named: dict[str, int] = {}

    def found(self) -> Iterator[UnnamedFilm]:
        taken: list[Span] = []
        for number, shape in enumerate(self.shapes):
            for name, read in (
                ("made_into", self._made_into),
                ("part_of", self._part),
                ("numbered", self._numbered),
                ("remade", self._remade),
                ("the_original", self._original),
                ("dated_part", self._part),
                ("its_part", self._part),
            ):
                for m in self.words.patterns[name].finditer(shape.text):
                    film = None if self._has_title(shape, m) else read(number, shape, m)
                    if film and not any(film.mention.span.overlaps(span) for span in taken):
                        taken.append(film.mention.span)
                        yield film

    def _has_title(self, shape: Shape, m: re.Match[str]) -> bool:
        """Whether a title beside the phrase names its film."""
        before, after = shape.text[: m.start("phrase")], shape.text[m.end() :]
        own = m.groupdict().get("of") and m.start("of") < m.start("phrase")
        if not own and self.words.patterns["named_before"].search(before[-80:]):
            return True
        return bool(self.words.patterns["named_after"].search(after[:60]))

    def _part(self, number: int, shape: Shape, m: re.Match[str]) -> UnnamedFilm | None:
        """A sequel, prequel or remake of a film at hand, where no other film can be it."""
        groups = m.groupdict()
        of = self._item(shape, m, "of") if groups.get("of") else self._film_before(number, shape, m.start("phrase"))
        if of is None or self._later_parts(of.name) or (groups.get("of") and self._others(shape, of)):
            return None
        kind = self.words.kinds[m.group("part")]
        return self._new(number, shape, m, kind, of.name)

    def _numbered(self, number: int, shape: Shape, m: re.Match[str]) -> UnnamedFilm | None:
        """A part of a series by its number: "a third Robot Dawn film"; a title with that number is that film."""
        of = self._item(shape, m, "of") if m.group("of") else None
        series = of.name if of else self._series(shape.span_of(*m.span("words")).of(self.text))
        if series is None:
            return None
        ordinal = next(
            (i.value for i in shape.items_in(*m.span("number")) if isinstance(i, ValueMention)),
            None,
        )
        place = ordinal.position if isinstance(ordinal, Ordinal) and not ordinal.from_end else None
        if "<" in m.group("number") and place is None:
            return None
        if of and place == 1 and of.kind is Kind.FILM and of.span.of(self.text).split() == of.name.split():
            first = Mention(self._span(shape, m), Kind.FILM, of.entity, of.name, is_name=False)
            return UnnamedFilm(first, _SERIES, None, None, None, number)
        for sign in (str(place), _ROMAN.get(place or 0, "-")):
            if title := self.titles.get(f"{series.casefold()} {sign}"):
                mention = Mention(self._span(shape, m), Kind.FILM, title.entity, title.name, is_name=False)
                return UnnamedFilm(mention, _SERIES, None, None, None, number)
        return self._new(number, shape, m, _SERIES, of.name if of and place != 1 else None)

    def _remade(self, number: int, shape: Shape, m: re.Match[str]) -> UnnamedFilm | None:
        return self._new(number, shape, m, "", None)

    def _original(self, number: int, shape: Shape, m: re.Match[str]) -> UnnamedFilm | None:
        of = self._film_before(number, shape, m.start("phrase"))
        if of is None:
            return None
        mention = Mention(self._span(shape, m), Kind.FILM, of.entity, of.name, is_name=False)
        return UnnamedFilm(mention, _ORIGINAL, None, None, self._year(shape, m), number)

    def _made_into(self, number: int, shape: Shape, m: re.Match[str]) -> UnnamedFilm | None:
        """The film that a book is made into: it is called like the book."""
        of = self._item(shape, m, "of") if m.group("of") else self._source_before(number)
        if of is None:
            return None
        at = of.span if m.group("of") else shape.span_of(*m.span("source"))
        title = of if of.kind is Kind.FILM else self.titles.get(of.name.casefold())
        entity = title.entity if title else self._entity(of.name)
        mention = Mention(self._span(shape, m), Kind.FILM, entity, of.name, is_name=title is None)
        return UnnamedFilm(mention, _ADAPTATION, of.name, at, self._year(shape, m), number)

    def _new(self, number: int, shape: Shape, m: re.Match[str], kind: str, of: str | None) -> UnnamedFilm:
        span = self._span(shape, m)
        first, _, rest = " ".join(span.of(self.text).split()).partition(" ")
        name = rest if first.casefold() in self.words.articles else f"{first} {rest}"
        mention = Mention(span, Kind.FILM, self._entity(name), name)
        return UnnamedFilm(mention, kind, of, None, self._year(shape, m), number)

    def _entity(self, name: str) -> int:
        if name.casefold() not in self.named:
            self.named[name.casefold()] = self.next
            self.next += 1
        return self.named[name.casefold()]

    def _span(self, shape: Shape, m: re.Match[str]) -> Span:
        return shape.span_of(*m.span("phrase"))

    def _item(self, shape: Shape, m: re.Match[str], group: str) -> Mention | None:
        item = next(iter(shape.items_in(*m.span(group))), None)
        return item if isinstance(item, Mention) else None

    def _year(self, shape: Shape, m: re.Match[str]) -> ValueMention | None:
        if not m.groupdict().get("year"):
            return None
        return next((i for i in shape.items_in(*m.span("year")) if isinstance(i, ValueMention)), None)

    def _film_before(self, number: int, shape: Shape, at: int) -> Mention | None:
        """The last film before a place of the sentence, else the first of the sentence before it."""
        here = [i for i in shape.items_in(0, at, "F") if isinstance(i, Mention)]
        if here or not number:
            return here[-1] if here else None
        there = [i for i in self.shapes[number - 1].items if isinstance(i, Mention) and i.kind is Kind.FILM]
        return there[0] if there else None

    def _source_before(self, number: int) -> Mention | None:
        """The work or film named last in the sentences before one."""
        for shape in reversed(self.shapes[max(0, number - REACH) : number]):
            for item in reversed(shape.items):
                if isinstance(item, Mention) and item.kind in (Kind.WORK, Kind.FILM):
                    return item
        return None

    def _later_parts(self, name: str) -> bool:
        """Whether a title of the article may be the next part's: "Robot Dawn 2" beside "Robot Dawn"."""
        return any(title.startswith(name.casefold()) and title != name.casefold() for title in self.titles)

    def _others(self, shape: Shape, of: Mention) -> bool:
        films = [i for i in shape.items if isinstance(i, Mention) and i.kind is Kind.FILM]
        return any(film.entity != of.entity for film in films)

    def _series(self, words: str) -> str | None:
        """The name of a series that is none of the mentions, if the words are all capitalised and name none else."""
        parts = words.split()
        if not parts or not all(part[:1].isupper() for part in parts) or not self.words.no_series.isdisjoint(parts):
            return None
        return " ".join(parts)
