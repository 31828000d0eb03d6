"""A film written out for other programs, as a user calls for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from quickstatements_reader import read
from schema_org import problems
from tests.engine.press_store import filled_store

from filmdossier.cli.export import _FOR_MACHINES
from filmdossier.cli.main import cli
from filmdossier.export.for_machines import FORMS


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample press in a store."""
    file = tmp_path_factory.mktemp("store") / "press.db"
    filled_store(file).close()
    return file


def test_the_command_offers_every_form() -> None:
    assert tuple(FORMS) == _FOR_MACHINES


@pytest.mark.parametrize("title", ["Red Silk", "Красный шёлк", "红丝绸"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_printed(db: Path, form: str, title: str) -> None:
    result = run("export", title, "--format", form, "--db", db)
    assert result.exit_code == 0, result.output
    assert "wrote Red Silk as" in result.stderr
    if FORMS[form].media_type.partition(";")[0].endswith("json"):
        json.loads(result.stdout)
    assert result.stdout.endswith("\n")


def test_what_is_written_is_of_schema_org(db: Path) -> None:
    printed = run("export", "Red Silk", "--format", "jsonld", "--base", "https://press.example/", "--db", db).stdout
    graph = json.loads(printed)["@graph"]
    assert problems(graph) == []
    assert graph[0]["@id"].startswith("https://press.example/films/")


def test_annotations_are_all_in_one_file(db: Path) -> None:
    collection = json.loads(run("export", "Red Silk", "--format", "annotations", "--db", db).stdout)
    assert collection["total"] == len(collection["first"]["items"]) > 200


def test_an_item_is_named(db: Path) -> None:
    commands = read(run("export", "Red Silk", "--format", "quickstatements", "--item", "Q42", "--db", db).stdout)
    assert {c.item for c in commands} == {"Q42"}
    bare = run("export", "Red Silk", "--format", "quickstatements", "--no-comments", "--db", db).stdout
    assert bare.startswith("CREATE\n")


def test_a_file_is_written_whole_or_not_at_all(db: Path, tmp_path: Path) -> None:
    file = tmp_path / "press.bib"
    assert run("export", "Red Silk", "--format", "bibtex", "--out", file, "--db", db).exit_code == 0
    whole = file.read_text("utf-8")
    assert whole.count("@article{") == 23
    assert run("export", "No such film", "--format", "bibtex", "--out", file, "--db", db).exit_code != 0
    assert file.read_text("utf-8") == whole
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "jsonld"), "name it"),
        (("Red Silk", "--format", "quickstatements", "--item", "Red"), "Q42"),
        (("Red Silk", "--format", "bibtex", "--item", "Q42"), "--item is for"),
        (("Red Silk", "--format", "jsonld", "--base", "javascript:alert(1)"), "no address"),
        (("Red Silk", "--format", "docx"), "Invalid value"),
    ],
)
def test_what_cannot_be_done_is_told(db: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("export", *arguments, "--db", db)
    assert result.exit_code == 2
    assert message in result.stderr
