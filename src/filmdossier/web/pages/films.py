"""The list of films, and what a search leads to."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from filmdossier.model.wording import money_in_words
from filmdossier.store.store import Store
from filmdossier.web.api.films import After, Asked, GrossIn, Order, list_films, row_of
from filmdossier.web.api.search import ArticleRow, Wanted, search
from filmdossier.web.caching import cache_of
from filmdossier.web.context import Reader, StoreDep
from filmdossier.web.dossier.wording import language_of
from filmdossier.web.templating import page

router = APIRouter()

_ROWS = 50
_FOUND = Wanted(films=30, people=12, articles=30)
_ORDERS = {
    "articles": "Most articles",
    "latest": "Latest article",
    "changed": "Last changed",
    "findings": "Most findings",
    "gross": "Highest gross",
    "title": "Title",
}
#: Figures of a sum that is rounded, and from which on there are names for what is left.
_FIGURES, _THOUSAND = 3, 1000


class Sum(NamedTuple):
    """A sum as the list shows it: in short, and in full."""

    short: str
    full: str


class Piece(NamedTuple):
    """A stretch of a passage, and whether it is what was searched for."""

    words: str
    is_hit: bool


@router.get("/")
def films(
    request: Request, store: StoreDep, person: Reader, q: Asked = "", order: Order = "articles", after: After = None
) -> HTMLResponse:
    """Films in a list; or films, people and articles that words lead to."""
    shown: dict[str, Any] = {"query": q, "order": order, "orders": _ORDERS, "after": after}
    if q.strip():
        found = search(store, q, _FOUND)
        shown |= {"found": found, "pieces": pieces, "rows": found.films}
    else:
        some, following = list_films(store, "", order, _ROWS, after)
        shown |= {"rows": [row_of(f) for f in some], "following": following, "counts": _counts(store)}
    return page(request, "films.html.jinja", person=person, sum=sum_of, lang=language_of, **shown)


def sum_of(gross: GrossIn) -> Sum:
    """A gross in words, short and full.

    >>> sum_of(GrossIn(amount=688_600_000, currency="RUB", usd=6_558_095))
    Sum(short='RUB 688.6 million', full='RUB 688,600,000, about USD 6.56 million')
    """
    full = f"{gross.currency} {gross.amount:,}"
    if gross.currency != "USD" and gross.usd is not None:
        full += f", about {money_in_words({'amount': _rounded(gross.usd), 'currency': 'USD'})}"
    return Sum(money_in_words({"amount": _rounded(gross.amount, _FIGURES + 1), "currency": gross.currency}), full)


def _rounded(amount: float, figures: int = _FIGURES) -> float:
    """An amount to so many figures; below a thousand to the unit."""
    digits = len(str(int(amount)))
    return round(amount) if amount < _THOUSAND else int(round(amount, figures - digits))


def pieces(article: ArticleRow) -> list[Piece]:
    """The passage of an article in stretches that are hits, and those between them."""
    found, last = [], 0
    for start, end in article.hits:
        found += [Piece(article.passage[last:start], False), Piece(article.passage[start:end], True)]
        last = end
    return [p for p in (*found, Piece(article.passage[last:], False)) if p.words]


def _counts(store: Store) -> dict[str, int]:
    return cache_of(store).texts.get(("counts", store.generation()), store.counts)
