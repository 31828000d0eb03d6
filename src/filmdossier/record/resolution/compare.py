"""Two mentions compared by their own evidence alone."""

from __future__ import annotations

from filmdossier.model.mentions import FilmMention, NameMention
from filmdossier.model.record import Comparison
from filmdossier.record.resolution.film_evidence import weigh_films
from filmdossier.record.resolution.film_profiles import FilmProfile
from filmdossier.record.resolution.name_evidence import weigh_names
from filmdossier.record.resolution.name_profiles import NameProfile


def compare_films(a: FilmMention, b: FilmMention) -> Comparison:
    """Compare two mentions of films; which comes first makes no difference."""
    a, b = sorted((a, b), key=lambda m: m.id)
    return weigh_films(FilmProfile(a), FilmProfile(b)).between(a.id, b.id)


def compare_names(a: NameMention, b: NameMention) -> Comparison:
    """Compare two mentions of people or of organisations; which comes first makes no difference."""
    a, b = sorted((a, b), key=lambda m: m.id)
    return weigh_names(NameProfile(a), NameProfile(b)).between(a.id, b.id)
