"""Statements by the mechanism that fits the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from filmdossier.model.errors import PackError
from filmdossier.model.reading import Statement
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.statements.assembly import read_framed
from filmdossier.reading.statements.drafts import FoundStatement
from filmdossier.reading.statements.fenced import read_fenced
from filmdossier.reading.statements.running import read_running

_MECHANISMS: Mapping[str, Callable[[Annotated], list[FoundStatement]]] = {
    "ordered": read_framed,
    "fenced": read_fenced,
    "running": read_running,
}


def find_statements(article: Annotated) -> list[FoundStatement]:
    """The statements of an article in order, each with the words that date it.

    Raises:
        PackError: where the pack lacks the table, or names a mechanism that is not known.
    """
    mechanism = article.pack.table("statements").get("clauses", "ordered")
    if mechanism not in _MECHANISMS:
        known = ", ".join(sorted(_MECHANISMS))
        raise PackError(f"{article.pack.folder}/statements.toml: unknown clauses {mechanism!r}; known are {known}")
    return _MECHANISMS[mechanism](article)


def read_statements(article: Annotated) -> list[Statement]:
    """The statements of an article in order, with ids from ``s1``; dates and films are left open."""
    return [found.statement for found in find_statements(article)]
