"""The terminal view: everything said, at every width, and nothing that commands the terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from sample_readings import ReadingBuilder, sample_reading

from filmdossier.export.layout import clean
from filmdossier.export.terminal import print_reading
from filmdossier.model.reading import Reading, Speaker
from filmdossier.model.span import Span


def _shown(reading: Reading, width: int) -> str:
    out = io.StringIO()
    print_reading(reading, Console(file=out, width=width, color_system=None))
    return out.getvalue()


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for line in _shown(sample_reading(), width).splitlines():
        assert cell_len(line.rstrip()) <= width


def test_wide_view_tells_values_qualifiers_status_attribution_and_words() -> None:
    shown = _shown(sample_reading(), 160)
    for words in (
        "Red Silk  Красный шёлк · 红丝绸",
        "5 September 2025 (from the page's metadata)",
        "Gosha Kutsenko · actor",
        "RUB 689 million · Russia · as of 29 August 2025 · given as USD 8.49 million",
        "“689 million rubles”",
        "about 1.47 million · so far · according to Izvestia, 29 August 2025",
        "6 September 2025 [planned] · China",
        "75th anniversary of diplomatic relations in 2025, so from 1950",
        "Gosha Kutsenko, actor · partly quoted · to the agency · about Red Silk",
        '“The run had been extended by a month” […] "We go on until October 10,"',
        "error  75 years before 2025 is 1950, not 1949",
    ):
        assert words in shown


def test_letters_of_double_width_keep_the_columns_straight() -> None:
    b = ReadingBuilder("电影红丝绸九月六日上映")
    b.claim("cast_member", b.film("红丝绸"), {"name": "郑汉一"}, "红丝绸九月六日")
    lines = [line.rstrip() for line in _shown(b.reading(), 80).splitlines() if "郑汉一" in line]
    assert cell_len(lines[0][: lines[0].index("“")]) > 40
    assert cell_len(lines[0]) <= 80


def test_control_characters_and_marks_of_direction_do_not_reach_the_terminal() -> None:
    b = ReadingBuilder("\x1b[2J\x1b]0;owned\x07 a\u202eb says so.")
    b.claim("cast_member", b.film("\x1b[2J"), {"name": "\x1b[31mX"}, "\x1b[2J", character="\x9b2J")
    b.statement("direct", Speaker("\x1b[1m", Span(0, 1), "\x07"), "\x1b[2J")
    shown = _shown(b.reading(source="\x1b[8m"), 80)
    assert not [c for c in shown if c < " " and c != "\n"]
    assert "\x9b" not in shown
    assert "\u202e" not in shown


def test_markup_of_the_terminal_library_is_plain_text() -> None:
    b = ReadingBuilder("[bold]The film[/bold] [link=x]opened[/link].")
    b.claim("release", None, {"name": "[red]x[/red]"}, "[bold]The film[/bold]")
    shown = _shown(b.reading(), 120)
    assert "[red]x[/red]" in shown
    assert "“[bold]The film[/bold]”" in shown


def test_clean_puts_words_on_one_line() -> None:
    assert clean(" two\n  lines\t") == "two lines"
