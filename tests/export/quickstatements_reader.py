"""Reads QuickStatements as the tools do, by https://www.wikidata.org/wiki/Help:QuickStatements; refuses all else.

It takes what every version of the tool takes: fields are parted by tabs, and also by bars as version 3 parts them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VALUES = {
    "item": re.compile(r"Q[1-9]\d*"),
    "string": re.compile(r'"(?P<words>[^\t\n]*)"'),
    "monolingualtext": re.compile(r'(?P<language>[a-z-]+):"(?P<words>[^\t\n]*)"'),
    "time": re.compile(r"\+\d{4}-\d\d-\d\dT00:00:00Z/(?:9|10|11)"),
    "quantity": re.compile(r"\d+(?:\.\d+)?(?:U[1-9]\d*)?"),
}


@dataclass(frozen=True)
class Value:
    kind: str
    words: str
    language: str = ""


@dataclass(frozen=True)
class Command:
    item: str
    name: str
    value: Value
    qualifiers: tuple[tuple[str, Value], ...] = ()
    references: tuple[tuple[str, Value], ...] = ()


def value_of(text: str) -> Value:
    for kind, pattern in VALUES.items():
        if found := pattern.fullmatch(text):
            named = found.groupdict()
            return Value(kind, named.get("words", text), named.get("language", ""))
    raise ValueError(f"no value: {text!r}")


def read(text: str) -> list[Command]:
    """The commands; the first makes an item, or all are about one that is there."""
    commands: list[Command] = []
    made = False
    for line in text.split("\n"):
        if not line or line.startswith("#"):
            continue
        fields = re.split(r"[\t|]", line)
        if fields == ["CREATE"]:
            assert not commands, "an item is made once, at the beginning"
            made = True
            continue
        item, name, value, *more = fields
        assert re.fullmatch(r"Q[1-9]\d*", item) or (item == "LAST" and made), line
        assert len(more) % 2 == 0, line
        pairs = [(more[i], value_of(more[i + 1])) for i in range(0, len(more), 2)]
        kinds = "".join(k[0] for k, _ in pairs)
        assert re.fullmatch("P*S*", kinds), "qualifiers come before references"
        if re.fullmatch(r"[LA][a-z-]+", name):
            assert not more
        else:
            assert re.fullmatch(r"P[1-9]\d*", name), line
        commands.append(
            Command(
                item,
                name,
                value_of(value),
                tuple((k, v) for k, v in pairs if k[0] == "P"),
                tuple((f"P{k[1:]}", v) for k, v in pairs if k[0] == "S"),
            )
        )
    return commands
