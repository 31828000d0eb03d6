"""Chinese names to fill slots with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from training.annotated import Annotated
from training.markup import Slot
from training.names import Name, Names
from training.names_ru import read_lists

_RUN = re.compile("[\u4e00-\u9fff]+")
_DOTS = ("·", "·", "·", "-", ".", "•", "・", "－")
_PATTERNS = (
    "{}之{}",
    "{}与{}",
    "{}2",
    "{}3",
    "{}：{}",
    "我的{}",
    "{}外传",
    "大{}",
    "{}传奇",
    "{}的{}",
    "新{}",
    "{}前传",
    "{}风云",
)
_LISTS = {
    "film": "film_titles", "work": "works", "organisation": "organisations", "place": "places", "award": "awards",
    "event": "festivals", "character": "characters",
}  # fmt: skip
_FORMS_OF_ADDRESS = ("老{}", "小{}", "阿{}")


class ChineseNames(Names):
    """A source of Chinese names of every slot type."""

    language = "zh"

    def __init__(self, folder: Path, foreign: Path, found: dict[str, list[str]], prose: Sequence[str]) -> None:
        """Set up the source.

        Args:
            folder: our own lists.
            foreign: the English lists, for titles and names in Latin letters.
            found: names in the corpora, by entity type.
            prose: running text, whose words titles are composed of.
        """
        self.lists = read_lists(folder)
        self.foreign = read_lists(foreign)
        self.found = found
        self.genres = []
        self.runs = [run for text in prose for run in _RUN.findall(text) if len(run) >= 4]

    def draw_for(self, slot: Slot, before: str, random: Random, taken: Iterable[str] = ()) -> Name:
        """Draw a name for a slot, none of those taken."""
        del before
        return self.draw(slot.kind, random, taken)

    def draw(self, kind: str, random: Random, taken: Iterable[str] = ()) -> Name:
        """Draw a name of a type, none of those taken."""
        taken = set(taken)
        while True:
            name = self.compose_person(random) if kind == "person" else self._draw_thing(kind, random)
            if name.full not in taken:
                return name

    def _draw_thing(self, kind: str, random: Random) -> Name:
        listed = self.lists.get(_LISTS[kind], [])
        chance = random.random()
        if kind in ("film", "work") and chance > (0.6 if listed else 0.1):
            full = self.title(kind, random)
        elif kind == "character" and chance > 0.7:
            return self.compose_person(random)
        elif kind in ("organisation", "place") and chance > 0.8 and self.found.get(kind):
            full = random.choice(self.found[kind])
        else:
            full = random.choice(listed or self.found.get(kind) or ["长江"])
        full = self._dotted(full, random)
        return Name(full, re.split("[·-]", full)[-1] if kind == "character" else full)

    def compose_person(self, random: Random) -> Name:
        """Draw or compose the name of a person."""
        chance = random.random()
        if chance < 0.3 and self.lists.get("people"):
            full = random.choice(self.lists["people"])
            return Name(full, full)
        if chance < 0.55 and self.lists.get("people_foreign"):
            full = self._dotted(random.choice(self.lists["people_foreign"]), random)
            return Name(full, re.split(f"[{re.escape(''.join(_DOTS))}]", full)[-1])
        if chance < 0.62 and self.found.get("person"):
            full = random.choice(self.found["person"])
            return Name(full, full)
        if chance < 0.65:
            full = f"{random.choice(self.foreign['given_names'])} {random.choice(self.foreign['surnames'])}"
            return Name(full, full.split()[-1])
        given = random.choice(self.lists["given_names"])
        if len(given) == 1 and random.random() < 0.3:
            single = [one for one in self.lists["given_names"] if len(one) == 1]
            given += random.choice(single)
        surname = random.choice(self.lists["surnames"])
        full = surname + given
        if chance > 0.985:
            full = random.choice(_FORMS_OF_ADDRESS).format(surname)
        return Name(full, full)

    def _dotted(self, name: str, random: Random) -> str:
        """Write the sign between the parts of a foreign name as one paper or another does."""
        return name.replace("·", random.choice(_DOTS)) if "·" in name else name

    def title(self, kind: str, random: Random) -> str:
        """Draw a title from a corpus, compose one, or take an English one."""
        chance = random.random()
        if chance < 0.3 and self.found.get(kind):
            return random.choice(self.found[kind])
        if chance < 0.36:
            foreign = random.choice(self.foreign["film_titles" if kind == "film" else "works"])
            return foreign.lower() if random.random() < 0.3 else foreign
        if chance < 0.42:
            return self.compose_person(random).full
        if chance < 0.8 or not self.runs:
            return self._phrase(random, 8)
        pattern = random.choice(_PATTERNS)
        return pattern.format(*(self._phrase(random, 3) for _ in range(pattern.count("{}"))))

    def _phrase(self, random: Random, longest: int) -> str:
        run = random.choice(self.runs or ["长江两岸"])
        length = min(longest, random.choices((1, 2, 3, 4, 5, 6, 7, 8), (3, 25, 22, 25, 10, 7, 5, 3))[0])
        first = random.randrange(max(1, len(run) - length + 1))
        return run[first : first + length]


def found_names(corpora: Iterable[Annotated]) -> dict[str, list[str]]:
    """Gather names from annotated texts."""
    found: dict[str, set[str]] = {}
    for one in corpora:
        for span in one.entities or ():
            name = one.text[span.start : span.end]
            if len(span.kinds) == 1 and 1 < len(name) < 20 and "\n" not in name and not set("《》“”") & set(name):
                found.setdefault(span.kinds[0], set()).add(name)
    return {kind: sorted(names) for kind, names in found.items()}
