"""How long pages take while others read, too: ``python -m benchmarks.web [--db …] [--readers 8] [--json]``.

``filmdossier serve`` is started on a store of 100,000 articles (made as `benchmarks.record` makes it, or given), and
wrk, a load generator (https://github.com/wg/wrk), asks for each kind of page over so many connections at once, with no
pause between answer and request: the latency of a reader is then that of all readers' requests in turn. Addresses are
drawn at random, so that most are asked for the first time; the largest film is asked for again and again. Times are
those of the client on the same machine, which is the time of the server and a little more. The floor is a file that the
server hands out as it is: what the frame takes by itself. With ``--browser``, Chromium then opens some of the pages and
tells the time from the first byte until they can be used.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

from benchmarks.record import measure
from filmdossier.store.open import open_store
from filmdossier.store.store import Store

_DRAWN = 300
"""Films, articles and people that addresses are made of."""
_SCRIPT = """
local addresses = {}
for line in io.lines(os.getenv("ADDRESSES")) do addresses[#addresses + 1] = line end
local at, failed = 0, 0
request = function()
  at = at % #addresses + 1
  return wrk.format("GET", addresses[at])
end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("\\nMEASURED %d %d %f %f %f %f\\n", summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency.max / 1000,
    summary.requests / (summary.duration / 1000000)))
