"""What each class of verbs says of the prizes and parties around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_clauses import FAR, Fact, Prize, Sentence
from filmdossier.reading.claims.awards_giving import AWARD, NOMINATION, categories_in, given, handed
from filmdossier.reading.claims.awards_nominations import against, nominated, nominations, nominees
from filmdossier.reading.claims.awards_pieces import NEAR, Piece, is_named
from filmdossier.reading.claims.awards_subjects import Party


def won(s: Sentence, verb: Piece, start: int, end: int, party: Party, near: int = FAR) -> Iterator[Fact]:
    """Left has what stands on the right; "won her the prize" gives it to her."""
    r = s.reader
    if s.unreal(start, verb, party):
        return
    prizes = s.prizes(verb.end, end, near)
    if not prizes and r.has("alone", verb.start, verb.end) and party and not s.scene.heading:
        prizes = [Prize(verb)]
    if not prizes and party.people and r.has("won_for", verb.end, end):
        prizes = _told_before(s, verb)
    if not prizes:
        return
    between = [n for n in r.names(verb.end, prizes[0].piece.start, "PF") if n.start - verb.end <= 2]
    if (
        between
        and is_named(between[0], "P")
        and between[0].mention
        and r.has("determiner", between[0].end, prizes[0].piece.start)
    ):
        party = Party(start, [between[0].mention], party.films)
    elif r.has("pronoun", verb.end, verb.end + 30) and not party.people:
        person = _spoken_of(s, verb)
        party = Party(start, [person] if person else [], party.films)
    prize = prizes[0]
    if prize.named is None and prize.category is None and prize.piece.kind == "prize" and not _fits(s, verb, prize):
        return
    if s.scene.heading and prize.named is None and prize.category is None:
        return
    yield from _gapped(s, verb, prizes, party or Party(start, foreign=True), start, end, "won")
    yield from _shared(s, verb, prizes[-1], start, end)


def _told_before(s: Sentence, verb: Piece) -> list[Prize]:
    """The prize of "won for F": of the category told of last, in the sentence or the one before."""
    said = [p for p in s.reader.pieces if p.kind == "category" and p.end <= verb.start]
    if said:
        return [Prize(verb, said[-1])]
    return [Prize(verb, worded=s.memory.said)] if s.memory.said else [Prize(verb)]


def _spoken_of(s: Sentence, verb: Piece) -> Mention | None:
    """Whom a pronoun behind a verb means: the person named before it, else the one of the sentences before."""
    before = [n.mention for n in s.reader.names(0, verb.start, "P") if n.mention and n.mention.is_name]
    if before:
        return before[-1]
    return s.people.get(s.scene.person) if s.scene.person is not None else None


def _shared(s: Sentence, verb: Piece, prize: Prize, start: int, end: int) -> Iterator[Fact]:
    """Those with whom a prize is shared: "shared the jury prize with F"."""
    r = s.reader
    behind = r.has("shared_with", prize.end, end)
    if behind and r.has("shares", verb.start - 12, verb.end + 12):
        yield from handed(s, [prize], prize.end + behind.end(), end, (start, end), "shared")


def _fits(s: Sentence, verb: Piece, prize: Prize) -> bool:
    """Whether bare "prizes" right behind a verb are spoken of as had."""
    return prize.piece.start - verb.end <= NEAR


def took(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """As `won`, of verbs that may take anything: the prize must be near, and nothing else named before it."""
    r = s.reader
    prizes = s.prizes(verb.end, end, NEAR)
    if not prizes or any(is_named(n, "F", "W") for n in r.names(verb.end, prizes[0].piece.start)):
        return
    if r.has("other_object", verb.end, prizes[0].piece.start):
        return
    following = prizes[-1].end if len(prizes) == 1 else prizes[0].end
    if r.has("nomination_next", following, following + 40) or r.has("not_prize", following, following + 30):
        return
    yield from won(s, verb, start, end, party, NEAR)


def _gapped(
    s: Sentence, verb: Piece, prizes: Sequence[Prize], party: Party, start: int, end: int, rule: str
) -> Iterator[Fact]:
    """Parts at names that take the place of the subject: "X was named best actor and Y best actress"."""
    r = s.reader
    begin, owner = verb.end, party
    group: list[Prize] = []
    for prize in prizes:
        before = r.names(begin, prize.piece.start, "PF")
        name = before[-1] if before else None
        first = (
            next((n for n in before if r.has("gap_join", max(begin, n.start - 40), n.start)), None) if group else None
        )
        if name and first and r.has("gap_subject", name.end, prize.piece.start):
            new = r.subject(first.start, prize.piece.start)
            if (
                new.people
                and not new.films
                and owner.films
                and not owner.people
                and r.has("its_role", first.start - 30, r.position(new, prize.piece.start))
            ):
                new.films = owner.films[:1]
            if new:
                yield from given(s, AWARD, group, owner, start, first.start, rule)
                group, owner = [], new
        group.append(prize)
        begin = prize.end
    yield from given(s, AWARD, group, owner, start, end, rule)


def named(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left was named the category on the right."""
    if s.unreal(start, verb, party) or not party:
        return
    prizes = [p for p in s.prizes(verb.end, end, 60) if p.category or p.named or p.piece.kind == "special"]
    if not prizes and s.reader.has("alone", verb.start, verb.end) and not s.scene.heading:
        prizes = [Prize(verb)]
    if not prizes or any(is_named(n, "P", "F") for n in s.reader.names(verb.end, prizes[0].piece.start)):
        return
    yield from _gapped(s, verb, prizes, party, start, end, "named")


