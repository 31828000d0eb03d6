"""Dates out of tokens whose numbers are read: the pack's word orders, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from filmdossier.languages.pack import Pack
from filmdossier.model.dates import DateExpression
from filmdossier.reading.values.date_builders import MAKERS
from filmdossier.reading.values.date_compounds import PeriodAround
from filmdossier.reading.values.date_kinds import CalendarDate, Feast, NamedPeriod, Weekday, YearSpan
from filmdossier.reading.values.date_years import DateTables
from filmdossier.reading.values.lexer import Token
from filmdossier.reading.values.lexicon import Lexicon, load_lexicon
from filmdossier.reading.values.rules import Rule, RuleMatch, compile_rules, find_matches

LEVELS = ("level1", "level2", "level3")
"""Single dates; dates with words that bend them; ranges of dates."""


def _rules(pack: Pack) -> tuple[tuple[Rule, ...], ...]:
    def make() -> tuple[tuple[Rule, ...], ...]:
        table, lexicon = pack.table("dates"), load_lexicon(pack)
        return tuple(compile_rules(table.get(level, ()), table.get("macros", {}), lexicon) for level in LEVELS)

    return pack.made("values:rules:dates", make)


def _tables(pack: Pack) -> DateTables:
    def make() -> DateTables:
        table = pack.table("dates")
        first, last = table["weekend"]
        return DateTables(table["few"], table["parts"], (first, last), pack.traits.day_first)

    return pack.made("values:tables:dates", make)


def find_date_tokens(tokens: Sequence[Token], pack: Pack) -> list[Token]:
    """One token, of class ``date``, for each date of the text, in order."""
    tables, lexicon = _tables(pack), load_lexicon(pack)
    current = list(tokens)
    for rules in _rules(pack):
        current = _replaced(current, rules, tables, lexicon)
    return [token for token in current if "date" in token.values]


def _replaced(tokens: list[Token], rules: tuple[Rule, ...], tables: DateTables, lexicon: Lexicon) -> list[Token]:
    made: list[Token] = []
    position = 0
    for match in find_matches(rules, tokens, accept=lambda found: _expression(found, tables)):
        made += tokens[position : match.first]
        made.append(_date_token(match, tokens, lexicon))
        position = match.after
    return made + tokens[position:]


def _expression(match: RuleMatch, tables: DateTables) -> DateExpression | None:
    return MAKERS[match.rule.make](match.values(), tables)


def _date_token(match: RuleMatch, tokens: Sequence[Token], lexicon: Lexicon) -> Token:
    expression = match.made
    values: dict[str, Any] = {"date": expression}
    name = "date_period"
    if isinstance(expression, CalendarDate):
        name = "date_day" if expression.day else "date_month" if expression.month else "date_year"
    elif isinstance(expression, Weekday):
        name = "date_weekday"
        values["date_day"] = expression
    elif isinstance(expression, Feast) or (isinstance(expression, PeriodAround) and expression.unit == "day"):
        name = "date_day"
    elif isinstance(expression, NamedPeriod) and expression.group <= 12:
        name = "date_month"
    elif isinstance(expression, YearSpan):
        name = "date_year"
    values[name] = expression
    last = tokens[match.after - 1]
    if "dot" in last.values and match.after - match.first > 1:
        last = tokens[match.after - 2]
    start, end = tokens[match.first].start, last.end
    return Token(start, end, lexicon.signatures[name], values)
