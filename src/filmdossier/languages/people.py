"""Well-known film people, as a pack lists them by trade."""

from __future__ import annotations

from collections.abc import Mapping

from filmdossier.languages.pack import Pack


def known_people(pack: Pack) -> Mapping[str, str]:
    """Full names in small letters to the trade that they are best known for, in the singular (``director``)."""
    return pack.made("people", lambda: _lexicon(pack))


def _lexicon(pack: Pack) -> dict[str, str]:
    table = pack.table("people")
    return {name.casefold(): trade.removesuffix("s") for trade, names in table.items() for name in names}
