"""Awards and nominations, and what they imply: who played in, directed or wrote the film, and where it was shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from filmdossier.languages.territories import territory_names
from filmdossier.model.mention import Kind
from filmdossier.model.reading import Status
from filmdossier.model.span import Span
from filmdossier.reading.claims.awards_adjectives import read_adjectives
from filmdossier.reading.claims.awards_clauses import Fact, Memory, Sentence, has_prize, sentence_of
from filmdossier.reading.claims.awards_context import Context
from filmdossier.reading.claims.awards_names import Award
from filmdossier.reading.claims.awards_shares import Shares, stated_share
from filmdossier.reading.claims.awards_walk import read_verbs
from filmdossier.reading.claims.awards_words import AwardWords, award_words
from filmdossier.reading.claims.drafts import Article, Draft


@dataclass(frozen=True)
class Told:
    """A fact with its award."""

    fact: Fact
    award: Award
    category: str | None
    span: Span


def read_awards(article: Article) -> Iterator[Draft]:
    """The awards and nominations of an article, with the claims that they imply."""
    words = award_words(article.pack)
    sentences = _sentences(article, words)
    if not any(has_prize(s) for s in sentences):
        return
    read = [[*read_adjectives(s), *read_verbs(s)] for s in sentences]
    facts = [[f for f in told if not f.hoped] for told in read]
    shares = Shares(article, [f for told in facts for f in told])
    told = _with_siblings([_with_film(t, shares, words) for t in _told(article, words, sentences, facts)])
    for t in told:
        yield from _shown_at(t)
    for t in _without_lesser(told, words):
        yield _draft(t)
        yield from shares.drafts(t.fact)
    for fact in (f for told in read for f in told if f.hoped):
        yield from shares.drafts(fact)


def _sentences(article: Article, words: AwardWords) -> list[Sentence]:
    memory = Memory()
    people = {m.entity: m for m in reversed(article.annotated.mentions) if m.kind is Kind.PERSON}
    films = {m.name.casefold(): m for m in reversed(article.annotated.mentions) if m.kind is Kind.FILM and m.is_name}
    return [sentence_of(scene, words, memory, people, films) for scene in article.scenes]


def _told(
    article: Article, words: AwardWords, sentences: Sequence[Sentence], facts: Sequence[Sequence[Fact]]
) -> Iterator[Told]:
    context = Context(
        article.text, sentences, words, facts, frozenset(territory_names(article.pack)), article.published
    )
    for s, told in zip(sentences, facts, strict=True):
        for fact in told:
            award = context.resolve(fact, s) or _unnamed(article, fact)
            if award is not None and award.event is None and _is_festivals(award, fact, words) and context.main:
                award = replace(award, event=context.main.event)
            if award is not None:
                yield Told(
                    fact,
                    award,
                    _category(article, fact),
                    s.scene.shape.span_of(fact.prize.piece.start, fact.prize.piece.end),
                )


def _is_festivals(award: Award, fact: Fact, words: AwardWords) -> bool:
    """Whether a prize told of in a festival's article is one that festivals give."""
    name = award.name.casefold()
    others = any(name in group for group in words.same)
    return bool(words.marks["festival_prize"].search(name)) and not (others or fact.attributive or award.year)


def _unnamed(article: Article, fact: Fact) -> Award | None:
    """What to call a prize of nobody in particular: "the best actor prize"; nothing for what need be none."""
    piece = fact.prize.piece
    if fact.attributive or fact.scene.heading or fact.prize.aggregate or fact.rule == "awards.called":
        return None
    if fact.predicate != "award" or piece.kind not in ("category", "special") or fact.prize.worded is not None:
        return None
    noun = award_words(article.pack).marks["noun_behind"].search(fact.scene.shape.text[piece.end :])
    span = fact.scene.shape.span_of(piece.start, piece.end + (noun.end() if noun else 0))
    return Award(" ".join(span.of(article.text).split()))


def _category(article: Article, fact: Fact) -> str | None:
    """The category's words in small letters, names in it as they are."""
    piece = fact.prize.category
    if fact.prize.worded is None and piece is None:
        return _trade(article, fact)
    if fact.prize.worded is not None or piece is None:
        return fact.prize.worded
    shape = fact.scene.shape
    parts = []
    at = piece.start
    for item in shape.items_in(piece.start, piece.end):
        start = shape.position_of(item)
        said = item.span.of(article.text)
        parts += [
            shape.text[at:start],
            said if said[:1].isupper() and shape.text[start + 1] in "KLTOP" else said.lower(),
        ]
        at = shape.text.index(">", start) + 1
    category = " ".join("".join([*parts, shape.text[at : piece.end]]).split())
    words = award_words(article.pack)
    category = str(words.marks["award_word"].sub("", category))
    twofold = words.marks["twofold"].search(category)
    if twofold and fact.turn is not None:
        choice = [g for g in twofold.groups() if g][fact.turn]
        head, _, last = f"{category[: twofold.start()]}{choice}{category[twofold.end() :]}".rpartition(" ")
        return f"{head} {words.plural.get(last, last)}"
    return category


