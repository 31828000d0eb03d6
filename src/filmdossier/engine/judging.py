"""Taking in what people decide, so that no judgement contradicts another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from filmdossier.engine.corrections import checked_value
from filmdossier.model.errors import JudgementError
from filmdossier.model.judgement import Judgement, Verdict, standing
from filmdossier.store.store import Store

#: Verdicts on two subjects, and on one. Of a finding, ``unsure`` can be said as well; of a claim, it says nothing.
ON_PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})
ON_CLAIMS = frozenset({Verdict.RIGHT, Verdict.WRONG, Verdict.CORRECTED})
ON_FINDINGS = frozenset({Verdict.RIGHT, Verdict.WRONG, Verdict.UNSURE})


class AlreadyDecidedError(JudgementError):
    """A judgement that stands speaks against a new one.

    Attributes:
        standing: that judgement.
        said: what it says of what, in words, as in ``these are the same``.
        agrees: whether it says just what the new one would have said.
    """

    def __init__(self, standing: Judgement, said: str, *, agrees: bool = False) -> None:
        by, day = standing.by or "somebody", standing.at[:10]
        told = f"judgement {standing.id} by {by} on {day} says that {said}"
        super().__init__(f"{told}; withdraw it first: filmdossier judge withdraw {standing.id}")
        self.standing = standing
        self.said = said
        self.agrees = agrees


class NotStandingError(JudgementError):
    """A judgement that is to be withdrawn has been withdrawn already."""


class NothingThereError(JudgementError):
    """No claim, finding, film, person or organisation has an id, or none has it any more."""


def judge(
    store: Store,
    verdict: Verdict,
    subjects: tuple[str, ...],
    *,
    by: str,
    why: str = "",
    value: Mapping[str, Any] | None = None,
    once: bool = False,
) -> Judgement:
    """Keep one judgement, unless one that stands contradicts it; two that come at once are looked at in turn.

    Args:
        store: where.
        verdict: what it says.
        subjects: two ids of films, people or organisations; or one of a claim or a finding; or the number of a
            judgement to withdraw. Ids may be shortened as long as they are unique.
        by: who decides.
        why: the reason.
        value: for ``corrected``, the value that holds.
        once: refuse also what somebody has decided in just the same way.

    Raises:
        AlreadyDecidedError: a judgement that stands says otherwise, or the same where it is to be said once.
        NotStandingError: what is to be withdrawn has been withdrawn.
        NothingThereError: a subject is not there.
        JudgementError: the value is not one of the claim's predicate, or the subjects do not fit the verdict.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    resolved = _resolved(store, verdict, subjects)
    held = _corrected(store, resolved[0], value) if verdict is Verdict.CORRECTED else {}
    judgement = Judgement(0, verdict, resolved, held, by, at, why)

    def check(all_: tuple[Judgement, ...]) -> None:
        if verdict is Verdict.WITHDRAWN:
            _check_withdrawal(resolved[0], all_)
            return
        holding = standing(all_)
        if once:
            _check_open(judgement, holding)
        if len(resolved) == 2:
            _check_pair(judgement, holding)
        else:
            _check_single(judgement, holding)

    return store.add_judgement(judgement, check)


def last_by(store: Store, person: str) -> Judgement | None:
    """The last judgement of a person that has not been withdrawn; None where there is none."""
    all_ = store.judgements()
    withdrawn = {s for j in all_ if j.verdict is Verdict.WITHDRAWN for s in j.subjects}
    own = (j for j in reversed(all_) if j.by == person and j.verdict is not Verdict.WITHDRAWN)
    return next((j for j in own if str(j.id) not in withdrawn), None)


def said_by(judgement: Judgement) -> str:
    """What a judgement says, in words, of whatever it is about.

    >>> said_by(Judgement(1, Verdict.SAME, ("a", "b")))
    'these are the same'
    """
    thing = "these are" if len(judgement.subjects) == 2 else "it is"
    return {
        Verdict.SAME: "these are the same",
        Verdict.DIFFERENT: "these are different",
        Verdict.UNSURE: "it cannot be decided",
        Verdict.WITHDRAWN: "a judgement is withdrawn",
    }.get(judgement.verdict, f"{thing} {judgement.verdict}")


