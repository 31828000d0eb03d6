"""The catalogue of predicates: what a claim can say, and in which words of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

_NAME = (("name",),)
_COUNT = (("count",),)
_MONEY = (("amount", "currency"),)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What one kind of claim says.

    Attributes:
        id: as claims write it.
        meaning: what the claim says, in one line.
        value: the keys of its value; several sets where the value has several forms.
        qualifiers: what may narrow it down, each explained in `QUALIFIERS`.
        wikidata: the property that says the same there, or None.
        about_film: whether the claim is about one film; else it is about the world around it.
    """

    id: str
    meaning: str
    value: tuple[tuple[str, ...], ...]
    qualifiers: tuple[str, ...] = ()
    wikidata: str | None = None
    about_film: bool = True

    def accepts(self, value: Mapping[str, object]) -> bool:
        """Whether a value has exactly the keys of one of its forms."""
        return any(set(form) == set(value) for form in self.value)


_ALL = (
    Predicate("director", "who directs the film", _NAME, ("role",), "P57"),
    Predicate("screenwriter", "who wrote the screenplay", _NAME, ("role",), "P58"),
    Predicate("producer", "who produces the film", _NAME, ("role",), "P162"),
    Predicate("composer", "who wrote the music", _NAME, ("role",), "P86"),
    Predicate("cinematographer", "who photographed the film", _NAME, ("role",), "P344"),
    Predicate("cast_member", "who acts in the film", _NAME, ("character", "role"), "P161"),
    Predicate("production_company", "which organisation makes the film", _NAME, ("territory",), "P272"),
    Predicate("distributor", "which organisation brings the film to cinemas", _NAME, ("territory",), "P750"),
    Predicate("genre", "what kind of film it is called, in the singular", _NAME, (), "P136"),
    Predicate("country_of_origin", "a country that the film comes from", (("territory",),), (), "P495"),
    Predicate("based_on", "the work, the life or the events that the film rests on", _NAME, ("kind",), "P144"),
    Predicate("follows", "the film that it continues or makes anew", _NAME, ("kind",), "P155"),
    Predicate("filming_location", "where the film was shot", _NAME, (), "P915"),
    Predicate("narrative_location", "where the film plays", _NAME, (), "P840"),
    Predicate("set_in_period", "when the film plays", (("date",),), (), "P2408"),
    Predicate("duration", "how long the film runs", (("minutes",),), (), "P2047"),
    Predicate("release", "when the film is shown", (("date",),), ("territory", "kind", "venue"), "P577"),
    Predicate(
        "box_office",
        "what cinemas have taken with the film",
        _MONEY,
        ("territory", "period", "as_of", "bound", "converted"),
        "P2142",
    ),
    Predicate(
        "admissions",
        "how many tickets were sold, or viewers came",
        _COUNT,
        ("territory", "period", "as_of", "bound"),
        "P5436",
    ),
    Predicate(
        "rank",
        "the film's place in a chart, or that it is among the first of it",
        (("position",), ("top",)),
        ("chart", "territory", "period", "previous"),
        "P1352",
    ),
    Predicate("budget", "what the film cost to make", _MONEY, ("bound", "converted"), "P2130"),
    Predicate("screens", "how many cinemas or screens show the film", _COUNT, ("territory", "as_of", "bound")),
    Predicate(
        "award", "an award that the film, or a person for it, has won", _NAME, ("category", "recipient", "year"), "P166"
    ),
    Predicate(
        "nomination",
        "an award that the film, or a person for it, is nominated for",
        _NAME,
        ("category", "recipient", "year"),
        "P1411",
    ),
    Predicate(
        "presented_at",
        "the festival, market or programme that shows the film",
        _NAME,
        ("role", "date", "place"),
        "P5072",
    ),
    Predicate(
        "position_held",
        "a person's job or title as stated",
        (("name", "role", "organisation"),),
        about_film=False,
    ),
    Predicate(
        "anniversary",
        "which anniversary a year is, and the year that this implies",
        (("ordinal", "year", "of", "implied_year"),),
        about_film=False,
    ),
    Predicate(
        "change",
        "a stated rise, or a fall where negative, in per cent",
        (("percent",),),
        ("from", "to"),
        about_film=False,
    ),
    Predicate(
        "market_total",
        "takings that are not one film's",
        _MONEY,
        ("territory", "period", "of", "as_of", "bound", "converted"),
        about_film=False,
    ),
)

#: Every predicate by its id, in the order of the reference.
PREDICATES: Mapping[str, Predicate] = MappingProxyType({p.id: p for p in _ALL})

#: What each key of values and qualifiers holds.
KEYS: Mapping[str, str] = MappingProxyType(
    {
        "name": "name in its dictionary form, or the words as stated where it has none",
        "territory": "ISO 3166-1 alpha-2 code of a country, or UN M49 code of more than one",
        "date": "EDTF date, no more exact than the words",
        "minutes": "length in minutes",
        "amount": "sum in units of the currency, exact",
        "currency": "ISO 4217 code; null where the article leaves it out",
        "count": "whole number",
        "position": "place, from 1",
        "top": "the film is among so many first",
        "role": "the words of the role, where they are more precise; at a festival, in which part of it",
        "organisation": "where the person holds the position, or null",
        "ordinal": "which anniversary",
        "year": "the year that it falls in; for awards, the year of the award",
        "of": "what it is the anniversary of, or whose takings they are",
        "implied_year": "the year of the event, as ordinal and year imply it",
        "percent": "change in per cent; negative for a fall",
        "character": "name or epithet of the character",
        "kind": (
            "release: theatrical, premiere, screening, festival, streaming, home_video; "
            "follows: sequel, prequel, remake, series; based_on: work, person, events"
        ),
        "venue": "where a premiere or screening takes place",
        "period": "total (so far), opening_weekend, weekend, day, week, year, other; of ranks also all_time",
        "as_of": "EDTF date up to which the figure counts",
        "bound": "exact, about, over, under, nearly",
        "converted": "the same sum in other currencies, as stated: amount, currency, span",
        "chart": "the words of the chart",
        "previous": "the place before",
        "category": "category of the award",
        "recipient": "the person honoured, where it is not the film",
        "place": "where the festival is held",
        "from": "the figure that the change starts from: a claim's id, or an amount",
        "to": "the figure that it leads to",
    }
)
