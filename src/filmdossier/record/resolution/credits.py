"""The people and organisations of one film, every spelling of each in one credit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from filmdossier.model.judgement import Judgement
from filmdossier.model.mentions import NameMention
from filmdossier.model.record import Cluster, Credit
from filmdossier.record.resolution.gathering import MOST_SHOWN, Gathering, Group, choose_none
from filmdossier.record.resolution.judged import Links
from filmdossier.record.resolution.name_evidence import weigh_names
from filmdossier.record.resolution.name_profiles import NameProfile
from filmdossier.record.resolution.name_units import name_units, ranked_names

_TITLED = frozenset({"position_held", "speaker"})
"""Roles that say by their detail what somebody is."""


def resolve_credits(film: Cluster, names: Sequence[NameMention], judgements: Sequence[Judgement]) -> tuple[Credit, ...]:
    """Tell who of a film's people and organisations is who. All names are compared, whatever their keys.

    Args:
        film: which film.
        names: those with a role in it, in any order; `Role.film` the film, or one of its mentions.
        judgements: what people have decided, also about other mentions.

    Returns:
        Every name in exactly one credit; credits in the order of their ids.
    """
    found: list[Credit] = []
    members = frozenset({None, film.id, *film.members})
    for kind in ("organisation", "person"):
        mentions = {m.id: _within(film, members, m) for m in names if m.kind == kind}
        links = Links(mentions, judgements)
        gathering = Gathering(weigh_names, NameProfile.add, links, choose_none)
        groups = gathering.gather(name_units(mentions, links, keys_of=lambda _: ("all",)))
        found.extend(_credit(g, mentions) for g in groups)
    return tuple(sorted(found, key=lambda c: c.id))


def _within(film: Cluster, members: frozenset[str | None], mention: NameMention) -> NameMention:
    """A mention with what it is in this film: roles in other films say nothing here, offices belong to it."""
    return replace(mention, roles=tuple(replace(r, film=film.id) for r in mention.roles if r.film in members))


def _credit(group: Group[NameProfile], mentions: dict[str, NameMention]) -> Credit:
    ids = sorted(group.ids)
    names = ranked_names(mentions[i] for i in ids)
    return Credit(
        id=ids[0],
        kind=group.profile.kind,
        name=names[0],
        names=names,
        mentions=tuple(ids),
        roles=tuple(sorted(set(_roles(mentions[i] for i in ids)))),
        comparisons=tuple(sorted(set(group.comparisons), key=lambda c: (c.left, c.right))[:MOST_SHOWN]),
        doubts=tuple(group.doubts),
    )


def _roles(mentions: Iterable[NameMention]) -> Iterable[str]:
    """Predicates, and the titles of offices."""
    for mention in mentions:
        for role in mention.roles:
            if role.predicate not in _TITLED:
                yield role.predicate
            elif role.detail:
                yield role.detail
