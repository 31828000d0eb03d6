"""From an article's text to its reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmdossier.languages import Pack, load_pack
from filmdossier.languages.territories import territory_names
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Document, Film, Published, Reading
from filmdossier.model.values import ValueMention
from filmdossier.reading.annotated import Annotated, TaggedPart
from filmdossier.reading.attributing import attribute_claims, date_statements, films_of_statements
from filmdossier.reading.claims.drafts import Article, Scene, to_claims
from filmdossier.reading.claims.read import read_drafts
from filmdossier.reading.films.discourse import Discourse, follow_discourse
from filmdossier.reading.films.unnamed import find_unnamed_films
from filmdossier.reading.films.words import films_beside
from filmdossier.reading.folding import fold_text, unfold_reading
from filmdossier.reading.mentions.assemble import assemble_mentions
from filmdossier.reading.mentions.inflected import are_forms
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.mentions.tagger import tag
from filmdossier.reading.published import find_published, reference_date
from filmdossier.reading.sentences import Sentence, split_sentences
from filmdossier.reading.shapes import Item, shape_sentences
from filmdossier.reading.statements import find_statements
from filmdossier.reading.terms import find_terms
from filmdossier.reading.text import digest_text, normalize_text
from filmdossier.reading.unspaced_nations import find_unspaced_nations
from filmdossier.reading.values import find_values
from filmdossier.reading.values.date_kinds import CalendarDate
from filmdossier.reading.years import settle_years


def read_text(
    text: str,
    *,
    language: str,
    published: str | Published | None = None,
    source: str = "",
    title: str | None = None,
    publisher: str | None = None,
) -> Reading:
    """Read one article; see `filmdossier.read`."""
    text = normalize_text(text)
    pack = load_pack(language)
    copy = fold_text(text, pack)
    sentences = split_sentences(copy, pack)
    names, parts = tag(copy, sentences, pack)
    reading = read_tagged(
        copy, sentences, names, parts, pack, source=source, published=published, title=title, publisher=publisher
    )
    return unfold_reading(reading, text)


def read_tagged(
    text: str,
    sentences: Sequence[Sentence],
    names: Iterable[Name],
    parts: Sequence[TaggedPart],
    pack: Pack,
    *,
    source: str = "",
    published: str | Published | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> Reading:
    """A reading from a text whose names are tagged."""
    found = find_values(text, pack)
    mentions = assemble_mentions(text, sentences, _without_dates(_without_letters(text, names, pack), found), pack)
    values = [v for v in found if not any(m.span.overlaps(v.span) for m in mentions)]
    shown = _without_countries(text, mentions, pack)
    terms = find_terms(text, pack, [m.span for m in shown])
    unnamed = find_unnamed_films(text, sentences, [*shown, *values, *terms], pack)
    mentions = [*mentions, *(u.mention for u in unnamed if u.mention.is_name)]
    shown = [*shown, *(u.mention for u in unnamed)]
    discourse = follow_discourse(text, sentences, [*shown, *values, *terms], pack)
    everything = sorted([*mentions, *discourse.mentions], key=lambda m: m.span)
    annotated = Annotated(text, pack, sentences, values, everything, parts)
    dated = find_published(text, sentences, values, pack, published, source=source)
    reference = reference_date(dated)

    scenes = _scenes(text, sentences, [*shown, *discourse.mentions, *values, *terms], discourse, pack)
    drafts = read_drafts(Article(annotated, scenes, published=reference, unnamed=unnamed))
    if reference is None:
        drafts = settle_years(drafts, values)
    films = _films(text, mentions, pack)
    ids = {entity: film.id for entity, film in films.items()}
    statements = date_statements(find_statements(annotated), annotated, reference)
    places = [(m.span, ids[m.entity]) for m in everything if m.kind is Kind.FILM]
    claims = attribute_claims(to_claims(drafts, ids, [s.span for s in sentences]), statements, annotated)
    headline = title or next((s.span.of(text) for s in sentences[:1] if s.heading), None)
    document = Document(digest_text(text), source, pack.tag, text, headline, publisher, dated)
    return Reading(document, tuple(films.values()), tuple(claims), tuple(films_of_statements(statements, places)))


def _without_countries(text: str, mentions: Sequence[Mention], pack: Pack) -> list[Mention]:
    """The mentions without countries, which are terms, with their codes; other places are names."""
    territories = territory_names(pack)

    def is_country(m: Mention) -> bool:
        return m.name in territories or all(part in territories for part in m.span.of(text).split("-"))

    return [m for m in mentions if not (m.kind is Kind.PLACE and is_country(m))]


def _without_letters(text: str, names: Iterable[Name], pack: Pack) -> Iterable[Name]:
    """The names without countries in their first letters (中俄合拍), which taggers take for one name."""
    if pack.traits.spaces_between_words:
        return names
    letters = frozenset(s.start for _, _, s in find_unspaced_nations(text, pack) if len(s) == 1)
    return [n for n in names if not letters.issuperset(range(n.span.start, n.span.end))]


def _without_dates(names: Iterable[Name], values: Iterable[ValueMention]) -> list[Name]:
    """The names without those that are nothing but a day: its capital letter makes no title of "Sept 6"."""
    days = {v.span for v in values if isinstance(v.value, CalendarDate) and v.value.month and v.value.day}
    return [n for n in names if n.span not in days]


def _scenes(
    text: str, sentences: Sequence[Sentence], items: Sequence[Item], discourse: Discourse, pack: Pack
) -> list[Scene]:
    """The sentences as claim readers see them."""
    shapes = shape_sentences(text, sentences, items)
    return [
        Scene(n, s.paragraph, s.heading, shape, discourse.topics[n], discourse.people[n], films_beside(shape, pack))
        for n, (s, shape) in enumerate(zip(sentences, shapes, strict=True))
    ]


def _films(text: str, mentions: Iterable[Mention], pack: Pack) -> dict[int, Film]:
    """The films that an article names, in the order in which it does, by entity.

    Other titles are aliases, but not the same title in another case.
    """
    named: dict[int, list[Mention]] = {}
    for m in mentions:
        if m.kind is Kind.FILM:
            named.setdefault(m.entity, []).append(m)
    films = {}
    for number, (entity, found) in enumerate(sorted(named.items(), key=lambda f: f[1][0].span), 1):
        other = dict.fromkeys(words for m in found if (words := " ".join(m.span.of(text).split())) != m.name)
        name = found[0].name.lower().split()
        aliases = [o for o in other if not (pack.traits.inflects_names and are_forms(o.lower().split(), name, pack))]
        films[entity] = Film(f"f{number}", found[0].name, tuple(aliases), tuple(m.span for m in found))
    return films
