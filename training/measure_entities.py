"""How well film titles and persons are found in the articles of hand-made gold readings.

The gold names films and persons; their occurrences are looked up in the text. A title that is also an everyday word may
occur as such: an occurrence counts against recall only where it is capitalised as the title is. Russian persons are
looked up in every case; Chinese names wherever they stand, in simplified characters.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filmdossier.reading.mentions.encoder import Encoder, Tagging
from training.inflection import CASES, MAN, WOMAN, decline_person
from training.measure_attribution import sentences
from training.multilingual import simplified

_PERSON_PREDICATES = frozenset(
    ["director", "screenwriter", "producer", "composer", "cinematographer", "cast_member", "position_held"]
)


@dataclass
class Count:
    """Occurrences of gold names, those found, and spans found in all."""

    wanted: int = 0
    exact: int = 0
    touched: int = 0
    found: int = 0
    right: int = 0

    def line(self) -> str:
        """Write the figures as a line."""
        recall, precision = self.exact / max(1, self.wanted), self.right / max(1, self.found)
        f1 = 2 * recall * precision / max(1e-9, recall + precision)
        loose = self.touched / max(1, self.wanted)
        return (
            f"wanted {self.wanted} exact {recall:.3f} (touched {loose:.3f}), found {self.found} right {precision:.3f},"
            f" F1 {f1:.3f}"
        )


def gold_names(gold: dict[str, Any], language: str = "en") -> tuple[set[str], set[str]]:
    """Gather the film titles and the persons that a gold reading names, in all the forms that they are looked up in."""
    films = {
        name
        for film in gold["films"]
        for name in (film["title"], *film.get("aliases", ()))
        if _is_title(name) or language == "zh"
    }
    persons: set[str] = set()
    for claim in gold["claims"]:
        if claim["predicate"] in _PERSON_PREDICATES:
            persons.add(str(claim["value"].get("name") or ""))
        persons.add(str(claim.get("qualifiers", {}).get("recipient") or ""))
    persons = {name for name in persons if " " in name or language == "zh"}
    if language == "ru":
        persons = {decline_person(name, case, sex) for name in persons for case in ("", *CASES) for sex in (MAN, WOMAN)}
    return {fold(name, language) for name in films}, {fold(name, language) for name in persons}


def fold(text: str, language: str) -> str:
    """Write a text in the letters that the reader reads it in."""
    if language == "ru":
        return text.translate(str.maketrans("ёЁ", "еЕ"))
    return simplified(text) if language == "zh" else text


def _is_title(name: str) -> bool:
    """Tell titles from descriptions that stand for them, such as "the sequel"."""
    last = name.rsplit(maxsplit=1)[-1] if name.split() else ""
    return last[:1].isupper() or (last[:1].isdigit() and name[:1].isupper())


def occurrences(text: str, names: set[str], spaced: bool = True) -> list[tuple[int, int]]:
    """Find the longest occurrences of names in a text, as whole words."""
    ordered = sorted((name for name in names if name), key=len, reverse=True)
    if not ordered:
        return []
    pattern = "(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered) + ")"
    pattern = r"(?<!\w)" + pattern + r"(?!\w)" if spaced else pattern
    return [match.span() for match in re.finditer(pattern, text)]


def judge(text: str, names: set[str], tagging: Tagging, label: str, count: Count, spaced: bool = True) -> Iterator[str]:
    """Count, and yield what went wrong."""
    wanted = occurrences(text, names, spaced)
    found = [(one.start, one.end) for one in tagging.entities if one.label == label]
    count.wanted += len(wanted)
    for start, end in wanted:
        count.exact += (start, end) in found
        touching = [one for one in tagging.entities if one.start < end and start < one.end]
        count.touched += any(one.label == label for one in touching)
        if (start, end) not in found:
            shown = ", ".join(f"{text[one.start : one.end]!r} {one.label}" for one in touching)
            yield f"missed {text[max(0, start - 30) : start]!r} [{text[start:end]}] {text[end : end + 20]!r}: {shown}"
    parts = {part for name in names for part in name.split()} if label == "person" else set()
    for start, end in found:
        right = (start, end) in wanted or text[start:end] in parts
        count.found += 1
        count.right += right
        if not right:
            yield f"extra {text[max(0, start - 30) : start]!r} [{text[start:end]}] {text[end : end + 20]!r}"


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder of gold readings, NAME.json beside NAME.txt")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the encoder")
    parser.add_argument("--misses", action="store_true", help="print what went wrong, too")
    parser.add_argument("--language", choices=("en", "ru", "zh"), default="en")
    options = parser.parse_args()
    language = options.language
    encoder = Encoder.load(options.encoder)
    counts = {"film": Count(), "person": Count()}
    words, seconds = 0, 0.0
    for path in sorted(options.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = fold(path.with_suffix(".txt").read_text(encoding="utf-8"), language)
        started = time.process_time()
        tagging = encoder.tag(text, sentences(text))
        seconds += time.process_time() - started
        words += len(text) if language == "zh" else len(text.split())
        for label, names in zip(("film", "person"), gold_names(gold, language), strict=True):
            # A person whom the gold has no claim about is no error: only films count as extra.
            for line in judge(text, names, tagging, label, counts[label], language != "zh"):
                if options.misses and (label == "film" or line.startswith("missed")):
                    print(path.stem, label, line)
    for label, count in counts.items():
        print(f"{label:7} {count.line()}")
    print(f"{words} {'characters' if language == 'zh' else 'words'}, {words / seconds:.0f} a second of processor time")


if __name__ == "__main__":
    main()
