"""Which prize goes to whom, sentence by sentence: verbs with their subjects and the prizes around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from filmdossier.model.mention import Mention
from filmdossier.reading.claims.awards_lists import Reader
from filmdossier.reading.claims.awards_pieces import Piece, find_pieces, is_prize_name
from filmdossier.reading.claims.awards_subjects import Party
from filmdossier.reading.claims.awards_words import AwardWords, last_match
from filmdossier.reading.claims.drafts import Scene

#: Longest way, in characters of the shape, from a verb to a prize that it hands out.
FAR = 170


@dataclass(frozen=True)
class Prize:
    """A prize as a clause speaks of it.

    Attributes:
        piece: the words that state it: its category, else its name, else the noun.
        category: the category's piece.
        named: the award's name, if the clause gives it with the prize.
        aggregate: whether it stands for several prizes whose categories are not said ("five awards").
        worded: the category's words where a sentence before said them.
    """

    piece: Piece
    category: Piece | None = None
    named: Piece | None = None
    aggregate: bool = False
    worded: str | None = None

    @property
    def end(self) -> int:
        """Where its words end in the shape."""
        return max(self.piece.end, self.named.end if self.named else 0)


@dataclass(frozen=True)
class Fact:
    """That somebody or something got a prize, or was nominated for one.

    Attributes:
        person: who it is for, if not the film itself.
        film: entity number, or None where the clause does not say.
        scope: the clause in the shape, where its occasion and year are looked for.
        acting: whether the clause speaks of a role.
        rule: which pattern found it.
        turn: which of two people it is, for categories that name two ("best male and female actor").
        hoped: whether nobody got it: a hope, a guess, a defeat; whose film it is for is true all the same.
        beside: the film that the clause before gives a prize to, where this one names none.
        character: the part that the person is honoured for, where the clause names it.
    """

    predicate: str
    prize: Prize
    scene: Scene
    scope: tuple[int, int]
    rule: str
    person: Mention | None = None
    film: int | None = None
    planned: bool = False
    acting: bool = False
    attributive: bool = False
    turn: int | None = None
    hoped: bool = False
    character: str | None = None
    beside: int | None = None
    confidence: float = 0.9


@dataclass
class Memory:
    """What the sentences before leave to the next: who was spoken of, what was nominated."""

    subject: Party = field(default_factory=lambda: Party(0))
    predicate: str = ""
    nominated: Prize | None = None
    category: str | None = None
    said: str | None = None
    films: list[int] = field(default_factory=list)
    counted: bool = False
    sentence: int = -9


@dataclass(frozen=True)
class Sentence:
    """One sentence being read."""

    scene: Scene
    reader: Reader
    words: AwardWords
    memory: Memory
    people: dict[int, Mention]
    imagined: bool = False

    def as_if(self) -> Sentence:
        """The sentence read as though what it hopes for were so; it leaves nothing to the next."""
        return replace(self, memory=Memory(said=self.memory.said, films=self.memory.films), imagined=True)

    # ---- prizes in a stretch
    def prizes(self, start: int, end: int, near: int = FAR) -> list[Prize]:
        """The prizes that stand in a stretch, the first of them no farther from its start than ``near``."""
        r = self.reader
        inside = [p for p in r.pieces if start <= p.start < end]
        names = [p for p in inside if is_prize_name(p) and not self._is_aside(p)]
        categories = [p for p in inside if p.kind == "category"]
        objects = [n for n in names if not r.has("occasion", max(0, n.start - 60), n.start)]
        found: list[Prize] = []
        used: set[int] = set()
        for c in categories:
            named = next((n for n in names if self._are_one(c, n)), None)
            if named:
                used.add(named.start)
            found.append(Prize(c, c, named))
        for n in objects:
            first = not categories and not found
            further = (
                found
                and r.has("more_prizes", found[-1].end, n.start)
                and (not categories or self._stands_apart(n, found))
            )
            if n.start not in used and (first or further):
                said = self._category_in(n)
                found.append(
                    Prize(n, None, n, not said and bool(r.has("counted", max(0, n.start - 40), n.start)), said)
                )
        for p in inside:
            if p.kind == "special" and not any(f.piece.start <= p.start < f.end for f in found):
                inner = next((f for f in found if p.start <= f.piece.start < p.end), None)
                own = next((f for f in found if f.category and self._are_one(p, f.category)), None)
                found = [f for f in found if f is not inner and f is not own]
                found.append(Prize(p, own.category if own else None, inner.named if inner else None))
        if not found:
            nouns = [p for p in inside if p.kind == "prize"]
            if nouns and (category := self._just_said(nouns[0])):
                return [Prize(nouns[0], category)]
            if nouns and self.memory.said and r.has("that_prize", nouns[0].start - 12, nouns[0].start):
                return [Prize(nouns[0], worded=self.memory.said)]
            given = [(p, self._giver(p)) for p in nouns]
            found = [Prize(p, None, g, r.text[p.end - 1] == "s") for p, g in given if g] or [
                Prize(p, None, None, r.text[p.end - 1] == "s") for p in nouns[:1]
            ]
        found.sort(key=lambda f: f.piece.start)
        return found if found and found[0].piece.start - start <= near else []

    def _category_in(self, name: Piece) -> str | None:
        """The category that an award's name begins with: "the Best Foreign Language Oscar"."""
        said = self.words.marks["category_inside"].search(name.mention.name.lower()) if name.mention else None
        return str(said.group(1)) if said else None

    def _just_said(self, noun: Piece) -> Piece | None:
        """The category that "that prize" means."""
        before = [p for p in self.reader.pieces if p.kind == "category" and p.end <= noun.start]
        return before[-1] if before and self.reader.has("that_prize", noun.start - 12, noun.start) else None

    def _giver(self, noun: Piece) -> Piece | None:
        """Whoever gives the prizes that a noun means: "five awards from O"."""
        behind = [
            p
            for p in self.reader.pieces
            if p.kind == "name" and p.label in "OE" and noun.end <= p.start <= noun.end + 40
        ]
        if behind and self.reader.has("by_giver", noun.end, behind[0].start):
            return behind[0]
        return next(
            (p for p in self.reader.pieces if p.kind == "name" and p.label in "OE" and self._owns(p, noun)), None
        )

    def _owns(self, giver: Piece, noun: Piece) -> bool:
        """Whether a prize is called by its giver: "the O prize", "the O's prize"."""
        return bool(
            self.reader.has("its_prize", giver.end, noun.start) and 0 < noun.start - giver.end < len("'s top  ")
        )

    def _is_aside(self, name: Piece) -> bool:
        r = self.reader
        return bool(
            r.has("not_prize", name.end, name.end + 40) or r.has("aside_before", max(0, name.start - 60), name.start)
        )

    def _are_one(self, category: Piece, name: Piece) -> bool:
        """Whether a category and an award's name are one prize: "best actor Oscar", "the Oscar for best actor"."""
        a, b = (category, name) if category.start < name.start else (name, category)
        return bool(self.reader.has("one_prize", a.end, b.start))

    def _stands_apart(self, name: Piece, found: Sequence[Prize]) -> bool:
        """Whether an award named beside categories is a further prize: "a Golden Globe and the best actor Bafta"."""
        alone = all(f.named is not None for f in found if f.category)
        return alone and bool(self.reader.has("single", max(0, name.start - 12), name.start))

    # ---- whether it is so
    def unreal(self, start: int, verb: Piece, party: Party | None = None, *, future: bool = True) -> bool:
        """Whether words before a verb make it a hope, a guess or a denial."""
        r = self.reader
        if self.imagined:
            return False
        if party and start < party.start < verb.start:
            if r.has("conditional", start, party.start):
                return True
            start = party.start
        if relative := r.has("relative", 0, verb.start):
            start = min(start, relative.start())
        if r.has("to_before", verb.start - 24, verb.start):
            start = min(start, max(0, verb.start - 40))
        before = r.text[max(start, verb.start - 110) : verb.start]
        if aside := r.marks["aside"].search(before):
            before = before[: aside.start()] + before[before.rindex(",") :]
        if beside := last_match(r.marks["really"], before):
            before = before[beside.end() :]
        mark = None
        for found in r.marks["unreal"].finditer(before):
            if not r.marks["infinitive_mark"].search(found.group()) or r.marks["infinitive"].search(
                before[found.start() :]
            ):
                mark = found
        if mark is None:
            return future and bool(r.marks["future"].search(before)) and not self._is_decided(verb)
        if r.marks["infinitive"].search(before[mark.start() :]):
            told = r.marks["done_infinitive"].search(before[: mark.start()])
            if r.marks["due"].search(before[: mark.start()]) and self._is_decided(verb):
                return False
            if r.marks["hoped"].search(before[: mark.start()]):
                return True
            return not told or bool(r.marks["will"].search(before))
        return True

    def _is_decided(self, verb: Piece) -> bool:
        text = self.reader.text[verb.start : verb.end]
        return any(text.endswith(w) or f" {w}" in text or text.startswith(w) for w in self.words.decided)

    def planned(self, verb: Piece) -> bool:
        """Whether the verb tells of what has been decided but not yet been done."""
        r = self.reader
        return bool(
            r.has("future", max(0, verb.start - 40), verb.start)
            or r.has("future", max(0, verb.start - 40), verb.start + 6)
        )


def sentence_of(
    scene: Scene, words: AwardWords, memory: Memory, people: dict[int, Mention], films: Mapping[str, Mention]
) -> Sentence:
    """A sentence ready to be read."""
    pieces = find_pieces(scene, words, films)
    return Sentence(scene, Reader(scene.shape.text, pieces, words.marks), words, memory, people)


def has_prize(sentence: Sentence) -> bool:
    """Whether a sentence speaks of a prize at all."""
    return any(
        p.kind in ("category", "special", "prize", "nominated", "nominees", "nominations", "against")
        or is_prize_name(p)
        for p in sentence.reader.pieces
    )
