"""Anniversaries that imply different years for one event.

The 75th anniversary in 2025 makes it 1950, the 76th makes it 1949: of one event at most one of them can be right.
Whether two articles mean one event, the words after "anniversary of" tell: without the language's light words (the,
between, establishment…) those of one must all be among those of the other, and be two at least unless they are the
same. Words that fit two events that do not fit each other say too little to be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from unicodedata import normalize

from filmdossier.audit.check import Article, Check, Emission, FilmCase
from filmdossier.audit.language import alike_words, pattern_for, words_for
from filmdossier.audit.words import is_fact, outlets_of
from filmdossier.model.dates import normalize_edtf
from filmdossier.model.reading import Finding
from filmdossier.model.sourced import SourcedClaim
from filmdossier.model.values import ValueMention
from filmdossier.model.wording import ordinal_in_words
from filmdossier.reading.shapes import shape_sentence
from filmdossier.reading.values.date_kinds import CalendarDate
from filmdossier.record.unions import Unions

RULE = "anniversary"
#: Fewer words than these in common do not make two events one, unless they are all that both have.
TELLING_WORDS = 2
#: A founding year further than this from the one implied belongs to something else.
NEAR_YEARS = 10

DISAGREE = Emission(
    "error",
    "the {ordinal} anniversary of {of} in {year} makes it {implied} ({year} − {number}){who}, but the {other_ordinal} "
    "in {other_year} makes it {other_implied} ({other_year} − {other_number}){other_who}: {apart}",
    "two anniversaries of what is called by the same words imply different years",
)
MAY_DISAGREE = Emission(
    "warning",
    "the {ordinal} anniversary of {of} in {year} makes it {implied} ({year} − {number}){who}, but the {other_ordinal} "
    "of {other_of} in {other_year} makes it {other_implied} ({other_year} − {other_number}){other_who}: {apart}",
    "two anniversaries imply different years, of events of which one is told in more words than the other",
)
DATED_OTHERWISE = Emission(
    "warning",
    "the {ordinal} anniversary in {year} makes it {implied} ({year} − {number}), but the same sentence says {stated}: "
    "{apart}",
    "a sentence states an anniversary and another founding year",
)

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def in_article(article: Article) -> Iterator[Finding]:
    """Anniversaries of one article that imply different years, or another year than their sentence states."""
    claims = _dated(article.claims)
    for left, right in _disagreeing(claims):
        yield _finding(left, right, {}, in_record=False)
    for claim in claims:
        yield from _dated_otherwise(article, claim)


def in_record(case: FilmCase) -> Iterator[Finding]:
    """Anniversaries that a film's coverage dates to different years."""
    for left, right in _disagreeing(_dated(case.ordered)):
        yield _finding(left, right, case.record.origins, in_record=True)


def content_words(claim: SourcedClaim) -> frozenset[str]:
    """The telling words of what a claim is the anniversary of; the characters of scripts that write no blanks."""
    of = normalize("NFKC", str(claim.claim.value.get("of") or "")).casefold()
    words = {part for w in _WORD.findall(of) for part in (w if _UNSPACED.search(w) else (w,))}
    language, alike = claim.document.language, alike_words(claim.document.language, RULE)
    return frozenset(alike.get(w, w) for w in words - words_for(language, RULE, "light_words"))


def _dated(claims: Sequence[SourcedClaim]) -> list[SourcedClaim]:
    return [
        c
        for c in claims
        if c.claim.predicate == "anniversary" and c.claim.value.get("implied_year") is not None and is_fact(c)
    ]


def _disagreeing(claims: Sequence[SourcedClaim]) -> Iterator[tuple[list[SourcedClaim], list[SourcedClaim]]]:
    """For each event the claims that imply one year, and those that imply another."""
    events = sorted({content_words(c) for c in claims}, key=sorted)
    unions: Unions[frozenset[str]] = Unions()
    for left, right in combinations(events, 2):
        if _are_one(left, right, events):
            unions.join(left, right)
    groups: dict[frozenset[str], dict[int, list[SourcedClaim]]] = {}
    for c in claims:
        if words := content_words(c):
            by_year = groups.setdefault(unions.root(words), {})
            by_year.setdefault(int(c.claim.value["implied_year"]), []).append(c)
    for event in sorted(groups, key=sorted):
        for one, other in combinations(sorted(groups[event]), 2):
            yield groups[event][one], groups[event][other]


