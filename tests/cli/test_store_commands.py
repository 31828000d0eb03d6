"""The commands over a store, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from filmdossier.cli.main import cli
from filmdossier.model.errors import FilmdossierError
from filmdossier.press import load_samples

SUM = "689 million rubles"


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin)


def refused(*arguments: object) -> str:
    """The one line that a call ends with."""
    error = run(*arguments).exception
    assert isinstance(error, FilmdossierError), error
    assert "\n" not in str(error)
    return str(error)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample press in a store."""
    path = tmp_path_factory.mktemp("store") / "press.db"
    assert run("demo", "--db", path).exit_code == 0
    return path


@pytest.fixture
def own(tmp_path: Path, db: Path) -> Path:
    """A copy that a test may change."""
    path = tmp_path / "own.db"
    path.write_bytes(db.read_bytes())
    return path


def shown(db: Path, *arguments: object) -> dict[str, Any]:
    dossier: dict[str, Any] = json.loads(run("show", "Red Silk", "--json", "--db", db, *arguments).stdout)
    return dossier


def facts(dossier: dict[str, Any], predicate: str) -> list[dict[str, Any]]:
    return [f for f in dossier["facts"] if f["predicate"] == predicate]


def test_the_demo_finds_every_disagreement_and_no_other(db: Path) -> None:
    """Rates, anniversaries, a total that shrinks, two names twice; nothing else in all the press."""
    result = run("audit", "--json", "--db", db)
    assert result.exit_code == 1
    found = sorted(json.loads(line)["rule"] for line in result.stdout.splitlines())
    assert found == ["anniversary", "conflict", "conversion", "cumulative", "name", "name"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("conversion", ("81.15", "83.62", "no rounding explains it")),
        ("anniversary", ("1949", "1950")),
        ("conflict", ("6 September 2025", "September 2024")),
        ("cumulative", ("nearly USD 2 million", "USD 1.8 million")),
        ("name", ("Volgin", "Vokin")),
        ("name", ("Balanova", "Baranova")),
    ],
)
def test_findings_show_their_arithmetic(db: Path, rule: str, words: tuple[str, ...]) -> None:
    messages = [
        json.loads(x)["message"] for x in run("audit", "--rule", rule, "--json", "--db", db).stdout.splitlines()
    ]
    assert any(all(w in m for w in words) for m in messages), messages


def test_what_only_seems_to_disagree_is_one_value(db: Path) -> None:
    dossier = shown(db)
    [gross] = [f for f in facts(dossier, "box_office") if f["key"].get("currency") == "RUB"]
    standing = gross["positions"][0]
    assert {s["words"] for s in standing["sources"]} >= {SUM, "688.6 million rubles"}
    admissions = [f for f in facts(dossier, "admissions") if f["key"].get("period") == "total"]
    assert {s["words"] for f in admissions for s in f["positions"][0]["sources"]} >= {"1.47 million"}
    released = [f for f in facts(dossier, "release") if f["key"].get("territory") == "RU"]
    assert all(len(f["positions"]) == 1 for f in released)


def test_stories_that_rest_on_one_report_are_one_witness(db: Path) -> None:
    [gross] = [f for f in facts(shown(db), "box_office") if f["key"].get("currency") == "RUB"]
    standing = gross["positions"][0]
    resting = {s["publisher"] for s in standing["sources"] if s["witness"] == "Izvestia"}
    assert len(resting) >= 3
    assert standing["witnesses"].count("Izvestia") == 1


def test_as_of_knows_nothing_later(db: Path) -> None:
    then = shown(db, "--as-of", "2025-05-31")
    assert then["as_of"] == "2025-05-31"
    assert SUM not in json.dumps(then)
    assert "500 million rubles" in json.dumps(then)
    assert not then["findings"]


def test_explaining_tells_why_names_are_one(db: Path) -> None:
    result = run("show", "Red Silk", "--explain", "--db", db)
    assert "Vokin" in result.stdout
    assert "why" in result.stdout


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("what", ["claims", "facts"])
def test_exports_hold_every_row(db: Path, form: str, what: str) -> None:
    result = run("export", "--what", what, "--format", form, "--db", db)
    assert result.exit_code == 0
    if form == "csv":
        rows: list[dict[str, Any]] = list(csv.DictReader(io.StringIO(result.stdout)))
    else:
        rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert f"wrote {len(rows)} {what}" in result.stderr
    assert len(rows) > 50
    if what == "claims":
        assert any(r["words"] == SUM and r["source"] and r["evidence"] for r in rows)


def test_parquet_keeps_amounts_exact(db: Path, tmp_path: Path) -> None:
    from decimal import Decimal

    import pyarrow.parquet as pq

    path = tmp_path / "claims.parquet"
    assert run("export", "--format", "parquet", "--out", path, "--db", db).exit_code == 0
    amounts = pq.read_table(path)["amount"].to_pylist()
    assert Decimal(689_000_000) in amounts
    assert run("export", "--format", "parquet", "--db", db).exit_code == 2


def test_a_draft_is_checked_against_the_store(db: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Red Silk, the thriller directed by Andrey Volgin, came out in Russian cinemas on February 20, 2025. "
        "The film has made 689 million rubles ($6.89 million) in Russia.\n",
        "utf-8",
    )
    result = run("check", draft, "--published", "2025-09-10", "--db", db)
    assert result.exit_code == 1, result.output
    assert f"{draft}:1:" in result.stdout
    assert "conversion" in result.stdout
    assert run("check", draft, "--published", "2025-09-10", "--db", db, "--json").exit_code == 1
    assert len(run("films", "--json", "--db", db).stdout.splitlines()) > 5, "nothing is kept"


