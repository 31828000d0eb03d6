"""How Russian and Chinese press prints: marks of several shapes or none, headlines in capitals, litter, glued lines.

Everything here takes filled passages and gives a document with the same annotation in other print.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from training.annotated import Annotated, Labelled

# How often each variation is drawn, by document or, where a name is meant, by name.
STRAIGHT, CURLY, LOW_INNER, HYPHEN_FOR_DASH, SINGLE_SPACED, CAPITALS, BARE_TITLE = (
    0.12,
    0.06,
    0.08,
    0.3,
    0.15,
    0.08,
    0.03,
)
GLUED, LINES, LEAD, LITTER, BARE, OTHER_MARKS, CORNERS, STRAIGHT_CHINESE = 0.55, 0.2, 0.2, 0.06, 0.05, 0.06, 0.08, 0.06
_ENDS = tuple('.!?:;,…»”"')
_LITTER = ("(微博)", "(微博)", "(博客)", "(图)", "（微博）", "(左)", "（右）", "(听歌)", "(资料图)")
_LEADS = (
    "新浪娱乐讯 ", "搜狐娱乐讯 ", "网易娱乐讯 ", "腾讯娱乐讯 ", "本报讯 ", "本报讯（记者 ", "据悉，", "日前，",
    "近日，", "昨日，",
    "新浪娱乐讯 北京时间11月9日消息，", "搜狐娱乐讯 5月12日，", "据媒体报道，", "核心提示：", "导语：", "（综合）",
    "[导读]", "昨天，",
)  # fmt: skip
_OUTLETS = ("新浪娱乐", "搜狐娱乐", "网易娱乐", "腾讯娱乐")


def rewritten(one: Annotated, edits: Iterable[tuple[int, int, str]]) -> Annotated:
    """Replace stretches of a text; what is put in at the end of a span stays outside it.

    Args:
        one: the text; no boundary of its spans lies inside a stretch.
        edits: start, end and new text of each stretch, without overlaps.
    """
    ordered = sorted(edits)
    text, place = "", 0
    moves: list[tuple[int, int, int]] = []
    for start, end, new in ordered:
        text += one.text[place:start] + new
        place = end
        moves.append((start, end, len(new) - (end - start)))
    text += one.text[place:]

    def moved(spans: tuple[Labelled, ...] | None) -> tuple[Labelled, ...] | None:
        if spans is None:
            return None
        return tuple(
            Labelled(
                span.start + sum(change for _, end, change in moves if end <= span.start),
                span.end + sum(change for start, end, change in moves if end <= span.end and start < span.end),
                span.kinds,
            )
            for span in spans
        )

    return Annotated(text, moved(one.entities), moved(one.attributions), one.unannotated)


def _joined(parts: Sequence[Annotated], separators: Sequence[str]) -> Annotated:
    text = ""
    entities: list[Labelled] = []
    attributions: list[Labelled] = []
    for index, part in enumerate(parts):
        text += separators[index] if index else ""
        for kept, spans in ((entities, part.entities), (attributions, part.attributions)):
            kept.extend(Labelled(len(text) + one.start, len(text) + one.end, one.kinds) for one in spans or ())
        text += part.text
    return Annotated(text, tuple(entities), tuple(attributions))


def join_russian(parts: Sequence[Annotated], random: Random) -> Annotated:
    """Join filled passages into one Russian document, a paragraph each, and vary how it is printed."""
    cased = [_in_capitals(part) if _is_headline(part) and random.random() < CAPITALS else part for part in parts]
    document = _joined(cased, ["\n\n"] * len(parts))
    text = document.text.translate(str.maketrans("ёЁ", "еЕ"))
    chance = random.random()
    if chance < STRAIGHT:
        text = text.translate(str.maketrans("«»„“”", '"""""'))
    elif chance < STRAIGHT + CURLY:
        text = text.translate(str.maketrans("«»", "“”"))
    elif chance < STRAIGHT + CURLY + LOW_INNER:
        text = text.translate(str.maketrans("«»", "„“"))
    if random.random() < HYPHEN_FOR_DASH:
        text = text.replace(" — ", " - ").replace(" – ", " - ")
    elif random.random() < HYPHEN_FOR_DASH:
        text = text.replace(" — ", " – ")
    if random.random() < SINGLE_SPACED:
        text = text.replace("\n\n", " \n")
    document = Annotated(text, document.entities, document.attributions)
    return _without_marks(document, random, BARE_TITLE, '«"“„', '»"”“')


def _is_headline(part: Annotated) -> bool:
    return "\n" not in part.text and len(part.text) < 110 and not part.text.endswith(_ENDS)


def _in_capitals(part: Annotated) -> Annotated:
    text = part.text.upper()
    return Annotated(text, part.entities, part.attributions) if len(text) == len(part.text) else part


def _without_marks(one: Annotated, random: Random, share: float, opening: str, closing: str) -> Annotated:
    """Take the marks away from around a title now and then."""
    edits = []
    for span in one.entities or ():
        around = one.text[span.start - 1 : span.start] in opening and one.text[span.end : span.end + 1] in closing
        if span.kinds in (("film",), ("work",)) and span.start and around and random.random() < share:
            edits += [(span.start - 1, span.start, ""), (span.end, span.end + 1, "")]
    return rewritten(one, edits) if edits else one


def join_chinese(parts: Sequence[Annotated], random: Random) -> Annotated:
    """Join filled passages into one Chinese document, most often without a break, and vary how it is printed."""
    chance = random.random()
    break_ = "" if chance < GLUED else "\n" if chance < GLUED + LINES else "\n\n"
    separators = [break_] * len(parts)
    texts = list(parts)
    if random.random() < LEAD and len(texts) > 1:
        lead = random.choice(_LEADS)
        outlet = next((one for one in _OUTLETS if lead.startswith(one)), "")
        spans = (Labelled(0, len(outlet), ("organisation", "O")),) if outlet else ()
        texts.insert(1, Annotated(lead, spans, ()))
        separators = [break_, break_, "", *separators[2:]]
    document = _joined(texts, separators)
    document = _remarked(document, random)
    text = document.text
    if random.random() < CORNERS:
        text = text.translate(str.maketrans("“”‘’", "「」『』"))
    elif random.random() < STRAIGHT_CHINESE:
        text = text.translate(str.maketrans("“”", '""'))
    return Annotated(text, document.entities, document.attributions)


def _remarked(one: Annotated, random: Random) -> Annotated:
    """Change or leave out the marks around titles, and put litter after names of persons, now and then."""
    edits: list[tuple[int, int, str]] = []
    fewer = random.random() < 0.5
    for span in one.entities or ():
        before, after = one.text[span.start - 1 : span.start], one.text[span.end : span.end + 1]
        if span.kinds == ("person",) and after not in "(（·" and random.random() < (LITTER if fewer else 0.0):
            edits.append((span.end, span.end, random.choice(_LITTER)))
        if before != "《" or after != "》" or span.kinds not in (("film",), ("work",)):
            continue
        chance = random.random()
        marks = ("", "") if chance < BARE else ("“", "”") if chance < BARE + OTHER_MARKS else None
        if marks is None and chance > 0.98:
            marks = ("〈", "〉")
        if marks is not None:
            edits += [(span.start - 1, span.start, marks[0]), (span.end, span.end + 1, marks[1])]
    return rewritten(one, edits) if edits else one
