"""Word orders, as a pack writes them, made into regular expressions over code letters.

A rule is a row of class names: ``day of? month (,? year)?``. ``name=class`` gives a token another name than its class,
``{macro}`` puts another row in, ``<`` and ``>`` mark the words of the value where a rule also names its surroundings,
and ``^class`` / ``!class`` at an end ask that a token of the class stands, or does not stand, just outside.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from filmdossier.model.errors import PackError
from filmdossier.reading.values.lexer import Token
from filmdossier.reading.values.lexicon import Lexicon

_SYMBOL = re.compile(r"\{(\w+)\}|([!^]?)(?:(\w+)=)?(\w+(?:~\w+)*)|([()|?<>])|\s+")
_NONE = "\uffff"


@dataclass(frozen=True, slots=True)
class Rule:
    """One word order.

    Attributes:
        make: the name of what it makes.
        pattern: over code letters.
        classes: by name in the rule, the class whose value it takes.
        needs: sets of code letters; the rule cannot match where a set is absent.
        fixed: values that the rule itself gives.
        outer: the group of the pattern that holds the words of the value.
    """

    make: str
    pattern: re.Pattern[str]
    classes: Mapping[str, str]
    needs: tuple[frozenset[str], ...]
    fixed: Mapping[str, Any]
    outer: str | int


@dataclass(slots=True)
class RuleMatch:
    """Where a rule holds.

    Attributes:
        rule: the rule.
        first: index of the first token of the value.
        after: index after its last.
        tokens: by name in the rule, the token.
        following: the token behind the value, if any.
        made: what was made of it, where `find_matches` was asked to accept what makes something.
    """

    rule: Rule
    first: int
    after: int
    tokens: Mapping[str, Token]
    following: Token | None = None
    made: Any = None

    def values(self) -> dict[str, Any]:
        """By name in the rule, what its token means; and what the rule itself gives."""
        named = dict(self.rule.fixed)
        for name, token in self.tokens.items():
            named.setdefault(name.rstrip("_"), token.values[self.rule.classes[name]])
        return named


def compile_rules(table: Sequence[Mapping[str, Any]], macros: Mapping[str, str], lexicon: Lexicon) -> tuple[Rule, ...]:
    """The rules of a table: each entry has ``make``, ``rules`` and what else the rule gives.

    Raises:
        PackError: where a rule is malformed or names an unknown macro.
    """
    made: list[Rule] = []
    for entry in table:
        fixed = {k: v for k, v in entry.items() if k not in ("make", "rules", "level")}
        for row in entry["rules"]:
            try:
                made.append(_compile(str(entry["make"]), row, macros, lexicon, fixed))
            except (KeyError, re.error) as e:
                raise PackError(f"rule {row!r} of {entry['make']!r}: {e}") from e
    return tuple(made)


def _expand(row: str, macros: Mapping[str, str], depth: int = 0) -> str:
    if depth > 5:
        raise KeyError("macros nest too deep")
    return re.sub(r"\{(\w+)\}", lambda m: "( " + _expand(macros[m.group(1)], macros, depth + 1) + " )", row)


def _compile(make: str, row: str, macros: Mapping[str, str], lexicon: Lexicon, fixed: Mapping[str, Any]) -> Rule:
    parts: list[str] = []
    classes: dict[str, str] = {}
    needs: list[frozenset[str]] = []
    depth = 0
    expanded = _expand(row, macros)
    for match in _SYMBOL.finditer(expanded):
        _, look, name, word_class, mark = match.groups()
        if mark:
            depth += (mark == "(") - (mark == ")")
            parts.append({"(": "(?:", "<": "(?P<value_>", ">": ")"}.get(mark, mark))
        elif word_class:
            word_class, *without = word_class.split("~")
            codes = _codes(word_class, without, lexicon)
            letters = f"[{codes}]"
            if look:
                ahead = any(p.startswith("(?P<") or p.startswith("[") for p in parts)
                negative = "!" if look == "!" else "="
                parts.append(f"(?{'' if ahead else '<'}{negative}{letters})")
                continue
            label = name or word_class
            while label in classes:
                label += "_"
            classes[label] = word_class
            parts.append(f"(?P<{label}>{letters})")
            if depth == 0 and not expanded[match.end() :].lstrip().startswith("?"):
                needs.append(frozenset(codes))
    outer = "value_" if "<" in expanded else 0
    return Rule(make, re.compile("".join(parts)), classes, tuple(needs), fixed, outer)


def _codes(word_class: str, without: Sequence[str], lexicon: Lexicon) -> str:
    """The code letters of a class that have none of some others."""
    unwanted = "".join(lexicon.codes.get(one, "") for one in without)
    return "".join(c for c in lexicon.codes.get(word_class, "") if c not in unwanted) or _NONE


def find_matches(
    rules: Sequence[Rule], tokens: Sequence[Token], accept: Callable[[RuleMatch], Any] | None = None
) -> Iterator[RuleMatch]:
    """Where the rules hold, without overlaps: the leftmost first, then the longest, then the first in the table.

    Args:
        rules: the rules.
        tokens: what they run over.
        accept: makes something of a match; one that it makes None of gives way to the next.
    """
    codes = "".join(token.code for token in tokens)
    present = frozenset(codes)
    queue: list[tuple[int, int, int, re.Match[str]]] = []

    def search(order: int, position: int) -> None:
        rule = rules[order]
        while (match := rule.pattern.search(codes, position)) is not None:
            first, after = match.span(rule.outer)
            if first < after and first >= position:
                heapq.heappush(queue, (first, -after, order, match))
                return
            position = max(match.end(), position + 1)

    for order, rule in enumerate(rules):
        if not any(present.isdisjoint(need) for need in rule.needs):
            search(order, 0)
    free = 0
    while queue:
        first, negative_after, order, match = heapq.heappop(queue)
        if first < free:
            search(order, free)
            continue
        named = {k: tokens[match.start(k)] for k, v in match.groupdict().items() if v and k != "value_"}
        one = RuleMatch(
            rules[order],
            first,
            -negative_after,
            named,
            tokens[-negative_after] if -negative_after < len(tokens) else None,
        )
        if accept is not None:
            one.made = accept(one)
            if one.made is None:
                search(order, first + 1)
                continue
        free = -negative_after
        search(order, free)
        yield one
