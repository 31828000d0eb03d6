"""Which award "best actor" means: one named with it, the occasion of its sentence, or the one the article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from filmdossier.model.dates import DateExpression, Direction, PartialDate
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.values import ValueMention
from filmdossier.reading.claims.awards_clauses import Fact, Sentence
from filmdossier.reading.claims.awards_lists import Reader
from filmdossier.reading.claims.awards_names import Award, award_name, is_year, year_of
from filmdossier.reading.claims.awards_pieces import Piece, is_prize_name
from filmdossier.reading.claims.awards_words import AwardWords
from filmdossier.reading.shapes import Item

#: Letters of those who give prizes: awards, festivals, organisations.
GIVERS = "AEO"


class Context:
    """The awards of an article and the one that it is about."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        words: AwardWords,
        facts: Sequence[Sequence[Fact]] = (),
        territories: frozenset[str] = frozenset(),
        published: PartialDate | None = None,
    ) -> None:
        self._text, self._words = text, words
        self._sentences = sentences
        self._territories, self._published = territories, published
        self._told = {
            (n, f.prize.named.start): 1.5 if f.prize.category else 0.5
            for n, told in enumerate(facts)
            for f in told
            if f.prize.named is not None and not f.attributive
        }
        self.main = self._main()
        self._named: Award | None = None
        self._nominating: Award | None = None
        self._local: Award | None = None
        self._paragraph = -1

    # ---- what a mention of a giver means
    def award_of(self, mention: Mention) -> Award:
        """The award that a mention of an award, festival or organisation stands for."""
        said = mention.name if mention.is_name else mention.span.of(self._text)
        if inside := self._words.marks["category_inside"].search(said.lower()):
            said = said[inside.end(1) :].strip()
        name, year = award_name(said, self._words)
        if mention.kind is Kind.AWARD or self._words.marks["like_award"].search(mention.name.casefold()):
            return Award(name, year)
        return Award(self._words.given_by.format(name), year, mention if mention.kind is Kind.EVENT else None)

    def _main(self) -> Award | None:
        scores: dict[str, float] = defaultdict(float)
        firsts: dict[str, tuple[Mention, Sentence, Piece]] = {}
        for number, s in enumerate(self._sentences):
            r = s.reader
            for p in r.pieces:
                if p.kind != "name" or p.label not in GIVERS or p.mention is None or self._is_place(p):
                    continue
                weight = self._weight(s, p, number) + self._told.get((number, p.start), 0.0)
                if self._is_single(p.mention.name):
                    weight = min(weight, 0.2)
                key = award_name(p.mention.span.of(self._text), self._words)[0].casefold()
                key = next((min(group) for group in self._words.same if key in group), key)
                key = next((k for k in scores if f" {k} " in f" {key} " or f" {key} " in f" {k} "), key)
                scores[key] += weight
                if weight >= 1 and (key not in firsts or (not firsts[key][1].scene.heading and s.scene.heading)):
                    firsts.setdefault(key, (p.mention, s, p))
        if not scores:
            return self._untagged()
        best = max(scores, key=lambda k: scores[k], default=None)
        if best is None or scores[best] < 2 or best not in firsts:
            return None
        award = self.award_of(firsts[best][0])
        award = Award(self._in_full(award.name), award.year, award.event)
        years = {y for m, s, p in firsts.values() if m is firsts[best][0] for y in [self._year_at(s, p)] if y}
        for s in self._sentences[:6]:
            for p in s.reader.pieces:
                if (
                    p.kind == "name"
                    and p.label in GIVERS
                    and p.mention
                    and p.mention.span.of(self._text).casefold().startswith(best[:5])
                ):
                    years |= {y for y in [self._year_at(s, p)] if y}
        return Award(award.name, award.year or (years.pop() if len(years) == 1 else None), award.event)

    def _in_full(self, name: str) -> str:
        """The longer name that the article gives an award of one word: "Globe" is a Golden Globe."""
        if " " in name:
            return name
        pieces = (p for s in self._sentences for p in s.reader.pieces if is_prize_name(p) and p.mention is not None)
        names = (award_name(p.mention.name, self._words)[0] for p in pieces if p.mention is not None)
        return next((n for n in names if n.casefold().endswith(f" {name.casefold()}")), name)

    def _is_single(self, name: str) -> bool:
        """Whether a name is one prize of several that a festival gives, and so no other prize's."""
        return bool(self._words.marks["festival_prize"].search(name.casefold()))

    def _untagged(self) -> Award | None:
        """The first name in capitals that ends like an award's, where none has been recognised."""
        found = self._words.marks["untagged"].search(self._text)
        if not found:
            return None
        name, year = award_name(" ".join(found.group().split()), self._words)
        return Award(name, year)

    def _weight(self, s: Sentence, p: Piece, number: int) -> float:
        r = s.reader
        if s.scene.heading and p.label == "A":
            return 2.0
        if (r.has("not_prize", p.end, p.end + 40) and not r.has("ceremony", p.end, p.end + 30)) or r.has(
            "aside_before", max(0, p.start - 60), p.start
        ):
            return 0.3
        if r.has("winner", p.end, p.end + 40) or r.has("nominee", p.end, p.end + 40):
            return 0.6
        occasion = bool(r.has("occasion", max(0, p.start - 60), p.start))
        if p.label == "O":
            return (
                2.0
                if r.has("giver_verb", 0, len(r.text))
                and number < 4
                and r.has("given_before", max(0, p.start - 50), p.start)
                else 0.1
            )
        if p.label == "E":
            return (2.0 if number < 3 else 1.0) + occasion * 0.5
        return 1.0 + (1.0 if number < 2 else 0.0) + (0.7 if occasion or r.has("ceremony", p.end, p.end + 30) else 0.0)

    # ---- what a fact means
    def resolve(self, fact: Fact, sentence: Sentence) -> Award | None:
        """The award of a fact; None where nothing tells it."""
        if sentence.scene.paragraph != self._paragraph:
            self._paragraph, self._local, self._nominating = sentence.scene.paragraph, None, None
        award = self._resolve(fact, sentence)
        if award is None:
            return None
        return Award(award.name, award.year or self._year_in(fact, sentence), award.event)

    def _resolve(self, fact: Fact, s: Sentence) -> Award | None:
        r = s.reader
        named = fact.prize.named
        if named is not None and named.mention is not None and not self._is_place(named):
            award = self.award_of(named.mention)
            award = Award(award.name, award.year or self._year_at(s, named), self._event_in(s, *fact.scope))
            if not fact.attributive:
                self._named = award
                if fact.predicate == "nomination":
                    self._nominating = Award(award.name)
                elif fact.prize.category is not None:
                    self._set_local(Award(award.name, None))
            return award
        if fact.prize.piece.kind == "special":
            words = r.text[fact.prize.piece.start : fact.prize.piece.end]
            if words not in s.words.unnamed:
                return Award(
                    " ".join(
                        s.scene.shape.span_of(fact.prize.piece.start, fact.prize.piece.end).of(self._text).split()
                    ),
                    None,
                    self._event_in(s, *fact.scope),
                )
        the_prize = r.has("the_prize", max(0, fact.prize.piece.start - 6), fact.prize.piece.end)
        if fact.prize.piece.kind == "prize" and the_prize and self._named is not None:
            return Award(self._named.name)
        giver = self._giver_in(s, *fact.scope) or self._giver_in(s, 0, len(r.text), apart=True)
        if giver is not None and giver.mention is not None:
            award = self.award_of(giver.mention)
            award = Award(award.name, award.year or self._year_at(s, giver), award.event)
            if fact.predicate == "nomination":
                self._nominating = award
            elif not fact.attributive and (award.event is None or self.main is None):
                self._set_local(Award(award.name, award.year, None))
            return award
        if fact.predicate == "nomination" and fact.prize.category is None and (spoken := self._spoken_of(s)):
            return spoken
        return (self._nominating if fact.predicate == "nomination" else None) or self._local or self.main

    def _spoken_of(self, s: Sentence) -> Award | None:
        """The award that the sentence before names, in the same paragraph."""
        before = next(
            (
                b
                for b in self._sentences
                if b.scene.number == s.scene.number - 1 and b.scene.paragraph == s.scene.paragraph
            ),
            None,
        )
        if before is None or before.scene.heading:
            return None
        r = before.reader
        named = [
            p.mention
            for p in r.pieces
            if is_prize_name(p)
            and p.mention is not None
            and not r.has("aside_before", max(0, p.start - 60), p.start)
            and not r.has("earlier_prize", max(0, p.start - 80), p.start)
        ]
        return self.award_of(named[-1]) if named else None

    def _set_local(self, award: Award) -> None:
        """What a paragraph's later sentences mean; in a festival's article other awards are told in passing."""
        if (self.main is None or self.main.event is None) and not self._is_single(award.name):
            self._local = award

    def _giver_in(self, s: Sentence, start: int, end: int, *, apart: bool = False) -> Piece | None:
        """The giver that a stretch names; ``apart`` from the clause in question, no single prize of a festival's."""
        r = s.reader
        festival = apart and self.main is not None and self.main.event is not None
        inside = [
            p
            for p in r.pieces
            if p.kind == "name" and p.label in GIVERS and start <= p.start < end and not self._is_place(p)
        ]
        for p in inside:
            if (
                r.has("aside_before", max(0, p.start - 60), p.start)
                or r.has("winner", p.end, p.end + 40)
                or r.has("nominee", p.end, p.end + 40)
            ):
                continue
            if is_prize_name(p):
                if festival and p.mention and self._words.marks["one_of_several"].search(p.mention.name.lower()):
                    continue
                if not r.has("not_prize", p.end, p.end + 40) or r.has("ceremony", p.end, p.end + 30):
                    return p
            elif self._gives(r, p):
                return p
        return None

    def _gives(self, r: Reader, p: Piece) -> bool:
        """Whether a festival or organisation is said to give prizes: "by the C", "C has named"."""
        if r.has("made_by", max(0, p.start - 50), p.start):
            return False
        by = r.has("given_before", max(0, p.start - 60), p.start) or r.has("chooses", p.end, p.end + 40)
        return bool(by or (p.label == "E" and r.has("occasion", max(0, p.start - 60), p.start)))

    def _is_place(self, p: Piece) -> bool:
        """Whether what has been taken for a giver is a country: "US awards"."""
        return p.mention is not None and p.mention.span.of(self._text) in self._territories

    def _event_in(self, s: Sentence, start: int, end: int) -> Mention | None:
        r = s.reader
        for p in r.pieces:
            if (
                p.kind == "name"
                and p.label == "E"
                and start <= p.start < end
                and r.has("occasion", max(0, p.start - 60), p.start)
            ):
                return p.mention
        return None

    # ---- years
    def _year_at(self, s: Sentence, p: Piece) -> str | None:
        """The year right before an award's name: "the 2003 Golden Lion"."""
        before = [q for q in s.scene.shape.items if q.span.end <= s.scene.shape.span_of(p.start, p.end).start]
        if before and s.scene.shape.span_of(p.start, p.end).start - before[-1].span.end <= len("'s "):
            return self._year_of(before[-1])
        return None

    def _year_of(self, item: Item) -> str | None:
        """The year that an item states, or that a relative one ("last year") means."""
        if year := year_of(item.span.of(self._text)):
            return year
        if isinstance(item, ValueMention) and isinstance(item.value, DateExpression):
            meant = item.value.resolve(self._published, Direction.PAST)
            return meant.edtf if meant is not None and is_year(meant.edtf) else None
        return None

    def _year_in(self, fact: Fact, s: Sentence) -> str | None:
        """The year of a clause: "in 1999"."""
        r, shape = s.reader, s.scene.shape
        start, end = fact.scope
        for item in shape.items_in(start, end, "DN"):
            at = shape.position_of(item)
            if r.has("other_year", max(0, at - 50), at) or self._words.marks["decade"].search(item.span.of(self._text)):
                continue
            if (
                at >= fact.prize.piece.start - 40
                and (r.has("in_year", max(0, at - 14), at) or not year_of(item.span.of(self._text)))
                and (year := self._year_of(item))
            ):
                return year
        return None
