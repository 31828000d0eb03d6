"""The lock files: versions and hashes of everything, and no address of anything."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; .+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def locked(name: str) -> dict[str, str]:
    found = (PINNED.match(line) for line in (ROOT / name).read_text("utf-8").splitlines())
    return {m.group(1): m.group(2) for m in found if m}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\s<>=!~;\[]", r)[0].casefold().replace("_", "-") for r in requirements}


@pytest.mark.parametrize("name", LOCKS)
def test_lines_are_versions_and_hashes_alone(name: str) -> None:
    for line in (ROOT / name).read_text("utf-8").splitlines():
        assert line.startswith("#") or PINNED.match(line) or HASH.match(line), line


@pytest.mark.parametrize("name", LOCKS)
def test_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"index|find-links|trusted-host", re.sub(r"^#.*", "", text, flags=re.M))


def test_everything_declared_is_locked() -> None:
    groups = PROJECT["dependency-groups"]
    assert names(PROJECT["project"]["dependencies"]) | names(groups["build"]) <= set(locked("requirements.lock"))
    assert names(groups["dev"]) <= set(locked("requirements-dev.lock"))


def test_both_locks_agree() -> None:
    few, many = locked("requirements.lock"), locked("requirements-dev.lock")
    assert few.items() <= many.items()
