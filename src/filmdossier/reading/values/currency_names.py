"""What a language calls the world's currencies: CLDR's names under the pack's own.

Source: Unicode CLDR by way of Babel; the pack's `money.toml` is read first and wins.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol

from filmdossier.languages.pack import Pack

_COUNTS = (1, 2, 5)
"""They call for all the forms that a name has behind a figure, in English and Chinese as in Russian."""
LEAST = 3
"""A shorter name in an unspaced script is left to the pack."""


def currency_words(pack: Pack) -> Iterator[tuple[str, str, str]]:
    """Yield class, spelling and ISO 4217 code of each currency name that CLDR has in the pack's language.

    Names of one word are left to the pack's own table, for many are everyday words (won, real, sum); where words are
    not written apart, short names are.
    """
    locale = Locale.parse(pack.tag)
    table = pack.table("money")
    unread = set(table.get("cldr", {}).get("without", ()))
    for code in sorted(locale.currencies):
        if code in unread:
            continue
        for count in _COUNTS:
            name = pack.plain(get_currency_name(code, count=count, locale=locale).split("(")[0].strip())
            if (" " in name or (not pack.traits.spaces_between_words and len(name) >= LEAST)) and not any(
                c.isdigit() for c in name
            ):
                yield "currency_name", name, code
        symbol = get_currency_symbol(code, locale=locale)
        if symbol != code and len(symbol) <= 4 and not symbol.isascii():
            yield "currency_sign", symbol, code
