"""Taking in what people decide, so that no judgement contradicts another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from filmdossier.model.errors import JudgementError
from filmdossier.model.judgement import Judgement, Verdict, standing
from filmdossier.model.predicates import PREDICATES
from filmdossier.store.store import Store

PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})


def judge(
    store: Store,
    verdict: Verdict,
    subjects: tuple[str, ...],
    *,
    by: str,
    why: str = "",
    value: Mapping[str, Any] | None = None,
) -> Judgement:
    """Keep one judgement.

    Args:
        store: where.
        verdict: what it says.
        subjects: two ids of films, people or organisations; or one of a claim; or the number of a judgement to
            withdraw. Ids may be shortened as long as they are unique.
        by: who decides.
        why: the reason.
        value: for ``corrected``, the value that holds.

    Raises:
        JudgementError: a subject is not there, the value is not one of the claim's predicate, or a judgement that
            stands says otherwise.
    """
    all_ = store.judgements()
    resolved: tuple[str, ...]
    if verdict is Verdict.WITHDRAWN:
        resolved = (_withdrawable(all_, subjects[0]),)
    elif verdict in PAIRS:
        resolved = _pair(store, subjects)
        _check_pair(verdict, resolved, standing(all_))
    else:
        resolved = (_claim(store, subjects[0], verdict, value),)
        _check_claim(verdict, resolved[0], standing(all_))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return store.add_judgement(Judgement(0, verdict, resolved, value or {}, by, at, why))


def _withdrawable(judgements: Iterable[Judgement], number: str) -> str:
    numbers = {str(j.id): j for j in judgements}
    found = numbers.get(number.lstrip("#"))
    if found is None or found.verdict is Verdict.WITHDRAWN:
        raise JudgementError(f"{number}: no judgement has that number; see them with: filmdossier judge list")
    if any(j.verdict is Verdict.WITHDRAWN and j.subjects == (str(found.id),) for j in numbers.values()):
        raise JudgementError(f"{number}: that judgement is withdrawn already")
    return str(found.id)


def _pair(store: Store, subjects: tuple[str, ...]) -> tuple[str, ...]:
    found = [store.mention(s) for s in subjects]
    for given, mention in zip(subjects, found, strict=True):
        if mention is None:
            raise JudgementError(
                f"{given}: no film, person or organisation has that id; see: filmdossier show --explain"
            )
    kinds = {m.kind for m in found if m is not None}
    if len(kinds) > 1:
        raise JudgementError(
            f"{' and '.join(subjects)}: one is a {' and the other a '.join(sorted(kinds))}; give two alike"
        )
    ids = tuple(sorted({m.id for m in found if m is not None}))
    if len(ids) < 2:
        raise JudgementError(f"{' and '.join(subjects)}: both are the same mention; give two")
    return ids


def _check_pair(verdict: Verdict, pair: tuple[str, ...], judgements: Iterable[Judgement]) -> None:
    """Refuse what others contradict, through any number of steps: A is B, B is C, so A is not different from C."""
    groups: dict[str, set[str]] = {}
    for j in judgements:
        if j.verdict is Verdict.SAME:
            joined = groups.get(j.subjects[0], {j.subjects[0]}) | groups.get(j.subjects[1], {j.subjects[1]})
            groups.update(dict.fromkeys(joined, joined))
    left, right = (groups.get(m, {m}) for m in pair)
    if verdict is not Verdict.SAME and pair[1] in left:
        said = next(j for j in judgements if j.verdict is Verdict.SAME and left.issuperset(j.subjects))
        raise JudgementError(f"{_told(said)} that these are the same; {_withdraw(said)}")
    for j in judgements:
        if verdict is Verdict.SAME and j.verdict is Verdict.DIFFERENT and _between(j.subjects, left, right):
            raise JudgementError(f"{_told(j)} that these are different; {_withdraw(j)}")


def _between(subjects: tuple[str, ...], left: set[str], right: set[str]) -> bool:
    a, b = subjects
    return (a in left and b in right) or (b in left and a in right)


def _claim(store: Store, given: str, verdict: Verdict, value: Mapping[str, Any] | None) -> str:
    claim = store.claim_by_prefix(given)
    if claim is None:
        raise JudgementError(f"{given}: no claim has that id; see them with: filmdossier show --json")
    if verdict is Verdict.CORRECTED:
        predicate = PREDICATES[claim.claim.predicate]
        if value is None or not predicate.accepts(value):
            forms = " or ".join("{" + ", ".join(form) + "}" for form in predicate.value)
            raise JudgementError(f"{given}: a {predicate.id} has the value {forms}; give it with --value")
    return claim.id


def _check_claim(verdict: Verdict, claim: str, judgements: Iterable[Judgement]) -> None:
    for j in judgements:
        if j.subjects == (claim,) and j.verdict is not verdict:
            raise JudgementError(f"{_told(j)} that this claim is {j.verdict}; {_withdraw(j)}")


def _told(j: Judgement) -> str:
    return f"judgement {j.id} by {j.by or 'somebody'} on {j.at[:10]} says"


def _withdraw(j: Judgement) -> str:
    return f"withdraw it first: filmdossier judge withdraw {j.id}"
