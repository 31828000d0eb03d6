"""Which film and which person each sentence speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.films.people import PersonWalk
from filmdossier.reading.films.stand_ins import FilmWalk, films_in
from filmdossier.reading.films.words import film_words, films_beside, films_in_passing
from filmdossier.reading.sentences import Sentence
from filmdossier.reading.shapes import Item, Shape, shape_sentences

#: How many sentences ahead a film may be named that an indefinite phrase has told of.
_AHEAD = 3
#: How many sentences, headlines included, name the film that an article is about.
_OPENING = 4


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

    A definite phrase means the film in apposition to it, else, for a sequel, the film that the article calls so, else
    the
    film spoken of last. An indefinite phrase in the first sentences means the film that the next ones name first.
    """
    words = film_words(pack)
    films, persons, out = FilmWalk(words), PersonWalk(words, text if pack.traits.inflects_names else ""), Discourse()
    shapes = shape_sentences(text, sentences, items)
    films.main, named_once = _main_film(shapes)
    for number, shape in enumerate(shapes):
        if number and sentences[number - 1].heading and not sentences[number].heading:
            persons.last = None  # a headline's people are named again below it
        if turn := _turn(sentences, number):
            films.turn(named_once, firmly=turn > 1)
        ahead = _film_ahead(shapes[number + 1 : number + 1 + _AHEAD])
        # Where titles stand in marks, a film is named when it is first spoken of.
        topic = films.topic or (None if pack.traits.inflects_names else ahead)
        out.people.append(persons.last.entity if persons.last else None)

        named = films_in(shape, films_beside(shape, pack) | films_in_passing(shape, pack))
        stand_ins = films.read(shape, named, ahead)
        if not named and not stand_ins and films.tells_of_another(shape):
            topic = None
        if topic and films.is_set_against(shape, topic, named):
            topic = None
        out.topics.append(topic.entity if topic else None)
        found, people = persons.read(
            shape, [i for i in shape.items if isinstance(i, Mention) and i.kind is Kind.PERSON]
        )
        if not films.begun:  # a film that only says who somebody is may be what the article is about, after all
            named = named or films_in(shape, frozenset())
        places = sorted([(shape.position_of(f), f) for f in named] + stand_ins, key=lambda p: p[0])
        films.note(shape, places, people)
        out.mentions.extend([*found, *(film for _, film in stand_ins)])
    return out


def _turn(sentences: Sequence[Sentence], number: int) -> int:
    """How many sentences, two at most, the paragraph has that ends where this sentence begins another; else none."""
    if number < 2 or sentences[number].heading or sentences[number - 1].heading:
        return 0
    last = sentences[number - 1].paragraph
    if sentences[number].paragraph == last:
        return 0
    return 2 if sentences[number - 2].paragraph == last else 1


def _main_film(shapes: Sequence[Shape]) -> tuple[Mention | None, frozenset[int]]:
    """Of the films that the first sentences name, the one that most name, if more than one; and those named once."""
    first: dict[int, Mention] = {}
    count: Counter[int] = Counter()
    for number, shape in enumerate(shapes):
        films = films_in(shape, frozenset())
        count.update({film.entity for film in films})
        for film in films if number < _OPENING else ():
            first.setdefault(film.entity, film)
    once = frozenset(entity for entity, sentences in count.items() if sentences == 1)
    main = max(first, key=lambda entity: count[entity], default=None)
    return (first[main] if main is not None and main not in once else None), once


def _film_ahead(shapes: Sequence[Shape]) -> Mention | None:
    for shape in shapes:
        for item in shape.items:
            if isinstance(item, Mention) and item.kind is Kind.FILM:
                return item
    return None
