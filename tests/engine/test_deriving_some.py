"""Deriving small families at once, and leaving large ones: what is derived is the same as if all had been."""

from __future__ import annotations

from pathlib import Path

import pytest

from filmdossier.engine.deriving import derive
from filmdossier.engine.deriving_some import derive_small
from filmdossier.store.open import open_store
from tests.engine.press_store import RATES, dump, fill, press


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with open_store(tmp_path_factory.mktemp("whole") / "whole.db") as store:
        fill(store, press())
        derive(store, RATES)
        return dump(store)


@pytest.mark.parametrize("most", [0, 1, 5, 20, 10_000])
def test_what_is_left_is_derived_later(tmp_path: Path, whole: list[str], most: int) -> None:
    with open_store(tmp_path / "some.db") as store:
        fill(store, press())
        left = derive_small(store, RATES, most)
        assert left == store.count_pending()
        assert (left == 0) is (most == 10_000)
        assert (dump(store) == []) is (most == 0)
        assert derive_small(store, RATES, most) == left
        assert derive_small(store, RATES) == 0
        assert _comparable(dump(store)) == _comparable(whole)


def _comparable(rows: list[str]) -> list[str]:
    """Without when a film changed last, which depends on when it was derived."""
    return [row for row in rows if not row.startswith("film\t")]
