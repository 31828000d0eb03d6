"""One role under two names that are nearly one: probably one person, and one spelling wrong.

Names that are one in sound (Andrey, Andrei; Bykovic, Bikovich), in another order, or in part are no finding across a
record, for outlets write foreign names as they hear them; nor are two ways of writing a foreign name in Chinese. Within
one article a name should be spelt one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from filmdossier.audit.arithmetic import write_list
from filmdossier.audit.check import Article, Check, Emission, FilmCase
from filmdossier.audit.words import is_fact, outlets_of
from filmdossier.model.reading import Finding
from filmdossier.model.record import Comparison, Credit
from filmdossier.model.sourced import SourcedClaim, person_mention_id
from filmdossier.record.folding import fold_words
from filmdossier.record.resolution.person_relations import relate_persons
from filmdossier.record.resolution.persons import PersonName, parse_person

RULE = "name"
#: Predicates that name people, as roles are called in messages.
_ROLES: Mapping[str, str] = {
    "director": "director",
    "screenwriter": "screenwriter",
    "producer": "producer",
    "composer": "composer",
    "cinematographer": "cinematographer",
    "cast_member": "member of the cast",
}
_OFFICE = "position_held"
#: No more holders of one role are compared.
MOST_HOLDERS = 100
#: How names stand to one another (`record.resolution.person_relations`) that are a letter or two apart.
_NEAR = frozenset({"name_near_surname", "name_near_given", "name_near_surname_only"})
#: The same where the words differ and the sound does not; one article should not hold both.
_ONE_SOUND = frozenset({"name_sound", "name_surname_only"})

#: Evidence of `record.resolution` that two people hold an office in one organisation.
_ONE_OFFICE = frozenset({"same_organisation", "near_organisation"})

TWO_SPELLINGS = Emission(
    "warning",
    "{role}: {name}{who} and {other}{other_who} are taken to be one person; {difference}",
    "a person of the record has two spellings that differ by more than transliteration",
)
PROBABLY_ONE = Emission(
    "warning",
    "{role}: {name}{who} and {other}{other_who} are probably one person; {difference}",
    "two people of the record share a role, and their names are a letter or two apart",
)
IN_ONE_ARTICLE = Emission(
    "warning",
    "{role}: {name} and {other} are probably one person; {difference}",
    "one article spells the holder of one role in two ways",
)


@dataclass(frozen=True, slots=True)
class Held:
    """One role that an article gives to a name: which, in words, and the claims that say so."""

    key: tuple[str, ...]
    role: str
    name: str
    claims: tuple[SourcedClaim, ...]


def in_article(article: Article) -> Iterator[Finding]:
    """Roles that one article gives to two spellings of one name."""
    by_role: dict[tuple[str, ...], list[Held]] = {}
    for held in _held(article.claims):
        by_role.setdefault(held.key, []).append(held)
    for one, other in (pair for held in by_role.values() for pair in combinations(held[:MOST_HOLDERS], 2)):
        if not _is_one_person(one.name, other.name, within=True):
            continue
        claims = [*one.claims, *other.claims]
        yield IN_ONE_ARTICLE.finding(
            RULE,
            [c.claim.id for c in claims],
            [c.claim.value_span for c in claims],
            role=one.role,
            name=one.name,
            other=other.name,
            difference=_difference(one.name, other.name),
        )


def in_record(case: FilmCase) -> Iterator[Finding]:
    """Spellings of one person that differ as words, and people who share a role and are probably one."""
    named = _claims_by_name(case)
    people = [c for c in case.record.credits if c.kind == "person"]
    for credit in people:
        for name, other in _spellings(credit):
            yield _finding(case, TWO_SPELLINGS, (credit, credit), (name, other), named)
    by_mention = {m: c for c in people for m in c.mentions}
    names = _names_of_mentions(case)
    seen: set[tuple[str, str]] = set()
    for credit in people:
        for doubt in credit.doubts:
            left, right = by_mention.get(doubt.left), by_mention.get(doubt.right)
            if left is None or right is None or left.id == right.id:
                continue
            if not _shared_roles(left, right) and not _share_office(doubt):
                continue
            first, second = sorted((left, right), key=lambda c: c.id)
            ids = (first.id, second.id)
            spelt = (names.get(doubt.left, left.name), names.get(doubt.right, right.name))
            ordered = spelt if left.id == first.id else (spelt[1], spelt[0])
            if ids not in seen and _is_one_person(*ordered, within=False):
                seen.add(ids)
                yield _finding(case, PROBABLY_ONE, (first, second), ordered, named)


def _held(claims: Sequence[SourcedClaim]) -> list[Held]:
    """The roles of an article, each name and role once, in the order of the article."""
    found: dict[tuple[tuple[str, ...], str], list[SourcedClaim]] = {}
    for c in claims:
        name = c.claim.value.get("name")
        if not name or not is_fact(c):
            continue
        if c.claim.predicate in _ROLES:
            found.setdefault(((c.claim.predicate, c.claim.film or ""), str(name)), []).append(c)
        elif c.claim.predicate == _OFFICE:
            parts = (str(c.claim.value.get(part) or "") for part in ("role", "organisation"))
            key = (_OFFICE, *map(fold_words, parts))
            if key[1]:
                found.setdefault((key, str(name)), []).append(c)
    return [Held(key, _role_of(same[0]), name, tuple(same)) for (key, name), same in found.items()]


def _role_of(claim: SourcedClaim) -> str:
    if claim.claim.predicate != _OFFICE:
        return _ROLES[claim.claim.predicate]
    return ", ".join(str(v) for part in ("role", "organisation") if (v := claim.claim.value.get(part)))


def _is_one_person(name: str, other: str, *, within: bool) -> bool:
    """Whether two names are nearly one, and differ as words rather than by transliteration, gender or length."""
    one, two = parse_person(name), parse_person(other)
    relation = relate_persons(name, other)
    if not within and one.is_transcribed and two.is_transcribed:
        return False
    if relation in _NEAR:
        return one.script == two.script and not _is_gendered(one, two)
    return within and relation in _ONE_SOUND and one.script == two.script and one.surname != two.surname


def _is_gendered(one: PersonName, two: PersonName) -> bool:
    """Whether one surname is that of the other's wife or daughter, as it may be: Volgin, Volgina."""
    return one.surname != two.surname and one.surname.endswith("a") != two.surname.endswith("a")


