"""What speaks for and against two people, or two organisations, being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from filmdossier.model.record import Feature
from filmdossier.record.resolution.name_profiles import NameProfile
from filmdossier.record.resolution.organisations import relate_organisations
from filmdossier.record.resolution.person_relations import is_common, relate_persons, relate_suffixes
from filmdossier.record.resolution.scoring import Score, add_up, feature, weight
from filmdossier.record.resolution.tables import load_table
from filmdossier.record.resolution.tallies import shared

_LONG = 25
"""Years between two careers that make one person of two trades unlikely."""
_LIFE = 60
"""Years between two mentions that no career spans."""
_ONE = frozenset({"name_equal", "name_sound", "name_transcribed"})
_FEW = 10
"""Characters are compared by their sounds up to so many."""
_HOPELESS = -4.0
"""Names this different are not looked at further."""


def weigh_names(a: NameProfile, b: NameProfile) -> Score:
    """Compare two people or two organisations, each known from one mention or many."""
    return add_up(_features(a, b))


def _features(a: NameProfile, b: NameProfile) -> Iterator[Feature]:
    kind = a.kind
    if a.kind != b.kind:
        yield feature("organisation", "name_differs", a.kind, b.kind)
        return
    relation, left, right = _best_names(a, b)
    name = feature(kind, relation, left, right)
    yield name
    if name.weight <= _HOPELESS:
        return
    if kind == "person":
        if is_common(left) and is_common(right) and not shared(a.film_ids, b.film_ids):
            yield feature(kind, "common_name", left, right)
        if suffix := relate_suffixes(left, right):
            yield feature(kind, suffix, left, right)
        yield from _lives(a, b)
        yield from _places(a, b)
    yield from _films(kind, a, b)
    if left != right and (both := a.documents & b.documents):
        yield feature(kind, "same_document", left, f"{right} in {min(both)[:8]}")


def _best_names(a: NameProfile, b: NameProfile) -> tuple[str, str, str]:
    relate = relate_persons if a.kind == "person" else relate_organisations
    left, right = a.names.leading, b.names.leading
    if len(left) == len(right) == 1:
        return relate(left[0], right[0]), left[0], right[0]
    pairs = ((relate(x, y), x, y) for x in left for y in right)
    return max(pairs, key=lambda p: (weight(a.kind, p[0]), p[1], p[2]), default=("name_differs", "", ""))


def _films(kind: str, a: NameProfile, b: NameProfile) -> Iterator[Feature]:
    known = load_table("weights")[kind]
    both = shared(a.films.counts, b.films.counts)
    if both:
        named = [f"same_{role}" if f"same_{role}" in known else "same_other_role" for role in _predicates(both)]
        best = max(named, key=lambda n: (weight(kind, n), n))
        yield feature(kind, best, both[0].partition("|")[0], f"film {both[0].partition('|')[2][:8]}")
    elif elsewhere := shared(a.film_ids, b.film_ids):
        yield feature(kind, "same_film", a.roles, f"{b.roles} of film {elsewhere[0][:8]}")
    if kind == "person":
        yield from _characters(a, b)


def _characters(a: NameProfile, b: NameProfile) -> Iterator[Feature]:
    if shared(a.characters.counts, b.characters.counts) or _alike(a.characters.counts, b.characters.counts):
        yield feature("person", "same_character", a.characters, b.characters)
    elif {c.partition("|")[0] for c in a.characters.counts} & {c.partition("|")[0] for c in b.characters.counts}:
        yield feature("person", "other_character", a.characters, b.characters)


def _alike(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether two characters of one film share a word (Anton, Anton Gorodetsky), or are one by their sounds."""
    one, other = ([(film, name) for c in side for film, _, name in [c.partition("|")]] for side in (a, b))
    words = [{(film, w) for film, name in side for w in name.split()} for side in (one, other)]
    if words[0] & words[1]:
        return True
    return any(f == g and relate_persons(x, y) in _ONE for f, x in one[:_FEW] for g, y in other[:_FEW])


def _places(a: NameProfile, b: NameProfile) -> Iterator[Feature]:
    relations = {relate_organisations(x, y) for x in a.organisations.leading for y in b.organisations.leading}
    if relations & {"name_equal", "name_generic", "name_unit", "name_sound"}:
        yield feature("person", "same_organisation", a.organisations, b.organisations)
    elif relations & {"name_longer_before", "name_acronym", "name_near"}:
        yield feature("person", "near_organisation", a.organisations, b.organisations)


def _lives(a: NameProfile, b: NameProfile) -> Iterator[Feature]:
    if shared(a.roles.counts, b.roles.counts):
        yield feature("person", "same_trade", a.roles, b.roles)
    elif {a.trade, b.trade} == {"films", "office"}:
        yield feature("person", "other_trade", a.roles, b.roles)
    elif a.trade == b.trade == "films" and not shared(a.film_ids, b.film_ids):
        yield feature("person", "other_credit", a.roles, b.roles)
    if a.years and b.years:
        gap = min(abs(x - y) for x in a.years.leading for y in b.years.leading)
        if gap > _LIFE:
            yield feature("person", "time_apart", a.years, b.years)
        elif gap > _LONG and not set(a.roles.counts) & set(b.roles.counts):
            yield feature("person", "trade_and_time", f"{a.roles} {a.years}", f"{b.roles} {b.years}")


def _predicates(films: list[str]) -> list[str]:
    return [f.partition("|")[0] for f in films]