def _are_one(left: frozenset[str], right: frozenset[str], events: Sequence[frozenset[str]]) -> bool:
    short, long = sorted((left, right), key=len)
    if not short < long or len(short) < TELLING_WORDS:
        return False
    others = [e for e in events if short < e]
    return all(e <= long or long <= e for e in others)


def _finding(
    left: Sequence[SourcedClaim], right: Sequence[SourcedClaim], origins: Mapping[str, str], *, in_record: bool
) -> Finding:
    same = {content_words(c) for c in left} & {content_words(c) for c in right}
    first, second = (_best(side, same).claim.value for side in (left, right))
    gap = abs(int(first["implied_year"]) - int(second["implied_year"]))
    claims = [*left, *right]
    parts = {} if same else {"other_of": second["of"]}
    return (DISAGREE if same else MAY_DISAGREE).finding(
        RULE,
        [c.id if in_record else c.claim.id for c in claims],
        [] if in_record else [c.claim.value_span for c in claims],
        ordinal=ordinal_in_words(int(first["ordinal"])),
        number=first["ordinal"],
        of=first["of"],
        year=first["year"],
        implied=first["implied_year"],
        who=f" according to {outlets_of(left, origins)}" if in_record else "",
        other_ordinal=ordinal_in_words(int(second["ordinal"])),
        other_number=second["ordinal"],
        other_year=second["year"],
        other_implied=second["implied_year"],
        other_who=f" according to {outlets_of(right, origins)}" if in_record else "",
        apart="a year apart" if gap == 1 else f"{gap} years apart",
        **parts,
    )


def _best(side: Sequence[SourcedClaim], same: Set[frozenset[str]]) -> SourcedClaim:
    """The claim to quote: of those whose event the other side calls by the same words, else of all, the shortest."""
    shared = [c for c in side if content_words(c) in same] or side
    return min(shared, key=lambda c: (len(str(c.claim.value["of"])), str(c.claim.value["of"]), c.id))


def _dated_otherwise(article: Article, claim: SourcedClaim) -> Iterator[Finding]:
    """A founding year that the sentence of an anniversary states, where it is another than the anniversary implies."""
    pattern = pattern_for(article.language, RULE, "founded")
    if pattern is None:
        return
    span, value = claim.claim.evidence_span, claim.claim.value
    shape = shape_sentence(article.copy, span, [v for v in article.values if span.contains(v.span)])
    founded = []
    for m in pattern.finditer(shape.text):
        item = shape.items[int(m.group("d"))]
        if isinstance(item, ValueMention) and isinstance(item.value, CalendarDate) and item.value.year is not None:
            founded.append((item, item.value.year))
    anniversaries = [c for c in article.claims if c.claim.predicate == RULE and c.claim.evidence_span == span]
    if len(founded) != 1 or len(anniversaries) != 1:
        return
    (item, stated), ordinal = founded[0], int(value["ordinal"])
    year = _year_of(article, int(value["year"]), stated)
    if year is None or not 0 < abs(year - ordinal - stated) <= NEAR_YEARS:
        return
    gap = abs(year - ordinal - stated)
    yield DATED_OTHERWISE.finding(
        RULE,
        [claim.claim.id],
        [claim.claim.value_span, item.span],
        ordinal=ordinal_in_words(ordinal),
        number=ordinal,
        year=year,
        implied=year - ordinal,
        stated=stated,
        apart="a year apart" if gap == 1 else f"{gap} years apart",
    )


def _year_of(article: Article, read: int, founded: int) -> int | None:
    """The year of an anniversary; where the founding year was taken for it, the year of publication."""
    if read != founded:
        return read
    day = normalize_edtf(article.published) if article.published else None
    if day is None or day.earliest is None or day.latest is None or day.earliest.year != day.latest.year:
        return None
    return day.earliest.year


CHECK = Check(
    RULE,
    "anniversaries that imply different years for one event",
    (DISAGREE, MAY_DISAGREE, DATED_OTHERWISE),
    in_article,
    in_record,
)