def _difference(name: str, other: str) -> str:
    """Where two names differ, in words."""
    one, two = parse_person(name), parse_person(other)
    what, x, y = "surnames", one.surname, two.surname
    if one.given and two.given and x == y:
        what, x, y = "given names", one.given, two.given
    steps = DamerauLevenshtein.distance(x, y)
    return f"the {what} {x.title()} and {y.title()} are {steps} letter{'' if steps == 1 else 's'} apart"


def _spellings(credit: Credit) -> Iterator[tuple[str, str]]:
    """The first spelling of a person with each other one that is nearly it."""
    told: set[str] = set()
    for name, other in combinations(credit.names, 2):
        if fold_words(other) not in told and _is_one_person(name, other, within=False):
            told.add(fold_words(other))
            yield name, other


def _shared_roles(left: Credit, right: Credit) -> list[str]:
    mine = {fold_words(r): r for r in left.roles}
    return [r for r in right.roles if fold_words(r) in mine]


def _share_office(doubt: Comparison) -> bool:
    """Whether two people hold offices, differently called, in what is or may be one organisation."""
    return any(f.name in _ONE_OFFICE and f.weight > 0 for f in doubt.features)


def _finding(
    case: FilmCase,
    emission: Emission,
    credits_: tuple[Credit, Credit],
    names: tuple[str, str],
    named: Mapping[str, Sequence[SourcedClaim]],
) -> Finding:
    sides = [named.get(name, ()) for name in names]
    who = [f" ({outlets_of(side, case.record.origins)})" if side else "" for side in sides]
    shared = _shared_roles(*credits_) or sorted({r for c in credits_ for r in c.roles})
    roles = [_ROLES.get(r, r) for r in shared]
    return emission.finding(
        RULE,
        [c.id for side in sides for c in side],
        role=write_list(roles) if roles else "person",
        name=names[0],
        other=names[1],
        who=who[0],
        other_who=who[1],
        difference=_difference(*names),
    )


def _claims_by_name(case: FilmCase) -> dict[str, list[SourcedClaim]]:
    found: dict[str, list[SourcedClaim]] = {}
    for c in case.ordered:
        if (c.claim.predicate in _ROLES or c.claim.predicate == _OFFICE) and c.claim.value.get("name"):
            found.setdefault(str(c.claim.value["name"]), []).append(c)
    return found


def _names_of_mentions(case: FilmCase) -> dict[str, str]:
    """The name behind each mention that a claim knows of."""
    return {
        person_mention_id(c.document.id, name): name for name, claims in _claims_by_name(case).items() for c in claims
    }


CHECK = Check(
    RULE,
    "one role under two spellings: probably one person",
    (TWO_SPELLINGS, PROBABLY_ONE, IN_ONE_ARTICLE),
    in_article,
    in_record,
)
