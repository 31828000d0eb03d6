"""A reading arranged for people: film by film, families of claims, statements. Terminal and page show the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filmdossier.export.families import FAMILIES, OTHER, Family, family_of, label_of
from filmdossier.export.wording import (
    bounded,
    date_in_words,
    money_in_words,
    number_in_words,
    ordinal_in_words,
    territory_in_words,
)
from filmdossier.model.reading import Attribution, Claim, Reading, Statement, Status
from filmdossier.model.span import Span

_PERIODS = {
    "total": "so far",
    "opening_weekend": "opening weekend",
    "weekend": "weekend",
    "day": "one day",
    "week": "week",
    "year": "year",
    "other": "",
}
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
    """One statement in words; ``parts`` are the stretches of its content."""

    id: str
    speaker: str
    position: str
    details: tuple[str, ...]
    parts: tuple[str, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class FilmView:
    """The claims about one film by family, in the order of `FAMILIES`; empty families are left out."""

    title: str
    aliases: tuple[str, ...]
    groups: tuple[tuple[Family, tuple[ClaimView, ...]], ...]


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
    films = [FilmView(f.title, f.aliases, _groups(reading, f.id)) for f in reading.films]
    known = {f.id for f in reading.films}
    if around := _groups(reading, None, known):
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


def _groups(
    reading: Reading, film: str | None, known: frozenset[str] | set[str] = frozenset()
) -> tuple[tuple[Family, tuple[ClaimView, ...]], ...]:
    claims = [c for c in reading.claims if (c.film == film if film else c.film not in known)]
    groups = []
    for family in (*FAMILIES, OTHER):
        order = list(family.labels)
        mine = [c for c in claims if family_of(c.predicate) is family]
        mine.sort(key=lambda c: (order.index(c.predicate) if c.predicate in order else 0, c.value_span.start))
        if mine:
            groups.append((family, tuple(_claim_view(reading, c) for c in mine)))
    return tuple(groups)


def _claim_view(reading: Reading, claim: Claim) -> ClaimView:
    return ClaimView(
        id=claim.id,
        family=family_of(claim.predicate),
        label=label_of(claim.predicate),
        value=bounded(_value(claim.value), claim.qualifiers.get("bound")),
        details=tuple(d for d in (*_post(claim.value), *_qualifiers(reading, claim), *_chain(claim.attribution)) if d),
        status="" if claim.status is Status.ASSERTED else str(claim.status),
        words=claim.value_span.of(reading.document.text),
        span=claim.value_span,
    )


def _value(value: Mapping[str, Any]) -> str:
    if "amount" in value:
        return money_in_words(value)
    if "count" in value:
        return number_in_words(value["count"])
    if "percent" in value:
        percent = Decimal(str(value["percent"]))
        return f"{'−' if percent < 0 else '+'}{number_in_words(abs(percent))} %"
    if "position" in value:
        return ordinal_in_words(int(value["position"]))
    if "top" in value:
        return f"among the top {value['top']}"
    if "date" in value:
        return date_in_words(str(value["date"]))
    if "territory" in value:
        return territory_in_words(str(value["territory"]))
    if "minutes" in value:
        return f"{number_in_words(value['minutes'])} minutes"
    if "ordinal" in value:
        return _anniversary(value)
    return str(value.get("name", ""))


def _post(value: Mapping[str, Any]) -> Iterator[str]:
    if "role" in value or "organisation" in value:
        yield ", ".join(str(v) for k in ("role", "organisation") if (v := value.get(k)))


def _anniversary(value: Mapping[str, Any]) -> str:
    words = f"{ordinal_in_words(int(value['ordinal']))} anniversary"
    if value.get("of"):
        words += f" of {value['of']}"
    if value.get("year"):
        words += f" in {value['year']}"
    return words + (f", so from {value['implied_year']}" if value.get("implied_year") else "")


def _qualifiers(reading: Reading, claim: Claim) -> Iterator[str]:
    for name, value in claim.qualifiers.items():
        if value is None or name == "bound":
            continue
        if name == "converted":
            conversions = value if isinstance(value, list | tuple) else [value]
            yield from (f"given as {money_in_words(c)}" for c in conversions if "amount" in c)
        elif name == "territory":
            territories = value if isinstance(value, list | tuple) else [value]
            yield ", ".join(territory_in_words(str(t)) for t in territories)
        elif name == "period":
            yield _PERIODS.get(str(value), str(value))
        elif name == "previous":
            yield f"{ordinal_in_words(int(value))} before" if str(value).isdigit() else f"{value} before"
        elif name in ("from", "to"):
            yield f"{name} {_compared(reading, value)}"
        else:
            yield _PHRASES.get(name, name.replace("_", " ") + " {}").format(_shown(name, value))


_PHRASES = {
    "role": "{}",
    "character": "as {}",
    "kind": "{}",
    "venue": "at {}",
    "as_of": "as of {}",
    "chart": "in {}",
    "category": "{}",
    "recipient": "to {}",
    "year": "{}",
    "date": "{}",
    "place": "in {}",
    "of": "of {}",
}


def _shown(name: str, value: object) -> str:
    return date_in_words(str(value)) if name in ("as_of", "date", "year") else str(value).replace("_", " ")


def _compared(reading: Reading, value: object) -> str:
    if isinstance(value, Mapping):
        return _value(value)
    other = next((c for c in reading.claims if c.id == value), None)
    return bounded(_value(other.value), other.qualifiers.get("bound")) if other else str(value)


def _chain(attribution: tuple[Attribution, ...]) -> Iterator[str]:
    for i, link in enumerate(attribution):
        when = f", {date_in_words(link.date)}" if link.date else ""
        yield f"{'citing' if i else 'according to'} {link.name}{when}"


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
    )
