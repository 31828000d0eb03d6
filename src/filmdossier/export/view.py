"""A reading arranged for people: film by film, families of claims, statements. Terminal and page show the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from filmdossier.export.claim_words import (
    attribution_in_words,
    post_in_words,
    qualifiers_in_words,
    value_in_words,
)
from filmdossier.export.families import FAMILIES, OTHER, Family, family_of, label_of
from filmdossier.model.reading import Claim, Reading, Statement, Status
from filmdossier.model.span import Span
from filmdossier.model.wording import date_in_words

_BASES = {
    "given": "as given",
    "metadata": "from the page's metadata",
    "url": "from the address",
    "dateline": "from the dateline",
    "inferred": "inferred from the article",
}


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim in words. ``details`` are its qualifiers, ``status`` is empty for what the article asserts."""

    id: str
    family: Family
    label: str
    value: str
    details: tuple[str, ...]
    status: str
    words: str
    span: Span

    @property
    def is_verbatim(self) -> bool:
        """Whether the value is nothing but the words themselves."""
        return self.value == self.words


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement in words; ``parts`` are the stretches of its content, ``film`` as the reading has it."""

    id: str
    speaker: str
    position: str
    details: tuple[str, ...]
    parts: tuple[str, ...]
    spans: tuple[Span, ...]
    film: str | None = None


@dataclass(frozen=True, slots=True)
class FilmView:
    """The claims about one film by family, in the order of `FAMILIES`; empty families are left out.

    ``id`` is the film's in its reading, None for what is about no film.
    """

    title: str
    aliases: tuple[str, ...]
    groups: tuple[tuple[Family, tuple[ClaimView, ...]], ...]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One reading arranged for people."""

    title: str
    source: str
    publisher: str
    published: str
    films: tuple[FilmView, ...]
    statements: tuple[StatementView, ...]
    findings: tuple[tuple[str, str], ...]

    def claims(self) -> Iterator[ClaimView]:
        """All claims, in the order shown."""
        for film in self.films:
            for _, claims in film.groups:
                yield from claims


def arrange(reading: Reading) -> ReadingView:
    """The reading as it is shown."""
    document = reading.document
    first_line = next((line.strip() for line in document.text.splitlines() if line.strip()), "")
    published = "date unknown"
    if document.published:
        basis = _BASES[str(document.published.basis)]
        published = f"{date_in_words(document.published.date)} ({basis})"
    known = {f.id for f in reading.films}
    by_film: dict[str | None, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        by_film[claim.film if claim.film in known else None].append(claim)
    films = [FilmView(f.title, f.aliases, _groups(reading, by_film[f.id]), f.id) for f in reading.films]
    if around := _groups(reading, by_film[None]):
        films.append(FilmView("Around the films" if films else "No film in particular", (), around))
    return ReadingView(
        title=document.title or _shortened(first_line, 120) or document.source,
        source=document.source,
        publisher=document.publisher or "",
        published=published,
        films=tuple(films),
        statements=tuple(_statement_view(reading, s) for s in reading.statements),
        findings=tuple((f.severity, f.message) for f in reading.findings),
    )


def _shortened(line: str, most: int) -> str:
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


def _groups(reading: Reading, claims: Sequence[Claim]) -> tuple[tuple[Family, tuple[ClaimView, ...]], ...]:
    by_family: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_family[family_of(claim.predicate).key].append(claim)
    groups = []
    for family in (*FAMILIES, OTHER):
        if mine := by_family.get(family.key):
            order = {predicate: n for n, predicate in enumerate(family.labels)}
            mine.sort(key=lambda c: (order.get(c.predicate, 0), c.value_span.start))
            groups.append((family, tuple(_claim_view(reading, c) for c in mine)))
    return tuple(groups)


def _claim_view(reading: Reading, claim: Claim) -> ClaimView:
    details = (
        *post_in_words(claim.value),
        *qualifiers_in_words(claim.qualifiers, lambda value: _compared(reading, value)),
        *attribution_in_words(claim.attribution),
    )
    return ClaimView(
        id=claim.id,
        family=family_of(claim.predicate),
        label=label_of(claim.predicate),
        value=value_in_words(claim.value, claim.qualifiers.get("bound")),
        details=tuple(d for d in details if d),
        status="" if claim.status is Status.ASSERTED else str(claim.status),
        words=claim.value_span.of(reading.document.text),
        span=claim.value_span,
    )


def _compared(reading: Reading, value: object) -> str:
    if isinstance(value, Mapping):
        return value_in_words(value)
    other = next((c for c in reading.claims if c.id == value), None)
    return value_in_words(other.value, other.qualifiers.get("bound")) if other else str(value)


def _statement_view(reading: Reading, statement: Statement) -> StatementView:
    text = reading.document.text
    speaker = statement.speaker
    film = reading.film(statement.film)
    details = (
        {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}[str(statement.kind)],
        f"to {statement.told_to}" if statement.told_to else "",
        f"at {statement.venue}" if statement.venue else "",
        date_in_words(statement.date) if statement.date else "",
        f"about {film.title}" if film else "",
    )
    return StatementView(
        id=statement.id,
        speaker=speaker.name,
        position=", ".join(p for p in (speaker.role, speaker.organisation) if p),
        details=tuple(d for d in details if d),
        parts=tuple(s.of(text) for s in statement.content),
        spans=statement.content,
        film=statement.film,
    )
