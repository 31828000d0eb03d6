"""Who is who in families of mentions, by example."""

from __future__ import annotations

from typing import Any

import pytest

from filmdossier.model.record import Cluster, Credit
from filmdossier.record.resolution.credits import resolve_credits
from filmdossier.record.resolution.films import resolve_films
from filmdossier.record.resolution.people import resolve_people
from tests.resolution.families import doubts, film_mention, judgements, load_cases, name_mention

FILM = Cluster("f", "film", "A film", ("A film",), ("f",))


@pytest.mark.parametrize("case", load_cases("films"), ids=lambda c: c["id"])
def test_films(case: dict[str, Any]) -> None:
    family = [film_mention(i, fields) for i, fields in case["mentions"].items()]
    clusters = resolve_films(family, judgements(case.get("judgements", ())))
    assert [list(c.members) for c in clusters] == case["films"]
    if "doubts" in case:
        assert doubts(clusters) == case["doubts"]


@pytest.mark.parametrize("case", load_cases("names"), ids=lambda c: c["id"])
def test_names(case: dict[str, Any]) -> None:
    family = [name_mention(i, fields) for i, fields in case["mentions"].items()]
    decided = judgements(case.get("judgements", ()))
    found: tuple[Credit | Cluster, ...]
    if case.get("within") == "film":
        found = resolve_credits(FILM, family, decided)
        members = [list(c.mentions) for c in found if isinstance(c, Credit)]
    else:
        found = resolve_people(family, case.get("groups", ()), decided)
        members = [list(c.members) for c in found if isinstance(c, Cluster)]
    assert members == case["people"]
    if "doubts" in case:
        assert doubts(found) == case["doubts"]


def test_a_film_goes_by_its_most_frequent_title_and_best_witnessed_year() -> None:
    mentions = [
        film_mention("a", {"title": "Red Silk", "evidence": {"released": ["2025"], "year": ["2025", "2026"]}}),
        film_mention(
            "b", {"title": "Red Silk", "names": ["Red Silk", "Красный шёлк"], "evidence": {"released": ["2025-09"]}}
        ),
        film_mention("c", {"title": "The Red Silk", "evidence": {"released": ["2024/2025"], "year": ["2026"]}}),
    ]
    (film,) = resolve_films(mentions, ())
    assert (film.name, film.year, film.id) == ("Red Silk", "2025", "a")
    assert film.names == ("Red Silk", "The Red Silk", "Красный шёлк")


def test_a_merge_explains_itself() -> None:
    family = [
        film_mention("a", {"title": "Dune", "evidence": {"year": ["2021"], "director": ["Denis Villeneuve"]}}),
        film_mention("b", {"title": "Dune", "evidence": {"year": ["2022"], "director": ["D. Villeneuve"]}}),
    ]
    (film,) = resolve_films(family, ())
    (why,) = film.comparisons
    assert (why.left, why.right, why.verdict) == ("a", "b", "same")
    assert {f.name for f in why.features} == {"title_equal_short", "year_next", "director_close"}
    assert "D. Villeneuve" in next(f.detail for f in why.features if f.name == "director_close")


def test_a_judgement_says_who_decided() -> None:
    family = [film_mention("a", {"title": "Amour"}), film_mention("b", {"title": "Любовь", "language": "ru"})]
    (film,) = resolve_films(family, judgements([{"verdict": "same", "subjects": ["a", "b"]}]))
    assert [(c.left, c.right, c.judged_by) for c in film.comparisons] == [("a", "b", "tester")]


def test_unsure_asks_no_more() -> None:
    family = [film_mention("a", {"title": "Stalker"}), film_mention("b", {"title": "Stalker"})]
    clusters = resolve_films(family, judgements([{"verdict": "unsure", "subjects": ["a", "b"]}]))
    assert [c.doubts for c in clusters] == [(), ()]


def test_a_credit_lists_roles_and_titles_held() -> None:
    mentions = [
        name_mention("a", {"name": "Gosha Kutsenko", "roles": [["cast_member", "f"], ["director", "other"]]}),
        name_mention("b", {"name": "Gosha Kutsenko", "roles": [["position_held", None, "general producer", None]]}),
    ]
    (credit,) = resolve_credits(FILM, mentions, ())
    assert credit.roles == ("cast_member", "general producer")
