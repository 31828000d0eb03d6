"""Judging findings on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.engine.press_store import filled_store

from filmdossier.cli.main import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(a) for a in arguments])


@pytest.fixture
def db(tmp_path: Path) -> Path:
    file = tmp_path / "press.db"
    filled_store(file).close()
    return file


def audited(db: Path) -> dict[str, dict[str, Any]]:
    found = map(json.loads, run("audit", "--json", "--rule", "conversion", "--db", db).stdout.splitlines())
    return {f["id"]: f for f in found}


def test_a_finding_is_confirmed_dismissed_and_left_open(db: Path) -> None:
    [finding] = audited(db)
    assert audited(db)[finding]["judged"] is None
    for number, verdict in ((1, "right"), (3, "wrong"), (5, "unsure")):
        made = run("judge", verdict, finding[:10], "--by", "Ada", "--why", "asked", "--db", db)
        assert made.exit_code == 0, made.output
        assert f"{verdict} {finding}: asked" in made.stdout
        assert audited(db)[finding]["judged"] == verdict
        assert run("judge", "withdraw", number, "--by", "Ada", "--db", db).exit_code == 0
    assert audited(db)[finding]["judged"] is None


def test_contradictions_are_refused(db: Path) -> None:
    [finding] = audited(db)
    assert run("judge", "wrong", finding, "--by", "Ada", "--db", db).exit_code == 0
    refused = run("judge", "right", finding, "--by", "Bo", "--db", db).exception
    assert "filmdossier judge withdraw 1" in str(refused)
    corrected = run("judge", "corrected", finding, "--value", '{"count": 1}', "--db", db).exception
    assert "correct one of its claims" in str(corrected)
