"""What one reading lets know of its films and people."""

from __future__ import annotations

from filmdossier.model.mentions import Role
from filmdossier.model.reading import (
    Attribution,
    Basis,
    Claim,
    Document,
    Film,
    Published,
    Reading,
    Speaker,
    Statement,
    StatementKind,
    Status,
)
from filmdossier.model.sourced import film_mention_id, person_mention_id
from filmdossier.model.span import Span
from filmdossier.record.profiles import film_mentions, name_mentions

HERE = Span(0, 1)


def claim(predicate: str, film: str | None, value: dict[str, object], **more: object) -> Claim:
    status = more.pop("status", Status.ASSERTED)
    told = more.pop("attribution", ())
    assert isinstance(status, Status)
    assert isinstance(told, tuple)
    return Claim("c", predicate, film, value, HERE, HERE, more, status, told)


def said(name: str, role: str | None = None) -> Statement:
    return Statement("s", StatementKind.DIRECT, Speaker(name, HERE, role), (HERE,), film="f1")


def reading(*claims: Claim, statements: tuple[Statement, ...] = ()) -> Reading:
    document = Document("d", "a.txt", "en", "…", published=Published("2025-09-05", Basis.GIVEN))
    films = (Film("f1", "Red Silk", ("Красный шёлк",)), Film("f2", "Black Silk"))
    return Reading(document, films, claims, statements)


def test_a_film_with_what_tells_it_apart() -> None:
    first, second = film_mentions(
        reading(
            claim("director", "f1", {"name": "Andrey Volgin"}),
            claim("cast_member", "f1", {"name": "Zheng Hanyi"}, character="Wang Lin"),
            claim("release", "f1", {"date": "2025-09-06"}),
            claim("release", "f1", {"date": "2031"}, kind="screening"),
            claim("director", "f1", {"name": "Nobody"}, status=Status.DENIED),
            claim("award", "f1", {"name": "Golden Eagle"}, year=2026),
            claim("distributor", "f1", {"name": "China Film Group"}),
            claim("country_of_origin", "f1", {"territory": "RU"}),
            claim("follows", "f2", {"name": "Red Silk"}, kind="sequel"),
        )
    )
    assert first.id == film_mention_id("d", "Red Silk")
    assert first.names == ("Red Silk", "Красный шёлк")
    assert (first.published, first.main, second.main) == ("2025-09-05", True, False)
    assert first.evidence == {
        "cast": ("Zheng Hanyi",),
        "company": ("China Film Group",),
        "country": ("RU",),
        "director": ("Andrey Volgin",),
        "released": ("2025-09-06",),
        "year": ("2025-09-06", "2026"),
    }
    assert second.evidence == {"follows": ("Red Silk",)}
    assert {"t:redsilk", "t:krasnyyshelk"} <= set(first.keys)
    assert any(k.startswith("d:") and k.endswith(":2025") for k in first.keys)


def test_no_film_is_main_where_nothing_is_claimed() -> None:
    assert [m.main for m in film_mentions(reading())] == [False, False]


def test_people_and_organisations_with_what_they_stand_in() -> None:
    film = film_mention_id("d", "Red Silk")
    found = {
        m.name: m
        for m in name_mentions(
            reading(
                claim("release", "f1", {"date": "2025-09-06"}),
                claim("cast_member", "f1", {"name": "Gosha Kutsenko"}, character="the general"),
                claim(
                    "position_held",
                    None,
                    {"name": "Fu Ruoqing", "role": "chairman", "organisation": "China Film Group"},
                ),
                claim("distributor", "f1", {"name": "China Film Group"}),
                claim("award", "f1", {"name": "Golden Eagle"}, recipient="Zheng Hanyi", category="best actress"),
                claim("director", "f1", {"name": "Nobody"}, status=Status.DENIED),
                statements=(said("Gosha  Kutsenko", "general producer"), said("a viewer"), said("studio executives")),
            )
        )
    }
    assert set(found) == {"Gosha Kutsenko", "Fu Ruoqing", "China Film Group", "Zheng Hanyi"}
    kutsenko = found["Gosha Kutsenko"]
    assert kutsenko.id == person_mention_id("d", "Gosha Kutsenko")
    assert kutsenko.roles == (
        Role("cast_member", film, "the general", None, "2025-09-06"),
        Role("speaker", film, "general producer", None, "2025-09-06"),
    )
    assert found["Fu Ruoqing"].roles == (Role("position_held", None, "chairman", "China Film Group"),)
    company = found["China Film Group"]
    assert company.kind == "organisation"
    assert company.roles == (
        Role("position_held", None, "chairman"),
        Role("distributor", film, None, None, "2025-09-06"),
    )
    assert found["Zheng Hanyi"].roles == (Role("award", film, "best actress", None, "2025-09-06"),)
    assert all(m.keys for m in found.values())


def test_media_are_no_people() -> None:
    told = (Attribution("Kino Mail", "outlet", HERE),)
    gross = claim("box_office", "f1", {"amount": 1, "currency": "USD"}, attribution=told)
    assert name_mentions(reading(gross, statements=(said("Kino Mail"), said("Russian Gazette")))) == ()


def test_a_company_that_speaks_is_none_the_less_one() -> None:
    made = claim("production_company", "f1", {"name": "Sony Pictures"})
    (company,) = name_mentions(reading(made, statements=(said("Sony Pictures"),)))
    assert company.kind == "organisation"
    assert [r.predicate for r in company.roles] == ["production_company", "speaker"]


def test_a_word_is_no_person_unless_a_role_is_told() -> None:
    assert name_mentions(reading(statements=(said("Vokin"),))) == ()
    (person,) = name_mentions(reading(statements=(said("Vokin", "director"),)))
    assert person.name == "Vokin"
