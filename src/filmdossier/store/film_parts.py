"""A film's articles and statements a part at a time, for pages that show some of thousands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Integer, Select, Table, Text, bindparam, func, select

from filmdossier.model.sourced import DocumentHead
from filmdossier.model.span import Span
from filmdossier.store import schema
from filmdossier.store.access import Access, select_in, steps
from filmdossier.store.claims import joined_with_documents
from filmdossier.store.codec import parse_exact
from filmdossier.store.documents import head_columns, head_of_row

_LATE = "9999"
"""What has no date comes last."""


class FilmArticle(NamedTuple):
    """An article about a film, and how many claims on the film it makes."""

    document: DocumentHead
    claims: int


class Appearance(NamedTuple):
    """A film mention, its document, and when that appeared: an EDTF date, or None."""

    mention: str
    document: str
    published: str | None


class Place(NamedTuple):
    """Where the words of a claim's value stand, and in which document."""

    document: str
    predicate: str
    words: Span


class Placed(NamedTuple):
    """A statement about a film by its id: who makes it in which document, and where its content stands, if asked."""

    id: str
    document: str
    speaker: str
    content: tuple[Span, ...] = ()


class FilmParts(Access):
    """Reading parts of what there is about a film."""

    def articles_of_film(self, film: str, limit: int, offset: int = 0) -> list[FilmArticle]:
        """The articles about a film, the latest first; those without a date come last.

        Args:
            film: its id.
            limit: how many at the most.
            offset: how many to pass over.
        """
        with self._read() as c:
            rows = c.execute(_ARTICLES, {"film": film, "most": limit, "from": offset}).all()
            counted = c.execute(_CLAIMS_BY_DOCUMENT, {"film": film, "documents": [r.id for r in rows]})
            counts = {r.id: r.claims for r in counted} if rows else {}
        return [FilmArticle(head_of_row(r.id, r), counts.get(r.id, 0)) for r in rows]

    def dates_of_film(self, film: str) -> tuple[str | None, str | None]:
        """EDTF dates of the first and the last article about a film, by their order as texts; None without any."""
        with self._read() as c:
            first, last = c.execute(_DATES, {"film": film}).one()
        return first, last

    def claims_by_article(self, film: str, documents: Iterable[str]) -> dict[str, int]:
        """How many claims on a film each of these documents makes; those that make none are left out."""
        with self._read() as c:
            found = (
                row
                for step in steps(sorted(set(documents)))
                for row in c.execute(_CLAIMS_BY_DOCUMENT, {"film": film, "documents": step})
            )
            return {r.id: r.claims for r in found}

    def captured(self, documents: Iterable[str]) -> dict[str, str]:
        """When each of these documents was first found anywhere, ISO 8601, as far as that is known."""
        t = schema.capture
        query = select(t.c.document, func.min(t.c.captured).label("first")).group_by(t.c.document)
        with self._read() as c:
            return {r.document: r.first for r in select_in(c, query, t.c.document, documents)}

    def appearances(self, film: str) -> list[Appearance]:
        """The mentions of a film, in the order of their ids, each with the date of its document."""
        with self._read() as c:
            return [Appearance(*row) for row in c.execute(_APPEARANCES, {"film": film})]

    def claim_places(self, documents: Iterable[str]) -> list[Place]:
        """Where documents make their claims, on whatever film."""
        with self._read() as c:
            rows = select_in(c, _PLACES, schema.document.c.id, documents)
            return [Place(r.id, r.predicate, Span(r.value_start, r.value_end)) for r in rows]

    def statement_places(self, film: str, *, with_content: bool = True) -> list[Placed]:
        """Statements about a film, in the order of publication and text.

        Args:
            film: its id.
            with_content: with where the content of each stands.
        """
        with self._read() as c:
            rows = c.execute(_STATEMENTS_WITH_CONTENT if with_content else _STATEMENTS, {"film": film}).all()
        if not with_content:
            return [Placed(*row) for row in rows]
        return [Placed(r.id, r.document, r.speaker, tuple(parse_exact(r.data)["content"])) for r in rows]


# Queries are made once: making one takes longer than asking it.

_m, _f, _d = schema.film_member, schema.film_mention, schema.document
_film = bindparam("film", type_=Text)


def _documents_of_film() -> Select[Any]:
    return select(_f.c.document).select_from(_m.join(_f, _f.c.id == _m.c.mention)).where(_m.c.film == _film)


def _of_film(table: Table, *columns: Any) -> Select[Any]:
    """Claims or statements about a film."""
    joined = joined_with_documents(table).join(_m, _m.c.mention == table.c.film)
    return select(*columns).select_from(joined).where(_m.c.film == _film)


def _statements(*further: Any) -> Select[Any]:
    t = schema.statement
    query = _of_film(t, t.c.id, _d.c.id.label("document"), t.c.speaker, *further)
    return query.order_by(func.coalesce(_d.c.published, _LATE), _d.c.id, t.c.ordinal)


_ARTICLES = (
    select(_d.c.id, *head_columns())
    .where(_d.c.id.in_(_documents_of_film()))
    .order_by(func.coalesce(_d.c.published, "").desc(), _d.c.id)
    .limit(bindparam("most", type_=Integer))
    .offset(bindparam("from", type_=Integer))
)
_DATES = select(func.min(_d.c.published), func.max(_d.c.published)).where(_d.c.id.in_(_documents_of_film()))
_CLAIMS_BY_DOCUMENT = (
    _of_film(schema.claim, _d.c.id, func.count().label("claims"))
    .where(_d.c.id.in_(bindparam("documents", expanding=True)))
    .group_by(_d.c.id)
)
_APPEARANCES = (
    select(_m.c.mention, _f.c.document, _d.c.published)
    .select_from(_m.join(_f, _f.c.id == _m.c.mention).join(_d, _d.c.id == _f.c.document))
    .where(_m.c.film == _film)
    .order_by(_m.c.mention)
)
_PLACES = select(_d.c.id, schema.claim.c.predicate, schema.claim.c.value_start, schema.claim.c.value_end).select_from(
    joined_with_documents(schema.claim)
)
_STATEMENTS, _STATEMENTS_WITH_CONTENT = _statements(), _statements(schema.statement.c.data)
