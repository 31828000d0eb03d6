"""What a source has held: which version of an article this is, and what another one changed."""

from __future__ import annotations

from dataclasses import dataclass

from filmdossier.export.dossier_words import folded
from filmdossier.model.reading import plain
from filmdossier.model.sourced import SourcedClaim
from filmdossier.store.store import Store
from filmdossier.web.article.loading import Article, Capture

#: Versions of one source that are shown, the latest.
MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class Versions:
    """What one source has held.

    Attributes:
        source: path or address.
        shown: the latest versions, the one it holds now last.
        left_out: how many earlier ones there are.
    """

    source: str
    shown: tuple[Capture, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class ClaimChanges:
    """Claims that only one of two versions makes, wherever in it; in the order of their texts."""

    gone: tuple[SourcedClaim, ...]
    new: tuple[SourcedClaim, ...]


def list_versions(article: Article) -> list[Versions]:
    """The sources of an article that have held other words as well."""
    return [
        Versions(source, captures[-MOST_VERSIONS:], max(len(captures) - MOST_VERSIONS, 0))
        for source, captures in article.captures.items()
        if len(captures) > 1
    ]


def neighbours(article: Article) -> tuple[Capture | None, Capture | None]:
    """The version before this one and the one after it, at the first of its sources that has held others."""
    captures = next((held for held in article.captures.values() if len(held) > 1), ())
    at = next((n for n, c in enumerate(captures) if c.document == article.document.id), None)
    if at is None:
        return None, None
    return captures[at - 1] if at else None, captures[at + 1] if at + 1 < len(captures) else None


def changed_claims(store: Store, earlier: str, later: str) -> ClaimChanges:
    """The claims that went and those that came from one version of an article to another.

    Args:
        store: where both are.
        earlier: id of the document that went before.
        later: id of the one that took its place.
    """
    before, after = _by_saying(store, earlier), _by_saying(store, later)
    gone = tuple(c for saying, c in before.items() if saying not in after)
    return ClaimChanges(gone, tuple(c for saying, c in after.items() if saying not in before))


def _by_saying(store: Store, document: str) -> dict[tuple[str, ...], SourcedClaim]:
    return {_saying(c): c for c in reversed(store.claims_of_documents([document]))}


def _saying(c: SourcedClaim) -> tuple[str, ...]:
    """What a claim says, wherever it stands."""
    told = {k: v for k, v in c.claim.qualifiers.items() if k not in ("converted", "from", "to")}
    what = repr(sorted(plain(c.claim.value).items())), repr(sorted(plain(told).items()))
    return c.claim.predicate, folded(c.film_title or ""), *what, str(c.claim.status)
