"""What tests of several folders share."""

from __future__ import annotations

import pytest

from filmdossier.languages import Pack, load_pack


@pytest.fixture(scope="session")
def english() -> Pack:
    return load_pack("en")
