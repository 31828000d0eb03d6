"""The documentation says what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docs.generate import DOCS, PAGES

from filmdossier.cli.main import _COMMANDS
from filmdossier.model.mention import Kind
from filmdossier.model.predicates import KEYS, PREDICATES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
WRITTEN = sorted([*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"])


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_current(name: str) -> None:
    assert PAGES[name]() == (DOCS / name).read_text("utf-8"), "run python -m docs.generate"


def test_every_key_of_the_catalogue_is_explained_and_used() -> None:
    used = {k for p in PREDICATES.values() for form in p.value for k in form}
    used |= {k for p in PREDICATES.values() for k in p.qualifiers}
    assert used == set(KEYS)


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text("utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_readme_names_every_command_and_both_scripts() -> None:
    for command in _COMMANDS:
        assert f"filmdossier {command}" in README
    for script in ("scripts/demo", "scripts/test"):
        assert script in README
        assert (ROOT / script).stat().st_mode & 0o111


def test_the_glossary_has_one_entry_per_word() -> None:
    words = re.findall(r"^\*\*([^*]+)\*\*", (DOCS / "glossary.md").read_text("utf-8"), flags=re.M)
    folded = [w.casefold() for w in words]
    assert len(folded) == len(set(folded))
    assert folded == sorted(folded), "in the order of the alphabet"
    assert {"claim", "statement", "reading", "span", "mention", "value", "pack"} <= set(folded)


def test_the_changelog_has_an_open_section() -> None:
    headings = re.findall(r"^## \[?([^\]\n]+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.M)
    assert headings[0] == "Unreleased"


def test_kinds_of_mentions_are_explained() -> None:
    text = (DOCS / "reading.md").read_text("utf-8")
    assert all(kind in text for kind in Kind)
