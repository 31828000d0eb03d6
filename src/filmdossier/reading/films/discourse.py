"""Words that stand for a film or person named elsewhere: "the sequel", "it", "a low-budget thriller", "he"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.shapes import Item, Shape, shape_sentence
from filmdossier.reading.terms import alternatives


@dataclass(frozen=True)
class _Words:
    definite: re.Pattern[str]
    indefinite: re.Pattern[str]
    it: re.Pattern[str]
    he: re.Pattern[str]
    sequel: frozenset[str]
    predecessor: frozenset[str]
    beside: re.Pattern[str]
    role_name: re.Pattern[str]
    the_role: re.Pattern[str]


def _words(pack: Pack) -> _Words:
    t, nouns = pack.table("films"), pack.table("film_terms")["nouns"]
    film, stop = alternatives(nouns["film"]), alternatives(nouns["not_before"])
    other = alternatives(t["other_film"])
    middle = rf"(?P<middle>(?: (?!(?:{other})\b)(?:[a-z$£'-]+|<[KUMND]\d+>)){{0,3}}?)"
    head = rf" (?P<head>(?:<G\d+>(?!s\b))?(?P<noun> ?(?:{film})(?![\w'-]*\w))?)(?! (?:{stop}|{film})\b)(?<! )"
    return _Words(
        re.compile(rf"(?<![\w-])(?P<the>{alternatives([*t['determiners'], *t['possessives'], 'its'])}){middle}{head}|(?P<of>(?<=>)'s?)(?= (?:<G\d+>|{film})(?! ?<F|, <F))"),
        re.compile(rf"(?<![\w-])(?P<the>{alternatives(t['indefinite'])})(?P<middle>(?: (?:[a-z'-]+|<[KUMND]\d+>)){{0,3}}?){head}"),
        re.compile(rf"(?:^|(?<=[,;:] )|(?<= and )|(?<= but )|(?<= while )|(?<= as )|(?<= that )|(?<=\" ))(?P<it>{alternatives(t['it'])})(?= (?:{alternatives(t['it_verbs'])})\b)"),
        re.compile(rf"(?<![\w'-])(?P<he>{alternatives(t['he'])}|(?P<his>{alternatives(t['his'])})(?! (?:own )?(?:{film})\b| <G))(?![\w'-])"),
        frozenset(t["sequel"]),
        frozenset(t["predecessor"]),
        re.compile(rf"<F\d+> (?:{alternatives(t['beside'])}),? <P"),
        re.compile(rf"\b(?P<role>{alternatives(t['roles'])}),? <P(?P<person>\d+)>"),
        re.compile(rf"\bthe (?:(?!(?:{other})\b)[a-z-]+ ){{0,2}}(?P<role>{alternatives(t['roles'])})(?![\w-]|,? <P| of\b| who\b| for\b|'s? (?:role|award|prize))"),
    )


@dataclass
class Discourse:
    """What stands for what.

    Attributes:
        mentions: the stand-ins, as mentions that are no names.
        topics: for each sentence, the film (entity number) that it is about when it does not say so itself, or None.
        people: for each sentence, the person likewise.
    """

    mentions: list[Mention] = field(default_factory=list)
    topics: list[int | None] = field(default_factory=list)
    people: list[int | None] = field(default_factory=list)


def follow_discourse(text: str, sentences: Sequence[Sentence], items: Sequence[Item], pack: Pack) -> Discourse:
    """Walks through the sentences and resolves what stands for a film or a person.

    A definite phrase means the film in apposition to it, else, for a sequel, the film that the article calls so, else the film spoken
    of last. An indefinite phrase in a sentence that names no film means the film that the next sentences name first.
    """
    walk = _Walk(text, pack, pack.made("discourse", lambda: _words(pack)))
    shapes = [shape_sentence(text, s.span, _inside(items, s.span)) for s in sentences]
    for number, (sentence, shape) in enumerate(zip(sentences, shapes, strict=True)):
        if number and sentences[number - 1].heading and not sentence.heading:
            walk.leave_headline()
        walk.read(shape, _films_ahead(shapes, sentences, number))
    return walk.out


def _inside(items: Sequence[Item], span: Span) -> list[Item]:
    return [i for i in items if i.span.start >= span.start and i.span.end <= span.end]


def _films_ahead(shapes: Sequence[Shape], sentences: Sequence[Sentence], number: int) -> Mention | None:
    for shape in shapes[number + 1 : number + 4]:
        for item in shape.items:
            if isinstance(item, Mention) and item.kind is Kind.FILM:
                return item
    return None


def films_beside(shape: Shape, pack: Pack) -> frozenset[int]:
    """Where in a shape films only say who somebody is ("Evil Dead director Sam Raimi")."""
    words = pack.made("discourse", lambda: _words(pack))
    return frozenset(m.start() for m in words.beside.finditer(shape.text))


@dataclass
class _Walk:
    text: str
    pack: Pack
    words: _Words
    out: Discourse = field(default_factory=Discourse)
    topic: Mention | None = None
    person: Mention | None = None
    sequel: Mention | None = None
    film_of: dict[int, Mention] = field(default_factory=dict)
    first: bool = True
    by_role: dict[str, Mention] = field(default_factory=dict)

    def leave_headline(self) -> None:
        """A headline names films, but what follows begins anew with its people."""
        self.person = None

    def read(self, shape: Shape, ahead: Mention | None) -> None:
        beside = films_beside(shape, self.pack)
        films = [i for i in shape.items if isinstance(i, Mention) and i.kind is Kind.FILM and shape.position_of(i) not in beside]
        people = [i for i in shape.items if isinstance(i, Mention) and i.kind is Kind.PERSON]
        stand_ins: list[tuple[int, Mention]] = []
        for m in self.words.definite.finditer(shape.text):
            if film := self._film_of(shape, m):
                stand_ins.append((m.start(), film))
        if not films and not stand_ins and ahead is not None and (self.topic is None or self.first):
            m = self.words.indefinite.search(shape.text)
            if m and m.group("head").strip():
                stand_ins.append((m.start("the"), self._stand_in(shape, m.start("the"), m.end("the"), ahead)))
        for m in self.words.it.finditer(shape.text):
            before = [f for f in films if shape.position_of(f) < m.start()]
            film = before[0] if before else self.topic
            if film is not None:
                stand_ins.append((m.start(), self._stand_in(shape, m.start("it"), m.end("it"), film)))
        named, first = people, shape.position_of(people[0]) if people else None
        for m in self.words.he.finditer(shape.text):
            before = [p for p in named if shape.position_of(p) < m.start()]
            person = people[0] if first is not None and first < m.start() else self.person
            if m.group("his") and before:
                person = before[-1]
            if person is not None:
                self.out.mentions.append(self._stand_in(shape, m.start("he"), m.end("he"), person))
                if first is None or m.start() < first:
                    first, people = m.start(), [person, *people]
        for m in self.words.role_name.finditer(shape.text):
            self.by_role[m.group("role")] = shape.items[int(m.group("person"))]  # type: ignore[assignment]
        for m in self.words.the_role.finditer(shape.text):
            if (bearer := self.by_role.get(m.group("role"))) is not None:
                self.out.mentions.append(self._stand_in(shape, m.start(), m.end(), bearer))
        self.out.mentions.extend(f for _, f in stand_ins)
        places = sorted([(shape.position_of(f), f) for f in films] + stand_ins, key=lambda p: p[0])
        self.out.topics.append(self.topic.entity if self.topic else (ahead.entity if ahead else None))
        self.out.people.append(self.person.entity if self.person else None)
        self._note_sequels(shape, places)
        if places:
            self.topic = places[0][1]
            for person in people:
                self.film_of.setdefault(person.entity, places[0][1])
        if people:
            self.person = people[0]
        self.first = self.first and not places

    def _note_sequels(self, shape: Shape, places: Sequence[tuple[int, Mention]]) -> None:
        for at, film in places:
            behind = shape.text[max(0, at - 30) : at] + "|" + shape.text[at : at + 60].split(" who ")[0]
            if self.sequel is None and film.is_name and any(w in behind for w in self.words.sequel):
                self.sequel = film

    def _film_of(self, shape: Shape, m: re.Match[str]) -> Mention | None:
        text, start, end = shape.text, m.start(), m.end()
        if m.group("of") is not None:
            apposed = re.search(r"^ (?:<G\d+>|[\w-]+),? (?:\w+ )?<F(\d+)>", text[end : end + 60])
            owner = shape.items_in(0, start, "Pp")
            film = self.film_of.get(owner[-1].entity) if owner else None  # type: ignore[union-attr]
            return None if apposed or film is None else self._stand_in(shape, start, end, film)
        if not m.group("head").strip():
            return None
        after = re.match(r"(?:,| -)? ?(?:called |titled |entitled |named )?<F(\d+)>", text[end : end + 40])
        before = re.search(r"<F(\d+)>(?:,| -|,? which is|,? is|,? was) ?$", text[max(0, start - 30) : start])
        whole = m.group()
        if after:
            return None
        if before:
            film: Mention | None = shape.items[int(before.group(1))]  # type: ignore[assignment]
        elif any(w in whole.split() for w in self.words.predecessor):
            return None
        elif any(w in whole.split() for w in self.words.sequel):
            film = self.sequel or self.topic
        elif m.group("the") == "its":
            return None
        else:
            film = self._nearest(shape, start)
        if film is None:
            return None
        return self._stand_in(shape, m.start("the"), m.end("middle") if "<" not in m.group("middle") else m.end("the"), film)

    def _nearest(self, shape: Shape, at: int) -> Mention | None:
        before = [i for i in shape.items_in(0, at, "Ff") if isinstance(i, Mention)]
        return before[-1] if before else self.topic

    def _stand_in(self, shape: Shape, start: int, end: int, film: Mention) -> Mention:
        span = shape.span_of(start, end)
        return Mention(span, film.kind, film.entity, film.name, is_name=False)
