"""What speaks for and against two films being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from filmdossier.model.record import Feature
from filmdossier.record.resolution.film_profiles import FilmProfile
from filmdossier.record.resolution.folding import script_of
from filmdossier.record.resolution.organisations import relate_organisations
from filmdossier.record.resolution.person_relations import relate_persons
from filmdossier.record.resolution.persons import parse_person
from filmdossier.record.resolution.scoring import Score, add_up, feature, weight
from filmdossier.record.resolution.tallies import Tally, shared
from filmdossier.record.resolution.titles import relate_titles
from filmdossier.record.resolution.years import days_between

#: Relations of names under which two are taken for one, or may be one.
SURE = frozenset({"name_equal", "name_turned", "name_sound", "name_middle_missing", "name_transcribed"})
POSSIBLE = frozenset(
    {
        "name_extended",
        "name_short_form",
        "name_initials",
        "name_near_surname",
        "name_near_given",
        "name_homophone",
        "name_surname_only",
        "name_near_surname_only",
        "name_single_equal",
        "name_transcribed_surname",
        "name_other_script",
    }
)
_QUARTER = 92
_LATE = 3
"""A film is written about mainly within so many years."""
_CAST = 3
_FEW_ACTORS = 20
"""Casts are compared name by name up to so many."""


def weigh_films(a: FilmProfile, b: FilmProfile) -> Score:
    """Compare two films, each known from one mention or many."""
    return add_up(_features(a, b))


def _features(a: FilmProfile, b: FilmProfile) -> Iterator[Feature]:
    relation, left, right = _best_titles(a.titles, b.titles)
    yield feature("film", relation, left, right)
    yield from _years(a, b)
    yield from _directors(a.directors, b.directors)
    yield from _cast(a.cast, b.cast)
    yield from _rest(a, b)
    yield from _follows(a, b, is_one_title=relation.startswith("title_equal"))


def _best_titles(a: Tally[str], b: Tally[str]) -> tuple[str, str, str]:
    left, right = _in_each_script(a), _in_each_script(b)
    if len(left) == len(right) == 1:
        return relate_titles(left[0], right[0]), left[0], right[0]
    pairs = ((relate_titles(x, y), x, y) for x in left for y in right)
    return max(pairs, key=lambda p: (weight("film", p[0]), p[1], p[2]), default=("title_differs", "", ""))


def _in_each_script(titles: Tally[str]) -> tuple[str, ...]:
    """The leading titles, and of each script that none of them is in the one said most."""
    scripts = {script_of(t) for t in titles.leading}
    if len(titles.counts) == len(titles.leading):
        return titles.leading
    best: dict[str, str] = {}
    for title in sorted(titles.counts, key=lambda t: (-titles.counts[t], t)):
        best.setdefault(script_of(title), title)
    return (*titles.leading, *(best[script] for script in sorted(best.keys() - scripts)))


def _years(a: FilmProfile, b: FilmProfile) -> Iterator[Feature]:
    if a.years and b.years:
        gap = min(abs(x - y) for x in a.years.leading for y in b.years.leading)
        names = ("year_equal", "year_next", "year_near", "year_apart", "year_apart", "year_apart")
        yield feature("film", names[gap] if gap < len(names) else "year_far", a.years, b.years)
        return
    if a.years or b.years:
        dated, other = (a, b) if a.years else (b, a)
        gaps = [p - y for p in other.seen.leading for y in dated.years.leading]
        if gaps:
            fits = any(-1 <= g < _LATE for g in gaps)
            late = "published_late" if max(gaps) >= _LATE else "published_early"
            yield feature("film", "published_fits" if fits else late, dated.years, f"published {other.seen}")
    elif a.seen and b.seen:
        gap = min(abs(x - y) for x in a.seen.leading for y in b.seen.leading)
        if days_between(a.days, b.days) <= _QUARTER:
            yield feature("film", "published_close", f"published {a.seen}", f"published {b.seen}")
        elif gap <= 1:
            yield feature("film", "published_fits", f"published {a.seen}", f"published {b.seen}")
        elif gap > _LATE:
            yield feature("film", "published_apart", f"published {a.seen}", f"published {b.seen}")


def _directors(a: Tally[str], b: Tally[str]) -> Iterator[Feature]:
    if not a or not b:
        return
    relations = {relate_persons(x, y) for x in a.leading for y in b.leading}
    if relations & SURE:
        yield feature("film", "director_equal", a, b)
    elif relations & POSSIBLE:
        yield feature("film", "director_close", a, b)
    else:
        yield feature("film", "director_differs", a, b)


def _cast(a: Mapping[str, str], b: Mapping[str, str]) -> Iterator[Feature]:
    if both := shared(a, b) or _heard(a, b):
        named = ", ".join(a[i] for i in both[:_CAST])
        yield feature("film", "cast_two" if len(both) > 1 else "cast_one", named, f"{len(both)} shared")
    elif a and b:
        name = {1: "cast_differs_one", 2: "cast_differs_two"}.get(min(len(a), len(b)), "cast_differs")
        yield feature("film", name, *(", ".join(sorted(c.values())[:_CAST]) for c in (a, b)))


def _heard(a: Mapping[str, str], b: Mapping[str, str]) -> list[str]:
    """Who of one cast is of the other too, in another script."""
    if max(len(a), len(b)) > _FEW_ACTORS or len({parse_person(n).script for n in (*a.values(), *b.values())}) < 2:
        return []
    return sorted(i for i, x in a.items() if any(relate_persons(x, y) == "name_transcribed" for y in b.values()))


def _rest(a: FilmProfile, b: FilmProfile) -> Iterator[Feature]:
    one = {"name_equal", "name_generic", "name_unit", "name_sound"}
    if any(relate_organisations(x, y) in one for x in a.companies.leading for y in b.companies.leading):
        yield feature("film", "company_shared", a.companies, b.companies)
    if a.countries and b.countries:
        common = set(a.countries.leading) & set(b.countries.leading)
        yield feature("film", "country_shared" if common else "country_differs", a.countries, b.countries)


def _follows(a: FilmProfile, b: FilmProfile, *, is_one_title: bool) -> Iterator[Feature]:
    def names_one(titles: Iterable[str], others: Tally[str]) -> bool:
        return any(relate_titles(x, y).startswith("title_equal") for x in titles for y in others.leading)

    if names_one(a.follows.leading, b.follows):
        yield feature("film", "follows_shared", a.follows, b.follows)
    elif is_one_title:
        if names_one(a.follows.leading, b.titles) or names_one(b.follows.leading, a.titles):
            yield feature("film", "remake", a.follows or "-", b.follows or "-")
    elif names_one(a.follows.leading, b.titles) or names_one(b.follows.leading, a.titles):
        yield feature("film", "follows_other", a.follows or a.titles, b.follows or b.titles)
