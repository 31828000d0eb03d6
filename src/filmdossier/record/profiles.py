"""What one reading lets know of its films, people and organisations, for telling who is who across documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from filmdossier.languages import load_pack, pack_tags
from filmdossier.model.mentions import FilmMention, NameMention, Role
from filmdossier.model.reading import Claim, Film, Reading, Status
from filmdossier.model.sourced import film_mention_id, person_mention_id
from filmdossier.reading.outlets import is_outlet_name
from filmdossier.record.keys import director_keys, name_keys, title_keys
from filmdossier.record.namelike import is_organisation_name, is_person_name
from filmdossier.record.resolution.titles import parse_title
from filmdossier.record.resolution.years import years_of

PERSON, ORGANISATION = "person", "organisation"
_PEOPLE = ("director", "screenwriter", "producer", "composer", "cinematographer", "cast_member")
_COMPANIES = ("production_company", "distributor")
_AWARDS = ("award", "nomination")
_OFFICE = "position_held"
_REPEATED = frozenset({"screening", "home_video"})
"""Releases that say little of a film's year: old films are screened and put on disc again."""
_UNTRUE = frozenset({Status.DENIED, Status.OPINION})


def film_mentions(reading: Reading) -> tuple[FilmMention, ...]:
    """The films of a reading with what helps to tell them from others, in the order of the reading."""
    document = reading.document
    published = document.published.date if document.published else None
    counts = Counter(c.film for c in reading.claims if c.film is not None)
    by_id: dict[str, list[Film]] = {}
    for film in reading.films:
        by_id.setdefault(film_mention_id(document.id, film.title), []).append(film)
    found = []
    for mention_id, films in by_id.items():
        ids = {f.id for f in films}
        claims = [c for c in reading.claims if c.film in ids and c.status not in _UNTRUE]
        names = tuple(dict.fromkeys(n for f in films for n in (f.title, *f.aliases)))
        evidence = _film_evidence(claims)
        own = sum(counts[i] for i in ids)
        found.append(
            FilmMention(
                mention_id,
                document.id,
                films[0].title,
                names,
                document.language,
                published,
                main=own > 0 and 2 * own >= sum(counts.values()),
                keys=_film_keys(names, evidence),
                evidence=evidence,
            )
        )
    return tuple(found)


def name_mentions(reading: Reading) -> tuple[NameMention, ...]:
    """The people and organisations of a reading with what they stand in, in the order of their first mention."""
    document = reading.document
    published = document.published.date if document.published else None
    titles = {f.id: f.title for f in reading.films}
    films = {i: film_mention_id(document.id, t) for i, t in titles.items()}
    years = _film_years(reading)
    names: dict[str, str] = {}
    kinds: dict[str, Counter[str]] = {}
    roles: dict[str, dict[Role, None]] = {}
    for name, kind, role in _named(reading, films, years):
        mention = person_mention_id(document.id, name)
        names.setdefault(mention, " ".join(name.split()))
        kinds.setdefault(mention, Counter())[kind] += 1
        roles.setdefault(mention, {}).setdefault(role)
    found = []
    for mention, name in names.items():
        kind = PERSON if kinds[mention][PERSON] >= kinds[mention][ORGANISATION] else ORGANISATION
        found.append(
            NameMention(
                mention,
                document.id,
                kind,
                name,
                document.language,
                published,
                name_keys(name, kind),
                tuple(roles[mention]),
            )
        )
    return tuple(found)


