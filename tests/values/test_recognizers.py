"""How many of a peer's cases we read as it does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from recognizer_cases import (
    CURRENCIES,
    FOLDER,
    NAMES,
    Case,
    accepted_days,
    close,
    load_cases,
    plain,
    stated_amount,
    words,
)

from filmdossier.languages.pack import Pack, load_pack
from filmdossier.model.dates import DateExpression, PartialDate, normalize_edtf, of_day
from filmdossier.model.values import Money, Number, Ordinal, Percent, ValueMention
from filmdossier.reading.values import (
    find_amounts,
    find_dates,
    find_numbers,
    find_ordinals,
    find_percentages,
)

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the cases of Recognizers-Text are not beside the repository"
)

Stated = tuple[str, Decimal, frozenset[str]]


def stated(case: Case, language: str) -> list[Stated]:
    found: list[Stated] = []
    for result in case.results:
        amount = stated_amount(result) if "offset" not in result["Resolution"] else Decimal(0)
        if amount is None:
            continue
        resolution = result["Resolution"]
        codes = CURRENCIES.get(resolution.get("unit", ""), {resolution.get("isoCurrency", "")})
        found.append((words(result, language), amount, frozenset(codes)))
    return found


def ours(case: Case, mention: ValueMention) -> tuple[str, Decimal, str]:
    value = mention.value
    assert isinstance(value, Money | Number | Percent)
    currency = value.currency if isinstance(value, Money) else ""
    return " ".join(plain(mention.span.of(case.text)).split()), value.amount, currency or ""


def amounts_agree(case: Case, pack: Pack, find: Callable[[str, Pack], list[ValueMention]]) -> bool:
    wanted = stated(case, pack.tag)
    found = [ours(case, mention) for mention in find(case.text, pack)]
    return len(wanted) == len(found) and all(
        w[0] == f[0] and close(f[1], w[1]) and f[2] in w[2] for w, f in zip(wanted, found, strict=True)
    )


def ordinals_agree(case: Case, pack: Pack) -> bool:
    wanted = []
    for result in case.results:
        resolution = result["Resolution"]
        if resolution["relativeTo"] == "current":
            continue  # "next" and "previous" are places from where one is, which film press has no use for
        from_end = resolution["relativeTo"] == "end"
        position = 1 - int(resolution["offset"]) if from_end else int(resolution["offset"])
        wanted.append((words(result, pack.tag).removeprefix("the "), position, from_end))
    found = []
    for mention in find_ordinals(case.text, pack):
        assert isinstance(mention.value, Ordinal)
        text = " ".join(plain(mention.span.of(case.text)).split()).removeprefix("the ")
        found.append((text, mention.value.position, mention.value.from_end))
    return wanted == found


def resolved(case: Case, mention: ValueMention) -> PartialDate | None:
    assert isinstance(mention.value, DateExpression)
    return mention.value.resolve(None if case.reference is None else of_day(case.reference))


def dates_agree(case: Case, pack: Pack, *, periods: bool) -> bool:
    """Each date of the case is read at its words (but for a preposition or article before it), and no other.

    A date that we keep as coarse as it was said (two years ago) agrees where the peer's day lies in it. A case that
    says that no day exists (30 February) agrees where we resolve to none. Seasons have no days in the cases: there
    ours must be of the season's kind. Their ranges stop where the last period begins (2014 to 2018 ends on 1 January
    2018), ours where it ends; either end agrees.
    """
    found = [(m, resolved(case, m)) for m in find_dates(case.text, pack)]
    used: set[int] = set()
    for result in case.results:
        text = words(result, pack.tag)
        accepted = accepted_days(result)
        hit = next(
            (
                i
                for i, (m, date_) in enumerate(found)
                if i not in used and same_words(m.span.of(case.text), text) and fits(date_, accepted, result)
            ),
            None,
        )
        if hit is None:
            return False
        used.add(hit)
    rest = [date_ for i, (_, date_) in enumerate(found) if i not in used and date_ is not None]
    return not any(is_period(date_) == periods and date_.earliest for date_ in rest)


def same_words(found: str, wanted: str) -> bool:
    lead = {"the", "on", "in", "from", "between", "at", "for", "of", "my", "by"}
    a, b = (plain(t).split() for t in (found, wanted))
    while a and a[0] in lead:
        a = a[1:]
    while b and b[0] in lead:
        b = b[1:]
    if a and b:
        a[0], b[0] = (words[0].lstrip("在于") for words in (a, b))
    return bool(a == b)


def is_period(found: PartialDate) -> bool:
    return found.earliest != found.latest and not found.edtf.endswith("~")


def fits(found: PartialDate | None, accepted: list[tuple[date, date]], result: dict[str, object]) -> bool:
    if not accepted:
        value = result["Value"]
        assert isinstance(value, dict)
        timex = str(value.get("Timex"))
        season = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}.get(timex[-2:])
        if season is None:
            return found is None or found.earliest is None
        year = timex[:4] if timex[:4].isdigit() else ""
        return found is not None and found.edtf.endswith(f"-{season}") and found.edtf.startswith(year)
    if found is None or found.earliest is None or found.latest is None:
        return False
    if found.edtf.endswith("~"):
        return any(found.earliest <= first and last <= found.latest for first, last in accepted)
    start_of_end = normalize_edtf(found.edtf.split("/")[-1])
    ends = {found.latest} | ({start_of_end.earliest} if start_of_end else set())
    return any((found.earliest, end) in accepted for end in ends)


KINDS: dict[str, Callable[[Case, Pack], bool]] = {
    "CurrencyModel": lambda c, p: amounts_agree(c, p, find_amounts),
    "NumberModel": lambda c, p: amounts_agree(c, p, find_numbers),
    "PercentModel": lambda c, p: amounts_agree(c, p, find_percentages),
    "OrdinalModel": ordinals_agree,
    "DateParser": lambda c, p: dates_agree(c, p, periods=False),
    "DatePeriodParser": lambda c, p: dates_agree(c, p, periods=True),
}


def rate(language: str, files: tuple[str, ...]) -> float:
    pack = load_pack(language)
    passed = total = 0
    for file in files:
        cases = list(load_cases(file, language))
        failed = [case for case in cases if not KINDS[file](case, pack)]
        passed += len(cases) - len(failed)
        total += len(cases)
        print(f"{file}: {len(cases) - len(failed)} of {len(cases)}; not as they: {[case.index for case in failed]}")
    print(f"together {passed} of {total}: {passed / total:.1%}")
    return passed / total


LEAST = {"en": (0.95, 0.85), "zh": (0.95, 0.95)}
"""Of each language's cases: amounts, numbers, ordinals and percentages; dates and periods."""


@pytest.mark.parametrize("language", NAMES)
def test_amounts_numbers_ordinals_and_percentages(language: str) -> None:
    assert rate(language, ("CurrencyModel", "NumberModel", "OrdinalModel", "PercentModel")) >= LEAST[language][0]


@pytest.mark.parametrize("language", NAMES)
def test_dates_and_periods(language: str) -> None:
    assert rate(language, ("DateParser", "DatePeriodParser")) >= LEAST[language][1]
