"""Which language an article is in: read by its pack, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from filmdossier.languages import pack_tags
from filmdossier.model.errors import InputError
from filmdossier.press import load_samples
from filmdossier.sources.language import recognize_language

SHARED = Path(__file__).parents[3] / "shared"
CORPORA = {"en": "corpora/press/en/*/*.txt", "ru": "corpora/entities/nerel/*/*.txt", "zh": "corpora/press/zh/*/*.txt"}
#: The least share of first lines that tell their language; of whole articles every one must.
HEADLINES = 0.98

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/languages/texts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", CASES["read"])
def test_read(name: str) -> None:
    assert recognize_language(CASES["read"][name], name, pack_tags()) == name.split("-", maxsplit=1)[0]


@pytest.mark.parametrize("language", CASES["refused"])
def test_refused(language: str) -> None:
    with pytest.raises(InputError, match=language):
        recognize_language(CASES["refused"][language], "article.txt", pack_tags())


def test_every_sample_article() -> None:
    assert all(recognize_language(p.text, p.slug, pack_tags()) == p.language for p in load_samples())


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are not here")
@pytest.mark.parametrize("tag", CORPORA)
def test_every_article_of_the_corpora(tag: str) -> None:
    texts = [path.read_text("utf-8", errors="replace") for path in sorted(SHARED.glob(CORPORA[tag]))]
    assert [t[:60] for t in texts if recognize_language(t, "article", pack_tags()) != tag] == []
    firsts = [next(line for line in t.splitlines() if line.strip())[:60] for t in texts if t.strip()]
    told = sum(_told(first) == tag for first in firsts)
    assert told / len(firsts) >= HEADLINES


def _told(text: str) -> str:
    try:
        return recognize_language(text, "headline", pack_tags())
    except InputError:
        return ""
