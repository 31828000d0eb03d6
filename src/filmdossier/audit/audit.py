"""The checks over one reading, and over one film's record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from filmdossier.audit.catalogue import CHECKS, RULES
from filmdossier.audit.check import SEVERITIES, Article, Check, FilmCase, id_order
from filmdossier.languages import load_pack
from filmdossier.model.reading import Basis, Finding, Reading
from filmdossier.model.record import Record
from filmdossier.model.sourced import SourcedClaim, sourced_claims
from filmdossier.model.values import ValueMention
from filmdossier.rates.table import RateTable
from filmdossier.reading.folding import fold_text
from filmdossier.reading.values import find_values


def audit_reading(reading: Reading, rates: RateTable | None = None, only: Collection[str] = ()) -> tuple[Finding, ...]:
    """What does not add up inside one article.

    Args:
        reading: of the article.
        rates: reference exchange rates; None for those that come with the package.
        only: ids of the rules to check; all where empty.

    Returns:
        Findings, the worst first, each once; their claims are the reading's own.

    Raises:
        ValueError: where a rule is not in the catalogue.
    """
    document = reading.document
    published = document.published
    article = Article(
        tuple(sourced_claims(reading)),
        document.text,
        document.language,
        rates or RateTable(),
        tuple(_values(reading)),
        published.date if published and published.basis is not Basis.INFERRED else None,
    )
    checks = [c.in_article for c in _chosen(only) if c.in_article]
    return _in_order(finding for check in checks for finding in check(article))


def audit_record(
    record: Record,
    claims: Mapping[str, SourcedClaim],
    rates: RateTable | None = None,
    only: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What does not add up across one film's record.

    Args:
        record: of the film.
        claims: by global id, those about the world of its documents included.
        rates: reference exchange rates; None for those that come with the package.
        only: ids of the rules to check; all where empty.

    Returns:
        Findings, the worst first, each once; their claims are global.

    Raises:
        ValueError: where a rule is not in the catalogue.
    """
    case = FilmCase(record, claims, rates or RateTable())
    checks = [c.in_record for c in _chosen(only) if c.in_record]
    return _in_order(finding for check in checks for finding in check(case))


def _chosen(only: Collection[str]) -> list[Check]:
    unknown = sorted(set(only) - set(RULES))
    if unknown:
        raise ValueError(f"no such rule: {', '.join(unknown)}; there are {', '.join(RULES)}")
    return [CHECKS[rule] for rule in RULES if not only or rule in only]


def _values(reading: Reading) -> Iterator[ValueMention]:
    """The values of a text, but for those inside titles of films: 31 June is one."""
    titles = {at for film in reading.films for span in film.spans for at in range(span.start, span.end)}
    pack = load_pack(reading.document.language)
    for mention in find_values(fold_text(reading.document.text, pack), pack):
        if titles.isdisjoint(range(mention.span.start, mention.span.end)):
            yield mention


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, rule and claims; of two that say the same of the same claims, one."""
    return tuple(
        sorted(
            set(findings),
            key=lambda f: (
                SEVERITIES.index(f.severity),
                RULES.index(f.rule),
                f.spans,
                tuple(map(id_order, f.claims)),
                f.message,
            ),
        )
    )
