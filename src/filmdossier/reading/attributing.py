"""Who stands behind a claim: the statements that it is made in, and how they are dated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from filmdossier.languages import Pack
from filmdossier.model.dates import Direction, PartialDate
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Attribution, Claim, Speaker, Statement, Status
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated
from filmdossier.reading.outlets import is_outlet_name, is_whole_outlet_name, named_source
from filmdossier.reading.statements import FoundStatement


def date_statements(
    found: Iterable[FoundStatement], annotated: Annotated, published: PartialDate | None
) -> list[Statement]:
    """The statements, each with the day on which it was made, as far as the words and the date of publication tell."""
    out = []
    for f in found:
        day = None
        if f.date_span is not None:
            dates = annotated.values_in(f.date_span)
            resolve = getattr(dates[0].value, "resolve", None) if dates else None
            day = resolve(published, Direction.PAST) if resolve else None
        out.append(replace(f.statement, date=str(day)) if day else f.statement)
    return out


def attribute_claims(claims: Iterable[Claim], statements: Sequence[Statement], annotated: Annotated) -> list[Claim]:
    """The claims, each with the chain of sources whose statements hold its value, the nearest first.

    An estimate is one where its source is: a source of estimates makes every sum in its statement an estimate.
    """
    estimates = tuple(annotated.pack.table("claims/status")["estimated"])
    out = []
    for claim in claims:
        sources = [s for s in statements if any(part.contains(claim.value_span) for part in s.content)]
        sources.sort(key=lambda s: sum(len(part) for part in s.content))
        chain = tuple(link for s in sources for link in _links(s, annotated))
        status = claim.status
        if (
            status is Status.ASSERTED
            and "amount" in claim.value
            and any(w in s.speaker.name.casefold() for s in sources for w in estimates)
        ):
            status = Status.ESTIMATED
        out.append(replace(claim, attribution=(*chain, *claim.attribution), status=status))
    return out


def _links(statement: Statement, annotated: Annotated) -> list[Attribution]:
    """Who said it, and behind them the medium that they told, which is the one that can be looked up."""
    speaker = statement.speaker
    links = [Attribution(speaker.name, _kind_of(speaker, annotated), speaker.span, statement.date)]
    for mention in _told(statement, annotated):
        link = named_source(mention, annotated.pack)
        if link.kind == "outlet":
            links.append(replace(link, date=statement.date))
    return links


def _told(statement: Statement, annotated: Annotated) -> list[Mention]:
    """The name of who was told, in the sentence of the cue."""
    if statement.told_to is None or statement.cue is None:
        return []
    sentence = annotated.sentences[annotated.sentence_at(statement.cue.start)].span
    behind = Span(statement.cue.end, max(statement.cue.end, sentence.end))
    return [m for m in annotated.mentions_in(behind) if m.name == statement.told_to][:1]


def _kind_of(speaker: Speaker, annotated: Annotated) -> str:
    if is_whole_outlet_name(speaker.name, annotated.pack):
        return "outlet"
    kinds = {m.kind for m in annotated.mentions_in(speaker.span)}
    if Kind.PERSON in kinds:
        return "person"
    if is_outlet(speaker, annotated.pack):
        return "outlet"
    return "organisation" if Kind.ORGANISATION in kinds else "unnamed"


def is_outlet(speaker: Speaker, pack: Pack) -> bool:
    """Whether a speaker is a newspaper, agency or other medium, by its role or its name."""
    return is_outlet_name(f"{speaker.role or ''} {speaker.name}", pack)


def films_of_statements(statements: Iterable[Statement], films: Sequence[tuple[Span, str]]) -> list[Statement]:
    """The statements, each with the film that it names, else with the film named last before it.

    Args:
        statements: in any order.
        films: place and id of every mention of a film, in order.
    """
    out = []
    for s in statements:
        inside = [f for span, f in films if any(part.contains(span) for part in s.content)]
        before = [f for span, f in films if span.end <= s.content[0].start]
        film = inside[0] if inside else (before[-1] if before else None)
        out.append(replace(s, film=film))
    return out
