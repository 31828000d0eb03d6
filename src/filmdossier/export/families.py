"""Predicates as readers of film pages think of them: what they are called and what they belong with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Predicates that are shown together.

    Attributes:
        key: short name, used in style sheets.
        name: heading.
        labels: what each predicate is called, in the order in which they are shown.
    """

    key: str
    name: str
    labels: dict[str, str]


FAMILIES = (
    Family(
        "people",
        "People",
        {
            "director": "Director",
            "screenwriter": "Screenwriter",
            "producer": "Producer",
            "composer": "Composer",
            "cinematographer": "Cinematographer",
            "cast_member": "Cast",
            "position_held": "Post",
        },
    ),
    Family(
        "work",
        "The work",
        {
            "genre": "Genre",
            "based_on": "Based on",
            "follows": "Follows",
            "duration": "Running time",
            "production_company": "Production",
            "distributor": "Distributor",
        },
    ),
    Family(
        "places",
        "Places",
        {
            "country_of_origin": "Country",
            "filming_location": "Shot in",
            "narrative_location": "Set in",
        },
    ),
    Family(
        "dates",
        "Dates",
        {
            "release": "Release",
            "set_in_period": "Set at the time of",
            "anniversary": "Anniversary",
        },
    ),
    Family(
        "figures",
        "Figures",
        {
            "box_office": "Box office",
            "admissions": "Admissions",
            "rank": "Chart place",
            "screens": "Screens",
            "budget": "Budget",
            "change": "Change",
            "market_total": "Market total",
        },
    ),
    Family(
        "honours",
        "Awards and festivals",
        {
            "award": "Award",
            "nomination": "Nomination",
            "presented_at": "Shown at",
        },
    ),
)

OTHER = Family("other", "Other", {})
_FAMILY_OF = {predicate: family for family in FAMILIES for predicate in family.labels}


def family_of(predicate: str) -> Family:
    """The family of a predicate; `OTHER` for one that is not known here."""
    return _FAMILY_OF.get(predicate, OTHER)


def label_of(predicate: str) -> str:
    """What a predicate is called on a page; its own name, in words, where it is not known here."""
    return family_of(predicate).labels.get(predicate) or predicate.replace("_", " ").capitalize()
