"""Films whose title says that they are the next part of another film that the article names: "Low Tide 2"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from filmdossier.model.mention import Kind, Mention
from filmdossier.reading.claims.drafts import Article, Draft

#: A title, its number, and the title of the part behind it.
_NUMBERED = re.compile(r"(?P<title>\S.{0,78}?\D) ?(?P<number>[2-9]|II|III|IV|Ⅱ|Ⅲ|Ⅳ|ⅱ|ⅲ|ⅳ)(?:[:：. ].{1,80})?")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4}


def read_numbered(article: Article, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """A draft for each numbered film beside the film that its title begins with, or the one numbered right before it.

    Nothing is said of films that are told to follow another already, nor of two that a sentence tells apart.
    """
    settled = {d.film for d in drafts if d.predicate == "follows"}
    named: dict[str, Mention] = {}
    for m in article.annotated.mentions:
        if m.kind is Kind.FILM and m.is_name:
            named.setdefault(m.name.casefold(), m)
    for film in named.values():
        found = _NUMBERED.fullmatch(film.name)
        if found is None or film.entity in settled:
            continue
        title, number = found["title"].strip().casefold(), _ROMAN.get(found["number"]) or int(found["number"])
        before = named.get(f"{title}{number - 1}") or named.get(f"{title} {number - 1}") or named.get(title)
        if before is None or before.entity == film.entity or _are_told_apart(article, film, before):
            continue
        at = bisect_right([s.span.start for s in article.annotated.sentences], film.span.start) - 1
        value, kept = {"name": before.name}, {"kind": "sequel"}
        yield Draft("follows", film.entity, value, film.span, at, "numbered.next", kept, confidence=0.85)


def _are_told_apart(article: Article, film: Mention, other: Mention) -> bool:
    """Whether a sentence on both films says that the one is no part of the other."""
    unrelated = article.pack.table("claims/status").get("unrelated", ())
    return any(
        {film.entity, other.entity} <= {f.entity for _, f in scene.films()}
        and any(words in scene.shape.text for words in unrelated)
        for scene in article.scenes
    )
