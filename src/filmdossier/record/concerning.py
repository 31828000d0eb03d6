"""What a record holds on some of its claims: an article concerns a few facts of a film that thousands speak of.

Only the parts asked for become objects. The text is what the store writes (`filmdossier.store.codec.write_derived`),
with its keys in order; no quotation mark within words is without a backslash before it, so that the key of a part
stands in the text only once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from filmdossier.model.reading import Finding
from filmdossier.model.record import Fact
from filmdossier.record.writing import _fact, _finding

_FACTS, _FILM = ',"facts":[', ',"film":{'
_FINDINGS, _ORIGINS, _SERIES = ',"findings":[', ',"origins":{', ',"series":['


class Concerning:
    """The facts, findings and witnesses of a record, by claim."""

    def __init__(self, text: str) -> None:
        """Take a record apart.

        Args:
            text: as `Store.record` gives it.

        Raises:
            ValueError: the text is no record.
        """
        self._facts: list[dict[str, Any]] = _between(text, _FACTS, _FILM)
        self._findings: list[dict[str, Any]] = _between(text, _FINDINGS, _ORIGINS)
        self._origins: dict[str, str] = _between(text, _ORIGINS, _SERIES)
        self._made: dict[int, Fact] = {}
        self._by_claim = _index((p["claims"] for p in fact["positions"]) for fact in self._facts)
        self._found_on = _index((finding["claims"],) for finding in self._findings)

    def facts(self, claims: Iterable[str]) -> Iterator[Fact]:
        """The facts that rest on one of these claims at least, in the order of the record."""
        return (self._fact(n) for n in _numbers(self._by_claim, claims))

    def findings(self, claims: Iterable[str]) -> Iterator[Finding]:
        """The findings that concern one of these claims at least, in the order of the record."""
        return (_finding(self._findings[n]) for n in _numbers(self._found_on, claims))

    def origins(self, claims: Iterable[str]) -> dict[str, str]:
        """The witnesses that these claims count for, where that is another's than their article's own."""
        return {c: self._origins[c] for c in claims if c in self._origins}

    def _fact(self, number: int) -> Fact:
        if number not in self._made:
            self._made[number] = _fact(self._facts[number])
        return self._made[number]


def _between(text: str, key: str, following: str) -> Any:
    start = text.find(key)
    end = text.find(following, start)
    if not 0 <= start < end:
        raise ValueError(f"no record has no part {key!r}")
    return json.loads(text[start + len(key) - 1 : end])


def _index(parts: Iterable[Iterable[Iterable[str]]]) -> dict[str, tuple[int, ...]]:
    """The numbers of the parts that name a claim, by claim."""
    found: dict[str, tuple[int, ...]] = {}
    for number, groups in enumerate(parts):
        alone = (number,)
        for claims in groups:
            for claim in claims:
                before = found.get(claim)
                if before is None:
                    found[claim] = alone
                elif before[-1] != number:
                    found[claim] = (*before, number)
    return found


def _numbers(index: dict[str, tuple[int, ...]], claims: Iterable[str]) -> list[int]:
    return sorted({n for claim in claims for n in index.get(claim, ())})
