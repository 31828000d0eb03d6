"""Which witness each claim of a record counts for, out of the record's text, without reading the rest of it.

The text is what the store writes (`filmdossier.store.codec.write_derived`), with its keys in order. No quotation mark
within words is without a backslash before it, so that these keys are found nowhere else.
"""

from __future__ import annotations

import json

_START, _END = ',"origins":', ',"series":['


def parse_origins(text: str) -> dict[str, str]:
    """Document or claim id to the witness that it counts for, where that is another's.

    Raises:
        ValueError: the text is no record.
    """
    start = text.find(_START)
    end = text.find(_END, start)
    if not 0 <= start < end:
        raise ValueError("that is no record: it does not say which witnesses there are")
    found: dict[str, str] = json.loads(text[start + len(_START) : end])
    return found
