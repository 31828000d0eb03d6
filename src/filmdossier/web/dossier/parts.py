"""Parts of a dossier a page at a time: everything of one kind that the dossier itself has no room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from filmdossier.engine.known import Known
from filmdossier.export.dossier_words import counted, folded
from filmdossier.export.families import label_of
from filmdossier.model.record import Record
from filmdossier.store.store import Store
from filmdossier.web.dossier.bounds import PAGE
from filmdossier.web.dossier.facts import Group, best_witnessed, fact_view, quoted_claims, witnessed
from filmdossier.web.dossier.figures import series_view
from filmdossier.web.dossier.known import Film, statements_of
from filmdossier.web.dossier.quotes import source_of
from filmdossier.web.dossier.statements import TOPICS, speaker_views
from filmdossier.web.dossier.view import ArticleView, articles_part, finding_views, findings_part, gathered

#: How much one page holds of each.
_FACTS, _CLAIMS, _POINTS, _FINDINGS, _STATEMENTS, _ARTICLES = 50, 60, 200, 50, 50, 100


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a part.

    Attributes:
        kind: which part.
        heading: what it is called.
        note: how much there is.
        shown: what the template shows of it.
        earlier, later: where the pages before and after begin, or None.
    """

    kind: str
    heading: str
    note: str
    shown: Mapping[str, Any] = field(default_factory=dict)
    earlier: int | None = None
    later: int | None = None


def _turning(offset: int, most: int, total: int) -> dict[str, int | None]:
    earlier = max(offset - most, 0) if offset else None
    return {"earlier": earlier, "later": offset + most if offset + most < total else None}


def _spelled(record: Record) -> dict[str, tuple[str, ...]]:
    return {folded(n): c.names for c in record.credits for n in (c.name, *c.names)}


def facts_page(store: Store, known: Known, predicate: str, offset: int) -> Part:
    """Facts of one predicate, the best witnessed first."""
    record = known.record
    every = best_witnessed([f for f in record.facts if f.predicate == predicate])
    some = every[offset : offset + _FACTS]
    dossier = gathered(store, record, quoted_claims(some, PAGE))
    views = tuple(fact_view(dossier, f, PAGE, _spelled(record)) for f in some)
    label = label_of(predicate)
    shown = {"group": Group(predicate, label, views, len(every))}
    return Part("facts", label, counted(len(every), "fact"), shown, **_turning(offset, _FACTS, len(every)))


def fact_page(store: Store, known: Known, fact_id: str, offset: int) -> Part | None:
    """One fact with the claims behind each of its values, as many as a page holds; None where there is no such fact."""
    record = known.record
    fact = next((f for f in record.facts if f.id == fact_id), None)
    if fact is None:
        return None
    every = [(place, c) for place, p in enumerate(fact.positions, 1) for c in p.claims]
    some = every[offset : offset + _CLAIMS]
    bounds = replace(PAGE, others=20, behind_others=1)
    dossier = gathered(store, record, [*quoted_claims([fact], bounds), *(c for _, c in some)])
    view = fact_view(dossier, fact, bounds, _spelled(record))
    by_place = {v.place: v for v in (view.standing, *view.against, *view.aside)}
    values = []
    for place in dict.fromkeys(place for place, _ in some):
        if place in by_place:
            before = sum(1 for p, _ in every[:offset] if p == place)
            mine = [dossier.claims[c] for p, c in some if p == place and c in dossier.claims]
            mine.sort(key=lambda c: (c.document.published or "9999", c.document.id))
            values.append((by_place[place], (before + 1, [witnessed(dossier, c) for c in mine])))
    short = replace(view, standing=replace(view.standing, quotes=view.standing.quotes[:1]))
    note = f"{counted(len(every), 'claim')} on this"
    heading = f"{view.label}: {view.standing.said.text}"
    shown = {"fact": short, "values": values}
    return Part("fact", heading, note, shown, **_turning(offset, _CLAIMS, len(every)))


def series_page(store: Store, known: Known, number: int, offset: int) -> Part | None:
    """Points of one running figure from the first on; None where there is no such figure."""
    record = known.record
    if not 0 <= number < len(record.series):
        return None
    series = record.series[number]
    some = series.points[offset : offset + _POINTS]
    dossier = gathered(store, record, [p.claims[0] for p in some if p.claims])
    view = series_view(dossier, number, series, min(offset, len(series.points)), _POINTS)
    note = counted(len(series.points), "point")
    turning = _turning(offset, _POINTS, len(series.points))
    return Part("series", "Figures over time", note, {"series": view}, **turning)


def findings_page(store: Store, film: Film, known: Known, offset: int) -> Part:
    """Findings, the worst first."""
    some, total = findings_part(store, film, known, _FINDINGS, offset)
    claims = {c.id: c for c in store.claims(c for f in some for c in f.claims[: PAGE.places])}
    shown = {"findings": finding_views(store, some, claims, PAGE.places, offset)}
    turning = _turning(offset, _FINDINGS, total)
    return Part("findings", "What does not add up", counted(total, "finding"), shown, **turning)


def statements_page(store: Store, film: Film, known: Known, speaker: str, topic: str, offset: int) -> Part:
    """Statements in order of publication, each group of them below its speaker."""
    index = statements_of(store, film, known, with_topics=bool(topic))
    matching = index.chosen(speaker, topic)
    some = matching[offset : offset + _STATEMENTS]
    loaded = {s.id: s for s in store.statements([s.id for s in some])}
    views = speaker_views(index, some, loaded, Counter(s.speaker for s in some))
    heading = "Statements"
    if speaker in index.names:
        heading += f" of {index.names[speaker]}"
    if topic in TOPICS:
        heading += f": {TOPICS[topic]}"
    turning = _turning(offset, _STATEMENTS, len(matching))
    return Part("statements", heading, counted(len(matching), "statement"), {"speakers": views}, **turning)


def articles_page(store: Store, known: Known, offset: int) -> Part:
    """Articles, the latest first."""
    total = len(known.record.documents)
    some = articles_part(store, known, _ARTICLES, offset)
    views = [ArticleView(source_of(a.document), a.document.published or "", a.claims) for a in some]
    turning = _turning(offset, _ARTICLES, total)
    return Part("articles", "Articles", counted(total, "article"), {"articles": views}, **turning)
