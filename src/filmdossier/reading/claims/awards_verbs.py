"""What each class of verbs says of the prizes and parties around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_clauses import FAR, Fact, Prize, Sentence
from filmdossier.reading.claims.awards_pieces import NEAR, Piece, is_named
from filmdossier.reading.claims.awards_subjects import Party

AWARD, NOMINATION = "award", "nomination"


def _fact(
    s: Sentence,
    predicate: str,
    prize: Prize,
    scope: tuple[int, int],
    rule: str,
    person: Mention | None,
    film: int | None,
) -> Fact:
    confidence = 0.8 if prize.category is None and prize.named is None else 0.9
    fact = Fact(predicate, prize, s.scene, scope, f"awards.{rule}", person, film, confidence=confidence)
    if predicate == NOMINATION and not s.scene.heading and prize.category and prize.worded is None:
        s.memory.nominated = prize
        s.memory.category = s.reader.text[prize.category.start : prize.category.end]
    return fact


def _given(
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
            for person in people:
                yield _fact(s, predicate, prize, scope, rule, person, None)
        elif party.people:
            career = prize.piece.kind == "special" and r.has("career", prize.piece.start, prize.piece.end)
            shared = films or next((f for _, f in honoured[i + 1 :] if f), []) or ([] if career else party.films)
            if in_turn and len(shared) == len(party.people):
                for person, film in zip(party.people, shared, strict=True):
                    yield _fact(s, predicate, prize, scope, rule, person, film)
                continue
            for turn, person in enumerate([party.people[i]] if paired else party.people):
                for film in shared or [None]:
                    yield replace(_fact(s, predicate, prize, scope, rule, person, film), turn=turn if twofold else None)
        elif not (prize.piece.kind == "special" and r.has("career", prize.piece.start, prize.piece.end) and not people):
            for film in party.films:
                for recipient in people or [None]:
                    yield _fact(s, predicate, prize, scope, rule, recipient, film)


def won(s: Sentence, verb: Piece, start: int, end: int, party: Party, near: int = FAR) -> Iterator[Fact]:
    """Left has what stands on the right; "won her the prize" gives it to her."""
    r = s.reader
    if s.unreal(start, verb, party):
        return
    prizes = s.prizes(verb.end, end, near)
    if not prizes and r.has("alone", verb.start, verb.end) and party and not s.scene.heading:
        prizes = [Prize(verb)]
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
        person = s.people.get(s.scene.person) if s.scene.person is not None else None
        party = Party(start, [person] if person else [], party.films)
    prize = prizes[0]
    if prize.named is None and prize.category is None and prize.piece.kind == "prize" and not _fits(s, verb, prize):
        return
    if s.scene.heading and prize.named is None and prize.category is None:
        return
    yield from _gapped(s, verb, prizes, party or Party(start, foreign=True), start, end, "won")


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
    if r.has("nomination", following, following + 20) or r.has("not_prize", following, following + 30):
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
                yield from _given(s, AWARD, group, owner, start, first.start, rule)
                group, owner = [], new
        group.append(prize)
        begin = prize.end
    yield from _given(s, AWARD, group, owner, start, end, rule)


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
            yield from _given(s, AWARD, prizes, chosen, start, end, "voted")
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
    yield from _handed(s, prizes, verb.end, stops[0], (start, end))
    for i, p in enumerate(moves):
        yield from _handed(s, [p], p.end, stops[i + 1], (start, end))


def _handed(
    s: Sentence,
    prizes: Sequence[Prize],
    start: int,
    end: int,
    scope: tuple[int, int],
    rule: str = "went-to",
    predicate: str = AWARD,
) -> Iterator[Fact]:
    for prize in prizes:
        for party in s.reader.awardees(start, end):
            if party.foreign:
                continue
            s.memory.subject, s.memory.sentence, s.memory.predicate = party, s.scene.number, predicate
            for person, film in party.members():
                    yield _fact(s, predicate, prize, scope, rule, person, film)


def beat(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left beat others to the prize."""
    if s.unreal(start, verb, party) or not party:
        return
    for prize in s.prizes(verb.end, end)[:1]:
        if prize.piece.kind != "prize" and s.reader.has(
            "to_prize", max(verb.end, prize.piece.start - 30), prize.piece.start
        ):
            yield from _given(s, AWARD, [prize], party, start, prize.end, "beat")


