"""Which two clusters are joined next: found step by step what looking at all of them anew finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filmdossier.record.resolution.pairs import Pair, Pairs
from filmdossier.record.resolution.scoring import DIFFERENT, DOUBT, SAME, Score, margin

_CLUSTERS = 7
_scores = st.builds(
    lambda verdict, value: Score(value if verdict == SAME else 0.0, verdict, ()),
    st.sampled_from([SAME, SAME, DIFFERENT, DOUBT]),
    st.sampled_from([0.9, 0.9 + margin() / 2, 0.9 + margin(), 0.9 + 2 * margin()]),
)
_pairs = st.tuples(st.integers(0, _CLUSTERS), st.integers(0, _CLUSTERS)).filter(lambda p: p[0] < p[1])
_comparisons = st.dictionaries(_pairs, _scores, max_size=24)


def likeliest(scores: dict[Pair, Score]) -> Pair | None:
    """The rule itself: the surest two, unless one of them fits a third about as well that the other is not."""
    alike = {pair: s.value for pair, s in scores.items() if s.verdict == SAME}

    def is_torn(pair: Pair) -> bool:
        for near, far in (pair, pair[::-1]):
            for (a, b), value in alike.items():
                if near in (a, b) and far not in (a, b) and alike[pair] - value < margin():
                    third = b if near == a else a
                    across = scores.get((min(third, far), max(third, far)))
                    if across is not None and across.verdict == DIFFERENT:
                        return True
        return False

    return next((p for p in sorted(alike, key=lambda p: (-alike[p], p)) if not is_torn(p)), None)


@given(_comparisons, st.lists(_comparisons, min_size=_CLUSTERS, max_size=_CLUSTERS))
def test_every_step_is_that_of_the_rule(first: dict[Pair, Score], afterwards: list[dict[Pair, Score]]) -> None:
    pairs, plain = Pairs(), dict(first)
    pairs.put(first)
    gone: set[int] = set()
    for anew in afterwards:
        found = pairs.take_likeliest()
        assert (found[0] if found else None) == likeliest(plain)
        if found is None:
            break
        kept, lost = found[0]
        gone.add(lost)
        pairs.drop(kept)
        pairs.drop(lost)
        changed = {p: s for p, s in anew.items() if kept in p and not gone.intersection(p)}
        pairs.put(changed)
        plain = {p: s for p, s in plain.items() if not {kept, lost}.intersection(p)} | changed
        assert pairs.scores == plain
