"""One sum in its sentence: the words around it, and the sums before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from filmdossier.model.reading import Status
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.figure_scope import Figure
from filmdossier.reading.claims.sums import Sum


@dataclass(frozen=True, slots=True)
class SumSetting:
    """One sum in its sentence.

    Attributes:
        before, after: the words of the shape that speak of it.
        charts: whether the article tells of charts.
        earlier: the drafts of the sums before it, None for those that are none of ours.
    """

    article: Article
    scene: Scene
    stated: Sum
    figure: Figure
    before: str
    after: str
    charts: bool
    earlier: tuple[Draft | None, ...]

    @property
    def text(self) -> str:
        """The sentence's shape."""
        return self.scene.shape.text

    @property
    def clause(self) -> str:
        """The words since the sum before."""
        return self.text[self.figure.since : self.stated.start]


def names_film(text: str) -> bool:
    """Whether a stretch of a shape names a film or has a stand-in for one."""
    return "<F" in text or "<f" in text


def compared_with(s: SumSetting, p: Mapping[str, Any], predicate: str) -> Draft | None:
    """The sum of the same kind right before this one that it is compared with."""
    last = s.earlier[-1] if s.earlier else None
    return last if last and last.predicate == predicate and p["compared"].search(s.before) else None


def draft_of(s: SumSetting, predicate: str, film: int | None, rule: str, qualifiers: dict[str, Any]) -> Draft:
    """The draft of a claim whose value the sum is."""
    return Draft(predicate, film, s.stated.value(), s.stated.span, s.scene.number, rule, qualifiers, status_of(s))


def status_of(s: SumSetting) -> Status:
    """How far the sentence stands behind a sum: planned and reported words must come before it."""
    words = s.article.pack.table("claims/status")
    if any(w in s.text for w in words["estimated"]):
        return Status.ESTIMATED
    for status in ("planned", "reported"):
        if any(w in s.before for w in words[status]):
            return Status(status)
    return Status.ASSERTED
