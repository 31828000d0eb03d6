"""Small articles to keep: readings and mentions made by hand, without a reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.model.reading import Claim, Document, Film, Finding, Reading, Speaker, Statement, StatementKind
from filmdossier.model.sourced import film_mention_id, person_mention_id
from filmdossier.model.span import Span
from filmdossier.store.keeping import Intake

READER = "0.2.0"


def moment(number: int) -> str:
    """A time of capture; the greater the number, the later."""
    return f"2025-01-01T{number // 3600:02d}:{number // 60 % 60:02d}:{number % 60:02d}.000000+00:00"


def document_id(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article(
    text: str,
    *,
    source: str = "https://example.org/a",
    captured: int = 0,
    films: Sequence[str] = ("Red Silk",),
    names: Sequence[str] = ("Vadim Byrkin",),
    claims: int = 2,
    reader: str = READER,
    keys: Sequence[str] | None = None,
    name_keys: Sequence[str] | None = None,
    publisher: str | None = None,
) -> Intake:
    """An article of that text, which says that its first film took so many sums, and that others made it.

    Args:
        text: of the article; it is long enough for its claims.
        source: where it was found.
        captured: when; see `moment`.
        films: titles.
        names: people, who produced the first film.
        claims: how many claims about each film.
        reader: version of the reader.
        keys: blocking keys of every film; each film's own title by default.
        name_keys: blocking keys of every name; each name itself by default.
        publisher: who published it.
    """
    document = Document(document_id(text), source, "en", text, None, publisher)
    local = tuple(Film(f"f{i}", title, (), (Span(0, 1),)) for i, title in enumerate(films))
    made = tuple(_claim(number, film.id) for number, film in enumerate(f for f in local for _ in range(claims)))
    world = Claim("w", "market_total", None, {"amount": Decimal("7.50"), "currency": "USD"}, Span(0, 2), Span(0, 3))
    said = Statement("s1", StatementKind.DIRECT, Speaker(names[0] if names else "a viewer", Span(0, 1)), (Span(1, 3),))
    found = Finding("unit", "notice", "no scale", tuple(c.id for c in made[:1]), (Span(0, 1),))
    reading = Reading(document, local, (*made, world), (said,), (found,))
    return Intake(
        reading,
        source,
        moment(captured),
        reader,
        tuple(_film(document, title, main=i == 0, keys=keys) for i, title in enumerate(films)),
        tuple(_name(document, name, films, name_keys) for name in names),
        b"\x00\x01\xff" + text[:1].encode(),
    )


def _claim(number: int, film: str) -> Claim:
    value = {"amount": Decimal(f"{number + 1}E+6"), "currency": "RUB"}
    return Claim(f"c{number}", "box_office", film, value, Span(0, 1), Span(0, 2), {"period": "total"})


def _film(document: Document, title: str, *, main: bool, keys: Sequence[str] | None) -> FilmMention:
    blocking = (f"={title.casefold()}",) if keys is None else tuple(keys)
    identity = film_mention_id(document.id, title)
    evidence = {"year": ("2025",), "director": ("Andrey Volgin",)}
    return FilmMention(identity, document.id, title, (title,), "en", "2025-09", main, blocking, evidence)


def _name(document: Document, name: str, films: Sequence[str], keys: Sequence[str] | None) -> NameMention:
    roles = (Role("producer", film_mention_id(document.id, films[0])),) if films else (Role("speaker"),)
    identity = person_mention_id(document.id, name)
    blocking = (f"={name.casefold()}",) if keys is None else tuple(keys)
    return NameMention(identity, document.id, "person", name, "en", "2025-09", blocking, roles)
