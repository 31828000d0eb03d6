"""Who is behind a claim, and which texts copy one another."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.record.literal_record import claims_of, load_cases

from filmdossier.record.shingles import COPIED, find_copies, signature, similarity
from filmdossier.record.witnesses import origins

WIRE = (
    "The detective thriller about a train across Siberia drew close to one and a half million people at home before "
    "it opened abroad. Its producers say that the run in the second country has been extended by a month, and that "
    "work on the next part begins this winter by the lake where most of the first was shot. Cinemas in four cities "
    "showed it first."
)
OTHER = (
    "Cinemas in the capital were full on the evening of the premiere, and the actors came on stage after the credits. "
    "The director spoke of two years of work, of borrowed locomotives and of a winter that would not come, and thanked "
    "the crew. The chairman of the distributor called it a beginning; more pictures made together are to follow."
)
CHINESE = (
    "这部讲述西伯利亚列车的侦探惊悚片在本国吸引了近一百五十万观众，随后在国外上映。"
    "制片方表示，影片在第二个国家的放映期已延长一个月，续集将于今年冬天在湖边开机。"
)
TEXTS = {"wire": WIRE, "other": OTHER, "third": CHINESE}
CASES = [pytest.param(case, id=case["id"]) for case in load_cases("facts", "origins.yaml")]


@pytest.mark.parametrize("case", CASES)
def test_origins(case: dict[str, Any]) -> None:
    signatures = {document: signature(TEXTS[text]) for document, text in case.get("texts", {}).items()}
    claims = claims_of(case["claims"])
    assert origins(claims, signatures) == case["origins"]
    assert origins(claims[::-1], dict(reversed(signatures.items()))) == case["origins"]


@pytest.mark.parametrize(
    ("left", "right", "copied"),
    [
        pytest.param(WIRE, WIRE.upper().replace(",", ";"), True, id="case-and-marks"),
        pytest.param(WIRE, "From our correspondent. " + WIRE, True, id="a-line-before"),
        pytest.param(WIRE, WIRE.rsplit(".", 2)[0], True, id="without-its-end"),
        pytest.param(WIRE, WIRE + " " + OTHER[:150], True, id="with-a-little-more"),
        pytest.param(CHINESE, CHINESE.replace("，", ""), True, id="chinese"),
        pytest.param(CHINESE, CHINESE[:-12] + "日期尚未公布。", True, id="chinese-with-another-end"),
        pytest.param(WIRE, OTHER, False, id="two-reports"),
        pytest.param(WIRE, OTHER + " " + WIRE[:120], False, id="one-sentence-quoted"),
        pytest.param(WIRE, CHINESE, False, id="two-languages"),
        pytest.param(
            CHINESE,
            CHINESE[:20] + "导演介绍说，剧组在草原上等了两个冬天才等到第一场雪。",
            False,
            id="chinese-one-clause",
        ),
        pytest.param("", "", False, id="nothing"),
        pytest.param("", WIRE, False, id="nothing-and-something"),
    ],
)
def test_copies(left: str, right: str, copied: bool) -> None:
    a, b = signature(left), signature(right)
    assert (similarity(a, b) >= COPIED) is copied
    assert list(find_copies({"a": a, "b": b})) == ([("a", "b")] if copied else [])


def test_signatures_stay_the_same() -> None:
    """Signatures are kept in stores: another version of the library must not make others."""
    made = signature("one report of three")
    assert len(made) == 512
    assert made[:16].hex() == "e33d6e88cefdfe3cd2783cd0c04dc1e9"


def test_a_broken_signature_is_named() -> None:
    with pytest.raises(ValueError, match="512 bytes: got 3"):
        similarity(b"abc", signature(WIRE))


@given(st.text(max_size=60), st.text(max_size=60))
def test_similarity_is_symmetric(a: str, b: str) -> None:
    left, right = signature(a), signature(b)
    assert similarity(left, right) == similarity(right, left)
    assert 0 <= similarity(left, right) <= 1
    assert similarity(left, left) == (1 if left else 0)


def test_thousands_of_texts() -> None:
    """Linear: three thousand texts, a third of them copies of ten."""
    rng = random.Random(1927)
    words = [f"word{n}" for n in range(900)]
    texts = {f"d{n}": " ".join(rng.choices(words, k=60)) for n in range(2000)}
    texts |= {f"c{n}": texts[f"d{n % 10}"] + " and more" for n in range(1000)}
    made = {key: signature(text) for key, text in texts.items()}
    start = time.process_time()
    pairs = set(find_copies(made))
    assert time.process_time() - start < 8
    assert {key for pair in pairs for key in pair} == {f"c{n}" for n in range(1000)} | {f"d{n}" for n in range(10)}
