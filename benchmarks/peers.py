"""How fast each language is read, beside what people would otherwise install: ``python -m benchmarks.peers [--json]``.

On one core and in one run, over the bundled sample press of each language and the folders given as TAG=FOLDER: the
reader, its encoder alone, and a peer for the language: natasha's names for Russian, jieba's tagger for Chinese. The
peers find no claims and no statements; they are what those who want names in a text install. They are no part of the
package: ``pip install natasha jieba`` (natasha asks for setuptools beside it). A peer that is missing is left out.

Speed is counted in words, for Chinese in characters that are no blanks.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.reading import least, load_folder, peak_memory, print_rows, use_one_core


@dataclass(frozen=True)
class Speeds:
    """How one set of articles went; times in seconds of this process, the least of the rounds, None where not measured.

    Attributes:
        size: words, or characters where a language writes no words apart.
        memory: resident size at its peak so far, in MiB.
    """

    articles: str
    language: str
    count: int
    size: int
    unit: str
    reading: float
    encoder: float
    peer: str
    peer_seconds: float | None
    memory: float

    @property
    def a_second(self) -> float:
        """Words or characters that are read in a second."""
        return self.size / self.reading

    @property
    def over_peer(self) -> float | None:
        """The reader's time as a multiple of the peer's."""
        return self.reading / self.peer_seconds if self.peer_seconds else None

    def row(self) -> dict[str, Any]:
        """All of that, for JSON."""
        ratios = {"a_second": self.a_second, "over_encoder": self.reading / self.encoder, "over_peer": self.over_peer}
        return asdict(self) | ratios


def natasha() -> Callable[[str], object] | None:
    """Names of a Russian text, by natasha; None where it is not installed."""
    try:
        from natasha import Doc, NewsEmbedding, NewsNERTagger, Segmenter
    except ImportError:
        return None
    segmenter, tagger = Segmenter(), NewsNERTagger(NewsEmbedding())

    def tag(text: str) -> object:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_ner(tagger)
        return doc.spans

    return tag


def jieba() -> Callable[[str], object] | None:
    """Words of a Chinese text with their parts of speech, by jieba; None where it is not installed."""
    try:
        import jieba.posseg
    except ImportError:
        return None
    return lambda text: list(jieba.posseg.cut(text))


PEERS = {"ru": ("natasha, names", natasha), "zh": ("jieba, tagger", jieba)}


def measure(name: str, language: str, texts: Sequence[str], rounds: int) -> Speeds:
    """Read a set of articles, and let encoder and peer go over the same."""
    import filmdossier
    from filmdossier.languages import load_pack
    from filmdossier.reading.folding import fold_text
    from filmdossier.reading.mentions.tagger import tag
    from filmdossier.reading.sentences import split_sentences
    from filmdossier.reading.text import normalize_text

    pack = load_pack(language)
    copies = [fold_text(normalize_text(text), pack) for text in texts]
    prepared = [(copy, split_sentences(copy, pack)) for copy in copies]
    filmdossier.read(texts[0], language=language)
    reading = least(lambda: [filmdossier.read(text, language=language) for text in texts], rounds)
    memory = peak_memory()
    encoder = least(lambda: [tag(copy, sentences, pack) for copy, sentences in prepared], rounds)
    peer, load = PEERS.get(language, ("", lambda: None))
    peer_tag = load()
    seconds = None
    if peer_tag is not None:
        peer_tag(texts[0])
        seconds = least(lambda: [peer_tag(text) for text in texts], rounds)
    apart = pack.traits.spaces_between_words
    size = sum(len(text.split()) if apart else len("".join(text.split())) for text in texts)
    unit = "words" if apart else "characters"
    return Speeds(name, language, len(texts), size, unit, reading, encoder, peer, seconds, memory)


def print_table(speeds: Sequence[Speeds]) -> None:
    """Print what was measured as a table."""
    titles = ("articles", "files", "size", "unit", "a second", "× encoder", "peer", "× peer", "peak MiB")
    rows = [
        (
            f"{s.language} {s.articles}",
            f"{s.count}",
            f"{s.size:,}",
            s.unit,
            f"{s.a_second:,.0f}",
            f"{s.reading / s.encoder:.2f}",
            s.peer if s.over_peer else "-",
            f"{s.over_peer:.2f}" if s.over_peer else "-",
            f"{s.memory:.0f}",
        )
        for s in speeds
    ]
    print_rows([titles, *rows])


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="TAG=FOLDER", help="folders of articles as .txt, UTF-8")
    parser.add_argument("--rounds", type=int, default=3, help="how often each set is read; the least time counts")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    arguments = parser.parse_args()
    use_one_core()

    from filmdossier.languages import pack_tags
    from filmdossier.press import load_samples

    sets = [("sample press", tag, [p.text for p in load_samples(tag)]) for tag in pack_tags()]
    for given in arguments.sets:
        tag, _, folder = given.partition("=")
        if not folder or tag not in pack_tags():
            parser.error(f"{given}: write it as TAG=FOLDER, the tag one of {', '.join(pack_tags())}")
        sets.append((Path(folder).name, tag, load_folder(Path(folder))))
    speeds = [measure(name, tag, texts, arguments.rounds) for name, tag, texts in sets if texts]
    if arguments.json:
        print(json.dumps([s.row() for s in speeds], ensure_ascii=False))
    else:
        print_table(speeds)


if __name__ == "__main__":
    main()
