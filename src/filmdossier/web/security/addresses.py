"""Where a page may lead on to after a form: somewhere on this server, whatever the form says."""

from __future__ import annotations

import re

_OWN = re.compile(r"/(?![/\\])[!-\[\]-~]*")
"""One slash, then visible ASCII without a backslash, which browsers take for a slash."""


def own_address(given: str, root: str = "") -> str:
    """An address on this server: the one that is given, if it is one, else the first page.

    Args:
        given: a path with its query, as a form or a link says.
        root: below which path the server is mounted.
    """
    is_own = len(given) <= 2000 and _OWN.fullmatch(given) and (given == root or given.startswith(f"{root}/"))
    return given if is_own else f"{root}/"