def _trade(article: Article, fact: Fact) -> str | None:
    """What somebody called by a trade is honoured for in a film: "the cinematographer P won an Oscar for F"."""
    if fact.person is None or fact.film is None or fact.attributive or fact.prize.piece.kind == "special":
        return None
    before = article.text[: fact.person.span.start].rstrip().casefold()
    trades = article.pack.table("claims/awards")["trades"]
    return next((str(category) for trade, category in trades.items() if before.endswith(trade)), None)


def _with_film(t: Told, shares: Shares, words: AwardWords) -> Told:
    fact = t.fact
    if fact.film is not None or fact.person is None or fact.prize.aggregate:
        return t
    if fact.attributive and (fact.prize.category is None or fact.prize.named is not None):
        return t
    share = stated_share(fact)
    choice = shares.films.get((share, fact.person.entity), set()) if share else set()
    film = next(iter(choice)) if len(choice) == 1 else fact.scene.topic if fact.scene.topic in choice else None
    if film is None and share and not shares.others(fact):
        film = fact.beside
    if film is None and share == "cast_member" and fact.character and not shares.others(replace(fact, beside=None)):
        film = fact.scene.topic
    if words.marks["same_film"].search(fact.scene.shape.text[fact.prize.end :]):
        film = fact.scene.topic
    if film is None and share == "cast_member" and words.marks["who_plays"].search(fact.scene.shape.text):
        film = fact.scene.topic
    return t if film is None else replace(t, fact=replace(fact, film=film, confidence=fact.confidence * 0.9))


def _with_siblings(told: Sequence[Told]) -> list[Told]:
    """A person's categories of one clause are for one film: what tells the film of one tells it of the others."""
    films: dict[tuple[int, int, str], set[int]] = defaultdict(set)
    for t in told:
        if t.fact.person is not None and t.fact.film is not None:
            films[t.fact.scene.number, t.fact.person.entity, t.fact.rule].add(t.fact.film)
    out = []
    for t in told:
        fact = t.fact
        alone = fact.film is None and fact.person is not None and fact.prize.category is not None
        known = films.get((fact.scene.number, fact.person.entity, fact.rule), set()) if alone and fact.person else set()
        out.append(replace(t, fact=replace(fact, film=next(iter(known)))) if len(known) == 1 else t)
    return out


def _without_lesser(told: Sequence[Told], words: AwardWords) -> Iterator[Told]:
    """Leaves out what another says more fully: without its film or category, or as a mere number of prizes."""
    told = [t for t in told if not _is_headline(t, told)]
    for t in told:
        if not any(_is_part(t, other, words) for other in told if other is not t):
            yield t


def _is_headline(t: Told, told: Sequence[Told]) -> bool:
    """Whether a headline gives a person what the article then gives a film: "P scoops prize", "P's film F won it"."""
    fact = t.fact
    if not fact.scene.heading or fact.film is not None or fact.prize.category is not None:
        return False
    others = (o.fact for o in told if o.fact.predicate == fact.predicate and not o.fact.scene.heading)
    return any(o.film is not None and o.person is None and not o.attributive and o.scene.number <= 2 for o in others)


def _is_part(t: Told, other: Told, words: AwardWords) -> bool:
    a, b = t.fact, other.fact
    if a.predicate != b.predicate:
        return False
    unsaid = a.prize.named is None and a.prize.category is None and b.prize.named is not None
    if (
        unsaid
        and a.film == b.film is not None
        and b.person is a.person is None
        and not b.attributive
        and 0 < b.scene.number - a.scene.number <= 2
    ):
        return True
    if not _same_award(t.award, other.award, words) or (
        t.award.year and other.award.year and t.award.year != other.award.year
    ):
        return False
    if a.person is None and t.category is None and a.film == b.film and other.category is not None:
        return True
    if (a.person.entity if a.person else None) != (b.person.entity if b.person else None):
        return False
    vague = t.category is None or t.category in words.vague
    if not vague and t.category != other.category:
        return False
    if a.film is not None and a.film != b.film:
        return False
    less = (a.film is None and b.film is not None) or (vague and other.category not in (None, t.category))
    return less and (b.film is not None or a.film is None)


def _same_award(a: Award, b: Award, words: AwardWords) -> bool:
    x, y = a.name.casefold().split(), b.name.casefold().split()
    if any(" ".join(x) in group and " ".join(y) in group for group in words.same):
        return True
    return set(x) <= set(y) or set(y) <= set(x)


def _draft(t: Told) -> Draft:
    fact = t.fact
    qualifiers = {"category": t.category, "recipient": fact.person.name if fact.person else None, "year": t.award.year}
    confidence = round(fact.confidence * (0.85 if fact.scene.heading else 1.0), 3)
    status = Status.PLANNED if fact.planned else Status.ASSERTED
    return Draft(
        fact.predicate, fact.film, {"name": t.award.name}, t.span, fact.scene.number, fact.rule,
        {k: v for k, v in qualifiers.items() if v is not None}, status, confidence=confidence,
    )  # fmt: skip


def _shown_at(t: Told) -> Iterator[Draft]:
    """A festival's prize implies that the film was shown at the festival."""
    fact, event = t.fact, t.award.event
    if event is not None and fact.film is not None and fact.predicate == "award":
        yield Draft(
            "presented_at",
            fact.film,
            {"name": event.name},
            event.span,
            fact.scene.number,
            f"{fact.rule}-implies",
            confidence=0.8,
        )
