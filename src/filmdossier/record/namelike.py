"""Whether words are a name at all, by their form: "Fu Ruoqing" is one, "studio executives" and "a viewer" are not."""

from __future__ import annotations

import re

from filmdossier.record.resolution.folding import is_han, romanised, split_words
from filmdossier.record.resolution.tables import load_table, words

_BLANKS = re.compile(r"[\s\-–]+")
_MOST_WORDS = 7


def is_person_name(name: str, *, has_role: bool = False) -> bool:
    """Whether this is a person's name.

    Args:
        name: the words.
        has_role: whether a role is told of it ("director Vokin"), so that one word is enough.
    """
    if any(c.isdigit() for c in name):
        return False
    han = [c for c in name if is_han(c)]
    if han and len(han) == sum(c.isalnum() for c in name):
        return _is_han_name(name, len(han))
    parts = [p for p in _BLANKS.split(name) if any(c.isalpha() for c in p)]
    if not parts or len(parts) > _MOST_WORDS or not all(_is_proper(p, first=i == 0) for i, p in enumerate(parts)):
        return False
    if romanised(split_words(name)[0]) in words("titles", "articles") | words("namelike", "openers"):
        return False
    full = [p for p in parts if len([c for c in p if c.isalpha()]) > 1]
    return bool(full) and (len(parts) > 1 or has_role)


def is_organisation_name(name: str) -> bool:
    """Whether this is an organisation's name: some of it is in capitals, or Han, and it is no mere country."""
    plain = [romanised(w) for w in split_words(name)]
    if not plain or plain[0] in words("namelike", "openers") - words("titles", "articles"):
        return False
    if len(plain) == 1 and plain[0] in words("organisations", "weak"):
        return False
    return any(c.isupper() or is_han(c) or (c.isalpha() and c.lower() == c.upper()) for c in name)


def _is_han_name(name: str, length: int) -> bool:
    if any(c in "·・•" for c in name):
        return True
    surnames = load_table("words")["person_parts"]["surnames"]
    return 2 <= length <= 4 and next(c for c in name if is_han(c)) in surnames


def _is_proper(part: str, *, first: bool) -> bool:
    letters = [c for c in part if c.isalpha()]
    if letters[0].isupper() or letters[0].lower() == letters[0].upper():
        return True
    # "d'Artagnan", "van", "al"
    bare = romanised(part)
    return bare in words("person_parts", "particles") or (any(c.isupper() for c in letters) and not first)
