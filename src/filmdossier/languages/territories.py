"""Which territory a name, an adjective of nationality or a city stands for."""

from __future__ import annotations

from collections.abc import Mapping

from filmdossier.languages.pack import Pack
from filmdossier.languages.spellings import spelled_out

#: CLDR names of these are also common words or personal names in Latin script; a pack may list its own (`without`), and
#: names them where it wants them.
_TOO_COMMON = frozenset({"GG", "JE", "TO", "NU", "TD", "RE", "MF"})


def territory_names(pack: Pack) -> Mapping[str, str]:
    """Names as written to ISO 3166-1 alpha-2 or UN M49 codes: CLDR's (by Babel) under the pack's own."""
    return pack.made("territory names", lambda: _names(pack))


def nationality_adjectives(pack: Pack) -> Mapping[str, str]:
    """Adjectives of nationality as written to territory codes, as the pack lists them."""
    return pack.made("nationalities", lambda: dict(pack.table("territories")["adjectives"]))


def normalize_territory(words: str, pack: Pack) -> str | None:
    """The code of the territory that the words name or whose adjective or city they are, or None."""
    words = " ".join(words.split())
    table = pack.table("territories")
    for place in (words, words.removeprefix("the "), words.rsplit(", ", 1)[-1]):
        for names in (territory_names(pack), table["adjectives"], table["cities"]):
            if place in names:
                return str(names[place])
    return None


def _names(pack: Pack) -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  half a megabyte of names, needed once an article is read

    table = pack.table("territories")
    unread = frozenset(table.get("without", _TOO_COMMON))
    names: dict[str, str] = {}
    for code, name in Locale.parse(pack.tag).territories.items():
        if len(code) == 2 and code.isalpha() and code not in unread:
            names[name] = code
    names.update(spelled_out(table["names"]))
    return names
