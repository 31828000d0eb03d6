"""What a sentence about prizes is made of: names, categories, prizes, and the verbs that hand them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_words import VERBS, AwardWords
from filmdossier.reading.claims.drafts import Scene
from filmdossier.reading.shapes import letter_of

#: How far behind a verb that need not speak of prizes its prize may stand, in characters of the shape.
NEAR = 48


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a shape that matters to prizes.

    Attributes:
        kind: ``name``, ``category``, ``special``, ``prize``, or a class of verbs.
        label: for a name its letter, for a category the share in the film that it honours.
        mention: what a name names.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    mention: Mention | None = None


def find_pieces(scene: Scene, words: AwardWords, films: Mapping[str, Mention]) -> list[Piece]:
    """The pieces of a sentence in order; a category may lie inside the verb phrase that it belongs to.

    ``films``: the article's films by title in small letters; a person or role of that name who gets prizes is the film.
    """
    text = scene.shape.text
    names = list(_names(scene, words, films))
    categories = sorted([*_categories(text, words), *_named_categories(scene, names, words)], key=lambda c: c.start)
    names = [n for n in names if not any(c.start <= n.start < c.end for c in categories if c.end == n.end)]
    taken = [(c.start, c.end) for c in categories]
    prizes = []
    for kind, pattern in (("special", words.special), ("prize", words.prize)):
        for m in pattern.finditer(text):
            if all(m.end() <= a or m.start() >= b for a, b in taken):
                prizes.append(Piece(m.start(), m.end(), kind))
                taken.append((m.start(), m.end()))
    verbs = _verbs(text, words, categories)
    return sorted([*names, *categories, *prizes, *verbs], key=lambda p: (p.start, p.end))


def _names(scene: Scene, words: AwardWords, films: Mapping[str, Mention]) -> Iterator[Piece]:
    text, at = scene.shape.text, 0
    for number, item in enumerate(scene.shape.items):
        token = f"<{letter_of(item)}{number}>"
        start = text.index(token, at)
        at = start + len(token)
        if isinstance(item, Mention):
            letter = token[1].upper()
            film = films.get(item.name.casefold()) if letter in "PC" and item.is_name else None
            if film is not None:
                yield Piece(start, at, "name", "F", film)
            elif letter in "OE" and words.marks["like_award"].search(item.name.casefold()):
                yield Piece(start, at, "name", "A", item)
            else:
                yield Piece(start, at, "name", letter, item)


def _named_categories(scene: Scene, names: Sequence[Piece], words: AwardWords) -> Iterator[Piece]:
    """Names of awards that are categories, as titles are written: "won Best Actress", "the Best Director Award"."""
    text = scene.shape.text
    for name in names:
        if name.label not in "AEOW" or name.mention is None:
            continue
        said = words.marks["award_word"].sub("", name.mention.name.lower())
        lead = words.marks["lead_before"].search(text[: name.start])
        start = lead.start() if lead else name.start
        if words.category.fullmatch(f"{text[start : name.start]}{said}"):
            yield Piece(start, name.end, "category", share_of(f"{text[start : name.start]}{said}", words))


def share_of(category: str, words: AwardWords) -> str:
    """Whose share in a film a category honours; ``other`` where it is nobody's in particular."""
    for m in (words.marks["category_after"],):
        found = m.search(category)
        if found and found.start() > 0:
            category = category[: found.start()]
    best = ("other", 0)
    for share, head in words.heads.items():
        m = head.search(category)
        if m and m.end() - m.start() > best[1]:
            best = (share, m.end() - m.start())
    return best[0]


def _categories(text: str, words: AwardWords) -> list[Piece]:
    found = []
    for m in words.category.finditer(text):
        end = m.end() - (1 if m.group()[-1] in " ,.;:'\"!?)-" else 0)
        # "Best film, director and screenwriter" are three.
        first, comma, _ = text[m.start() : end].partition(", ")
        if comma and words.category.fullmatch(first):
            end = m.start() + len(first)
        found.append(Piece(m.start(), end, "category", share_of(text[m.start() : end], words)))
    bare = []
    for m in words.bare.finditer(text):
        start = m.start() + (m.group()[0] in " (")
        end = m.end() - (1 if m.group()[-1] in " ,.;:'\"!?)-" else 0)
        if all(end <= c.start or start >= c.end for c in found):
            bare.append(Piece(start, end, "category", share_of(text[start:end], words)))
    for piece in bare:
        before = [c for c in found if c.end <= piece.start]
        continues = before and words.marks["joined_prize"].search(text[before[-1].end : piece.start])
        noun = words.bare_before.search(text[piece.end : piece.end + 30])
        named = words.marks["award_before"].search(text[: piece.start])
        listed = words.marks["list_before"].search(text[max(0, piece.start - 30) : piece.start])
        several = " " in text[piece.start : piece.end]
        personal = share_of(text[piece.start : piece.end], words) != "film"
        doing = words.marks["doing"].search(text[piece.start : piece.end + 2])
        stated = (
            personal
            and not doing
            and not text.startswith(" <P", piece.end)
            and words.marks["prizes_for"].search(text[max(0, piece.start - 60) : piece.start])
        )
        kinds = noun and not (several or before or personal) and words.marks["kinds_of"].search(text[piece.end :][:12])
        if kinds:
            continue
        after = words.marks["listed_after"].search(text[max(0, piece.start - 20) : piece.start])
        if (
            continues
            or (
                noun and (several or (not named and not words.marks["film_word"].search(text[piece.start : piece.end])))
            )
            or stated
            or (listed and (before or several))
            or (after and before and several)
        ):
            found = sorted([*found, piece], key=lambda c: c.start)
    return found


def _verbs(text: str, words: AwardWords, categories: Sequence[Piece]) -> list[Piece]:
    candidates = []
    for rank, kind in enumerate(VERBS):
        for m in words.verbs[kind].finditer(text):
            start = m.start() + (len(m.group()) - len(m.group().lstrip()))
            noun = words.marks["noun_form"].search(text[start : m.end()])
            if noun and words.marks["noun_before"].search(text[max(0, start - 8) : start]):
                continue
            if kind == "called" and not any(m.end() + 1 == c.start for c in categories):
                continue
            if kind == "was" and not any(c.end + 1 == start for c in categories):
                continue
            if text[start - 1 : start] != "-" and text[m.end() : m.end() + 1] != "-":
                candidates.append((start, rank, Piece(start, m.end(), kind)))
    chosen: list[Piece] = []
    for _, _, piece in sorted(candidates, key=lambda c: c[:2]):
        if not chosen or piece.start >= chosen[-1].end:
            chosen.append(piece)
    return chosen


def is_named(piece: Piece, *letters: str) -> bool:
    """Whether a piece is a name of one of these letters."""
    return piece.kind == "name" and piece.label in letters


def is_stand_in(piece: Piece) -> bool:
    """Whether a piece is a person's or film's stand-in rather than its name."""
    return piece.mention is not None and not piece.mention.is_name


def is_prize_name(piece: Piece) -> bool:
    """Whether a piece names an award."""
    return piece.kind == "name" and piece.label == "A"
