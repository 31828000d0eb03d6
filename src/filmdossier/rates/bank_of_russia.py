"""The official rates of the Bank of Russia, from the XML that it serves.

``XML_daily`` holds all currencies of one day, ``XML_dynamic`` one currency of many days. Both give the price in rubles
of a *nominal* (1, 10, 100…) of units, with a decimal comma, in windows-1251. The day is that from which the rate holds.
Format: https://www.cbr.ru/development/sxml/
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import cast

from lxml import etree

from filmdossier.model.rates import Rate
from filmdossier.rates.figures import parse_currency, parse_day, parse_rate, read_bytes, refusal
from filmdossier.rates.folding import StatedRate, folded

SOURCE = "Bank of Russia"
_REDENOMINATION = date(1998, 1, 1)
"""From this day one new ruble (RUB) stood for 1000 old ones (RUR)."""
_DAY = "%d.%m.%Y"


def load_bank_of_russia(path: str | Path) -> tuple[Rate, ...]:
    """The rates of one ``XML_daily`` or ``XML_dynamic`` file, in rubles per unit, in order.

    Raises:
        RatesError: where the file cannot be read, is no such file, or contradicts itself. Files with a document type or
            entities are refused: the bank's have none.
    """
    path = Path(path)
    root = _parse(path)
    if root.tag != "ValCurs":
        raise refusal(path, _line(root), f"its root is {root.tag!r}, not 'ValCurs'", "save XML_daily or XML_dynamic")
    if len(root) == 0 and (root.text or "").strip():
        raise refusal(path, _line(root), f"the bank answered: {(root.text or '').strip()[:80]}", "ask for other days")
    if root.find("Valute") is not None:
        return folded(_of_one_day(root, path), path)
    return folded(_of_one_currency(root, path), path)


def _parse(path: Path) -> etree._Element:
    data = read_bytes(path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, etree.XMLSyntaxError) else None
        remedy = "save it as the bank serves it, in windows-1251"
        raise refusal(
            path, line, f"no XML of the Bank of Russia ({str(error).partition(', line')[0][:120]})", remedy
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal(path, 1, "it declares a document type", "the bank's files have none; download it again")
    return root


def _of_one_day(root: etree._Element, path: Path) -> Iterator[StatedRate]:
    day = parse_day(root.get("Date") or "", path, _line(root), _DAY)
    for item in root.iterfind("Valute"):
        code = _child(item, "CharCode", path)
        yield _stated(item, parse_currency(code, path, _line(item)), day, path)


def _of_one_currency(root: etree._Element, path: Path) -> Iterator[StatedRate]:
    for item in root.iterfind("Record"):
        number = (item.get("Id") or root.get("ID") or "").strip()
        if number not in _currencies():
            known = "known are those of bank_of_russia.toml, such as R01235 for USD"
            raise refusal(path, _line(item), f"no currency has the number {number[:20]!r}", known)
        day = parse_day(item.get("Date") or "", path, _line(item), _DAY)
        yield _stated(item, _currencies()[number], day, path)


def _stated(item: etree._Element, currency: str, day: date, path: Path) -> StatedRate:
    value = parse_rate(_child(item, "Value", path), path, _line(item))
    nominal = parse_rate(_child(item, "Nominal", path), path, _line(item))
    ruble = "RUB" if day >= _REDENOMINATION else "RUR"
    return StatedRate(Rate(SOURCE, currency, ruble, day, (value / nominal).normalize()), _line(item))


def _child(item: etree._Element, name: str, path: Path) -> str:
    text = item.findtext(name)
    if text is None or not text.strip():
        raise refusal(path, _line(item), f"{item.tag} has no {name}", "download it again")
    return text


def _line(element: etree._Element) -> int | None:
    return cast("int | None", element.sourceline)


@cache
def _currencies() -> dict[str, str]:
    table = tomllib.loads((files("filmdossier.rates") / "bank_of_russia.toml").read_text("utf-8"))
    return dict(table["currencies"])
