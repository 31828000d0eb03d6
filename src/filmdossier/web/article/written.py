"""An article in JSON types: what the API gives."""

from __future__ import annotations

import re
from typing import Any

from filmdossier.export.claim_words import value_in_words
from filmdossier.export.dossier_json import written_claim
from filmdossier.model.reading import Finding, plain
from filmdossier.model.record import Position
from filmdossier.model.sourced import film_mention_id
from filmdossier.web.article.differences import Stretch
from filmdossier.web.article.loading import Article, Capture
from filmdossier.web.article.standing import Place, Rest, Standing
from filmdossier.web.article.versions import ClaimChanges

_SURROGATE = re.compile("[\ud800-\udfff]")
#: Ids of claims of others that are listed for one value.
_MOST_IDS = 20


def written_article(article: Article, standing: Standing) -> dict[str, Any]:
    """An article with its reading in the form of the contract, its versions, and how it stands in the records."""
    held, replaced = article.document, article.replaced_by
    written: dict[str, Any] = fit(
        {
            "id": held.id,
            "captured": article.captured,
            "replaced_by": replaced.document if replaced else None,
            "reading": article.reading.to_dict(),
            "films": [
                {
                    "local": f.id,
                    "mention": film_mention_id(held.id, f.title),
                    "film": article.films[f.id].id if f.id in article.films else None,
                    "name": article.films[f.id].name if f.id in article.films else None,
                }
                for f in article.reading.films
            ],
            "versions": [_written_capture(c) for captures in article.captures.values() for c in captures],
            "places": [_written_place(p) for p in standing.places],
            "rests_on": [_written_rest(r) for r in standing.rests],
            "findings": [_written_finding(film.id, f) for film, f in standing.findings],
        }
    )
    return written


def written_changes(earlier: Article, later: Article, stretches: list[Stretch], claims: ClaimChanges) -> dict[str, Any]:
    """What one version of an article has and another has not."""
    written: dict[str, Any] = fit(
        {
            "earlier": earlier.document.id,
            "later": later.document.id,
            "text": [{"change": str(s.change), "words": s.words} for s in stretches],
            "gone": [written_claim(c) for c in claims.gone],
            "new": [written_claim(c) for c in claims.new],
        }
    )
    return written


def fit(value: Any) -> Any:
    """A value as JSON can hold it: half characters, which careless pages contain, become one sign each."""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {k: fit(v) for k, v in value.items()}
    return [fit(v) for v in value] if isinstance(value, list) else value


def _written_finding(film: str, f: Finding) -> dict[str, Any]:
    return {
        "film": film,
        "rule": f.rule,
        "severity": f.severity,
        "message": f.message,
        "claims": list(f.claims),
    }


def _written_capture(capture: Capture) -> dict[str, Any]:
    return {"source": capture.source, "document": capture.document, "captured": capture.captured}


def _written_place(place: Place) -> dict[str, Any]:
    return {
        "film": place.film.id,
        "fact": place.fact.id,
        "predicate": place.fact.predicate,
        "claims": list(place.claims),
        "stand": str(place.stand),
        "only_here": place.is_alone,
        "one_report": place.is_one_report,
        "value": _written_position(place.position),
        "others": [_written_position(p) for _, p in place.others],
        "reasons": list(place.fact.reasons),
    }


def _written_position(position: Position) -> dict[str, Any]:
    return {
        "value": plain(position.value),
        "says": value_in_words(position.value),
        "as_of": position.as_of,
        "aside": position.aside,
        "witnesses": list(position.witnesses),
        "claims": list(position.claims[:_MOST_IDS]),
        "claim_count": len(position.claims),
    }


def _written_rest(rest: Rest) -> dict[str, Any]:
    report = rest.report
    return {
        "witness": rest.witness,
        "claims": list(rest.claims),
        "cited": rest.is_cited,
        "report": None if report is None else {"document": report.document.id, "claim": report.id},
    }
