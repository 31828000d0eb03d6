"""What does not add up: the rule, the arithmetic, and the claims concerned in their sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from filmdossier.audit.catalogue import CHECKS
from filmdossier.model.judgement import Judgement, Verdict
from filmdossier.model.reading import Finding
from filmdossier.model.sourced import SourcedClaim, finding_id
from filmdossier.web.dossier.quotes import Quote, quote_of

_VERDICTS = {
    Verdict.RIGHT: "confirmed",
    Verdict.WRONG: "dismissed",
    Verdict.UNSURE: "left open",
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding.

    Attributes:
        number: its place among those of the film, from 1.
        id: the same from record to record.
        rule, severity: as the catalogue names them.
        message: what is wrong, with its arithmetic.
        looks_for: what its rule looks for.
        when: in which case the rule finds this; empty where its words do not tell.
        quotes: some of the claims concerned.
        left: how many more there are.
        verdict: what a person said of it, and who; empty where nobody did.
    """

    number: int
    id: str
    rule: str
    severity: str
    message: str
    looks_for: str
    when: str
    quotes: tuple[Quote, ...]
    left: int
    verdict: str


def finding_view(
    number: int,
    finding: Finding,
    claims: Mapping[str, SourcedClaim],
    judged: Mapping[str, Judgement],
    most: int,
) -> FindingView:
    """A finding in words.

    Args:
        number: its place among those of the film, from 1.
        finding: its claims are global ids.
        claims: those to quote, by id.
        judged: judgements of findings, by the ids of these.
        most: claims quoted.
    """
    known = [claims[c] for c in finding.claims if c in claims][:most]
    identity = finding_id(finding.rule, finding.claims, finding.message)
    check = CHECKS.get(finding.rule)
    # Where two cases share one wording, nothing tells which it was.
    cases = {e.when for e in check.emits if e.made(finding)} if check else set()
    judgement = judged.get(identity)
    verdict = _VERDICTS.get(judgement.verdict, "") if judgement else ""
    return FindingView(
        number,
        identity,
        finding.rule,
        finding.severity,
        finding.message,
        check.says if check else "",
        cases.pop() if len(cases) == 1 else "",
        tuple(quote_of(c) for c in known),
        len(finding.claims) - len(known),
        f"{verdict} by {judgement.by}" if judgement and verdict else "",
    )
