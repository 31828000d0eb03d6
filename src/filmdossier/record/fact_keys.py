"""What makes two claims speak of one thing, for every predicate in one table.

A single-valued predicate (duration, a budget, takings of one territory and time) has a key without its value: claims
that differ are rival positions on one fact. A multi-valued one (cast, genres, awards) has its value in the key: claims
that differ are different facts. Whatever the key leaves out does not tell facts apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from filmdossier.model.dates import PartialDate, normalize_edtf, of_days
from filmdossier.model.sourced import SourcedClaim
from filmdossier.record.folding import fold_words
from filmdossier.record.same_names import KINDS, common_name

#: Periods of figures that grow over one run and are compared over time, not at one time.
RUNNING_PERIODS = frozenset({"total", "all_time"})
#: Periods that one territory has once.
_ONCE = frozenset({"opening_weekend"})
#: Kinds of release that a film has many of in one territory.
_MANY_TIMES = frozenset({"festival", "screening"})
_THURSDAY = 3


@dataclass(frozen=True, slots=True)
class KeyRule:
    """What the facts of one predicate are told apart by.

    Attributes:
        fields: of the key, each a name in `FIELDS`.
        value: what claims are compared by: ``figure``, ``date``, or the parts of the value whose words are compared;
            nothing where the key holds the value.
        runs: whether figures of it run on over time: ``total`` for those whose period says so, ``always`` or ``never``.
        grows: whether a running figure only ever rises, so that an earlier, lower one is no contradiction.
        open_territory: whether a claim that names no territory may mean the one that is known.
    """

    fields: tuple[str, ...]
    value: str | tuple[str, ...] = ()
    runs: str = "never"
    grows: bool = False
    open_territory: bool = False


_NAMED = KeyRule(("name",))

#: Every predicate's rule; one that is not in it keeps each of its values apart, by name.
RULES: Mapping[str, KeyRule] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "director",
                "screenwriter",
                "producer",
                "composer",
                "cinematographer",
                "cast_member",
                "production_company",
                "genre",
                "filming_location",
                "narrative_location",
                "presented_at",
            ),
            _NAMED,
        ),
        "distributor": KeyRule(("name", "territory"), open_territory=True),
        "country_of_origin": KeyRule(("country",)),
        "based_on": KeyRule(("name",)),
        "follows": KeyRule(("name",)),
        "set_in_period": KeyRule((), "date"),
        "duration": KeyRule((), "figure"),
        "release": KeyRule(("territory", "release_kind", "venue", "day"), "date", open_territory=True),
        "box_office": KeyRule(
            ("territory", "period", "window", "undated", "currency"), "figure", "total", grows=True, open_territory=True
        ),
        "admissions": KeyRule(
            ("territory", "period", "window", "undated"), "figure", "total", grows=True, open_territory=True
        ),
        "screens": KeyRule(("territory",), "figure", "always", open_territory=True),
        "rank": KeyRule(("territory", "period", "window", "undated", "chart"), "figure", "total", open_territory=True),
        "budget": KeyRule(("currency",), "figure"),
        "award": KeyRule(("name", "category", "recipient")),
        "nomination": KeyRule(("name", "category", "recipient")),
        "position_held": KeyRule(("name",), ("role", "organisation")),
        "anniversary": KeyRule(("of",), "figure"),
        "change": KeyRule(("document", "words", "from", "to"), "figure"),
        "market_total": KeyRule(("of", "territory", "period", "window", "undated", "currency"), "figure"),
    }
)


@dataclass(frozen=True, slots=True)
class Spellings:
    """The standing spelling of each name, however it is cased and spaced."""

    standing: Mapping[str, str]

    def of(self, name: str) -> str:
        """The spelling that stands for a name; the name itself where none is known."""
        return self.standing.get(fold_words(name), name)


def spellings(names: Mapping[str, str]) -> Spellings:
    """Spellings from a mapping of names as written; of two that fold alike, the least one's standing spelling."""
    found: dict[str, str] = {}
    for name in sorted(names):
        found.setdefault(fold_words(name), names[name])
    return Spellings(found)


def rule_of(predicate: str) -> KeyRule:
    """The rule of a predicate."""
    return RULES.get(predicate, _NAMED)


def key_of(claim: SourcedClaim, names: Spellings) -> dict[str, Any]:
    """The key of the fact that a claim speaks of; what is not stated is left out, but for territory and currency."""
    key = {field: FIELDS[field](claim, names) for field in rule_of(claim.claim.predicate).fields}
    return {_WRITTEN.get(f, f): v for f, v in key.items() if v is not None or f in {"territory", "currency", "name"}}