def _resolved(store: Store, verdict: Verdict, subjects: tuple[str, ...]) -> tuple[str, ...]:
    """The whole ids of what a judgement is about."""
    if len(subjects) == 2:
        if verdict not in ON_PAIRS:
            raise JudgementError(f"{verdict}: that is said of one claim or finding, not of two")
        return _pair(store, subjects)
    if len(subjects) != 1:
        raise JudgementError(f"{len(subjects)} ids: give one of a claim or finding, or two that may be one")
    if verdict is Verdict.WITHDRAWN:
        return (subjects[0].lstrip("#"),)
    if verdict in ON_PAIRS and verdict not in ON_FINDINGS:
        raise JudgementError(f"{verdict}: that is said of two films, people or organisations; give both")
    return (_single(store, subjects[0], verdict),)


def _check_withdrawal(number: str, judgements: Iterable[Judgement]) -> None:
    found = next((j for j in judgements if str(j.id) == number), None)
    if found is None or found.verdict is Verdict.WITHDRAWN:
        raise JudgementError(f"{number}: no judgement has that number; see them with: filmdossier judge list")
    if any(j.verdict is Verdict.WITHDRAWN and j.subjects == (number,) for j in judgements):
        raise NotStandingError(f"{number}: that judgement is withdrawn already")


def _pair(store: Store, subjects: tuple[str, ...]) -> tuple[str, ...]:
    found = [store.mention(s) for s in subjects]
    for given, mention in zip(subjects, found, strict=True):
        if mention is None:
            raise NothingThereError(
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


def _check_pair(judgement: Judgement, judgements: Iterable[Judgement]) -> None:
    """Refuse what others contradict, through any number of steps: A is B, B is C, so A is not different from C."""
    verdict, pair = judgement.verdict, judgement.subjects
    groups: dict[str, set[str]] = {}
    for j in judgements:
        if j.verdict is Verdict.SAME:
            joined = groups.get(j.subjects[0], {j.subjects[0]}) | groups.get(j.subjects[1], {j.subjects[1]})
            groups.update(dict.fromkeys(joined, joined))
    left, right = (groups.get(m, {m}) for m in pair)
    if verdict is not Verdict.SAME and pair[1] in left:
        said = next(j for j in judgements if j.verdict is Verdict.SAME and left.issuperset(j.subjects))
        raise AlreadyDecidedError(said, "these are the same")
    for j in judgements:
        if verdict is Verdict.SAME and j.verdict is Verdict.DIFFERENT and _between(j.subjects, left, right):
            raise AlreadyDecidedError(j, "these are different")
        if verdict is Verdict.UNSURE and j.verdict is Verdict.DIFFERENT and j.subjects == pair:
            raise AlreadyDecidedError(j, "these are different")


def _between(subjects: tuple[str, ...], left: set[str], right: set[str]) -> bool:
    a, b = subjects
    return (a in left and b in right) or (b in left and a in right)


def _single(store: Store, given: str, verdict: Verdict) -> str:
    """The claim or finding that an id leads to."""
    claim = store.claim_by_prefix(given) if verdict in ON_CLAIMS else None
    finding = store.finding(given)
    if claim is not None and finding is not None:
        raise JudgementError(f"{given}: the ids of a claim and of a finding begin so; give more of it")
    if finding is not None:
        if verdict not in ON_FINDINGS:
            raise JudgementError(f"{given}: a finding has no value to correct; correct one of its claims")
        return finding.id
    if claim is None and verdict is Verdict.UNSURE:
        raise NothingThereError(f"{given}: no finding has that id, and pairs take two; see: filmdossier audit --json")
    if claim is None:
        raise NothingThereError(f"{given}: no claim and no finding has that id; see them with: filmdossier show --json")
    return claim.id


def _corrected(store: Store, claim: str, value: Mapping[str, Any] | None) -> dict[str, Any]:
    [of] = store.claims([claim])
    try:
        return checked_value(of.claim.predicate, value)
    except JudgementError as e:
        raise JudgementError(f"{claim}: {e}; give it with --value") from None


def _check_single(judgement: Judgement, judgements: Iterable[Judgement]) -> None:
    """Refuse to say otherwise of a claim or finding; what somebody was unsure of is open to others."""
    for j in judgements:
        if j.subjects == judgement.subjects and j.verdict not in (judgement.verdict, Verdict.UNSURE):
            thing = "finding" if judgement.verdict is Verdict.UNSURE else "claim"
            raise AlreadyDecidedError(j, f"this {thing} is {j.verdict}")


def _check_open(judgement: Judgement, judgements: Iterable[Judgement]) -> None:
    """Refuse to say again what holds."""
    for j in judgements:
        if j.subjects == judgement.subjects and (j.verdict is judgement.verdict or j.verdict is not Verdict.UNSURE):
            agrees = (j.verdict, j.value) == (judgement.verdict, judgement.value)
            raise AlreadyDecidedError(j, said_by(j), agrees=agrees)
