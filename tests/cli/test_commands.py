"""The command line: forms of output, order, failures, and how fast help comes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from filmdossier.cli.main import _COMMANDS, cli
from filmdossier.model.reading import Basis, Document, Published, Reading
from filmdossier.press import load_samples

ARTICLE = (
    "The film opened in cinemas on Friday and took more than ten million dollars over its first weekend.\n"
    "The studio said on Monday that it would be shown in twenty more countries before the end of the month.\n"
)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that reads nothing, so that these tests are about the command line alone."""

    def read(
        text: str, *, published: Any = None, language: str | None = None, source: str = "", **about: Any
    ) -> Reading:
        date = Published(published, Basis.GIVEN) if isinstance(published, str) else published
        document = Document("0" * 64, source, language or "en", text, published=date, **about)
        return Reading(document)

    monkeypatch.setattr("filmdossier.read", read)


def _run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.mark.usefixtures("stand_in")
def test_json_is_one_object_a_line_in_the_order_given(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Café. " + ARTICLE, "utf-8")
    result = _run("read", "--json", other, article, "-", stdin=ARTICLE)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["document"]["source"] for line in lines] == [str(other), str(article), "-"]
    assert lines[0]["contract"] == 1
    assert "Café" in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("stand_in")
def test_a_source_that_fails_is_named_and_the_others_are_read(article: Path, tmp_path: Path) -> None:
    bad: dict[str, tuple[str | bytes, str]] = {
        "empty.txt": (b"", "is empty"),
        "binary.dat": (bytes(range(256)) * 20, "is a binary file"),
        "german.txt": ("Der Film startete am Freitag in den Kinos und gefiel dem Publikum. " * 4, "German"),
        "list.txt": ("1. Barbie\n2. Oppenheimer\n", "is not an article"),
        "line.txt": ("film " * 100_000, "has a line of 500,000 characters"),
        "deep.html": ("<html><body>" + "<div>" * 100_000 + ARTICLE, "nested more than 1,000"),
    }
    for name, (content, _) in bad.items():
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    sources: list[str | Path] = [
        *(tmp_path / n for n in bad),
        tmp_path / "huge.txt",
        tmp_path / "missing.txt",
        "http://127.0.0.1:9/x",
        article,
    ]
    result = _run("read", "--json", *sources)
    assert result.exit_code == 2
    assert [json.loads(x)["document"]["source"] for x in result.stdout.splitlines()] == [str(article)]
    told = result.stderr.splitlines()
    assert len(told) == len(sources) - 1
    problems = [*(p for _, p in bad.values()), "is 50.0 MB long", "no such file", "not a public address"]
    for line, source, problem in zip(told, sources, problems, strict=False):
        assert line.startswith(f"filmdossier: {source}: ")
        assert problem in line
        assert "; " in line


@pytest.mark.usefixtures("stand_in")
def test_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(("“Amélie” took £10m. " + ARTICLE).encode("cp1252"))
    assert "“Amélie” took £10m." in json.loads(_run("read", "--json", path).stdout)["document"]["text"]


@pytest.mark.usefixtures("stand_in")
def test_text_goes_to_the_reader_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    assert json.loads(_run("read", "--json", path).stdout)["document"]["text"] == ARTICLE.replace("\n", "\r\n")


@pytest.mark.usefixtures("stand_in")
def test_the_date_given_outranks_that_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    body = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines())
    meta = '<meta property="article:published_time" content="2024-03-02">'
    page.write_text(f"<html><head><title>It opens</title>{meta}</head><body><article>{body}</article></body></html>")
    assert json.loads(_run("read", "--json", page).stdout)["document"]["published"]["basis"] == "metadata"
    given = json.loads(_run("read", "--json", "--published", "2025-09", page).stdout)["document"]
    assert given["published"] == {"date": "2025-09", "basis": "given", "span": None}
    assert given["title"] == "It opens"


@pytest.mark.parametrize("date", ["yesterday", "2025-13-01", "5 September 2025", ""])
def test_a_date_that_is_no_edtf_is_refused_with_an_example(article: Path, date: str) -> None:
    result = _run("read", "--published", date, article)
    assert result.exit_code == 2
    assert "2025-09-05" in result.stderr


