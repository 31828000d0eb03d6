"""Annotations become the labels that each word may have."""

from __future__ import annotations

import numpy as np
from training.annotated import ENTITY_LABELS, ENTITY_TYPES, OUTSIDE, Labelled, allowed_labels, outermost

STARTS = np.array([0, 5, 10, 15])
ENDS = np.array([4, 9, 14, 19])


def names(row: np.ndarray) -> set[str]:
    return {label for label, is_allowed in zip(ENTITY_LABELS, row, strict=True) if is_allowed}


def test_spans_become_begin_and_inside() -> None:
    allowed = allowed_labels([Labelled(5, 14, ("film",))], ENTITY_TYPES, STARTS, ENDS)
    assert [names(row) for row in allowed] == [{"O"}, {"B-film"}, {"I-film"}, {"O"}]


def test_an_unannotated_type_may_stand_where_nothing_is_marked() -> None:
    loose = np.array([True, False, False, False])
    spans = [Labelled(5, 9, ("work", OUTSIDE))]
    allowed = allowed_labels(spans, ENTITY_TYPES, STARTS, ENDS, loose, ("award",))
    assert [names(row) for row in allowed] == [{"O", "B-award", "I-award"}, {"B-work", "O"}, {"O"}, {"O"}]


def test_no_annotation_allows_everything() -> None:
    assert allowed_labels(None, ENTITY_TYPES, STARTS, ENDS).all()


def test_the_outermost_spans_stay() -> None:
    spans = [Labelled(2, 4, ("a",)), Labelled(0, 9, ("b",)), Labelled(9, 9, ("c",)), Labelled(9, 12, ("d",))]
    assert [span.kinds[0] for span in outermost(spans)] == ["b", "d"]
