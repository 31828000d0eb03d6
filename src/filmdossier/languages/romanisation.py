"""Names in Latin letters, for people who do not read the script that they are written in.

Chinese characters come out as pinyin without tones (pypinyin), a person's surname and given name apart and both parts
of a foreign name by their Mandarin sounds; other scripts letter by letter (anyascii). A romanisation is an aid to the
eye: it is never compared, stored or claimed.
"""

from __future__ import annotations

import functools
import re

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_DOTS = re.compile(r"\s*[·・•]\s*")
#: How a character is read as a surname, where that is not its commonest reading (Xiandai Hanyu Cidian).
_SURNAMES = {
    "单": "shan", "單": "shan", "解": "xie", "仇": "qiu", "查": "zha", "曾": "zeng", "任": "ren", "朴": "piao",
    "盖": "ge", "蓋": "ge", "区": "ou", "區": "ou", "尉": "yu", "华": "hua", "華": "hua", "宁": "ning", "寧": "ning",
}  # fmt: skip
_LONGEST_GIVEN = 3
"""Characters of a given name; longer runs are titles and names of institutions."""


@functools.lru_cache(maxsize=50_000)
def romanise(name: str, *, person: bool = False) -> str:
    """A name in Latin letters; a name that already is in them comes back as it is.

    Args:
        name: in any script.
        person: whether it is a person's, so that Chinese parts it into surname and given name.
    """
    if not any(c.isalpha() and ord(c) > 0x24F for c in name):
        return name
    from anyascii import anyascii  # noqa: PLC0415 - large tables, on request only

    if not _HAN.search(name):
        return str(anyascii(name))
    dotted = bool(_DOTS.search(name))
    spaced = _DOTS.sub(" ", name)
    read = _HAN.sub(lambda m: f" {_pinyin(m.group(), person=person and not dotted, joined=dotted)} ", spaced)
    return str(anyascii(" ".join(read.split())))


def _pinyin(characters: str, *, person: bool, joined: bool) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - likewise

    syllables: list[str] = lazy_pinyin(characters)
    if person and 1 < len(characters) <= _LONGEST_GIVEN:
        surname = _SURNAMES.get(characters[0], syllables[0])
        return f"{surname.capitalize()} {''.join(syllables[1:]).capitalize()}"
    return "".join(syllables).capitalize() if joined else " ".join(syllables).capitalize()
