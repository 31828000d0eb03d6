"""Who is who: what people should decide, with the command that decides it, and why the rest is taken for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from filmdossier.export.dossier_words import MentionNames, counted, mention_names
from filmdossier.export.layout import clean, dim, heading, indented
from filmdossier.model.dossier import MOST_DOUBTS, Dossier
from filmdossier.model.record import Comparison, Feature

#: Comparisons shown of each film or name.
_COMPARISONS = 8


def doubt_section(dossier: Dossier) -> Iterator[RenderableType]:
    """The doubts of a record, the likeliest first, each once."""
    record = dossier.record
    doubts = [("film", d) for d in record.film.doubts]
    doubts += [(c.kind, d) for c in record.credits for d in c.doubts]
    unique = {(d.left, d.right): (kind, d) for kind, d in doubts}
    ordered = sorted(unique.values(), key=lambda k: (-k[1].score, k[1].left, k[1].right))
    if not ordered:
        return
    names = mention_names(dossier)
    yield heading("For people to decide")
    for kind, doubt in ordered[:MOST_DOUBTS]:
        yield indented(_doubt(kind, doubt, names))
    if len(ordered) > MOST_DOUBTS:
        yield indented(dim(f"… and {len(ordered) - MOST_DOUBTS:,} more; --json lists all"))


def _doubt(kind: str, doubt: Comparison, names: MentionNames) -> RenderableType:
    question = Text.assemble(
        "One ",
        kind if kind in ("film", "person", "organisation") else "name",
        " or two? ",
        (clean(names.of(doubt.left)), "bold"),
        " and ",
        (clean(names.of(doubt.right)), "bold"),
        (f" · score {doubt.score:.2f}", "dim"),
        overflow="fold",
    )
    command = Text(f"filmdossier judge same {clean(doubt.left)} {clean(doubt.right)}", style="green", overflow="fold")
    return Group(
        question,
        *(indented(line) for line in feature_lines(doubt.features)),
        indented(command),
        indented(dim("or: judge different, judge unsure")),
    )


def feature_lines(features: Sequence[Feature]) -> Iterator[Text]:
    """Each feature with its weight and the two values compared, the weightiest first."""
    for f in sorted(features, key=lambda f: (-abs(f.weight), f.name, f.detail)):
        sign = "−" if f.weight < 0 else "+"
        tone = "yellow" if f.weight < 0 else "cyan"
        line = Text(f"{sign}{abs(f.weight):.1f} ", style=tone, overflow="fold")
        line.append(clean(f.name.replace("_", " ")), style="default")
        if f.detail:
            line.append(f": {clean(f.detail)}", style="dim")
        yield line


def identity_section(dossier: Dossier) -> Iterator[RenderableType]:
    """Why the titles are one film, and the spellings of a name one person or organisation."""
    record = dossier.record
    merged = [("film", record.film.name, record.film.comparisons)]
    merged += [(c.kind, c.name, c.comparisons) for c in record.credits]
    merged = [m for m in merged if m[2]]
    if not merged:
        return
    names = mention_names(dossier)
    yield heading("Why these are one")
    for kind, name, comparisons in merged:
        yield indented(Text.assemble((clean(name), "bold"), (f" · {kind}", "dim"), overflow="fold"))
        for c in comparisons[:_COMPARISONS]:
            yield indented(_comparison(c, names), 4)
        if len(comparisons) > _COMPARISONS:
            more = counted(len(comparisons) - _COMPARISONS, "more comparison")
            yield indented(dim(f"and {more}; --json --explain lists all"), 4)


def _comparison(comparison: Comparison, names: MentionNames) -> RenderableType:
    line = Text(f"{clean(names.of(comparison.left))} = {clean(names.of(comparison.right))}", overflow="fold")
    score = f" · score {comparison.score:.2f}"
    line.append(f" · decided by {clean(comparison.judged_by)}" if comparison.judged_by else score, style="dim")
    return Group(line, *(indented(f) for f in feature_lines(comparison.features)))
