"""What parties get from prizes: one fact for each prize, recipient and film."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_clauses import Fact, Prize, Sentence
from filmdossier.reading.claims.awards_pieces import Piece
from filmdossier.reading.claims.awards_subjects import Party

AWARD, NOMINATION = "award", "nomination"


def fact_of(
    s: Sentence,
    predicate: str,
    prize: Prize,
    scope: tuple[int, int],
    rule: str,
    person: Mention | None,
    film: int | None,
) -> Fact:
    """A fact, surer where a category or an award is named; nominations are remembered for the next sentence."""
    confidence = 0.8 if prize.category is None and prize.named is None else 0.9
    fact = Fact(predicate, prize, s.scene, scope, f"awards.{rule}", person, film, confidence=confidence)
    if predicate == NOMINATION and not s.scene.heading and prize.category and prize.worded is None:
        s.memory.nominated = prize
        s.memory.category = s.reader.text[prize.category.start : prize.category.end]
    return fact


def given(
    s: Sentence, predicate: str, prizes: Sequence[Prize], party: Party, start: int, end: int, rule: str
) -> Iterator[Fact]:
    """Facts for a party on the left and prizes on the right, each prize with what stands behind it."""
    r = s.reader
    s.memory.subject, s.memory.sentence, s.memory.predicate = party, s.scene.number, predicate
    tails = [prizes[i + 1].piece.start if i + 1 < len(prizes) else end for i in range(len(prizes))]
    honoured = [r.honoured(p.end, t) for p, t in zip(prizes, tails, strict=True)]
    in_turn = bool(r.has("respectively", start, end))
    scope = (start, end)
    personal = [p for p in prizes if p.category and p.category.label != "film"]
    paired = (
        len(party.people) > 1 and len(personal) == len(prizes) == len(party.people) and not r.has("shared", start, end)
    )
    twofold = len(party.people) == 2
    for i, (prize, (people, films)) in enumerate(zip(prizes, honoured, strict=True)):
        if party.foreign:
            for person, film in Party(0, people, films).members() if people else ():
                yield fact_of(s, predicate, prize, scope, rule, person, film)
        elif party.people:
            career = prize.piece.kind == "special" and r.has("career", prize.piece.start, prize.piece.end)
            shared = films or next((f for _, f in honoured[i + 1 :] if f), []) or ([] if career else party.films)
            if in_turn and len(shared) == len(party.people):
                for person, film in zip(party.people, shared, strict=True):
                    yield fact_of(s, predicate, prize, scope, rule, person, film)
                continue
            for turn, person in enumerate([party.people[i]] if paired else party.people):
                for _, prized in Party(0, [], shared).members():
                    fact = fact_of(s, predicate, prize, scope, rule, person, prized)
                    yield replace(fact, turn=turn if twofold else None)
        elif not (prize.piece.kind == "special" and r.has("career", prize.piece.start, prize.piece.end) and not people):
            for recipient, prized in Party(0, people, party.films).members():
                if prized is not None:
                    yield fact_of(s, predicate, prize, scope, rule, recipient, prized)


def handed(
    s: Sentence,
    prizes: Sequence[Prize],
    start: int,
    end: int,
    scope: tuple[int, int],
    rule: str = "went-to",
    predicate: str = AWARD,
) -> Iterator[Fact]:
    """Facts for prizes and those listed in a stretch, who get them."""
    for prize in prizes:
        for party in s.reader.awardees(start, end):
            if party.foreign:
                continue
            s.memory.subject, s.memory.sentence, s.memory.predicate = party, s.scene.number, predicate
            for person, film in party.members():
                yield fact_of(s, predicate, prize, scope, rule, person, film)


def categories_in(s: Sentence, start: int, end: int) -> list[Piece]:
    """The categories of a clause."""
    return [p for p in s.reader.pieces if p.kind == "category" and start <= p.start < end]
