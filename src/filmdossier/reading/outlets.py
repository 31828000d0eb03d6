"""Which names are those of newspapers, agencies and other media, and links to them as sources."""

from __future__ import annotations

import re

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.reading import Attribution
from filmdossier.reading.terms import alternatives


def is_outlet_name(name: str, pack: Pack) -> bool:
    """Whether a name, or a role, has a word by which a medium is seen to be one."""
    return bool(_outlets(pack).search(name))


def is_whole_outlet_name(name: str, pack: Pack) -> bool:
    """Whether a name is nothing but such a word."""
    return bool(_outlets(pack).fullmatch(name))


def named_source(mention: Mention, pack: Pack) -> Attribution:
    """The link of a chain of sources that a name is."""
    if is_whole_outlet_name(mention.name, pack):
        kind = "outlet"
    elif mention.kind is Kind.PERSON:
        kind = "person"
    else:
        kind = "outlet" if is_outlet_name(mention.name, pack) else "organisation"
    return Attribution(mention.name, kind, mention.span)


def _outlets(pack: Pack) -> re.Pattern[str]:
    return pack.made("outlets", lambda: re.compile(_pattern(pack)))


def _pattern(pack: Pack) -> str:
    names = alternatives(pack.table("claims/status")["outlets"])
    return rf"(?i)(?<!\w)(?:{names})(?!\w)" if pack.traits.spaces_between_words else rf"(?i)(?:{names})"