def lost(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left lost the prize to whoever stands behind "to"."""
    r = s.reader
    if s.unreal(start, verb, party):
        return
    for prize in s.prizes(verb.end, end)[:1]:
        to = r.has("lost_to", prize.end, end)
        if to:
            yield from _handed(s, [prize], prize.end + to.end(), end, (start, end), "lost-to")
            continue
        early = r.has("lost_to", verb.end, prize.piece.start)
        if early:
            yield from _handed(s, [prize], verb.end + early.end(), prize.piece.start, (start, end), "lost-to")


def nominated(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left is nominated for what stands on the right."""
    r = s.reader
    if not party or s.unreal(start, verb, party, future=False):
        return
    prizes = s.prizes(verb.end, end)
    general = r.has("compete", verb.start, verb.end)
    if general and not any(p.category or p.named for p in prizes):
        return
    if not prizes:
        prizes = [Prize(verb)]
    specific = [p for p in prizes if p.category] or prizes
    yield from _given(s, NOMINATION, specific, party, start, end, "nominated")


def nominations(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left has nominations."""
    r = s.reader
    before = [p for p in r.pieces if p.kind == "category" and p.end <= verb.start and verb.start - p.end <= 2]
    inside = [p for p in r.pieces if p.kind == "name" and verb.start <= p.start < verb.end]
    if (not before and not r.has("determined", verb.start, verb.end)) or r.has("announced", verb.end, verb.end + 50):
        return
    if not party or s.unreal(start, verb, party):
        return
    prizes = [p for p in s.prizes(verb.end, end) if p.category or p.named]
    if before:
        prizes = [Prize(before[-1], before[-1], inside[0] if inside else None)]
    earlier = [p for p in s_categories(s, 0, verb.start) if party.people]
    if not prizes and earlier:
        prizes = [Prize(verb, earlier[-1], None, aggregate=True)]
    if not prizes:
        prizes = [Prize(inside[0] if inside else verb, None, inside[0] if inside else None, aggregate=True)]
    specific = [p for p in prizes if p.category] or prizes[:1]
    if inside:
        specific = [Prize(p.piece, p.category, p.named or inside[0], p.aggregate) for p in specific]
    yield from _given(s, NOMINATION, specific, party, start, end, "nominations")


def nominees(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """A list of nominees stands on the right."""
    r = s.reader
    if r.has("expected", 0, verb.start) or r.has("unreal", max(0, verb.start - 40), verb.start):
        return
    inside = (
        [p for p in r.pieces if p.kind == "category" and verb.start <= p.start < verb.end]
        or s_categories(s, start, end)
        or s_categories(s, 0, verb.start)[-1:]
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
    yield from _handed(s, [prize], verb.end, end, (start, end), "nominees", NOMINATION)


def s_categories(s: Sentence, start: int, end: int) -> list[Piece]:
    """The categories of a clause."""
    return [p for p in s.reader.pieces if p.kind == "category" and start <= p.start < end]


def against(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left is up against those on the right, in a category that is said or has just been said."""
    r = s.reader
    categories = s_categories(s, start, end)
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
        yield from _given(
            s,
            NOMINATION,
            [prize],
            Party(party.start, party.people, party.films, party.foreign),
            start,
            verb.start,
            "against",
        )
    yield from _handed(s, [prize], verb.end, end, (start, end), "against", NOMINATION)


def winners(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """A list of winners stands on the right; each may be followed by its own verb, which tells more."""
    r = s.reader
    prizes = s.prizes(0, verb.end) or [Prize(verb)]
    own = [p for p in s.prizes(verb.end, end) if p.category]
    if own or r.has("relative_after", end - 8, end + 12):
        return
    yield from _handed(s, prizes[:1], verb.end, end, (start, end), "winners")


def carry_on(s: Sentence, start: int, end: int) -> Iterator[Fact]:
    """A list of categories continues what the sentence before told: "These include best film and best director"."""
    prizes = [p for p in s.prizes(start, end) if p.category]
    if prizes and s.memory.subject and s.memory.predicate:
        yield from _given(s, s.memory.predicate, prizes, s.memory.subject, start, end, "carried")


def gave(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Somebody gave the prize on the right to whoever follows."""
    r = s.reader
    if s.unreal(start, verb, party):
        return
    for prize in s.prizes(verb.end, end, NEAR)[:1]:
        to = r.has("gives_to", prize.end, end)
        if to and not r.names(verb.end, prize.piece.start):
            yield from _handed(s, [prize], prize.end + to.end(), end, (start, end), "gave")


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
                    yield _fact(s, predicate, Prize(first, first), (0, len(r.text)), "line", person, film)


def called(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """Left was the category: "X was best actress"."""
    prizes = s.prizes(verb.end, end)
    if prizes and party and not s.unreal(start, verb, party):
        yield from _gapped(s, verb, prizes, party, start, end, "called")


def was(s: Sentence, verb: Piece, start: int, end: int, party: Party) -> Iterator[Fact]:
    """The category was whoever stands on the right: "Best British film was F"."""
    before = [p for p in s.reader.pieces if p.kind == "category" and verb.start - 2 <= p.end <= verb.start]
    if before and not s.unreal(start, verb, party):
        yield from _handed(s, [Prize(before[-1], before[-1])], verb.end, end, (before[-1].start, end), "was")


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
