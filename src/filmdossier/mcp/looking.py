"""What the tools do: look things up in the store, and answer within bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.engine.choosing import choose_film
from filmdossier.engine.dossiers import load_dossier_as_of, load_shown
from filmdossier.engine.judged import judged_findings
from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.export.families import label_of
from filmdossier.export.links import Links, web_address
from filmdossier.mcp.answers import (
    ArticleAnswer,
    CompareAnswer,
    Compared,
    FiguresAnswer,
    FilmAnswer,
    FindingAnswer,
    FindingsAnswer,
    FoundPerson,
    PersonAnswer,
    SearchAnswer,
    StatementsAnswer,
)
from filmdossier.mcp.arranging import (
    about,
    claim_answer,
    fact_answer,
    facts_of,
    film_head,
    found_film,
    series_answer,
    sources,
    statement_answer,
    value_answer,
)
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.dossier import Dossier, FilmSummary
from filmdossier.model.errors import StoreError
from filmdossier.model.predicates import PREDICATES
from filmdossier.model.record import Fact
from filmdossier.rates.table import RateTable
from filmdossier.record.folding import fold_words
from filmdossier.store.store import Store

#: The most of each that one answer holds.
MOST_FACTS = 60
MOST_COMPARED = 60
MOST_TEXT = 12_000
MOST_OF_ARTICLE = 60
_FINDING_SOURCES = 6
#: Places that a value is quoted from where single kinds of fact are asked for.
_PLACES = 4
_FIGURES = frozenset({"box_office", "admissions", "rank", "screens", "budget", "market_total"})
#: Statements that are looked through for those of one speaker.
_MOST_SAID = 5000


@dataclass(frozen=True, slots=True)
class Library:
    """The store, and what things in it are called.

    Attributes:
        store: open for reading.
        links: what films, articles and claims are called.
    """

    store: Store
    links: Links

    def search(self, query: str, limit: int) -> SearchAnswer:
        """Films and people by name."""
        people = self.store.search(query, "person", limit)
        return SearchAnswer(
            films=[found_film(f, self.links) for f in self.store.films_called(query, limit)],
            people=[FoundPerson(id=h.entity, name=h.name, articles=h.documents) for h in people],
        )

    def film(self, film: str, predicates: Sequence[str], as_of: str | None) -> FilmAnswer:
        """A film's dossier."""
        _check_predicates(predicates)
        chosen, dossier = self._dossier(film, as_of)
        facts = facts_of(dossier.record.facts, predicates)
        return FilmAnswer(
            film=film_head(dossier, self.links),
            as_of=as_of,
            facts=[fact_answer(dossier, f, self.links, _PLACES if predicates else 1) for f in facts[:MOST_FACTS]],
            facts_left_out=max(0, len(facts) - MOST_FACTS),
            findings=chosen.findings if as_of is None else len(dossier.record.findings),
        )

    def figures(self, film: str, territory: str | None) -> FiguresAnswer:
        """Figures over time and alone, of one territory or all."""
        _, dossier = self._dossier(film)
        record = dossier.record
        facts = [f for f in record.facts if f.predicate in _FIGURES and _is_of(f.key, territory)]
        series = [s for s in record.series if _is_of(s.key, territory)]
        return FiguresAnswer(
            film=film_head(dossier, self.links),
            series=[series_answer(dossier, s, self.links) for s in series[:MOST_FACTS]],
            figures=[fact_answer(dossier, f, self.links, 2) for f in facts[:MOST_FACTS]],
        )

    def statements(self, film: str, speaker: str | None, limit: int) -> StatementsAnswer:
        """What was said about a film, latest first, by anybody or by one speaker in any spelling."""
        _, dossier = self._dossier(film)
        said = self.store.said_of_films(dossier.record.film.members)[-_MOST_SAID:]
        if speaker:
            spellings = _spellings(dossier, speaker)
            said = [s for s in said if any(name in fold_words(s.speaker) for name in spellings)]
        wanted = [s.id for s in reversed(said)]
        found = {s.id: s for s in self.store.statements(wanted[:limit])}
        return StatementsAnswer(
            film=film_head(dossier, self.links),
            statements=[statement_answer(found[i], self.links) for i in wanted[:limit] if i in found],
            left_out=max(0, len(wanted) - limit),
        )

    def article(self, article: str, offset: int) -> ArticleAnswer:
        """An article, a part of its text, and what it says there."""
        whole = self.store.document_by_prefix(article) if _is_hexadecimal(article) else None
        if whole is None:
            raise StoreError(f"{article}: no article has that id; sources of other answers give ids of articles")
        document, head = self.store.document(whole), self.store.head(whole)
        end = min(len(document.text), offset + MOST_TEXT)
        claims = self.store.claims_of_documents([whole])
        statements = self.store.statements_of_documents([whole])
        here = [c for c in claims if offset <= c.claim.value_span.start < end]
        said = [s for s in statements if s.statement.content and offset <= s.statement.content[0].start < end]
        return ArticleAnswer(
            article=whole,
            headline=head.title,
            outlet=outlet_in_words(head),
            published=head.published,
            language=head.language,
            url=web_address(head.source),
            permalink=self.links.article(whole),
            text=document.text[offset:end],
            next_offset=end if end < len(document.text) else None,
            claims=[claim_answer(c, self.links) for c in here[:MOST_OF_ARTICLE]],
            claims_left_out=max(0, len(here) - MOST_OF_ARTICLE),
            statements=[statement_answer(s, self.links) for s in said[:MOST_OF_ARTICLE]],
            statements_left_out=max(0, len(said) - MOST_OF_ARTICLE),
        )

    def findings(self, film: str, limit: int) -> FindingsAnswer:
        """What does not add up in a film's record."""
        chosen, dossier = self._dossier(film)
        found = [(f.id, f.finding) for f in self.store.findings(chosen.id, limit)]
        judged = judged_findings(self.store, [i for i, _ in found])
        shown = {i: f.claims[:_FINDING_SOURCES] for i, f in found}
        claims = {c.id: c for c in self.store.claims({c for ids in shown.values() for c in ids})}
        return FindingsAnswer(
            film=film_head(dossier, self.links),
            findings=[
                FindingAnswer(
                    rule=f.rule,
                    severity=f.severity,
                    message=f.message,
                    judged=str(judged[i].verdict) if i in judged else None,
                    sources=sources((claims[c] for c in shown[i] if c in claims), self.links, _FINDING_SOURCES),
                )
                for i, f in found
            ],
        )

    def compare(self, first: str, second: str, predicates: Sequence[str]) -> CompareAnswer:
        """Two films, point by point: what both have in common first, in the order of the catalogue."""
        _check_predicates(predicates)
        (_, a), (_, b) = self._dossier(first), self._dossier(second)
        left, right = (_by_point(d, predicates) for d in (a, b))
        points = [*(p for p in left if p in right), *(p for p in left if p not in right)]
        points += [p for p in right if p not in left]
        return CompareAnswer(
            first=film_head(a, self.links),
            second=film_head(b, self.links),
            points=[
                Compared(
                    label=label_of(p[0]),
                    about=p[1],
                    first=value_answer(a, left[p].standing, self.links) if p in left else None,
                    second=value_answer(b, right[p].standing, self.links) if p in right else None,
                )
                for p in points[:MOST_COMPARED]
            ],
            left_out=max(0, len(points) - MOST_COMPARED),
        )

    def person(self, person: str) -> PersonAnswer:
        """A person or organisation, by name in any script or id."""
        found = self.store.person(person)
        if found is None:
            hits = self.store.search(person, "person", 2)
            if not hits:
                raise StoreError(f"{person}: no person or organisation here is called that; try search")
            found = self.store.person(hits[0].entity)
        assert found is not None
        films = self.store.films_of_people([found.id])
        return PersonAnswer(
            id=found.id,
            kind=found.kind,
            name=found.name,
            names=list(found.names[:40]),
            articles=found.documents,
            films=[found_film(f, self.links) for f in films[:40]],
        )

    def _dossier(self, film: str, as_of: str | None = None) -> tuple[FilmSummary, Dossier]:
        chosen = choose_film(self.store, film)
        if as_of is None:
            return chosen, load_shown(self.store, chosen.id)
        if normalize_edtf(as_of) is None:
            raise StoreError(f"{as_of}: that is no date; give one such as 2025-09-06 or 2025-09")
        return chosen, load_dossier_as_of(self.store, chosen.id, as_of, RateTable(self.store.all_rates()))