def test_a_language_without_a_pack_is_refused(article: Path) -> None:
    result = _run("read", "--language", "tlh", article)
    assert result.exit_code == 2
    assert "no pack reads 'tlh'" in result.stderr


def test_no_source_is_a_wrong_call() -> None:
    assert _run("read").exit_code == 2


@pytest.mark.usefixtures("stand_in")
def test_the_page_is_written_and_said_to_be(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = _run("read", "--html", page, article, article)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"filmdossier: wrote {page} (2 articles)\n"
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert _run("read", "--html", "-", article).stdout.startswith("<!doctype html>")


def test_a_page_in_a_folder_that_is_not_there_is_refused_before_anything_is_read(article: Path, tmp_path: Path) -> None:
    result = _run("read", "--html", tmp_path / "no" / "page.html", article)
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


@pytest.mark.usefixtures("stand_in")
def test_no_page_is_written_where_nothing_was_read(tmp_path: Path) -> None:
    assert _run("read", "--html", tmp_path / "page.html", tmp_path / "missing.txt").exit_code == 2
    assert not (tmp_path / "page.html").exists()


@pytest.mark.usefixtures("stand_in")
def test_the_terminal_view_is_the_default(article: Path) -> None:
    result = _run("read", article)
    assert result.exit_code == 0
    assert "Nothing was read from this article." in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.usefixtures("stand_in")
def test_names_cannot_command_the_terminal(tmp_path: Path) -> None:
    result = _run("read", tmp_path / "a\x1b[2J\nb.txt")
    assert "\x1b" not in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.usefixtures("stand_in")
def test_the_demo_reads_the_bundled_press(tmp_path: Path) -> None:
    result = _run("demo", "--json")
    assert result.exit_code == 0
    documents = [json.loads(line)["document"] for line in result.stdout.splitlines()]
    assert len(documents) == len(list(load_samples())) >= 8
    assert [d["publisher"] for d in documents if d["published"] is None]
    assert _run("demo", "--html", tmp_path / "demo.html").exit_code == 0
    assert _run("demo").exit_code == 0


def test_every_command_has_help_with_examples() -> None:
    for arguments in ([], *([name] for name in _COMMANDS)):
        result = _run(*arguments, "--help")
        assert result.exit_code == 0
        assert f"  filmdossier {' '.join(arguments)}" in result.stdout
    assert _run("--version").stdout.startswith("filmdossier, version ")
    assert _run("nothing").exit_code == 2


def test_samples_say_where_their_facts_stand() -> None:
    import tomllib

    from filmdossier import press

    for path in Path(press.__file__).parent.glob("*/*.toml"):
        about = tomllib.loads(path.read_text("utf-8"))
        assert about["facts"]
        assert about["outlet"].startswith("Sample ")
        assert 100 <= len(path.with_suffix(".txt").read_text("utf-8")) <= 1800


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from filmdossier.cli.main import cli;"
        "CliRunner().invoke(cli, ['--help']); print(sorted(sys.modules))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    for module in ("numpy", "httpx", "rich", "trafilatura", "jinja2", "onnxruntime", "babel", "lxml"):
        assert f"'{module}'" not in loaded


def test_help_comes_at_once() -> None:
    times: list[float] = []
    # The least of many tries: what else a machine does at the moment only ever adds time.
    while len(times) < 25 and min(times, default=1.0) >= 0.3:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "filmdossier", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3


def test_a_closed_pipe_ends_it_quietly() -> None:
    code = "import sys, filmdossier.cli.main as m; sys.argv = ['filmdossier', '--help']; m.main()"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()


def test_colour_is_left_out_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    from filmdossier.export.terminal import print_reading

    monkeypatch.setitem(os.environ, "NO_COLOR", "1")
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard")
    print_reading(Reading(Document("0" * 64, "a.txt", "en", ARTICLE)), console)
    assert "\x1b[3" not in out.getvalue().replace("\x1b[3m", "")
