"""Who spoke about the film, and who goes by several names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from filmdossier.export.dossier_words import counted, folded, published_in_words, several_in_words
from filmdossier.export.families import label_of
from filmdossier.export.layout import and_more, clean, dim, heading, indented
from filmdossier.model.dossier import MOST_OF_ONE, MOST_STATEMENTS, Dossier
from filmdossier.model.record import Credit
from filmdossier.model.sourced import SourcedStatement
from filmdossier.model.wording import date_in_words, quoted

#: Letters of a statement shown in one view.
_LONGEST = 300
_SPELLINGS = 15


def statement_section(dossier: Dossier) -> Iterator[RenderableType]:
    """What people said: those of the film first, then those who said most; the rest is counted."""
    if not dossier.statements:
        return
    yield heading("Statements")
    shown = 0
    for speaker, statements in _by_speaker(dossier):
        some = statements[: min(MOST_OF_ONE, MOST_STATEMENTS - shown)]
        if some:
            yield indented(_speaker(speaker, some))
        shown += len(some)
    if more := and_more(shown, sum(dossier.said.values()) or len(dossier.statements), "statements"):
        yield indented(Text(more, style="dim"))


def _by_speaker(dossier: Dossier) -> list[tuple[str, list[SourcedStatement]]]:
    """Statements by the name of their speaker as the record has it, each in order of publication."""
    known = speaker_names(dossier)
    groups: dict[str, list[SourcedStatement]] = defaultdict(list)
    shown: dict[str, Counter[str]] = defaultdict(Counter)
    for s in dossier.statements:
        name = s.statement.speaker.name
        standing = known.get(folded(name), name)
        groups[folded(standing)].append(s)
        shown[folded(standing)][standing] += 1
    for group in groups.values():
        group.sort(key=_place)
    order = sorted(groups, key=lambda g: (g not in known, -dossier.said.get(g, len(groups[g])), g))
    return [(min(shown[g], key=lambda n: (-shown[g][n], n)), groups[g]) for g in order]


def _place(s: SourcedStatement) -> tuple[str, str, int, str]:
    content = s.statement.content
    return s.document.published or "9999", s.document.id, content[0].start if content else 0, s.id


def speaker_names(dossier: Dossier) -> dict[str, str]:
    """The name that stands, by every folded spelling that belongs to one credit only."""
    owners: dict[str, set[str]] = defaultdict(set)
    for credit in dossier.record.credits:
        for name in credit.names:
            owners[folded(name)].add(credit.name)
    return {spelling: next(iter(names)) for spelling, names in owners.items() if len(names) == 1}


def _speaker(name: str, statements: list[SourcedStatement]) -> RenderableType:
    line = Text(clean(name) or "Somebody", style="bold", overflow="fold")
    posts = (
        ", ".join(p for p in (s.statement.speaker.role, s.statement.speaker.organisation) if p) for s in statements
    )
    if post := next((p for p in posts if p), ""):
        line.append(f", {clean(post)}", style="not bold")
    return Group(line, *(indented(_statement(s)) for s in statements))


def _statement(sourced: SourcedStatement) -> Text:
    s = sourced.statement
    words = " […] ".join(quoted(clean(p)) for p in sourced.parts)
    details = (
        {"direct": "", "indirect": "reported", "mixed": "partly quoted"}[str(s.kind)],
        f"to {s.told_to}" if s.told_to else "",
        f"at {s.venue}" if s.venue else "",
        date_in_words(s.date) if s.date else "",
        published_in_words(sourced.document),
    )
    where = " · ".join(clean(d) for d in details if d)
    return Text.assemble((shortened(words), "italic"), ("\n" + where, "dim"), overflow="fold")


def shortened(words: str, most: int = _LONGEST) -> str:
    """Words cut at a blank where they are long; the cut shows."""
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut) + "…"


def spelling_section(dossier: Dossier) -> Iterator[RenderableType]:
    """People and organisations that go by several names."""
    several = [c for c in dossier.record.credits if len(c.names) > 1]
    if not several:
        return
    yield heading("One name, several spellings")
    for credit in several[:_SPELLINGS]:
        yield indented(_spellings(credit))
    if more := and_more(_SPELLINGS, len(several), "names"):
        yield indented(dim(more))


def _spellings(credit: Credit) -> Text:
    others = [n for n in credit.names if n != credit.name]
    text = Text.assemble((clean(credit.name), "bold"), ("  also ", "dim"), clean(several_in_words(others, 8)))
    if credit.roles:
        roles = (label_of(r) if r.islower() and " " not in r else r for r in credit.roles)
        text.append(" · " + clean(several_in_words(roles)), style="dim")
    text.append(f" · {counted(len(credit.mentions), 'mention')}", style="dim")
    text.overflow = "fold"
    return text
