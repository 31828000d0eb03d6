"""Everything that is trained on, in one place, and what an epoch draws from it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from filmdossier.reading.mentions.pieces import Cutter
from training.annotated import Annotated
from training.batches import Example, cut_examples
from training.filling import compose_documents
from training.markup import Passage, load_passages
from training.material import MATERIAL, own_names
from training.names import Names

LOG = logging.getLogger(__name__)
OWN = Path(__file__).parent


@dataclass(frozen=True)
class Mixture:
    """What an epoch draws.

    Attributes:
        attribution: the share of PolNeAR's windows; English alone has them.
        names: the share of the name corpora's windows.
        fillings: how many times each passage is filled.
    """

    attribution: float = 0.45
    names: float = 0.6
    fillings: int = 6


class Sources:
    """All training data: corpora cut into windows once, passages filled anew for every epoch."""

    def __init__(self, corpora: Path, cutter: Cutter, mixture: Mixture, language: str = "en") -> None:
        """Load everything.

        Args:
            corpora: the root folder of the corpora.
            cutter: cuts texts into pieces.
            mixture: what an epoch draws.
            language: the folder of our own passages and lists.
        """
        self.cutter, self.mixture = cutter, mixture
        material = MATERIAL[language](corpora)
        self.attribution = self._cut(material.attribution)
        self.corpora = self._cut(material.names)
        self.names: Names = material.filler
        self.language = language
        LOG.info(
            "windows: attribution %d, names %d; lists %s",
            len(self.attribution), len(self.corpora), {kind: len(names) for kind, names in self.names.lists.items()},
        )  # fmt: skip

    def _cut(self, texts: Iterable[Annotated]) -> list[Example]:
        return [example for one in texts for example in cut_examples(one, self.cutter)]

    def epoch(self, number: int, random: Random) -> Sequence[Example]:
        """Draw the windows of one epoch; PolNeAR's shares follow on one another, so that all of it is seen."""
        drawn: list[Example] = []
        shift = int(number * self.mixture.attribution * len(self.attribution))
        count = int(self.mixture.attribution * len(self.attribution))
        drawn.extend(self.attribution[(shift + index) % len(self.attribution)] for index in range(count))
        drawn.extend(random.sample(self.corpora, int(self.mixture.names * len(self.corpora))))
        own = len(drawn)
        passages = read_passages(self.language)
        for _ in range(self.mixture.fillings):
            drawn.extend(self._cut(compose_documents(passages, self.names, random)))
        LOG.info("epoch %d: %d windows of corpora, %d of %d passages", number, own, len(drawn) - own, len(passages))
        return drawn


def read_passages(language: str) -> list[Passage]:
    """Read our own passages; what breaks the markup's rules is reported and left out."""
    passages, errors = load_passages(OWN / "sentences" / language)
    for error in errors:
        LOG.warning("left out: %s", error)
    return passages


def shuffle_once(sources: Sources, seed: int) -> None:
    """Bring PolNeAR's windows into a random but fixed order, so that each share holds all publishers."""
    Random(seed).shuffle(sources.attribution)


def calibration_windows(cutter: Cutter, count: int = 40, language: str = "en") -> list[Example]:
    """Make windows of our own passages, for watching what the network does with them."""
    passages = read_passages(language)
    prose = [" ".join(part for part in one.parts if isinstance(part, str)) for one in passages]
    documents = compose_documents(passages, own_names(language, {}, prose), Random(1))
    return [example for one in documents[:count] for example in cut_examples(one, cutter)][:count]


def digest(language: str = "en") -> str:
    """Hash our own passages and lists, so that weights name what they were made from."""
    hashed = hashlib.sha256()
    for folder in ("sentences", "lexicons"):
        for path in sorted((OWN / folder / language).rglob("*.txt")):
            hashed.update(path.relative_to(OWN).as_posix().encode())
            hashed.update(path.read_bytes())
    return hashed.hexdigest()
