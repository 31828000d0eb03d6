"""What verbs and nouns of nomination say of the categories and parties around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from filmdossier.reading.claims.awards_clauses import Fact, Prize, Sentence
from filmdossier.reading.claims.awards_giving import AWARD, NOMINATION, categories_in, fact_of, given, handed
from filmdossier.reading.claims.awards_pieces import Piece, is_named, is_prize_name
from filmdossier.reading.claims.awards_subjects import Party


def nominated(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left is nominated for what stands on the right."""
    r = s.reader
    if not party or s.unreal(start, verb, party, future=False):
        return
    if r.has("no_candidate", verb.start - 8, verb.end + 12):
        return
    prizes = s.prizes(verb.end, end)
    general = r.has("compete", verb.start, verb.end)
    if general and not any(p.category or p.named for p in prizes):
        return
    if not prizes:
        inside = _awards_in(s, verb)
        prizes = [Prize(inside[0], None, inside[0]) if inside else Prize(verb)]
    specific = [p for p in prizes if p.category] or prizes
    party = _of_film(s, party)
    yield from given(s, NOMINATION, specific, party, start, end, "nominated")


def _of_film(s: Sentence, party: Party) -> Party:
    """People told of beside a film are nominated for it: "F did well, with P shortlisted for the prize"."""
    r = s.reader
    if not party.people or party.films or not r.has("with_person", party.start - 40, party.start):
        return party
    before = r.names(0, party.start)
    if not before or any(not is_named(n, "F") for n in before) or len({r.entity(n) for n in before}) > 1:
        return party
    return replace(party, films=[r.entity(before[0])])


def _awards_in(s: Sentence, verb: Piece) -> list[Piece]:
    return [p for p in s.reader.pieces if is_prize_name(p) and verb.start <= p.start < verb.end]


