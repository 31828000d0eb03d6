"""Which country an outlet is published in, as far as that is known, and else the language that it writes in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from babel import Locale

from filmdossier.export.dossier_words import folded
from filmdossier.model.sourced import DocumentHead
from filmdossier.model.wording import territory_in_words

#: National endings that are no ISO 3166-1 code.
_ENDINGS = {"uk": "GB", "su": "RU", "xn--p1ai": "RU", "xn--fiqs8s": "CN", "xn--fiqz9s": "CN"}


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Outlets of one country, or those of unknown countries that write one language.

    Attributes:
        key: the country's ISO 3166-1 alpha-2 code, or the language's tag behind a hyphen.
        name: in words.
        is_country: whether the country is known.
    """

    key: str
    name: str
    is_country: bool


def group_of(document: DocumentHead) -> Group:
    """The group of the outlet that published a document."""
    country = country_of(document)
    if country:
        return Group(country, territory_in_words(country), is_country=True)
    language = document.language.partition("-")[0]
    return Group(f"-{language}", f"In {language_in_words(language)}, country unknown", is_country=False)


def country_of(document: DocumentHead) -> str | None:
    """The country of the outlet that published a document: by its name, else by the address of the document."""
    names, domains = _tables()
    found = names.get(folded(document.publisher or ""))
    if found:
        return found
    host = _host(document.source)
    parts = host.split(".")
    for n in range(len(parts) - 1):
        if found := domains.get(".".join(parts[n:])):
            return found
    ending = parts[-1] if len(parts) > 1 else ""
    return _ENDINGS.get(ending) or (ending.upper() if ending in _national() else None)


@cache
def language_in_words(tag: str) -> str:
    """The English name of a language."""
    return str(Locale("en").languages.get(tag, tag))


def _host(source: str) -> str:
    try:
        address = urlsplit(source)
        return (address.hostname or "") if address.scheme in ("http", "https") else ""
    except ValueError:
        return ""


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("filmdossier.web") / "data" / "outlets.toml").read_text("utf-8"))


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Countries by folded name, and by the end of an address."""
    data = _data()
    names = {folded(name): country for country, found in data["names"].items() for name in found}
    domains = {domain: country for country, found in data["domains"].items() for domain in found}
    return names, domains


@cache
def _national() -> frozenset[str]:
    """Endings of addresses that are a country's."""
    codes = map(str, Locale("en").territories)
    return frozenset(c.lower() for c in codes if len(c) == 2 and c.isalpha()) - frozenset(_data()["vanity"])
