"""All claims of an article: the families are read one after the other, then equal claims are folded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from filmdossier.reading.claims.amounts import read_amounts
from filmdossier.reading.claims.anniversaries import read_anniversaries
from filmdossier.reading.claims.awards import read_awards
from filmdossier.reading.claims.cast_pairs import read_cast_pairs
from filmdossier.reading.claims.chart_lists import read_chart_lists
from filmdossier.reading.claims.chart_places import read_chart_places
from filmdossier.reading.claims.companies import read_companies
from filmdossier.reading.claims.credits import read_credits
from filmdossier.reading.claims.drafts import Article, Draft, fold_drafts
from filmdossier.reading.claims.festivals import read_festivals
from filmdossier.reading.claims.figure_days import date_figures
from filmdossier.reading.claims.figures import read_figures
from filmdossier.reading.claims.filmographies import read_filmographies
from filmdossier.reading.claims.lifework import read_lifework
from filmdossier.reading.claims.numbered import read_numbered
from filmdossier.reading.claims.origins import read_origins
from filmdossier.reading.claims.places import read_places
from filmdossier.reading.claims.positions import read_positions
from filmdossier.reading.claims.possessives import read_possessives
from filmdossier.reading.claims.prize_words import read_prize_words
from filmdossier.reading.claims.prizes import read_prizes
from filmdossier.reading.claims.ranked import read_ranked
from filmdossier.reading.claims.ranks import read_ranks
from filmdossier.reading.claims.releases import read_releases
from filmdossier.reading.claims.rules import read_rules
from filmdossier.reading.claims.stated import read_stated
from filmdossier.reading.claims.takings import read_takings
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

#: Each family with the table of the pack that it is read by; a pack that lacks the table says nothing of that family,
#: or says it by another one.
FAMILIES: tuple[tuple[str, Callable[[Article], Iterator[Draft]]], ...] = (
    ("claims/credits", read_credits),
    ("claims/awards", read_awards),
    ("claims/prizes", read_prizes),
    ("claims/festivals", read_festivals),
    ("claims/genres", lambda a: read_rules(a, "genres")),
    ("claims/phrases", lambda a: read_rules(a, "phrases")),
    ("claims/charts", read_ranks),
    ("claims/charts", read_figures),
    ("claims/charts", read_chart_lists),
    ("claims/amounts", read_amounts),
    ("claims/ranked", read_ranked),
    ("claims/positions", read_positions),
    ("claims/origins", read_origins),
    ("films", read_unnamed),
    ("claims/places", read_places),
    ("claims/companies", read_companies),
    ("claims/releases", read_releases),
    ("claims/anniversaries", read_anniversaries),
    ("claims/stated", read_stated),
    ("claims/stated", read_cast_pairs),
    ("claims/prize_words", read_prize_words),
    ("claims/takings", read_takings),
    ("claims/takings", read_chart_places),
)


def read_drafts(article: Article) -> list[Draft]:
    """The claims of all families, equal ones folded, in no particular order."""
    pack = article.pack
    found = (draft for table, family in FAMILIES if pack.has_table(table) for draft in family(article))
    drafts = fold_drafts(found, DECIDING)
    if pack.has_table("claims/possessives"):
        drafts = fold_drafts([*drafts, *read_possessives(article, drafts)], DECIDING)
    if pack.has_table("claims/filmographies"):
        drafts = fold_drafts([*drafts, *read_filmographies(article, drafts)], DECIDING)
    if pack.has_table("claims/stated"):
        drafts = fold_drafts([*drafts, *read_lifework(article, drafts)], DECIDING)
    drafts = fold_drafts([*drafts, *read_numbered(article, drafts)], DECIDING)
    if pack.has_table("claims/charts"):
        date_figures(drafts, article.published)
    return drafts
