"""What was made for one reader is kept for the next, as long as the store has not changed.

Keys hold the store's generation, which grows with every write: what was made of an older one is never asked for again,
and falls out as the least recently used.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from filmdossier.rates.table import RateTable
from filmdossier.store.store import Store

T = TypeVar("T")


class Cache:
    """The most recently used things, as many as have room together.

    Attributes:
        room: sum of the sizes of what is kept, at the most.
    """

    def __init__(self, room: int) -> None:
        self.room = room
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._taken = 0
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int] = lambda _: 1) -> T:
        """What is kept under a key; made first where there is nothing, by one of those who ask at the same time.

        Args:
            key: all that it depends on.
            make: what raises is not kept.
            size: how much room it takes.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(T, self._kept[key][0])
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return cast(T, self._kept[key][0])
            try:
                made = make()
                self._keep(key, made, size(made))
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def _keep(self, key: Hashable, made: Any, size: int) -> None:
        with self._lock:
            _, before = self._kept.pop(key, (None, 0))
            self._kept[key] = (made, size)
            self._taken += size - before
            while self._taken > self.room:
                _, (_, freed) = self._kept.popitem(last=False)
                self._taken -= freed

    def __len__(self) -> int:
        return len(self._kept)


#: Characters of texts kept for each store, and how many claims' worth of records.
_CHARACTERS = 48_000_000
_CLAIMS = 200_000


class StoreCache:
    """What is kept of one store.

    Attributes:
        texts: parts of pages and answers of the API; sizes in characters.
        records: records and what was gathered beside them; sizes in claims.
    """

    def __init__(self) -> None:
        self.texts = Cache(_CHARACTERS)
        self.records = Cache(_CLAIMS)
        self._rates = Cache(1)

    def rates(self, store: Store) -> RateTable:
        """The reference exchange rates of the store; a big table, and the same from request to request."""
        return self._rates.get(store.generation(), lambda: RateTable(store.all_rates()))


_caches: WeakKeyDictionary[Store, StoreCache] = WeakKeyDictionary()
_lock = threading.Lock()


def cache_of(store: Store) -> StoreCache:
    """What is kept of a store."""
    with _lock:
        return _caches.setdefault(store, StoreCache())
