"""A program that keeps documents until it is ended, and says of each when it is kept.

Arguments: the store, the first number, how many at a time, how many in all (0: without end).
"""

from __future__ import annotations

import sys

from filmdossier.store.open import open_store
from tests.contract.articles import article


def main() -> None:
    place, first, at_a_time, total = sys.argv[1], *map(int, sys.argv[2:5])
    number = first
    with open_store(place) as store:
        print("open", flush=True)
        while not total or number < first + total:
            numbers = range(number, number + at_a_time)
            intakes = [article(f"text {n} of {first}", source=f"https://example.org/{n}", claims=8) for n in numbers]
            for kept in store.keep_many(intakes):
                print(kept.document, flush=True)
            number += at_a_time


if __name__ == "__main__":
    main()
