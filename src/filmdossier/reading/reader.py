"""From an article's text to its reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmdossier.languages import Pack, load_pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Document, Film, Published, Reading
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated, TaggedPart
from filmdossier.reading.claims.drafts import Article, Scene, to_claims
from filmdossier.reading.claims.read import read_drafts
from filmdossier.reading.films.discourse import Discourse, films_beside, follow_discourse
from filmdossier.reading.mentions.assemble import Name, assemble_mentions
from filmdossier.reading.sentences import Sentence, split_sentences
from filmdossier.reading.shapes import shape_sentence
from filmdossier.reading.terms import Term, find_terms
from filmdossier.reading.text import digest_text, normalize_text
from filmdossier.reading.values import find_values


def read_text(
    text: str,
    *,
    published: str | Published | None = None,
    language: str | None = None,
    source: str = "",
    title: str | None = None,
    publisher: str | None = None,
) -> Reading:
    """Read one article; see `filmdossier.read`."""
    text = normalize_text(text)
    pack = load_pack(language or "en")
    sentences = split_sentences(text, pack)
    names, parts = tag(text, sentences, pack)
    return read_tagged(text, sentences, names, parts, pack, source=source)


def tag(text: str, sentences: Sequence[Sentence], pack: Pack) -> tuple[list[Name], list[TaggedPart]]:
    """Names and parts of attributions, as the pack's encoder tags them."""
    raise NotImplementedError


def read_tagged(
    text: str, sentences: Sequence[Sentence], names: Iterable[Name], parts: Sequence[TaggedPart], pack: Pack, *, source: str = ""
) -> Reading:
    """A reading from a text whose names are tagged."""
    mentions = assemble_mentions(text, sentences, names, pack)
    values = [v for v in find_values(text, pack) if not any(m.span.overlaps(v.span) for m in mentions)]
    terms = find_terms(text, pack, [m.span for m in mentions])
    discourse = follow_discourse(text, sentences, [*mentions, *values, *terms], pack)
    everything = sorted([*mentions, *discourse.mentions], key=lambda m: m.span)
    annotated = Annotated(text, pack, sentences, values, everything, parts)
    article = Article(annotated, _scenes(text, sentences, everything, values, terms, discourse, pack))
    films = _films(mentions)
    ids = {number: film.id for number, film in films.items()}
    drafts = read_drafts(article)
    document = Document(id=digest_text(text), source=source, language=pack.tag, text=text)
    return Reading(document, tuple(films.values()), tuple(to_claims(drafts, ids, [s.span for s in sentences])), ())


def _scenes(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], values: Sequence, terms: Sequence[Term], discourse: Discourse, pack: Pack) -> list[Scene]:
    scenes = []
    for number, sentence in enumerate(sentences):
        span = sentence.span
        items = [i for i in (*mentions, *values, *terms) if span.contains(i.span)]
        shape = shape_sentence(text, span, items)
        scenes.append(Scene(number, sentence.paragraph, sentence.heading, shape, discourse.topics[number], discourse.people[number], films_beside(shape, pack)))
    return scenes


def _films(mentions: Iterable[Mention]) -> dict[int, Film]:
    found: dict[int, list[Mention]] = {}
    for m in mentions:
        if m.kind is Kind.FILM:
            found.setdefault(m.entity, []).append(m)
    films = {}
    for number, (entity, named) in enumerate(sorted(found.items(), key=lambda f: f[1][0].span), 1):
        spans = tuple(m.span for m in named)
        films[entity] = Film(f"f{number}", named[0].name, (), spans)
    return films
