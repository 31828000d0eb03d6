from __future__ import annotations

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statement_cases import annotate

from filmdossier.languages.pack import load_pack_folder
from filmdossier.model.errors import PackError
from filmdossier.reading.statements import find_statements, read_statements
from filmdossier.reading.statements.lexicon import lexicon_of

WORDS = [
    "said",
    "told",
    "that",
    ",",
    '"',
    "“",
    "”",
    "'",
    "according",
    "to",
    "The",
    "director",
    "he",
    "she",
    "Mara_Quill",
    ".",
    "?",
    "who",
    "and",
    "but",
    "added",
    "saying",
    ":",
    "-",
    "(",
    ")",
    "called",
    "it",
    "dubbed",
    "by",
    "of",
    "in",
    "an",
    "interview",
    "with",
    "on",
    "Friday",
    "thanked",
    "expects",
    "asked",
    "whether",
    "the_film",
    "was",
    "'s",
    "’",
    "x",
    "12",
    "point",
    "out",
    "''",
    "…",
    "says",
    "report",
    "tipped",
    "denied",
    "claims",
]
WORDS = [w.replace("_", " ") for w in WORDS] + ["\n\n", "\n"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_odd_text_yields_spans_inside_it(text: str) -> None:
    found = find_statements(annotate(text, {"person": ["Mara Quill"]}))
    for number, one in enumerate(found, 1):
        s = one.statement
        assert s.id == f"s{number}"
        assert s.content
        assert s.speaker.name
        spans = [*s.content, s.speaker.span, *([s.cue] if s.cue else []), *([one.date_span] if one.date_span else [])]
        assert all(0 <= x.start <= x.end <= len(text) for x in spans)
        assert all(c.of(text).strip() for c in s.content)


OTHER_WORDS = {
    "ru": [
        "сказал",
        ",",
        "что",
        "«",
        "»",
        "—",
        "-",
        ":",
        "Ворон",
        "Лещ",
        "режиссер",
        "он",
        "она",
        "по",
        "словам",
        "его",
        "как",
        "отметил",
        "сообщила",
        "в",
        "интервью",
        "и",
        "а",
        "назвал",
        "считает",
        "заявив",
        "который",
        "говорится",
        "на",
        "сайте",
        "согласно",
        "об",
        "этом",
        "„",
        "“",
        '"',
        ".",
        "?",
        "…",
        "(",
        ")",
        "фильм",
        "море",
        "\n",
        "\n\n",
    ],
    "zh": [
        "说",
        "表示",
        "，",
        "。",
        "：",
        "；",
        "“",
        "”",
        "‘",
        "’",
        "「",
        "」",
        "林一舟",
        "林",
        "导",
        "导演",
        "他",
        "她",
        "两人",
        "据",
        "介绍",
        "被",
        "誉为",
        "大赞",
        "的",
        "和",
        "与",
        "在",
        "看来",
        "以",
        "回应",
        "？",
        "…",
        "（",
        "）",
        "《",
        "》",
        "问",
        "了",
        "\n",
    ],
}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(OTHER_WORDS)), st.data())
def test_odd_text_of_other_languages_yields_spans_inside_it(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(OTHER_WORDS[language]), max_size=40))
    article = annotate((" " if language == "ru" else "").join(words), PEOPLE[language], language=language)
    found = find_statements(article)
    assert found == find_statements(article)
    for number, one in enumerate(found, 1):
        s = one.statement
        assert s.id == f"s{number}"
        assert s.content
        assert s.speaker.name.strip()
        spans = [*s.content, s.speaker.span, *([s.cue] if s.cue else []), *([one.date_span] if one.date_span else [])]
        assert all(0 <= x.start <= x.end <= len(article.text) for x in spans)
        assert all(c.of(article.text).strip() for c in s.content)


PEOPLE = {"ru": {"person": ["Илья Ворон", "Анна Лещ"]}, "zh": {"person": ["林一舟"]}}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["en", "ru", "zh"]), st.text(max_size=200))
def test_any_text_is_read(language: str, text: str) -> None:
    read_statements(annotate(text, {}, language=language))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_the_same_text_gives_the_same_statements(text: str) -> None:
    assert read_statements(annotate(text, {})) == read_statements(annotate(text, {}))


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("ru", "«Море холодное. "),
        ("ru", "сказал, что он сказал, "),
        ("ru", "По словам режиссера, "),
        ("ru", "— Море, — сказал он. — "),
        ("ru", "Режиссер Илья Ворон сказал, что море холодное. "),
        ("ru", "Ворон сказал:\nМоре было холодное и серое.\n\n"),
        ("ru", "который, который, и он отметил "),
        ("ru", "(((«« "),
        ("zh", "“海很冷。"),
        ("zh", "林一舟说，他说，"),
        ("zh", "“海很冷。”林一舟说，“是的。”"),
        ("zh", "据导演介绍，"),
        ("zh", "他和她和他和"),
        ("zh", "导演林一舟表示海很冷。"),
        ("zh", "《“（"),
    ],
)
def test_time_grows_with_length_alone_in_other_languages(language: str, piece: str) -> None:
    assert_linear(piece, language, PEOPLE[language])


@pytest.mark.parametrize(
    "piece",
    [
        '"It was cold. ',
        '"It was cold.\n\n',
        "said that he said ",
        "he, who, said, ",
        "and he said ",
        "'a ",
        '"a," said Mara Quill. ',
        "The director said it was so. ",
        "Director Mara Quill said it was so. ",
        "according to ",
        "((( ",
        "- a ",
    ],
)
def test_time_grows_with_length_alone(piece: str) -> None:
    assert_linear(piece, "en", {})


def assert_linear(piece: str, language: str, names: dict[str, list[str]]) -> None:
    def seconds(n: int) -> float:
        article = annotate(piece * n, names, language=language)
        started = time.process_time()
        find_statements(article)
        return time.process_time() - started

    # Growth with the square would be 256-fold. What else the machine does only ever adds time: the least of many goes.
    few, many = math.inf, math.inf
    for _ in range(12):
        few, many = min(few, seconds(125)), min(many, seconds(2000))
        if many < 64 * max(few, 0.0005):
            return
    pytest.fail(f"{many:.4f} s for 2000 pieces, {few:.5f} s for 125")


def _pack(tmp_path, table: str):  # type: ignore[no-untyped-def]
    (tmp_path / "pack.toml").write_text('tag = "xx"\nname = "Toy"\n', "utf-8")
    (tmp_path / "statements.toml").write_text(table, "utf-8")
    return load_pack_folder(tmp_path)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('[classes.say]\nquot = true\nverbs = "say says said said saying"\n', "unknown traits"),
        ('[classes.say]\nverbs = "say says said"\n', "5 forms expected"),
    ],
)
def test_a_malformed_table_is_named(tmp_path, table: str, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PackError, match=message):
        lexicon_of(_pack(tmp_path, table))


def test_a_missing_table_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "pack.toml").write_text('tag = "xx"\nname = "Toy"\n', "utf-8")
    with pytest.raises(PackError, match=r"statements\.toml"):
        lexicon_of(load_pack_folder(tmp_path))
