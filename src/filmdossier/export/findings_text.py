"""Findings in the terminal: of a draft as compilers tell them, of a film with the outlets concerned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from rich.console import Console, Group, RenderableType
from rich.text import Text

from filmdossier.export.dossier_findings import SEVERITY_TONES, finding_in_place, words_and_place
from filmdossier.export.dossier_json import written_claim
from filmdossier.export.dossier_words import counted
from filmdossier.export.layout import Encodable, clean, indented
from filmdossier.export.source_lines import Lines, marked_line
from filmdossier.model.reading import Finding, Reading
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span

_MARGIN = 2
#: Lines shown of one finding, and places in other articles.
_LINES = 5
_ELSEWHERE = 6


class Checked(Protocol):
    """One article with what was found about it: claims by global id, spans in its text."""

    @property
    def reading(self) -> Reading:
        """Of the article."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found."""

    @property
    def claims(self) -> Mapping[str, SourcedClaim]:
        """All claims concerned."""


class FilmFinding(Protocol):
    """One finding of one film's record."""

    @property
    def film(self) -> str:
        """Id of the film."""

    @property
    def finding(self) -> Finding:
        """What was found; its claims are global ids."""


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with the places that it concerns.

    Attributes:
        finding: what was found.
        source: path or address of the text, as the user gave it.
        text: what the spans point into.
        spans: the words concerned in this text, in order.
        elsewhere: the claims of other articles concerned.
    """

    finding: Finding
    source: str
    text: str
    spans: tuple[Span, ...] = ()
    elsewhere: tuple[SourcedClaim, ...] = ()


def place_findings(checked: Checked) -> list[PlacedFinding]:
    """The findings about an article with their places, in the order of its text.

    A finding that brings no spans stands where the article's own claims state their values.
    """
    placed = [_placed(checked, f) for f in checked.findings]
    return sorted(placed, key=lambda p: (p.spans[:1] or (Span(0, 0),), p.finding.rule, p.finding.message))


def _placed(checked: Checked, finding: Finding) -> PlacedFinding:
    document = checked.reading.document
    concerned = [checked.claims[c] for c in finding.claims if c in checked.claims]
    own = tuple(c.claim.value_span for c in concerned if c.document.id == document.id)
    elsewhere = tuple(c for c in concerned if c.document.id != document.id)
    spans = tuple(sorted(set(finding.spans or own)))
    return PlacedFinding(finding, document.source, document.text, spans, elsewhere)


def print_checked(checked: Checked, console: Console) -> None:
    """Print what was found about an article; nothing where nothing was."""
    print_findings(place_findings(checked), console)


def print_findings(findings: Iterable[PlacedFinding], console: Console) -> None:
    """Print findings as compilers do: ``draft.txt:12:5: error conversion: message``, the line, a marker.

    The first line of each is never broken, so that other programs can read it.
    """
    known: dict[str, Lines] = {}
    for placed in findings:
        # One text holds many findings; its lines are found once.
        lines = known.get(placed.text) or known.setdefault(placed.text, Lines.of(placed.text))
        console.print(Encodable(_heading(placed, lines)), soft_wrap=True)
        for row in _marked(placed, lines, console.width):
            console.print(Encodable(row))


def _heading(placed: PlacedFinding, lines: Lines) -> Text:
    line, column = lines.place(placed.spans[0].start) if placed.spans else (1, 1)
    return _told(placed, f"{clean(placed.source)}:{line}:{column}: ")


def _told(placed: PlacedFinding, where: str) -> Text:
    f = placed.finding
    return Text.assemble(
        (where, "bold"),
        (f"{clean(f.severity)} ", SEVERITY_TONES.get(f.severity, "bold")),
        (f"{clean(f.rule)}: ", "bold"),
        clean(f.message),
    )


def _marked(placed: PlacedFinding, lines: Lines, width: int) -> Iterator[RenderableType]:
    by_line: dict[int, list[Span]] = defaultdict(list)
    for span in placed.spans:
        by_line[lines.place(span.start)[0]].append(span)
    tone = SEVERITY_TONES.get(placed.finding.severity, "bold")
    digits = len(str(max(by_line, default=0))) + _MARGIN
    blank = " " * digits + " │ "
    for n, (number, spans) in enumerate(sorted(by_line.items())):
        if n == _LINES:
            yield Text(f"{blank}and {counted(len(by_line) - _LINES, 'more line')}", style="dim")
            break
        margin = f"{number:>{digits}} │ "
        words, marker = marked_line(lines, number, spans, max(width - len(margin), 8), tone)
        yield Text.assemble((margin, "dim"), words, no_wrap=True, overflow="crop")
        yield Text.assemble((blank, "dim"), marker, no_wrap=True, overflow="crop")
    for claim in placed.elsewhere[:_ELSEWHERE]:
        yield indented(words_and_place(claim), digits + 1)
    if len(placed.elsewhere) > _ELSEWHERE:
        left = counted(len(placed.elsewhere) - _ELSEWHERE, "more place")
        yield indented(Text(f"and {left}; --json lists all", style="dim"), digits + 1)


def written_finding(checked: Checked, finding: Finding) -> dict[str, Any]:
    """A finding about an article in JSON types: its places by line and column (both from 1), and those elsewhere."""
    placed = _placed(checked, finding)
    lines = Lines.of(placed.text)
    return {
        "source": placed.source,
        **_written(finding),
        "places": [_written_place(lines, span) for span in placed.spans],
        "elsewhere": [written_claim(c) for c in placed.elsewhere],
    }


def _written(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "claims": list(finding.claims),
    }


def _written_place(lines: Lines, span: Span) -> dict[str, Any]:
    line, column = lines.place(span.start)
    return {"line": line, "column": column, "span": span.to_list(), "words": span.of(lines.text)}


def written_film_finding(
    found: FilmFinding, claims: Mapping[str, SourcedClaim], names: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """A finding of a film's record in JSON types, with the claims concerned; arguments as for `print_film_findings`."""
    return {
        "film": found.film,
        "title": _title(found.film, [found], claims, names or {}),
        **_written(found.finding),
        "places": [written_claim(claims[c]) for c in found.finding.claims if c in claims],
    }


def print_film_findings(
    found: Iterable[FilmFinding],
    claims: Mapping[str, SourcedClaim],
    console: Console,
    names: Mapping[str, str] | None = None,
) -> None:
    """Print the findings of films' records, each with its words and where they stand.

    Args:
        found: in the order in which they are shown; a heading stands wherever the film changes.
        claims: by global id, at least those that the findings name.
        console: where.
        names: film id to the title that it goes by; else the title that the claims concerned give it most often.
    """
    groups = [(film, list(findings)) for film, findings in groupby(found, key=lambda f: f.film)]
    for n, (film, findings) in enumerate(groups):
        title = Text(clean(_title(film, findings, claims, names or {})), style="bold underline", overflow="fold")
        title.append(f"  {clean(film)}", style="not bold not underline dim")
        told = [indented(finding_in_place(f.finding, claims)) for f in findings]
        console.print(Encodable(Group(*([Text()] if n else []), title, *told)))
    if not groups:
        console.print(Text("Nothing found.", style="dim"))


def _title(
    film: str, findings: Iterable[FilmFinding], claims: Mapping[str, SourcedClaim], names: Mapping[str, str]
) -> str:
    concerned = (claims[c] for f in findings for c in f.finding.claims if c in claims)
    given = Counter(c.film_title for c in concerned if c.film_title)
    most = min(given, key=lambda t: (-given[t], t), default="A film")
    return names.get(film) or most
