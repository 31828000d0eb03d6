"""A dossier for paper: every value with the numbers of the articles that say so, which stand in a list at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from filmdossier.store.store import Store
from filmdossier.web.dossier.facts import FactView, Value
from filmdossier.web.dossier.quotes import Quote, Source
from filmdossier.web.dossier.view import DossierView


@dataclass(frozen=True, slots=True)
class Cited:
    """An article in the list of sources; ``captured`` is the day on which it was first found, or empty."""

    number: int
    source: Source
    captured: str


@dataclass(frozen=True, slots=True)
class Citations:
    """The articles that a dossier quotes, numbered in the order in which they are first cited."""

    numbers: dict[str, int]
    sources: tuple[Cited, ...]

    def of(self, value: Value) -> list[int]:
        """The numbers of the articles quoted for a value, in order."""
        return sorted({self.numbers[w.quote.source.id] for w in value.quotes})

    def those(self, quotes: tuple[Quote, ...]) -> list[int]:
        """The numbers of the articles of quotes, in order."""
        return sorted({self.numbers[q.source.id] for q in quotes})


def cite(store: Store, view: DossierView) -> Citations:
    """Number the articles that a dossier quotes."""
    sources: dict[str, Source] = {}
    for source in _sources(view):
        sources.setdefault(source.id, source)
    captured = store.captured(sources)
    numbers = {document: n for n, document in enumerate(sources, 1)}
    cited = (Cited(numbers[d], s, captured.get(d, "")[:10]) for d, s in sources.items())
    return Citations(numbers, tuple(cited))


def _sources(view: DossierView) -> Iterator[Source]:
    """The articles in the order of the page."""
    for family in view.families:
        for group in family.groups:
            for fact in group.facts:
                for value in _values(fact):
                    yield from (w.quote.source for w in value.quotes)
    for series in view.series:
        yield from (p.quote.source for p in series.points if p.quote)
    for finding in view.findings:
        yield from (q.source for q in finding.quotes)
    for speaker in view.statements.speakers:
        yield from (s.source for s in speaker.statements)
    for edit in view.edits:
        yield from (q.source for q in (*edit.gone, *edit.new))


def _values(fact: FactView) -> Iterator[Value]:
    yield fact.standing
    yield from fact.against
    yield from fact.aside
