"""One source becomes everything that the store keeps of it: reading, findings, mentions, signature."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import BinaryIO

from filmdossier.audit.audit import audit_reading
from filmdossier.languages import pack_tags
from filmdossier.model.errors import FilmdossierError, InputError
from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.model.reading import Basis, Published, Reading
from filmdossier.rates.table import RateTable
from filmdossier.reading.reader import read_text
from filmdossier.reading.text import digest_text, normalize_text
from filmdossier.record.profiles import film_mentions, name_mentions
from filmdossier.record.shingles import signature
from filmdossier.sources.article import SourceArticle
from filmdossier.sources.load import STANDARD_INPUT, load_article

#: Readings of another version are made anew. Raise it whenever what is read from a text changes.
READER = "0.3.0"


@dataclass(frozen=True, slots=True)
class Options:
    """How sources are loaded and read.

    Attributes:
        published: EDTF date of publication, where it is known from elsewhere.
        language: BCP 47; None to have it recognised.
        publisher: who published them, where the source does not say so.
        allow_private: whether addresses on this machine and in private networks are fetched.
    """

    published: str | None = None
    language: str | None = None
    publisher: str | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """One article, ready to be kept."""

    source: str
    reading: Reading
    films: tuple[FilmMention, ...]
    names: tuple[NameMention, ...]
    signature: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """A source whose very words have been read already."""

    source: str
    document: str


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that could not be read, and what to do about it."""

    source: str
    error: FilmdossierError


def load(source: str, options: Options, stdin: BinaryIO | None = None) -> SourceArticle:
    """Load one source and put what the caller knows of it in place of what it says itself.

    Raises:
        InputError: where nothing can be read from it.
    """
    article = load_article(
        source,
        stdin=stdin or (sys.stdin.buffer if source == STANDARD_INPUT else io.BytesIO()),
        languages=pack_tags(),
        language=options.language,
        allow_private=options.allow_private,
    )
    published = Published(options.published, Basis.GIVEN) if options.published else article.published
    return replace(article, published=published, publisher=options.publisher or article.publisher)


def read_article(article: SourceArticle, rates: RateTable | None = None) -> Reading:
    """Read one article and check whether it adds up.

    Raises:
        InputError: where its language was not recognised.
    """
    if article.language is None:
        raise InputError(article.source, "is in a language that no pack reads", "name one of those there are")
    reading = read_text(
        article.text,
        published=article.published,
        language=article.language,
        source=article.source,
        title=article.title,
        publisher=article.publisher,
    )
    return replace(reading, findings=audit_reading(reading, rates))


def prepare(reading: Reading, source: str) -> Prepared:
    """What the store keeps of a reading."""
    films, names = film_mentions(reading), name_mentions(reading)
    return Prepared(source, reading, films, names, signature(reading.document.text))


def read_source(
    source: str, options: Options, is_known: Callable[[str], bool], stdin: BinaryIO | None = None
) -> Prepared | Known | Failed:
    """Load and read one source, unless its words have been read before.

    Args:
        source: path, address, or ``-``.
        options: how.
        is_known: whether the store has read the document of that id.
        stdin: what ``-`` reads.
    """
    try:
        article = load(source, options, stdin)
        document = digest_text(normalize_text(article.text))
        if is_known(document):
            return Known(source, document)
        return prepare(read_article(article), source)
    except FilmdossierError as e:
        return Failed(source, e if isinstance(e, InputError) else InputError(source, str(e), "see the documentation"))