def _check_predicates(predicates: Sequence[str]) -> None:
    if unknown := [p for p in predicates if p not in PREDICATES]:
        raise StoreError(f"{', '.join(unknown)}: no such predicate; there are {', '.join(PREDICATES)}")


def _is_of(key: object, territory: str | None) -> bool:
    assert hasattr(key, "get")
    return territory is None or key.get("territory") == territory.upper()


def _spellings(dossier: Dossier, speaker: str) -> list[str]:
    """A speaker's name as given, and every spelling that the record holds of it, folded."""
    asked = fold_words(speaker)
    credits_ = [c for c in dossier.record.credits if any(asked in fold_words(n) for n in (c.name, *c.names))]
    return [asked, *(fold_words(n) for c in credits_ for n in (c.name, *c.names))]


def _by_point(dossier: Dossier, predicates: Sequence[str]) -> dict[tuple[str, str], Fact]:
    """The facts of a film by what two films can have in common; of several of one kind the first."""
    found: dict[tuple[str, str], Fact] = {}
    for fact in facts_of(dossier.record.facts, predicates):
        if PREDICATES[fact.predicate].about_film:
            found.setdefault((fact.predicate, about(fact.key, fact.standing)), fact)
    return found


def _is_hexadecimal(given: str) -> bool:
    return len(given) >= 8 and set(given) <= set("0123456789abcdef")
