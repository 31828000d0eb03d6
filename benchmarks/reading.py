"""How fast articles are read, beside what cannot be avoided: ``python -m benchmarks.reading [FOLDER ...] [--json]``.

Over the bundled sample press and every folder given, on one core, in one run: words a second and peak memory of the
reader; the time of the encoder alone, which is the floor; and the time in which trafilatura gets the same texts out of
plain pages. Then the start-up of the command as a user meets it. Figures of other machines differ; the ratios should
not differ much.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1")


@dataclass(frozen=True)
class Speed:
    """How one set of articles was read; times are in seconds of this process, the least of the rounds.

    Attributes:
        memory: resident size at its peak so far, in MiB, the interpreter and all libraries included.
    """

    articles: str
    count: int
    words: int
    reading: float
    encoder: float
    extraction: float
    memory: float

    @property
    def words_a_second(self) -> float:
        """Words that the reader reads in a second."""
        return self.words / self.reading

    @property
    def over_encoder(self) -> float:
        """The reader's time as a multiple of the encoder's."""
        return self.reading / self.encoder

    @property
    def over_extraction(self) -> float:
        """The reader's time as a multiple of the extraction's."""
        return self.reading / self.extraction

    def row(self) -> dict[str, Any]:
        """All of that, for JSON."""
        ratios = ("words_a_second", "over_encoder", "over_extraction")
        return asdict(self) | {name: getattr(self, name) for name in ratios}


def use_one_core() -> None:
    """Keep this process and those it starts on one core, as far as the system lets it."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    os.environ.update(ONE_THREAD)


def load_folder(folder: Path) -> list[str]:
    """The text files of a folder and its subfolders, in order.

    Raises:
        SystemExit: there is none.
    """
    texts = [path.read_text("utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    if not texts:
        raise SystemExit(f"{folder}: no .txt file in it; name a folder of articles")
    return texts


def page_of(text: str) -> str:
    """A plain page around a text, as extraction gets to see it."""
    paragraphs = [f"<p>{html.escape(p)}</p>" for p in text.split("\n\n") if p.strip()]
    menu = "<nav><ul>" + "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(12)) + "</ul></nav>"
    head = "<head><meta charset='utf-8'><title>Article</title></head>"
    body = f"<body>{menu}<article>{''.join(paragraphs)}</article><footer><p>Imprint</p></footer></body>"
    return f"<!doctype html><html>{head}{body}</html>"


def least(task: Callable[[], object], rounds: int) -> float:
    """Seconds of this process that a task takes, the least of some rounds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        task()
        times.append(time.process_time() - begun)
    return min(times)


def peak_memory() -> float:
    """Peak resident size of this process in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def measure(name: str, texts: Sequence[str], rounds: int) -> Speed:
    """Read a set of articles and do beside it what it is compared with."""
    import trafilatura

    import filmdossier
    from filmdossier.languages import load_pack
    from filmdossier.reading.mentions.tagger import tag
    from filmdossier.reading.sentences import split_sentences
    from filmdossier.reading.text import normalize_text

    pack = load_pack("en")
    prepared = [(text, split_sentences(text, pack)) for text in map(normalize_text, texts)]
    pages = [page_of(text) for text in texts]
    filmdossier.read(texts[0], language="en")
    reading = least(lambda: [filmdossier.read(text, language="en") for text in texts], rounds)
    memory = peak_memory()
    encoder = least(lambda: [tag(text, sentences, pack) for text, sentences in prepared], rounds)
    extraction = least(lambda: [trafilatura.bare_extraction(page, with_metadata=True) for page in pages], rounds)
    words = sum(len(text.split()) for text in texts)
    return Speed(name, len(texts), words, reading, encoder, extraction, memory)


def median_start(arguments: Sequence[str], goes: int = 5) -> float:
    """Wall-clock seconds of the command from start to end, the median of some goes after one that fills caches."""
    times = []
    for _ in range(goes + 1):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "filmdossier", *arguments], check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def measure_starts(text: str) -> dict[str, float]:
    """How long a user waits for help, and for the first article."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "article.txt"
        article.write_text(text, "utf-8")
        return {"help": median_start(["--help"]), "first article": median_start(["read", str(article)])}


def print_tables(speeds: Sequence[Speed], starts: dict[str, float]) -> None:
    """Print what was measured as two tables."""
    titles = (
        "articles",
        "files",
        "words",
        "words/s",
        "reading s",
        "encoder s",
        "× encoder",
        "extraction s",
        "× extraction",
        "peak MiB",
    )
    rows = [
        (
            s.articles,
            f"{s.count}",
            f"{s.words:,}",
            f"{s.words_a_second:,.0f}",
            f"{s.reading:.3f}",
            f"{s.encoder:.3f}",
            f"{s.over_encoder:.2f}",
            f"{s.extraction:.3f}",
            f"{s.over_extraction:.2f}",
            f"{s.memory:.0f}",
        )
        for s in speeds
    ]
    print_rows([titles, *rows])
    print()
    print_rows([("command", "median s"), *((name, f"{seconds:.3f}") for name, seconds in starts.items())])


def print_rows(rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns, the first to the left, the others to the right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        print("  ".join(cells).rstrip())


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="folders of articles as .txt, UTF-8")
    parser.add_argument("--rounds", type=int, default=3, help="how often each set is read; the least time counts")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    arguments = parser.parse_args()
    use_one_core()

    from filmdossier.press import load_samples

    samples = [piece.text for piece in load_samples("en")]
    sets = [
        ("sample press", samples),
        *((folder.name or str(folder), load_folder(folder)) for folder in arguments.folders),
    ]
    speeds = [measure(name, texts, arguments.rounds) for name, texts in sets]
    starts = measure_starts(samples[0])
    if arguments.json:
        about = {
            "machine": platform.machine(),
            "python": platform.python_version(),
            **{name: version(name) for name in ("filmdossier", "onnxruntime", "trafilatura")},
        }
        print(json.dumps({"about": about, "reading": [s.row() for s in speeds], "starts": starts}))
    else:
        print_tables(speeds, starts)


if __name__ == "__main__":
    main()