def nominations(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left has nominations."""
    r = s.reader
    before = [p for p in r.pieces if p.kind == "category" and p.end <= verb.start and verb.start - p.end <= 2]
    inside = _awards_in(s, verb)
    counted = r.has("determined", verb.start, verb.end) or r.has("has_nods", verb.start - 40, verb.start)
    if (not before and not counted) or r.has("announced", verb.end, verb.end + 50):
        return
    behind = next(iter(r.names(verb.end, end, "P")), None)
    if behind and behind.mention and r.has("is_theirs", max(0, verb.start - 24), verb.start):
        party = Party(behind.start, [behind.mention]) if r.has("their_own", verb.end, behind.start) else party
    if not party or s.unreal(start, verb, party if party.start < verb.start else None):
        return
    gaining = [n for n in r.names(0, verb.start, "P") if r.has("gained", n.start - 12, n.start)]
    if gaining and gaining[-1].mention and r.has("next_to_nods", gaining[-1].end, verb.start):
        giver = r.subject(0, gaining[-1].start)
        party = Party(party.start, [gaining[-1].mention], party.films or giver.films)
    prizes = [p for p in s.prizes(verb.end, end) if p.category or p.named]
    if before:
        prizes = [Prize(before[-1], before[-1], inside[0] if inside else None)]
    earlier = [p for p in categories_in(s, 0, verb.start) if party.people]
    if not prizes and earlier:
        prizes = [Prize(verb, earlier[-1], None, aggregate=True)]
    if not prizes:
        prizes = [Prize(inside[0] if inside else verb, None, inside[0] if inside else None, aggregate=True)]
    specific = [p for p in prizes if p.category] or prizes[:1]
    if inside:
        specific = [Prize(p.piece, p.category, p.named or inside[0], p.aggregate) for p in specific]
    party = _for_film(s, verb, specific, party)
    yield from given(s, NOMINATION, specific, party, start, end, "nominations")


def _for_film(s: Sentence, verb: Piece, prizes: list[Prize], party: Party) -> Party:
    """Left with the film named before the categories: "three nominations for F, including best actor"."""
    films = s.reader.honoured(verb.end, prizes[0].piece.start)[1] if party.people and not party.films else []
    return replace(party, films=films) if films else party


def tallies(s: Sentence, start: int) -> Iterator[Fact]:
    """Numbers of nominations told after others: "F has seven nominations, F has eleven, followed by F with three"."""
    r = s.reader
    named = next((p for p in r.pieces if is_prize_name(p) and not r.has("not_prize", p.end, p.end + 40)), None)
    for found in r.marks["tally"].finditer(r.text, start):
        film = next((n for n in r.names(found.start(), found.end(), "F")), None)
        if film is not None:
            count = Piece(found.start(1) + 1, found.end(1), "nominations")
            prize = Prize(count, None, named, aggregate=True)
            yield from given(
                s, NOMINATION, [prize], Party(film.start, [], _with_listed(s, film)), start, count.end, "tally"
            )


def _with_listed(s: Sentence, film: Piece) -> list[int]:
    """A film and those that stand before it in a list: "F and F have seven each"."""
    r, chain = s.reader, [film]
    for name in reversed(r.names(0, film.start)):
        if (
            not is_named(name, "F")
            or not r.listed(name.end, chain[0].start)
            or r.has("one_film", film.end, film.end + 8)
        ):
            break
        chain.insert(0, name)
    return [r.entity(n) for n in chain]


def nominees(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """A list of nominees stands on the right."""
    r = s.reader
    if r.has("expected", 0, verb.start) or r.has("unreal", max(0, verb.start - 40), verb.start):
        return
    inside = (
        [p for p in r.pieces if p.kind == "category" and verb.start <= p.start < verb.end]
        or categories_in(s, start, end)
        or categories_in(s, 0, verb.start)[-1:]
    )
    named = next((p for p in r.pieces if is_named(p, "A") and max(0, verb.start - 20) <= p.start < verb.end), None)
    prize = Prize(inside[0], inside[0], named) if inside else Prize(verb, None, named)
    if (
        not inside
        and r.has("participle_list", verb.start, verb.end) is None
        and party
        and r.has("nothing", start, verb.start)
    ):
        return
    first = next(iter(r.names(verb.end, end, "PF")), None)
    if r.has("reunite", verb.start, verb.end) and not (first and r.has("near_names", verb.end, first.start)):
        return
    yield from handed(s, [prize], verb.end, end, (start, end), "nominees", NOMINATION)


def against(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left is up against those on the right, in a category that is said or has just been said."""
    r = s.reader
    categories = categories_in(s, start, end)
    prize = Prize(categories[-1], categories[-1]) if categories else None
    if prize is None and s.scene.number - s.memory.sentence <= 1 and s.memory.predicate == NOMINATION:
        prize = s.memory.nominated
    if (
        prize is None
        or (r.has("beside", verb.start, verb.end) and s.memory.sentence != s.scene.number)
        or s.unreal(start, verb, party)
    ):
        return
    if s.memory.sentence != s.scene.number and not categories:
        if prize.category is None or prize.category.label != "film" or any(p.people for p in r.awardees(verb.end, end)):
            return
        prize = replace(prize, worded=s.memory.category)
        prize = replace(prize, piece=verb)
    if not r.has("beside", verb.start, verb.end):
        yield from given(
            s,
            NOMINATION,
            [prize],
            Party(party.start, party.people, party.films, party.foreign),
            start,
            verb.start,
            "against",
        )
    yield from handed(s, [prize], verb.end, end, (start, end), "against", NOMINATION)


def carry_on(s: Sentence, start: int, end: int) -> Iterator[Fact]:
    """A list of categories continues what the sentence before told: "These include best film and best director"."""
    prizes = [p for p in s.prizes(start, end) if p.category]
    if prizes and s.memory.subject and s.memory.predicate:
        yield from given(s, s.memory.predicate, prizes, s.memory.subject, start, end, "carried")


def read_line(s: Sentence) -> Iterator[Fact]:
    """A line of a list of winners ("Best actress: P, F"), or of nominees where it names several."""
    r = s.reader
    first = next((p for p in r.pieces if p.kind == "category" and p.start == 0), None)
    names = r.names(first.end, len(r.text), "PFW") if first else []
    if first is None or not names or not r.has("in_line", first.end, names[0].start):
        return
    parties: list[Party] = []
    at = names[0].start
    for name in names:
        behind = bool(parties and parties[-1].people and not parties[-1].films and r.has("with_line", at, name.start))
        if is_named(name, "F") and behind and name.mention:
            parties[-1].films = [name.mention.entity]
        elif is_named(name, "P") and name.mention:
            parties.append(Party(name.start, [name.mention]))
        elif name.mention:
            parties.append(
                Party(name.start, [], [name.mention.entity] if is_named(name, "F") else [], is_named(name, "W"))
            )
        at = name.end
    predicate = AWARD if len(parties) == 1 else NOMINATION
    for party in parties:
        if not party.foreign:
            for person, film in party.members():
                yield fact_of(s, predicate, Prize(first, first), (0, len(r.text)), "line", person, film)
