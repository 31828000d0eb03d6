"""Readings made by hand, so that the views can be tested apart from the reader."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from filmdossier.model.reading import (
    Attribution,
    Basis,
    Claim,
    Document,
    Film,
    Finding,
    Published,
    Reading,
    Speaker,
    Statement,
    StatementKind,
    Status,
)
from filmdossier.model.span import Span

TEXT = """'Red Silk' rolls into Beijing

The Russian-Chinese co-production Red Silk had its Beijing premiere on Thursday, two days before it goes on general
release across China.

About 1.47 million moviegoers have seen it and it has earned 689 million rubles ($8.49 million), according to a
report by Izvestia on August 29.

The run had been extended by a month, said Gosha Kutsenko, an actor in the film. "We go on until October 10," he told
the agency.

The release falls in the year in which the two countries mark the 75th anniversary of diplomatic relations.
"""


class ReadingBuilder:
    """Puts a reading together by the words that it points at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.claims: list[Claim] = []
        self.statements: list[Statement] = []
        self.films: list[Film] = []

    def at(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def film(self, title: str, *aliases: str) -> str:
        self.films.append(Film(f"f{len(self.films) + 1}", title, aliases, (self.at(title),)))
        return self.films[-1].id

    def claim(
        self,
        predicate: str,
        film: str | None,
        value: dict[str, Any],
        words: str,
        status: Status = Status.ASSERTED,
        attribution: tuple[Attribution, ...] = (),
        **qualifiers: Any,
    ) -> str:
        span = self.at(words)
        name = f"c{len(self.claims) + 1}"
        self.claims.append(Claim(name, predicate, film, value, span, span, qualifiers, status, attribution, 0.9))
        return name

    def statement(self, kind: str, speaker: Speaker, *parts: str, **more: Any) -> None:
        spans = tuple(self.at(p) for p in parts)
        name = f"s{len(self.statements) + 1}"
        self.statements.append(Statement(name, StatementKind(kind), speaker, spans, **more))

    def reading(self, *findings: Finding, published: Published | None = None, **document: Any) -> Reading:
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        about = Document(digest, document.pop("source", "sample.txt"), "en", self.text, published=published, **document)
        return Reading(about, tuple(self.films), tuple(self.claims), tuple(self.statements), findings)


def sample_reading(**document: Any) -> Reading:
    """A reading of `TEXT` with claims of every family but one, statements that overlap claims, and a finding."""
    b = ReadingBuilder(TEXT)
    film = b.film("Red Silk", "Красный шёлк", "红丝绸")
    izvestia = Attribution("Izvestia", "outlet", b.at("Izvestia"), "2025-08-29")
    b.claim("country_of_origin", film, {"territory": "RU"}, "Russian")
    b.claim("country_of_origin", film, {"territory": "CN"}, "Chinese")
    b.claim("release", film, {"date": "2025-09-04"}, "Thursday", territory="CN", kind="premiere", venue="Beijing")
    b.claim("release", film, {"date": "2025-09-06"}, "two days before it", Status.PLANNED, territory="CN")
    count = {"count": Decimal(1_470_000)}
    b.claim("admissions", film, count, "1.47 million", attribution=(izvestia,), bound="about", period="total")
    dollars = {"amount": Decimal(8_490_000), "currency": "USD", "span": b.at("$8.49 million")}
    b.claim(
        "box_office",
        film,
        {"amount": Decimal(689_000_000), "currency": "RUB"},
        "689 million rubles",
        attribution=(izvestia,),
        territory="RU",
        as_of="2025-08-29",
        bound="exact",
        converted=[dollars],
    )
    b.claim("cast_member", film, {"name": "Gosha Kutsenko"}, "Gosha Kutsenko")
    b.claim("presented_at", film, {"name": "Beijing premiere"}, "Beijing premiere", place="Beijing")
    post = {"name": "Gosha Kutsenko", "role": "actor", "organisation": None}
    b.claim("position_held", None, post, "Gosha Kutsenko, an actor in the film")
    anniversary = {"ordinal": 75, "year": 2025, "of": "diplomatic relations", "implied_year": 1950}
    last = b.claim("anniversary", None, anniversary, "75th anniversary of diplomatic relations")
    b.statement(
        "indirect",
        Speaker("Izvestia", b.at("Izvestia")),
        "About 1.47 million moviegoers have seen it and it has earned 689 million rubles ($8.49 million)",
        date="2025-08-29",
    )
    kutsenko = Speaker("Gosha Kutsenko", b.at("Gosha Kutsenko"), "actor")
    b.statement(
        "mixed",
        kutsenko,
        "The run had been extended by a month",
        '"We go on until October 10,"',
        told_to="the agency",
        film=film,
    )
    return b.reading(
        Finding("anniversary", "error", "75 years before 2025 is 1950, not 1949", (last,)),
        published=Published("2025-09-05", Basis.METADATA),
        **document,
    )
