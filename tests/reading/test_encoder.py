"""The shipped encoder, on sentences of our own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

import filmdossier.languages
from filmdossier.model.errors import PackError
from filmdossier.reading.mentions.encoder import Encoder, Tagging

PACK = Path(filmdossier.languages.__file__).parent / "packs" / "en"

ARTICLE = (
    "Marta Lindqvist's thriller The Quiet Ferry has topped the British box office, taking £2.1m in three days.\n\n"
    "The film, which stars Owen Tarrant, was released by Northlight Pictures in London on Friday.\n\n"
    '"Nobody expected this," said Lindqvist, who also wrote the script. "We made it for our mothers."\n\n'
    "The distributor said that it would open the film in Norway in May."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(PACK)


def tag(encoder: Encoder, text: str) -> Tagging:
    return encoder.tag(text, [(0, len(text))] if text else [])


def found(text: str, tagging: Tagging) -> set[tuple[str, str]]:
    return {(one.label, text[one.start : one.end]) for one in (*tagging.entities, *tagging.attributions)}


def test_finds_who_and_what(encoder: Encoder) -> None:
    spans = found(ARTICLE, tag(encoder, ARTICLE))
    assert {
        ("person", "Marta Lindqvist"),
        ("film", "The Quiet Ferry"),
        ("person", "Owen Tarrant"),
        ("organisation", "Northlight Pictures"),
        ("place", "London"),
        ("place", "Norway"),
    } <= spans


def test_finds_who_said_what(encoder: Encoder) -> None:
    spans = found(ARTICLE, tag(encoder, ARTICLE))
    assert {
        ("content", '"Nobody expected this,"'),
        ("cue", "said"),
        ("content", '"We made it for our mothers."'),
        ("source", "The distributor"),
        ("content", "that it would open the film in Norway in May"),
    } <= spans
    assert any(label == "source" and words.startswith("Lindqvist") for label, words in spans)


def test_says_how_sure_it_is_of_each_word(encoder: Encoder) -> None:
    words = tag(encoder, ARTICLE).words
    assert words.entities.shape == (len(words.starts), len(words.entity_labels))
    np.testing.assert_allclose(words.entities.sum(axis=1), 1, rtol=1e-4)
    np.testing.assert_allclose(words.attributions.sum(axis=1), 1, rtol=1e-4)
    start = ARTICLE.index("The Quiet Ferry")
    types = words.entity_probabilities(start, start + len("The Quiet Ferry"))
    assert max(types, key=lambda kind: types[kind]) == "film"
    assert words.entity_probabilities(5, 5) == {}


def test_the_same_text_gives_the_same_figures(encoder: Encoder) -> None:
    first, second = tag(encoder, ARTICLE), tag(Encoder.load(PACK), ARTICLE)
    assert first.entities == second.entities
    assert first.attributions == second.attributions
    np.testing.assert_array_equal(first.words.entities, second.words.entities)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "\n\n",
            "\x00\x01",
            "…",
            "🎬🎬",
            "《红丝绸》",
            "Ｆｕｌｌ ｗｉｄｔｈ",
            "e\u0301te\u0301",
            "\u202eabc",
        ),
        *("İstanbul’da “ŞÖVALYE” ﬁlmi", "\ud800", '"' * 500, "'" * 500, "a" * 3000, "x. " * 3000),
    ],
)
def test_odd_text_never_raises(encoder: Encoder, text: str) -> None:
    tagging = tag(encoder, text)
    for one in (*tagging.entities, *tagging.attributions):
        assert 0 <= one.start < one.end <= len(text)
        assert 0 <= one.score <= 1


def test_hard_line_breaks_do_not_part_a_name(encoder: Encoder) -> None:
    text = ARTICLE.replace("The Quiet Ferry has", "The Quiet\nFerry has").replace("Owen Tarrant", "Owen\nTarrant")
    spans = found(text, tag(encoder, text))
    assert ("film", "The Quiet\nFerry") in spans
    assert ("person", "Owen\nTarrant") in spans


def test_a_long_text_is_read_like_a_short_one(encoder: Encoder) -> None:
    text = "\n\n".join([ARTICLE] * 6)
    tagging = tag(encoder, text)
    assert sum(text[one.start : one.end] == "The Quiet Ferry" for one in tagging.entities) == 6


def test_replaced_weights_are_refused(tmp_path: Path) -> None:
    for name in ("encoder.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((PACK / name).read_bytes())
    with pytest.raises(PackError, match="is missing"):
        Encoder.load(tmp_path)
    (tmp_path / "encoder.onnx").write_bytes(b"no weights")
    with pytest.raises(PackError, match="sha256"):
        Encoder.load(tmp_path)
    description = json.loads((tmp_path / "encoder.json").read_text(encoding="utf-8"))
    (tmp_path / "encoder.json").write_text(json.dumps({**description, "format": 0}), encoding="utf-8")
    with pytest.raises(PackError, match="format"):
        Encoder.load(tmp_path)