def common_key(claim: SourcedClaim, key: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's key with names that every language shares, so that claims in two languages speak of one thing."""
    kind = KINDS.get(claim.claim.predicate)
    shared = dict(key)
    if kind and shared.get("name"):
        shared["name"] = common_name(str(shared["name"]), kind)
    if shared.get("category"):
        shared["category"] = common_name(str(shared["category"]), "category")
    return shared


def is_running(claim: SourcedClaim) -> bool:
    """Whether a claim's figure is one of a run over time."""
    runs = rule_of(claim.claim.predicate).runs
    return runs == "always" or (runs == "total" and _period(claim) in RUNNING_PERIODS)


def as_of(claim: SourcedClaim) -> PartialDate | None:
    """The date up to which a claim's figure counts: as stated, else the date of its document; open ends are cut off."""
    for edtf in (claim.claim.qualifiers.get("as_of"), claim.document.published):
        if edtf and (day := normalize_edtf(_closed(str(edtf)))) is not None:
            return day
    return None


def _closed(edtf: str) -> str:
    return "/".join(part for part in edtf.split("/") if part not in {"", ".."})


def _period(claim: SourcedClaim) -> str | None:
    period = claim.claim.qualifiers.get("period")
    if period is None and claim.claim.predicate in {"box_office", "admissions"}:
        return "total"
    return None if period is None else str(period)


def _window(claim: SourcedClaim) -> str | None:
    """The time that a figure of a period is of, as an EDTF date.

    A weekend and a week belong to the cinema week from Thursday to Wednesday in which they end or are told of, a year
    to the year. Running figures, and what a territory has once, have none.
    """
    day = as_of(claim)
    if day is None or not _has_window(claim):
        return None
    period = _period(claim)
    if day.earliest is None or day.latest is None:
        return day.edtf
    if period == "year":
        return str(day.latest.year) if day.earliest.year == day.latest.year else day.edtf
    if day.earliest == day.latest and 1 < day.latest.year < 9999 and period in {"weekend", "week", None}:
        first = day.latest - timedelta(days=(day.latest.weekday() - _THURSDAY) % 7)
        return of_days(first, first + timedelta(days=6)).edtf
    return day.edtf


def _undated(claim: SourcedClaim, names: Spellings) -> str | None:
    """The document, where a figure of a period has no date: nothing says that another document's is of the same."""
    return claim.document.id if _has_window(claim) and as_of(claim) is None else None


def _has_window(claim: SourcedClaim) -> bool:
    return _period(claim) not in RUNNING_PERIODS | _ONCE


def _value_name(claim: SourcedClaim, names: Spellings) -> str | None:
    name = claim.claim.value.get("name")
    return None if name is None else names.of(str(name))


def _recipient(claim: SourcedClaim, names: Spellings) -> str | None:
    name = claim.claim.qualifiers.get("recipient")
    return None if name is None else names.of(str(name))


def _release_kind(claim: SourcedClaim, names: Spellings) -> str:
    return str(claim.claim.qualifiers.get("kind") or "theatrical")


def _only_of_many(part: Callable[[SourcedClaim], Any]) -> Callable[[SourcedClaim, Spellings], Any]:
    """A field that tells apart only what happens many times in one territory."""
    return lambda claim, names: part(claim) if _release_kind(claim, names) in _MANY_TIMES else None


def _qualifier(name: str) -> Callable[[SourcedClaim, Spellings], Any]:
    return lambda claim, names: claim.claim.qualifiers.get(name)


def _value(name: str) -> Callable[[SourcedClaim, Spellings], Any]:
    return lambda claim, names: claim.claim.value.get(name)


def _of(claim: SourcedClaim, names: Spellings) -> Any:
    return claim.claim.value.get("of") or claim.claim.qualifiers.get("of")


#: How each field of a key is read off a claim.
FIELDS: Mapping[str, Callable[[SourcedClaim, Spellings], Any]] = MappingProxyType(
    {
        "name": _value_name,
        "territory": _qualifier("territory"),
        "country": _value("territory"),
        "currency": _value("currency"),
        "period": lambda claim, names: _period(claim),
        "window": lambda claim, names: _window(claim),
        "undated": _undated,
        "chart": _qualifier("chart"),
        "category": _qualifier("category"),
        "recipient": _recipient,
        "release_kind": _release_kind,
        "venue": _only_of_many(lambda c: c.claim.qualifiers.get("venue")),
        "day": _only_of_many(lambda c: c.claim.value.get("date")),
        "of": _of,
        "from": _qualifier("from"),
        "to": _qualifier("to"),
        "document": lambda claim, names: claim.document.id,
        "words": lambda claim, names: claim.claim.value_span.to_list(),
    }
)
#: Fields that keys write under another name.
_WRITTEN: Mapping[str, str] = MappingProxyType(
    {"country": "territory", "release_kind": "kind", "window": "as_of", "undated": "document", "day": "date"}
)
