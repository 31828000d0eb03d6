"""Facts by groups of outlets: who gives which value, who says otherwise, who is silent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from filmdossier.export.dossier_facts import details_in_words
from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.export.families import family_of, label_of
from filmdossier.model.dossier import Dossier
from filmdossier.model.record import Fact, Position, Record
from filmdossier.model.sourced import DocumentHead
from filmdossier.record.origins import parse_origins
from filmdossier.record.witnesses import origin_of_document
from filmdossier.store.store import Store
from filmdossier.web.charts.model import Role
from filmdossier.web.coverage.model import (
    CoverageArticle,
    CoverageCell,
    CoverageFact,
    CoverageGroup,
    CoverageValue,
)
from filmdossier.web.coverage.outlets import Group, group_of
from filmdossier.web.coverage.wording import says
from filmdossier.web.dossier.known import Film, known_of

MOST_GROUPS = 8
"""Groups told apart; those of fewer articles go together."""
_REST = Group("-", "Elsewhere", is_country=False)
_VALUES, _SOURCES, _OUTLETS = 3, 3, 6
_ORDER: Mapping[Role, int] = {"stands": 0, "otherwise": 1, "earlier": 2, "aside": 3}
_LATE = "9999"


@dataclass(frozen=True)
class Told:
    """A film's articles by groups, and where its claims stand.

    Attributes:
        record: what stands.
        heads: the articles.
        groups: of each article.
        documents: of each claim.
        origins: document or claim to the witness that it counts for, where that is another's.
    """

    record: Record
    heads: Mapping[str, DocumentHead]
    groups: Mapping[str, Group]
    documents: Mapping[str, str]
    origins: Mapping[str, str]

    def witness(self, claim: str, document: str) -> str:
        """The witness that a claim counts for."""
        found = self.origins.get(claim) or self.origins.get(document)
        return found or origin_of_document(self.heads[document])


@dataclass(frozen=True)
class Matrix:
    """All facts of a film by groups: for a fact and a group the values, and for each the claims that give it."""

    film: Film
    told: Told
    order: tuple[Group, ...]
    rows: tuple[tuple[Fact, Mapping[str, Mapping[int, tuple[str, ...]]]], ...]

    @property
    def size(self) -> int:
        """How many claims it holds."""
        return len(self.told.documents) + len(self.rows)


def matrix_of(store: Store, film: Film) -> Matrix:
    """The facts of a film by groups of outlets; contested ones first, then those of most articles."""
    record = known_of(store, film, None).record
    documents = store.documents_of_claims(film.id)
    heads = store.heads({*record.documents, *documents.values()})
    groups = _grouped(heads)
    told = Told(record, heads, groups, documents, parse_origins(store.record(film.id)))
    rows = [(fact, cells) for fact in record.facts if (cells := _cells(told, fact))]
    rows.sort(key=lambda row: (not row[0].is_contested, -_claims(row[1])))
    counts = Counter(groups.values())
    order = sorted(counts, key=lambda g: (g is _REST, -counts[g], g.name))
    return Matrix(film, told, tuple(order), tuple(rows))


def _grouped(heads: Mapping[str, DocumentHead]) -> dict[str, Group]:
    groups = {i: group_of(head) for i, head in heads.items()}
    kept = {group for group, _ in Counter(groups.values()).most_common(MOST_GROUPS)}
    return {i: group if group in kept else _REST for i, group in groups.items()}


def _cells(told: Told, fact: Fact) -> dict[str, dict[int, tuple[str, ...]]]:
    """The claims of a fact by group and by the number of the value that they give."""
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for n, position in enumerate(fact.positions):
        for claim in position.claims:
            document = told.documents.get(claim)
            if document is not None and document in told.groups:
                found[told.groups[document].key][n].append(claim)
    return {group: {n: tuple(claims) for n, claims in values.items()} for group, values in found.items()}


def _claims(cells: Mapping[str, Mapping[int, tuple[str, ...]]]) -> int:
    return sum(len(claims) for values in cells.values() for claims in values.values())


def groups_in(matrix: Matrix) -> list[CoverageGroup]:
    """The groups, with how much each says."""
    return [_group(matrix, group) for group in matrix.order]


def _group(matrix: Matrix, group: Group) -> CoverageGroup:
    heads = [h for i, h in matrix.told.heads.items() if matrix.told.groups[i] == group]
    outlets = Counter(outlet_in_words(h) for h in heads)
    dates = sorted(h.published for h in heads if h.published)
    said = [(fact, cells[group.key]) for fact, cells in matrix.rows if group.key in cells]
    return CoverageGroup(
        key=group.key,
        name=group.name,
        is_country=group.is_country,
        articles=len(heads),
        outlets=len(outlets),
        names=[name for name, _ in outlets.most_common(_OUTLETS)],
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        facts=len(said),
        otherwise=sum(any(role_in(fact, n) == "otherwise" for n in values) for fact, values in said),
    )


def role_in(fact: Fact, number: int) -> Role:
    """What a value is to the one that stands, by its number in the fact."""
    aside = fact.positions[number].aside
    if number == 0:
        return "stands"
    return "otherwise" if aside is None else "earlier" if aside == "earlier" else "aside"


def chosen_rows(matrix: Matrix, show: str) -> list[tuple[Fact, Mapping[str, Mapping[int, tuple[str, ...]]]]]:
    """The facts that are asked for: ``figures`` and dates, ``disputed`` ones, or ``all``."""
    if show == "disputed":
        return [row for row in matrix.rows if row[0].is_contested]
    if show == "figures":
        return [row for row in matrix.rows if family_of(row[0].predicate).key in ("figures", "dates")]
    return list(matrix.rows)


def fact_in(matrix: Matrix, fact: Fact, cells: Mapping[str, Mapping[int, tuple[str, ...]]]) -> CoverageFact:
    """One fact, as data."""
    nothing: dict[int, tuple[str, ...]] = {}
    said = Dossier(replace(matrix.told.record, credits=(), findings=()))
    return CoverageFact(
        fact=fact.id,
        predicate=fact.predicate,
        label=label_of(fact.predicate),
        details=[d for d in details_in_words(said, fact, replace(fact.standing, as_of=None), None) if d],
        stands=says(fact.standing),
        is_contested=fact.is_contested,
        cells=[_cell(matrix.told, fact, group.key, cells.get(group.key, nothing)) for group in matrix.order],
    )


def _cell(told: Told, fact: Fact, group: str, values: Mapping[int, tuple[str, ...]]) -> CoverageCell:
    order = sorted(values, key=lambda n: (_ORDER[role_in(fact, n)], -len(values[n]), n))
    shown = [_value(told, fact.positions[n], role_in(fact, n), values[n]) for n in order[:_VALUES]]
    return CoverageCell(group=group, values=shown, more=max(len(order) - _VALUES, 0))


def _value(told: Told, position: Position, role: Role, claims: Iterable[str]) -> CoverageValue:
    by_document: dict[str, str] = {}
    witnesses = set()
    for claim in claims:
        document = told.documents[claim]
        by_document.setdefault(document, claim)
        witnesses.add(told.witness(claim, document))
    order = sorted(by_document, key=lambda d: (told.heads[d].published or _LATE, d))
    return CoverageValue(
        says=says(position),
        as_of=position.as_of,
        role=role,
        articles=len(by_document),
        outlets=len({outlet_in_words(told.heads[d]) for d in by_document}),
        witnesses=len(witnesses),
        sources=[
            CoverageArticle(
                outlet=outlet_in_words(told.heads[d]),
                published=told.heads[d].published,
                document=d,
                claim=by_document[d],
            )
            for d in order[:_SOURCES]
        ],
    )
