"""Exact-span F1 of sources, cues and contents on PolNeAR's dev part, by the encoder as it runs in the product."""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from filmdossier.reading.mentions.encoder import Encoder, Tagging
from training.annotated import ATTRIBUTION_TYPES, Annotated
from training.batches import sentence_ends
from training.corpora import load_polnear


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences, well enough for windows."""
    edges = [0, *sentence_ends(text), len(text)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def scores(pairs: Iterable[tuple[Annotated, Tagging]]) -> dict[str, tuple[float, float, float]]:
    """Compute precision, recall and F1 of exact spans, by type, in per cent."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    for gold, tagging in pairs:
        truth = {(one.start, one.end, one.kinds[0]) for one in gold.attributions or ()}
        tagged = {(one.start, one.end, one.label) for one in tagging.attributions}
        for counter, spans in ((right, truth & tagged), (found, tagged), (wanted, truth)):
            counter.update(kind for _, _, kind in spans)
    result = {}
    for kind in ATTRIBUTION_TYPES:
        precision = 100 * right[kind] / max(1, found[kind])
        recall = 100 * right[kind] / max(1, wanted[kind])
        result[kind] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
    return result


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="root folder of the corpora")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder")
    options = parser.parse_args()
    encoder = Encoder.load(options.encoder)
    articles = list(load_polnear(options.corpora / "attribution/polnear/dev"))
    started = time.process_time()
    pairs = [(article, encoder.tag(article.text, sentences(article.text))) for article in articles]
    seconds = time.process_time() - started
    for kind, (precision, recall, f1) in scores(pairs).items():
        print(f"{kind:8} precision {precision:5.1f} recall {recall:5.1f} F1 {f1:5.1f}")
    words = sum(len(article.text.split()) for article in articles)
    print(f"{words} words, {words / seconds:.0f} words per second of processor time")


if __name__ == "__main__":
    main()
