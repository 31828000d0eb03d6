"""The facts of a dossier by family: what stands, who says so, and who says otherwise, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from filmdossier.export.claim_words import post_in_words, qualifiers_in_words, value_in_words
from filmdossier.export.dossier_words import (
    best_claim,
    claim_in_words,
    claims_of,
    counted,
    folded,
    other_forms,
    outlet_in_words,
    published_in_words,
    several_in_words,
    witness_in_words,
    witness_of,
    witnesses_in_words,
)
from filmdossier.export.families import FAMILIES, OTHER, Family, family_of, label_of
from filmdossier.export.layout import TONES, clean, indented, side_by_side, words_column
from filmdossier.export.wording import date_in_words, quoted
from filmdossier.model.dossier import Dossier
from filmdossier.model.reading import Status
from filmdossier.model.record import Fact, Position
from filmdossier.model.sourced import SourcedClaim

#: Values that others give, shown of one fact, and forms in which one value is given.
_DISSENTERS = 8
_FORMS = 4
#: Qualifiers of the best claim that say more of a value than the key of its fact does.
_OWN_DETAILS = ("role", "character", "venue", "chart", "category", "recipient", "year", "date", "place", "converted")


def fact_sections(dossier: Dossier, width: int, *, explain: bool) -> Iterator[RenderableType]:
    """The families of facts in the order of the catalogue; empty ones are left out."""
    by_family: dict[str, list[Fact]] = defaultdict(list)
    for fact in dossier.record.facts:
        by_family[family_of(fact.predicate).key].append(fact)
    for family in (*FAMILIES, OTHER):
        if facts := by_family[family.key]:
            tone = TONES[family.key]
            yield indented(Text(family.name, style=f"bold {tone}"))
            yield side_by_side(_rows(dossier, _in_order(facts, family), width, explain=explain), tone, width)


def _in_order(facts: list[Fact], family: Family) -> list[Fact]:
    """Facts in the order of their family's predicates; those of one predicate stay as they are."""
    order = {predicate: n for n, predicate in enumerate(family.labels)}
    return sorted(facts, key=lambda f: order.get(f.predicate, len(order)))


def _rows(dossier: Dossier, facts: list[Fact], width: int, *, explain: bool) -> Iterator[tuple[str, Text, Text]]:
    for fact in facts:
        yield label_of(fact.predicate), _standing(dossier, fact, explain=explain), _words(dossier, fact.standing, width)
        dissent = fact.positions[1:]
        for position in dissent if explain else dissent[:_DISSENTERS]:
            yield "", _dissenter(dossier, fact, position), _words(dossier, position, width)
        if not explain and len(dissent) > _DISSENTERS:
            left = counted(len(dissent) - _DISSENTERS, "other value")
            yield "", Text(f"and {left}; --explain shows all", style="dim"), Text()


def _standing(dossier: Dossier, fact: Fact, *, explain: bool) -> Text:
    position, best = fact.standing, best_claim(dossier, fact.standing)
    shown = stated(position, best)
    text = _value(shown, best)
    for detail in _details(fact, position, best):
        text.append(" · " + clean(detail), style="not bold dim")
    who = _who(dossier, position, best)
    text.append((" · " if len(position.witnesses) < 2 else "\n") + clean(who), style="not bold dim")
    if forms := other_forms(dossier, position, shown):
        text.append("\nalso given as " + clean(several_in_words(forms, _FORMS)), style="not bold dim")
    if fact.judged_by:
        text.append(f"\ndecided by {clean(fact.judged_by)}", style="not bold green")
    if explain:
        for line in (*(f"why: {r}" for r in fact.reasons), *_behind(dossier, position)):
            text.append("\n" + clean(line), style="not bold cyan")
    return text


def stated(position: Position, best: SourcedClaim | None) -> str:
    """The value in words, with the bound of the claim that is quoted for it where both state the same."""
    same = best is not None and dict(best.claim.value) == dict(position.value)
    return claim_in_words(best) if best and same else value_in_words(position.value)


def _value(shown: str, best: SourcedClaim | None) -> Text:
    text = Text(clean(shown), style="bold", overflow="fold")
    if best and best.claim.status is not Status.ASSERTED:
        text.append(f" [{best.claim.status}]", style="not bold red")
    return text


