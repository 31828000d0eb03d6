"""The words behind a value: the sentence that says it, with the words of the value marked, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from filmdossier.export.claim_words import attribution_in_words
from filmdossier.export.dossier_words import claim_in_words, outlet_in_words
from filmdossier.export.families import label_of
from filmdossier.export.links import web_address
from filmdossier.model.reading import Status
from filmdossier.model.sourced import DocumentHead, SourcedClaim
from filmdossier.model.wording import date_in_words

#: Letters of a sentence shown before the words of the value, and behind them.
_AROUND = 180


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a reference names it.

    Attributes:
        id: of the document.
        outlet: who published it.
        published: when, in words.
        title: its headline.
        language: BCP 47.
        address: where it can be read, if that is on the web.
    """

    id: str
    outlet: str
    published: str
    title: str
    language: str
    address: str | None

    @property
    def where(self) -> Markup:
        """Outlet and date, for a page."""
        return Markup(f"<bdi>{escape(self.outlet)}</bdi>, {escape(self.published)}")  # noqa: S704  escaped


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim in its sentence.

    Attributes:
        claim: its id.
        label: what kind of claim it is.
        says: its value, with its bound.
        source: the article.
        before, words, after: the sentence, the words of the value apart.
        status: how far the article stands behind it; empty where it asserts it.
        through: whom the article names as its source, nearest first.
    """

    claim: str
    label: str
    says: str
    source: Source
    before: str
    words: str
    after: str
    status: str
    through: tuple[str, ...]

    @property
    def sentence(self) -> Markup:
        """The sentence with the words of the value marked, for a page."""
        before, words, after = escape(self.before), escape(self.words), escape(self.after)
        lang = escape(self.source.language)
        return Markup(f'<q class="dos-sentence" lang="{lang}">{before}<mark>{words}</mark>{after}</q>')  # noqa: S704  escaped


@lru_cache(maxsize=4096)
def source_of(document: DocumentHead) -> Source:
    """An article as a reference names it."""
    when = date_in_words(document.published) if document.published else "date unknown"
    address = web_address(document.source)
    outlet = outlet_in_words(document)
    return Source(document.id, outlet, when, document.title or "", document.language, address)


def quote_of(claim: SourcedClaim) -> Quote:
    """A claim in its sentence."""
    before, after = _around(claim)
    c = claim.claim
    return Quote(
        claim.id,
        label_of(c.predicate),
        claim_in_words(claim),
        source_of(claim.document),
        before,
        claim.words,
        after,
        "" if c.status is Status.ASSERTED else str(c.status),
        tuple(attribution_in_words(c.attribution)),
    )


def _around(claim: SourcedClaim) -> tuple[str, str]:
    """What the sentence says before the words of the value and behind them; nothing where they stand elsewhere."""
    start = claim.claim.value_span.start - claim.claim.evidence_span.start
    end = start + len(claim.words)
    if start < 0 or claim.evidence[start:end] != claim.words:
        return "", ""
    return _end_of(claim.evidence[:start]), _beginning_of(claim.evidence[end:])


def _end_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text.lstrip()
    cut = text[-_AROUND:]
    return "… " + (cut.partition(" ")[2] if " " in cut[: _AROUND // 2] else cut)


def _beginning_of(text: str) -> str:
    if len(text) <= _AROUND:
        return text.rstrip()
    cut = text[:_AROUND]
    return (cut.rpartition(" ")[0] if " " in cut[_AROUND // 2 :] else cut) + " …"
