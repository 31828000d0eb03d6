"""How adding, deriving and looking up grow with the store: ``python -m benchmarks.record [--sizes …] [--json]``.

Readings are made by varying real ones (`benchmarks.varied_readings`). For every size, in one run: seconds to keep them,
beside the seconds in which SQLite takes in rows of the same bytes without any structure (the floor); to derive all
records; to rebuild them; then the time of single look-ups over many films and names, the largest film among them, and
peak memory. The exponent is the slope of time against size on logarithmic axes: 1 is linear. PostgreSQL is started for
the run where its programs are installed.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.reading import peak_memory
from benchmarks.varied_readings import varied_readings
from filmdossier.engine.deriving import derive, rebuild
from filmdossier.engine.dossiers import load_shown
from filmdossier.engine.reading import READER, prepare
from filmdossier.rates.table import RateTable
from filmdossier.store.keeping import Intake
from filmdossier.store.open import open_store
from filmdossier.store.store import Store

SIZES = (12_500, 25_000, 50_000, 100_000)
_TOGETHER = 200
"""Documents kept in one transaction."""
_LOOKED_UP = 200


@dataclass(frozen=True)
class Growth:
    """What one size took.

    Times are in seconds: of this process with SQLite, which works within it, so that what else the machine does counts
    little; of the clock with PostgreSQL. Look-ups are in milliseconds of the clock.

    Attributes:
        preparing: making the readings and condensing them, which is not the store's doing.
        floor: SQLite taking in the same bytes as plain rows.
        largest: articles about the largest film.
        memory: resident size at its peak in MiB, in the process that did it all.
    """

    database: str
    documents: int
    claims: int
    films: int
    preparing: float
    floor: float
    keeping: float
    deriving: float
    rebuilding: float
    largest: int
    show_median: float
    show_p95: float
    show_largest: float
    search_p95: float
    megabytes: float
    memory: float


def intakes(documents: int) -> Iterator[Intake]:
    """So many articles, ready to be kept."""
    for number, reading in enumerate(varied_readings(documents)):
        made = prepare(reading, reading.document.source)
        captured = f"2026-01-01T{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}.{number:06d}+00:00"
        yield Intake(reading, reading.document.source, captured, READER, made.films, made.names, made.signature)


def measure(where: str, documents: int, *, with_rebuild: bool = True) -> Growth:
    """Fill a new store and look things up in it.

    Args:
        where: path or URL of a store; one that is filled already is only looked up in.
        documents: how many articles.
        with_rebuild: whether to derive everything a second time.
    """
    rates = RateTable()
    spent = {"preparing": 0.0, "keeping": 0.0, "floor": 0.0}
    timed = partial(_timed, time.perf_counter if "://" in where else time.process_time, spent)
    source = intakes(documents)
    with open_store(where) as store, tempfile.TemporaryDirectory() as folder:
        if store.counts()["documents"] >= documents:
            return _looked_up(store, where, documents, {**spent, "floor": 1.0, "deriving": 0.0})
        floor = sqlite3.connect(Path(folder) / "floor.db")
        floor.execute("PRAGMA journal_mode=WAL")
        floor.execute("CREATE TABLE row (id TEXT PRIMARY KEY, content TEXT)")
        while batch := timed("preparing", partial(list, islice(source, _TOGETHER))):
            timed("keeping", partial(store.keep_many, batch))
            rows = [row for intake in batch for row in _plain_rows(intake)]
            timed("floor", partial(_insert, floor, rows))
        floor.close()
        timed("deriving", partial(derive, store, rates))
        if with_rebuild:
            timed("rebuilding", partial(rebuild, store, rates))
        return _looked_up(store, where, documents, spent)


def _looked_up(store: Store, where: str, documents: int, spent: dict[str, float]) -> Growth:
    chance = random.Random(1)
    films = store.films("articles")
    chosen = [films[0], *chance.sample(films, min(_LOOKED_UP, len(films)))]
    shown = [_milliseconds(partial(load_shown, store, f.id)) for f in chosen]
    words = [w for f in chosen for w in (f.name, f.name.split()[0], f.name.split()[-1][:4])]
    searched = [_milliseconds(partial(store.search, w)) for w in words]
    counts = store.counts()
    return Growth(
        database="PostgreSQL" if "://" in where else "SQLite",
        documents=documents,
        claims=counts["claims"],
        films=counts["films"],
        preparing=spent["preparing"],
        floor=spent["floor"],
        keeping=spent["keeping"],
        deriving=spent["deriving"],
        rebuilding=spent.get("rebuilding", 0.0),
        largest=films[0].documents,
        show_median=statistics.median(shown),
        show_p95=statistics.quantiles(shown, n=20)[-1],
        show_largest=shown[0],
        search_p95=statistics.quantiles(searched, n=20)[-1],
        megabytes=0.0 if "://" in where else Path(where).stat().st_size / 1e6,
        memory=peak_memory(),
    )


def _plain_rows(intake: Intake) -> list[tuple[str, str]]:
    """What is kept of an article, as text without structure: one row an article, claim and statement."""
    document = intake.reading.document.id
    parts = [intake.reading.document.text, *map(repr, intake.reading.claims), *map(repr, intake.reading.statements)]
    return [(f"{document}{n}", part) for n, part in enumerate(parts)]


def _insert(connection: sqlite3.Connection, rows: Sequence[tuple[str, str]]) -> None:
    with connection:
        connection.executemany("INSERT INTO row VALUES (?, ?)", rows)


def _timed(clock: Callable[[], float], spent: dict[str, float], what: str, task: Callable[[], Any]) -> Any:
    begun = clock()
    result = task()
    spent[what] = spent.get(what, 0.0) + clock() - begun
    return result


def _milliseconds(task: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    task()
    return (time.perf_counter() - begun) * 1000


def exponent(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """The slope of time against size on logarithmic axes."""
    points = [(math.log(n), math.log(s)) for n, s in zip(sizes, seconds, strict=True) if s > 0]
    if len(points) < 2:
        return math.nan
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def _measured(where: str, documents: int) -> Growth:
    """In a process of its own, so that its peak memory is its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (where, documents))