end
"""
_USABLE = """
const times = performance.getEntriesByType("navigation")[0];
return times.loadEventEnd - times.responseStart;
"""


@dataclass(frozen=True)
class Latency:
    """What readers of one kind of page wait, in milliseconds.

    Attributes:
        failed: answers that were none, or refusals.
        ratio: of the median to the floor's.
    """

    page: str
    requests: int
    failed: int
    median: float
    p95: float
    longest: float
    per_second: float
    ratio: float = 0.0


def addresses(store: Store, chance: random.Random) -> dict[str, list[str]]:
    """Addresses by kind of page."""
    films = store.films("articles", 5000)
    drawn = [films[0], *chance.sample(films, min(_DRAWN, len(films)))]
    articles = chance.sample(store.document_ids(), _DRAWN)
    words = [w for f in drawn for w in (f.name, f.name.split()[0], f.name.split()[-1][:4])]
    people = {hit.entity for w in words[:200] for hit in store.search(w, "person", 5)} or {films[0].id}
    found = store.claims_of_documents(articles[:50])
    texts = [w for c in found for w in c.evidence.split()[:3] if len(w) > 3] or words
    pages: dict[str, Callable[[str], str]] = {
        "film": lambda i: f"/films/{i}",
        "film, as known on a day": lambda i: f"/films/{i}?as_of=2024-06-30",
        "film, printable": lambda i: f"/films/{i}/print",
        "chart of figures": lambda i: f"/films/{i}/figures.svg",
        "timeline": lambda i: f"/films/{i}/timeline.svg",
        "map": lambda i: f"/films/{i}/places.svg",
        "coverage": lambda i: f"/films/{i}/coverage",
        "film, JSON": lambda i: f"/api/v1/films/{i}",
        "film, JSON-LD": lambda i: f"/api/v1/films/{i}/as/jsonld",
    }
    orders = ("articles", "latest", "findings", "gross", "title")
    found_by_kind = {
        "floor: a file": ["/static/app.css"],
        "films": [f"/?order={o}&offset={n}" for o in orders for n in (0, 50, 500, 5000)],
        **{name: [at(f.id) for f in drawn] for name, at in pages.items()},
        "largest film": [f"/films/{films[0].id}"],
        "compare": [f"/compare?film={a.id}&film={b.id}" for a, b in pairwise(drawn)],
        "article": [f"/articles/{d}" for d in articles],
        "person": [f"/people/{p}" for p in sorted(people)],
        "review": ["/review"],
        "judgements": ["/judgements"],
        "search as you type": [f"/api/v1/search?q={quote(w)}" for w in words],
        "search for words": [f"/?q={quote(w)}" for w in texts],
    }
    return {name: chance.sample(found, len(found)) for name, found in found_by_kind.items()}


@contextmanager
def served(db: str, arguments: Sequence[str]) -> Iterator[str]:
    """The address of a server of its own process over a store."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("filmdossier"))
    with tempfile.TemporaryDirectory() as folder:
        access = ["--access", str(Path(folder) / "access.toml")]
        command = [program, "serve", "--db", db, "--port", str(port), *access, *arguments]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/healthz")
            yield address
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def load(address: str, page: str, wanted: Sequence[str], readers: int, seconds: int) -> Latency:
    """What so many readers at once wait for one kind of page."""
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder) / "ask.lua", Path(folder) / "addresses"
        script.write_text(_SCRIPT, "utf-8")
        listed.write_text("\n".join(wanted), "utf-8")
        each_alone = [f"-t{readers}", f"-c{readers}", f"-d{seconds}s", "--timeout", "30s"]
        command = ["wrk", *each_alone, "-s", str(script), address]
        answer = subprocess.run(
            command, env={"ADDRESSES": str(listed), "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=True
        )
    line = next(line for line in answer.stdout.splitlines() if line.startswith("MEASURED"))
    _, requests, failed, median, p95, longest, per_second = line.split()
    return Latency(page, int(requests), int(failed), float(median), float(p95), float(longest), float(per_second))


def measured(db: str, readers: int, seconds: int, arguments: Sequence[str]) -> Iterator[Latency]:
    """Each kind of page in turn, the floor first."""
    with open_store(db, read_only=True) as store:
        kinds = addresses(store, random.Random(1))
    with served(db, arguments) as address:
        floor = 0.0
        for page, wanted in kinds.items():
            latency = load(address, page, wanted, readers, seconds)
            floor = floor or latency.median
            yield Latency(**{**asdict(latency), "ratio": latency.median / floor})


def in_browser(db: str, arguments: Sequence[str]) -> Mapping[str, float]:
    """Milliseconds from the first byte of a page until it can be used (the end of its load event), by page."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    with open_store(db, read_only=True) as store:
        kinds = addresses(store, random.Random(2))
    options = Options()
    options.binary_location = shutil.which("chromium") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    times = {}
    try:
        with served(db, arguments) as address:
            for page in ("films", "film", "largest film", "article", "compare", "search for words"):
                browser.get(address + kinds[page][0])
                times[page] = float(browser.execute_script(_USABLE))
    finally:
        browser.quit()
    return times


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--db", help="a filled store; else one is made, which takes an hour at the default size")
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--seconds", type=int, default=10, help="for each kind of page")
    parser.add_argument("--workers", type=int, help="processes of the server")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("benchmarks.web needs wrk; install it, as with: apt-get install wrk")
    arguments = ["--workers", str(given.workers)] if given.workers else []
    with tempfile.TemporaryDirectory() as folder:
        db = given.db or str(Path(folder) / "large.db")
        if given.db is None:
            measure(db, given.documents, with_rebuild=False)
        for number, latency in enumerate(measured(db, given.readers, given.seconds, arguments)):
            if given.json:
                print(json.dumps(asdict(latency)), flush=True)
                continue
            if number == 0:
                print(f"{'page':26}{'requests':>9}{'failed':>8}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'× floor':>9}")
            numbers = f"{latency.median:9.1f}{latency.p95:9.1f}{latency.longest:9.1f}{latency.ratio:9.1f}"
            print(f"{latency.page:26}{latency.requests:9}{latency.failed:8}{numbers}", flush=True)
        if given.browser:
            times = in_browser(db, arguments)
            print(
                json.dumps(times) if given.json else "\n".join(f"{p:26}{t:8.0f} ms to usable" for p, t in times.items())
            )


if __name__ == "__main__":
    main()
