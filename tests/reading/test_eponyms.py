"""Films named like people, from ``tests/cases/eponyms``."""

from __future__ import annotations

from typing import Any

import pytest
from marked_text import cases_of, unmark

from filmdossier.languages import Pack
from filmdossier.reading.mentions.eponyms import find_eponyms


@pytest.mark.parametrize(("pack", "case"), cases_of("eponyms", "eponyms"))
def test_eponyms(pack: Pack, case: dict[str, Any]) -> None:
    marked = unmark(case["text"])
    found = find_eponyms(marked.text, marked.names, pack)
    assert case["names"] == [span.of(marked.text) for span in sorted(found)]
