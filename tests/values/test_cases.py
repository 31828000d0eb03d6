"""The tables in ``tests/cases/values``: a marked value is read as the table says; a case without marks has none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from filmdossier.languages.pack import load_pack
from filmdossier.model.dates import DateExpression, Direction, parse_edtf
from filmdossier.model.span import Span
from filmdossier.model.values import Duration, Money, Number, Ordinal, Percent, ValueMention
from filmdossier.reading.folding import fold_text
from filmdossier.reading.values import find_values

FOLDER = Path(__file__).parents[1] / "cases/values"
KINDS: dict[str, type] = {
    "money": Money,
    "number": Number,
    "percent": Percent,
    "ordinal": Ordinal,
    "duration": Duration,
    "date": DateExpression,
}


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*/*.yaml")):
        if path.name != "left_out.yaml":
            for case in yaml.safe_load(path.read_text("utf-8")):
                yield pytest.param(path.parent.name, case, id=f"{path.parent.name}-{path.stem}-{case['id']}")


def unmarked(text: str) -> tuple[str, Span]:
    before, _, rest = text.partition("⟦")
    inside, _, after = rest.partition("⟧")
    return before + inside + after, Span(len(before), len(before) + len(inside))


def check_date(case: dict[str, Any], value: DateExpression) -> None:
    reference = parse_edtf(case["written"]) if "written" in case else None
    found = value.resolve(reference, Direction(case.get("look", "none")))
    assert (None if found is None else found.edtf) == case["edtf"]


def check(case: dict[str, Any], mention: ValueMention) -> None:
    value = mention.value
    if "edtf" in case:
        assert isinstance(value, DateExpression)
        check_date(case, value)
    elif "amount" in case:
        amount, currency = case["amount"].split()
        assert isinstance(value, Money)
        assert (value.amount, value.currency) == (Decimal(amount), currency)
        assert value.scaled == case.get("scaled", value.scaled)
    elif "ordinal" in case:
        position = case["ordinal"]
        assert value == Ordinal(abs(position), from_end=position < 0)
    elif "number" in case or "percent" in case:
        wanted = Number if "number" in case else Percent
        assert isinstance(value, wanted)
        assert getattr(value, "amount", None) == Decimal(case["number" if "number" in case else "percent"])
    else:
        unit = next(u for u in ("minutes", "days", "months") if u in case)
        assert value == Duration(**{unit: Decimal(case[unit])})
    assert mention.bound == case.get("bound", "exact")
    assert (mention.bound_span is None) == ("bound" not in case)


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_case(language: str, case: dict[str, Any]) -> None:
    pack = load_pack(language)
    text, span = unmarked(fold_text(case["text"], pack))
    found = find_values(text, pack)
    if "none" in case:
        assert not [m for m in found if isinstance(m.value, KINDS[case["none"]])]
        return
    here = [m for m in found if m.span == span]
    assert here, f"nothing at {span.of(text)!r}; found {[m.span.of(text) for m in found]}"
    check(case, here[0])
