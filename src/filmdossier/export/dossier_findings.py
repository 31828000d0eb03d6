"""What does not add up in a record, with the places; and what outlets changed without saying so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from filmdossier.export.dossier_words import claim_in_words, published_in_words
from filmdossier.export.families import label_of
from filmdossier.export.layout import and_more, clean, dim, heading, indented
from filmdossier.model.dossier import MOST_FINDINGS, MOST_PLACES, Dossier, Edit
from filmdossier.model.reading import Finding
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import quoted

SEVERITY_TONES = {"error": "bold red", "warning": "bold yellow", "notice": "bold blue"}


def finding_section(dossier: Dossier) -> Iterator[RenderableType]:
    """The findings in the order of the record, the worst first; where there are very many, the rest is counted."""
    findings = dossier.record.findings
    if findings:
        yield heading("What does not add up")
        for finding in findings[:MOST_FINDINGS]:
            yield indented(finding_in_place(finding, dossier.claims))
        if more := and_more(min(len(findings), MOST_FINDINGS), len(findings) + dossier.more_findings, "findings"):
            yield indented(dim(more))


def finding_in_place(finding: Finding, claims: Mapping[str, SourcedClaim]) -> RenderableType:
    """A finding of a record: severity, rule and message, then the words that it concerns and where they stand."""
    line = Text.assemble(
        (clean(finding.severity), SEVERITY_TONES.get(finding.severity, "bold")),
        (f" {clean(finding.rule)}  ", "dim"),
        clean(finding.message),
        overflow="fold",
    )
    known = [claims[c] for c in finding.claims if c in claims]
    places: list[RenderableType] = [indented(words_and_place(c)) for c in known[:MOST_PLACES]]
    if places and (more := and_more(len(places), len(finding.claims), "places")):
        places.append(indented(dim(more)))
    return Group(line, *places)


def words_and_place(claim: SourcedClaim) -> Text:
    """The words of a claim and where they stand, in one line."""
    where = clean(published_in_words(claim.document))
    return Text.assemble((quoted(clean(claim.words)), "italic"), (f"  {where}", "dim"), overflow="fold")


def edit_section(dossier: Dossier) -> Iterator[RenderableType]:
    """What silent edits took away and put in."""
    if dossier.edits:
        yield heading("Silent edits")
        for edit in dossier.edits:
            yield indented(_edit(dossier, edit))


def _edit(dossier: Dossier, edit: Edit) -> RenderableType:
    line = Text(clean(edit.source), style="bold", overflow="fold")
    document = dossier.documents.get(edit.later) or dossier.documents.get(edit.earlier)
    if document:
        line.append(f" · {clean(published_in_words(document))}", style="not bold dim")
    if edit.earlier_seen and edit.later_seen:
        line.append(_seen(edit.earlier_seen, edit.later_seen), style="not bold dim")
    changes = [_changed("−", "yellow", c) for c in edit.gone] + [_changed("+", "green", c) for c in edit.new]
    if not changes:
        changes = [dim("nothing that is claimed changed")]
    return Group(line, *(indented(c) for c in changes))


def _seen(earlier: str, later: str) -> str:
    """When both versions were seen, by the day, or by the minute within one day."""
    letters = 10 if earlier[:10] != later[:10] else 16
    first, last = (clean(t[:letters].replace("T", " ")) for t in (earlier, later))
    return f" · seen {first}, then {last}"


def _changed(sign: str, tone: str, claim: SourcedClaim) -> Text:
    return Text.assemble(
        (f"{sign} ", tone),
        f"{label_of(claim.claim.predicate)}: {clean(claim_in_words(claim))}  ",
        (quoted(clean(claim.words)), "italic dim"),
        overflow="fold",
    )
