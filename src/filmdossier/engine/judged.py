"""Judgements by what they are about, so that each film and family looks at its own alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmdossier.model.judgement import Judgement
from filmdossier.store.store import Store


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


def judged_findings(store: Store, ids: Iterable[str]) -> dict[str, Judgement]:
    """What people hold of findings, by the id of each that they have judged.

    Args:
        store: where.
        ids: of the findings.

    Returns:
        Of each, the judgement that stands: ``right`` where it is confirmed, ``wrong`` where it is dismissed, ``unsure``
        where it was looked at and left open.
    """
    return {j.subjects[0]: j for j in store.judgements_on(ids) if len(j.subjects) == 1}
