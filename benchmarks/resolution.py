"""How long telling films and people apart takes, and how often it is right on the annotated pairs.

Usage::

    python -m benchmarks.resolution            # growth of families
    python -m benchmarks.resolution pairs      # precision, recall and misses on the pairs for development
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.model.record import Comparison
from filmdossier.record.keys import name_keys, title_keys
from filmdossier.record.resolution.compare import compare_films, compare_names
from filmdossier.record.resolution.films import resolve_films
from filmdossier.record.resolution.people import resolve_people

PAIRS = Path(__file__).parents[1] / "tests/cases/pairs/development.yaml"


def one_film(size: int) -> list[FilmMention]:
    """One film and its remake as so many documents name them: years, directors and cast in all combinations."""
    chance = random.Random(7)
    found = []
    for i in range(size):
        old = i % 10 == 0
        people = [f"Actor {'ABCDEFGHIJKL'[k]}{'aeiou'[k % 5]}lson" for k in range(6 * old, 6 + 6 * old)]
        evidence = {
            "year": ("1961",) if old else tuple(chance.sample(["2021", "2021-09-03", "2021-10", "2022"], 2)),
            "director": ("Old Master",) if old else (chance.choice(["Denis Roux", "Denis Rou", "D. Roux"]),),
            "cast": tuple(chance.sample(people, 3)),
        }
        kept = {kind: values for kind, values in evidence.items() if chance.random() < 0.5}
        title = chance.choice(["The Sands", "Sands"])
        published = f"{1990 + i % 3 if old else 2021 + i % 3}-0{1 + i % 9}"
        keys = title_keys([title])
        found.append(FilmMention(f"{i:06}", f"d{i}", title, (title,), "en", published, i % 2 == 0, keys, kept))
    return found


def one_name(size: int) -> list[NameMention]:
    """One person as so many documents name her, in a hundred films."""
    chance = random.Random(7)
    found = []
    for i in range(size):
        name = chance.choice(["Elena Marchenkova", "Yelena Marchenkova", "Елена Марченкова"])
        roles = (Role(chance.choice(["cast_member", "producer", "speaker"]), f"film{chance.randrange(100)}"),)
        published = f"{chance.randrange(1995, 2026)}"
        keys = name_keys(name, "person")
        found.append(NameMention(f"{i:06}", f"d{i}", "person", name, "en", published, keys, roles))
    return found


def many_names(size: int) -> list[NameMention]:
    """As many people of one family of names, each in a film of his own."""
    chance = random.Random(7)
    given = ["Anna", "Boris", "Clara", "Dmitri", "Emil", "Fanny", "Gleb", "Hanna", "Igor", "Julia"]
    return [
        NameMention(
            f"{i:06}",
            f"d{i}",
            "person",
            f"{chance.choice(given)} Ivan{'aeiou'[i % 5]}v{'aeiou'[i // 5 % 5]}r",
            "en",
            "2020",
            ("p:all",),
            (Role("cast_member", f"film{i}"),),
        )
        for i in range(size)
    ]


def growth() -> None:
    """Seconds for families of growing size."""
    runs: dict[str, Callable[[int], int]] = {
        "films of one title": lambda n: len(resolve_films(one_film(n), ())),
        "one person": lambda n: len(resolve_people(one_name(n), (), ())),
        "many people": lambda n: len(resolve_people(many_names(n), (), ())),
    }
    for what, run in runs.items():
        for size in (1000, 10_000):
            start = time.perf_counter()
            clusters = run(size)
            print(f"{what:20} {size:7} mentions {clusters:5} clusters {time.perf_counter() - start:7.2f} s")


def film_of(fields: dict[str, Any], mention: str) -> FilmMention:
    """A mention of a film from what a pair says of it."""
    names = tuple(fields.get("names") or (fields["title"],))
    evidence = {k: tuple(str(x) for x in v) for k, v in (fields.get("evidence") or {}).items()}
    published = str(fields["published"]) if fields.get("published") else None
    main, language = bool(fields.get("main", False)), fields.get("language", "en")
    return FilmMention(mention, mention, fields["title"], names, language, published, main, title_keys(names), evidence)


def name_of(fields: dict[str, Any], mention: str, kind: str) -> NameMention:
    """A mention of a name from what a pair says of it."""
    roles = tuple(
        Role(**{k: str(v) if v is not None else None for k, v in r.items()})  # type: ignore[arg-type]
        for r in fields.get("roles") or ()
    )
    published = str(fields["published"]) if fields.get("published") else None
    document = fields.get("document", mention)
    keys = name_keys(fields["name"], kind)
    return NameMention(mention, document, kind, fields["name"], fields.get("language", "en"), published, keys, roles)


def compare(pair: dict[str, Any]) -> tuple[Comparison, bool]:
    """The comparison of a pair, and whether the two share a blocking key."""
    if pair["kind"] == "film":
        a, b = film_of(pair["left"], "a"), film_of(pair["right"], "b")
        return compare_films(a, b), bool(set(a.keys) & set(b.keys))
    x, y = name_of(pair["left"], "a", pair["kind"]), name_of(pair["right"], "b", pair["kind"])
    return compare_names(x, y), bool(set(x.keys) & set(y.keys))


def measure(path: Path) -> None:
    """Precision and recall by kind, and every pair that came out otherwise than annotated."""
    for kind in ("film", "person", "organisation"):
        right = wrong = missed = doubts = meet = 0
        for pair in yaml.safe_load(path.read_text("utf-8")):
            if pair["kind"] != kind:
                continue
            found, met = compare(pair)
            merged = found.verdict == "same"
            right += merged and pair["same"]
            wrong += merged and not pair["same"]
            missed += pair["same"] and not merged
            doubts += found.verdict == "doubt"
            meet += met and pair["same"]
            if merged != pair["same"] or (pair["same"] and not met):
                features = " ".join(f"{f.name}{f.weight:+}" for f in found.features)
                label = "same" if pair["same"] else "different"
                key = "" if met else "(no shared key) "
                print(f"  {pair['id']}: {label}, found {found.verdict} {found.score} {key}{features}")
                print(f"      {pair['left'].get('title') or pair['left'].get('name')} | ", end="")
                print(f"{pair['right'].get('title') or pair['right'].get('name')}: {pair.get('why', '')}")
        total = right + missed
        if right + wrong and total:
            share, found_share, keyed = right / (right + wrong), right / total, meet / total
            print(f"{kind}: precision {share:.3f} recall {found_share:.3f}; {doubts} doubts; keys {keyed:.3f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["pairs"]:
        measure(Path(sys.argv[2]) if len(sys.argv) > 2 else PAIRS)
    else:
        growth()
