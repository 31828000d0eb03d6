"""Evidence added up: features with weights become a score from 0 to 1 and a verdict."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable
from dataclasses import dataclass

from filmdossier.model.record import Comparison, Feature
from filmdossier.record.resolution.tables import load_table

SAME, DIFFERENT, DOUBT = "same", "different", "doubt"


@dataclass(frozen=True, slots=True)
class Score:
    """What the evidence comes to.

    Attributes:
        value: from 0 to 1.
        verdict: ``same``, ``different`` or ``doubt``.
        features: what it is made of.
    """

    value: float
    verdict: str
    features: tuple[Feature, ...]

    def between(self, a: str, b: str, verdict: str | None = None, judged_by: str | None = None) -> Comparison:
        """The score as a comparison of two mentions, in the order of their ids."""
        left, right = sorted((a, b))
        return Comparison(left, right, self.value, verdict or self.verdict, self.features, judged_by)


def feature(kind: str, name: str, left: object, right: object) -> Feature:
    """One feature with its weight from the table of ``kind`` and the two values compared."""
    return Feature(name, weight(kind, name), f"{left} / {right}")


@functools.cache
def weight(kind: str, name: str) -> float:
    """A weight of the table of ``kind``."""
    return float(load_table("weights")[kind][name])


def add_up(features: Iterable[Feature]) -> Score:
    """The logistic function of the sum of the weights, and the verdict at the thresholds of the table."""
    found = tuple(features)
    value = round(1 / (1 + math.exp(-sum(f.weight for f in found))), 4)
    thresholds = load_table("weights")["thresholds"]
    verdict = SAME if value >= thresholds["same"] else DIFFERENT if value <= thresholds["different"] else DOUBT
    return Score(value, verdict, found)


def margin() -> float:
    """By how much the better of two clusters that differ must be better."""
    return float(load_table("weights")["thresholds"]["margin"])
