"""Passages become text: slots get names drawn from lists, and the text varies as print varies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from training import printing
from training.annotated import ENTITY_TYPES, Annotated, Labelled, outermost
from training.markup import Passage, Slot, Tag
from training.names import Name, Names

# How often each variation of print is drawn.
CURLY, HARD_BREAKS, SINGLE_SPACED, TITLE_CASE, UPPER_CASE = 0.4, 0.15, 0.2, 0.12, 0.08
HYPHEN_FOR_DASH = 0.5
# How often a film gets a genre before it, or company.
GENRE, COMPANY = 0.08, 0.05
_GENRE_PLACES = (" of ", " for ", " to ", " by ", " and ", " with ", ", ", " in ", " beat ", " topped ", " overtook ")
_SENTENCE_ENDS = tuple(".!?:;,\"'”’)…")


@dataclass
class _Draft:
    text: str = ""
    open_tags: list[tuple[str, int]] = field(default_factory=list)
    entities: list[Labelled] = field(default_factory=list)
    attributions: list[Labelled] = field(default_factory=list)

    def close(self, kind: str, start: int) -> None:
        """Record what was written since ``start`` as a span."""
        spans = self.entities if kind in ENTITY_TYPES else self.attributions
        spans.append(Labelled(start, len(self.text), (kind,)))


def fill(passage: Passage, names: Names, random: Random) -> Annotated:
    """Write a passage out with names drawn at random, the same name for the same slot."""
    draft = _Draft()
    drawn: dict[tuple[str, str], Name] = {}
    for index, part in enumerate(passage.parts):
        if isinstance(part, str):
            draft.text += part
        elif isinstance(part, Slot):
            key = (part.kind, part.number)
            if key not in drawn:
                taken = {name.full for name in drawn.values()}
                drawn[key] = names.draw_for(part, draft.text, random, taken)
            name = drawn[key]
            if part.kind == "film" and names.language == "en":
                _surround(draft, names, random, passage.parts[index + 1 : index + 2])
            start = len(draft.text)
            draft.text += name.written(part)
            draft.close(part.kind, start)
        elif isinstance(part, Tag) and part.closes:
            kind, start = draft.open_tags.pop()
            draft.close(kind, start)
        else:
            draft.open_tags.append((part.kind, len(draft.text)))
    text = _case_headline(draft.text, random) if names.language == "en" else draft.text
    return Annotated(text, outermost(draft.entities), outermost(draft.attributions))


def _surround(draft: _Draft, names: Names, random: Random, following: Sequence[object]) -> None:
    """Write a genre, or other films, before a film now and then, where the sentence bears it.

    Titles begin after a capitalised common noun and end before "and" too seldom in prose for a network to learn where.
    """
    possessive = bool(following) and isinstance(following[0], str) and following[0].startswith(("'", "’", "-"))
    at_start = not draft.text or draft.text.endswith(("\n", ". ", '." '))
    inside = draft.text.endswith(_GENRE_PLACES)
    if possessive or not (at_start or inside):
        return
    chance = random.random()
    if chance < GENRE and names.genres:
        genre = random.choice(names.genres)
        article = random.choice(("", "", "the ")) + ("" if random.random() < 0.7 else random.choice(("new ", "hit ")))
        phrase = f"{article}{genre} "
        draft.text += phrase[0].upper() + phrase[1:] if at_start else phrase
    elif chance < GENRE + COMPANY:
        for index in range(random.choice((1, 1, 2))):
            start = len(draft.text)
            draft.text += names.draw("film", random).full
            draft.close("film", start)
            draft.text += " and " if index == 0 and random.random() < 0.5 else ", "
        if draft.text.endswith(", "):
            draft.text = draft.text[:-2] + " and "


def _case_headline(text: str, random: Random) -> str:
    """Set a first line without a full stop in capitals, or its words with initial capitals, now and then."""
    line = text.split("\n", 1)[0]
    if line.endswith(_SENTENCE_ENDS) or len(line) > 120:
        return text
    chance = random.random()
    if chance < UPPER_CASE:
        cased = line.upper()
    elif chance < UPPER_CASE + TITLE_CASE:
        cased = "".join(one.upper() if index == 0 or line[index - 1] == " " else one for index, one in enumerate(line))
    else:
        return text
    return cased + text[len(line) :] if len(cased) == len(line) else text


def join(parts: Sequence[Annotated], random: Random) -> Annotated:
    """Join filled passages into one document, a paragraph each, and vary how it is printed."""
    text = ""
    entities: list[Labelled] = []
    attributions: list[Labelled] = []
    for part in parts:
        text += "\n\n" if text else ""
        for kept, spans in ((entities, part.entities), (attributions, part.attributions)):
            kept.extend(Labelled(len(text) + one.start, len(text) + one.end, one.kinds) for one in spans or ())
        text += part.text
    if random.random() < CURLY:
        text = curl(text)
    if random.random() < HYPHEN_FOR_DASH:
        text = text.replace(" – ", " - ").replace(" — ", " - ")
    if random.random() < HARD_BREAKS:
        text = break_lines(text, random.randint(58, 90))
    if random.random() < SINGLE_SPACED:
        # Keeps every offset: the first of two line breaks becomes a space.
        text = text.replace("\n\n", " \n")
    return Annotated(text, tuple(entities), tuple(attributions))


def curl(text: str) -> str:
    """Replace straight quotation marks and apostrophes by directed ones."""
    characters = list(text)
    for index, one in enumerate(characters):
        before = characters[index - 1] if index else " "
        opens = before.isspace() or before in "([—–-"
        if one == '"':
            characters[index] = "\N{LEFT DOUBLE QUOTATION MARK}" if opens else "\N{RIGHT DOUBLE QUOTATION MARK}"
        elif one == "'":
            characters[index] = "\N{LEFT SINGLE QUOTATION MARK}" if opens else "\N{RIGHT SINGLE QUOTATION MARK}"
    return "".join(characters)


def break_lines(text: str, width: int) -> str:
    """Break lines at spaces so that none is much longer than ``width`` characters; offsets stay."""
    characters = list(text)
    column = 0
    space = -1
    for index, one in enumerate(characters):
        if one == "\n":
            column, space = 0, -1
            continue
        if one == " ":
            space = index
        column += 1
        if column > width and space >= 0:
            characters[space] = "\n"
            column, space = index - space, -1
    return "".join(characters)


JOINING: dict[str, Callable[[Sequence[Annotated], Random], Annotated]] = {
    "en": join,
    "ru": printing.join_russian,
    "zh": printing.join_chinese,
}


def compose_documents(passages: Sequence[Passage], names: Names, random: Random, words: int = 180) -> list[Annotated]:
    """Fill every passage once and join neighbours in random order into documents of about so many words.

    Passages of one file keep together, since a document keeps to its subject.
    """
    by_file: dict[str, list[Passage]] = {}
    for passage in passages:
        by_file.setdefault(passage.origin.split(":")[0], []).append(passage)
    documents: list[Annotated] = []
    joining = JOINING[names.language]
    for name in sorted(by_file):
        order = list(by_file[name])
        random.shuffle(order)
        waiting: list[Annotated] = []
        length = 0
        target = words * random.uniform(0.3, 1.5)
        for passage in order:
            waiting.append(fill(passage, names, random))
            length += count_words(waiting[-1].text)
            if length >= target:
                documents.append(joining(waiting, random))
                waiting, length = [], 0
                target = words * random.uniform(0.3, 1.5)
        if waiting:
            documents.append(joining(waiting, random))
    return documents


def count_words(text: str) -> int:
    """Count words, and two characters for a word where there are no spaces."""
    return max(len(text.split()), len(text) // 8)
