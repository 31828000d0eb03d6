"""Names to fill slots with: drawn from our lists, gathered from the open corpora, or composed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from training.annotated import Annotated
from training.markup import Slot

_WORD = re.compile(r"[A-Za-z][a-z]+(?:['’][a-z]{1,2})?")
_SMALL = frozenset(
    (
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "off", "on", "or"),
        *("out", "over", "the", "to", "up", "with"),
    )
)
_ARTICLES = frozenset(["a", "an", "the"])
_PATTERNS = (
    "{} of {}", "The {} of the {}", "{} and {}", "A {} of {}", "{} in the {}", "{} with the {}", "The {} and the {}",
    "{}'s {}", "{}'s {}", "{}'s {} {}", "{}'s A {} of {}", "{}' {}", "{}: {}", "{}: {} of {}", "{}: The {} of {}",
    "The {} {}", "{} from {}", "{} on the {}", "The Last {}", "My {} {}", "{} {}", "{} {}", "{} {} {}",
    "The {} {} {}", "{} for a {}", "{} and the {} of {}", "{} & {}", "{} vs {}", "{} 12", "21 {}", "The {} Movie",
    "Mr {}", "{} to the {}", "A Very {} {}", "{} Without {}", "Meet the {}s", "The {} Who {}", "{}, {}", "{}-{}",
)  # fmt: skip
_CAPITALISED = re.compile(r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|da|van|von|la|of|the|and|&)){0,4}")
_FESTIVALS = (
    "{} Film Festival",
    "{} International Film Festival",
    "{}",
    "{} festival",
    "{} Film Market",
    "{} Film Week",
    "{} Documentary Festival",
)
_AWARDS = (
    "Golden {}",
    "Silver {}",
    "{} Award",
    "{} Awards",
    "{} Prize",
    "{} d'Or",
    "Grand Prix",
    "Best Film award",
    "Special Jury Prize",
    "Audience Award",
)
_ORGANISATIONS = (
    "{} Pictures",
    "{} Films",
    "{} Entertainment",
    "{} Distribution",
    "{} Studios",
    "{} Media",
    "{} Releasing",
    "{} Film Fund",
    "{} Group",
    "{} News",
    "The {} Times",
    "{}",
)
# The stems of the files of names, by what they hold.
LISTS = {
    "genre": ("genre",),
    "given": ("given", "first"),
    "surname": ("surname", "last", "famil"),
    "film": ("film", "title"),
    "organisation": ("org", "compan", "studio", "outlet", "distrib"),
    "place": ("loc", "place", "cit", "countr", "region"),
    "award": ("award", "prize"),
    "event": ("event", "festiv"),
    "character": ("char",),
    "work": ("work", "book", "song", "series"),
}


@dataclass(frozen=True)
class Name:
    """A name in full, and the part that stands for it on second mention."""

    full: str
    last: str

    def written(self, slot: Slot) -> str:
        """Write the name as a slot asks for it."""
        return self.last if slot.last else self.full


class Names:
    """A source of names of every slot type."""

    language = "en"

    def __init__(self, lists: dict[str, list[str]], found: dict[str, list[str]], prose: Sequence[str]) -> None:
        """Set up the source.

        Args:
            lists: our own lists, by the keys of ``LISTS``.
            found: names found in corpora, by entity type.
            prose: running text, whose words titles are composed of.
        """
        self.lists = lists
        self.found = found
        self.genres = lists.get("genre", [])
        self.words = [_WORD.findall(text) for text in prose]
        self.words = [words for words in self.words if len(words) > 20]
        people = [name.split() for name in found.get("person", []) if 2 <= len(name.split()) <= 3]
        self.given = lists.get("given", []) or sorted({name[0] for name in people})
        self.surnames = lists.get("surname", []) or sorted({name[-1] for name in people})
        self.composers: dict[str, Callable[[Random], str]] = {
            "film": self.compose_title,
            "work": self.compose_title,
            "organisation": lambda random: random.choice(_ORGANISATIONS).format(self._stem(random)),
            "place": lambda random: random.choice(self.found.get("place") or self.surnames),
            "award": lambda random: random.choice(_AWARDS).format(self._stem(random)),
            "event": lambda random: random.choice(_FESTIVALS).format(self._place(random)),
            "character": self.compose_character,
        }

    def draw_for(self, slot: Slot, before: str, random: Random, taken: Iterable[str] = ()) -> Name:
        """Draw a name for a slot that follows some text, none of those taken."""
        del before
        return self.draw(slot.kind, random, taken)

    def draw(self, kind: str, random: Random, taken: Iterable[str] = ()) -> Name:
        """Draw a name of a type, none of those taken."""
        taken = set(taken)
        while True:
            name = self._draw_once(kind, random)
            if name.full not in taken:
                return name

    def _draw_once(self, kind: str, random: Random) -> Name:
        if kind == "person":
            return self._draw_person(random)
        listed = self.lists.get(kind)
        share = {"film": 0.6, "organisation": 0.7, "character": 0.6}.get(kind, 0.8)
        chance = random.random()
        if listed and chance < share:
            full = random.choice(listed)
        elif kind in self.found and kind in ("organisation", "place") and chance > 0.8:
            full = random.choice(self.found[kind])
        else:
            full = self.composers[kind](random)
        return Name(full, full.split()[-1] if kind == "character" else full)

    def _draw_person(self, random: Random) -> Name:
        chance = random.random()
        if chance < 0.15 and self.found.get("person"):
            full = random.choice(self.found["person"])
            return Name(full, full.split()[-1])
        last = random.choice(self.surnames)
        if chance < 0.18:
            last += "-" + random.choice(self.surnames)
        elif chance < 0.20:
            last = random.choice(("van ", "de ", "von ", "Del ", "De La ", "O'", "Mc", "al-", "bin ")) + last
        given = random.choice(self.given)
        if chance > 0.97:
            given = f"{given[0]}{random.choice(('', '.'))}{random.choice(('', ' '))}{random.choice('ABCDEFGHJKLMRST')}."
        elif chance > 0.94:
            given += f" {random.choice('ABCDEFGHJKLMPRSTW')}."
        elif chance > 0.91:
            given += f" {random.choice(self.given)}"
        elif chance > 0.90:
            given += f"-{random.choice(self.given)}"
        elif chance > 0.89:
            return Name(given, given)
        suffix = random.choice((" Jr", " Jr.", " III")) if chance < 0.22 and chance > 0.2 else ""
        return Name(f"{given} {last}{suffix}", last)

    def compose_title(self, random: Random) -> str:
        """Compose a title as films have them: a few words of prose, a name, a place."""
        chance = random.random()
        if chance < 0.1:
            return random.choice(
                (
                    random.choice(self.given),
                    random.choice(self.surnames),
                    f"{random.choice(self.given)} {random.choice(self.surnames)}",
                    f"{random.choice(self.given)} and {random.choice(self.given)}",
                    f"The {random.choice(self.surnames)}s",
                )
            )
        if chance < 0.12:
            return self._place(random)
        title = self._phrase(random) if chance < 0.5 else self._patterned(random)
        if chance > 0.95:
            title += random.choice((" 2", " 3", " II", " III", " Part Two", ": " + self._phrase(random)))
        elif chance > 0.92:
            title += random.choice("?!…") if random.random() < 0.9 else "..."
        return title

    def compose_character(self, random: Random) -> str:
        """Compose the name of a character."""
        given, last = random.choice(self.given), random.choice(self.surnames)
        return random.choice((given, given, f"{given} {last}", f"{given} {last}", f"Captain {last}", f"The {last}"))

    def _phrase(self, random: Random) -> str:
        """Cut one to five words out of prose and set them as a title."""
        for _ in range(50):
            words = random.choice(self.words) if self.words else [random.choice(self.surnames)]
            length = random.choices((1, 2, 3, 4, 5), (25, 32, 22, 13, 8))[0]
            first = random.randrange(max(1, len(words) - length))
            cut = [word.lower() for word in words[first : first + length]]
            if cut[0] in _SMALL and cut[0] not in _ARTICLES and random.random() < 0.8:
                continue
            if cut[-1] in _SMALL or (length == 1 and len(cut[0]) < 4):
                continue
            if cut[0] not in _SMALL and length < 4 and random.random() < 0.3:
                cut.insert(0, "the")
            shown = [one if one in _SMALL and index else one[:1].upper() + one[1:] for index, one in enumerate(cut)]
            return " ".join(shown)
        return random.choice(self.surnames)

    def _patterned(self, random: Random) -> str:
        """Fill a pattern that titles follow with words of prose and surnames."""
        pattern = random.choice(_PATTERNS)
        stems = []
        for _ in range(pattern.count("{}")):
            long = [word for word in random.choice(self.words or [self.surnames]) if len(word) > 3]
            stem = random.choice(self.surnames if random.random() < 0.2 or not long else long)
            stems.append(stem[:1].upper() + stem[1:])
        return pattern.format(*stems)

    def _place(self, random: Random) -> str:
        return random.choice(self.lists.get("place") or self.found.get("place") or self.surnames)

    def _stem(self, random: Random) -> str:
        chance = random.random()
        if chance < 0.4:
            return random.choice(self.surnames)
        return self._phrase(random).split()[-1].capitalize() if chance < 0.8 else self._place(random)


def load_lists(folder: Path) -> dict[str, list[str]]:
    """Load our own lists, by the keys of ``LISTS``."""
    lists: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        kind = next((key for key, stems in LISTS.items() if any(stem in path.stem for stem in stems)), None)
        if kind is None:
            continue
        lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
        lists.setdefault(kind, []).extend(line for line in lines if line and not line.startswith("#"))
    return lists


def load_names(folder: Path, corpora: Iterable[Annotated]) -> Names:
    """Set up names from the lists in a folder and from annotated corpora."""
    found: dict[str, set[str]] = {}
    prose = []
    for one in corpora:
        prose.append(one.text)
        for span in one.entities or ():
            name = one.text[span.start : span.end]
            usable = len(span.kinds) == 1 and 3 < len(name) < 40 and _CAPITALISED.fullmatch(name) and not name.isupper()
            if usable and (span.kinds[0] != "person" or " " in name):
                found.setdefault(span.kinds[0], set()).add(name)
    return Names(load_lists(folder), {kind: sorted(names) for kind, names in found.items()}, prose)
