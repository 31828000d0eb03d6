"""Claims that leave open what they are about: a figure without its territory, a chart told in other words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from filmdossier.record.fact_keys import rule_of
from filmdossier.record.folding import fold_words, folded_value
from filmdossier.record.positions import claims_that_fit, group_claims
from filmdossier.record.stated import NEVER_STANDS, Stated
from filmdossier.record.unions import Unions
from filmdossier.record.wording import count_of


def resolve_open_keys(stated: Sequence[Stated]) -> Iterator[tuple[list[Stated], tuple[str, ...]]]:
    """The claims of one predicate by the fact that they speak of, with notes on how they came to it.

    A claim that names no territory joins the fact of a territory where the rest of the key knows exactly one, and where
    it agrees with what is said there; else it keeps a fact of its own. Places in charts that are told in other words
    are of one chart where territory, period and place are the same.
    """
    if not stated:
        return
    rule = rule_of(stated[0].claim.claim.predicate)
    by_key = _by_chart(stated) if "chart" in rule.fields else _by_key(stated)
    if not rule.open_territory:
        for claims in by_key.values():
            yield claims, ()
        return
    siblings: dict[str, list[str]] = {}
    for key, claims in by_key.items():
        if claims[0].key.get("territory") is not None:
            siblings.setdefault(_without_territory(claims[0]), []).append(key)
    joined: dict[str, list[Stated]] = {}
    left: list[list[Stated]] = []
    for claims in by_key.values():
        if claims[0].key.get("territory") is not None:
            continue
        known = siblings.get(_without_territory(claims[0]), [])
        fitting = _fitting(claims, by_key[known[0]]) if len(known) == 1 else []
        if fitting:
            joined.setdefault(known[0], []).extend(fitting)
        ids = {s.id for s in fitting}
        if rest := [s for s in claims if s.id not in ids]:
            left.append(rest)
    for key, claims in by_key.items():
        if claims[0].key.get("territory") is not None:
            yield _with(claims, joined.get(key, []))
    for claims in left:
        yield claims, ()


def _with(claims: list[Stated], joined: list[Stated]) -> tuple[list[Stated], tuple[str, ...]]:
    if not joined:
        return claims, ()
    territory = claims[0].key["territory"]
    verb = "agrees and is" if len(joined) == 1 else "agree and are"
    count = count_of(len(joined), "claim")
    note = f"territory: {count} without a territory {verb} taken to mean {territory}, the only one known"
    there = [replace(s, key=claims[0].key, key_id=claims[0].key_id) for s in joined]
    return sorted([*claims, *there], key=lambda s: s.id), (note,)


def _fitting(claims: Sequence[Stated], known: Sequence[Stated]) -> list[Stated]:
    return claims_that_fit(group_claims(s for s in known if s.status not in NEVER_STANDS), claims)


def _by_key(stated: Sequence[Stated]) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = {}
    for s in sorted(stated, key=lambda s: s.id):
        found.setdefault(s.key_id, []).append(s)
    return found


def _by_chart(stated: Sequence[Stated]) -> dict[str, list[Stated]]:
    """Ranks by territory, period, date and chart; a chart in other words is the same where it gives the same place."""
    unions: Unions[tuple[str, ...]] = Unions()
    for s in stated:
        base = _without(s, "chart")
        chart = ("chart", base, fold_words(str(s.key.get("chart") or "")))
        unions.join(chart, ("place", base, folded_value(s.claim.claim.value)))
    found: dict[tuple[str, ...], list[Stated]] = {}
    for s in sorted(stated, key=lambda s: s.id):
        chart = ("chart", _without(s, "chart"), fold_words(str(s.key.get("chart") or "")))
        found.setdefault(unions.root(chart), []).append(s)
    return {claims[0].id: claims for claims in found.values()}


def _without_territory(s: Stated) -> str:
    return _without(s, "territory", "chart")


def _without(s: Stated, *fields: str) -> str:
    return folded_value({k: v for k, v in s.key.items() if k not in fields})
