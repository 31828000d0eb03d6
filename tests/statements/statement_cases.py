"""Articles of a sentence or two, as the tagger would hand them over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from filmdossier.languages import load_pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated, TaggedPart
from filmdossier.reading.sentences import split_sentences

FOLDER = Path(__file__).parents[1] / "cases/statements/en"


def load_cases() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield {"file": path.stem, **case}


def annotate(text: str, names: dict[str, list[str]], parts: Sequence[TaggedPart] = ()) -> Annotated:
    pack = load_pack("en")
    return Annotated(text, pack, split_sentences(text, pack), (), tuple(_mentions(text, names)), parts)


def _mentions(text: str, names: dict[str, list[str]]) -> list[Mention]:
    taken: dict[Span, Mention] = {}
    forms: list[tuple[str, Kind, str, int]] = []
    for number, (kind, name) in enumerate((k, n) for k, group in names.items() for n in group):
        forms.append((name, Kind(kind), name, number))
        if kind == "person":
            forms.append((name.rsplit(" ", 1)[-1], Kind.PERSON, name, number))
    for form, kind, name, number in sorted(forms, key=lambda f: -len(f[0])):
        for m in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = Span(m.start(), m.end())
            if not any(span.overlaps(other) for other in taken):
                taken[span] = Mention(span, kind, number, name)
    return [taken[span] for span in sorted(taken)]
