"""Judgements by what they are about, so that each film and family looks at its own alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmdossier.model.judgement import Judgement


class Judged:
    """Judgements that hold.

    Attributes:
        judgements: all of them, in order.
    """

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self.judgements = tuple(judgements)
        self._about: dict[str, list[int]] = {}
        for number, judgement in enumerate(self.judgements):
            for subject in judgement.subjects:
                self._about.setdefault(subject, []).append(number)

    def on(self, subjects: Iterable[str]) -> tuple[Judgement, ...]:
        """Those about one of these claims or mentions at least, in order."""
        if not self._about:
            return ()
        numbers = {number for subject in subjects for number in self._about.get(subject, ())}
        return tuple(self.judgements[number] for number in sorted(numbers))
