"""What the words say that an untitled film is called by: its year, and which film or book it goes back to."""

from __future__ import annotations

from collections.abc import Iterator

from filmdossier.model.dates import DateExpression
from filmdossier.reading.claims.drafts import Article, Draft
from filmdossier.reading.films.unnamed import UnnamedFilm

#: A release is dated to a year at least, in days.
_LONGEST = 366
_FOLLOWS = ("sequel", "prequel", "remake", "series")


def read_unnamed(article: Article) -> Iterator[Draft]:
    """The predecessor, source and year of each film without a title of its own."""
    for film in article.unnamed:
        yield from _claims(film)


def _claims(film: UnnamedFilm) -> Iterator[Draft]:
    entity, span = film.mention.entity, film.mention.span
    rule = f"unnamed.{film.kind or 'year'}"
    if film.of and film.kind in _FOLLOWS:
        yield Draft("follows", entity, {"name": film.of}, span, film.sentence, rule, {"kind": film.kind})
    elif film.of and film.of_span:
        yield Draft("based_on", entity, {"name": film.of}, film.of_span, film.sentence, rule, {"kind": "work"})
    if film.year and isinstance(film.year.value, DateExpression):
        date = film.year.value.resolve(None)
        if date and (date.width or _LONGEST + 1) <= _LONGEST:
            yield Draft("release", entity, {"date": date.edtf}, film.year.span, film.sentence, rule)
