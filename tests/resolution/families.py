"""Mentions as the tables under ``tests/cases/resolution`` write them, and what clusters leave to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.model.record import Cluster, Credit
from filmdossier.record.keys import director_keys, name_keys, title_keys
from filmdossier.record.resolution.years import years_of

CASES = Path(__file__).parents[1] / "cases" / "resolution"


def load_cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    return cases


def film_mention(mention: str, fields: Mapping[str, Any]) -> FilmMention:
    names = tuple(fields.get("names", [fields["title"]]))
    evidence = {kind: tuple(values) for kind, values in fields.get("evidence", {}).items()}
    years = {y for e in evidence.get("year", ()) for y in years_of(e)}
    return FilmMention(
        mention,
        f"document-{mention}",
        fields["title"],
        names,
        fields.get("language", "en"),
        fields.get("published"),
        fields.get("main", False),
        (*title_keys(names), *director_keys(evidence.get("director", ()), years)),
        evidence,
    )


def name_mention(mention: str, fields: Mapping[str, Any]) -> NameMention:
    kind = fields.get("kind", "person")
    return NameMention(
        mention,
        f"document-{mention}",
        kind,
        fields["name"],
        fields.get("language", "en"),
        fields.get("published"),
        name_keys(fields["name"], kind),
        tuple(Role(*role) for role in fields.get("roles", ())),
    )


def judgements(entries: Iterable[Mapping[str, Any]]) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(i, Verdict(e["verdict"]), tuple(sorted(e["subjects"])), by="tester") for i, e in enumerate(entries, 1)
    )


def doubts(clusters: Sequence[Cluster | Credit]) -> list[list[str]]:
    """The pairs left to people, each once."""
    return [list(pair) for pair in sorted({(d.left, d.right) for c in clusters for d in c.doubts})]
