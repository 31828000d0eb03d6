"""Reads the test cases of Microsoft's Recognizers-Text (MIT) where they lie beside this repository.

Their texts are not part of it: what is left out of the comparison is named by file, index and hash alone, each with its
reason, in ``tests/cases/values/<tag>/left_out.yaml``.
"""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from filmdossier.languages import load_pack
from filmdossier.reading.folding import fold_text
from filmdossier.reading.text import normalize_text

ROOT = Path(__file__).parents[2]
FOLDER = Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "corpora/values/recognizers"
NAMES = {"en": "English", "zh": "Chinese"}
"""By the tag of a language, how the cases call it."""

CURRENCIES = {
    "Dollar": {"USD"},
    "Cent": {"USD"},
    "Pound": {"GBP"},
    "Pence": {"GBP"},
    "Penny": {"GBP"},
    "Franc": {"FRF"},
    "Peseta": {"ESP"},
    "Finnish markka": {"FIM"},
    "Netherlands guilder": {"NLG"},
    "Rupee": {"INR"},
    "Bitcoin": {"XBT"},
}
"""What each unit without an ISO code in the cases may be for us."""
HUNDREDTHS = ("Cent", "Pence", "Penny")


@dataclass(frozen=True)
class Case:
    file: str
    index: int
    text: str
    reference: date | None
    results: tuple[dict[str, Any], ...]


def load_cases(file: str, language: str) -> Iterator[Case]:
    """The cases of one file that are not left out, as the reader would see them."""
    pack = load_pack(language)
    table = ROOT / "tests/cases/values" / language / "left_out.yaml"
    left_out = {(e["file"], e["index"]): e["sha256"] for e in yaml.safe_load(table.read_text("utf-8"))}
    path = FOLDER / NAMES[language] / f"{file}.json"
    for index, raw in enumerate(json.loads(path.read_text("utf-8-sig"))):
        stamp = (raw.get("Context") or {}).get("ReferenceDateTime")
        case = Case(
            file,
            index,
            fold_text(normalize_text(raw["Input"]), pack),
            date.fromisoformat(stamp[:10]) if stamp else None,
            tuple(raw.get("Results") or ()),
        )
        digest = left_out.get((file, index))
        own = hashlib.sha256(raw["Input"].encode()).hexdigest()[:12]
        assert digest in (None, own), f"{file} {index} is another case now: {own}"
        if digest is None:
            yield case


def words(result: dict[str, Any], language: str) -> str:
    return " ".join(plain(fold_text(str(result["Text"]), load_pack(language))).split())


def plain(text: str) -> str:
    """Small letters, and marks as the cases write them in their results."""
    return unicodedata.normalize("NFKC", text).lower()


def stated_amount(result: dict[str, Any]) -> Decimal | None:
    """The amount of a result, in whole units; None for a unit or percentage without one."""
    resolution = result["Resolution"]
    value = resolution.get("value")
    if value in (None, "null"):
        return None
    amount = Decimal(str(value).rstrip("%"))
    return amount / 100 if resolution.get("unit") in HUNDREDTHS else amount


def close(a: Decimal, b: Decimal) -> bool:
    """Equal to the 15 digits that the cases give."""
    return abs(a - b) <= abs(b) * Decimal("1e-13")


def accepted_days(result: dict[str, Any]) -> list[tuple[date, date]]:
    """First and last days that a result accepts; the cases write the day after the last, but not always."""
    value = result["Value"]
    accepted: list[tuple[date, date]] = []
    for key in ("FutureResolution", "PastResolution"):
        given = {k: v for k, v in (value.get(key) or {}).items() if v != "0001-01-01"}
        if "date" in given:
            day = date.fromisoformat(given["date"])
            accepted.append((day, day))
        elif "startDate" in given and "endDate" in given:
            start, end = date.fromisoformat(given["startDate"]), date.fromisoformat(given["endDate"])
            accepted += [(start, end), (start, max(end - timedelta(days=1), start))]
    return accepted
