"""Where places are: cities, countries, and what film pages name besides, by their names in several scripts."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from unicodedata import combining, normalize

_DATA = files("filmdossier.web") / "data"
_BRACKETED = re.compile(r"[(（][^()（）]{0,80}[)）]")
#: Words around a name that say what kind of place it is, in the scripts of the list.
_KINDS = re.compile(
    r"^(?:(?:the )?(?:city|town|port) of |the |г\. ?|город[а-я]{0,2} |село |деревня |посёлок |поселок )"
    r"|(?: city| town|市|省|州|县|縣|区|區|镇|鎮| область| край)$"
)


class Point(NamedTuple):
    """A place on the globe: degrees north, degrees east, and its country's ISO 3166-1 alpha-2 code."""

    latitude: float
    longitude: float
    country: str


def find_place(name: str) -> Point | None:
    """Where a place of that name is; of several the largest, or that in the country named behind a comma.

    >>> find_place("Хабаровск") == find_place("Khabarovsk, Russia")
    True
    """
    whole, country = _folded(name), ""
    if found := _look_up(whole):
        return found
    for mark in (",", "，", "、", " / "):
        first, _, rest = name.partition(mark)
        if rest:
            whole, country = _folded(first), _country_of(_folded(rest))
            break
    return _look_up(whole, country) or _of_country(_country_of(whole))


def find_territory(code: str) -> Point | None:
    """A point within the country of a code."""
    return _of_country(code)


def _look_up(name: str, country: str = "") -> Point | None:
    for form in dict.fromkeys((name, _KINDS.sub("", name))):
        found = _cities().get(form, ())
        for point in found:
            if not country or point.country == country:
                return point
    return None


@cache
def _cities() -> dict[str, tuple[Point, ...]]:
    """Points by folded name; what film pages name first, then the largest city."""
    found: dict[str, tuple[Point, ...]] = {}
    for file in ("known.tsv", "cities.tsv"):
        for line in (_DATA / file).read_text("utf-8").splitlines():
            country, latitude, longitude, _, names = line.split("\t")
            point = Point(float(latitude), float(longitude), country)
            for name in dict.fromkeys(map(_folded, names.split("|"))):
                found[name] = (*found.get(name, ()), point)
    return found


@cache
def _countries() -> dict[str, Point]:
    lines = (_DATA / "countries.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {code: Point(float(lat), float(lon), code) for code, lat, lon in rows}


def _of_country(code: str) -> Point | None:
    return _countries().get(code)


@cache
def _country_names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  half a megabyte of names, needed once a map is asked for

    names = {
        _folded(name): code
        for tag in ("zh_Hant", "zh", "ru", "en")
        for code, name in Locale.parse(tag).territories.items()
        if len(code) == 2
    }
    return names | {"usa": "US", "us": "US", "u.s.": "US", "uk": "GB", "u.k.": "GB", "сша": "US", "рф": "RU"}


def _country_of(folded: str) -> str:
    return _country_names().get(folded.strip(), "")


def _folded(name: str) -> str:
    """A name as names are compared: case, marks on letters and what stands in brackets play no part."""
    plain = normalize("NFKD", _BRACKETED.sub(" ", name).replace("ё", "е").replace("Ё", "Е"))
    kept = "".join(c for c in plain if not combining(c) or c == "\u0306")
    return " ".join(normalize("NFC", kept).casefold().split())


def warm_up() -> None:
    """Read the lists before somebody waits for them."""
    _cities()
    _countries()
    _country_names()
