"""Values that people give in place of those that a claim states: checked key by key, and read out of a form."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from filmdossier.model.dates import normalize_edtf
from filmdossier.model.errors import JudgementError
from filmdossier.model.predicates import PREDICATES, Predicate

#: Code points of a name or the words of a role.
LONGEST = 500
_LARGEST = Decimal(10) ** 15
"""More than any currency's worth of cinema."""
_CURRENCY = re.compile(r"[A-Z]{3}")
_TERRITORY = re.compile(r"[A-Z]{2}|[0-9]{3}")
_WHOLE = frozenset({"position", "top", "ordinal", "year", "implied_year"})
_FIGURES = frozenset({"amount", "count", "minutes", "percent"})
#: Keys that may be left open.
_OPEN = frozenset({"currency", "role", "organisation", "of", "year", "implied_year"})


def checked_value(predicate: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    """A value as the store keeps it, where it is one that such claims can have.

    Args:
        predicate: of the claim.
        value: as given, with JSON's types or Decimal.

    Raises:
        JudgementError: its keys are not those of the predicate, or what stands under one of them is no such thing.
    """
    known = PREDICATES[predicate]
    if value is None or not known.accepts(value):
        raise JudgementError(f"a {known.id} has the value {forms_in_words(known)}")
    return {key: _checked(key, given) for key, given in value.items()}


def parse_fields(predicate: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """The value out of what somebody wrote in the fields of a form, one for each key.

    Args:
        predicate: of the claim.
        fields: key to what was written; of several forms of the value, the first of which something was written.

    Raises:
        JudgementError: as `checked_value`.
    """
    known = PREDICATES[predicate]
    filled = {k: v.strip() for k, v in fields.items() if v.strip()}
    form = next((f for f in known.value if not filled.keys().isdisjoint(f)), known.value[0])
    value = {key: filled.get(key) for key in form}
    return checked_value(predicate, {k: _figure(k, v) if k in _FIGURES | _WHOLE else v for k, v in value.items()})


def forms_in_words(predicate: Predicate) -> str:
    """The keys that a value of such claims has."""
    return " or ".join("{" + ", ".join(form) + "}" for form in predicate.value)


def _figure(key: str, written: str | None) -> Decimal | None:
    """A figure as people write it: with spaces or commas between thousands, and a point before decimals."""
    if written is None:
        return None
    plain = re.sub(r"[\s\u00a0\u202f'_]|,(?=\d{3}(?!\d))", "", written).replace("−", "-")
    if not re.fullmatch(r"[+-]?\d{1,20}(?:\.\d{1,10})?", plain, re.ASCII):
        raise JudgementError(f"{key}: {written[:60]!r} is no figure; write it as 1234567 or 8.49")
    return Decimal(plain)


def _checked(key: str, given: Any) -> Any:
    if given is None and key in _OPEN:
        return None
    if key in _WHOLE:
        return int(_number(key, given, whole=True))
    if key in _FIGURES:
        return _number(key, given, whole=key == "count")
    if not isinstance(given, str) or not given.strip() or len(given) > LONGEST:
        raise JudgementError(f"{key}: give words, at most {LONGEST} characters")
    words = " ".join(given.split())
    test, form = _FORMS.get(key, (lambda _: True, ""))
    if not test(words):
        raise JudgementError(f"{key}: {words[:60]!r} is none; write it {form}")
    return words


def _number(key: str, given: Any, *, whole: bool) -> Decimal:
    try:
        number = Decimal(str(given)) if isinstance(given, int | float | Decimal) else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if isinstance(given, bool) or not number.is_finite() or abs(number) > _LARGEST:
        raise JudgementError(f"{key}: give a number")
    if number < 0 and key != "percent":
        raise JudgementError(f"{key}: give a number that is not below nothing")
    if whole and number != number.to_integral_value():
        raise JudgementError(f"{key}: give a whole number")
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -10:
        raise JudgementError(f"{key}: give a number with at most ten decimals")
    return number


_FORMS: Mapping[str, tuple[Callable[[str], object], str]] = {
    "currency": (_CURRENCY.fullmatch, "as an ISO 4217 code: USD, RUB, CNY"),
    "territory": (_TERRITORY.fullmatch, "as an ISO 3166-1 code or UN M49 code: RU, CN, 001"),
    "date": (normalize_edtf, "as an EDTF date: 2025-09-06, 2025-09, 2024/2025"),
}
