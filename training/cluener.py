"""Chinese names: CLUENER (Xu et al. 2020) and UNER over UD GSDSimp, both without spaces between words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training.annotated import OUTSIDE, Annotated, Labelled, outermost
from training.corpora import NAME_TYPES

# The last sentences are for measuring.
HELD = 1000
_TYPES = {
    "movie": ("film",),
    "book": ("work",),
    "game": ("work",),
    "organization": ("organisation",),
    "company": ("organisation",),
    "government": ("organisation",),
    "address": ("place",),
    "scene": ("place",),
}
_FICTION = ("movie", "game", "book")
_SERIES = re.compile("[^编喜悲闹本舞歌话]剧[集]?[《“]?$|连续剧.?$|动画.?$|动漫.?$")
_OPENING, _CLOSING = '《〈“‘「『"', '》〉”’」』"'
# How many sentences make one text.
_GROUP = 4


def read_cluener(path: Path) -> list[tuple[Annotated, dict[str, list[tuple[int, int]]]]]:
    """Read every sentence, as it is trained on and with its own types, ends exclusive; marks around a name left out."""
    sentences = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = entry["text"]
        own = {
            kind: sorted(_bared(text, start, last + 1) for places in names.values() for start, last in places)
            for kind, names in entry["label"].items()
        }
        spans = [
            Labelled(start, end, _kinds(kind, text, start, own))
            for kind, places in own.items()
            if kind != "position"
            for start, end in places
        ]
        sentences.append((Annotated(text, outermost(spans), None, ("award", "event")), own))
    return sentences


def _bared(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _OPENING:
        start += 1
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    return start, end


def _kinds(kind: str, text: str, start: int, own: dict[str, list[tuple[int, int]]]) -> tuple[str, ...]:
    if kind == "name":
        return ("person", "character") if any(one in own for one in _FICTION) else ("person",)
    if kind == "movie" and _SERIES.search(text[max(0, start - 6) : start]):
        return ("film", "work")
    return _TYPES.get(kind, (OUTSIDE,))


def load_cluener(path: Path) -> Iterator[Annotated]:
    """Load the sentences that are learnt from, a few to a text."""
    sentences = [one for one, _ in read_cluener(path)[:-HELD]]
    for first in range(0, len(sentences), _GROUP):
        yield joined(sentences[first : first + _GROUP])


def joined(parts: list[Annotated]) -> Annotated:
    """Join texts, a line each."""
    text = ""
    spans: list[Labelled] = []
    for part in parts:
        text += "\n" if text else ""
        spans.extend(Labelled(len(text) + one.start, len(text) + one.end, one.kinds) for one in part.entities or ())
        text += part.text
    return Annotated(text, tuple(spans), None, parts[0].unannotated)


def read_gsd(path: Path) -> Iterator[tuple[list[str], Annotated]]:
    """Read the sentences of UNER over GSDSimp, as words and as text."""
    words: list[str] = []
    spans: list[list[int | str]] = []
    size = 0
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t")
        if line.startswith("#"):
            continue
        if len(columns) < 3:
            if words:
                kinds = dict(NAME_TYPES)
                labelled = [Labelled(int(s), int(e), kinds.get(str(k), (OUTSIDE,))) for s, e, k in spans]
                yield words, Annotated("".join(words), outermost(labelled), None, ("film", "work", "award", "event"))
            words, spans, size = [], [], 0
            continue
        word, tag = columns[1], columns[2]
        # Words in Latin letters stand apart.
        if words and words[-1][-1:].isascii() and word[:1].isascii() and word[:1].isalpha():
            words.append(" ")
            size += 1
        if tag.startswith("B-"):
            spans.append([size, size + len(word), tag[2:]])
        elif tag.startswith("I-") and spans:
            spans[-1][1] = size + len(word)
        words.append(word)
        size += len(word)


def load_gsd(folder: Path) -> Iterator[Annotated]:
    """Load the parts of GSDSimp that are learnt from."""
    for part in ("train", "dev"):
        sentences = [one for _, one in read_gsd(folder / f"zh_gsdsimp-ud-{part}.iob2")]
        for first in range(0, len(sentences), _GROUP):
            yield joined(sentences[first : first + _GROUP])


def count_words(folder: Path) -> Counter[str]:
    """Count the words of GSDSimp's training part, which is cut into words by hand."""
    counts: Counter[str] = Counter()
    for words, _ in read_gsd(folder / "zh_gsdsimp-ud-train.iob2"):
        counts.update(word for word in words if len(word) > 1)
    return counts
