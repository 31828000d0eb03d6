"""All checks by their rules, and the page of the documentation that lists what they can find."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from filmdossier.audit.check import Check

#: Where each check stands, in the order of the contract.
_MODULES: Mapping[str, str] = {
    "conversion": "conversion",
    "conflict": "conflict",
    "cumulative": "cumulative",
    "percent": "percent",
    "anniversary": "anniversary",
    "calendar": "calendar_dates",
    "unit": "unit",
    "ticket_price": "ticket_price",
    "name": "names",
}
#: Ids of all rules.
RULES = tuple(_MODULES)


class _Checks(Mapping[str, Check]):
    """Loads a check when it is first asked for, so that the command line starts without them."""

    def __getitem__(self, rule: str) -> Check:
        module = import_module(f"filmdossier.audit.{_MODULES[rule]}")
        check: Check = module.CHECK
        return check

    def __iter__(self) -> Iterator[str]:
        return iter(RULES)

    def __len__(self) -> int:
        return len(RULES)


#: Every check by its rule.
CHECKS: Mapping[str, Check] = _Checks()


def findings_page() -> str:
    """What each rule looks for and everything that it can find, as a page in Markdown."""
    parts = [
        "# Findings\n",
        "What does not add up, inside one article or across a film's record. A finding names its rule, the claims that "
        "it concerns and the arithmetic in words.\n",
        "| severity | says |",
        "|---|---|",
        "| `error` | one of the words is wrong |",
        "| `warning` | one of the words is very likely wrong |",
        "| `notice` | a reader should know |",
        "",
    ]
    for check in CHECKS.values():
        parts += [f"## `{check.rule}`\n", f"{check.says[0].upper()}{check.says[1:]}. Looks {_where(check)}.\n"]
        parts += ["| severity | when | message |", "|---|---|---|"]
        parts += [f"| `{e.severity}` | {e.when} | {_as_cell(e.template)} |" for e in check.emits]
        parts.append("")
    return "\n".join(parts)


def _where(check: Check) -> str:
    places = [("inside one article", check.in_article), ("across the record", check.in_record)]
    return " and ".join(words for words, function in places if function)


def _as_cell(template: str) -> str:
    return template.replace("|", "\\|").replace("}{", "} {").replace("{", "*").replace("}", "*").replace("_", " ")
