"""Claims and facts as flat rows, and the three kinds of file that they are written to."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_dossiers import DossierBuilder, million, sample_dossier

from filmdossier.export.csv_file import escape_cell, unescape_cell, write_csv
from filmdossier.export.exact import exact_json, exact_number
from filmdossier.export.json_lines import write_json_lines
from filmdossier.export.parquet_file import fitting, write_parquet
from filmdossier.export.tables import (
    CLAIM_COLUMNS,
    FACT_COLUMNS,
    Column,
    Kind,
    Row,
    claim_rows,
    fact_rows,
    standing_claims,
)
from filmdossier.model.errors import ExportError

TRICKY = [
    'a "quoted" word, and a comma',
    "two\nlines\r\nand a tab\t",
    "红丝绸，导演",
    '=HYPERLINK("http://x","y")',
    "+7 495 000",
    "-5",
    "-5.25",
    "-cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\tx",
    "'=1+1",
    "'Red Silk' rolls in",
    "＝1",
    "",
    "e\u0301 👩‍🚀",
]
NAMES = (Column("words", Kind.TEXT, ""),)
WRITERS: dict[str, Callable[..., int]] = {"csv": write_csv, "jsonl": write_json_lines, "parquet": write_parquet}


def named(words: list[str]) -> Iterator[Row]:
    return ({"words": w} for w in words)


def sample_rows() -> list[Row]:
    dossier = sample_dossier()
    films = {c.film: (dossier.record.film.id, "Red Silk") for c in dossier.claims.values() if c.film}
    return list(
        claim_rows(
            dossier.claims.values(),
            films,
            standing=standing_claims(dossier.record),
            origins=dossier.record.origins,
            readers=dict.fromkeys(dossier.documents, "0.2.0"),
        )
    )


@pytest.mark.parametrize(
    ("rows", "columns"), [(sample_rows(), CLAIM_COLUMNS), (list(fact_rows(sample_dossier().record)), FACT_COLUMNS)]
)
def test_every_row_has_the_columns_of_its_table_in_order(rows: list[Row], columns: tuple[Column, ...]) -> None:
    assert rows
    for row in rows:
        assert list(row) == [c.name for c in columns]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "689 million rubles",
            {
                "predicate": "box_office",
                "amount": Decimal(689_000_000),
                "currency": "RUB",
                "territory": "RU",
                "period": "total",
                "as_of": "2025-08-29",
                "attribution": ("Izvestia",),
                "witness": "Izvestia",
                "publisher": "Global Times",
                "published": "2025-09-05",
                "language": "en",
                "standing": True,
                "status": "asserted",
                "reader": "0.2.0",
                "title": "Red Silk",
            },
        ),
        ("1,5 миллиона", {"count": 1_500_000, "amount": None, "bound": "about", "language": "ru"}),
        ("Andrei Vokin", {"name": "Andrei Vokin", "standing": False, "publisher": None, "witness": "portal.example"}),
        ("6 сентября", {"date": "2025-09-06", "status": "planned"}),
        ("Chinese", {"territory": "CN", "predicate": "country_of_origin"}),
        ("146-minute", {"minutes": Decimal(146)}),
        ("首席执行官巴拉诺娃", {"name": "Svetlana Balanova", "role": "CEO", "film": None, "title": None}),
    ],
)
def test_claims_as_rows(words: str, expected: Mapping[str, Any]) -> None:
    row = next(r for r in sample_rows() if r["words"] == words)
    assert {k: row[k] for k in expected} == expected
    assert row["end"] - row["start"] == len(words)


def test_facts_as_rows() -> None:
    record = sample_dossier().record
    rows = list(fact_rows(record))
    assert len(rows) == sum(len(f.positions) for f in record.facts)
    [total] = [r for r in rows if r["predicate"] == "box_office" and r["key"]["currency"] == "RUB"]
    assert total["value"] == million("688.6", "RUB")
    assert (total["low"], total["high"]) == (Decimal(688_550_000), Decimal(688_650_000))
    assert (total["witness_count"], total["witnesses"]) == (2, ("NSN", "Izvestia"))
    assert (total["contested"], total["place"], total["as_of"]) == (False, 1, "2025-09-03")
    assert [r["place"] for r in rows if r["predicate"] == "director"] == [1, 2]
    assert [r["aside"] for r in rows if r["predicate"] == "release"] == [None, None, None, "planned"]


def test_what_is_not_known_is_empty_and_never_no() -> None:
    [row] = claim_rows(list(sample_dossier().claims.values())[:1])
    assert row["standing"] is None
    assert row["reader"] is None
    assert row["film"] is None
    assert row["title"] == "Red Silk"


def test_several_territories_stand_in_one_cell() -> None:
    b = DossierBuilder("A film")
    b.claim(b.document("Sample daily", "2025"), "distributor", {"name": "X"}, "X", territory=["US", "CA"])
    [row] = claim_rows(b.claims.values())
    assert row["territory"] == "US;CA"


@pytest.mark.parametrize("words", TRICKY)
def test_csv_gives_back_every_text(words: str, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    write_csv(NAMES, named([words]), file)
    with file.open(encoding="utf-8", newline="") as lines:
        [heading, [cell]] = [row or [""] for row in csv.reader(lines)]
    assert heading == ["words"]
    assert unescape_cell(cell) == words


@given(st.text())
def test_no_cell_is_a_formula_and_none_is_lost(words: str) -> None:
    cell = escape_cell(words)
    assert unescape_cell(cell) == words
    assert cell[:1] not in tuple("=@\t\r\n＝＋－＠")
    if cell[:1] in ("+", "-"):
        Decimal(cell)


def test_csv_is_as_the_standard_has_it(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    two = (*NAMES, Column("n", Kind.DECIMAL, ""), Column("yes", Kind.TRUTH, ""), Column("all", Kind.TEXTS, ""))
    rows: list[Row] = [
        {"words": 'say "hi"', "n": Decimal("-6.890E+8"), "yes": True, "all": ("=a", "b")},
        {"words": None, "n": None, "yes": None, "all": ()},
    ]
    assert write_csv(two, rows, file) == 2
    assert file.read_bytes() == b'words,n,yes,all\r\n"say ""hi""",-689000000,true,\'=a; b\r\n,,,\r\n'


