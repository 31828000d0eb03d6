"""What holds for any family, in any order, under any judgements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from filmdossier.model.judgement import Judgement, Verdict, standing
from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.model.record import Cluster, Credit
from filmdossier.record.resolution.compare import compare_films, compare_names
from filmdossier.record.resolution.credits import resolve_credits
from filmdossier.record.resolution.films import resolve_films
from filmdossier.record.resolution.people import resolve_people
from tests.resolution.families import film_mention, name_mention

TITLES = ("Dune", "Dune (2021)", "Dune: Part Two", "Дюна", "Stalker", "Сталкер", "The Stalker")
DIRECTORS = ("Denis Villeneuve", "D. Villeneuve", "Дени Вильнёв", "David Lynch", "Andrei Tarkovsky")
NAMES = ("Andrey Volgin", "Andrei Vokin", "Андрей Волгин", "A. Volgin", "Volgin", "Ivan Volgin", "Andrey Volgin Jr.")
COMPANIES = ("Warner Bros", "Warner Bros. Pictures", "Warner Music", "WB")
IDS = tuple("abcdefgh")
FILM = Cluster("f", "film", "A film", ("A film",), ("f",))

years = st.sampled_from(("1979", "1984", "2021", "2021-09", "2022", "2020/2021"))


@st.composite
def film_families(draw: st.DrawFn) -> list[FilmMention]:
    def fields() -> dict[str, Any]:
        names = draw(st.lists(st.sampled_from(TITLES), min_size=1, max_size=2, unique=True))
        evidence = {
            "year": draw(st.lists(years, max_size=2, unique=True)),
            "director": draw(st.lists(st.sampled_from(DIRECTORS), max_size=2, unique=True)),
            "cast": draw(st.lists(st.sampled_from(("Ada Ash", "Ben Birch", "Cy Cedar")), max_size=3, unique=True)),
        }
        published = draw(st.one_of(st.none(), years))
        return {
            "title": names[0],
            "names": names,
            "evidence": evidence,
            "published": published,
            "main": draw(st.booleans()),
        }

    return [film_mention(i, fields()) for i in IDS[: draw(st.integers(1, len(IDS)))]]


@st.composite
def name_families(draw: st.DrawFn) -> list[NameMention]:
    predicates = st.sampled_from(("director", "cast_member", "producer", "speaker"))
    films = st.sampled_from(("f", "g"))

    def fields() -> dict[str, Any]:
        kind = draw(st.sampled_from(("person", "organisation")))
        name = draw(st.sampled_from(NAMES if kind == "person" else COMPANIES))
        roles = draw(st.lists(st.tuples(predicates, films), max_size=2))
        return {"name": name, "kind": kind, "roles": roles, "published": draw(st.one_of(st.none(), years))}

    return [name_mention(i, fields()) for i in IDS[: draw(st.integers(1, len(IDS)))]]


@st.composite
def decisions(draw: st.DrawFn) -> tuple[Judgement, ...]:
    pairs = draw(st.lists(st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True), max_size=5))
    verdicts = st.sampled_from((Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE))
    found = [Judgement(i, draw(verdicts), tuple(sorted(p))) for i, p in enumerate(pairs, 1)]
    withdraw: bool = draw(st.booleans())
    if found and withdraw:
        found.append(Judgement(len(found) + 1, Verdict.WITHDRAWN, ("1",)))
    return tuple(found)


def check(clusters: Sequence[Cluster], ids: Sequence[str], decided: tuple[Judgement, ...]) -> None:
    members = [m for c in clusters for m in c.members]
    assert sorted(members) == sorted(ids), "every mention in exactly one cluster"
    assert all(c.id == min(c.members) for c in clusters)
    assert [c.id for c in clusters] == sorted(c.id for c in clusters)
    home = {m: c.id for c in clusters for m in c.members}
    holding = [j for j in standing(decided) if set(j.subjects) <= home.keys()]
    apart = [j.subjects for j in holding if j.verdict is Verdict.DIFFERENT]
    assert all(home[a] != home[b] for a, b in apart)
    if not apart:
        assert all(home[j.subjects[0]] == home[j.subjects[1]] for j in holding if j.verdict is Verdict.SAME)
    for c in clusters:
        asked = {(d.left, d.right) for d in c.doubts}
        assert not asked & {j.subjects for j in holding}, "what people have said is not asked again"


@settings(max_examples=150, deadline=None)
@given(film_families(), decisions(), st.randoms(use_true_random=False))
def test_films(family: list[FilmMention], decided: tuple[Judgement, ...], chance: Any) -> None:
    clusters = resolve_films(family, decided)
    check(clusters, [m.id for m in family], decided)
    shuffled, other = list(family), list(decided)
    chance.shuffle(shuffled)
    chance.shuffle(other)
    assert resolve_films(shuffled, other) == clusters


@settings(max_examples=150, deadline=None)
@given(name_families(), decisions(), st.randoms(use_true_random=False))
def test_people(family: list[NameMention], decided: tuple[Judgement, ...], chance: Any) -> None:
    clusters = resolve_people(family, (), decided)
    people = {m.id for m in family if m.kind == "person"}
    # A person and a company are never one, whatever people say.
    possible = tuple(
        j for j in decided if j.verdict is Verdict.WITHDRAWN or len(set(j.subjects) & people) in (0, len(j.subjects))
    )
    check(clusters, [m.id for m in family], possible)
    shuffled = list(family)
    chance.shuffle(shuffled)
    assert resolve_people(shuffled, (), decided) == clusters


@settings(max_examples=100, deadline=None)
@given(name_families(), decisions(), st.randoms(use_true_random=False))
def test_credits(family: list[NameMention], decided: tuple[Judgement, ...], chance: Any) -> None:
    found = resolve_credits(FILM, family, decided)
    assert sorted(m for c in found for m in c.mentions) == sorted(m.id for m in family)
    assert all(c.id == min(c.mentions) for c in found)
    shuffled = list(family)
    chance.shuffle(shuffled)
    assert resolve_credits(FILM, shuffled, decided) == found


@settings(max_examples=100, deadline=None)
@given(name_families())
def test_what_credits_hold_together_stays_together(family: list[NameMention]) -> None:
    credits_ = resolve_credits(FILM, family, ())
    clusters = resolve_people(family, [c.mentions for c in credits_], ())
    home = {m: c.id for c in clusters for m in c.members}
    assert all(len({home[m] for m in c.mentions}) == 1 for c in credits_ if isinstance(c, Credit))


@settings(max_examples=100, deadline=None)
@given(film_families(), name_families())
def test_comparing_is_symmetric(films: list[FilmMention], names: list[NameMention]) -> None:
    assert compare_films(films[0], films[-1]) == compare_films(films[-1], films[0])
    assert compare_names(names[0], names[-1]) == compare_names(names[-1], names[0])


@settings(max_examples=60, deadline=None)
@given(film_families())
def test_films_that_people_part_and_join_again_are_as_before(family: list[FilmMention]) -> None:
    a, b = family[0].id, family[-1].id
    if a == b:
        return
    parted = Judgement(1, Verdict.DIFFERENT, (a, b))
    assert resolve_films(family, (parted, Judgement(2, Verdict.WITHDRAWN, ("1",)))) == resolve_films(family, ())
