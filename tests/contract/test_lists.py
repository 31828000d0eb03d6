"""Lists, queues and the number that tells whether something was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from filmdossier.model.dossier import FilmSummary, Gross
from filmdossier.model.errors import StoreError
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.reading import Finding
from filmdossier.model.record import Cluster, Comparison, Credit, Feature, Record
from filmdossier.model.sourced import film_mention_id, finding_id, person_mention_id
from filmdossier.store.doubts import Doubt
from filmdossier.store.film_list import ORDERS, key_of
from filmdossier.store.open import open_store
from filmdossier.store.store import Store
from filmdossier.store.work import DerivedFilm
from tests.contract.articles import article, document_id
from tests.contract.toy_deriving import derive


def mention(number: int) -> str:
    return film_mention_id(document_id(f"text {number}"), "Red Silk")


def name(number: int) -> str:
    return person_mention_id(document_id(f"text {number}"), "Vadim Byrkin")


def film(number: int, title: str, **parts: object) -> Record:
    return replace(Record(Cluster(mention(number), "film", title, (title,), (mention(number),))), **parts)  # type: ignore[arg-type]


def write(store: Store, films: Sequence[DerivedFilm]) -> None:
    """Films in the place of all that there are."""
    if store.counts()["documents"] < 12:
        store.keep_many([article(f"text {n}", source=str(n)) for n in range(12)])
    with store.deriving() as work:
        work.write_films([mention(n) for n in range(12)], films)


# One list over several films


def various() -> list[DerivedFilm]:
    """Films with much the same of everything, and some without."""
    found = Finding("unit", "notice", "no scale", ("c1",))
    grosses = [None, Gross(Decimal("5E+6"), "USD", 5e6), Gross(Decimal(7), "XXX"), Gross(Decimal("9.5"), "EUR", 11.25)]
    return [
        DerivedFilm(
            film(n, "BAC"[n % 3], findings=(found,) * (n % 3), documents=(f"{n}",) * (n // 4)),
            claims=n,
            latest=[None, "2025-01", "2025-01-01"][n % 3],
            gross=grosses[n % 4],
        )
        for n in range(12)
    ]


def pages(store: Store, order: str, size: int) -> list[FilmSummary]:
    """A list, a page at a time."""
    found: list[FilmSummary] = []
    while page := store.films(order, size, after=key_of(found[-1], order) if found else None):
        assert len(page) <= size
        found += page
    return found


@pytest.mark.parametrize("order", ORDERS)
def test_pages_make_the_list(store: Store, order: str) -> None:
    write(store, various())
    whole = store.films(order)
    assert len(whole) == 12
    assert [f for n in range(0, 12, 5) for f in store.films(order, 5, n)] == whole
    for size in (1, 5, 12):
        assert pages(store, order, size) == whole
    leading = [key_of(f, order).leading for f in whole]
    known = [value for value in leading if value is not None]
    assert known == sorted(known, reverse=True)
    assert leading == [*known, *[None] * (12 - len(known))]
    titles = [(f.name, f.id) for f in whole if key_of(f, order).leading == leading[-1]]
    assert titles == sorted(titles)


def test_a_list_goes_on_after_a_film_that_is_gone(store: Store) -> None:
    write(store, various())
    first = store.films("articles", 5)
    write(store, [f for f in various() if f.record.film.id != first[-1].id])
    assert store.films("articles", after=key_of(first[-1], "articles")) == store.films("articles")[4:]


def test_grosses(store: Store) -> None:
    write(store, various())
    by_gross = store.films("gross")
    assert [f.gross for f in by_gross[:6]] == [Gross(Decimal(5_000_000), "USD", 5e6)] * 3 + [
        Gross(Decimal("9.5"), "EUR", 11.25)
    ] * 3
    assert sorted(str(f.gross and f.gross.amount) for f in by_gross[6:]) == ["7"] * 3 + ["None"] * 3


def test_when_a_record_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    write(store, [DerivedFilm(film(0, "A")), DerivedFilm(film(1, "B"))])
    first = {f.name: f.changed for f in store.films()}
    assert all(first.values())
    later = [DerivedFilm(film(0, "A")), DerivedFilm(film(1, "B", documents=("x",)))]
    monkeypatch.setattr("filmdossier.store.work.now", lambda: "2999-01-01T00:00:00+00:00")
    write(store, later)
    assert {f.name: f.changed for f in store.films()} == {"A": first["A"], "B": "2999-01-01T00:00:00+00:00"}
    assert [f.name for f in store.films("changed")] == ["B", "A"]
    assert "2999" not in "".join(store.dump_derived()), "it does not follow from what is kept"


# Findings


def test_findings_by_severity(store: Store) -> None:
    kinds = [("conflict", "notice"), ("unit", "error"), ("name", "warning"), ("unit", "notice"), ("odd", "new")]
    findings = [
        tuple(Finding(rule, s, f"{s} {n}", (f"c{n}", f"b{i}")) for i, (rule, s) in enumerate(kinds)) for n in (0, 1)
    ]
    write(store, [DerivedFilm(film(n, "A", findings=findings[n])) for n in (0, 1)])
    whole = store.worst_findings(100)
    severities = ["error"] * 2 + ["warning"] * 2 + ["notice"] * 4 + ["new"] * 2
    assert [f.finding.severity for f in whole] == severities
    assert {(f.film, f.ordinal): f for f in whole} == {(f.film, f.ordinal): f for f in store.findings()}
    paged = store.worst_findings(3)
    while more := store.worst_findings(3, paged[-1].key):
        paged += more
    assert paged == whole
    assert store.worst_findings(100, rule="unit") == [f for f in whole if f.finding.rule == "unit"]
    assert (
        store.worst_findings(2, store.worst_findings(2, rule="unit")[-1].key, "unit")
        == [f for f in whole if f.finding.rule == "unit"][2:]
    )
    assert store.worst_findings(100, severity="warning") == [f for f in whole if f.finding.severity == "warning"]
    assert store.worst_findings(100, rule="unit", severity="warning") == []
    counts = {("conflict", 2): 2, ("unit", 0): 2, ("name", 1): 2, ("unit", 2): 2, ("odd", 3): 2}
    assert store.count_findings() == counts


def test_ids_of_findings(store: Store) -> None:
    one = Finding("unit", "notice", "no scale", ("c2", "c1"))
    said = [Finding("unit", "notice", words) for words in ("first", "second")]
    write(store, [DerivedFilm(film(n, "A", findings=(one, *said[: 2 - n]))) for n in (0, 1)])
    ids = [f.id for f in store.findings()]
    assert len(set(ids)) == 3
    assert finding_id("unit", ["c1", "c2"], "said otherwise") in ids
    found = store.finding(finding_id("unit", ["c1", "c2"]))
    assert found is not None
    assert (found.film, found.finding) == (min(mention(0), mention(1)), one)
    assert store.finding(found.id[:9]) == found
    for given in ("0" * 16, "", "Red Silk", "é"):
        assert store.finding(given) is None
    write(store, [DerivedFilm(film(0, "A", findings=tuple(Finding("r", "error", "", (f"{n}",)) for n in range(40))))])
    with pytest.raises(StoreError, match="several"):
        [store.finding(digit) for digit in "0123456789abcdef"]


# Doubts


def pair(left: str, right: str, score: float) -> Comparison:
    a, b = sorted((left, right))
    return Comparison(a, b, score, "doubt", (Feature("same_year", 0.25, "2025 / 2025"),))


def doubting(store: Store) -> None:
    """Two films that may be one, both of which say so; and names of one film that may be one."""
    films = pair(mention(0), mention(1), 0.7)
    names = Credit(
        name(2), "person", "X", ("X",), (name(2),), (), (), (pair(name(2), name(3), 0.6), pair(name(2), name(4), 0.7))
    )
    again = replace(names, doubts=(pair(name(2), name(3), 0.9),))
    clusters = [film(n, f"Film {n}") for n in (0, 1)]
    clusters = [replace(r, film=replace(r.film, doubts=(films,))) for r in clusters]
    write(store, [DerivedFilm(replace(r, credits=(k,))) for r, k in zip(clusters, (names, again), strict=True)])


def pairs(doubts: Sequence[Doubt]) -> list[tuple[float, set[str]]]:
    return [(d.score, {d.left, d.right}) for d in doubts]


def test_doubts(store: Store) -> None:
    doubting(store)
    whole = store.doubts()
    assert sorted(pairs(whole), key=str) == sorted(
        [(0.9, {name(2), name(3)}), (0.7, {mention(0), mention(1)}), (0.7, {name(2), name(4)})], key=str
    )
    assert [d.score for d in whole] == [0.9, 0.7, 0.7], "nearest to being one first, each once"
    assert {(d.kind, d.left_name, d.right_name) for d in whole} == {
        ("film", "Red Silk", "Red Silk"),
        ("person", "Vadim Byrkin", "Vadim Byrkin"),
    }
    assert whole[0].features == (Feature("same_year", 0.25, "2025 / 2025"),)
    assert whole[0].film == mention(1), "where it is likelier"
    assert [store.doubts(1, d.key) for d in whole] == [[whole[1]], [whole[2]], []]
    assert [len(store.doubts(film=mention(n))) for n in (0, 1)] == [3, 2], "each tells all of its own"
    assert store.doubts(kind="film") == [d for d in whole if d.kind == "film"]
    assert store.count_doubts() == {"film": 1, "person": 2}
    assert store.doubt(whole[0].right, whole[0].left) == whole[0]
    assert store.doubt(name(7), name(8)) is None


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE])
def test_a_doubt_that_is_decided_is_gone_at_once(store: Store, verdict: Verdict) -> None:
    doubting(store)
    whole = store.doubts()
    store.add_judgement(Judgement(0, verdict, (whole[0].left, whole[0].right)))
    store.add_judgement(Judgement(0, verdict, (whole[0].left, whole[0].right)))
    assert store.doubts() == whole[1:]
    assert store.count_doubts() == {"film": 1, "person": 1}
    assert store.doubt(whole[0].left, whole[0].right) == whole[0]
    store.add_judgement(Judgement(0, Verdict.WITHDRAWN, ("1",)))
    assert store.doubts() == whole[1:], "another judgement still stands"
    store.add_judgement(Judgement(0, Verdict.WITHDRAWN, ("2",)))
    assert store.doubts() == whole


def test_films_that_go_take_their_doubts_along(store: Store) -> None:
    doubting(store)
    write(store, [])
    assert store.doubts() == []
    assert store.worst_findings(9) == []


# The number


def break_off(store: Store) -> None:
    with store.deriving() as work:
        work.drop_orphans()
        1 / 0  # noqa: B018


def test_the_number_grows_with_everything_written(store: Store, place: str) -> None:
    seen = [store.generation()]

    def grew() -> bool:
        seen.append(store.generation())
        return seen[-1] > seen[-2]

    assert not grew()
    store.keep_many([article("one", source="a")])
    assert grew()
    derive(store)
    assert grew()
    store.add_capture("b", document_id("one"), "2026")
    assert grew()
    store.add_judgement(Judgement(0, Verdict.SAME, ("a", "b")))
    assert grew()
    store.mark_everything_pending()
    assert grew()
    with open_store(place) as other:
        other.keep_many([article("two", source="b")])
    assert grew()
    with pytest.raises(ZeroDivisionError):
        break_off(store)
    assert not grew(), "nothing of it was kept"
    with open_store(place, read_only=True) as reading:
        assert reading.generation() == seen[-1]
        reading.films()
    assert not grew()
