"""Names in GUM (Zeldes 2017): proper nouns, typed by the smallest entity mention whose head they are.

GUM marks every mention, named or not, with a type. Only texts of the genres with free licences are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.annotated import ENTITY_TYPES, OUTSIDE, Annotated, Labelled, outermost

FREE_GENRES = ("academic", "bio", "court", "interview", "news", "voyage")
_TYPES = {"person": ("person",), "organization": ("organisation",), "place": ("place",), "event": ("event", OUTSIDE)}
_BRACKET = re.compile(r"\(?[^()]+\)?")
_ANYTHING = (*ENTITY_TYPES, OUTSIDE)
# Titles before a name, which GUM counts in and our names leave out.
_TITLES = frozenset([
    "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "Sir", "Dame", "Lord", "Lady", "President", "Senator",
    "Sen.", "Rep.", "Governor", "Gov.", "Prime", "Minister", "Chairman", "Professor", "Prof.", "Judge", "Justice",
    "King", "Queen", "Prince", "Princess", "General", "Gen.", "Captain", "Secretary", "Father", "Saint", "Emperor",
])  # fmt: skip


@dataclass
class _Mention:
    first: int
    kind: str
    heads: set[int]
    last: int = -1


@dataclass
class _Sentence:
    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    glued: list[bool] = field(default_factory=list)
    mentions: list[_Mention] = field(default_factory=list)
    paragraph: bool = False


def load_gum(folder: Path) -> Iterator[Annotated]:
    """Load the free genres of GUM from its CoNLL-U files."""
    for path in sorted(folder.glob("*.conllu")):
        if path.stem.split("_")[1] in FREE_GENRES:
            yield _annotate(list(_read(path)))


def _read(path: Path) -> Iterator[_Sentence]:
    sentence = _Sentence()
    opened: dict[str, list[_Mention]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line:
            if sentence.words:
                yield sentence
            sentence, opened = _Sentence(), {}
        elif line.startswith("# newpar ") or line == "# newpar":
            sentence.paragraph = True
        elif not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                _add_word(sentence, opened, columns)
    if sentence.words:
        yield sentence


def _add_word(sentence: _Sentence, opened: dict[str, list[_Mention]], columns: list[str]) -> None:
    index = len(sentence.words)
    misc = dict(item.partition("=")[::2] for item in columns[9].split("|"))
    sentence.words.append(columns[1])
    sentence.tags.append(columns[3])
    sentence.glued.append(misc.get("SpaceAfter") == "No")
    for bracket in _BRACKET.findall(misc.get("Entity", "")):
        fields = bracket.strip("()").split("-")
        if bracket.startswith("("):
            # etype-infstat-salience-centering-minspan…: the minimal span counts words within the mention.
            minimal = next((one for one in fields[4:7] if re.fullmatch(r"[0-9,]+", one)), "")
            heads = {index + int(one) - 1 for one in minimal.split(",") if one}
            mention = _Mention(index, fields[1] if len(fields) > 1 else "", heads)
            sentence.mentions.append(mention)
            opened.setdefault(fields[0], []).append(mention)
        if bracket.endswith(")") and opened.get(fields[0]):
            opened[fields[0]].pop().last = index


def _annotate(sentences: list[_Sentence]) -> Annotated:
    text = ""
    spans: list[Labelled] = []
    for sentence in sentences:
        if text:
            text = text.rstrip() + ("\n\n" if sentence.paragraph else " ")
        starts, ends = [], []
        for word, glued in zip(sentence.words, sentence.glued, strict=True):
            starts.append(len(text))
            text += word
            ends.append(len(text))
            text += "" if glued else " "
        for first, last in _proper_runs(sentence):
            spans.append(Labelled(starts[first], ends[last], _kinds(sentence, first, last)))
    return Annotated(text.rstrip(), outermost(spans), None, ("work", "award", "event"))


def _proper_runs(sentence: _Sentence) -> Iterator[tuple[int, int]]:
    """Find the runs of proper nouns, without the titles that lead them."""
    index, size = 0, len(sentence.words)
    while index < size:
        if sentence.tags[index] != "PROPN":
            index += 1
            continue
        last = index
        while last + 1 < size and sentence.tags[last + 1] == "PROPN":
            last += 1
        first = index
        while first <= last and (sentence.words[first] in _TITLES or not sentence.words[first][:1].isupper()):
            first += 1
        if first <= last:
            yield first, last
        index = last + 1


def _kinds(sentence: _Sentence, first: int, last: int) -> tuple[str, ...]:
    covering = [
        mention
        for mention in sentence.mentions
        if mention.first <= first and last <= mention.last and mention.heads & set(range(first, last + 1))
    ]
    if not covering:
        return _ANYTHING
    smallest = min(covering, key=lambda mention: mention.last - mention.first)
    if smallest.kind == "time":
        return (OUTSIDE,)
    return _TYPES.get(smallest.kind, ("film", "work", "award", "event", "character", "organisation", OUTSIDE))