def named_bare(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Somebody named whoever stands before the category; or, in headlines, left was named it."""
    r = s.reader
    prizes = [p for p in s.prizes(verb.end, end, 150) if p.category]
    if not prizes or s.unreal(start, verb, party):
        return
    between = r.names(verb.end, prizes[0].piece.start, "PF")
    if between and r.has("gap_subject", between[-1].end, prizes[0].piece.start):
        chosen = r.subject(verb.end, prizes[0].piece.start)
        if chosen:
            yield from _gapped(s, verb, prizes, chosen, start, end, "voted")
    elif not between and party and prizes[0].piece.start - verb.end <= 30:
        yield from _gapped(s, verb, prizes, party, start, end, "named")


def went(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """The prize on the left goes to whoever stands on the right."""
    r = s.reader
    if s.unreal(start, verb, party):
        return
    prizes = [p for p in s.prizes(start, verb.start) if p.category or p.named or p.piece.kind in ("special", "prize")]
    relative = r.has("relative", 0, verb.start)
    if relative:
        prizes = s.prizes(max(0, relative.start() - 90), relative.start())
    prizes = prizes[-1:] if relative or len(prizes) == 1 else [p for p in prizes if p.category] or prizes
    if not prizes:
        return
    right = s.prizes(verb.end, end)
    moves = [p for p in right if p.category and r.has("to_follows", p.end, p.end + 24)]
    stops = [p.piece.start for p in moves] + [end]
    yield from handed(s, prizes, verb.end, stops[0], (start, end))
    for i, p in enumerate(moves):
        yield from handed(s, [p], p.end, stops[i + 1], (start, end))


def beat(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left beat others to the prize."""
    if s.unreal(start, verb, party) or not party:
        return
    for prize in s.prizes(verb.end, end)[:1]:
        if prize.piece.kind != "prize" and s.reader.has(
            "to_prize", max(verb.end, prize.piece.start - 30), prize.piece.start
        ):
            yield from given(s, AWARD, [prize], party, start, prize.end, "beat")
            if prize.category:
                rivals = handed(s, [prize], verb.end, prize.piece.start, (start, end), "beaten", NOMINATION)
                yield from (fact for fact in rivals if fact.person is None)


def lost(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left lost the prize to whoever stands behind "to"."""
    r = s.reader
    if s.unreal(start, verb, party):
        return
    told = r.has("in_category", verb.end, verb.end + 40)
    if told:
        end = r.clause_end(verb.end + told.end(), len(r.text))
    if told and s.memory.nominated and s.scene.number - s.memory.sentence <= 1:
        to = r.has("lost_to", verb.end + told.end() - 1, end)
        if to:
            prize = replace(s.memory.nominated, piece=verb, named=None, worded=s.memory.category)
            yield from handed(s, [prize], verb.end + told.end() - 1 + to.end(), end, (start, end), "lost-to")
        return
    prizes = s.prizes(verb.end, end)
    mine = s.memory.sentence == s.scene.number and s.memory.predicate == NOMINATION
    if not prizes and mine and r.has("just_lost", verb.end, end):
        yield from handed(s, [Prize(verb)], verb.end, end, (start, end), "lost-to")
    for prize in prizes[:1]:
        to = r.has("lost_to", prize.end, end)
        if to:
            yield from handed(s, [prize], prize.end + to.end(), end, (start, end), "lost-to")
            continue
        early = r.has("lost_to", verb.end, prize.piece.start)
        if early:
            yield from handed(s, [prize], verb.end + early.end(), prize.piece.start, (start, end), "lost-to")


def winners(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """A list of winners stands on the right; each may be followed by its own verb, which tells more."""
    r = s.reader
    prizes = s.prizes(0, verb.end) or [Prize(verb)]
    own = [p for p in s.prizes(verb.end, end) if p.category]
    if own or r.has("relative_after", end - 8, end + 12):
        return
    yield from handed(s, prizes[:1], verb.end, end, (start, end), "winners")


def gave(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Somebody gave the prize on the right to whoever follows."""
    r = s.reader
    if s.unreal(start, verb, party):
        return
    for prize in s.prizes(verb.end, end, NEAR)[:1]:
        if r.has("none_of", prize.piece.start - 30, prize.piece.start):
            continue
        to = r.has("goes_for" if r.has("exists", verb.start, verb.end) else "gives_to", prize.end, end)
        if to and not r.names(verb.end, prize.piece.start):
            yield from handed(s, [prize], prize.end + to.end(), end, (start, end), "gave")
        elif r.has("presented_with", verb.end, prize.piece.start):
            yield from handed(s, [prize], verb.end, prize.piece.start, (start, end), "gave")


def called(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left was the category: "X was best actress"."""
    prizes = s.prizes(verb.end, end)
    if prizes and party and not s.unreal(start, verb, party):
        yield from _gapped(s, verb, prizes, party, start, end, "called")


def was(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """The category was whoever stands on the right: "Best British film was F"."""
    before = [p for p in s.reader.pieces if p.kind == "category" and verb.start - 2 <= p.end <= verb.start]
    if not before or s.unreal(start, verb, party):
        return
    # "Best director was P, and best actor P": each category has its own.
    also = (c for c in categories_in(s, verb.end, end) if s.reader.has("and_category", verb.end, c.end + 2))
    stated = [before[-1], *also]
    ends = [*(c.start for c in stated[1:]), end]
    for category, stop in zip(stated, ends, strict=True):
        begin = verb.end if category is before[-1] else category.end
        yield from handed(s, [Prize(category, category)], begin, stop, (category.start, end), "was")


READERS: dict[str, Callable[[Sentence, Piece, int, int, Party], Iterator[Fact]]] = {
    "winners": winners,
    "nominees": nominees,
    "against": against,
    "went": went,
    "named": named,
    "nominated": nominated,
    "nominations": nominations,
    "beat": beat,
    "lost": lost,
    "won": won,
    "named_bare": named_bare,
    "took": took,
    "called": called,
    "gave": gave,
    "was": was,
}
