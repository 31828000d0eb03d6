"""Films in lists, a page at a time: however far down the list, a page takes as long as the first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Column, Row, Select, literal, select, tuple_

from filmdossier.model.dossier import FilmSummary, Gross
from filmdossier.store import schema
from filmdossier.store.access import Access
from filmdossier.store.words import fold

_f = schema.film
#: What films are listed by, the greatest first, those that have it before those that do not; then by title.
_LEADING: dict[str, Column[Any] | None] = {
    "title": None,
    "articles": _f.c.documents,
    "findings": _f.c.findings,
    "latest": _f.c.latest,
    "gross": _f.c.gross_usd,
    "changed": _f.c.changed,
}
ORDERS = tuple(_LEADING)


class FilmKey(NamedTuple):
    """Where a film stands in a list.

    Attributes:
        leading: what the list is ordered by, if the film has it; None in a list by title.
        folded: the title to sort by.
        id: of the film.
    """

    leading: float | str | None
    folded: str
    id: str


class FilmList(Access):
    """Listing films."""

    def films(
        self, order: str = "articles", limit: int | None = None, offset: int = 0, *, after: FilmKey | None = None
    ) -> list[FilmSummary]:
        """Films in a list.

        Args:
            order: ``title``, ``articles``, ``findings``, ``latest``, ``gross`` or ``changed``; the most or the latest
                first.
            limit: how many at the most.
            offset: how many to pass over, which takes the longer the more they are.
            after: go on after this one, whether it is still there or not.
        """
        found: list[FilmSummary] = []
        with self._read() as c:
            if offset:
                whole = _in_order(order).limit(limit).offset(offset)
                return [summary(row) for row in c.execute(whole)]
            for part in _parts(order, after):
                found += [summary(row) for row in c.execute(part.limit(None if limit is None else limit - len(found)))]
                if limit is not None and len(found) >= limit:
                    break
        return found


def key_of(film: FilmSummary, order: str) -> FilmKey:
    """Where a film stands in a list of that order."""
    leading: dict[str, float | str | None] = {
        "articles": film.documents,
        "findings": film.findings,
        "latest": film.latest,
        "gross": film.gross.usd if film.gross else None,
        "changed": film.changed,
    }
    return FilmKey(leading.get(order), fold(film.name), film.id)


def summary(row: Row[Any]) -> FilmSummary:
    """A film of a list from its row."""
    gross = None
    if row.gross_amount is not None:
        gross = Gross(Decimal(row.gross_amount), row.gross_currency, row.gross_usd)
    return FilmSummary(
        row.id, row.name, row.year, row.documents, row.claims, row.findings, row.latest, gross, row.changed
    )


def _in_order(order: str) -> Select[Any]:
    leading = _LEADING[order]
    by_title = (_f.c.folded, _f.c.id)
    return (
        select(_f).order_by(*by_title)
        if leading is None
        else select(_f).order_by(leading.is_(None), leading.desc(), *by_title)
    )


def _parts(order: str, after: FilmKey | None) -> Iterator[Select[Any]]:
    """The list in parts each of which an index gives in its order, so that no database has to sort."""
    leading, films = _LEADING[order], select(_f)
    by_title = (_f.c.folded, _f.c.id)
    later = None if after is None else tuple_(*by_title) > tuple_(literal(after.folded, _f.c.folded.type), after.id)
    if leading is None:
        yield (films if later is None else films.where(later)).order_by(*by_title)
        return
    without = films.where(leading.is_(None)).order_by(*by_title)
    if after is None or later is None:
        yield films.where(leading.is_not(None)).order_by(leading.desc(), *by_title)
        yield without
    elif after.leading is None:
        yield without.where(later)
    else:
        yield films.where(leading == after.leading, later).order_by(*by_title)
        yield films.where(leading < after.leading).order_by(leading.desc(), *by_title)
        yield without
