"""What the terminal views share: clean words, headings, indents, tones, and signs that every terminal can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from filmdossier.model.wording import quoted

#: From this width on, values and words stand side by side; below it, one below the other.
WIDE = 76
LABEL = 16
TONES = {
    "people": "blue",
    "work": "yellow",
    "places": "green",
    "dates": "magenta",
    "figures": "red",
    "honours": "cyan",
    "other": "default",
}
# Control characters would reach the terminal as commands, and marks of direction would turn lines around.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")
_BLANKS = re.compile(r"\s+")
#: Our own signs for terminals whose encoding lacks them; each as wide as what it stands for.
_SIGNS = str.maketrans("“”„‘’·−–—…─│›╌━╸\N{REPLACEMENT CHARACTER}", '"""\'\'----.-|>-==?')


def clean(words: str) -> str:
    """Words that a terminal takes as words: on one line, without control characters."""
    return clean_in_place(_BLANKS.sub(" ", words)).strip()


def clean_in_place(words: str) -> str:
    """The same, character for character: every blank stays, and what a terminal would obey becomes one mark."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", words)


def indented(what: RenderableType, columns: int = 2) -> Padding:
    """What stands so many columns in."""
    return Padding(what, (0, 0, 0, columns), expand=False)


def heading(words: str, style: str = "bold underline") -> Text:
    """A heading of one line."""
    return Text(clean(words), style=style)


def dim(words: str) -> Text:
    """Words of lesser weight."""
    return Text(clean(words), style="dim", overflow="fold")


def words_in_quotes(words: str) -> Text:
    """Words of an article."""
    return Text(quoted(clean(words)), style="italic", overflow="fold")


def side_by_side(rows: Iterable[tuple[str, Text, Text]], tone: str, width: int) -> RenderableType:
    """Rows of label, value and words: in columns, or on narrow terminals one below the other.

    A label that repeats the one before is left out where rows stand in columns.
    """
    if width < WIDE:
        return indented(Group(*_stacked(rows, tone)), 4)
    table = Table.grid(padding=(0, 2))
    table.add_column(width=LABEL, style=tone)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(width=words_column(width), overflow="fold")
    table.expand = True
    last = ""
    for label, value, words in rows:
        table.add_row("" if label == last else label, value, words)
        last = label or last
    return Padding(table, (0, 0, 0, 4))


def words_column(width: int) -> int:
    """How many columns words have for themselves, beside values or below them."""
    return (width - 4 - LABEL - 4) * 2 // 5 if width >= WIDE else width - 6


def _stacked(rows: Iterable[tuple[str, Text, Text]], tone: str) -> Iterator[RenderableType]:
    for label, value, words in rows:
        yield Text.assemble((f"{label}: ", tone) if label else "", value, overflow="fold")
        yield indented(words)


def and_more(shown: int, all_: int, what: str) -> str:
    """How many of a list are left out, and where they stand; empty where none is."""
    left = all_ - shown
    return f"… and {left:,} more {what}; --json lists all" if left > 0 else ""


@dataclass(frozen=True, slots=True)
class Encodable:
    """What it holds, in characters that the console's encoding has: plainer signs for ours, ``?`` for other words."""

    what: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self.what, options):
            if segment.control or _has(console.encoding, segment.text):
                yield segment
            else:
                yield Segment(_plainer(segment.text, console.encoding), segment.style)


def _plainer(text: str, encoding: str) -> str:
    plain = "".join(c if _has(encoding, c) else c.translate(_SIGNS) for c in text)
    return "".join(c if _has(encoding, c) else "?" * cell_len(c) for c in plain)


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
