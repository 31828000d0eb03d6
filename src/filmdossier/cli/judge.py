"""``filmdossier judge``."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

import click

from filmdossier.cli.store_options import bring_up_to_date, json_option, opened, store_option
from filmdossier.model.judgement import Judgement, Verdict

F = TypeVar("F", bound=Callable[..., object])


@click.group("judge")
def command() -> None:
    """Decide what the machine leaves open, or decided wrongly.

    Judgements outrank the machine. They are only ever added: one that is withdrawn stays in the list and has no effect.
    Ids are those that show --explain and show --json print; their beginnings are enough.

    \b
    filmdossier judge same 3f9a1c 77be02 --why "one director, two spellings"
    filmdossier judge different 3f9a1c 77be02
    filmdossier judge wrong 91c0de --why "that is the figure for China"
    filmdossier judge corrected 91c0de --value '{"amount": 689000000, "currency": "RUB"}'
    filmdossier judge right 5d02ab --why "checked with the distributor: the finding holds"
    filmdossier judge withdraw 4
    filmdossier judge list
    """  # noqa: D301  click wants the character itself


def _deciding(command: F) -> F:
    """Who decides, why, and in which store."""
    by = click.option("--by", envvar="FILMDOSSIER_USER", metavar="NAME", help="Who decides; your login if left out.")
    why = click.option("--why", default="", metavar="TEXT", help="The reason.")
    return store_option(json_option(by(why(command))))


def _pair_command(verdict: Verdict, words: str) -> None:
    @command.command(str(verdict), help=words)
    @click.argument("one")
    @click.argument("other")
    @_deciding
    def pair(one: str, other: str, *, db: str | None, as_json: bool, by: str | None, why: str) -> None:
        _keep(db, verdict, (one, other), by, why, as_json=as_json)


def _single_command(verdict: Verdict, words: str) -> None:
    @command.command(str(verdict), help=words)
    @click.argument("id_", metavar="ID")
    @_deciding
    def one(id_: str, *, db: str | None, as_json: bool, by: str | None, why: str) -> None:
        _keep(db, verdict, (id_,), by, why, as_json=as_json)


_pair_command(Verdict.SAME, "Two films, people or organisations are one.")
_pair_command(Verdict.DIFFERENT, "Two films, people or organisations are not one.")
_single_command(Verdict.RIGHT, "A claim says what its article says, and that holds; a finding is confirmed.")
_single_command(Verdict.WRONG, "A claim is not to count; a finding is dismissed.")


@command.command("unsure")
@click.argument("one")
@click.argument("other", required=False)
@_deciding
def unsure(one: str, other: str | None, *, db: str | None, as_json: bool, by: str | None, why: str) -> None:
    """It cannot be decided of two, or of one finding: do not ask again."""
    _keep(db, Verdict.UNSURE, (one, other) if other else (one,), by, why, as_json=as_json)


@command.command("corrected")
@click.argument("claim")
@click.option("--value", required=True, metavar="JSON", help="The value that holds, as the predicate has it.")
@_deciding
def corrected(claim: str, *, value: str, db: str | None, as_json: bool, by: str | None, why: str) -> None:
    """A claim should have said another value."""
    try:
        parsed = json.loads(value, parse_float=Decimal)
    except json.JSONDecodeError as e:
        raise click.BadParameter(f"{value!r} is no JSON ({e.msg})", param_hint="--value") from None
    if not isinstance(parsed, dict):
        raise click.BadParameter('give an object, as in {"minutes": 146}', param_hint="--value")
    _keep(db, Verdict.CORRECTED, (claim,), by, why, value=parsed, as_json=as_json)


@command.command("withdraw")
@click.argument("number")
@_deciding
def withdraw(number: str, *, db: str | None, as_json: bool, by: str | None, why: str) -> None:
    """Take a judgement back; the record is as if it had never been."""
    _keep(db, Verdict.WITHDRAWN, (number,), by, why, as_json=as_json)


@command.command("list")
@store_option
@json_option
def list_(*, db: str | None, as_json: bool) -> None:
    """Who decided what, when and why."""
    with opened(db, up_to_date=False) as store:
        for judgement in store.judgements():
            _print(judgement, as_json=as_json)


def _keep(
    db: str | None,
    verdict: Verdict,
    subjects: tuple[str, ...],
    by: str | None,
    why: str,
    *,
    as_json: bool,
    value: dict[str, Any] | None = None,
) -> None:
    import getpass  # noqa: PLC0415

    from filmdossier.engine.judging import judge  # noqa: PLC0415

    with opened(db) as store:
        judgement = judge(store, verdict, subjects, by=by or getpass.getuser(), why=why, value=value)
        bring_up_to_date(store)
    _print(judgement, as_json=as_json)


def _print(j: Judgement, *, as_json: bool) -> None:
    if as_json:
        from filmdossier.model.reading import plain  # noqa: PLC0415

        names = ("id", "verdict", "subjects", "value", "by", "at", "why")
        click.echo(json.dumps({n: plain(getattr(j, n)) for n in names}, ensure_ascii=False))
        return
    value = f" -> {json.dumps({k: str(v) for k, v in j.value.items()}, ensure_ascii=False)}" if j.value else ""
    why = f": {j.why}" if j.why else ""
    click.echo(f"{j.id}  {j.at[:16]}  {j.by}  {j.verdict} {' '.join(j.subjects)}{value}{why}")
