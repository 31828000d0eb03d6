"""The ``filmdossier`` command. Each subcommand is imported when it is called, so that ``--help`` comes at once."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from filmdossier import __version__
from filmdossier.cli.output import FAILED, tell
from filmdossier.model.errors import FilmdossierError

_COMMANDS = {
    "access": "Say who may write through serve.",
    "add": "Read articles and keep what they say.",
    "audit": "List what does not add up in the records.",
    "check": "Check copy: inside itself, and against the store.",
    "demo": "Read the bundled sample press.",
    "export": "Write out claims, records, or a film for other programs.",
    "films": "List the films that the store knows.",
    "judge": "Decide what the machine leaves open or got wrong.",
    "mcp": "Let assistants look things up (Model Context Protocol).",
    "rates": "Show and add reference exchange rates.",
    "read": "Read articles into claims and statements.",
    "rebuild": "Derive all records anew.",
    "serve": "Open the store to browsers.",
    "show": "Show a film's dossier.",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"filmdossier.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))


@click.command(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 clean, 1 findings (audit, check), 2 something failed or the call was wrong.",
)
@click.version_option(__version__, prog_name="filmdossier")
def cli() -> None:
    """Read film press into claims and statements, and bring them together into one sourced record per film.

    \b
    filmdossier demo
    filmdossier read article.txt
    filmdossier add press/*.txt
    filmdossier show "Red Silk"
    filmdossier check draft.txt
    """  # noqa: D301  click wants the character itself


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Words of articles go out as UTF-8 wherever the locale has no say in it, and never stop the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if stream is sys.stdout else None, errors="backslashreplace")
    try:
        cli()
    except FilmdossierError as e:
        tell(e)
        sys.exit(FAILED)
    except OSError as e:
        # Click answers a closed pipe itself; what is left is a full disk behind standard output.
        reason = e.strerror or e
        click.echo(
            f"filmdossier: cannot write the output ({reason}); free some space or choose another place", err=True
        )
        sys.exit(FAILED)
