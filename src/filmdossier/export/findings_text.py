"""Findings in the terminal: of a draft as compilers tell them, of a film with the outlets concerned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.text import Text

from filmdossier.export.dossier_findings import SEVERITY_TONES, finding_in_place
from filmdossier.export.layout import Encodable, clean, indented
from filmdossier.export.source_lines import Lines, line_and_column, marked_line
from filmdossier.export.wording import date_in_words
from filmdossier.model.reading import Finding, Reading
from filmdossier.model.record import Cluster
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span

__all__ = ["PlacedFinding", "line_and_column", "place_findings", "print_film_findings", "print_findings"]

_MARGIN = 2
#: Lines shown of one finding.
_LINES = 5


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding with the places in one text that it concerns.

    Attributes:
        finding: what was found.
        source: path or address of the text, as the user gave it.
        text: what the spans point into.
        spans: the words concerned, in order.
    """

    finding: Finding
    source: str
    text: str
    spans: tuple[Span, ...] = ()


def place_findings(reading: Reading, findings: Iterable[Finding] | None = None) -> list[PlacedFinding]:
    """The findings of a reading with their places, in the order of the text.

    A finding that brings no spans stands where its claims state their values.

    Args:
        reading: the article.
        findings: its findings, or others about it; those of the reading if left out. Claims are named by its own ids.
    """
    claims = {c.id: c for c in reading.claims}
    placed = []
    for f in reading.findings if findings is None else findings:
        spans = f.spans or tuple(claims[c].value_span for c in f.claims if c in claims)
        document = reading.document
        placed.append(PlacedFinding(f, document.source, document.text, tuple(sorted(set(spans)))))
    return sorted(placed, key=lambda p: (p.spans[:1] or (Span(0, 0),), p.finding.rule, p.finding.message))


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
    digits = len(str(max(by_line, default=0)))
    for n, (number, spans) in enumerate(sorted(by_line.items())):
        if n == _LINES:
            yield indented(Text(f"and {len(by_line) - _LINES} more lines", style="dim"))
            break
        margin = f"{number:>{digits + _MARGIN}} │ "
        words, marker = marked_line(lines, number, spans, max(width - len(margin), 8), tone)
        yield Text.assemble((margin, "dim"), words, no_wrap=True, overflow="crop")
        yield Text.assemble((" " * (digits + _MARGIN) + " │ ", "dim"), marker, no_wrap=True, overflow="crop")


def print_film_findings(
    film: Cluster, findings: Iterable[Finding], claims: Mapping[str, SourcedClaim], console: Console
) -> None:
    """Print the findings of a film's record, each with its words and where they stand.

    Args:
        film: which film.
        findings: in the order in which they are shown.
        claims: by global id, at least those that the findings name.
        console: where.
    """
    title = Text(clean(film.name) or "Without a title", style="bold underline", overflow="fold")
    if film.year:
        title.append(f" ({clean(date_in_words(film.year))})", style="not bold not underline")
    title.append(f"  {clean(film.id)}", style="not bold not underline dim")
    parts: list[RenderableType] = [title, *(indented(finding_in_place(f, claims)) for f in findings)]
    if len(parts) == 1:
        parts.append(indented(Text("Nothing found.", style="dim")))
    console.print(Encodable(Group(*parts, Text())))
