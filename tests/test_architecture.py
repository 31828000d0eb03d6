"""The house keeps its shape: layers, sizes, no language by name in the engine, packs that hold what it asks for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import re2

from filmdossier.languages import load_pack, pack_tags
from filmdossier.languages.pack import PACKS
from filmdossier.model.predicates import PREDICATES
from filmdossier.reading.claims.rules import FILM_PLACES, expand

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src/filmdossier"
MODULES = sorted(SOURCES.rglob("*.py"))
LONGEST_MODULE = 300
#: Modules that may be longer, each with its reason. A generated table would be one.
MAY_BE_LONGER: dict[str, str] = {}


def name_of(path: Path) -> str:
    return path.relative_to(SOURCES).as_posix()


def test_layers() -> None:
    """One direction of travel, as ``[tool.importlinter]`` in pyproject.toml declares it."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_package_is_in_a_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = {
        part.strip().split(".")[-1] for c in contracts for layer in c.get("layers", ()) for part in layer.split("|")
    }
    packages = {p.parent.name for p in SOURCES.glob("*/__init__.py")}
    assert packages - {"press"} <= layers, "press is data with a loader; it imports nothing of ours"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_length(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= LONGEST_MODULE or name_of(path) in MAY_BE_LONGER, f"{lines} lines: one idea a module"


def test_the_list_of_longer_modules_is_current() -> None:
    assert set(MAY_BE_LONGER) <= {name_of(p) for p in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_names_say_what_is_inside(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "process", "misc", "common"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_switch_on_a_language(path: Path) -> None:
    """No comparison with a language's tag: algorithms switch on declared traits."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            names = {getattr(s, "attr", getattr(s, "id", "")) for s in sides}
            constants = {s.value for s in sides if isinstance(s, ast.Constant)}
            assert not (names & {"language", "lang", "tag"} and constants & {"en", "ru", "zh"}), ast.unparse(node)
        if isinstance(node, ast.Match):
            subject = getattr(node.subject, "attr", getattr(node.subject, "id", ""))
            assert subject not in {"language", "lang", "tag"}, ast.unparse(node.subject)


def literal_words(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """Lists, sets, tuples and dictionaries of literal words, and words split at run time; with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.List | ast.Set | ast.Tuple):
            yield node.lineno, [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        elif isinstance(node, ast.Dict):
            yield node.lineno, [k.value for k in node.keys if isinstance(k, ast.Constant) and isinstance(k.value, str)]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            words = getattr(node.func.value, "value", None)
            yield node.lineno, words.split() if isinstance(words, str) else []


#: Words that only a list of English words would hold together; two of them in one literal betray it. (Words of the
#: contract, such as film, director, weekend, from, are names of ours.)
_TELLTALE = (
    "the of said says told according movie movies actress starring million billion monday tuesday january "
    "february march yesterday today tomorrow one two three first second third mr mrs with for by "
)
TELLTALE = frozenset(_TELLTALE.split())


@pytest.mark.parametrize("path", sorted((SOURCES / "reading").rglob("*.py")), ids=name_of)
def test_no_english_in_the_engine(path: Path) -> None:
    """The engine holds no list of English words and no pattern of them; those are the pack's."""
    tree = ast.parse(path.read_text("utf-8"))
    for line, words in literal_words(tree):
        found = {w.casefold() for w in words} & TELLTALE
        assert len(found) < 2, f"line {line}: {sorted(found)} belong in languages/packs"
    docstrings = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
            and "|" in node.value
        ):
            found = {w.casefold() for w in re.findall(r"[A-Za-z]+", node.value)} & TELLTALE
            assert len(found) < 2, f"line {node.lineno}: {sorted(found)} belong in languages/packs"


def asked_tables() -> set[str]:
    """The tables that the engine names in ``pack.table("…")``."""
    source = "\n".join(p.read_text("utf-8") for p in MODULES)
    return set(re.findall(r"""\.table\(\s*["']([a-z_/]+)["']""", source))


@pytest.mark.parametrize("tag", pack_tags())
def test_packs_hold_the_tables_that_the_engine_asks_for(tag: str) -> None:
    assert asked_tables(), "nothing found: does the engine still call pack.table?"
    for table in sorted(asked_tables()):
        # A family of claims that a language says by another table, or names that do not inflect, need none.
        if table.startswith("claims/") and table not in ("claims/macros", "claims/status"):
            continue
        if table == "inflection" and not load_pack(tag).traits.inflects_names:
            continue
        assert load_pack(tag).table(table), f"{tag}/{table}.toml is empty"


@pytest.mark.parametrize("tag", pack_tags())
def test_packs_say_most_predicates(tag: str) -> None:
    """Whatever tables a language divides its rules into, they state claims of nearly every kind."""
    words = "\n".join(p.read_text("utf-8") for p in sorted((PACKS / tag / "claims").rglob("*.toml")))
    rules = {p for p in PREDICATES if f'"{p}"' in words}
    code = {"box_office", "admissions", "rank", "budget", "screens", "market_total", "change", "award", "nomination"}
    assert len(set(PREDICATES) - rules - code) <= 6


@pytest.mark.parametrize("tag", pack_tags())
def test_every_table_of_a_pack_is_asked_for(tag: str) -> None:
    """A table that nobody reads is a table that nobody checks. Families of rules are asked for by their names."""
    source = "\n".join(p.read_text("utf-8") for p in MODULES)
    for path in sorted((PACKS / tag).rglob("*.toml")):
        table = path.relative_to(PACKS / tag).with_suffix("").as_posix()
        named = table in asked_tables() or table == "pack" or f'"{table}"' in source
        named = named or (
            path.parent.name == "stated" and path.stem in load_pack(tag).table("claims/stated")["families"]
        )
        assert named or f'"{path.stem}"' in source, f"{tag}/{table}.toml"


@pytest.mark.parametrize("tag", pack_tags())
def test_packs_hold_what_their_traits_need(tag: str) -> None:
    pack = load_pack(tag)
    traits = pack.traits
    assert pack.tag == tag
    assert pack.name
    assert traits.quotation_marks, "a language says how it quotes"
    assert all(len(pair) == 2 for pair in traits.quotation_marks + traits.title_marks), "marks come in pairs"
    assert len(traits.decimal_mark) == 1
    assert traits.decimal_mark not in traits.group_marks
    if traits.spaces_between_words:
        assert pack.table("sentences")["abbreviations"], (
            "full stops of abbreviations must be told from those of sentences"
        )
    if not traits.letter_case:
        assert traits.title_marks, "where no capital letter tells a title, its marks must"


@pytest.mark.parametrize("tag", pack_tags())
def test_encoders_are_complete_or_absent(tag: str) -> None:
    files = [PACKS / tag / name for name in ("encoder.onnx", "encoder.json", "tokenizer.json")]
    assert len({f.exists() for f in files}) == 1
    assert sum(f.stat().st_size for f in files if f.exists()) <= 60 * 2**20


def rule_tables() -> list[tuple[str, Path]]:
    return [(tag, path) for tag in pack_tags() for path in sorted((PACKS / tag / "claims").rglob("*.toml"))]


def rule_keys() -> set[str]:
    """The keys of a rule that the engine reads."""
    readers = ("rules", "stated", "prizes")
    source = "\n".join((SOURCES / f"reading/claims/{name}.py").read_text("utf-8") for name in readers)
    return set(re.findall(r"""entry(?:\.get\(|\[)["']([a-z_]+)["']""", source))


@pytest.mark.parametrize(("tag", "path"), rule_tables(), ids=lambda v: v if isinstance(v, str) else v.stem)
def test_rules_are_well_formed(tag: str, path: Path) -> None:
    table = tomllib.loads(path.read_text("utf-8"))
    macros = {**load_pack(tag).table("claims/macros")["macros"], **table.get("macros", {})}
    ids = [rule["id"] for rule in table.get("rule", ())]
    assert len(ids) == len(set(ids)), f"twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for rule in table.get("rule", ()):
        assert set(rule) <= rule_keys(), f"{rule['id']}: unknown keys {sorted(set(rule) - rule_keys())}"
        assert rule.get("film", "before") in FILM_PLACES, rule["id"]
        predicates = [rule["predicate"]] if isinstance(rule["predicate"], str) else rule["predicate"]
        assert set(predicates) <= set(PREDICATES), f"{rule['id']}: not in the catalogue"
        assert 0 < rule.get("confidence", 0.9) <= 1, rule["id"]
        assert re2.compile(expand(rule["match"], macros))


def test_predicates_in_code_are_in_the_catalogue() -> None:
    source = "\n".join(p.read_text("utf-8") for p in (SOURCES / "reading/claims").glob("*.py"))
    named = set(re.findall(r"""Draft\(\s*["']([a-z_]+)["']""", source))
    assert named
    assert named <= set(PREDICATES)


NESTED = re.compile(r"\((?:\?:)?(?:\[[^\]]{1,60}\]|\\?.)[+*]\)[+*]")


@pytest.mark.parametrize("path", sorted((SOURCES / "reading").rglob("*.py")), ids=name_of)
def test_linear_patterns(path: Path) -> None:
    """Python's own engine backtracks: nothing unbounded is repeated without bounds and with nothing between.

    What this misses, ``tests/reading/test_fair_time.py`` times.
    """
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not NESTED.search(node.value), f"line {node.lineno}: {node.value}"
