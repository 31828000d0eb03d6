"""Which mentions of films are one film."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmdossier.model.judgement import Judgement
from filmdossier.model.mentions import FilmMention
from filmdossier.model.record import Cluster, Comparison
from filmdossier.record.keys import title_keys
from filmdossier.record.resolution.film_evidence import weigh_films
from filmdossier.record.resolution.film_profiles import FilmProfile
from filmdossier.record.resolution.gathering import MOST_SHOWN, Gathering, Group, Unit
from filmdossier.record.resolution.judged import Links
from filmdossier.record.resolution.scoring import Score
from filmdossier.record.resolution.titles import parse_title
from filmdossier.record.resolution.units import comparisons_within
from filmdossier.record.resolution.years import years_of

_BEFORE = 2
"""Films are written about from so many years before they come out."""
_CLEARLY = 5
"""The nearest film in time is clearly the nearest where it is so many years nearer than the next."""
_NEAR = 2
_OLD = 10
"""An article mainly about a film without saying when or whose it is does not mean one older than that."""


def resolve_films(family: Sequence[FilmMention], judgements: Sequence[Judgement]) -> tuple[Cluster, ...]:
    """Tell which mentions are one film.

    Args:
        family: mentions that share blocking keys, in any order.
        judgements: what people have decided, also about other mentions.

    Returns:
        Every mention in exactly one cluster; clusters in the order of their ids.
    """
    mentions = {m.id: m for m in family}
    links = Links(mentions, judgements)
    gathering = Gathering(weigh_films, FilmProfile.add, links, _choose)
    return tuple(_cluster(g, mentions, links) for g in gathering.gather(_units(mentions, links)))


def _units(mentions: dict[str, FilmMention], links: Links) -> Iterable[Unit[FilmProfile]]:
    alike: dict[str, tuple[FilmProfile, list[FilmMention]]] = {}
    for component in links.components():
        members = [mentions[i] for i in component]
        profile = FilmProfile(members[0])
        signature = _signature(members[0], profile)
        if len(members) == 1 and members[0].id not in links.judged:
            alike.setdefault(signature, (profile, []))[1].append(members[0])
        else:
            others = (_signature(m, FilmProfile(m)) for m in members[1:])
            yield _unit(members, profile, "".join((signature, *others)), [])
    for signature, (profile, members) in alike.items():
        score = weigh_films(profile, FilmProfile(members[1])) if len(members) > 1 else None
        yield _unit(members, profile, signature, comparisons_within([m.id for m in members], score))


def _unit(
    members: list[FilmMention], profile: FilmProfile, signature: str, comparisons: list[Comparison]
) -> Unit[FilmProfile]:
    """The unit of members in the order of their ids; the profile of the first takes in the others."""
    keys = frozenset(k for m in members for k in (*m.keys, *title_keys((m.title, *m.names))))
    for m in members[1:]:
        profile.see(m)
    return Unit([m.id for m in members], profile, keys, signature, comparisons)


def _signature(m: FilmMention, profile: FilmProfile) -> str:
    """What a mention says, as far as it matters; mentions of one signature are one film.

    Where year and director are known, the rest tells nothing more; where nothing is, the time of writing does.
    """
    known = {kind: sorted(set(m.evidence.get(kind, ()))) for kind in ("year", "director", "follows")}
    tier = profile.tier
    parts: list[object] = [sorted({m.title, *m.names}), sorted(known.items())]
    if tier < 2:
        parts.append(sorted(set(m.evidence.get("cast", ()))))
    if tier == 0:
        parts.append((m.main, (m.published or "")[:4]))
    return repr(parts)


def _choose(unit: FilmProfile, scored: list[tuple[Score, FilmProfile]]) -> int | None:
    """Which of several films a mention means that names no year or people: the only one, or the nearest in time."""
    sure = [i for i, (score, _) in enumerate(scored) if score.features[0].name.startswith("title_equal")]
    sure = [i for i in sure if scored[i][1].years] or sure
    if unit.tier > 0 or not sure:
        return None
    if len(sure) == 1 and not _is_out_of_time(unit, scored[sure[0]][1]):
        return sure[0]
    gaps = sorted((gap, i) for i in sure if (gap := _gap(unit, scored[i][1])) is not None)
    if not gaps or gaps[0][0] > _NEAR or (len(gaps) > 1 and gaps[1][0] - gaps[0][0] < _CLEARLY):
        return None
    return gaps[0][1] if len(gaps) == len(sure) or len(sure) == 1 else None


def _gap(unit: FilmProfile, film: FilmProfile) -> int | None:
    """Years from a film to the articles; None where the articles are older than it, or neither is dated."""
    gaps = [seen - year for seen in unit.seen.leading for year in film.years.leading or film.seen.leading]
    late = [max(gap, 0) for gap in gaps if gap >= -_BEFORE]
    return min(late, default=None)


def _is_out_of_time(unit: FilmProfile, film: FilmProfile) -> bool:
    if not unit.seen or not (film.years or (unit.published and film.published)):
        return False
    gap = _gap(unit, film)
    return gap is None or (bool(unit.published) and gap > _OLD)


def _cluster(group: Group[FilmProfile], mentions: dict[str, FilmMention], links: Links) -> Cluster:
    ids = sorted(group.ids)
    titles: dict[str, int] = {}
    for i in ids:
        titles[mentions[i].title] = titles.get(mentions[i].title, 0) + 1
    others = sorted(set(group.profile.titles.counts) - set(titles), key=lambda t: (-group.profile.titles.counts[t], t))
    names = (*sorted(titles, key=lambda t: (-titles[t], -len(t), t)), *others)
    return Cluster(
        id=ids[0],
        kind="film",
        name=names[0],
        names=names,
        members=tuple(ids),
        comparisons=tuple(sorted(set(group.comparisons), key=lambda c: (c.left, c.right))[:MOST_SHOWN]),
        doubts=tuple(group.doubts),
        year=_year(mentions[i] for i in ids),
    )


def _year(members: Iterable[FilmMention]) -> str | None:
    """The year in which most say that it came out, the first of several; prizes come too late to tell."""
    counts: dict[int, int] = {}
    for m in members:
        told = {y for date in m.evidence.get("released", ()) for y in years_of(date)}
        bracketed = {y for n in m.names if (y := parse_title(n).year)}
        for year in told | bracketed:
            counts[year] = counts.get(year, 0) + 1
    return f"{min(counts, key=lambda y: (-counts[y], y)):04d}" if counts else None
