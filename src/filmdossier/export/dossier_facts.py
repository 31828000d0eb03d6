"""The facts of a dossier by family: what stands, who says so, and who says otherwise, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

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
    is_outlet,
    other_forms,
    published_in_words,
    several_in_words,
    witness_in_words,
    witness_of,
    witnesses_in_words,
)
from filmdossier.export.families import FAMILIES, OTHER, Family, family_of, label_of
from filmdossier.export.layout import TONES, clean, indented, side_by_side, words_column
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.dossier import MOST_OTHERS, Dossier
from filmdossier.model.reading import Status
from filmdossier.model.record import Fact, Position
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.wording import date_in_words, quoted
from filmdossier.record.witnesses import fold_name

#: Forms in which one value is given.
_FORMS = 4
#: Qualifiers of the best claim that say more of a value than the key of its fact does.
_OWN_DETAILS = ("role", "character", "venue", "chart", "category", "recipient", "year", "date", "place", "converted")
#: Parts of a key that are no words for people, or are told apart from the others.
_NOT_SHOWN = ("as_of", "bound", "top", "document", "words", "from", "to")
#: How a value is introduced that does not stand.
_ASIDE = {"planned": "once planned: ", "denied": "denied: ", "opinion": "an opinion: ", "wrong": "judged wrong: "}


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
        # What a running figure was before stands in its series.
        others = [p for p in fact.positions[1:] if p.aside != "earlier"]
        for position in others if explain else others[:MOST_OTHERS]:
            yield "", _other(dossier, fact, position), _words(dossier, position, width)
        if not explain and len(others) > MOST_OTHERS:
            left = counted(len(others) - MOST_OTHERS, "other value")
            yield "", Text(f"and {left}; --explain shows all", style="dim"), Text()


def _standing(dossier: Dossier, fact: Fact, *, explain: bool) -> Text:
    position, best = fact.standing, best_claim(dossier, fact.standing)
    shown = stated(position, best)
    text = _value(shown, best)
    for detail in details_in_words(dossier, fact, position, best):
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


def details_in_words(dossier: Dossier, fact: Fact, position: Position, best: SourcedClaim | None) -> Iterator[str]:
    """What narrows the fact down, as far as its value does not say it already; then what its best claim adds."""
    told = {folded(str(v)) for v in position.value.values()}
    yield from (d for d in post_in_words(position.value) if d)
    key = {k: v for k, v in fact.key.items() if folded(str(v)) not in told and k not in _NOT_SHOWN}
    own = best.claim.qualifiers if best else {}
    key |= {k: v for k, v in own.items() if k in _OWN_DETAILS and k not in fact.key}
    key |= {k: c for k in ("from", "to") if k in fact.key and (c := _compared(dossier, fact.key[k], best))}
    yield from (d for d in qualifiers_in_words(key) if d)
    window = str(fact.key.get("as_of") or "")
    if normalize_edtf(window):
        yield date_in_words(window)
    elif position.as_of:
        yield f"as of {date_in_words(position.as_of)}"


def _compared(dossier: Dossier, value: object, best: SourcedClaim | None) -> str | None:
    """The figure that a change starts from or leads to: an amount, or a claim of the same article."""
    if isinstance(value, Mapping):
        return value_in_words(value)
    beside = (c for c in dossier.claims.values() if best and c.document.id == best.document.id)
    return next((claim_in_words(c) for c in beside if c.claim.id == value), None)


def _who(dossier: Dossier, position: Position, best: SourcedClaim | None) -> str:
    """How many independent witnesses, and who; a single one is not named where its words are quoted beside it."""
    names = witnesses_in_words(dossier, position)
    number = counted(len(names), "witness", "witnesses")
    if not names or (len(names) == 1 and best and is_outlet(names[0], best.document)):
        return number
    return f"{number}: {several_in_words(names)}"


def _other(dossier: Dossier, fact: Fact, position: Position) -> Text:
    """Another value: who says otherwise, or what was set aside and why."""
    best = best_claim(dossier, position)
    who = clean(several_in_words(witnesses_in_words(dossier, position)) or "others")
    number = counted(len(position.witnesses), "witness", "witnesses")
    when = f" · as of {date_in_words(position.as_of)}" if position.as_of not in (None, fact.standing.as_of) else ""
    if position.aside is None:
        value = _value(stated(position, best), best)
        return Text.assemble(("but ", "yellow"), who, ": ", value, (f"{when}, {number}", "dim"), overflow="fold")
    value = _value(stated(position, best), None)
    return Text.assemble((_ASIDE.get(position.aside, ""), "dim"), value, (f"{when} ({who}, {number})", "dim"))


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
    ordered = sorted(groups.items(), key=lambda g: (_place(position, g[0]), g[0]))
    alone = [w for w, articles in ordered if len(articles) == 1 and _is_itself(dossier, w, articles)]
    if len(groups) == 1 and alone:
        return
    if alone:
        yield "from " + "; ".join(next(iter(groups[w].values())) for w in alone)
    for witness, articles in ordered:
        if witness not in alone:
            through = "; ".join(dict.fromkeys(articles.values()))
            yield f"from one witness, {witness_in_words(dossier, witness)}: {through}"


def _is_itself(dossier: Dossier, witness: str, articles: Iterable[str]) -> bool:
    name = witness_in_words(dossier, witness)
    return all(is_outlet(name, dossier.documents[d]) for d in articles if d in dossier.documents)


def _place(position: Position, witness: str) -> int:
    return position.witnesses.index(witness) if witness in position.witnesses else len(position.witnesses)


def _counts_as(dossier: Dossier, claim: SourcedClaim, witness: str) -> str:
    where, name = published_in_words(claim.document), witness_in_words(dossier, witness)
    if is_outlet(name, claim.document):
        return where
    cited = next((a for a in claim.claim.attribution if fold_name(a.name) == fold_name(name)), None)
    if cited:
        return f"{where} (cites it{', ' + date_in_words(cited.date) if cited.date else ''})"
    return f"{where} (rests on it)" if claim.claim.attribution else f"{where} (the same story)"
