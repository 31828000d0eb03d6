"""Texts of test cases with their names marked inside them.

``⟦film:Low Tide⟧`` names a film, ``⟦person:Ines Marlow⟧`` a person, and so on for every `Kind`; ``⟦work@0.2:Low Tide⟧``
a work that the tagger is little sure of; ``⟦=Low Tide:It⟧`` stands for what has that name; ``⟦words⟧`` alone marks
words that a case is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from filmdossier.languages import Pack, load_pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.model.values import ValueMention
from filmdossier.reading.mentions.assemble import assemble_mentions
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.sentences import Sentence, split_sentences
from filmdossier.reading.shapes import Item
from filmdossier.reading.terms import find_terms
from filmdossier.reading.values import find_values

CASES = Path(__file__).parents[1] / "cases"
_MARK = re.compile(r"⟦(?:(=[^:⟧]{1,80}|[a-z]+(?:@[0-9.]+)?):)?([^⟧]*)⟧")
_KINDS = frozenset(Kind)


@dataclass
class Marked:
    """A text without its marks, and what they said."""

    text: str = ""
    names: list[Name] = field(default_factory=list)
    stand_ins: list[tuple[Span, str]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def sentences(self, pack: Pack) -> list[Sentence]:
        return split_sentences(self.text, pack)

    def mentions(self, pack: Pack) -> list[Mention]:
        return assemble_mentions(self.text, self.sentences(pack), self.names, pack)

    def items(self, pack: Pack) -> list[Item]:
        """Names, values and terms, as the reader finds them once the names are tagged."""
        mentions = self.mentions(pack)
        values: list[ValueMention] = [
            v for v in find_values(self.text, pack) if not any(m.span.overlaps(v.span) for m in mentions)
        ]
        return [*mentions, *values, *find_terms(self.text, pack, [m.span for m in mentions])]


def unmark(text: str) -> Marked:
    """Read the marks of a case's text."""
    out = Marked()
    at = 0
    for m in _MARK.finditer(text):
        out.text += text[at : m.start()]
        mark, words = m.groups()
        kind, _, score = (mark or "").partition("@")
        if mark is not None and kind not in _KINDS and not mark.startswith("="):
            words, mark = f"{mark}:{words}", None
        span = Span(len(out.text), len(out.text) + len(words))
        out.text += words
        at = m.end()
        if mark is None:
            out.spans.append(span)
        elif mark.startswith("="):
            out.stand_ins.append((span, mark[1:]))
        else:
            out.names.append(Name(span, Kind(kind), float(score or 1)))
    out.text += text[at:]
    return out


def cases_of(capability: str, table: str = "") -> list[Any]:
    """The cases of one capability in every language, as parameters of a test: the pack and the case.

    A case that is known to come out wrong says why in ``fails``; it is to be kept until it comes out right.
    """
    out = []
    for path in sorted((CASES / capability).glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text("utf-8"))
        for case in loaded[table] if table else loaded:
            marks = [pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else []
            out.append(pytest.param(load_pack(path.stem), case, id=f"{path.stem}-{case['id']}", marks=marks))
    return out
