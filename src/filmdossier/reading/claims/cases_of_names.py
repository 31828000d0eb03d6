"""The words of an article's names: in their dictionary form, and in which case they stand."""

from __future__ import annotations

import re
from collections import Counter

from filmdossier.languages.territories import normalize_territory
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.claims.drafts import Article, Scene
from filmdossier.reading.inflection import dictionary_form
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import Term
from filmdossier.reading.word_forms import likeliest_word

_BLANKS = re.compile(r"\s+")
#: The longest pronoun.
_PRONOUN = 4
#: How many times more often than another an article must name the person whom it is about.
_HERO = 3


def words_of(article: Article, span: Span) -> str:
    """The words of a span with single blanks, without marks at their ends."""
    words = _BLANKS.sub(" ", span.of(article.text)).strip(" ,.;:()")
    # A mark that a phrase opens is closed with it.
    return f"{words}»" if words.count("«") > words.count("»") else words


def phrase(article: Article, span: Span) -> str:
    """Words in their dictionary form."""
    words = words_of(article, span)
    first = words[:1].lower() + words[1:] if words[1:2].islower() and span.start == 0 else words
    return dictionary_form(first, None, article.pack)


def is_genitive(article: Article, scene: Scene, person: Mention) -> bool:
    """Whether a person's name may stand in the genitive: by its ending; where it has one form only, by its place."""
    words = words_of(article, person.span)
    table = article.pack.table("claims/stated")["genitive"]
    last = words.rsplit(" ", 1)[-1].lower()
    if words.casefold() != person.name.casefold() and last not in person.name.casefold().split():
        return last.endswith(tuple(table["endings"]))
    first = words.split(" ", 1)[0].lower()
    if " " in words and first not in person.name.casefold().split():
        return first.endswith(tuple(table["endings"]))
    if not last.endswith(tuple(table["fixed"])):
        return False
    # A name of one form: what stands behind it must not go on as a subject's clause.
    text = scene.shape.text
    behind = text[text.index(">", scene.shape.position_of(person)) + 1 :]
    return bool(re.match(table["behind"], behind))


def is_nominative(article: Article, person: Mention) -> bool:
    """Whether a name stands in the nominative: its words are those that it is called by; or a word for a person."""
    words = words_of(article, person.span).casefold()
    if person.is_name:
        return words in person.name.casefold()
    pronouns = article.pack.table("claims/stated")["nominative"]["pronouns"]
    return words in pronouns or (len(words) > _PRONOUN and likeliest_word(words, article.pack) == words)


def territory_of(article: Article, item: Item) -> str | None:
    """The territory that a term or a place stands for; a city stands for its country."""
    if isinstance(item, Term):
        return item.value if item.kind != "genre" else None
    if isinstance(item, Mention):
        return normalize_territory(item.name, article.pack) or normalize_territory(
            words_of(article, item.span), article.pack
        )
    return None


def subject_of(article: Article, scene: Scene, at: int) -> Mention | None:
    """Whom a sentence speaks of where its rule names nobody.

    The last person in the nominative before a place of it; else whom the article is about, or who was spoken of last.
    """
    before = [i for i in scene.shape.items_in(0, at, "Pp") if isinstance(i, Mention)]
    if named := next((p for p in reversed(before) if is_nominative(article, p)), None):
        return named
    people = [m for m in article.annotated.mentions if m.kind is Kind.PERSON and m.is_name]
    counts = Counter(m.entity for m in people)
    hero = counts.most_common(1)[0][0] if counts else None
    # A sentence without a subject in an article on one person is that person's.
    meant = hero if counts[hero] >= _HERO * max(1, counts[scene.person]) else scene.person  # type: ignore[index]
    return next((m for m in people if m.entity == meant), None)
