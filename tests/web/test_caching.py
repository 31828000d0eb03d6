"""What is kept from request to request."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmdossier.store.store import Store
from filmdossier.web.caching import Cache, cache_of


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 30))
def test_it_gives_what_was_made_and_keeps_to_its_room(asked: list[int], room: int) -> None:
    cache = Cache(room)
    for key in asked:
        assert cache.get(key, lambda key=key: key * 2, lambda made: made) == key * 2  # type: ignore[misc]
        assert sum(made for made, _ in cache._kept.values()) <= room


def test_the_least_recently_used_goes_first() -> None:
    made: list[str] = []
    cache = Cache(2)
    for key in "abaca":
        cache.get(key, lambda key=key: made.append(key))  # type: ignore[misc]
    assert "".join(made) == "abc"
    cache.get("b", lambda: made.append("b"))
    assert "".join(made) == "abcb"


def test_what_is_larger_than_the_room_is_given_and_not_kept() -> None:
    cache = Cache(3)
    cache.get("small", lambda: 1)
    assert cache.get("large", lambda: "large", len) == "large"
    assert len(cache) == 0 or cache.get("small", lambda: 2) == 1


def test_one_of_those_who_ask_at_once_makes_it() -> None:
    cache, made, begun, go = Cache(9), [], threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        assert go.wait(10)
        made.append(1)
        return "made"

    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(cache.get("key", make))) for _ in range(6)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    go.set()
    for thread in threads:
        thread.join(10)
    assert found == ["made"] * 6
    assert made == [1]


def test_what_raises_is_not_kept() -> None:
    cache = Cache(9)
    with pytest.raises(ValueError, match="no"):
        cache.get("key", lambda: int("no"))
    assert cache.get("key", lambda: 7) == 7


def test_each_store_has_its_own(store: Store, own_store: Store) -> None:
    assert cache_of(store) is cache_of(store)
    assert cache_of(store) is not cache_of(own_store)
    assert cache_of(store).rates(store) is cache_of(store).rates(store)
