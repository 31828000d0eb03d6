"""Dossiers made by hand, so that what goes out can be tested apart from reading, store and record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from filmdossier.model.dossier import Dossier, Edit
from filmdossier.model.reading import (
    Attribution,
    Claim,
    Finding,
    Speaker,
    Statement,
    StatementKind,
    Status,
)
from filmdossier.model.record import Cluster, Comparison, Credit, Fact, Feature, Position, Record, Series
from filmdossier.model.sourced import (
    DocumentHead,
    SourcedClaim,
    SourcedStatement,
    claim_id,
    film_mention_id,
    person_mention_id,
    statement_id,
)
from filmdossier.model.span import Span
from filmdossier.record.witnesses import origin_of_document


def million(amount: str, currency: str | None = None) -> dict[str, Any]:
    """So many million of a currency; without one, a count."""
    number = Decimal(amount) * 10**6
    return {"amount": number, "currency": currency} if currency else {"count": number}


class DossierBuilder:
    """Puts a dossier together claim by claim; facts name their claims by what `claim` returned."""

    def __init__(self, title: str, *titles: str, year: str | None = None) -> None:
        self.title = title
        self.titles = (title, *titles)
        self.year = year
        self.documents: dict[str, DocumentHead] = {}
        self.claims: dict[str, SourcedClaim] = {}
        self.statements: list[SourcedStatement] = []
        self.facts: list[Fact] = []
        self.series: list[Series] = []
        self.credits: list[Credit] = []
        self.origins: dict[str, str] = {}
        self._at = 0

    def document(self, publisher: str | None, published: str | None, language: str = "en", source: str = "") -> str:
        source = source or f"https://example.org/{len(self.documents) + 1}"
        name = hashlib.sha256(source.encode()).hexdigest()
        self.documents[name] = DocumentHead(name, source, language, "A headline", publisher, published)
        return name

    def claim(
        self,
        document: str,
        predicate: str,
        value: Mapping[str, Any],
        words: str,
        *cites: str,
        status: Status = Status.ASSERTED,
        world: bool = False,
        **qualifiers: Any,
    ) -> str:
        self._at += 100
        span = Span(self._at, self._at + len(words))
        chain = tuple(Attribution(name, "outlet", Span(0, 1)) for name in cites)
        head = self.documents[document]
        claim = Claim(
            f"c{len(self.claims) + 1}",
            predicate,
            None if world else "f1",
            value,
            span,
            Span(self._at - 9, self._at + len(words) + 9),
            qualifiers,
            status,
            chain,
            0.9,
        )
        title = None if world else self.title
        name = claim_id(document, title, claim)
        film = None if world else film_mention_id(document, self.title)
        self.claims[name] = SourcedClaim(name, claim, head, film, title, words, f"A sentence with {words} in it.")
        for origin in cites[-1:]:
            self.origins[name] = origin
        return name

    def position(
        self, *claims: str, low: str = "", high: str = "", as_of: str | None = None, aside: str | None = None
    ) -> Position:
        first = self.claims[claims[0]]
        witnesses = {
            self.origins.get(c)
            or self.origins.get(self.claims[c].document.id)
            or origin_of_document(self.claims[c].document): 0
            for c in claims
        }
        return Position(
            first.claim.value,
            Decimal(low) * 10**6 if low else None,
            Decimal(high) * 10**6 if high else None,
            first.claim.value.get("date"),
            as_of,
            claims,
            tuple(witnesses),
            aside,
        )

    def fact(
        self, predicate: str, key: Mapping[str, Any], *positions: Position, reasons: tuple[str, ...] = (), by: str = ""
    ) -> None:
        name = hashlib.sha256(f"{predicate}{key}".encode()).hexdigest()[:16]
        self.facts.append(Fact(name, predicate, key, positions, reasons, by or None))

    def say(
        self, document: str, speaker: str, role: str | None, *parts: str, kind: str = "direct", **more: Any
    ) -> None:
        spans = tuple(Span(10 * n, 10 * n + len(p)) for n, p in enumerate(parts))
        statement = Statement(
            f"s{len(self.statements) + 1}", StatementKind(kind), Speaker(speaker, Span(0, 1), role), spans, **more
        )
        film = film_mention_id(document, self.title)
        head = self.documents[document]
        self.statements.append(SourcedStatement(statement_id(document, statement), statement, head, film, parts))

    def credit(self, *names: tuple[str, str], roles: tuple[str, ...], **more: Any) -> None:
        mentions = tuple(sorted(person_mention_id(d, n) for n, d in names))
        spelled = tuple(dict.fromkeys(n for n, _ in names))
        self.credits.append(Credit(mentions[0], "person", spelled[0], spelled, mentions, roles, **more))

    def dossier(
        self,
        *findings: Finding,
        comparisons: tuple[Comparison, ...] = (),
        doubts: tuple[Comparison, ...] = (),
        **more: Any,
    ) -> Dossier:
        members = tuple(sorted(film_mention_id(d, self.title) for d in self.documents))
        film = Cluster((members or ("0",))[0], "film", self.title, self.titles, members, comparisons, doubts, self.year)
        record = Record(
            film,
            tuple(self.facts),
            tuple(self.series),
            tuple(self.credits),
            findings,
            tuple(sorted(self.documents)),
            self.origins,
        )
        return Dossier(record, self.claims, tuple(self.statements), self.documents, **more)


def sample_dossier() -> Dossier:
    """What the press said of one film, with every section that a dossier has."""
    b = DossierBuilder("Red Silk", "Красный шёлк", "Красный шелк", "红丝绸", year="2025")
    gazette = b.document("Russian Gazette", "2025-05-08")
    nsn = b.document("NSN", "2025-09-03", "ru")
    cmg = b.document("China Media Group", "2025-09-04", "zh")
    portal = b.document(None, "2025-09", source="https://www.portal.example/news/77")
    global_times = b.document("Global Times", "2025-09-05")
    china_daily = b.document("China Daily", "2025-09-17")
    izvestia = b.document("Izvestia", "2025-09-26", "ru")
    kino = b.document("kino.mail.ru", "2025-10-10", "ru")
    later = b.document("kino.mail.ru", "2026-02-25", "ru")

    volgin = {"name": "Andrey Volgin"}
    right = [
        b.claim(d, "director", volgin if d != cmg else {"name": "安德烈·沃尔金"}, w)
        for d, w in ((gazette, "Andrey Volgin"), (global_times, "Andrey Volgin"), (cmg, "安德烈·沃尔金"))
    ]
    wrong = b.claim(portal, "director", {"name": "Andrei Vokin"}, "Andrei Vokin")
    b.fact(
        "director",
        {},
        b.position(*right),
        b.position(wrong),
        reasons=("three witnesses against one", "the other spelling is one letter away"),
    )
    for name, character in (("Zheng Hanyi", "Wang Lin"), ("Milos Bikovic", None), ("Gleb Kalyuzhny", None)):
        played: dict[str, Any] = {"character": character} if character else {}
        says = [b.claim(china_daily, "cast_member", {"name": name}, name, **played)]
        if character:
            says.append(b.claim(portal, "cast_member", {"name": name}, name))
        b.fact("cast_member", {"name": name}, b.position(*says))
    post = {"name": "Svetlana Balanova", "role": "CEO", "organisation": "National Media Group"}
    b.fact(
        "position_held",
        {"name": "Svetlana Balanova"},
        b.position(b.claim(cmg, "position_held", post, "首席执行官巴拉诺娃", world=True)),
    )
    b.fact("genre", {"name": "thriller"}, b.position(b.claim(gazette, "genre", {"name": "thriller"}, "thriller")))
    b.fact("duration", {}, b.position(b.claim(china_daily, "duration", {"minutes": Decimal(146)}, "146-minute")))
    for code, words in (("CN", "Chinese"), ("RU", "Russian")):
        b.fact(
            "country_of_origin",
            {"territory": code},
            b.position(b.claim(global_times, "country_of_origin", {"territory": code}, words)),
        )
    b.fact(
        "release",
        {"territory": "RU", "kind": "theatrical"},
        b.position(
            b.claim(gazette, "release", {"date": "2025-02-20"}, "Feb 20", territory="RU"),
            b.claim(china_daily, "release", {"date": "2025-02-20"}, "Feb 20", territory="RU"),
            b.claim(nsn, "release", {"date": "2025-02"}, "в феврале", territory="RU"),
        ),
    )
    b.fact(
        "release",
        {"territory": "CN", "kind": "theatrical"},
        b.position(
            b.claim(nsn, "release", {"date": "2025-09-06"}, "6 сентября", status=Status.PLANNED, territory="CN"),
            b.claim(china_daily, "release", {"date": "2025-09-06"}, "Sept 6", territory="CN"),
        ),
        b.position(b.claim(portal, "release", {"date": "2024-09"}, "September 2024", territory="CN")),
        b.position(
            b.claim(gazette, "release", {"date": "2025-09-05"}, "Sept 5", status=Status.PLANNED, territory="CN"),
            aside="planned",
        ),
        reasons=("two witnesses against one",),
    )
    rub: dict[str, Any] = {"territory": "RU", "period": "total"}
    over = b.claim(gazette, "box_office", million("500", "RUB"), "more than 500 million rubles", bound="over", **rub)
    total = [
        b.claim(nsn, "box_office", million("688.6", "RUB"), "688,6 млн рублей", as_of="2025-09-03", **rub),
        b.claim(
            global_times,
            "box_office",
            million("689", "RUB"),
            "689 million rubles",
            "Izvestia",
            as_of="2025-08-29",
            converted=[million("8.49", "USD")],
            **rub,
        ),
        b.claim(china_daily, "box_office", million("689", "RUB"), "689 million rubles", "Izvestia", **rub),
    ]
    stands = b.position(*total, low="688.55", high="688.65", as_of="2025-09-03")
    b.fact(
        "box_office",
        {**rub, "currency": "RUB"},
        stands,
        reasons=("the latest date counts for a running total", "688.6 and 689 agree: one is the other rounded"),
    )
    b.series.append(
        Series("box_office", {**rub, "currency": "RUB"}, (b.position(over, low="500", as_of="2025-05-08"), stands))
    )
    usd: dict[str, Any] = {"territory": "CN", "period": "total"}
    china = [
        b.position(
            b.claim(izvestia, "box_office", million("1", "USD"), "более $1 млн", bound="over", **usd),
            low="1",
            as_of="2025-09-23",
        ),
        b.position(
            b.claim(izvestia, "box_office", million("1.5", "USD"), "более 1,5 миллиона долларов", bound="over", **usd),
            low="1.5",
            as_of="2025-09-26",
        ),
        b.position(
            b.claim(kino, "box_office", million("2", "USD"), "почти 2 миллиона долларов", bound="nearly", **usd),
            low="1.8",
            high="2",
            as_of="2025-10-09",
        ),
        b.position(
            b.claim(later, "box_office", million("1.8", "USD"), "1,8 миллиона долларов", **usd),
            low="1.75",
            high="1.85",
            as_of="2026-02-25",
        ),
    ]
    b.series.append(Series("box_office", {**usd, "currency": "USD"}, tuple(china)))
    b.fact("box_office", {**usd, "currency": "USD"}, china[3], china[2])
    viewers = [
        b.claim(
            global_times, "admissions", million("1.47"), "1.47 million", "Izvestia", territory="RU", period="total"
        ),
        b.claim(nsn, "admissions", million("1.5"), "1,5 миллиона", bound="about", territory="RU", period="total"),
        b.claim(china_daily, "admissions", million("1.47"), "1.47 million", "Izvestia", territory="RU", period="total"),
    ]
    b.fact("admissions", {"territory": "RU", "period": "total"}, b.position(*viewers, as_of="2025-08-29"))
    marks = [
        b.claim(
            d,
            "anniversary",
            {"ordinal": n, "year": 2025, "of": "diplomatic relations", "implied_year": 2025 - n},
            f"{n}th",
            world=True,
        )
        for d, n in ((china_daily, 76), (cmg, 76), (global_times, 75))
    ]
    b.fact(
        "anniversary",
        {"of": "diplomatic relations", "year": 2025},
        b.position(*marks[:2]),
        b.position(marks[2]),
        by="E. Editor",
    )

    b.say(izvestia, "Gosha Kutsenko", "general producer", "Мы идём до десятого октября", told_to="the agency")
    b.say(
        global_times,
        "Gosha Kutsenko",
        None,
        "The run had been extended by a month",
        "“We go on until October 10,”",
        kind="mixed",
    )
    for n in range(11):
        b.say(kino, "a viewer" if n else "critics", None, f"Reported words, part {n}", kind="indirect")

    b.credit(("Gosha Kutsenko", izvestia), ("Gosha Kutsenko", global_times), roles=("cast_member", "speaker"))
    names = (("Svetlana Balanova", cmg), ("Baranova", portal), ("巴拉诺娃", cmg))
    features = (
        Feature("same_role", 1.8, "head of National Media Group / head of Russian National Media Group"),
        Feature("surname_distance", -0.6, "Balanova / Baranova"),
    )
    ids = sorted(person_mention_id(d, n) for n, d in names[:2])
    b.credit(
        *names,
        roles=("position_held",),
        comparisons=(Comparison(ids[0], ids[1], 0.91, "same", features),),
    )
    doubt = sorted((person_mention_id(gazette, "Andrey Volgin"), person_mention_id(portal, "Andrei Vokin")))
    b.credit(
        ("Andrey Volgin", gazette),
        ("安德烈·沃尔金", cmg),
        roles=("director",),
        doubts=(
            Comparison(
                doubt[0],
                doubt[1],
                0.62,
                "doubt",
                (Feature("same_role", 2.1, "director / director"), Feature("surname_distance", -1.2, "Volgin / Vokin")),
            ),
        ),
    )
    gone = b.claim(portal, "director", {"name": "Andrei Volkin"}, "Andrei Volkin")
    edit = Edit(
        "https://www.portal.example/news/77",
        portal,
        portal,
        (b.claims[gone],),
        (b.claims[wrong],),
        "2025-09-10T08:00:00Z",
        "2025-09-12T09:30:00Z",
    )
    members = sorted(film_mention_id(d, b.title) for d in b.documents)
    return b.dossier(
        Finding(
            "cumulative",
            "error",
            "takings in China so far fall from nearly 2 million dollars by 9 October to 1.8 million in February",
            (china[2].claims[0], china[3].claims[0]),
        ),
        Finding("anniversary", "warning", "2025 − 75 = 1950, but 2025 − 76 = 1949", tuple(marks[1:])),
        comparisons=(
            Comparison(
                members[0],
                members[1],
                0.97,
                "same",
                (
                    Feature("same_title", 2.4, "Red Silk / Red Silk"),
                    Feature("same_director", 1.1, "Andrey Volgin / Andrey Volgin"),
                ),
            ),
            Comparison(members[1], members[2], 1.0, "same", (), "E. Editor"),
        ),
        edits=(edit,),
        as_of="2026-03-01",
        undated=("0" * 64,),
    )
