"""The corpora of Russian and Chinese names in the one form that is learnt from."""

from __future__ import annotations

import json
from pathlib import Path

from training.annotated import Annotated
from training.cluener import read_cluener, read_gsd
from training.e5 import dequantize
from training.nerel import load_nerel

TEXT = "В прокат вышел фильм «Ночной поезд» Петра Ёлкина. Роман «Мост» отмечен министром культуры Франции на выборах."
NESTED = (
    ("WORK_OF_ART", "Ночной поезд"), ("PERSON", "Петра Ёлкина"), ("WORK_OF_ART", "Мост"), ("COUNTRY", "Франции"),
    ("PROFESSION", "министром культуры Франции"), ("EVENT", "выборах"),
)  # fmt: skip


def names(one: Annotated) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.text[span.start : span.end], span.kinds) for span in one.entities or ()]


def test_nerel_is_flattened_and_works_are_told_apart(tmp_path: Path) -> None:
    lines = []
    for number, (kind, words) in enumerate(NESTED, start=1):
        start = TEXT.index(words)
        lines.append(f"T{number}\t{kind} {start} {start + len(words)}\t{words}")
    lines.append("R1\tWORKPLACE Arg1:T1 Arg2:T2")
    for stem in ("kept", "held"):
        (tmp_path / f"{stem}.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / f"{stem}.ann").write_text("\n".join(lines), encoding="utf-8")
    found = list(load_nerel(tmp_path, {"held"}))
    assert len(found) == 1
    assert names(found[0]) == [
        ("Ночной поезд", ("film",)), ("Петра Елкина", ("person",)), ("Мост", ("work",)), ("Франции", ("place",)),
    ]  # fmt: skip


def test_cluener_loses_the_marks_around_names(tmp_path: Path) -> None:
    text = "导演王小雨的《夜车》昨日上映"
    label = {"name": {"王小雨": [[2, 4]]}, "movie": {"《夜车》": [[6, 9]]}, "position": {"导演": [[0, 1]]}}
    path = tmp_path / "cluener.json"
    path.write_text(json.dumps({"text": text, "label": label}, ensure_ascii=False), encoding="utf-8")
    ((sentence, own),) = read_cluener(path)
    # Beside a film, a name may be a character's.
    assert names(sentence) == [("王小雨", ("person", "character")), ("夜车", ("film",))]
    assert own["movie"] == [(7, 9)]


def test_words_of_a_language_without_spaces_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "gsd.iob2"
    lines = ["# text = 王小雨在北京。", "1\t王\tB-PER", "2\t小雨\tI-PER", "3\t在\tO", "4\t北京\tB-LOC", "5\t。\tO", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    ((words, sentence),) = read_gsd(path)
    assert words == ["王", "小雨", "在", "北京", "。"]
    assert names(sentence) == [("王小雨", ("person",)), ("北京", ("place",))]


def test_blocks_of_four_bits_become_numbers() -> None:
    scale = b"\x00\x38"  # one half
    block = scale + bytes([0x08, 0xF0] + [0x88] * 14)
    values = dequantize(block, 0, 32).tolist()
    assert values[:3] == [0.0, -4.0, 0.0]
    assert values[16:19] == [-4.0, 3.5, 0.0]
