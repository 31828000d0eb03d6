"""What prizes imply: who played in, directed or wrote the film that one is for, won or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from filmdossier.languages.people import known_people
from filmdossier.model.mention import Kind
from filmdossier.reading.claims.awards_clauses import Fact
from filmdossier.reading.claims.credits import read_credits
from filmdossier.reading.claims.drafts import Article, Draft
from filmdossier.reading.claims.possessives import read_possessives

#: Categories that honour a person's share in a film, and the predicate that they imply.
SHARES = ("cast_member", "director", "screenwriter", "cinematographer", "composer")


class Shares:
    """The shares that an article gives its people in its films."""

    def __init__(self, article: Article, facts: Sequence[Fact]) -> None:
        self._article = article
        self._trades = article.pack.table("claims/awards")["shares"]
        self._stated = self._of_credits()
        #: For each share and person, the films that the article gives the person such a share in.
        self.films: Mapping[tuple[str, int], set[int]] = self._with_prizes(facts)

    def _of_credits(self) -> dict[tuple[str, int], set[int]]:
        found: dict[tuple[str, int], set[int]] = defaultdict(set)
        persons = {m.name: m.entity for m in self._article.annotated.mentions if m.kind is Kind.PERSON}
        stated = list(read_credits(self._article))
        for draft in [*stated, *read_possessives(self._article, stated)]:
            name = draft.value.get("name")
            if draft.film is not None and name in persons:
                found[draft.predicate, persons[name]].add(draft.film)
        return found

    def _with_prizes(self, facts: Sequence[Fact]) -> dict[tuple[str, int], set[int]]:
        found = defaultdict(set, {key: set(films) for key, films in self._stated.items()})
        for fact in facts:
            share = stated_share(fact)
            if share and fact.person is not None and fact.film is not None:
                found[share, fact.person.entity].add(fact.film)
        return found

    def others(self, fact: Fact) -> bool:
        """Whether the article tells of films of the person that the clause before says nothing of."""
        films = (f for (_, entity), f in self.films.items() if fact.person and entity == fact.person.entity)
        return any(f - {fact.beside} for f in films)

    def of(self, fact: Fact) -> str | None:
        """The share that a fact's prize honours: by its category, else by what the person is."""
        if fact.prize.category is not None or fact.prize.worded is not None or fact.acting:
            return stated_share(fact)
        return self._trade(fact) if not fact.attributive and fact.prize.piece.kind != "special" else None

    def _trade(self, fact: Fact) -> str | None:
        """A person's trade, as the words before its names tell it, else the credits, else the pack's lexicon."""
        if fact.person is None:
            return None
        text = self._article.text
        places = (
            m.span for m in self._article.annotated.mentions if m.entity == fact.person.entity and m.kind is Kind.PERSON
        )
        before = [text[max(0, s.start - 24) : s.start].rstrip().casefold() for s in places]
        called = {str(share) for word, share in self._trades.items() if any(b.endswith(word) for b in before)}
        credited = {share for share, person in self._stated if person == fact.person.entity and share in SHARES}
        for known in (called, credited):
            if known:
                return next(iter(known)) if len(known) == 1 else None
        known_trade = known_people(self._article.pack).get(fact.person.name.casefold(), "")
        return str(self._trades[known_trade]) if known_trade in self._trades else None

    def drafts(self, fact: Fact) -> Iterator[Draft]:
        """The share that a fact implies in its film, which is true whether or not the prize was won."""
        share = self.of(fact)
        if share is None or fact.person is None or fact.film is None:
            return
        shape = fact.scene.shape
        inside = shape.span.contains(fact.person.span)
        span = fact.person.span if inside else shape.span_of(fact.prize.piece.start, fact.prize.piece.end)
        confidence = round(fact.confidence * (0.85 if fact.scene.heading else 1.0), 3) * 0.95
        rule = f"{fact.rule}-implies"
        part = {"character": fact.character} if share == "cast_member" and fact.character else {}
        yield Draft(
            share, fact.film, {"name": fact.person.name}, span, fact.scene.number, rule, part, confidence=confidence
        )


def stated_share(fact: Fact) -> str | None:
    """The share that a fact's words themselves tell of."""
    if fact.prize.category is not None:
        label = fact.prize.category.label
        return label if label in SHARES else None
    return "cast_member" if fact.acting else None
