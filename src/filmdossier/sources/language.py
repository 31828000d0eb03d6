"""Which language a text is in, and whether it can be read."""

from __future__ import annotations

from collections.abc import Collection
from math import sqrt

from filmdossier.languages.pack import Pack, load_pack
from filmdossier.model.errors import InputError, PackError
from filmdossier.sources.plausibility import count_words, find_unspaced_letters, find_words

_SAMPLE = 6_000
#: Below this many words a text is read as one of the languages at hand: headlines full of foreign names mislead.
_ENOUGH_WORDS = 20
#: By how much a language without a pack must lead, in log-likelihood over the root of the text's bytes: the scale on
#: which py3langid itself keeps its confidence even across lengths. Film press in other languages leads by 15 and more.
_LEAD = 5.0
#: 98 of 100 English press articles reach this with the words that their pack lists, the median is 0.29; texts in
#: German, Dutch, Norwegian and Romanian stay below 0.1.
_FREQUENT_SHARE = 0.2


def recognize_language(text: str, source: str, tags: Collection[str]) -> str:
    """The tag of the pack that reads a text.

    Args:
        text: the article.
        source: its name, for the message.
        tags: languages that have a pack, BCP 47.

    Raises:
        InputError: where the text is surely in a language that no pack reads.
    """
    sample = text[:_SAMPLE]
    for tag in tags:
        pack = load_pack(tag)
        if (share := frequent_share(sample, pack)) and share >= pack.table("frequent").get("share", _FREQUENT_SHARE):
            return tag
    import py3langid  # noqa: PLC0415  takes half a second to load its model

    scores: dict[str, float] = dict(py3langid.rank(sample))
    known = max((t for t in tags if t.split("-")[0] in scores), key=lambda t: scores[t.split("-")[0]])
    best = max(scores, key=lambda code: scores[code])
    lead = (scores[best] - scores[known.split("-")[0]]) / sqrt(len(sample.encode("utf-8", "replace")) or 1)
    if lead > _LEAD and count_words(sample) >= _ENOUGH_WORDS:
        readable = ", ".join(f"{language_name(t)} ({t})" for t in sorted(tags))
        raise InputError(
            source,
            f"is in a language that no pack reads ({language_name(best)})",
            f"readable: {readable}; if this is a mistake, say --language {known}",
        )
    return known


def frequent_share(text: str, pack: Pack) -> float:
    """How much of a text's words are among those that the pack's language is made of; 0 where it lists none.

    Where words are not written apart, its letters are counted instead.
    """
    try:
        frequent = pack.made("frequent", lambda: frozenset(pack.table("frequent")["words"]))
    except PackError:
        return 0.0
    words = find_words(text) if pack.traits.spaces_between_words else find_unspaced_letters(text)
    return sum(w.casefold() in frequent for w in words) / len(words) if len(words) >= _ENOUGH_WORDS else 0.0


def language_name(tag: str) -> str:
    """The English name of a language, or its tag where there is none."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415  only messages need it

    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag
