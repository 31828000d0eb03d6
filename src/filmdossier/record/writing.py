"""Records from their text, as the store writes it (`filmdossier.store.codec.write_derived`)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from filmdossier.model.reading import Finding
from filmdossier.model.record import (
    Cluster,
    Comparison,
    Credit,
    Fact,
    Feature,
    Position,
    Record,
    Series,
)
from filmdossier.model.span import Span

_DECIMAL, _SPAN = "decimal", "span"


def parse_record(text: str) -> Record:
    """The record that the store wrote.

    Raises:
        ValueError: the text is no such record.
    """
    data = _parse(text)
    return Record(
        film=_cluster(data["film"]),
        facts=tuple(_fact(f) for f in data["facts"]),
        series=tuple(_series(s) for s in data["series"]),
        credits=tuple(_credit(c) for c in data["credits"]),
        findings=tuple(_finding(f) for f in data["findings"]),
        documents=tuple(data["documents"]),
        origins=data["origins"],
    )


def parse_shown(text: str) -> Record:
    """The record that the store wrote, without its findings and the origins of claims.

    Those are most of the text where a film has thousands of articles; a terminal shows little of the one, which is in a
    table of its own, and nothing of the other.
    """
    start, end = text.find(_FINDINGS), text.find(_SERIES)
    if not 0 <= start < end:
        return parse_record(text)
    return parse_record(f'{text[:start]},"findings":[],"origins":{{}}{text[end:]}')


#: How a record's text goes on to its last parts; no quotation mark within words is without a backslash before it.
_FINDINGS, _SERIES = ',"findings":[', ',"series":['


def _parse(text: str) -> Any:
    return json.loads(text)


def _restored(value: Any) -> Any:
    """A value or key with the amounts and spans in it. Nothing else of a record holds any, so only these are asked."""
    if isinstance(value, dict):
        if len(value) == 1:
            if isinstance(amount := value.get(_DECIMAL), str):
                return Decimal(amount)
            if isinstance(span := value.get(_SPAN), list):
                return Span(*span)
        return {k: _restored(v) if isinstance(v, dict | list) else v for k, v in value.items()}
    return [_restored(v) for v in value] if isinstance(value, list) else value


def _with(kind: type[Any], data: dict[str, Any], **parts: Any) -> Any:
    plain = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return kind(**{**plain, **parts})


def _comparisons(data: list[dict[str, Any]]) -> tuple[Comparison, ...]:
    return tuple(_with(Comparison, c, features=tuple(_with(Feature, f) for f in c["features"])) for c in data)


def _cluster(data: dict[str, Any]) -> Cluster:
    compared, doubts = _comparisons(data["comparisons"]), _comparisons(data["doubts"])
    cluster: Cluster = _with(Cluster, data, comparisons=compared, doubts=doubts)
    return cluster


def _credit(data: dict[str, Any]) -> Credit:
    compared, doubts = _comparisons(data["comparisons"]), _comparisons(data["doubts"])
    credit: Credit = _with(Credit, data, comparisons=compared, doubts=doubts)
    return credit


def _position(data: dict[str, Any]) -> Position:
    low, high = data["low"], data["high"]
    position: Position = _with(
        Position,
        data,
        value=_restored(data["value"]),
        low=low if low is None else _restored(low),
        high=high if high is None else _restored(high),
    )
    return position


def _series(data: dict[str, Any]) -> Series:
    points = tuple(_position(p) for p in data["points"])
    series: Series = _with(Series, data, key=_restored(data["key"]), points=points)
    return series


def _fact(data: dict[str, Any]) -> Fact:
    positions = tuple(_position(p) for p in data["positions"])
    fact: Fact = _with(Fact, data, key=_restored(data["key"]), positions=positions)
    return fact


def _finding(data: dict[str, Any]) -> Finding:
    finding: Finding = _with(Finding, data, spans=tuple(_restored(s) for s in data["spans"]))
    return finding
