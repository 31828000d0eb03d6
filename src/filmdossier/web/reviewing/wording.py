"""What judgements are about, in words, with where to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from filmdossier.export.claim_words import value_in_words
from filmdossier.export.families import label_of
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.store.store import Store

#: What verdicts are called where they are told: of pairs and claims, and of findings.
VERDICTS = {
    Verdict.SAME: "Same",
    Verdict.DIFFERENT: "Different",
    Verdict.UNSURE: "Unsure",
    Verdict.RIGHT: "Right",
    Verdict.WRONG: "Wrong",
    Verdict.CORRECTED: "Corrected",
    Verdict.WITHDRAWN: "Withdrawn",
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a judgement is about.

    Attributes:
        words: what it is.
        href: where to look, below the root; empty where it is nowhere any more.
        language: of the words, where they are an article's; else nothing.
    """

    words: str
    href: str = ""
    language: str = ""


def things_of(store: Store, judgements: Sequence[Judgement]) -> dict[int, list[Thing]]:
    """What judgements are about, by their numbers, in the order of their subjects.

    Args:
        store: where.
        judgements: a page of them.
    """
    subjects = list(dict.fromkeys(s for j in judgements if j.verdict is not Verdict.WITHDRAWN for s in j.subjects))
    known = _mentions(store, subjects) | _claims(store, subjects)
    singles = {j.subjects[0] for j in judgements if len(j.subjects) == 1 and j.verdict is not Verdict.WITHDRAWN}
    known |= _findings(store, singles - known.keys())
    return {
        j.id: [
            Thing(f"judgement {s}", f"/judgements#j-{s}")
            if j.verdict is Verdict.WITHDRAWN
            else known.get(s, Thing(f"{s}, which is not there any more"))
            for s in j.subjects
        ]
        for j in judgements
    }


def in_words(store: Store, judgement: Judgement) -> str:
    """One judgement in a sentence, for saying what has just happened."""
    things = [_shortened(t.words) for t in things_of(store, [judgement])[judgement.id]]
    return f"{VERDICTS[judgement.verdict]}: {' and '.join(things)}"


def _mentions(store: Store, subjects: Sequence[str]) -> dict[str, Thing]:
    films = {m.id: Thing(m.title, f"/films/{m.id}", m.language) for m in store.film_mentions(subjects)}
    names = {m.id: Thing(m.name, f"/people/{m.id}", m.language) for m in store.name_mentions(subjects)}
    return films | names


def _claims(store: Store, subjects: Sequence[str]) -> dict[str, Thing]:
    found = {}
    for c in store.claims(subjects):
        value = value_in_words(c.claim.value, c.claim.qualifiers.get("bound"))
        film = f"{c.film_title}: " if c.film_title else ""
        words = f"{film}{label_of(c.claim.predicate)} {value} “{c.words}”"
        found[c.id] = Thing(words, f"/articles/{c.document.id}#c-{c.id}", c.document.language)
    return found


def _findings(store: Store, subjects: set[str]) -> dict[str, Thing]:
    found = ((s, store.finding(s)) for s in sorted(subjects))
    return {s: Thing(f.finding.message, f"/films/{f.film}") for s, f in found if f is not None}


def _shortened(words: str, most: int = 100) -> str:
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