def _film_evidence(claims: list[Claim]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for c in claims:
        for kind, value in _told(c):
            if isinstance(value, str) and value.strip():
                found.setdefault(kind, set()).add(value)
    return {kind: tuple(sorted(values)) for kind, values in sorted(found.items())}


def _told(c: Claim) -> Iterator[tuple[str, object]]:
    if c.predicate == "release" and c.qualifiers.get("kind") not in _REPEATED:
        yield "year", c.value.get("date")
        yield "released", c.value.get("date")
    elif c.predicate in _AWARDS and c.qualifiers.get("year") is not None:
        yield "year", str(c.qualifiers["year"])
    elif c.predicate == "director":
        yield "director", c.value.get("name")
    elif c.predicate == "cast_member":
        yield "cast", c.value.get("name")
    elif c.predicate in _COMPANIES:
        yield "company", c.value.get("name")
    elif c.predicate == "country_of_origin":
        yield "country", c.value.get("territory")
    elif c.predicate == "follows":
        yield "follows", c.value.get("name")


def _film_keys(names: tuple[str, ...], evidence: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    years = {y for e in evidence.get("year", ()) for y in years_of(e)}
    years |= {y for n in names if (y := parse_title(n).year)}
    return (*title_keys(names), *director_keys(evidence.get("director", ()), years))


def _film_years(reading: Reading) -> dict[str, str]:
    """The first date of release that the reading gives each film."""
    dates: dict[str, str] = {}
    for c in reading.claims:
        date = c.value.get("date") if c.predicate == "release" else None
        is_new = c.qualifiers.get("kind") not in _REPEATED and c.status not in _UNTRUE
        if c.film is not None and isinstance(date, str) and is_new and years_of(date):
            dates[c.film] = min(date, dates.get(c.film, date))
    return dates


def _named(reading: Reading, films: dict[str, str], years: dict[str, str]) -> Iterator[tuple[str, str, Role]]:
    """Each name with its kind and one role, claims before statements."""
    known = {a.name: ORGANISATION for c in reading.claims for a in c.attribution if a.kind == ORGANISATION}
    is_outlet = _outlets(reading)
    for c in reading.claims:
        if c.status is Status.DENIED:
            continue
        for name, kind, role in _in_claim(c, films.get(c.film or ""), years.get(c.film or "")):
            known[name] = kind
            yield name, kind, role
    for s in reading.statements:
        speaker, film = s.speaker, films.get(s.film or "")
        name = " ".join(speaker.name.split())
        if is_outlet(name, speaker.role):
            continue
        if name in known or is_person_name(name, has_role=speaker.role is not None):
            role = Role("speaker", film, speaker.role, speaker.organisation, years.get(s.film or ""))
            yield name, known.get(name, PERSON), role


def _outlets(reading: Reading) -> Callable[[str, str | None], bool]:
    """Which speakers are media: they are sources, not people."""
    told = {a.name for c in reading.claims for a in c.attribution if a.kind == "outlet"}
    tag = reading.document.language.split("-", maxsplit=1)[0].casefold()
    pack = load_pack(tag) if tag in pack_tags() else None
    return lambda name, role: name in told or (pack is not None and is_outlet_name(f"{role or ''} {name}", pack))


def _in_claim(c: Claim, film: str | None, year: str | None) -> Iterator[tuple[str, str, Role]]:
    name = c.value.get("name")
    if c.predicate in _PEOPLE and _is_text(name):
        detail = c.qualifiers.get("character") or c.qualifiers.get("role")
        yield str(name), PERSON, Role(c.predicate, film, detail, None, year)
    elif c.predicate in _COMPANIES and _is_text(name) and is_organisation_name(str(name)):
        yield str(name), ORGANISATION, Role(c.predicate, film, None, None, year)
    elif c.predicate in _AWARDS and _is_text(recipient := c.qualifiers.get("recipient")):
        won = c.qualifiers.get("year")
        detail = c.qualifiers.get("category") or name
        if is_person_name(str(recipient), has_role=True):
            yield str(recipient), PERSON, Role(c.predicate, film, detail, None, year or (str(won) if won else None))
    elif c.predicate == _OFFICE and _is_text(name):
        organisation = c.value.get("organisation")
        title = c.value.get("role")
        if is_person_name(str(name), has_role=True):
            yield str(name), PERSON, Role(_OFFICE, film, title, organisation, None)
        if _is_text(organisation) and is_organisation_name(str(organisation)):
            yield str(organisation), ORGANISATION, Role(_OFFICE, film, title, None, None)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
