"""Names of countries and their adjectives, which are no awards, companies or films by standing before such words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.terms import find_terms

#: A country's name may well be a person's or a title.
_MISTAKEN = frozenset({Kind.AWARD, Kind.ORGANISATION, Kind.EVENT})


def settle_nations(text: str, names: Sequence[Name], pack: Pack) -> list[Name]:
    """The names without those cut out of a country's or nationality's ("South" of "South African").

    A country tagged as an award or a company ("US awards") is a place; an adjective so tagged is no name.
    """
    terms = [t for t in find_terms(text, pack) if t.kind != "genre"]
    whole = {t.span: t.kind for t in terms}
    out = []
    at = 0
    for name in sorted(names, key=lambda n: n.span):
        while at < len(terms) and terms[at].span.end <= name.span.start:
            at += 1
        term = terms[at].span if at < len(terms) else name.span
        if term != name.span and term.contains(name.span):
            continue
        kind = whole.get(name.span) if name.kind in _MISTAKEN else None
        if kind == "nationality":
            continue
        out.append(replace(name, kind=Kind.PLACE) if kind else name)
    return out
