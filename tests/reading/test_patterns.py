"""Which tokens a pattern cannot do without, and that leaving it untried loses nothing."""

from __future__ import annotations

import pytest
import re2

from filmdossier.languages import load_pack, pack_tags
from filmdossier.languages.pack import PACKS
from filmdossier.reading.claims.rules import load_rules
from filmdossier.reading.patterns import compile_pattern, needed_tokens

NEEDS = [
    (r"directed by <[Pp]\d+>", {("<P", "<p")}),
    (r"(?P<film><F\d+>), starring (?P<value><P\d+>(?:, <P\d+>)*)", {("<F",), ("<P",)}),
    (r"(?:<F\d+>|<W\d+>) by <P\d+>", {("<P",)}),
    (r"(?:<K\d+> )?film", set()),
    (r"(?:<K\d+> ){0,3}film <F\d+>", {("<F",)}),
    (r"(?:<K\d+> ){1,3}film", {("<K",)}),
    (r"(?P<at>number <N(?P<n>\d+)>)", {("<N",)}),
    (r"[(|] <F\d+>", {("<F",)}),
    (r"\(<F\d+>\)", {("<F",)}),
    (r"<F\d+>|<P\d+>", set()),
    (r"", set()),
]


@pytest.mark.parametrize(("source", "needs"), NEEDS)
def test_needed_tokens(source: str, needs: set[tuple[str, ...]]) -> None:
    assert needed_tokens(source) == needs


@pytest.mark.parametrize("tag", pack_tags())
def test_untried_patterns_would_not_have_matched(tag: str) -> None:
    """Every rule's own pattern finds nothing in shapes that lack what it is said to need."""
    shapes = ["<F0>, starring <P1>, took <M2>.", "<P0> directed it in <D1>", "<G0> <F1> won <A2>", "a film by <P0>"]
    for family in ("credits", "genres", "origins", "places", "companies", "releases", "positions"):
        if not (PACKS / tag / f"claims/{family}.toml").exists():
            continue
        for rule in load_rules(load_pack(tag), family):
            for shape in shapes:
                if not rule.pattern.may_match(shape):
                    assert rule.pattern.compiled.search(shape) is None, rule.id


def test_a_pattern_without_needs_is_always_tried() -> None:
    assert compile_pattern("film").search("the film") is not None
    assert re2.search("film", "the film") is not None
