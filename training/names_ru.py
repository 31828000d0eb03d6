"""Russian names to fill slots with: persons by gender, names inside marks and outside, everything in the case asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from training.annotated import Annotated
from training.inflection import MAN, WOMAN, decline_person, decline_phrase, feminine, gender_of
from training.markup import Slot
from training.names import Name, Names

_WORD = re.compile("[А-Яа-яЁё]+")
_OPENING = ("«", '"', "„", "“")
_SMALL = frozenset(re.findall(r"\w+", "в во на с со из к о об от по за для и а но или не ни у до без под над при"))
_FOREIGN_PARTS = ("ван ", "де ", "фон ", "Мак", "дель ", "О'")
_PATTERNS = (
    "{} и {}", "{} против {}", "{}. {}", "{}: {}", "{} 2", "{} 3", "{}-2", "Мой {}", "Последний {}", "{} без {}", "{}!",
    "{}?", "Про {}", "{}, {}", "{} — {}", "{}…", "{}: {} {}", "О, {}!", "{}. {} {}", "12 {}", "{} навсегда",
    "Как {} {}",
)  # fmt: skip
_ANIMATION = ("Маша и {}", "{} и тайна {}", "Приключения {}")
# Lists by the kind of slot, inside marks and outside.
_FILES = {
    ("organisation", True): "organisations_marked", ("organisation", False): "organisations_bare",
    ("award", True): "awards_marked", ("award", False): "awards_bare",
    ("event", True): "festivals_marked", ("event", False): "festivals_bare",
}  # fmt: skip


@dataclass(frozen=True)
class RussianName(Name):
    """A name that knows its gender, where it is a person's."""

    gender: str = ""

    def written(self, slot: Slot) -> str:
        """Write the name as a slot asks for it."""
        name = self.last if slot.last else self.full
        return decline_person(name, slot.case, self.gender) if self.gender else decline_phrase(name, slot.case)


