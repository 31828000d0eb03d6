"""Values where a text states them: money, percentages, dates, lengths of time, ordinals, numbers."""

from __future__ import annotations

from filmdossier.reading.values.find import (
    find_amounts,
    find_dates,
    find_lengths,
    find_numbers,
    find_ordinals,
    find_percentages,
    find_values,
)

__all__ = [
    "find_amounts",
    "find_dates",
    "find_lengths",
    "find_numbers",
    "find_ordinals",
    "find_percentages",
    "find_values",
]
