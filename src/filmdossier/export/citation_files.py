"""Citations as BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from filmdossier.export.citations import UNTITLED, Citation

_SPECIAL = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces also where a backslash stands before them.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "$&#%_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: What TeX would join to another character, such as two hyphens to a dash.
_LIGATURES = re.compile(r"([-`',<>!?])(?=[-`',<>])")


def bibtex(citations: Iterable[Citation]) -> str:
    """Entries for BibTeX and BibLaTeX, in UTF-8. Titles are kept in the case that they have."""
    return "\n".join(_entry(c) for c in citations)


def _entry(c: Citation) -> str:
    fields = {
        "title": f"{{{latex(c.title or UNTITLED)}}}",
        "journal": f"{{{latex(c.outlet)}}}",
        **dict(zip(("year", "month", "day"), map(str, c.date), strict=False)),
        "url": c.url,
        "urldate": "-".join(f"{n:02}" for n in c.accessed) or None,
        "langid": _language(c.language),
        "note": None if c.url else f"Text with the digest sha256:{c.document}",
    }
    if len(c.date) > 1:
        fields["month"] = _MONTHS[c.date[1] - 1]
    lines = [f"  {name} = {v if name == 'month' else f'{{{v}}}'}" for name, v in fields.items() if v]
    return f"@article{{{c.key},\n" + ",\n".join(lines) + "\n}\n"


def latex(text: str) -> str:
    r"""A text as LaTeX sets it: what has a meaning of its own there stands for itself, all else stays as it is.

    >>> latex("50% of {A} & «Красный шёлк» -- 红丝绸")
    '50\\% of \\textbraceleft{}A\\textbraceright{} \\& «Красный шёлк» -{}- 红丝绸'
    """
    return "".join(_SPECIAL.get(c, c) for c in _LIGATURES.sub("\\1\x00", text)).replace("\x00", "{}")


def _language(tag: str) -> str | None:
    """What LaTeX calls a language: by its English name."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only this needs it

    try:
        name = Locale.parse(tag.replace("_", "-"), sep="-").get_language_name("en")
    except (UnknownLocaleError, ValueError):
        return None
    return name.casefold() if name and name.isascii() and name.isalpha() else None


def ris(citations: Iterable[Citation]) -> str:
    """Records for reference managers; lines end in CR LF, as the format has it."""
    return "".join("".join(f"{line}\r\n" for line in _record(c)) + "\r\n" for c in citations)


def _record(c: Citation) -> Iterator[str]:
    yield "TY  - NEWS"
    yield f"ID  - {c.key}"
    yield f"TI  - {c.title or UNTITLED}"
    yield f"T2  - {c.outlet}"
    if c.date:
        yield f"PY  - {c.date[0]:04}"
        yield f"DA  - {_ris_date(c.date)}"
    if c.url:
        yield f"UR  - {c.url}"
    if c.accessed:
        yield f"Y2  - {_ris_date(c.accessed)}"
    yield f"LA  - {c.language}"
    yield f"AN  - sha256:{c.document}"
    yield "ER  - "


def _ris_date(parts: tuple[int, ...]) -> str:
    year, month, day = [f"{parts[0]:04}", *(f"{n:02}" for n in parts[1:]), "", ""][:3]
    return f"{year}/{month}/{day}/"


def csl(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """Items of the Citation Style Language: https://docs.citationstyles.org/en/stable/specification.html."""
    return [_item(c) for c in citations]


def _item(c: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": c.key,
        "type": "article-newspaper",
        "title": c.title or UNTITLED,
        "container-title": c.outlet,
        "language": c.language,
        "note": f"sha256:{c.document}",
    }
    if c.date:
        item["issued"] = {"date-parts": [list(c.date)]}
    if c.accessed:
        item["accessed"] = {"date-parts": [list(c.accessed)]}
    if c.url:
        item["URL"] = c.url
    return item