def test_csv_of_claims_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "claims.csv"
    rows = sample_rows()
    assert write_csv(CLAIM_COLUMNS, rows, file) == len(rows)
    with file.open(encoding="utf-8", newline="") as lines:
        read = list(csv.DictReader(lines))
    assert [unescape_cell(r["words"]) for r in read] == [r["words"] for r in rows]
    assert [Decimal(r["amount"]) if r["amount"] else None for r in read] == [r["amount"] for r in rows]
    assert all(None not in r and None not in r.values() for r in read), "as many cells as headings"
    assert json.loads(read[0]["value"]) == dict(rows[0]["value"])


def test_json_lines_hold_objects_and_exact_numbers(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    rows = sample_rows()
    write_json_lines(CLAIM_COLUMNS, rows, file)
    read = [json.loads(line, parse_float=Decimal) for line in file.read_text("utf-8").splitlines()]
    assert [r["words"] for r in read] == [r["words"] for r in rows]
    cited = next(r for r in read if r["words"] == "689 million rubles")
    assert cited["value"] == {"amount": 689_000_000, "currency": "RUB"}
    assert cited["qualifiers"]["converted"] == [{"amount": 8_490_000, "currency": "USD"}]
    assert cited["attribution"] == ["Izvestia"]


def test_parquet_amounts_are_exact_decimals(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    file = tmp_path / "claims.parquet"
    rows = sample_rows()
    exact = Decimal("12345678901234567890.123456789")
    rows[0] = {**rows[0], "amount": exact}
    assert write_parquet(CLAIM_COLUMNS, rows, file) == len(rows)
    table = parquet.read_table(file)
    assert table.column_names == [c.name for c in CLAIM_COLUMNS]
    amounts = table.column("amount").to_pylist()
    assert amounts == [r["amount"] for r in rows]
    assert amounts[0] == exact
    assert str(table.schema.field("amount").type) == "decimal128(38, 9)"
    assert table.schema.field("amount").metadata[b"description"] == b"value: a sum of money"
    assert [tuple(a) for a in table.column("attribution").to_pylist()] == [r["attribution"] for r in rows]
    assert table.column("standing").to_pylist() == [r["standing"] for r in rows]


@pytest.mark.parametrize(
    ("number", "fits"),
    [
        ("0.000000001", True),
        ("0.0000000001", False),
        ("9" * 29, True),
        ("1" + "0" * 29, False),
        ("-689000000.50", True),
        ("1.5000000000000000000000000000000000000000", True),
        ("1E+28", True),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_what_a_decimal_column_holds(number: str, fits: bool, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    value = Decimal(number)
    assert fitting(value) == (value if fits else None)
    file = tmp_path / "n.parquet"
    write_parquet((Column("n", Kind.DECIMAL, ""),), [{"n": value}], file)
    assert parquet.read_table(file).column("n").to_pylist() == [value if fits else None]


def test_parquet_is_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr("filmdossier.export.parquet_file.ROW_GROUP", 10)
    file = tmp_path / "t.parquet"
    write_parquet(NAMES, named(TRICKY), file)
    assert parquet.ParquetFile(file).num_row_groups == 2
    assert parquet.read_table(file).column("words").to_pylist() == TRICKY


def test_without_pyarrow_one_error_names_what_to_install() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from filmdossier.export.parquet_file import write_parquet\n"
        "try:\n write_parquet((), [], 'never.parquet')\n"
        "except Exception as e:\n print(type(e).__name__, e)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("ExportError ")
    assert "pip install 'filmdossier[parquet]'" in done.stdout


@pytest.mark.parametrize("kind", WRITERS)
def test_half_of_a_surrogate_pair_stops_nothing(kind: str, tmp_path: Path) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    assert WRITERS[kind](NAMES, named(["a\ud800b"]), tmp_path / "t") == 1
    assert (tmp_path / "t").stat().st_size > 0


@pytest.mark.parametrize("kind", WRITERS)
def test_what_fails_half_way_leaves_the_old_file_and_no_other(kind: str, tmp_path: Path) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    file = tmp_path / "t"
    file.write_text("old")

    def breaking() -> Iterator[Row]:
        yield {"words": "new"}
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError, match="went away"):
        WRITERS[kind](NAMES, breaking(), file)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("kind", WRITERS)
def test_no_rows_make_a_file_all_the_same(kind: str, tmp_path: Path) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    assert WRITERS[kind](NAMES, [], tmp_path / "t") == 0
    assert (tmp_path / "t").exists()


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_rows_make_the_same_bytes(kind: str, tmp_path: Path) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    for name in ("a", "b"):
        WRITERS[kind](CLAIM_COLUMNS, sample_rows(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"there is no folder .*nowhere; make it first"):
        write_csv(NAMES, [], tmp_path / "nowhere" / "t.csv")
    with pytest.raises(ExportError, match="that is a folder"):
        write_csv(NAMES, [], tmp_path)


def test_a_link_and_the_rights_of_the_file_stay(tmp_path: Path) -> None:
    file, link = tmp_path / "real.csv", tmp_path / "link.csv"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    write_csv(NAMES, named(["new"]), link)
    assert link.is_symlink()
    assert file.read_bytes() == b"words\r\nnew\r\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_standard_output_takes_any_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, "utf-8")
    monkeypatch.setattr("sys.stdout", out)
    write_csv(NAMES, named(["红"]), "-")
    write_json_lines(NAMES, named(["红"]), "-")
    assert raw.getvalue() == 'words\r\n红\r\n{"words":"红"}\n'.encode()


def test_rows_are_written_as_they_come(tmp_path: Path) -> None:
    claims = iter(list(sample_dossier().claims.values()) * 3)
    rows = claim_rows(claims)
    next(rows)
    assert len(list(claims)) == 3 * len(sample_dossier().claims) - 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(json_values)
def test_exact_json_loses_nothing(value: Any) -> None:
    written = exact_json(value)
    written.encode("utf-8")
    assert json.loads(written, parse_float=Decimal, parse_int=Decimal) == _as_decimals(value)


def _as_decimals(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_decimals(v) for v in value]
    if isinstance(value, dict):
        return {k: _as_decimals(v) for k, v in value.items()}
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_exact_numbers_have_no_exponent_and_lose_nothing(value: Decimal) -> None:
    written = exact_number(value)
    assert Decimal(written) == value
    assert "E" not in written


def test_a_claim_of_no_known_document_name_goes_by_its_id() -> None:
    claim = next(iter(sample_dossier().claims.values()))
    head = replace(claim.document, publisher=None, source="")
    [row] = claim_rows([replace(claim, document=head)])
    assert row["witness"] == f"document {head.id}"
