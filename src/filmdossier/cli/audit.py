"""``filmdossier audit``."""

from __future__ import annotations

import sys

import click

from filmdossier.cli.store_options import json_option, opened, store_option

FOUND = 1


@click.command("audit")
@click.argument("film", nargs=-1, metavar="[FILM]")
@store_option
@json_option
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only findings of this rule; may be repeated.")
def command(film: tuple[str, ...], *, db: str | None, as_json: bool, rules: tuple[str, ...]) -> None:
    """List what does not add up, over one film or all.

    Exit status: 0 nothing found, 1 findings.

    \b
    filmdossier audit
    filmdossier audit "Red Silk"
    filmdossier audit --rule conversion --rule conflict --json
    """  # noqa: D301  click wants the character itself
    from filmdossier.audit.catalogue import RULES  # noqa: PLC0415

    if unknown := sorted(set(rules) - set(RULES)):
        raise click.BadParameter(f"no rule is called {unknown[0]}; there are {', '.join(RULES)}", param_hint="--rule")
    from filmdossier.cli.choosing import choose_film  # noqa: PLC0415
    from filmdossier.engine.judged import judged_findings  # noqa: PLC0415

    with opened(db) as store:
        chosen = choose_film(store, " ".join(film)).id if film else None
        found = [f for f in store.findings(chosen) if not rules or f.finding.rule in rules]
        claims = {c.id: c for c in store.claims(sorted({c for f in found for c in f.finding.claims}))}
        names = {f.id: f.name for f in store.films_by_id(sorted({f.film for f in found}))}
        judged = judged_findings(store, [f.id for f in found])
    if as_json:
        from filmdossier.export.exact import exact_json  # noqa: PLC0415
        from filmdossier.export.findings_text import written_film_finding  # noqa: PLC0415

        for finding in found:
            decided = judged.get(finding.id)
            decision = {"id": finding.id, "judged": str(decided.verdict) if decided else None}
            click.echo(exact_json({**decision, **written_film_finding(finding, claims, names)}))
    else:
        from rich.console import Console  # noqa: PLC0415

        from filmdossier.export.findings_text import print_film_findings  # noqa: PLC0415

        print_film_findings(found, claims, Console(file=sys.stdout, highlight=False, markup=False, emoji=False), names)
    sys.exit(FOUND if found else 0)
