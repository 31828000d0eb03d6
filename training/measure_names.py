"""Exact-span F1 of names on corpora that no training saw: NEREL's dev part, and the last sentences of CLUENER.

Everything is tagged by the encoder as it runs in the product. Marks around a name do not count; what a corpus calls by
one type and we by two (a work of art: film or other work; a person: person or character) counts as one.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from filmdossier.reading.mentions.encoder import Encoder, TaggedSpan
from training.annotated import Annotated
from training.cluener import HELD, read_cluener
from training.measure_attribution import sentences
from training.nerel import load_nerel

Span = tuple[int, int, str]

# Our types by what the corpora tell apart.
RUSSIAN = {
    "person": "person", "character": "person", "place": "place", "organisation": "organisation", "film": "film or work",
    "work": "film or work", "award": "award",
}  # fmt: skip
CHINESE = {
    "person": "name", "character": "name", "film": "movie", "work": "book or game", "place": "address or scene",
    "organisation": "organization, company or government",
}  # fmt: skip
CLUENER = {
    "name": "name", "movie": "movie", "book": "book or game", "game": "book or game", "address": "address or scene",
    "scene": "address or scene", "organization": "organization, company or government",
    "company": "organization, company or government", "government": "organization, company or government",
}  # fmt: skip


class Counts:
    """Spans wanted, found and right, by type."""

    def __init__(self) -> None:
        self.wanted: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def add(self, wanted: set[Span], found: set[Span], free: Iterable[tuple[int, int]] = ()) -> None:
        """Count; what is found at a place that may be of several types counts neither way."""
        free = set(free)
        found = {one for one in found if one[:2] not in free}
        for counter, spans in ((self.wanted, wanted), (self.found, found), (self.right, wanted & found)):
            counter.update(kind for _, _, kind in spans)

    def lines(self) -> list[str]:
        """Write precision, recall and F1 by type."""
        lines = []
        for kind in sorted(self.wanted, key=lambda one: -self.wanted[one]):
            precision = 100 * self.right[kind] / max(1, self.found[kind])
            recall = 100 * self.right[kind] / self.wanted[kind]
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            lines.append(f"{kind:36} {self.wanted[kind]:5} P {precision:5.1f} R {recall:5.1f} F1 {f1:5.1f}")
        return lines


def tagged(spans: Iterable[TaggedSpan], names: Mapping[str, str]) -> set[Span]:
    """Turn what was tagged into the corpus's types."""
    return {(one.start, one.end, names[one.label]) for one in spans if one.label in names}


def measure_russian(encoder: Encoder, corpora: Path) -> tuple[Counts, int]:
    """Measure on NEREL's dev part, flattened as for training."""
    counts, size = Counts(), 0
    for article in load_nerel(corpora / "entities/nerel/dev"):
        wanted, free = set(), set()
        for one in article.entities or ():
            kinds = {RUSSIAN.get(kind, "") for kind in one.kinds}
            if len(kinds) == 1 and kinds != {""}:
                wanted.add((one.start, one.end, kinds.pop()))
            else:
                free.add((one.start, one.end))
        found = encoder.tag(article.text, sentences(article.text)).entities
        counts.add(wanted, tagged(found, RUSSIAN), free)
        size += len(article.text.split())
    return counts, size


def measure_chinese(encoder: Encoder, corpora: Path) -> tuple[Counts, int]:
    """Measure on the last sentences of CLUENER, each by itself."""
    counts, size = Counts(), 0
    for article, own in read_cluener(corpora / "entities/cluener.train.json")[-HELD:]:
        wanted = {
            (start, end, CLUENER[kind]) for kind, places in own.items() if kind in CLUENER for start, end in places
        }
        counts.add(wanted, tagged(_tag_bare(encoder, article), CHINESE))
        size += len(article.text)
    return counts, size


def _tag_bare(encoder: Encoder, article: Annotated) -> Iterable[TaggedSpan]:
    return encoder.tag(article.text, sentences(article.text)).entities


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="root folder of the corpora")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--language", choices=("ru", "zh"), required=True)
    options = parser.parse_args()
    encoder = Encoder.load(options.encoder)
    started = time.process_time()
    measure = measure_russian if options.language == "ru" else measure_chinese
    counts, size = measure(encoder, options.corpora)
    print("\n".join(counts.lines()))
    unit = "words" if options.language == "ru" else "characters"
    print(f"{size} {unit}, {size / (time.process_time() - started):.0f} a second of processor time, loading included")


if __name__ == "__main__":
    main()
