"""The encoder's parts that need no weights: quotation marks, windows, decoding, snapping."""

from __future__ import annotations

import itertools
import time

import numpy as np
import pytest

from filmdossier.reading.mentions.decoding import best_labels, find_label_runs
from filmdossier.reading.mentions.quotation import find_quotation_states, find_quotations
from filmdossier.reading.mentions.snapping import snap
from filmdossier.reading.mentions.windows import cut_windows

NAMES = ("O", "B-a", "I-a", "B-b", "I-b")
MOVES = np.array(
    [[-1e4 if after[0] == "I" and before[2:] != after[2:] else 0 for after in NAMES] for before in NAMES],
    dtype=np.float32,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "No."', ['"No."']),
        ("“One,” she said, “two.”", ["“One,”", "“two.”"]),
        ("''Wire copy,'' it said.", ["''Wire copy,''"]),
        ("It's the dogs' dinner and rock'n'roll.", []),
        ("She called it 'a mess' today.", ["'a mess'"]),
        ("A screen 5'10\" tall.", []),
        ('"It goes on\n\n"and ends."', ['"It goes on', '"and ends."']),
        ("\"He said 'no' to it.\"", ["\"He said 'no' to it.\""]),
        ("«Да», сказал он.", ["«Да»"]),
        ("", []),
    ],
)
def test_quotations_are_paired(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_quotations(text)] == expected
    assert len(find_quotation_states(text)) == len(text)


@pytest.mark.parametrize("text", ['"' * 40000, "' a" * 20000, '"a\n' * 20000, "''\n\n" * 20000, "“" * 40000])
def test_quotations_are_paired_in_linear_time(text: str) -> None:
    started = time.process_time()
    find_quotation_states(text)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(("size", "core", "context"), list(itertools.product((0, 1, 9, 50, 333), (8, 20), (0, 5))))
def test_cores_cover_a_text_once(size: int, core: int, context: int) -> None:
    heads = list(range(0, size, 2))
    windows = cut_windows(heads, size, list(range(0, size, 14)), core, context)
    assert [piece for one in windows for piece in range(one.core_start, one.core_end)] == list(range(size))
    for one in windows:
        assert max(0, one.core_start - context) <= one.start <= one.core_start < one.core_end <= one.end <= size
        assert one.core_end - one.core_start <= core
        assert one.core_start % 2 == 0


def test_decoding_matches_a_search_of_all_sequences() -> None:
    generator = np.random.default_rng(4)
    for _ in range(30):
        scores = generator.normal(size=(5, len(NAMES))).astype(np.float32) * 2

        def total(path: tuple[int, ...], scores: np.ndarray = scores) -> float:
            opening = -1e4 if NAMES[path[0]][0] == "I" else 0
            steps = sum(MOVES[one, two] for one, two in itertools.pairwise(path))
            return float(opening + steps + sum(scores[index, label] for index, label in enumerate(path)))

        best = max(itertools.product(range(len(NAMES)), repeat=5), key=total)
        assert tuple(best_labels(scores, MOVES).tolist()) == best


def test_parting_at_certain_words_changes_nothing() -> None:
    generator = np.random.default_rng(5)
    scores = generator.normal(size=(400, len(NAMES))).astype(np.float32) * 3
    scores[generator.random(400) < 0.5, 0] += 25
    plain = best_labels(scores, MOVES)
    for first in range(0, 400, 7):
        if scores[first, 0] - scores[first, 1:].max() > 9:
            halves = np.concatenate((best_labels(scores[:first], MOVES), best_labels(scores[first:], MOVES)))
            np.testing.assert_array_equal(plain, halves)
    assert len(best_labels(scores[:0], MOVES)) == 0


def test_label_runs_become_spans() -> None:
    assert find_label_runs([1, 2, 1, 0, 3, 4, 4], NAMES) == [(0, 2, "a"), (2, 3, "a"), (4, 7, "b")]


def test_a_content_that_cuts_a_quotation_is_widened() -> None:
    text = 'She said: "We open in May and close in June."'
    start = text.index('"')
    spans = [(0, 3, "source", 0.9), (4, 8, "cue", 0.9), (start + 1, len(text) - 6, "content", 0.8)]
    assert snap(text, spans)[-1] == (start, len(text), "content", 0.8)


def test_a_quoted_paragraph_is_a_content() -> None:
    text = 'He spoke.\n\n"It was the longest winter that we had."\n\nThen he left.'
    assert snap(text, []) == [(11, 51, "content", 0.5)]
    assert snap('The film "It was the longest winter that we had" opens.', []) == []
