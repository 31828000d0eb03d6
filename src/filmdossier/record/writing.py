"""Records from their text, as the store writes it (`filmdossier.store.codec.write_derived`)."""

from __future__ import annotations

import json
from dataclasses import replace
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
    return _record(_parse(text), with_comparisons=True)


def parse_shown(text: str, *, with_comparisons: bool = True) -> Record:
    """The record that the store wrote, without its findings.

    They are much of the text where a film has thousands of articles, and whoever shows it takes as many as are shown
    from a table of their own.

    Args:
        text: as the store has it.
        with_comparisons: with what led to taking titles and names for one. Doubts are there in any case.
    """
    start, end = text.find(_FINDINGS), text.find(_ORIGINS)
    cut = f'{text[:start]},"findings":[]{text[end:]}' if 0 <= start < end else text
    return replace(_record(_parse(cut), with_comparisons=with_comparisons), findings=())


def parse_film(text: str) -> Cluster:
    """Which film the record that the store wrote is about, without the rest of it."""
    start, end = text.find(_FILM), text.find(_FINDINGS)
    film = _parse(text[start + len(_FILM) : end]) if 0 <= start < end else _parse(text)["film"]
    return _cluster(film, with_comparisons=True)


def parse_cluster(text: str) -> Cluster:
    """The film, person or organisation that the store wrote by itself."""
    return _cluster(_parse(text), with_comparisons=True)


#: How a record's text goes on from part to part; no quotation mark within words is without a backslash before it.
_FILM, _FINDINGS, _ORIGINS = ',"film":', ',"findings":[', ',"origins":{'


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


def _record(data: dict[str, Any], *, with_comparisons: bool) -> Record:
    return Record(
        film=_cluster(data["film"], with_comparisons=with_comparisons),
        facts=tuple(_fact(f) for f in data["facts"]),
        series=tuple(_series(s) for s in data["series"]),
        credits=tuple(_credit(c, with_comparisons=with_comparisons) for c in data["credits"]),
        findings=tuple(_finding(f) for f in data["findings"]),
        documents=tuple(data["documents"]),
        origins=data["origins"],
    )


# Field by field, in the order of the classes: a record holds thousands of these, and a page waits for them.


def _comparisons(data: list[dict[str, Any]]) -> tuple[Comparison, ...]:
    return tuple(
        Comparison(
            c["left"],
            c["right"],
            c["score"],
            c["verdict"],
            tuple(Feature(f["name"], f["weight"], f["detail"]) for f in c["features"]),
            c["judged_by"],
        )
        for c in data
    )


def _cluster(c: dict[str, Any], *, with_comparisons: bool) -> Cluster:
    compared = _comparisons(c["comparisons"]) if with_comparisons else ()
    names, members = tuple(c["names"]), tuple(c["members"])
    return Cluster(c["id"], c["kind"], c["name"], names, members, compared, _comparisons(c["doubts"]), c["year"])


def _credit(c: dict[str, Any], *, with_comparisons: bool) -> Credit:
    compared = _comparisons(c["comparisons"]) if with_comparisons else ()
    names, mentions, roles = tuple(c["names"]), tuple(c["mentions"]), tuple(c["roles"])
    return Credit(c["id"], c["kind"], c["name"], names, mentions, roles, compared, _comparisons(c["doubts"]))


def _position(p: dict[str, Any]) -> Position:
    return Position(
        _restored(p["value"]),
        p["low"] and _restored(p["low"]),
        p["high"] and _restored(p["high"]),
        p["date"],
        p["as_of"],
        tuple(p["claims"]),
        tuple(p["witnesses"]),
        p["aside"],
    )


def _series(s: dict[str, Any]) -> Series:
    return Series(s["predicate"], _restored(s["key"]), tuple(_position(p) for p in s["points"]))


def _fact(f: dict[str, Any]) -> Fact:
    positions = tuple(_position(p) for p in f["positions"])
    return Fact(f["id"], f["predicate"], _restored(f["key"]), positions, tuple(f["reasons"]), f["judged_by"])


def _finding(f: dict[str, Any]) -> Finding:
    spans = tuple(_restored(s) for s in f["spans"])
    return Finding(f["rule"], f["severity"], f["message"], tuple(f["claims"]), spans)