class RussianNames(Names):
    """A source of Russian names of every slot type."""

    language = "ru"

    def __init__(self, folder: Path, foreign: Path, found: dict[str, list[str]], prose: Sequence[str]) -> None:
        """Set up the source.

        Args:
            folder: our own lists.
            foreign: the English lists, for titles and names in Latin letters.
            found: names in the corpora, by entity type, in the nominative or nearly so.
            prose: running text, whose words titles are composed of.
        """
        self.own = read_lists(folder)
        self.foreign = read_lists(foreign)
        self.found = found
        self.genres = []
        self.lists = self.own
        for name in self.own.pop("characters", []):
            key = "characters_f" if gender_of(name.split()[-1]) == WOMAN else "characters_m"
            self.own.setdefault(key, []).append(name)
        self.words = [words for words in (_WORD.findall(text) for text in prose) if len(words) > 20]

    def draw_for(self, slot: Slot, before: str, random: Random, taken: Iterable[str] = ()) -> Name:
        """Draw a name for a slot that follows some text, none of those taken."""
        taken = set(taken)
        marked = before.endswith(_OPENING)
        upon = slot.kind == "place" and before[-5:].lower().rstrip().split(" ")[-1:] == ["на"]
        while True:
            name = self._draw_russian(slot, marked, upon, random)
            if name.full not in taken:
                return name

    def draw(self, kind: str, random: Random, taken: Iterable[str] = ()) -> Name:
        """Draw a name of a type, none of those taken."""
        return self.draw_for(Slot(kind, "1"), "", random, taken)

    def _draw_russian(self, slot: Slot, marked: bool, upon: bool, random: Random) -> Name:
        gender = WOMAN if slot.number[:1] in ("6", "7", "8", "9") else MAN
        if slot.kind == "person":
            return self.compose_person(gender, random)
        if slot.kind == "character":
            return self.draw_character(gender, random)
        if slot.kind in ("film", "work"):
            full = self.title(slot.kind, random)
            return RussianName(full, full)
        places = "places_na" if upon else "places"
        listed = self.own.get(places if slot.kind == "place" else _FILES.get((slot.kind, marked), ""), [])
        if slot.kind == "organisation" and random.random() < 0.2:
            listed = self.found.get("organisation marked" if marked else "organisation") or listed
        full = random.choice(listed or self.found.get(slot.kind) or ["Нева"])
        return RussianName(full, full)

    def compose_person(self, gender: str, random: Random) -> RussianName:
        """Compose the name of a person."""
        women = gender == WOMAN
        chance = random.random()
        listed = self.own.get("people_f" if women else "people_m", [])
        if listed and chance < 0.2:
            full = random.choice(listed)
            return RussianName(full, full.split()[-1], gender)
        given = random.choice(self.own["given_names_f" if women else "given_names_m"])
        if chance < 0.55:
            last = random.choice(self.own["surnames_russian"])
            last = feminine(last) if women else last
        else:
            last = random.choice(self.own["surnames_foreign"])
            if random.random() < 0.06:
                last = random.choice(_FOREIGN_PARTS) + last
        if chance > 0.97:
            last += "-" + random.choice(self.own["surnames_foreign"])
        elif chance > 0.94:
            given += f" {random.choice('АБВГДЕКЛМНПРСТФ')}."
        elif chance > 0.91:
            given += " " + random.choice(self.own["given_names_f" if women else "given_names_m"])
        elif chance > 0.89:
            given = given[0] + "."
        elif chance > 0.88:
            return RussianName(given, given, gender)
        return RussianName(f"{given} {last}", last, gender)

    def draw_character(self, gender: str, random: Random) -> RussianName:
        """Draw the name of a character."""
        women = gender == WOMAN
        listed = self.own.get("characters_f" if women else "characters_m", [])
        if listed and random.random() < 0.6:
            full = random.choice(listed)
            return RussianName(full, full.split()[-1], gender)
        person = self.compose_person(gender, random)
        given = person.full.split()[0]
        return RussianName(given, given, gender) if random.random() < 0.5 and "." not in given else person

    def title(self, kind: str, random: Random) -> str:
        """Draw or compose a title."""
        chance = random.random()
        listed = self.own.get("film_titles" if kind == "film" else "works", [])
        if listed and chance < 0.55:
            return random.choice(listed)
        if self.found.get(kind) and chance < 0.62:
            return random.choice(self.found[kind])
        if chance < 0.70:
            return random.choice(self.foreign["film_titles" if kind == "film" else "works"])
        if chance < 0.76:
            return self._name_title(random)
        if chance < 0.90 or not self.words:
            return self._phrase(random)
        pattern = random.choice(_PATTERNS)
        return pattern.format(*(self._phrase(random, 2) for _ in range(pattern.count("{}"))))

    def _name_title(self, random: Random) -> str:
        person = self.compose_person(random.choice((MAN, WOMAN)), random)
        place = self.own.get("places") or ["Нева"]
        return random.choice((person.full, person.last, person.full.split()[0], random.choice(place)))

    def _phrase(self, random: Random, longest: int = 5) -> str:
        """Cut a few words out of prose and set them as a title."""
        for _ in range(50):
            words = random.choice(self.words) if self.words else ["Нева"]
            length = min(longest, random.choices((1, 2, 3, 4, 5), (30, 33, 20, 11, 6))[0])
            first = random.randrange(max(1, len(words) - length))
            cut = [word.lower() for word in words[first : first + length]]
            if cut[-1] in _SMALL or (length == 1 and len(cut[0]) < 4):
                continue
            phrase = " ".join(cut)
            return phrase[:1].upper() + phrase[1:]
        return "Нева"


def read_lists(folder: Path) -> dict[str, list[str]]:
    """Read every list of a folder by the stem of its file, without comments."""
    lists = {}
    for path in sorted(folder.glob("*.txt")):
        lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        lists[path.stem] = [line for line in lines if line and not line.startswith("#")]
    return lists


def found_names(corpora: Iterable[Annotated]) -> dict[str, list[str]]:
    """Gather names of organisations and works from annotated texts: those in marks, which are not inflected."""
    found: dict[str, set[str]] = {}
    for one in corpora:
        for span in one.entities or ():
            name = one.text[span.start : span.end]
            if one.text[span.start - 1 : span.start] != "«" or one.text[span.end : span.end + 1] != "»":
                continue
            if span.kinds in (("film",), ("work",)) and 2 < len(name) < 50:
                found.setdefault(span.kinds[0], set()).add(name)
            if span.kinds == ("organisation",) and 2 < len(name) < 40:
                found.setdefault("organisation marked", set()).add(name)
    return {kind: sorted(names) for kind, names in found.items()}
