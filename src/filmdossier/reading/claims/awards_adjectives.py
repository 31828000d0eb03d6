"""Prizes told by the way: "Oscar-winning X", "best actress winner X", "X's Golden Globe success"."""

from __future__ import annotations

from collections.abc import Iterator

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_clauses import Fact, Prize, Sentence
from filmdossier.reading.claims.awards_pieces import Piece, is_named, is_prize_name, is_stand_in
from filmdossier.reading.claims.awards_subjects import Party

#: How far before a prize the one who has it may stand, in characters of the shape.
_BACK = 60


def read_adjectives(s: Sentence) -> Iterator[Fact]:
    """What the sentence says of prizes in adjectives and nouns."""
    r = s.reader
    for piece in r.pieces:
        if not (is_prize_name(piece) or piece.kind == "category"):
            continue
        for predicate, mark in (("award", "winner"), ("nomination", "nominee")):
            found = r.has(mark, piece.end, piece.end + 40)
            if found:
                yield from _told_of(s, piece, piece.end + found.end(), predicate)
        if r.has("success", piece.end, piece.end + 24):
            yield from _owned(s, piece, "award")
        if r.has("nomination", piece.end, piece.end + 24):
            yield from _owned(s, piece, "nomination")
    for found in r.marks["uncounted"].finditer(r.text):
        words = Piece(found.start(), found.end() - 1, "nominated")
        for party in _ahead(s, found.end() - 1, found.start()):
            yield from _facts(s, Prize(words), party, "nomination", "uncounted")


def _prize(piece: Piece) -> Prize:
    return Prize(piece, piece, None) if piece.kind == "category" else Prize(piece, None, piece)


def _told_of(s: Sentence, piece: Piece, end: int, predicate: str) -> Iterator[Fact]:
    r = s.reader
    prize = _prize(piece)
    before = [c for c in r.pieces if c.kind == "category" and c.end == piece.start - 1]
    if before and is_prize_name(piece):
        prize = Prize(before[-1], before[-1], piece)
        piece = before[-1]
    work = r.has("work", end, end + 24)
    if r.has("expected", 0, piece.start) and predicate == "nomination":
        return
    if work:
        yield from _work(s, prize, end + work.end(), predicate)
        return
    apposed = r.has("apposed", max(0, piece.start - _BACK), piece.start)
    ahead = [] if apposed and r.has("closed", end, len(r.text)) else _ahead(s, end, piece.end)
    if r.has("person_head", end, len(r.text)):
        ahead = [party for party in ahead if party.people]
    if ahead:
        for party in ahead:
            yield from _facts(s, prize, party, predicate, "adjective")
        return
    if apposed:
        at = max(0, piece.start - _BACK) + apposed.start()
        party = r.nearest_name(at)
        films = r.honoured(end, r.clause_end(end))[1] if r.has("for_work", end, len(r.text)) else []
        if party.people and films:
            party.films = films
        elif party.people:
            party.films = []
        yield from _facts(s, prize, party, predicate, "apposed")
    elif r.has("person_ahead", end, end + 50) and s.scene.person is not None and s.scene.person in s.people:
        yield from _facts(s, prize, Party(end, [s.people[s.scene.person]]), predicate, "adjective")


def _ahead(s: Sentence, end: int, start: int) -> list[Party]:
    """Those named right behind an adjective: "Oscar-winning animator P", "Oscar-nominated F and F"."""
    r = s.reader
    names = r.names(end, end + 140)
    if not names or not (r.has("between", end, names[0].start) or r.has("listing", end, names[0].start)):
        return []
    if (
        is_named(names[0], "P")
        and names[0].mention
        and not is_stand_in(names[0])
        and r.has("possessive", names[0].end, names[0].end + 4)
    ):
        return [Party(names[0].start, [names[0].mention])]
    parties = r.awardees(end, len(r.text))
    if not parties:
        return []
    first = parties[0]
    if not r.has("plural_noun", start, names[0].start):
        parties = parties[:1]
    if first.films and not first.people and r.has("maker", names[0].end, names[0].end + 14):
        return []
    if first.people:
        return [Party(p.start, p.people) for p in parties if p.people]
    return [Party(p.start, [], p.films) for p in parties if p.films and not p.people]


def _work(s: Sentence, prize: Prize, end: int, predicate: str) -> Iterator[Fact]:
    """A work that the prize was for: "P's Oscar-winning performance in F"."""
    r = s.reader
    films = r.honoured(end, r.clause_end(end))[1]
    before = r.names(max(0, prize.piece.start - 24), prize.piece.start, "P")
    person: Mention | None = before[-1].mention if before else None
    if person is None:
        subject = r.subject(r.clause_start(0, prize.piece.start), prize.piece.start)
        person = subject.people[0] if subject.people else None
    if person is not None and films:
        yield from _facts(s, prize, Party(0, [person], films), predicate, "work")


def _owned(s: Sentence, piece: Piece, predicate: str) -> Iterator[Fact]:
    """A prize as somebody's own: "P's Golden Globe success"."""
    r = s.reader
    before = [n for n in r.names(max(0, piece.start - 30), piece.start, "P") if r.has("owner", n.end, piece.start)]
    if (
        before
        and before[-1].mention is not None
        and (is_stand_in(before[-1]) or r.has("possessive", before[-1].end, before[-1].end + 4))
    ):
        yield from _facts(s, _prize(piece), Party(before[-1].start, [before[-1].mention]), predicate, "success")


def _facts(s: Sentence, prize: Prize, party: Party, predicate: str, rule: str) -> Iterator[Fact]:
    r = s.reader
    if party.foreign:
        return
    scope = (max(0, prize.piece.start - 12), min(len(r.text), prize.piece.end + 40))
    acting = bool(r.has("acting", prize.piece.start, prize.piece.end + 60))
    for person, film in party.members():
        if person is not None or film is not None:
            yield Fact(
                predicate, prize, s.scene, scope, f"awards.{rule}", person, film, acting=acting, attributive=True
            )
