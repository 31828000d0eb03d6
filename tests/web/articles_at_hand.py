"""Articles that no outlet would print, and stores that hold them or several captures of one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import filmdossier
from filmdossier.engine.adding import keep
from filmdossier.engine.deriving import derive
from filmdossier.engine.reading import prepare
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
)
from filmdossier.model.span import Span
from filmdossier.rates.table import RateTable
from filmdossier.store.store import Store

ADDRESS = "https://news.example/red-silk"
FIRST = (
    "Red Silk opens in China\n\n"
    "The thriller Red Silk, directed by Andrey Volgin, opened in cinemas across China on September 6, 2025.\n\n"
    "It has earned $1.2 million in China, said Gosha Kutsenko, the producer.\n"
)
SECOND = FIRST.replace("$1.2 million", "$1.4 million").replace("Andrey Volgin", "Andrey Volgin and Anna Petrova")


def held(store: Store, reading: Reading, captured: str = "2026-03-01T10:00:00+00:00") -> str:
    """Keep a reading and derive what follows from it: the id of its document."""
    keep(store, prepare(reading, reading.document.source), captured)
    derive(store, RateTable())
    return reading.document.id


def two_captures(store: Store) -> tuple[str, str]:
    """One address that held one text in March and another in April: both documents."""
    first, second = (
        filmdossier.read(text, language="en", source=ADDRESS, publisher="News", published="2025-09-10")
        for text in (FIRST, SECOND)
    )
    held(store, first)
    return first.document.id, held(store, second, "2026-04-01T10:00:00+00:00")


def document(text: str, **more: Any) -> Document:
    """A document under the id of its text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    known: dict[str, Any] = {"source": "made.txt", "language": "en", "text": text}
    return Document(digest, **{**known, **more})


def said_at(text: str, words: str, nth: int = 0) -> Span:
    """Where words stand in a text."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def claim(number: int, span: Span, predicate: str = "cast_member", **value: Any) -> Claim:
    """A claim of the film ``f1``."""
    return Claim(f"c{number}", predicate, "f1", value or {"name": f"Name {number}"}, span, span)


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'


def hostile_reading() -> Reading:
    """Words that would break out of wherever a page puts them, in every place that strangers write."""
    text = (
        f"{HOSTILE}\n\nThe film {HOSTILE} by ' onmouseover='alert(3) earned \u202e001\u202c dollars; \x00\x07\ud800 "
        f"said &lt;b&gt; {{{{ 7 * 7 }}}} at </p></article> today.\n"
    )
    breaker = said_at(text, "' onmouseover='alert(3)")
    film = Film("f1", HOSTILE, (f"alias {HOSTILE}",), (said_at(text, HOSTILE),))
    return Reading(
        document(
            text,
            source='javascript:alert("source")//',
            title=HOSTILE,
            publisher=f"Outlet {HOSTILE} \ud83d",
            published=Published("2025-09-05", Basis.METADATA),
        ),
        (film,),
        (
            claim(1, breaker, "director", name="' onmouseover='alert(3)"),
            claim(2, said_at(text, "\u202e001\u202c"), "box_office", amount=Decimal(100), currency="USD"),
            Claim(
                "c3",
                "cast_member",
                "f1",
                {"name": HOSTILE},
                said_at(text, HOSTILE, 1),
                said_at(text, HOSTILE, 1),
                {"character": HOSTILE},
                attribution=(Attribution(HOSTILE, "outlet", said_at(text, HOSTILE)),),
            ),
        ),
        (
            Statement(
                "s1",
                StatementKind.MIXED,
                Speaker(HOSTILE, said_at(text, HOSTILE), role=HOSTILE),
                (said_at(text, "</p></article>"),),
                told_to=HOSTILE,
                venue=HOSTILE,
                film="f1",
            ),
        ),
        (Finding("unit", "error", HOSTILE, (), (said_at(text, "{{ 7 * 7 }}"),)),),
    )


def big_reading(claims: int, characters: int) -> Reading:
    """A long text with many claims, each within a statement, every second one crossing the one before."""
    sentence = "In the film Name plays a part that is longer than the one before it, said Somebody.\n\n"
    text = (sentence * (characters // len(sentence) + 1))[:characters]
    made: list[Claim] = []
    statements: list[Statement] = []
    for number in range(claims):
        start = number * (characters - 100) // claims
        made.append(claim(number, Span(start, start + 10 + number % 2 * 30)))
    for number in range(0, claims, 10):
        span = made[number].value_span
        said = (Span(span.start, span.start + 70),)
        statements.append(Statement(f"s{number}", StatementKind.DIRECT, Speaker("Somebody", span), said, film="f1"))
    return Reading(document(text, title="Long"), (Film("f1", "The Film"),), tuple(made), tuple(statements))


def reading_of(text: str, claims: Sequence[Claim], **more: Any) -> Reading:
    """A reading of nothing but claims on the film ``f1``."""
    return Reading(document(text, **more), (Film("f1", "The Film"),), tuple(claims))
