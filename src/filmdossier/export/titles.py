"""The titles of a film by language."""

from __future__ import annotations

from collections import Counter

from filmdossier.model.dossier import Dossier


def languages_of_titles(dossier: Dossier) -> dict[str, str | None]:
    """Every title of a film, the one that it goes by first, and the language of most articles that call it so.

    Returns:
        Title to BCP 47; None where no article that is here calls it so.
    """
    told: dict[str, Counter[str]] = {}
    for claim in dossier.claims.values():
        if claim.film_title:
            told.setdefault(claim.film_title, Counter())[claim.document.language] += 1
    film = dossier.record.film
    return {
        name: min(told[name], key=lambda lang: (-told[name][lang], lang)) if name in told else None
        for name in dict.fromkeys((film.name, *film.names))
    }
