"""Mentions of people and organisations in units of one name, one trade and one time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from filmdossier.model.mentions import NameMention
from filmdossier.model.record import Comparison
from filmdossier.record.resolution.folding import split_words
from filmdossier.record.resolution.gathering import Unit
from filmdossier.record.resolution.judged import Links
from filmdossier.record.resolution.name_evidence import weigh_names
from filmdossier.record.resolution.name_profiles import NameProfile
from filmdossier.record.resolution.persons import parse_person
from filmdossier.record.resolution.units import comparisons_within


def name_units(
    mentions: Mapping[str, NameMention], links: Links, keys_of: Callable[[NameMention], Iterable[str]]
) -> Iterable[Unit[NameProfile]]:
    """The units that mentions of one kind fall into.

    Args:
        mentions: by id.
        links: what belongs together from the start.
        keys_of: the blocking keys of a mention.
    """
    alike: dict[str, tuple[NameProfile, list[NameMention]]] = {}
    for component in links.components():
        members = [mentions[i] for i in component]
        profile = NameProfile(members[0])
        signature = _signature(members[0], profile)
        if len(members) == 1 and members[0].id not in links.judged:
            alike.setdefault(signature, (profile, []))[1].append(members[0])
        else:
            others = (_signature(m, NameProfile(m)) for m in members[1:])
            yield _unit(members, profile, "".join((signature, *others)), [], keys_of)
    for signature, (profile, members) in alike.items():
        score = weigh_names(profile, NameProfile(members[1])) if len(members) > 1 else None
        comparisons = comparisons_within([m.id for m in members], score)
        yield _unit(members, profile, signature, comparisons, keys_of)


def ranked_names(mentions: Iterable[NameMention]) -> tuple[str, ...]:
    """Names, the most frequent first; ties by length, the longer first, then by code points."""
    counts: dict[str, int] = {}
    for m in mentions:
        counts[m.name] = counts.get(m.name, 0) + 1
    return tuple(sorted(counts, key=lambda n: (-counts[n], -len(n), n)))


def _unit(
    members: list[NameMention],
    profile: NameProfile,
    signature: str,
    comparisons: list[Comparison],
    keys_of: Callable[[NameMention], Iterable[str]],
) -> Unit[NameProfile]:
    """The unit of members in the order of their ids; the profile of the first takes in the others."""
    keys = frozenset(k for m in members for k in keys_of(m))
    for m in members[1:]:
        profile.see(m)
    return Unit([m.id for m in members], profile, keys, signature, comparisons)


def _signature(m: NameMention, profile: NameProfile) -> str:
    """What a mention says, as far as it matters: mentions of one signature are one.

    A single part, or initials, are one only where they stand in the same films or offices.
    """
    parts: list[object] = [m.kind, split_words(m.name), profile.trade, sorted(profile.roles.counts)]
    parts.append(sorted({y // 10 for y in profile.years.counts}))
    if m.kind == "person" and (profile.tier < 2 or len(parse_person(m.name).joined) < 5):
        parts.append([sorted(profile.films.counts), sorted(profile.organisations.counts)])
    if profile.characters:
        parts.append(sorted(profile.characters.counts))
    return repr(parts)
