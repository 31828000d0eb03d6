"""A film for Wikidata, as commands of QuickStatements: only what stands uncontested, each with article and quotation.

The commands are those that QuickStatements calls version 1, which its versions 2 and 3 take:
https://www.wikidata.org/wiki/Help:QuickStatements. What does not go out as a command is told in lines that begin with a
number sign, each with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from filmdossier.export.claim_words import qualifiers_in_words, value_in_words
from filmdossier.export.dossier_words import published_in_words
from filmdossier.export.families import label_of
from filmdossier.export.links import web_address
from filmdossier.export.quickstatements_values import draft_of, text_in_language, word
from filmdossier.export.titles import languages_of_titles
from filmdossier.export.wikidata import Use, time_of, wikidata
from filmdossier.model.dossier import Dossier
from filmdossier.model.reading import Status
from filmdossier.model.record import Fact
from filmdossier.model.sourced import DocumentHead, SourcedClaim

Captured = Callable[[DocumentHead], str | None]
#: Independent witnesses that a statement is referenced by.
_REFERENCES = 2
_LABEL = 250
_QUOTED = 400
_URL = 500
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*")
_LATE = "9999"
_HEAD = (
    "# {name}: statements for Wikidata, each with the article and the words that say so.",
    "# Look for the film there first; give its item with --item or ?item=, else a new one is made.",
    "# Lines like this one are for you. QuickStatements 2 passes over them; for 3 leave them out"
    " (--no-comments, ?comments=false).",
)


def is_item(given: str) -> bool:
    """Whether something is the id of an item of Wikidata.

    >>> is_item("Q42"), is_item("q42"), is_item("P57"), is_item("Q0")
    (True, False, False, False)
    """
    return re.fullmatch(r"Q[1-9][0-9]{0,11}", given, re.ASCII) is not None


def quickstatements(dossier: Dossier, captured: Captured, item: str | None = None, *, comments: bool = True) -> str:
    """The commands, one a line.

    Args:
        dossier: of the film.
        captured: tells when a document was captured, ISO 8601, where that is known.
        item: the film's own; None to make a new one.
        comments: whether to tell what was left out, and why.

    Raises:
        ValueError: the item is none.
    """
    if item is not None and not is_item(item):
        raise ValueError(f"{item!r} is no item of Wikidata; those look like Q42")
    lines = [line.format(name=word(dossier.record.film.name, _LABEL)) for line in _HEAD]
    lines += ["\t".join(command) for command in _titles(dossier, item)]
    said: dict[tuple[str, str], tuple[str, ...]] = {}
    for fact in dossier.record.facts:
        lines += _lines(dossier, fact, item or "LAST", captured, said)
    return "".join(f"{line}\n" for line in lines if comments or not line.startswith("#"))


def _titles(dossier: Dossier, item: str | None) -> Iterator[tuple[str, ...]]:
    """A new item with its labels; for one that is there aliases alone, for a label would take the place of its own."""
    tables = wikidata()
    labelled: set[str] = set()
    if item is None:
        yield ("CREATE",)
        yield ("LAST", "P31", tables.items["film"])
    for title, language in languages_of_titles(dossier).items():
        label = word(title, _LABEL + 1)
        if language is None or not _LANGUAGE.fullmatch(language) or not 0 < len(label) <= _LABEL:
            continue
        letter = "A" if item is not None or language in labelled else "L"
        labelled.add(language)
        yield (item or "LAST", f"{letter}{language}", f'"{label}"')


def _lines(
    dossier: Dossier,
    fact: Fact,
    item: str,
    captured: Captured,
    said: dict[tuple[str, str], tuple[str, ...]],
) -> Iterator[str]:
    """What comes of one fact: its commands, or why there are none. What Wikidata has no property for is passed over."""
    known = wikidata().of_predicate(fact.predicate)
    if known is None:
        return
    claims = _asserted(dossier, fact)
    if why := _why_not(fact, claims):
        yield _comment(dossier, fact, claims, why)
        return
    if known.use is Use.ITEM:
        yield _comment(dossier, fact, claims, f"needs an item: {known.id} {known.label}")
        return
    if known.use is Use.HAND:
        yield _comment(dossier, fact, claims, f"for you to decide: {known.id} {known.label} {known.how}")
        return
    draft = draft_of(fact, claims)
    if isinstance(draft, str):
        yield _comment(dossier, fact, claims, draft)
        return
    references = _references(dossier, draft.claims, captured)
    if not references:
        yield _comment(dossier, fact, claims, "no article that says so has an address on the web")
        return
    if said.setdefault((known.id, draft.value), draft.qualifiers) != draft.qualifiers:
        yield _comment(dossier, fact, claims, "the same value stands above for something else; add it by hand")
        return
    for reference in references:
        yield "\t".join((item, known.id, draft.value, *draft.qualifiers, *reference))


def _asserted(dossier: Dossier, fact: Fact) -> list[SourcedClaim]:
    """The claims that say what stands, in their articles' own voice, earliest article first."""
    found = [c for i in fact.standing.claims if (c := dossier.claims.get(i)) is not None]
    found = [c for c in found if c.claim.status is Status.ASSERTED]
    return sorted(found, key=lambda c: (c.document.published or _LATE, c.document.id, c.claim.value_span))


def _why_not(fact: Fact, claims: Sequence[SourcedClaim]) -> str | None:
    if fact.is_contested and fact.judged_by is None:
        return "contested"
    if fact.standing.aside is not None:
        return f"set aside: {fact.standing.aside}"
    return None if claims else "nobody says so as a fact: planned, estimated or reported"


def _comment(dossier: Dossier, fact: Fact, claims: Sequence[SourcedClaim], why: str) -> str:
    details = [value_in_words(fact.standing.value), *qualifiers_in_words(fact.key)]
    said = ", ".join(dict.fromkeys(d for d in details if d))
    behind = [*claims, *(c for i in fact.standing.claims if (c := dossier.claims.get(i)) is not None)]
    source = ""
    if behind:
        source = f" ({published_in_words(behind[0].document)}: {word(behind[0].words, _LABEL)})"
    return "# " + word(f"{why}: {label_of(fact.predicate)}: {said}{source}", 4 * _QUOTED)


def _references(dossier: Dossier, claims: Sequence[SourcedClaim], captured: Captured) -> list[tuple[str, ...]]:
    """The references of a statement, one for each of a few independent witnesses."""
    found: dict[str, tuple[str, ...]] = {}
    origins = dossier.record.origins
    for claim in claims:
        document = claim.document
        url = web_address(document.source)
        witness = origins.get(claim.id) or origins.get(document.id) or document.publisher or document.id
        if url is None or len(url) > _URL or witness in found:
            continue
        fields = ["S854", f'"{url}"']
        if document.title and (title := text_in_language(document.title, document.language, _QUOTED)):
            fields += ["S1476", title]
        if document.published and (published := time_of(document.published)):
            fields += ["S577", published]
        if seen := time_of((captured(document) or "")[:10]):
            fields += ["S813", seen]
        if quoted := text_in_language(claim.evidence, document.language, _QUOTED):
            fields += ["S1683", quoted]
        found[witness] = tuple(fields)
        if len(found) == _REFERENCES:
            break
    return list(found.values())
