"""What a language says of prizes: the table ``claims/awards.toml`` as compiled patterns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from filmdossier.languages import Pack
from filmdossier.model.errors import PackError
from filmdossier.reading.terms import alternatives

#: Classes of verbs in the order in which they take words that could be either's.
VERBS = (
    "winners",
    "nominees",
    "against",
    "went",
    "named",
    "nominated",
    "nominations",
    "gave",
    "beat",
    "lost",
    "won",
    "named_bare",
    "took",
    "called",
    "was",
)


@dataclass(frozen=True)
class AwardWords:
    """Patterns over shapes.

    Attributes:
        heads: for each share in a film (``film``, ``cast_member``, ``director`` …), the heads of its categories.
        category: a whole category with its opening word.
        bare: a category without one; ``bare_before`` must match behind it unless it continues a list.
        verbs: what happens to prizes, by class.
        vague: categories that several others are kinds of.
        marks: all other patterns, by the name that they have in the table.
    """

    heads: Mapping[str, Any]
    category: Any
    bare: Any
    bare_before: Any
    prize: Any
    special: Any
    unnamed: frozenset[str]
    vague: frozenset[str]
    verbs: Mapping[str, Any]
    marks: Mapping[str, Any]
    plural: Mapping[str, str]
    same: Sequence[frozenset[str]]
    given_by: str
    decided: frozenset[str]


def award_words(pack: Pack) -> AwardWords:
    """The patterns of a pack, compiled once.

    Raises:
        PackError: where the table lacks a part or a part is no pattern.
    """
    return pack.made("award-words", lambda: _compile(pack))


def _compile(pack: Pack) -> AwardWords:
    table = pack.table("claims/awards")
    try:
        category, prize, names = table["category"], table["prize"], table["names"]
        marks = {
            **table["marks"],
            **table["more"],
            **table["attributive"],
            "not_prize": names["not_prize"],
            "aside_before": names["aside_before"],
        }
        decided = frozenset(marks.pop("decided"))
        heads = category["heads"]
        every_head = _longest(h for group in heads.values() for h in group)
        modifier = rf"(?:(?:{alternatives(category['modifiers'])}|<[GKRD]\d+>)(?: |/|, | or ))"
        after = "|".join(category["after"])
        bare, end = category["bare"], "(?:[ ,.;:'\"!?)-]|$)"
        bare_modifier = rf"(?:(?:{alternatives(bare['modifiers'])}|<[GK]\d+>) )"
        return AwardWords(
            heads={share: re2.compile(rf"(?:^| )(?:{_longest(group)})$") for share, group in heads.items()},
            category=re2.compile(
                rf"\b(?:(?:{alternatives(category['leads'])}) {modifier}{{0,6}}(?:{every_head})(?: (?:{after}))?"
                rf"|{'|'.join(category['whole'])}){end}"
            ),
            bare=re2.compile(rf"(?:^|[ (]){bare_modifier}{{0,3}}(?:{_longest(bare['heads'])})(?:[ ,.;:'\"!?)-]|$)"),
            bare_before=re2.compile(rf"^ (?:{'|'.join(bare['before'])})"),
            prize=re2.compile(rf"\b(?:{'|'.join(prize['nouns'])})\b"),
            special=re2.compile(rf"\b(?:{'|'.join(prize['special'])})"),
            unnamed=frozenset(prize["unnamed"]),
            vague=frozenset(category["vague"]),
            verbs={v: re2.compile("|".join(_bounded(w) for w in table["verbs"][v])) for v in VERBS},
            marks={name: re2.compile(source) for name, source in marks.items()},
            plural=names["plural"],
            same=tuple(frozenset(group) for group in names["same"]),
            given_by=names["given_by"],
            decided=decided,
        )
    except (KeyError, re2.error) as e:
        raise PackError(f"claims/awards.toml: {e}") from e


def _longest(words: Iterable[str]) -> str:
    return "|".join(sorted(set(words), key=len, reverse=True))


def _bounded(pattern: str) -> str:
    return pattern if pattern.startswith("^") else rf"(?:\b|(?:^| ))(?:{pattern})(?:\b|$)"


def last_match(pattern: Any, text: str) -> Any:
    """The last match of a pattern in a text, or None."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found
