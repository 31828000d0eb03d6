"""A film's dossier as its page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from filmdossier.engine.dossiers import edits_of
from filmdossier.engine.judged import judged_findings
from filmdossier.engine.known import Known
from filmdossier.export.dossier_words import all_witnesses
from filmdossier.export.families import label_of
from filmdossier.model.dossier import Dossier, Edit
from filmdossier.model.reading import Finding
from filmdossier.model.record import Credit, Record
from filmdossier.model.sourced import DocumentHead, SourcedClaim, finding_id
from filmdossier.model.wording import date_in_words
from filmdossier.store.doubts import Doubt
from filmdossier.store.film_parts import FilmArticle
from filmdossier.store.store import Store
from filmdossier.web.dossier.bounds import PAGE, Bounds
from filmdossier.web.dossier.facts import FamilyView, choose_facts, families_of, quoted_claims
from filmdossier.web.dossier.figures import SeriesView, choose_series, quoted_points, series_views
from filmdossier.web.dossier.findings import FindingView, finding_view
from filmdossier.web.dossier.known import Film, known_of, statements_of
from filmdossier.web.dossier.quotes import Quote, Source, quote_of, source_of
from filmdossier.web.dossier.statements import Index, SpeakerView, speaker_views
from filmdossier.web.dossier.wording import Words, several, words_of

#: How witnesses begin that are documents; witnesses named of one value, and unnamed ones looked up.
_DOCUMENT, _WITNESSES, _UNNAMED = "document ", 6, 500


@dataclass(frozen=True, slots=True)
class Asked:
    """Which dossier is asked for, and which of its statements.

    Attributes:
        film: which.
        day: EDTF date that limits what was known, or None.
        speaker: the folded name of a speaker, or empty for all.
        topic: the key of a topic, or empty for all.
        bounds: how much is shown.
    """

    film: Film
    day: str | None = None
    speaker: str = ""
    topic: str = ""
    bounds: Bounds = PAGE


@dataclass(frozen=True, slots=True)
class Head:
    """What a dossier begins with.

    Attributes:
        name: the title that the film goes by; ``others`` its other titles.
        year: in words; empty where it is not known.
        articles, witnesses, contested, findings: how many there are.
        first, last: days of the first and last article, in words; empty where none is dated.
        as_of: the day that limits what was known, in words; empty without one.
        undated, later: how many articles that day leaves out.
    """

    id: str
    name: Words
    others: tuple[Words, ...]
    year: str
    articles: int
    witnesses: int
    contested: int
    findings: int
    first: str
    last: str
    day: str
    as_of: str
    undated: int
    later: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in the list, and how many claims it makes about the film."""

    source: Source
    edtf: str
    claims: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name with its other spellings, and in what it stands."""

    name: Words
    others: tuple[Words, ...]
    left: int
    roles: tuple[Words, ...]
    mentions: int
    id: str


@dataclass(frozen=True, slots=True)
class EditView:
    """What an outlet changed in an article without saying so."""

    source: Source
    earlier: str
    later: str
    earlier_seen: str
    later_seen: str
    gone: tuple[Quote, ...]
    new: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class StatementsView:
    """Some of the statements, and what they can be chosen by."""

    index: Index
    speaker: str
    topic: str
    speakers: tuple[SpeakerView, ...]
    shown: int
    matching: int

    @property
    def total(self) -> int:
        """How many there are, whoever speaks."""
        return len(self.index.listed)


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier, as much of it as one page shows."""

    head: Head
    families: tuple[FamilyView, ...]
    series: tuple[SeriesView, ...]
    series_total: int
    findings: tuple[FindingView, ...]
    statements: StatementsView
    edits: tuple[EditView, ...]
    more_edits: bool
    spellings: tuple[Spelling, ...]
    spellings_total: int
    doubts: tuple[Doubt, ...]
    articles: tuple[ArticleView, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is claimed."""
        return not (self.families or self.series or self.statements.total)


def dossier_view(store: Store, asked: Asked) -> DossierView:
    """The dossier of a film, as much of it as is asked for."""
    known = known_of(store, asked.film, asked.day)
    record = known.record
    facts = choose_facts(record, asked.bounds.facts)
    bounds = asked.bounds.for_facts(sum(len(some) for _, groups in facts for _, some, _ in groups))
    series, series_total = choose_series(record, bounds.series)
    findings, findings_total = findings_part(store, asked.film, known, bounds.findings)
    articles = articles_part(store, known, bounds.articles)
    wanted = [c for _, groups in facts for _, some, _ in groups for c in quoted_claims(some, bounds)]
    wanted += [c for _, s in series for c in quoted_points(s, bounds)]
    wanted += [c for f in findings for c in f.claims[: bounds.places]]
    dossier = gathered(store, record, wanted)
    dossier = replace(dossier, documents={**dossier.documents, **{a.document.id: a.document for a in articles}})
    edits = list(islice(edits_of(store, record.film, record.documents), bounds.edits + 1))
    spelled = sorted((c for c in record.credits if len(c.names) > 1), key=lambda c: -len(c.mentions))
    return DossierView(
        head_of_dossier(known, dossier, findings_total, dates_of(store, known)),
        families_of(dossier, facts, bounds),
        series_views(dossier, series, bounds.points),
        series_total,
        finding_views(store, findings, dossier.claims, bounds.places),
        statements_part(store, known, asked),
        tuple(_edit(e, dossier.documents) for e in edits[: bounds.edits]),
        len(edits) > bounds.edits,
        tuple(_spelling(c) for c in spelled[: bounds.spellings]),
        len(spelled),
        tuple(store.doubts(bounds.doubts + 1, film=known.film)) if known.as_of is None else (),
        tuple(ArticleView(source_of(a.document), a.document.published or "", a.claims) for a in articles),
    )


def gathered(store: Store, record: Record, claims: Iterable[str]) -> Dossier:
    """A record with some of the claims that it rests on, and the documents to name witnesses by."""
    found = {c.id: c for c in store.claims(claims)}
    documents = {c.document.id: c.document for c in found.values()}
    if missing := _unnamed(record) - documents.keys():
        documents |= store.heads(missing)
    return Dossier(record, found, documents=documents)


def _unnamed(record: Record) -> set[str]:
    """The documents that are witnesses by themselves, since nothing says who published them, as far as they show."""
    positions = chain((p for f in record.facts for p in f.positions), (p for s in record.series for p in s.points))
    shown = (w for p in positions for w in p.witnesses[:_WITNESSES] if w.startswith(_DOCUMENT))
    return {w.removeprefix(_DOCUMENT) for w in islice(shown, _UNNAMED)}


def dates_of(store: Store, known: Known) -> tuple[str | None, str | None]:
    """EDTF dates of the first and the last article; None where none is dated."""
    if known.is_all:
        return store.dates_of_film(known.film)
    dated = sorted(d.published for d in store.published_span(known.record.documents).values() if d.published)
    return (dated[0], dated[-1]) if dated else (None, None)


def head_of_dossier(known: Known, dossier: Dossier, findings: int, dates: tuple[str | None, str | None]) -> Head:
    """What a dossier begins with."""
    record, film = known.record, known.record.film
    first, last = (date_in_words(d) if d else "" for d in dates)
    return Head(
        film.id,
        words_of(film.name),
        several(n for n in film.names if n != film.name),
        date_in_words(film.year) if film.year else "",
        len(record.documents),
        len(all_witnesses(dossier)),
        sum(f.is_contested for f in record.facts),
        findings,
        first,
        last,
        known.as_of or "",
        date_in_words(known.as_of) if known.as_of else "",
        len(known.undated),
        known.later,
    )


def findings_part(store: Store, film: Film, known: Known, most: int, offset: int = 0) -> tuple[Sequence[Finding], int]:
    """Some findings, the worst first, and how many there are."""
    if not known.is_all:
        return known.record.findings[offset : offset + most], len(known.record.findings)
    total = film.summary.findings
    found = store.findings(film.id, offset + most)[offset:] if total > offset else []
    return [f.finding for f in found], total


def finding_views(
    store: Store, findings: Sequence[Finding], claims: Mapping[str, SourcedClaim], places: int, offset: int = 0
) -> tuple[FindingView, ...]:
    """Findings in words, with what people said of them."""
    ids = [finding_id(f.rule, f.claims, f.message) for f in findings]
    judged = judged_findings(store, ids) if ids else {}
    return tuple(finding_view(n, f, claims, judged, places) for n, f in enumerate(findings, offset + 1))


def articles_part(store: Store, known: Known, most: int, offset: int = 0) -> list[FilmArticle]:
    """Some articles, the latest first."""
    if known.is_all:
        return store.articles_of_film(known.film, most, offset)
    heads = sorted(store.heads(known.record.documents).values(), key=lambda d: d.id)
    heads.sort(key=lambda d: d.published or "", reverse=True)
    some = heads[offset : offset + most]
    counts = store.claims_by_article(known.film, [d.id for d in some])
    return [FilmArticle(d, counts.get(d.id, 0)) for d in some]


def statements_part(store: Store, known: Known, asked: Asked, offset: int = 0) -> StatementsView:
    """Some statements: those of a speaker or topic in order of publication, else some of each speaker."""
    index = statements_of(store, asked.film, known, with_topics=bool(asked.topic))
    matching = index.chosen(asked.speaker, asked.topic)
    most = asked.bounds.statements
    if asked.speaker or offset:
        chosen = matching[offset : offset + most]
    else:
        chosen = index.mixed(matching, most, asked.bounds.of_one)
    loaded = {s.id: s for s in store.statements([s.id for s in chosen])} if chosen else {}
    views = speaker_views(index, chosen, loaded, Counter(s.speaker for s in matching))
    shown = sum(len(v.statements) for v in views)
    return StatementsView(index, asked.speaker, asked.topic, views, shown, len(matching))


def _edit(edit: Edit, documents: Mapping[str, DocumentHead]) -> EditView:
    any_claim = next(iter((*edit.new, *edit.gone)))
    head = documents.get(edit.later) or any_claim.document
    seen = [t[:10] if t else "" for t in (edit.earlier_seen, edit.later_seen)]
    if seen[0] == seen[1]:
        seen = [t[:16].replace("T", " ") if t else "" for t in (edit.earlier_seen, edit.later_seen)]
    gone, new = (tuple(quote_of(c) for c in some) for some in (edit.gone, edit.new))
    return EditView(source_of(head), edit.earlier, edit.later, seen[0], seen[1], gone, new)


#: Spellings and roles shown of one name.
_SPELLINGS, _ROLES = 8, 4


def _spelling(credit: Credit) -> Spelling:
    others = several(n for n in credit.names if n != credit.name)
    roles = several(label_of(r) if r.islower() and " " not in r and r.isascii() else r for r in credit.roles)
    left = max(len(others) - _SPELLINGS, 0)
    return Spelling(words_of(credit.name), others[:_SPELLINGS], left, roles[:_ROLES], len(credit.mentions), credit.id)
