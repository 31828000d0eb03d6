"""Pairs of mentions and whether they are one, from ``tests/cases/pairs``.

Each side stands in a document of its own, and says no more than an article would. Films that people have a credit in
are named by title and year: the same words are the same film.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from filmdossier.model.dates import parse_edtf
from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.model.predicates import PREDICATES
from filmdossier.model.record import Comparison
from filmdossier.model.sourced import film_mention_id, person_mention_id

FOLDER = Path(__file__).parents[1] / "cases" / "pairs"
FILES = ("development", "held_back")
KINDS = ("film", "person", "organisation")
EVIDENCE = frozenset({"year", "director", "cast", "company", "country", "follows"})
_PAIR = frozenset({"id", "kind", "left", "right", "same", "why"})
_SIDE = {
    "film": frozenset({"title", "names", "language", "published", "evidence"}),
    "name": frozenset({"name", "language", "published", "roles"}),
}
_ROLE = frozenset({"predicate", "film", "detail", "organisation"})


@dataclass(frozen=True)
class Pair:
    """Two mentions and whether they are one; ``why`` says what a reader has to know for it."""

    id: str
    kind: str
    left: FilmMention | NameMention
    right: FilmMention | NameMention
    same: bool
    why: str | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """What both sides say, whichever comes first and wherever it stands."""
        return self.kind, *sorted(_wording(m) for m in (self.left, self.right))


@dataclass(frozen=True)
class Outcome:
    """Verdicts over pairs, counted as merges: only ``same`` is one."""

    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    right: int

    @property
    def precision(self) -> float:
        """Of the merges, how many are right."""
        merges = self.right + len(self.wrong)
        return self.right / merges if merges else 0.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one, how many are merged."""
        return self.right / (self.right + len(self.missed))


def load_pairs(file: str) -> list[Pair]:
    """The pairs of one file, in its order.

    Raises:
        ValueError: where a pair has a field too many, one too few, or one that means nothing; says which pair.
    """
    out = []
    for entry in yaml.safe_load((FOLDER / f"{file}.yaml").read_text("utf-8")):
        try:
            out.append(_pair(entry))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{file}.yaml, pair {entry.get('id')}: {error}") from error
    return out


def load_floors() -> dict[str, dict[str, float]]:
    """The least precision and recall, by file."""
    floors: dict[str, dict[str, float]] = yaml.safe_load((FOLDER / "floors.yaml").read_text("utf-8"))
    return floors


def measure(pairs: Sequence[Pair]) -> Outcome:
    """What the machine makes of the pairs, each by its own evidence alone."""
    wrong, missed, right = [], [], 0
    for pair in pairs:
        found = compare(pair)
        merged = found.verdict == "same"
        right += merged and pair.same
        if merged and not pair.same:
            wrong.append(f"{pair.id}: merged, {pair.why}")
        if pair.same and not merged:
            missed.append(f"{pair.id}: {found.verdict}")
    return Outcome(tuple(wrong), tuple(missed), right)


def compare(pair: Pair) -> Comparison:
    """The comparison of one pair."""
    from filmdossier.record.resolution.compare import compare_films, compare_names

    if isinstance(pair.left, FilmMention) and isinstance(pair.right, FilmMention):
        return compare_films(pair.left, pair.right)
    assert isinstance(pair.left, NameMention)
    assert isinstance(pair.right, NameMention)
    return compare_names(pair.left, pair.right)


def _pair(entry: dict[str, Any]) -> Pair:
    _expect(entry, _PAIR)
    kind, same = entry["kind"], entry["same"]
    if kind not in KINDS or not entry["id"].startswith(f"{kind}-") or not isinstance(same, bool):
        raise ValueError(f"a pair needs a kind of {KINDS}, an id that begins with it, and same: true or false")
    if not same and not entry.get("why"):
        raise ValueError("two that are not one need a why")
    read = _film if kind == "film" else _name
    left, right = (read(entry[side], f"{entry['id']} {side}", kind) for side in ("left", "right"))
    return Pair(entry["id"], kind, left, right, same, entry.get("why"))


def _film(side: dict[str, Any], document: str, kind: str) -> FilmMention:
    from filmdossier.record.keys import title_keys

    _expect(side, _SIDE[kind])
    title, names = side["title"], tuple(side["names"])
    if title not in names:
        raise ValueError("the title is not among the names")
    evidence = {k: tuple(map(str, v)) for k, v in side.get("evidence", {}).items()}
    _expect(evidence, EVIDENCE)
    for year in evidence.get("year", ()):
        parse_edtf(year)
    return FilmMention(
        film_mention_id(document, title),
        document,
        title,
        names,
        side["language"],
        _date(side),
        keys=title_keys(names),
        evidence=evidence,
    )


def _name(side: dict[str, Any], document: str, kind: str) -> NameMention:
    from filmdossier.record.keys import name_keys

    _expect(side, _SIDE["name"])
    name = side["name"]
    return NameMention(
        person_mention_id(document, name),
        document,
        kind,
        name,
        side["language"],
        _date(side),
        name_keys(name, kind),
        tuple(map(_role, side.get("roles", []))),
    )


def _role(role: dict[str, str]) -> Role:
    _expect(role, _ROLE)
    if role["predicate"] not in PREDICATES and role["predicate"] != "speaker":
        raise ValueError(f"no predicate is called {role['predicate']!r}")
    if (known := PREDICATES.get(role["predicate"])) and known.about_film and "film" not in role:
        raise ValueError(f"{role['predicate']} needs a film")
    return Role(role["predicate"], role.get("film"), role.get("detail"), role.get("organisation"))


def _date(side: dict[str, Any]) -> str | None:
    published = side.get("published")
    return parse_edtf(published).edtf if published is not None else None


def _wording(mention: FilmMention | NameMention) -> str:
    return repr(
        (mention.title, mention.evidence) if isinstance(mention, FilmMention) else (mention.name, mention.roles)
    )


def _expect(found: dict[str, Any], allowed: frozenset[str]) -> None:
    if unknown := set(found) - allowed:
        raise ValueError(f"unknown fields {sorted(unknown)}; known are {sorted(allowed)}")
