"""Floors under figures of quality: ``tests/floors.json`` holds them, and they only rise.

``python -m tests.floors`` measures and raises every floor to what is reached, less a margin for what other processors
compute. It never lowers one; whoever must, edits the file and says why in the change.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")
#: Weights of eight bits give other last digits on other processors, which can turn a name or two.
MARGIN = 0.02

Floors = dict[str, dict[str, float]]


def load_floors() -> Floors:
    """The floors by what is measured."""
    floors: Floors = json.loads(FILE.read_text("utf-8"))
    return floors


def below(measured: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """The figures that lie below their floors, in words."""
    return [f"{name}: {measured[name]:.3f} < {floor:.3f}" for name, floor in floors.items() if measured[name] < floor]


def raised(floors: Floors, measured: Mapping[str, Mapping[str, float]]) -> Floors:
    """The floors, each raised to what was measured less the margin; none lowered."""
    return {
        key: {
            name: max(floors.get(key, {}).get(name, 0.0), round(figure - MARGIN, 3))
            for name, figure in sorted(figures.items())
        }
        for key, figures in {**floors, **measured}.items()
    }


def main() -> None:
    """Measure everything that can be measured here and raise the floors."""
    from filmdossier.languages import pack_tags
    from tests.test_evaluation import GOLD, SCORER, score
    from tests.test_sample_press import measure

    measured: dict[str, dict[str, float]] = {f"sample press {tag}": measure(tag) for tag in pack_tags()}
    if SCORER.exists():
        measured |= {name: score(folder) for name, folder in GOLD.items()}
    floors = raised(load_floors(), measured)
    FILE.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", "utf-8")
    print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
