"""Money, percentages and lengths of time out of tokens whose numbers are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from filmdossier.languages.pack import Pack
from filmdossier.model.values import Duration, Money, Number, Percent, Value
from filmdossier.reading.values.lexer import Token
from filmdossier.reading.values.lexicon import load_lexicon
from filmdossier.reading.values.rules import Rule, RuleMatch, compile_rules, find_matches
from filmdossier.reading.values.whole_numbers import EXACT

CURRENCY_CLASSES = (
    "currency_sign",
    "currency_code",
    "currency_name",
    "currency_name_of_much",
    "currency_millions",
    "minor_name",
    "minor_sign",
)
MUCH = 1000
"""The least amount that a currency named by an everyday word is read with."""
CENTS = Decimal("0.01")
ALL = Decimal(100)
MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value over the tokens ``[first, after)``."""

    first: int
    after: int
    value: Value


def _rules(pack: Pack, table: str, key: str) -> tuple[Rule, ...]:
    def make() -> tuple[Rule, ...]:
        data: Mapping[str, Any] = pack.table(table)
        return compile_rules(data[key], data.get("macros", {}), load_lexicon(pack))

    return pack.made(f"values:rules:{table}:{key}", make)


def _found(
    rules: tuple[Rule, ...], tokens: Sequence[Token], read: Callable[[RuleMatch], Reading | None]
) -> Iterator[Reading]:
    for match in find_matches(rules, tokens, accept=read):
        yield match.made


def find_money(tokens: Sequence[Token], pack: Pack) -> Iterator[Reading]:
    """Amounts of money."""
    return _found(_rules(pack, "money", "rules"), tokens, _money)


def _money(match: RuleMatch) -> Reading | None:
    values = match.values()
    number: Number = values["number"]
    currency = next((str(values[c]) for c in CURRENCY_CLASSES if c in values), None)
    amount, scaled, after = number.amount, number.scaled, match.after
    make = match.rule.make
    if make == "amount":
        if "scale" in values:
            amount, scaled = EXACT.multiply(amount, Decimal(values["scale"])), True
        name = match.tokens.get("currency_name")
        before = name is not None and name.start < match.tokens["number"].start and "currency_sign" not in values
        if _is_of_the_next(match) or (before and "figure" in match.tokens["number"].values):
            return None
        if "currency_name_of_much" in values and not scaled and amount < MUCH:
            return None
    elif make == "millions":
        amount, scaled = EXACT.multiply(amount, MILLION), True
    elif make == "mended":
        rest = match.tokens["rest"]
        broken = rest.end - rest.start == 3 and amount == amount.to_integral_value() and amount < MUCH
        if broken:
            amount = amount * 1000 + Decimal(values["rest"])
        else:
            after -= 2
    elif make == "minor":
        if "minor_sign" in match.tokens and match.tokens["minor_sign"].start != match.tokens["number"].end:
            return None
        amount = EXACT.multiply(amount, CENTS)
    elif make == "tail":
        rest = values["rest"]
        if not 10 <= rest < 100:
            return None
        amount = EXACT.add(amount, EXACT.multiply(Decimal(rest), CENTS))
    elif make == "major_and_minor":
        part = EXACT.multiply(values["rest"].amount, CENTS) if "rest" in values else Decimal(0)
        tenths = EXACT.multiply(values["tenths"].amount, CENTS * 10) if "tenths" in values else Decimal(0)
        amount = EXACT.add(amount, EXACT.add(part, tenths))
    elif make == "tenths":
        amount = EXACT.multiply(amount, CENTS * 10)
    if amount < 0:
        return None
    stated = scaled or amount >= MUCH or make in ("minor", "tenths", "major_and_minor")
    return Reading(match.first, after, Money(amount, currency, scaled=stated))


def _is_of_the_next(match: RuleMatch) -> bool:
    """Whether a sign behind the figure is written right before another (3 $50): then it is that one's."""
    sign = match.tokens.get("currency_sign") or match.tokens.get("currency_code")
    following = match.following
    if sign is None or following is None or sign.start < match.tokens["number"].start:
        return False
    return "number" in following.values and following.start == sign.end


def find_percents(tokens: Sequence[Token], pack: Pack) -> Iterator[Reading]:
    """Percentages and percentage points."""
    return _found(_rules(pack, "numbers", "percent"), tokens, _percent)


def _percent(match: RuleMatch) -> Reading | None:
    """A percentage, also in tenths (三成) and as what is left of a price (75折)."""
    values, make = match.values(), match.rule.make
    amount = _amount(values["number"])
    if make == "tenths":
        amount = EXACT.add(EXACT.multiply(amount, Decimal(10)), _amount(values["tail"]) if "tail" in values else 0)
        amount += EXACT.multiply(_amount(values["half"]), Decimal(10)) if "half" in values else 0
        if amount > ALL:
            return None
    elif make == "discount":
        amount = EXACT.multiply(amount, Decimal(10)) if 1 <= amount < 10 else amount * 100 if amount < 1 else amount
        if amount == 10 and amount == _amount(values["number"]):
            return None
    return Reading(match.first, match.after, Percent(amount)) if make != "discount" or amount < ALL else None


def _amount(value: Any) -> Decimal:
    """What a number, or a word worth one (半), amounts to."""
    return value.amount if isinstance(value, Number) else Decimal(value)


def find_durations(tokens: Sequence[Token], pack: Pack) -> Iterator[Reading]:
    """Lengths of time; parts that follow one another add up (two hours and 10 minutes)."""
    return _found(_rules(pack, "numbers", "duration"), tokens, _duration)


def _duration(match: RuleMatch) -> Reading | None:
    values = match.values()
    first = _amount(values["number"]) if "number" in values else Decimal(1)
    parts = [(first, values["unit"])]
    if "number2" in values:
        parts.append((_amount(values["number2"]), values["unit2"]))
        if parts[0][1][0] != parts[1][1][0] or parts[0][1][1] <= parts[1][1][1]:
            return None
    if match.rule.fixed.get("tight") and not _is_written_together(match):
        return None
    total = sum((EXACT.multiply(amount, Decimal(unit[1])) for amount, unit in parts), Decimal(0))
    more = _amount(values["more"]) if "more" in values else Decimal(0)
    if more >= 1 or total < 0:
        return None
    total += EXACT.multiply(more, Decimal(parts[0][1][1]))
    return Reading(match.first, match.after, Duration(**{parts[0][1][0]: total}))


def _is_written_together(match: RuleMatch) -> bool:
    pairs = (("number", "unit"), ("number2", "unit2"))
    return all(match.tokens[n].end == match.tokens[u].start for n, u in pairs if n in match.tokens)
