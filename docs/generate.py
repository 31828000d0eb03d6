"""Writes the pages of ``docs`` that are made from the code: ``python -m docs.generate``. A test keeps them current."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from filmdossier.audit.catalogue import findings_page
from filmdossier.cli.main import cli
from filmdossier.model.predicates import KEYS, PREDICATES, Predicate

DOCS = Path(__file__).parent
_NOTE = "<!-- Written by python -m docs.generate; do not edit. -->\n"


def predicates_page() -> str:
    """The predicate reference, from the catalogue."""
    about_film = [p for p in PREDICATES.values() if p.about_film]
    about_world = [p for p in PREDICATES.values() if not p.about_film]
    return "\n".join(
        [
            _NOTE,
            "# Predicates\n",
            "What a claim can say. A value has exactly the keys given; of the qualifiers, those that are stated.\n",
            "## About one film\n",
            *_rows(about_film),
            "\n## About the world around it\n",
            "The film may be null.\n",
            *_rows(about_world),
            "\n## Keys\n",
            "| key | holds |",
            "|---|---|",
            *(f"| `{key}` | {text} |" for key, text in sorted(KEYS.items())),
            "",
        ]
    )


def _rows(predicates: list[Predicate]) -> list[str]:
    rows = ["| predicate | says | value | qualifiers | Wikidata |", "|---|---|---|---|---|"]
    for p in predicates:
        value = " or ".join(", ".join(f"`{key}`" for key in form) for form in p.value)
        qualifiers = ", ".join(f"`{key}`" for key in p.qualifiers)
        rows.append(f"| `{p.id}` | {p.meaning} | {value} | {qualifiers} | {p.wikidata or ''} |")
    return rows


def cli_page() -> str:
    """The reference of the command line, from its own help."""
    parts = [_NOTE, "# Command line\n"]
    settings = {**cli.context_settings, "max_content_width": 100, "terminal_width": 100}
    context = click.Context(cli, info_name="filmdossier", **settings)
    parts.append(_help("filmdossier", cli, context))
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        child = click.Context(command, parent=context, info_name=name)
        parts.append(_help(f"filmdossier {name}", command, child))
        if isinstance(command, click.Group):
            for inner in command.list_commands(child):
                below = command.get_command(child, inner)
                assert below is not None
                grandchild = click.Context(below, parent=child, info_name=inner)
                parts.append(_help(f"filmdossier {name} {inner}", below, grandchild))
    return "\n".join(parts)


def _help(name: str, command: click.Command, context: click.Context) -> str:
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {name}\n\n```text\n{text}\n```\n"


def findings_reference() -> str:
    """What the checks find, from their own declarations."""
    return f"{_NOTE}\n{findings_page()}"


PAGES: Mapping[str, Callable[[], str]] = {
    "predicates.md": predicates_page,
    "cli.md": cli_page,
    "findings.md": findings_reference,
}


def main() -> None:
    """Write every page."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), "utf-8")


if __name__ == "__main__":
    main()