def test_sound_copy_passes(db: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "Red Silk, the thriller directed by Andrey Volgin, came out in Russian cinemas on February 20, 2025. "
        "The film has made 689 million rubles ($8.49 million) in Russia.\n",
        "utf-8",
    )
    result = run("check", draft, "--alone", "--db", db)
    assert (result.exit_code, result.stdout) == (0, "")


def test_judgements_are_listed_and_withdrawn(own: Path) -> None:
    claim = facts(shown(own), "duration")[0]["positions"][0]["sources"][0]["claim"]
    value = '{"minutes": 147}'
    made = run("judge", "corrected", claim[:10], "--value", value, "--by", "An Editor", "--db", own)
    assert made.exit_code == 0, made.output
    assert facts(shown(own), "duration")[0]["positions"][0]["value"] == {"minutes": 147}
    assert "An Editor" in run("judge", "list", "--db", own).stdout
    assert run("judge", "withdraw", "1", "--db", own).exit_code == 0
    assert facts(shown(own), "duration")[0]["positions"][0]["value"] == {"minutes": 146}


def test_judgements_that_contradict_one_another_are_refused(own: Path) -> None:
    films = {f["name"]: f["id"] for f in map(json.loads, run("films", "--json", "--db", own).stdout.splitlines())}
    red, black = films["Red Silk"], films["Black Silk"]
    assert run("judge", "different", red, black, "--db", own).exit_code == 0
    assert "filmdossier judge withdraw 1" in refused("judge", "same", red, black, "--db", own)
    claim = facts(shown(own), "duration")[0]["positions"][0]["sources"][0]["claim"]
    assert run("judge", "wrong", claim, "--db", own).exit_code == 0
    assert "withdraw it first" in refused("judge", "right", claim, "--db", own)
    assert "no judgement has that number" in refused("judge", "withdraw", "99", "--db", own)
    assert "no film, person or organisation has that id" in refused("judge", "same", "zzz", red, "--db", own)
    assert "give it with --value" in refused("judge", "corrected", claim, "--value", '{"count": 1}', "--db", own)


def test_rates_are_imported_and_change_what_is_found(own: Path, tmp_path: Path) -> None:
    """With rates for the days, both conversions are right, each on its own day."""
    rates = tmp_path / "rates.csv"
    days = "\n".join(f"USD,RUB,2025-{m:02d}-{d:02d},{v}" for m, d, v in _days())
    rates.write_text(f"base,quote,date,value\n{days}\n", "utf-8")
    assert run("rates", "import", rates, "--db", own).exit_code == 0
    assert run("audit", "--rule", "conversion", "--db", own).exit_code == 0
    assert "USD/RUB" in run("rates", "show", "--db", own).stdout
    assert "81.1 RUB" in run("rates", "show", "USD", "RUB", "--on", "2025-09-05", "--db", own).stdout


def _days() -> list[tuple[int, int, str]]:
    return (
        [(5, d, "81.4") for d in range(1, 29)]
        + [(8, d, "81.2") for d in range(20, 31)]
        + [(9, d, "81.1" if d < 10 else "83.6") for d in range(1, 30)]
    )


def test_what_is_known_is_passed_over(own: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(next(load_samples()).text, "utf-8")
    assert "1 known" in run("add", article, "--db", own).stdout
    assert "1 known" in run("add", "--db", own, "--list", "-", stdin=f"{article}\n").stdout
    assert run("add", "--db", own).exit_code == 2


def test_other_words_at_a_source_are_a_new_version(own: Path, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    words = (
        "Red Silk, a thriller directed by Andrey Volgin, runs for {} minutes and opened in Russia on 20 February 2025."
    )
    article.write_text(words.format(146), "utf-8")
    assert run("add", article, "--published", "2025-09-30", "--db", own).exit_code == 0
    article.write_text(words.format(151), "utf-8")
    outcome = json.loads(run("add", article, "--published", "2025-09-30", "--json", "--db", own).stdout)
    assert outcome["state"] == "new version"
    [edit] = shown(own)["edits"]
    assert [c["value"] for c in edit["gone"]] == [{"minutes": 146}]
    assert [c["value"] for c in edit["new"]] == [{"minutes": 151}]
    assert "146" in run("show", "Red Silk", "--db", own).stdout


def test_rebuilding_says_what_it_did(own: Path) -> None:
    assert "films derived from" in run("rebuild", "--db", own).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "Nothing of that name"), "filmdossier films"),
        (("show", "Silk"), "give a title or an id"),
        (("films", "--db", "/nowhere/at/all.db"), "there is no store"),
        (("films", "--db", "mysql://somewhere/x"), "give a path"),
        (("films", "--db", "postgresql://nobody:secret@127.0.0.1:9/x"), "the server cannot be reached"),
    ],
    ids=lambda v: v if isinstance(v, str) else " ".join(v),
)
def test_bad_calls_get_one_line(db: Path, arguments: tuple[str, ...], words: str) -> None:
    line = refused(*arguments, *(() if "--db" in arguments else ("--db", db)))
    assert words in line
    assert "secret" not in line


def test_ambiguous_titles_list_their_films(tmp_path: Path) -> None:
    path = tmp_path / "two.db"
    for number, (year, director) in enumerate((("1984", "David Lynch"), ("2021", "Denis Villeneuve"))):
        article = tmp_path / f"{number}.txt"
        article.write_text(
            f"Dune, directed by {director}, opened in cinemas in the US on 14 December {year}. The film Dune took $40m."
        )
        assert run("add", article, "--published", f"{year}-12-20", "--db", path).exit_code == 0
    line = refused("show", "Dune", "--db", path)
    assert "2 films are called that" in line
    assert "1984" in line
    assert "2021" in line


def test_files_that_are_no_store_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("not a database, but an ordinary text that is long enough")
    assert "no store of filmdossier" in refused("films", "--db", path)
