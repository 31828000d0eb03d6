"""What the page of an article says in words: outlets, witnesses, days, and what there is to see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from babel import Locale, UnknownLocaleError

from filmdossier.export.claim_words import post_in_words, qualifiers_in_words, value_in_words
from filmdossier.export.dossier_words import (
    claim_in_words,
    counted,
    outlet_in_words,
    published_in_words,
    several_in_words,
)
from filmdossier.export.families import label_of
from filmdossier.export.links import web_address
from filmdossier.model.dossier import FilmSummary
from filmdossier.model.reading import Finding
from filmdossier.model.record import Position
from filmdossier.model.sourced import DocumentHead, SourcedClaim, head_of
from filmdossier.model.wording import date_in_words, quoted
from filmdossier.web.article.loading import Article
from filmdossier.web.article.standing import MOST_FACTS, MOST_OTHERS, Place, Stand, Standing, own_witness, shown_facts

#: How a value is introduced that was set aside.
_ASIDE = {
    "planned": "It was planned so, and done otherwise",
    "denied": "It is denied",
    "opinion": "It is an opinion",
    "wrong": "It was judged wrong",
}
#: Claims linked in one row, findings with others that are shown, and names of witnesses.
_MOST_LINKS, _MOST_FINDINGS, _NAMED = 12, 12, 4
#: Columns of a headline that is made of a text; a Chinese character takes two.
_WIDEST = 80
_STOP = re.compile(r"\s|[，。！？、；]")


class Part(NamedTuple):
    """A part of the page: where it stands, and how much it holds, in words."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """Says in words how an article stands."""

    article: Article
    standing: Standing

    @property
    def head(self) -> DocumentHead:
        """The article without its text."""
        return head_of(self.article.document)

    @property
    def outlet(self) -> str:
        """Who published it."""
        return outlet_in_words(self.head)

    @property
    def address(self) -> str | None:
        """Where it can be read, if that is on the web."""
        return web_address(self.article.document.source)

    @property
    def headline(self) -> str:
        """Its title; of a text without one, as much of its first line as makes a headline."""
        document = self.article.document
        if document.title:
            return document.title
        line = next((line.strip() for line in document.text.splitlines() if line.strip()), document.source)
        return _shortened(line)

    @property
    def language(self) -> str:
        """Its language by name."""
        return language_in_words(self.article.document.language)

    @property
    def own_witness(self) -> str:
        """What it counts as where it rests on nobody else."""
        return self.witness(own_witness(self.article))

    @property
    def alone(self) -> list[Place]:
        """What no other article says, of films that others speak of, too."""
        return [p for p in self.standing.places if p.is_alone and p.film.documents > 1]

    @property
    def alone_on(self) -> list[FilmSummary]:
        """The films that no other article speaks of."""
        return [f for f in {f.id: f for f in self.article.films.values()}.values() if f.documents == 1]

    @property
    def one_report(self) -> list[Place]:
        """What others say as well, but all on one report."""
        return [p for p in self.standing.places if p.is_one_report]

    @property
    def disputed(self) -> list[Place]:
        """Where others say otherwise, as many as are shown."""
        return [p for p in shown_facts(self.standing.places) if p.is_disputed]

    @property
    def outdated(self) -> list[Place]:
        """What has grown since, as many as are shown."""
        return [p for p in shown_facts(self.standing.places) if not p.is_disputed]

    @property
    def more_facts(self) -> int:
        """How many facts with other values are not shown."""
        return max(sum(bool(p.others) for p in self.standing.places) - MOST_FACTS, 0)

    @property
    def findings(self) -> list[tuple[object, Finding]]:
        """What does not add up with other articles, as much as is shown."""
        return list(self.standing.findings[:_MOST_FINDINGS])

    @property
    def more_findings(self) -> int:
        """How many of these are not shown."""
        return max(len(self.standing.findings) - _MOST_FINDINGS, 0)

    def others(self, place: Place) -> tuple[tuple[int, Position], ...]:
        """The values that are held against one, as many as are shown."""
        return place.others[:MOST_OTHERS]

    def more_others(self, place: Place) -> int:
        """How many of these are not shown."""
        return max(len(place.others) - MOST_OTHERS, 0)

    def label(self, place: Place) -> str:
        """What the fact is called, with what makes it this fact."""
        told = {str(v).casefold() for v in place.position.value.values()}
        key = {
            k: v
            for k, v in place.fact.key.items()
            if k in ("territory", "period", "kind", "character", "year") and str(v).casefold() not in told
        }
        details = [d for d in qualifiers_in_words(key) if d]
        return ", ".join([label_of(place.fact.predicate), *details])

    def own_value(self, place: Place) -> str:
        """The value as the article gives it."""
        claim = self.article.claims[place.claims[0]]
        return _with_post(claim_in_words(claim), claim.claim.value) + _as_of(place.position)

    def value(self, position: Position) -> str:
        """The value as others give it."""
        return _with_post(value_in_words(position.value), position.value) + _as_of(position)

    def verdict(self, place: Place) -> str:
        """How the value stands, in words."""
        aside = place.position.aside
        return {
            Stand.CONTESTED: "This value stands; others say:",
            Stand.CONTESTS: "Another value stands:",
            Stand.EARLIER: "By now:",
            Stand.ASIDE: f"{_ASIDE.get(aside or '', 'It is set aside')}. What stands:",
        }.get(place.stand, "")

    def witness(self, name: str) -> str:
        """What a witness is called."""
        head = self.standing.heads.get(name.removeprefix("document "))
        return outlet_in_words(head) if head else name

    def witnesses(self, position: Position) -> str:
        """Who gives a value: how many, and some of their names."""
        names = [self.witness(w) for w in position.witnesses]
        return f"{counted(len(names), 'witness', 'witnesses')}: {several_in_words(names, _NAMED)}"

    def linked(self, claims: tuple[str, ...]) -> list[SourcedClaim]:
        """Claims of the article to link to, as many as a row bears."""
        return [self.article.claims[c] for c in claims if c in self.article.claims][:_MOST_LINKS]

    def more(self, claims: tuple[str, ...]) -> int:
        """How many of these are not linked."""
        return max(sum(c in self.article.claims for c in claims) - _MOST_LINKS, 0)

    @staticmethod
    def said(claim: SourcedClaim) -> str:
        """What a claim says, in words."""
        return claim_in_words(claim)

    @staticmethod
    def where(claim: SourcedClaim) -> str:
        """Outlet and date of a claim."""
        return published_in_words(claim.document)

    @staticmethod
    def time(stamp: str | None) -> str:
        """A moment in words: the day, and the minute in UTC."""
        if stamp is None:
            return "unknown"
        return f"{date_in_words(stamp[:10])}, {stamp[11:16]} UTC" if len(stamp) > 16 else date_in_words(stamp[:10])


class InsideFinding(NamedTuple):
    """What does not add up inside the article: the finding, links to what it concerns, or the words themselves."""

    finding: Finding
    claims: tuple[SourcedClaim, ...]
    words: tuple[str, ...]


def inside_findings(article: Article) -> list[InsideFinding]:
    """What does not add up inside the article."""
    found = []
    for f in article.reading.findings:
        claims = tuple(article.claims[c] for c in f.claims if c in article.claims)[:_MOST_LINKS]
        words = () if claims else tuple(quoted(s.of(article.document.text)) for s in f.spans[:_MOST_LINKS])
        found.append(InsideFinding(f, claims, words))
    return found


def summary(article: Article, words: Words) -> list[Part]:
    """What there is to see on the page, each with its place; what there is nothing of is left out."""
    claims, statements = len(article.claims), len(article.statements)
    parts = [Part("says", f"{counted(claims, 'claim')}, {counted(statements, 'statement')}")]
    sections = (
        ("findings", len(article.reading.findings) + len(words.standing.findings), "does not add up", "do not add up"),
        ("disagrees", sum(p.is_disputed for p in words.standing.places), "disputed", "disputed"),
        ("alone", len(words.alone), "only here", "only here"),
        ("rests", sum(len(r.claims) for r in words.standing.rests), "on another’s report", "on others’ reports"),
    )
    parts += [Part(anchor, f"{n:,} {one if n == 1 else many}") for anchor, n, one, many in sections if n]
    return parts


@cache
def language_in_words(tag: str) -> str:
    """The English name of a language; the tag itself where it has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (ValueError, UnknownLocaleError):
        return tag


def _shortened(line: str) -> str:
    """As much of a line as fits a headline, up to a blank or a sign if there is one."""
    room, end = _WIDEST, 0
    while end < len(line) and (room := room - (2 if east_asian_width(line[end]) in "WF" else 1)) >= 0:
        end += 1
    if end == len(line):
        return line
    whole = max((m.end() for m in _STOP.finditer(line, 0, end)), default=end)
    return line[: whole if whole > end // 2 else end].rstrip(" ,，、") + "…"


def _with_post(words: str, value: Mapping[str, Any]) -> str:
    return ", ".join([words, *(w for w in post_in_words(value) if w)])


def _as_of(position: Position) -> str:
    return f" as of {date_in_words(position.as_of)}" if position.as_of else ""
