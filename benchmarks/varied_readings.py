"""Readings by the hundred thousand, made by varying real ones: other films, people, outlets, days and figures.

Each is put together from a reading of the bundled sample press: the words at its titles, names and values are replaced
in the text, and every span moves along. Films draw coverage as the press gives it, a few much and most little. Nothing
is random but for one seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import filmdossier
from filmdossier.languages import load_pack
from filmdossier.languages.people import known_people
from filmdossier.model.reading import Basis, Claim, Published, Reading, Statement
from filmdossier.model.span import Span
from filmdossier.press import load_samples
from filmdossier.reading.text import digest_text

_NOUNS = ("Silk", "River", "Winter", "Train", "Harbour", "Letter", "Garden", "Empire", "Signal", "Mountain", "Mirror")
_ADJECTIVES = ("Red", "Silent", "Last", "Broken", "Golden", "Distant", "Hidden", "Northern", "Paper", "Endless", "Cold")
_PLACES = ("Baikal", "Warsaw", "Lisbon", "Kyoto", "Tbilisi", "Porto", "Harbin", "Tallinn", "Naples", "Riga", "Lagos")
_OUTLETS = ("Daily", "Gazette", "Herald", "Courier", "Tribune", "Wire", "Observer", "Screen", "Trade", "Post")
_PEOPLE = frozenset(
    {"director", "screenwriter", "producer", "composer", "cinematographer", "cast_member", "position_held"}
)
_FIGURES = frozenset({"amount", "count"})
FIRST_DAY = date(2005, 1, 3)


@dataclass(frozen=True)
class MadeUpFilm:
    """What all articles about one film agree on."""

    title: str
    people: tuple[str, ...]
    factor: Decimal
    first: date


def varied_readings(documents: int, seed: int = 7) -> Iterator[Reading]:
    """So many readings, each of another document.

    Args:
        documents: how many.
        seed: of everything that varies.
    """
    chance = random.Random(seed)
    bases = [filmdossier.read(p.text, published=p.published, language=p.language) for p in load_samples()]
    bases = [b for b in bases if len(b.claims) >= 5]
    films = _films(max(8, documents // 12), chance)
    weights = [1 / (rank + 3) for rank in range(len(films))]
    chosen = chance.choices(range(len(films)), weights, k=documents)
    for number, film in zip(count(), chosen):
        if number >= documents:
            return
        yield _varied(chance.choice(bases), films[film], chance.sample(films, 8), chance, number)


def _films(many: int, chance: random.Random) -> list[MadeUpFilm]:
    names = [n.title() for n in known_people(load_pack("en"))]
    firsts = sorted({n.split()[0] for n in names})
    lasts = sorted({n.split()[-1] for n in names})
    films = []
    for number in range(many):
        title = f"{chance.choice(_ADJECTIVES)} {chance.choice(_NOUNS)} of {chance.choice(_PLACES)}"
        if number % 3:
            title += f" {chance.choice(lasts)}"
        people = tuple(f"{chance.choice(firsts)} {chance.choice(lasts)}" for _ in range(12))
        factor = Decimal(chance.randrange(20, 4000)) / 1000
        films.append(MadeUpFilm(title, people, factor, FIRST_DAY + timedelta(days=chance.randrange(7000))))
    return films


def _varied(
    base: Reading, film: MadeUpFilm, others: Sequence[MadeUpFilm], chance: random.Random, number: int
) -> Reading:
    day = film.first + timedelta(days=chance.randrange(300))
    shift = day - date.fromisoformat(base.document.published.date) if base.document.published else timedelta()
    made = dict(zip((f.id for f in base.films), (film, *others), strict=False))
    titles = {f.title: made[f.id].title for f in base.films if f.id in made}
    names = titles | _people(base, made, film)
    factor = film.factor * (100 + chance.randrange(40)) / 100
    told = _some(base.claims, chance)
    figures = {c.value_span: _figure_in_words(c.value, factor) for c in told if _FIGURES.intersection(c.value)}
    pieces = _Pieces(base.document.text, names, figures)
    claims = tuple(_claim(c, pieces, names, factor, shift) for c in told)
    text = f"{pieces.text}\n\nNo. {number} of {day.isoformat()}.\n"
    document = replace(
        base.document,
        id=digest_text(text),
        text=text,
        source=f"https://press.example/{day.year}/{number}",
        title=film.title,
        publisher=f"{chance.choice(_PLACES)} {chance.choice(_OUTLETS)}",
        published=Published(day.isoformat(), Basis.GIVEN),
    )
    films = tuple(
        replace(f, title=names.get(f.title, f.title), aliases=(), spans=tuple(map(pieces.moved, f.spans)))
        for f in base.films
    )
    statements = tuple(_statement(s, pieces, names) for s in base.statements)
    return Reading(document, films, claims, statements)


def _people(base: Reading, made: Mapping[str, MadeUpFilm], film: MadeUpFilm) -> dict[str, str]:
    """Other names for people: those of the film that they are first named for, the same ones every time."""
    first: dict[str, MadeUpFilm] = {}
    for c in base.claims:
        if c.predicate in _PEOPLE:
            first.setdefault(c.value["name"], made.get(c.film or "", film))
    for s in base.statements:
        first.setdefault(s.speaker.name, film)
    return {p: of.people[i % 12] for i, (p, of) in enumerate(sorted(first.items())) if len(p.split()) > 1}


def _some(claims: Sequence[Claim], chance: random.Random) -> list[Claim]:
    """About ten of the claims, as articles tell more or less."""
    most = min(len(claims), 10 + chance.randrange(-4, 5))
    return [claims[i] for i in sorted(chance.sample(range(len(claims)), most))]


class _Pieces:
    """A text with words replaced, and where its spans have gone."""

    def __init__(self, text: str, renamed: Mapping[str, str], figures: Mapping[Span, str]) -> None:
        places = [(at, at + len(old), new) for old, new in renamed.items() for at in _places(text, old)]
        places += [(span.start, span.end, words) for span, words in figures.items()]
        parts: list[str] = []
        self._moves: list[tuple[int, int, int, int]] = []
        end, shift = 0, 0
        for start, stop, new in sorted(places):
            if start < end:
                continue
            parts += [text[end:start], new]
            self._moves.append((start, stop, shift, len(new)))
            end = stop
            shift += len(new) - (stop - start)
        self.text = "".join([*parts, text[end:]])

    def moved(self, span: Span) -> Span:
        return Span(self._at(span.start, is_end=False), self._at(span.end, is_end=True))

    def _at(self, offset: int, *, is_end: bool) -> int:
        shift = 0
        for start, end, before, length in self._moves:
            if offset <= start:
                return offset + before
            if offset < end:
                return start + before + (length if is_end else 0)
            shift = before + length - (end - start)
        return offset + shift


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _claim(claim: Claim, pieces: _Pieces, renamed: Mapping[str, str], factor: Decimal, shift: timedelta) -> Claim:
    return replace(
        claim,
        value=_other(claim.value, renamed, factor, shift),
        qualifiers=_other({k: v for k, v in claim.qualifiers.items() if k != "converted"}, renamed, factor, shift),
        value_span=pieces.moved(claim.value_span),
        evidence_span=pieces.moved(claim.evidence_span),
        attribution=tuple(replace(a, span=pieces.moved(a.span)) for a in claim.attribution),
    )


def _other(value: Mapping[str, Any], renamed: Mapping[str, str], factor: Decimal, shift: timedelta) -> dict[str, Any]:
    other = dict(value)
    for key, v in value.items():
        if key in _FIGURES and v:
            other[key] = _figure(v, factor)
        elif key in ("date", "as_of") and len(str(v)) == 10 and str(v)[:1].isdigit():
            other[key] = (date.fromisoformat(str(v)) + shift).isoformat()
        elif isinstance(v, str):
            other[key] = renamed.get(v, v)
    return other


def _figure(value: Decimal, factor: Decimal) -> Decimal:
    """Another figure of three digits, as the press gives them."""
    scaled = Decimal(value) * factor
    return Decimal(f"{scaled.quantize(Decimal(1).scaleb(scaled.adjusted() - 2)).to_integral_value():f}")


def _figure_in_words(value: Mapping[str, Any], factor: Decimal) -> str:
    amount = _figure(next(value[k] for k in sorted(_FIGURES) if value.get(k)), factor)
    words = f"{(amount / 1_000_000).normalize():f} million" if amount >= 1_000_000 else f"{amount:,f}"
    return f"{value['currency']} {words}" if value.get("currency") else words


def _statement(statement: Statement, pieces: _Pieces, renamed: Mapping[str, str]) -> Statement:
    speaker = statement.speaker
    return replace(
        statement,
        speaker=replace(speaker, name=renamed.get(speaker.name, speaker.name), span=pieces.moved(speaker.span)),
        content=tuple(map(pieces.moved, statement.content)),
        cue=pieces.moved(statement.cue) if statement.cue else None,
    )


def claims_of(readings: Sequence[Reading]) -> int:
    """How many claims they hold."""
    return sum(len(r.claims) for r in readings)
