"""Russian names: NEREL (Loukachevitch et al. 2021), Wikinews with nested entities in standoff files.

NEREL nests: a place in the name of an organisation, an organisation in a profession. One level is kept: of the types
that are ours, the outermost span; so an organisation keeps the places in its name to itself, while the places and
organisations in a profession, a law or an unnamed event stand free. Events and awards count where they are named.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path

from training.annotated import OUTSIDE, Annotated, Labelled, outermost

_LINE = re.compile(r"T\d+\t(\w+) ([0-9; ]+)\t")
_TYPES = {
    "PERSON": ("person",),
    "FAMILY": ("person", OUTSIDE),
    "CITY": ("place",),
    "COUNTRY": ("place",),
    "STATE_OR_PROVINCE": ("place",),
    "DISTRICT": ("place",),
    "LOCATION": ("place",),
    "FACILITY": ("place", "organisation"),
    "ORGANIZATION": ("organisation",),
    "WORK_OF_ART": ("film", "work"),
    "PRODUCT": ("work", OUTSIDE),
    "AWARD": ("award",),
    "EVENT": ("event",),
}
_NAMED = re.compile("[A-ZА-Я]")
_FILM = r"фильм\w*|картин\w+|лент[аыуеой]+|мультфильм\w*|кинолент\w+|кинокартин\w+|драм[аыуеой]+|комеди\w+|триллер\w*|мелодрам\w+|боевик\w*|экраниз\w+|прокат\w*|снял[аи]?|режисс\w+"  # noqa: E501
_WORK = r"роман\w*|книг\w*|песн\w+|альбом\w*|сингл\w*|сериал\w*|спектакл\w+|опер[аыуеой]+|балет\w*|пьес\w+|журнал\w*|газет\w+|рассказ\w*|повест\w+|передач\w+|телепередач\w+|шоу|игр[аыуе]|клип\w*|поэм\w+|стих\w*|стать\w+|трек\w*|композици\w+|группы?|певиц\w+|певец|пластинк\w+|хит\w*|картин\w+ художник\w*"  # noqa: E501
_TELLING = re.compile(rf"\b(?:({_FILM})|({_WORK}))\b", re.IGNORECASE)
_ROLE = re.compile(r"\b(?:рол[ьию]\w*|персонаж\w*|геро\w+)\s+(?:[а-я]+\s+)?$", re.IGNORECASE)
_REACH = 90
# One letter of two, as the reader reads it.
_FOLDED = str.maketrans("ёЁ", "еЕ")
FESTIVAL = re.compile("фестивал|кинофорум|кинорын|церемони", re.IGNORECASE)


def load_nerel(folder: Path, without: Container[str] = ()) -> Iterator[Annotated]:
    """Load the articles of one part.

    Args:
        folder: the part's folder, ``NAME.txt`` beside ``NAME.ann``.
        without: names of articles to leave out.
    """
    for path in sorted(folder.glob("*.ann")):
        if path.stem in without:
            continue
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            text = file.read().translate(_FOLDED)
        spans = list(_spans(path.read_text(encoding="utf-8"), text))
        yield Annotated(text, _decided(text, outermost(spans)), None, ())


def _spans(source: str, text: str) -> Iterator[Labelled]:
    for line in source.splitlines():
        match = _LINE.match(line)
        if match is None or match[1] not in _TYPES:
            continue
        kinds = _TYPES[match[1]]
        fragments = [tuple(int(number) for number in one.split()) for one in match[2].split(";")]
        if len(fragments) > 1 and OUTSIDE not in kinds:
            kinds = (*kinds, OUTSIDE)
        for start, end in fragments:
            words = text[start:end]
            if match[1] in ("EVENT", "AWARD") and not _NAMED.search(words):
                continue
            if match[1] == "EVENT" and not (_NAMED.match(words) or FESTIVAL.search(words)):
                continue
            loose = (OUTSIDE,) if match[1] == "EVENT" and not FESTIVAL.search(words) else ()
            yield _bared(text, start, end, (*kinds, *loose))


def _bared(text: str, start: int, end: int, kinds: tuple[str, ...]) -> Labelled:
    """Make a span without space and without the marks around it."""
    while start < end and (text[start].isspace() or text[start] in "«“„"):
        start += 1
    while end > start and (text[end - 1].isspace() or (text[end - 1] in "»“”" and "«" not in text[start:end])):
        end -= 1
    return Labelled(start, end, kinds)


def _decided(text: str, spans: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """Tell films from other works where a word before the title does, for every mention of the title."""
    votes: dict[str, int] = {}
    for span in spans:
        if span.kinds == ("film", "work"):
            title = text[span.start : span.end].lower()
            votes[title] = votes.get(title, 0) + _vote(text[max(0, span.start - _REACH) : span.start])
    decided = []
    for span in spans:
        vote = votes.get(text[span.start : span.end].lower(), 0) if span.kinds == ("film", "work") else 0
        kinds = ("film",) if vote > 0 else ("work",) if vote < 0 else span.kinds
        if kinds == ("person",) and _ROLE.search(text[max(0, span.start - 25) : span.start]):
            kinds = ("person", "character")
        decided.append(Labelled(span.start, span.end, kinds))
    return tuple(decided)


def _vote(before: str) -> int:
    """Say by the last telling word before a title: 1 for a film, -1 for another work, 0 where none tells."""
    sentence = re.split(r"[.!?]\s|\n", before)[-1]
    found = list(_TELLING.finditer(sentence))
    if not found:
        return 0
    return 1 if found[-1][1] else -1