def _details(fact: Fact, position: Position, best: SourcedClaim | None) -> Iterator[str]:
    """What narrows the fact down, as far as its value does not say it already; then what its best claim adds."""
    told = {_plain(v) for v in position.value.values()}
    yield from (d for d in post_in_words(position.value) if d)
    key = {k: v for k, v in fact.key.items() if _plain(v) not in told and k not in ("as_of", "bound", "top")}
    yield from (d for d in qualifiers_in_words(key) if d)
    if best:
        own = {k: v for k, v in best.claim.qualifiers.items() if k in _OWN_DETAILS and k not in fact.key}
        yield from (d for d in qualifiers_in_words(own) if d)
    if position.as_of:
        yield f"as of {date_in_words(position.as_of)}"


def _plain(value: Any) -> str:
    return folded(str(value))


def _who(dossier: Dossier, position: Position, best: SourcedClaim | None) -> str:
    """How many independent witnesses, and who; a single one is not named where its words are quoted beside it."""
    names = witnesses_in_words(dossier, position)
    number = counted(len(names), "witness", "witnesses")
    if not names or (len(names) == 1 and best and names[0] == outlet_in_words(best.document)):
        return number
    return f"{number}: {several_in_words(names)}"


def _dissenter(dossier: Dossier, fact: Fact, position: Position) -> Text:
    best = best_claim(dossier, position)
    who = several_in_words(witnesses_in_words(dossier, position)) or "others"
    text = Text.assemble(("but ", "yellow"), clean(who), ": ", overflow="fold")
    text.append_text(_value(stated(position, best), best))
    if position.as_of and position.as_of != fact.standing.as_of:
        text.append(f" · as of {date_in_words(position.as_of)}", style="dim")
    text.append(", " + counted(len(position.witnesses), "witness", "witnesses"), style="dim")
    return text


def _words(dossier: Dossier, position: Position, width: int) -> Text:
    """The words of the best claim, and where they stand: behind them where both fit, else below."""
    best = best_claim(dossier, position)
    if best is None:
        return Text()
    words, where = quoted(clean(best.words)), clean(published_in_words(best.document))
    gap = "  " if cell_len(words) + cell_len(where) + 2 <= words_column(width) else "\n"
    return Text.assemble((words, "italic"), (gap + where, "dim"), overflow="fold")


def _behind(dossier: Dossier, position: Position) -> Iterator[str]:
    """For each witness the articles that count for it, and why; nothing where one article speaks for itself."""
    groups: dict[str, dict[str, str]] = defaultdict(dict)
    for claim in claims_of(dossier, position):
        witness = witness_of(dossier, claim)
        groups[witness].setdefault(claim.document.id, _counts_as(dossier, claim, witness))
    if len(groups) == 1 and all(len(articles) == 1 and w in articles for w, articles in groups.items()):
        return
    for witness, articles in sorted(groups.items(), key=lambda g: (_place(position, g[0]), g[0])):
        name = witness_in_words(dossier, witness)
        through = "; ".join(dict.fromkeys(articles.values()))
        yield f"from {through}" if _is_itself(dossier, witness, articles) else f"from {name}, through {through}"


def _is_itself(dossier: Dossier, witness: str, articles: Iterable[str]) -> bool:
    name = folded(witness_in_words(dossier, witness))
    outlets = [outlet_in_words(dossier.documents[d]) for d in articles if d in dossier.documents]
    return all(folded(o) == name for o in outlets)


def _place(position: Position, witness: str) -> int:
    return position.witnesses.index(witness) if witness in position.witnesses else len(position.witnesses)


def _counts_as(dossier: Dossier, claim: SourcedClaim, witness: str) -> str:
    where, name = published_in_words(claim.document), witness_in_words(dossier, witness)
    if witness == claim.document.id:
        return where
    cited = next((a for a in claim.claim.attribution if folded(a.name) == folded(name)), None)
    if cited:
        return f"{where} (cites it{', ' + date_in_words(cited.date) if cited.date else ''})"
    if claim.id not in dossier.record.origins and claim.document.id in dossier.record.origins:
        return f"{where} (the same story)" if folded(outlet_in_words(claim.document)) != folded(name) else where
    return f"{where} (rests on it)"
