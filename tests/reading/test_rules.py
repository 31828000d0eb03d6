"""How rules as data are read and applied, from ``tests/cases/rules``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from marked_text import cases_of, unmark

from filmdossier.languages import Pack, Traits
from filmdossier.model.errors import PackError
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Status
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.claims.drafts import Article, Draft, Scene
from filmdossier.reading.claims.rules import expand, load_rules, read_rules
from filmdossier.reading.shapes import shape_sentence

MACROS = {
    "person": r"<P\d+>",
    "people": r"<P\d+>(?:,? and <P\d+>){0,9}",
    "any": r"<[Ff]\d+>",
    "films": r"<F\d+>(?:,? and <F\d+>){0,9}",
}


def toy_pack(
    folder: Path, *rules: dict[str, Any], macros: dict[str, str] | None = None, traits: Traits | None = None
) -> Pack:
    """A pack with one family of rules, ``toy``. (Strings of JSON are strings of TOML.)"""
    (folder / "claims").mkdir(exist_ok=True)
    lines = ["[macros]", *(f"{k} = {json.dumps(v)}" for k, v in {**MACROS, **(macros or {})}.items())]
    (folder / "claims/macros.toml").write_text("\n".join(lines), "utf-8")
    lines = []
    for rule in rules:
        lines.append("[[rule]]")
        for key, value in rule.items():
            table = isinstance(value, dict)
            inline = (
                "{" + ", ".join(f"{k} = {json.dumps(v)}" for k, v in value.items()) + "}"
                if table
                else json.dumps(value)
            )
            lines.append(f"{key} = {inline}")
    (folder / "claims/toy.toml").write_text("\n".join(lines) or "rule = []", "utf-8")
    return Pack("xx", "Toy", folder, traits or Traits())


def drafts(
    pack: Pack, toy: Pack, text: str, *, heading: bool = False, topic: int | None = None
) -> tuple[list[Draft], dict[int, str]]:
    marked = unmark(text)
    items = marked.items(pack)
    shape = shape_sentence(marked.text, Span(0, len(marked.text)), items)
    scene = Scene(0, 0, heading, shape, topic, None)
    titles = {i.entity: i.name for i in items if isinstance(i, Mention) and i.kind is Kind.FILM}
    return list(read_rules(Article(Annotated(marked.text, toy, []), [scene]), "toy")), titles


@pytest.mark.parametrize(("pack", "case"), cases_of("rules", "rules"))
def test_case(pack: Pack, case: dict[str, Any], tmp_path: Path) -> None:
    rule = {"id": "one", "predicate": "toy", "when": [], **case["rule"]}
    found, titles = drafts(pack, toy_pack(tmp_path, rule, macros=case.get("macros"), traits=pack.traits), case["text"])
    said = []
    for d in found:
        pairs = [*d.value.items(), *sorted(d.qualifiers.items())]
        film = titles[d.film] if d.film is not None else "-"
        said.append(f"{d.predicate} {film}: " + "; ".join(f"{k}={v}" for k, v in pairs))
    assert case["drafts"] == said


def test_the_topic_is_the_film_where_the_sentence_names_none(tmp_path: Path, english: Pack) -> None:
    toy = toy_pack(tmp_path, {"id": "one", "predicate": "toy", "when": [], "match": "by {person:value}"})
    found, _ = drafts(english, toy, "It was made by ⟦person:Ada Venn⟧.", topic=7)
    assert [d.film for d in found] == [7]


def test_a_headline_is_less_sure(tmp_path: Path, english: Pack) -> None:
    rule = {
        "id": "one",
        "predicate": "toy",
        "when": [],
        "match": "by {person:value}",
        "confidence": 0.9,
        "status": "planned",
    }
    toy = toy_pack(tmp_path, rule)
    text = "⟦film:Low Tide⟧ by ⟦person:Ada Venn⟧"
    (prose,), _ = drafts(english, toy, text)
    (headline,), _ = drafts(english, toy, text, heading=True)
    assert headline.confidence < prose.confidence == 0.9
    assert prose.status is Status.PLANNED
    assert prose.rule == "toy.one"


@pytest.mark.parametrize(
    ("pattern", "expanded"),
    [
        ("{a}", "(?:x)"),
        ("{a:value}", "(?P<value>x)"),
        ("{b} {a}", "(?:(?:x)y) (?:x)"),
        ("x{2,3}", "x{2,3}"),
    ],
)
def test_macros_are_written_out(pattern: str, expanded: str) -> None:
    assert expanded == expand(pattern, {"a": "x", "b": "{a}y"})


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ({"id": "one", "when": [], "match": "x"}, "toy.one: 'predicate'"),
        ({"id": "one", "predicate": "toy", "match": "x"}, "toy.one: 'when'"),
        ({"id": "one", "predicate": "toy", "when": []}, "toy.one: 'match'"),
        ({"id": "one", "predicate": "toy", "when": [], "match": "{nothing}"}, "toy.one: 'nothing'"),
        ({"id": "one", "predicate": "toy", "when": [], "match": "(x"}, "missing )"),
        ({"id": "one", "predicate": "toy", "when": [], "match": "(?=x)"}, "invalid perl operator"),
    ],
)
def test_a_faulty_rule_is_named(rule: dict[str, Any], says: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as e:
        load_rules(toy_pack(tmp_path, rule), "toy")
    assert says in str(e.value)
    assert "toy.toml" in str(e.value)
