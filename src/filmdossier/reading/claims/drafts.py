"""Claims while they are being read: before they have an id, and before equal ones are folded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from filmdossier.languages import Pack
from filmdossier.model.dates import PartialDate
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Attribution, Claim, Status, plain
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.films.unnamed import UnnamedFilm
from filmdossier.reading.shapes import Item, Shape


@dataclass(slots=True)
class Draft:
    """A claim in the making.

    ``film`` is an entity number, ``sentence`` an index; ``run_days`` says up to how many days after its film's release
    a figure counts, where the words tell that rather than a date.
    """

    predicate: str
    film: int | None
    value: dict[str, Any]
    span: Span
    sentence: int
    rule: str
    qualifiers: dict[str, Any] = field(default_factory=dict)
    status: Status = Status.ASSERTED
    attribution: tuple[Attribution, ...] = ()
    confidence: float = 0.9
    run_days: int | None = None


@dataclass(frozen=True)
class Scene:
    """One sentence as the claim readers see it.

    Attributes:
        number: index of the sentence.
        heading: whether it is a headline or caption.
        shape: its shape, with stand-ins for films and people.
        topic: the film it is about where it does not say so, as entity number, or None.
        person: the person likewise.
        beside: places of film mentions that only say who somebody is.
    """

    number: int
    paragraph: int
    heading: bool
    shape: Shape
    topic: int | None
    person: int | None
    beside: frozenset[int] = frozenset()

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the shape, for quick tests of whether a rule can apply at all."""
        marks = str.maketrans("-'\"(),.;:?!/", "            ")
        return frozenset(self.shape.text.translate(marks).split())

    @cached_property
    def _films(self) -> list[tuple[int, Mention]]:
        films = [
            (self.shape.position_of(i), i) for i in self.shape.items if isinstance(i, Mention) and i.kind is Kind.FILM
        ]
        return [f for f in films if f[0] not in self.beside]

    def films(self) -> list[tuple[int, Mention]]:
        """Places and film mentions of the shape, in order; "Alien director" mentions no film, but a person."""
        return self._films

    def film_before(self, at: int) -> Mention | None:
        """The film named or meant last before a place of the shape."""
        before = [f for p, f in self.films() if p < at]
        return before[-1] if before else None

    def film_after(self, at: int, within: int = 400) -> Mention | None:
        """The film named or meant first after a place of the shape."""
        return next((f for p, f in self.films() if at <= p <= at + within), None)


@dataclass(frozen=True)
class Article:
    """What claim readers are given: the annotated text, its scenes, and the names of its films.

    Attributes:
        roles: for each person entity, the trades that the article gives them (``actor``, ``director`` …).
        published: when it was published, perhaps vaguely; relative dates are resolved against it.
        unnamed: the films that it tells of without a title.
    """

    annotated: Annotated
    scenes: Sequence[Scene]
    roles: Mapping[int, frozenset[str]] = field(default_factory=dict)
    published: PartialDate | None = None
    unnamed: Sequence[UnnamedFilm] = ()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.annotated.text

    @property
    def pack(self) -> Pack:
        """The language that it is read in."""
        return self.annotated.pack


def mentions_of(items: Iterable[Item]) -> list[Mention]:
    """Those of the items that are mentions."""
    return [i for i in items if isinstance(i, Mention)]


def fold_drafts(drafts: Iterable[Draft], deciding: Mapping[str, Sequence[str]]) -> list[Draft]:
    """One draft for each fact: equal predicate, film, value, and equal qualifiers of those that decide.

    Of equal drafts the surest stands, the first among equals, with the qualifiers of the others added where it lacks
    them. A draft whose deciding qualifiers are a part of another's is that other one, said with fewer words.
    """
    kept: list[Draft] = []
    alike: dict[tuple[str, int | None, str], list[Draft]] = {}
    for draft in drafts:
        # Genres are compared by their words, everything else by its value, so that a long article stays quick to fold.
        value = "" if draft.predicate == "genre" else _key(draft.value)
        others = alike.setdefault((draft.predicate, draft.film, value), [])
        twin = next((k for k in others if _same(k, draft, deciding.get(draft.predicate, ()))), None)
        if twin is None:
            kept.append(draft)
            others.append(draft)
            continue
        if draft.predicate == "genre" and len(draft.value["name"]) < len(twin.value["name"]):
            continue
        if draft.confidence > twin.confidence or len(str(draft.value.get("name"))) > len(str(twin.value.get("name"))):
            twin.value, twin.span, twin.sentence, twin.rule = draft.value, draft.span, draft.sentence, draft.rule
            twin.confidence, twin.status = draft.confidence, draft.status
        for key, value in draft.qualifiers.items():
            twin.qualifiers.setdefault(key, value)
        twin.attribution = twin.attribution or draft.attribution
    return kept


def _same(a: Draft, b: Draft, deciding: Sequence[str]) -> bool:
    """Whether two drafts of one predicate, film and value (genres: of one film) state one fact."""
    if a.predicate == "genre" and not _one_in_other(a.value["name"], b.value["name"]):
        return False
    if a.qualifiers.get("period") != b.qualifiers.get("period") and "all_time" in (
        a.qualifiers.get("period"),
        b.qualifiers.get("period"),
    ):
        return False
    return all(
        _agree(a.qualifiers.get(k.rstrip("!")), b.qualifiers.get(k.rstrip("!")), k.endswith("!")) for k in deciding
    )


def _agree(a: Any, b: Any, exactly: bool) -> bool:
    """Whether two qualifiers can be one fact's; one that is lacking agrees with any, unless it must match exactly."""
    if a is None or b is None:
        return not exactly or a is b
    return _key(a) == _key(b)


def _one_in_other(a: str, b: str) -> bool:
    """Whether one name holds all the words of the other: "comedy" is what "romantic comedy" says with fewer words."""
    one, other = set(a.split()), set(b.split())
    return one <= other or other <= one


def _key(value: Any) -> str:
    return json.dumps(plain(value), sort_keys=True, default=str, ensure_ascii=False).casefold()


def to_claims(drafts: Iterable[Draft], film_ids: Mapping[int, str], evidence: Sequence[Span]) -> list[Claim]:
    """Claims in the order of the text, numbered from c1."""
    ordered = sorted(drafts, key=lambda d: (d.span, d.predicate))
    return [
        Claim(
            id=f"c{n}",
            predicate=d.predicate,
            film=film_ids.get(d.film) if d.film is not None else None,
            value=d.value,
            value_span=d.span,
            evidence_span=evidence[d.sentence].joined(d.span),
            qualifiers={k: v for k, v in d.qualifiers.items() if v is not None},
            status=d.status,
            attribution=d.attribution,
            confidence=d.confidence,
            rule=d.rule,
        )
        for n, d in enumerate(ordered, 1)
    ]
