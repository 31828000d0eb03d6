"""The record of a film out of its parts."""

from __future__ import annotations

from tests.record.literal_record import claims_of

from filmdossier.model.record import Cluster, Credit
from filmdossier.record.assemble import assemble_record, standing_names

FILM = Cluster("f", "film", "Red Silk", ("Red Silk", "Красный шёлк"), ("f",))
DIRECTOR = Credit("p2", "person", "Andrey Volgin", ("Andrey Volgin", "Андрей Волгин"), ("p2", "p3"))
PRODUCER = Credit("p1", "person", "Vadim Byrkin", ("Vadim Byrkin", "Вадим Быркин"), ("p1",))
CLAIMS = claims_of(
    [
        {"id": "a", "by": "One", "dated": "2025-09-05", "director": "Andrey Volgin"},
        {"id": "b", "by": "Два", "dated": "2025-09-03", "director": "Андрей Волгин"},
        {
            "id": "c",
            "by": "One",
            "dated": "2025-09-05",
            "admissions": 1470000,
            "words": "1.47 million",
            "from": "Izvestia",
        },
        {"id": "d", "by": "One", "dated": "2025-09-05", "duration": 146, "from": "Vadim Byrkin/person"},
        {"id": "e", "by": "Два", "dated": "2025-09-03", "duration": 146, "from": "Вадим Быркин/person"},
    ]
)


def test_a_record() -> None:
    documents = [c.document for c in CLAIMS[:2]]
    record = assemble_record(FILM, CLAIMS, [DIRECTOR, PRODUCER], documents, {})
    assert record.film is FILM
    assert record.findings == ()
    assert [c.id for c in record.credits] == ["p1", "p2"]
    assert record.documents == ("One 2025-09-05", "Два 2025-09-03")
    director, duration, admissions = record.facts
    assert director.standing.value == {"name": "Andrey Volgin"}
    assert director.standing.witnesses == ("One", "Два")
    assert duration.standing.witnesses == ("Vadim Byrkin",), "one man, quoted in two languages"
    assert [p.as_of for s in record.series for p in s.points] == ["2025-09-05"]
    assert admissions.standing.as_of == "2025-09-05"
    assert record.origins == {"c": "Izvestia", "d": "Vadim Byrkin", "e": "Vadim Byrkin"}


def test_a_spelling_of_two_people_stands_for_itself() -> None:
    other = Credit("q", "person", "Andrei Volgin-Senior", ("Andrei Volgin-Senior", "Андрей Волгин"), ("q",))
    assert standing_names([DIRECTOR, other]) == {
        "Andrey Volgin": "Andrey Volgin",
        "Andrei Volgin-Senior": "Andrei Volgin-Senior",
        "Андрей Волгин": "Андрей Волгин",
    }
