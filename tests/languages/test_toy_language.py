"""A language that the product has no pack for is read from TOML alone.

The tables lie in ``japanese`` beside this file: they know the words of one short article and no more. No other pack can
be loaded while it is read.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from filmdossier.languages import pack as packs
from filmdossier.languages.pack import Pack, load_pack_folder
from filmdossier.model.errors import PackError
from filmdossier.model.mention import Kind
from filmdossier.model.reading import Reading
from filmdossier.model.span import Span
from filmdossier.model.values import Bound, Money
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.reader import read_tagged
from filmdossier.reading.sentences import split_sentences
from filmdossier.reading.values import find_values

TEXT = (
    "『灯台の夏』公開決定\n"
    "映画通信2025年8月29日 フランス映画『灯台の夏』は10月14日に全国公開される。『灯台の夏』は恋愛映画だ。"
    "アダ・ヴェンが監督を務め、イネス・マーロウが主演した。製作費は約二億円。"
    "アダ・ヴェンは言う：「海を撮りたかった。」"
)
PEOPLE = re.compile("アダ・ヴェン|イネス・マーロウ")


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    folder = shutil.copytree(Path(__file__).parent / "japanese", tmp_path / "ja")
    monkeypatch.setattr(packs, "PACKS", tmp_path / "none")
    with pytest.raises(PackError):
        packs.load_pack("en")
    return load_pack_folder(folder)


@pytest.fixture
def reading(toy: Pack) -> Reading:
    """The article's reading, its people tagged as an encoder would; titles come from their marks."""
    people = [Name(Span(m.start(), m.end()), Kind.PERSON, 0.9) for m in PEOPLE.finditer(TEXT)]
    return read_tagged(TEXT, split_sentences(TEXT, toy), people, [], toy)


def test_sentences(toy: Pack) -> None:
    found = [(s.span.of(TEXT), s.heading) for s in split_sentences(TEXT, toy)]
    assert found[:2] == [("『灯台の夏』公開決定", True), ("映画通信", True)]
    assert len(found) == 7


def test_values(toy: Pack) -> None:
    (amount,) = [m for m in find_values(TEXT, toy) if isinstance(m.value, Money)]
    assert (amount.span.of(TEXT), amount.value.amount, amount.value.currency) == ("二億円", 200_000_000, "JPY")  # type: ignore[union-attr]
    assert amount.bound is Bound.ABOUT


def test_film_and_date_of_publication(reading: Reading) -> None:
    assert [film.title for film in reading.films] == ["灯台の夏"]
    assert reading.document.title == "『灯台の夏』公開決定"
    assert reading.document.language == "ja"
    assert reading.document.published is not None
    assert reading.document.published.date == "2025-08-29"


def test_claims(reading: Reading) -> None:
    film = reading.films[0].id
    assert {(c.predicate, *c.value.values(), c.film, c.value_span.of(TEXT)) for c in reading.claims} == {
        ("country_of_origin", "FR", film, "フランス"),
        ("release", "2025-10-14", film, "10月14日"),
        ("genre", "恋愛映画", film, "恋愛映画"),
        ("director", "アダ・ヴェン", film, "アダ・ヴェン"),
        ("cast_member", "イネス・マーロウ", film, "イネス・マーロウ"),
    }
    (release,) = [c for c in reading.claims if c.predicate == "release"]
    assert release.status == "planned"
    assert release.qualifiers["territory"] == "JP"


def test_statement(reading: Reading) -> None:
    (statement,) = reading.statements
    assert statement.kind == "direct"
    assert statement.speaker is not None
    assert statement.speaker.name == "アダ・ヴェン"
    assert [span.of(TEXT) for span in statement.content] == ["「海を撮りたかった。」"]
