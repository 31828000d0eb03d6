"""How much a page shows of what may be thousands; the rest is counted, and has pages of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Bounds:
    """At the most so many of each.

    Attributes:
        facts: of one predicate, the best witnessed first.
        behind: claims quoted for a value that stands.
        behind_others: claims quoted for another value.
        others: other values of one fact.
        points: of one series, the latest.
        series: running figures, the longest first.
        findings: the worst.
        places: claims quoted for one finding.
        statements: as many.
        of_one: statements of one speaker, where nobody asks for a speaker.
        edits: articles that were changed silently.
        spellings: names with several spellings.
        doubts: pairs that people should decide.
        articles: the latest.
    """

    facts: int = 8
    behind: int = 4
    behind_others: int = 2
    others: int = 3
    points: int = 16
    series: int = 8
    findings: int = 8
    places: int = 3
    statements: int = 10
    of_one: int = 3
    edits: int = 6
    spellings: int = 20
    doubts: int = 5
    articles: int = 15

    def for_facts(self, number: int) -> Bounds:
        """As much of each fact as leaves the page readable where it shows so many."""
        return replace(self, behind=max(1, min(self.behind, _QUOTES // max(number, 1))))


#: Claims quoted for the values that stand, on one page.
_QUOTES = 145
PAGE = Bounds()
PRINT = Bounds(
    facts=30,
    behind=2,
    behind_others=1,
    points=36,
    series=20,
    findings=30,
    statements=40,
    of_one=20,
)
"""On paper nothing can be asked for, but each value needs no more than one reference or two."""
