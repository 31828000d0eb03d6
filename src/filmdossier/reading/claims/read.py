"""All claims of an article: the families are read one after the other, then equal claims are folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from filmdossier.reading.claims.anniversaries import read_anniversaries
from filmdossier.reading.claims.awards import read_awards
from filmdossier.reading.claims.chart_lists import read_chart_lists
from filmdossier.reading.claims.companies import read_companies
from filmdossier.reading.claims.credits import read_credits
from filmdossier.reading.claims.drafts import Article, Draft, fold_drafts
from filmdossier.reading.claims.festivals import read_festivals
from filmdossier.reading.claims.figure_days import date_figures
from filmdossier.reading.claims.figures import read_figures
from filmdossier.reading.claims.origins import read_origins
from filmdossier.reading.claims.places import read_places
from filmdossier.reading.claims.positions import read_positions
from filmdossier.reading.claims.possessives import read_possessives
from filmdossier.reading.claims.ranks import read_ranks
from filmdossier.reading.claims.releases import read_releases
from filmdossier.reading.claims.rules import read_rules
from filmdossier.reading.claims.unnamed import read_unnamed

#: Qualifiers that make two claims with the same value two facts.
DECIDING = {
    "box_office": ("territory", "period"),
    "market_total": ("territory", "period"),
    "admissions": ("territory", "period"),
    "rank": ("territory",),
    "release": ("territory", "kind"),
    "award": ("recipient!", "category!", "year"),
    "nomination": ("recipient!", "category!", "year"),
    "cast_member": ("character",),
    "screens": ("territory",),
}

FAMILIES: tuple[Callable[[Article], Iterator[Draft]], ...] = (
    read_credits,
    read_awards,
    read_festivals,
    lambda a: read_rules(a, "genres"),
    read_ranks,
    read_figures,
    read_chart_lists,
    read_positions,
    read_origins,
    read_unnamed,
    read_places,
    read_companies,
    read_releases,
    read_anniversaries,
)


def read_drafts(article: Article) -> list[Draft]:
    """The claims of all families, equal ones folded, in no particular order."""
    drafts = fold_drafts((draft for family in FAMILIES for draft in family(article)), DECIDING)
    drafts = fold_drafts([*drafts, *read_possessives(article, drafts)], DECIDING)
    date_figures(drafts, article.published)
    return drafts
