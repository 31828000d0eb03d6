"""An article as a source gives it, before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from filmdossier.model.reading import Published


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """The text of one article and what its source tells about it.

    Attributes:
        source: the path or URL as the user gave it; ``-`` for standard input.
        text: the article's text as decoded or extracted, not yet normalised.
        title: the headline that the page declares; None for plain text.
        publisher: the site's name as the page declares it.
        published: the date that the page or its address declares.
        language: BCP 47 tag, where it was recognised.
    """

    source: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    language: str | None = None
