"""What a check is: one rule over one reading, over one film's record, or over both, and what it can find."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from filmdossier.languages import load_pack
from filmdossier.model.reading import Finding
from filmdossier.model.record import Record
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.span import Span
from filmdossier.model.values import ValueMention
from filmdossier.reading.folding import fold_text

if TYPE_CHECKING:
    from filmdossier.rates.table import RateTable

#: ``error``: one of the words is wrong; ``warning``: it very likely is; ``notice``: a reader should know.
SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True, slots=True)
class Emission:
    """One finding that a check can emit.

    Attributes:
        severity: one of `SEVERITIES`.
        template: the message, with its parts in braces, as `str.format` fills them in.
        when: in which case it is emitted, for the documentation.
    """

    severity: str
    template: str
    when: str

    def finding(self, rule: str, claims: Iterable[str] = (), spans: Iterable[Span] = (), **parts: object) -> Finding:
        """The finding of a rule: the message filled in; claims and spans sorted, each once.

        Args:
            rule: id of the check.
            claims: ids of the claims concerned: local ones in an article, global ones in a record.
            spans: the words concerned; none in a record.
            parts: what stands in the braces of the template.
        """
        message = self.template.format(**parts)
        return Finding(
            rule, self.severity, message, tuple(sorted(set(claims), key=id_order)), tuple(sorted(set(spans)))
        )

    def made(self, finding: Finding) -> bool:
        """Whether a finding is this one: its severity, and a message that the template can have made."""
        return finding.severity == self.severity and _holds_in_order(finding.message, _literals(self.template))


@dataclass(frozen=True, slots=True)
class Article:
    """One reading as checks see it. Findings carry its own claim ids (``claim.claim.id``) and spans.

    Attributes:
        claims: in the order of the reading.
        text: what spans point into.
        language: BCP 47.
        rates: reference exchange rates.
        values: every amount, number and date found in the text, in its order.
        published: EDTF date of publication where it is given or stated (not inferred from the text), else None.
    """

    claims: tuple[SourcedClaim, ...]
    text: str
    language: str
    rates: RateTable
    values: tuple[ValueMention, ...] = ()
    published: str | None = None

    @property
    def copy(self) -> str:
        """The text as patterns see it, in the letters of the language's tables; spans are the same."""
        return fold_text(self.text, load_pack(self.language))


@dataclass(frozen=True, slots=True)
class FilmCase:
    """One film's record as checks see it. Findings carry global claim ids and no spans.

    Attributes:
        record: facts, series and credits.
        claims: by global id, those about the world of its documents included.
        rates: reference exchange rates.
    """

    record: Record
    claims: Mapping[str, SourcedClaim]
    rates: RateTable

    @property
    def ordered(self) -> tuple[SourcedClaim, ...]:
        """The claims in the order of their ids."""
        return tuple(self.claims[i] for i in sorted(self.claims))


@dataclass(frozen=True, slots=True)
class Check:
    """One rule.

    Attributes:
        rule: as the contract names it.
        says: what it looks for, in one line.
        emits: everything that it can find.
        in_article: the check over one reading, if it has one.
        in_record: the check over one record, if it has one.
    """

    rule: str
    says: str
    emits: tuple[Emission, ...]
    in_article: Callable[[Article], Iterator[Finding]] | None = None
    in_record: Callable[[FilmCase], Iterator[Finding]] | None = None


def id_order(claim: str) -> tuple[str, int, str]:
    """The order of claim ids: c2 before c10."""
    digits = claim.lstrip(string.ascii_letters)
    return (claim[: len(claim) - len(digits)], int(digits), "") if digits.isdecimal() else (claim, 0, "")


@cache
def _literals(template: str) -> tuple[str, ...]:
    """What a template says in so many words, part by part."""
    parts = list(string.Formatter().parse(template))
    return (*(literal for literal, *_ in parts), *([""] if parts[-1][1] is not None else []))


def _holds_in_order(message: str, literals: Sequence[str]) -> bool:
    """Whether a message is the literals in their order, with anything between."""
    if not message.startswith(literals[0]) or not message.endswith(literals[-1]):
        return False
    at = len(literals[0])
    for literal in literals[1:]:
        found = message.find(literal, at)
        if found < 0:
            return False
        at = found + len(literal)
    return True
