"""A sentence's verbs, one after the other: where the clause of each begins and ends, and whom it speaks of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from filmdossier.reading.claims.awards_clauses import FAR, Fact, Sentence
from filmdossier.reading.claims.awards_giving import NOMINATION
from filmdossier.reading.claims.awards_nominations import carry_on, read_line, tallies
from filmdossier.reading.claims.awards_pieces import NEAR, Piece, is_prize_name
from filmdossier.reading.claims.awards_subjects import Party
from filmdossier.reading.claims.awards_verbs import READERS
from filmdossier.reading.claims.awards_words import last_match

#: Verbs that a list of names follows.
LISTS = ("nominees", "winners", "against")


def read_verbs(s: Sentence) -> Iterator[Fact]:
    """What the verbs of a sentence state of prizes."""
    r = s.reader
    verbs = [p for p in r.pieces if p.kind in s.words.verbs and not _is_adjective(s, p) and _has_object(s, p)]
    starts = [_clause_of(s, v, verbs[i - 1].end if i else 0) for i, v in enumerate(verbs)]
    last, film = Party(0), Party(0)
    yield from read_line(s)
    carried = r.has("carried", 0, len(r.text))
    if carried and not verbs and s.scene.number - s.memory.sentence <= 1:
        yield from carry_on(s, carried.end(), len(r.text))
    counting = [v.end for v in verbs if v.kind in ("nominations", "nominated")]
    if counting or (s.memory.counted and s.scene.number - s.memory.sentence <= 1):
        yield from tallies(s, min(counting, default=0))
    for i, verb in enumerate(verbs):
        following = [v.start for v in verbs[i + 1 :]] if verb.kind in LISTS else starts[i + 1 :]
        end = min([b for b in following if b >= verb.end] or [len(r.text)])
        end = r.clause_end(verb.end + r.text.startswith(":", verb.end), end)
        # "P beat P to win": whoever beat wins.
        beaten = i > 0 and verbs[i - 1].kind == "beat" and r.text[: verb.start].endswith(" to ")
        starts[i] = starts[i - 1] if beaten else starts[i]
        party = last if beaten else _subject(s, verb, starts[i], last, first=i == 0)
        resumed = i > 0 and r.has("resumed", verbs[i - 1].end, verb.start)
        if party is last and party.people and not party.films and i and verb.kind != "nominations" and not resumed:
            party = Party(party.start, party.people, r.honoured(verbs[i - 1].end, verb.start)[1])
        if party.people and not party.films and film and r.has("its_role", 0, r.position(party, verb.start)):
            party = Party(party.start, party.people, film.films[:1])
        if party.people and not party.films and r.has("its_start", 0, r.position(party, verb.start)):
            party = Party(party.start, party.people, [s.scene.topic] if s.scene.topic is not None else [])
        if party and not r.has("runner_up", starts[i], verb.start):
            last = party
            film = party if party.films and not party.people else film
        second = r.has("second_prize", max(starts[i], verb.start - 80), verb.start)
        behind = r.has("runner_up", max(starts[i], verb.start - 80), verb.start)
        missed = verb.kind != "nominations" and behind and not second
        facts = [] if missed else list(READERS[verb.kind](s, verb, starts[i], end, party))
        hoped = not facts
        for fact in facts or READERS[verb.kind](s.as_if(), verb, starts[i], end, party):
            acting = bool(r.has("acting", starts[i], end))
            planned = fact.predicate == "award" and s.planned(verb)
            part = r.character(fact.prize.piece.start, end) if fact.person is not None else None
            near = film.films[0] if len(film.films) == 1 and fact.film is None and not hoped else None
            yield replace(fact, acting=acting, planned=planned, hoped=hoped, character=part, beside=near)
    s.memory.counted = s.memory.sentence == s.scene.number and s.memory.predicate == NOMINATION
    s.memory.films = list(dict.fromkeys(r.entity(n) for n in r.names(0, len(r.text), "F")))
    said = [r.text[p.start : p.end] for p in r.pieces if p.kind == "category"]
    s.memory.said = said[-1] if said and "<" not in said[-1] else None


def _is_prize(piece: Piece) -> bool:
    return piece.kind in ("category", "special", "prize") or is_prize_name(piece)


def _has_object(s: Sentence, verb: Piece) -> bool:
    """Whether a verb that may speak of anything has a prize behind it."""
    if verb.kind == "went":
        return any(_is_prize(p) and p.end <= verb.start <= p.end + FAR for p in s.reader.pieces)
    if s.reader.has("alone", verb.start, verb.end):
        return True
    if verb.kind == "won" and s.reader.has("won_for", verb.end, verb.end + FAR):
        return True
    if verb.kind == "lost" and s.reader.has("just_lost", verb.end, verb.end + FAR):
        return True
    if verb.kind == "lost" and s.reader.has("in_category", verb.end, verb.end + 40):
        return True
    reach = {"took": NEAR, "gave": NEAR, "won": FAR, "beat": FAR, "lost": FAR, "named_bare": FAR}.get(verb.kind)
    if reach is None:
        return True
    return any(_is_prize(p) and verb.end <= p.start <= verb.end + reach for p in s.reader.pieces)


def _is_adjective(s: Sentence, verb: Piece) -> bool:
    r = s.reader
    before = [
        p for p in r.pieces if verb.start - 8 <= p.end <= verb.start and (is_prize_name(p) or p.kind == "category")
    ]
    return any(r.has("winner", p.end, verb.end + 12) or r.has("nominee", p.end, verb.end + 12) for p in before)


def _clause_of(s: Sentence, verb: Piece, left: int) -> int:
    """Where the clause of a verb begins: behind a mark, else with its subject, else with the verb itself."""
    r = s.reader
    start = r.clause_start(left, verb.start)
    people = r.names(start, verb.start, "P")
    whose = [n for n in people if r.has("whose_owner", start, n.start)]
    if whose:
        return whose[0].start
    if r.has("participle", verb.start, verb.end):
        found = last_match(r.marks["with"], r.text[start : verb.start])
        if found is not None:
            return int(start + found.end())
    if start > left or left == 0:
        return start
    if verb.kind in LISTS:
        return verb.start
    if verb.kind in ("went", "was"):
        group = [p for p in r.pieces if left <= p.start < verb.start and _is_prize(p)]
        return group[-1].start if group else verb.start
    if r.has("resumed", left, verb.start) and r.has("relative_after", 0, left):
        return verb.start
    if r.has("elided", left, verb.start) or r.has("relative", 0, verb.start):
        return verb.start
    names = [n for n in r.names(left, verb.start) if not r.is_blocked(n, left)]
    listed = [n for n in names if r.has("elided", n.end, verb.start) and r.has("conjunction", n.end, verb.start)]
    return names[0].start if names and not listed else verb.start


def _subject(s: Sentence, verb: Piece, start: int, last: Party, *, first: bool) -> Party:
    r = s.reader
    if r.has("noun_phrase", verb.start, verb.end):
        if party := r.nearest(verb.start):
            return party
        fronted = r.has("fronted", verb.end, len(r.text)) if verb.start <= 2 else None
        if fronted:
            return r.subject(verb.end + fronted.end() - 1, len(r.text))
    party = r.subject(start, verb.start)
    if party:
        return party
    if first and r.has("person_noun", start, verb.start):
        person = s.people.get(s.scene.person) if s.scene.person is not None else None
        return Party(start, [person] if person else [])
    if first and r.has("film_noun", start, verb.start):
        told = s.memory.subject.films if s.scene.number - s.memory.sentence <= 1 else []
        films = [s.scene.topic] if s.scene.topic is not None else told[:1]
        if films:
            return Party(start, [], films)
    if first and r.has("both_films", start, verb.start) and len(s.memory.films) == 2:
        return Party(start, [], list(s.memory.films))
    if first and r.has("carried", 0, verb.end + 12) and s.scene.number - s.memory.sentence <= 1:
        return s.memory.subject
    if first and start > 0:
        return r.subject(0, verb.start)
    return Party(start) if first else last
