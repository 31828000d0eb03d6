"""Names of film people in Latin, Cyrillic and Chinese characters: which are one."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
import yaml

from filmdossier.record.resolution.film_evidence import SURE
from filmdossier.record.resolution.person_relations import relate_persons

CASES = Path(__file__).parents[1] / "cases/scripts"
#: The least precision and recall, over a whole file.
PRECISION, RECALL = 0.97, 0.85


def pairs(path: Path) -> list[tuple[str, str, bool]]:
    """Every two spellings of one name, and the like names of others."""
    listed = yaml.safe_load(path.read_text("utf-8"))
    same = [(a, b, True) for names in listed if isinstance(names, list) for a, b in combinations(names, 2)]
    others = [(a, b, False) for names in listed if isinstance(names, dict) for a, b in names["others"]]
    return same + others


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda p: p.stem)
def test_names_in_two_scripts(path: Path) -> None:
    judged = [(same, relate_persons(a, b) in SURE) for a, b, same in pairs(path)]
    right = sum(same and found for same, found in judged)
    found, there = sum(found for _, found in judged), sum(same for same, _ in judged)
    print(f"{path.stem}: {len(judged)} pairs, precision {right / found:.3f}, recall {right / there:.3f}")
    assert len(judged) - there >= 0.25 * len(judged), "a fair part of the pairs are names of two people"
    assert right / found >= PRECISION
    assert right / there >= RECALL


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda p: p.stem)
def test_the_order_of_two_names_does_not_matter(path: Path) -> None:
    assert all(relate_persons(a, b) == relate_persons(b, a) for a, b, _ in pairs(path))
