"""Readers of the open corpora: attribution in PolNeAR, names in UNER, WNUT-17 and Wikigold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training.annotated import ENTITY_TYPES, OUTSIDE, Annotated, Labelled, outermost

_ATTRIBUTION_TYPES = {"Source": "source", "Cue": "cue", "Content": "content"}
_ATTRIBUTION_LINE = re.compile(r"T\d+\t(\w+) ([0-9; ]+)\t")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_PRINTED = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
_NOTHING_BEFORE = frozenset(",.;:!?)]}%")
_NOTHING_AFTER = frozenset("([{$£€#")

# Types so rare outside film press that what another corpus leaves unannotated is none of them.
RARE_TYPES = ("film", "character")
NAME_TYPES = {"PER": ("person",), "ORG": ("organisation",), "LOC": ("place",)}
# A name of none of the three classes: most often a work, an event or an award, but also a nationality.
OTHER_NAMES = ("film", "work", "award", "event", "character", OUTSIDE)
WEB_TYPES = {
    "person": ("person", "character"),
    "location": ("place",),
    "corporation": ("organisation",),
    "group": ("organisation",),
    "creative-work": ("film", "work"),
    "product": ("work", OUTSIDE),
}


def load_polnear(folder: Path) -> Iterator[Annotated]:
    """Load the articles of one part of PolNeAR (Newell et al. 2018), sources, cues and contents in standoff files.

    Where several people annotated an article, the first counts.
    """
    seen: set[str] = set()
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = _ANNOTATOR.sub("", path.stem)
        if name in seen:
            continue
        seen.add(name)
        with (folder / "text" / f"{name}.txt").open(encoding="utf-8", newline="") as file:
            text = file.read()
        spans = []
        for line in path.read_text(encoding="utf-8").splitlines():
            match = _ATTRIBUTION_LINE.match(line)
            if match is None or match[1] not in _ATTRIBUTION_TYPES:
                continue
            for fragment in match[2].split(";"):
                start, end = (int(number) for number in fragment.split())
                spans.append(trimmed(text, start, end, (_ATTRIBUTION_TYPES[match[1]],)))
        # Its names are not annotated, but political news hardly tells of films: whatever is a name there is no title.
        yield Annotated(text, (), outermost(spans), tuple(kind for kind in ENTITY_TYPES if kind not in RARE_TYPES))


def trimmed(text: str, start: int, end: int, kinds: tuple[str, ...]) -> Labelled:
    """Make a span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Labelled(start, end, kinds)


def load_columns(
    path: Path, word: int, tag: int, types: Mapping[str, tuple[str, ...]], unannotated: Sequence[str], group: int = 8
) -> Iterator[Annotated]:
    """Load a corpus of one word per line with BIO tags in a column.

    Args:
        path: the file.
        word: the column of the word.
        tag: the column of its tag.
        types: what each of the corpus's types may be among ours; a type that is missing here may be anything.
        unannotated: our types that the corpus leaves out.
        group: how many sentences to join into one text.
    """
    sentences: list[list[tuple[str, str]]] = [[]]
    text_lines = path.read_text(encoding="utf-8").splitlines()
    for line in text_lines:
        columns = line.rstrip("\n").split("\t")
        if line.startswith("# ") and len(columns) == 1:
            continue
        if len(columns) <= max(word, tag) or not columns[word].strip():
            if sentences[-1]:
                sentences.append([])
            continue
        sentences[-1].append((columns[word].strip(), columns[tag]))
    for first in range(0, len(sentences), group):
        yield _join([one for one in sentences[first : first + group] if one], types, tuple(unannotated))


def _join(
    sentences: list[list[tuple[str, str]]], types: Mapping[str, tuple[str, ...]], unannotated: tuple[str, ...]
) -> Annotated:
    """Write tagged sentences out as running text, with the spacing of print."""
    text = ""
    spans: list[list[int | str]] = []
    for sentence in sentences:
        quoting = glued = False
        for index, (written, tag) in enumerate(sentence):
            word = _PRINTED.get(written, written)
            closing = word == '"' and quoting
            if word == '"':
                quoting = not quoting
            tight = glued or closing or word in _NOTHING_BEFORE or word.startswith("'") or word == "n't"
            if text and not (tight and index):
                text += " "
            glued = word in _NOTHING_AFTER or (word == '"' and not closing)
            if tag.startswith("B-") or (tag.startswith("I-") and (not spans or spans[-1][2] != tag[2:])):
                spans.append([len(text), len(text) + len(word), tag[2:]])
            elif tag.startswith("I-"):
                spans[-1][1] = len(text) + len(word)
            text += word
    anything = (*ENTITY_TYPES, OUTSIDE)
    labelled = (Labelled(int(start), int(end), types.get(str(kind), anything)) for start, end, kind in spans)
    return Annotated(text, outermost(labelled), None, unannotated)


def load_names(root: Path) -> Iterator[Annotated]:
    """Load every freely licensed corpus of English names under the corpora's root folder."""
    three = [kind for kind in ENTITY_TYPES if (kind,) not in NAME_TYPES.values() and kind not in RARE_TYPES]
    for part in ("dev", "test"):
        yield from load_columns(root / f"entities/uner/en_ewt-ud-{part}.iob2", 1, 2, NAME_TYPES, three)
    wikigold = root / "entities/wikineural/wikigold/en/test.conllu"
    yield from load_columns(wikigold, 1, 2, {**NAME_TYPES, "MISC": OTHER_NAMES}, ("award",))
    for part in ("train", "dev", "test"):
        yield from load_columns(root / f"entities/wnut17/{part}.conll", 0, 1, WEB_TYPES, ("award", "event"))
