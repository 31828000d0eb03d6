"""Which mentions of people and organisations are one, across films."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.model.judgement import Judgement
from filmdossier.model.mentions import NameMention
from filmdossier.model.record import Cluster
from filmdossier.record.keys import name_keys
from filmdossier.record.resolution.gathering import MOST_SHOWN, Gathering, Group, choose_none
from filmdossier.record.resolution.judged import Links
from filmdossier.record.resolution.name_evidence import weigh_names
from filmdossier.record.resolution.name_profiles import NameProfile
from filmdossier.record.resolution.name_units import name_units, ranked_names


def resolve_people(
    family: Sequence[NameMention], groups: Sequence[Sequence[str]], judgements: Sequence[Judgement]
) -> tuple[Cluster, ...]:
    """Tell which mentions are one person or organisation.

    Args:
        family: mentions that share blocking keys, in any order; `Role.film` the films.
        groups: ids of mentions that a film's credits hold together; they stay together unless people part them.
        judgements: what people have decided, also about other mentions.

    Returns:
        Every mention in exactly one cluster; clusters in the order of their ids.
    """
    clusters: list[Cluster] = []
    for kind in ("organisation", "person"):
        mentions = {m.id: m for m in family if m.kind == kind}
        links = Links(mentions, judgements, groups)
        gathering = Gathering(weigh_names, NameProfile.add, links, choose_none)
        units = name_units(mentions, links, keys_of=lambda m: (*m.keys, *name_keys(m.name, m.kind)))
        clusters.extend(_cluster(g, mentions) for g in gathering.gather(units))
    return tuple(sorted(clusters, key=lambda c: c.id))


def _cluster(group: Group[NameProfile], mentions: dict[str, NameMention]) -> Cluster:
    ids = sorted(group.ids)
    names = ranked_names(mentions[i] for i in ids)
    return Cluster(
        id=ids[0],
        kind=group.profile.kind,
        name=names[0],
        names=names,
        members=tuple(ids),
        comparisons=tuple(sorted(set(group.comparisons), key=lambda c: (c.left, c.right))[:MOST_SHOWN]),
        doubts=tuple(group.doubts),
    )