@contextmanager
def _places(database: str, kept_in: Path | None) -> Iterator[Callable[[int], str]]:
    """Where stores of each size are made; they are removed at the end, unless SQLite's are to be kept in a folder."""
    if database == "sqlite" and kept_in is not None:
        kept_in.mkdir(parents=True, exist_ok=True)
        yield lambda size: str(kept_in / f"{size}.db")
        return
    if database == "sqlite":
        with tempfile.TemporaryDirectory(prefix="filmdossier-") as folder:
            yield lambda size: str(Path(folder) / f"{size}.db")
        return
    from tests.contract.postgres import running_server

    with running_server() as server:
        yield lambda _: server.url(server.create())


def print_tables(growths: Sequence[Growth]) -> None:
    """Print what was measured, and the exponents."""
    columns: list[tuple[str, Callable[[Growth], str]]] = [
        ("database", lambda g: g.database),
        ("articles", lambda g: f"{g.documents:,}"),
        ("claims", lambda g: f"{g.claims:,}"),
        ("films", lambda g: f"{g.films:,}"),
        ("floor s", lambda g: f"{g.floor:.1f}"),
        ("keep s", lambda g: f"{g.keeping:.1f}"),
        ("× floor", lambda g: f"{g.keeping / g.floor:.1f}"),
        ("derive s", lambda g: f"{g.deriving:.1f}"),
        ("rebuild s", lambda g: f"{g.rebuilding:.1f}"),
        ("largest film", lambda g: f"{g.largest:,}"),
        ("show p50/p95 ms", lambda g: f"{g.show_median:.0f}/{g.show_p95:.0f}"),
        ("largest ms", lambda g: f"{g.show_largest:.0f}"),
        ("search p95 ms", lambda g: f"{g.search_p95:.1f}"),
        ("MB", lambda g: f"{g.megabytes:.0f}"),
        ("peak MiB", lambda g: f"{g.memory:.0f}"),
    ]
    rows = [[name for name, _ in columns], *([cell(g) for _, cell in columns] for g in growths)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))
    for database in dict.fromkeys(g.database for g in growths):
        own = [g for g in growths if g.database == database]
        sizes = [g.documents for g in own]
        slopes = {w: exponent(sizes, [getattr(g, w) for g in own]) for w in ("keeping", "deriving", "rebuilding")}
        print(f"{database}: exponents", ", ".join(f"{what} {slope:.2f}" for what, slope in slopes.items()))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="articles")
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "postgresql"], default=["sqlite", "postgresql"])
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep SQLite's stores; look up in those there are")
    parser.add_argument("--json", action="store_true", help="one object per line")
    options = parser.parse_args()
    growths = []
    for database in options.databases:
        with _places(database, options.keep) as place:
            for size in options.sizes:
                growths.append(_measured(place(size), size))
                if options.json:
                    print(json.dumps(asdict(growths[-1])), flush=True)
    if not options.json:
        print_tables(growths)


if __name__ == "__main__":
    main()
