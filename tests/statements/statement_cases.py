"""Articles of a sentence or two, as the tagger would hand them over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from filmdossier.languages import Pack, load_pack
from filmdossier.model.mention import Kind, Mention
from filmdossier.model.span import Span
from filmdossier.reading.annotated import Annotated, TaggedPart
from filmdossier.reading.folding import fold_text
from filmdossier.reading.sentences import split_sentences

FOLDER = Path(__file__).parents[1] / "cases/statements"


def load_cases() -> Iterator[dict[str, Any]]:
    for path in sorted(FOLDER.glob("*/*.yaml")):
        for case in yaml.safe_load(path.read_text("utf-8")):
            yield {"language": path.parent.name, "file": path.stem, **case}


def annotate(
    text: str, names: dict[str, list[str]], parts: Sequence[TaggedPart] = (), *, language: str = "en"
) -> Annotated:
    pack = load_pack(language)
    text = fold_text(text, pack)
    mentions = tuple(_mentions(text, names, pack))
    return Annotated(text, pack, split_sentences(text, pack), (), mentions, parts)


def _mentions(text: str, names: dict[str, list[str]], pack: Pack) -> list[Mention]:
    taken: dict[Span, Mention] = {}
    forms = [form for kind, group in names.items() for n in group for form in _forms(Kind(kind), n)]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(name for _, _, name in forms))}
    edge = r"\b" if pack.traits.spaces_between_words else ""
    for form, kind, name in sorted(forms, key=lambda f: -len(f[0])):
        for m in re.finditer(f"{edge}{re.escape(fold_text(form, pack))}{edge}", text):
            span = Span(m.start(), m.end())
            if not any(span.overlaps(other) for other in taken):
                taken[span] = Mention(span, kind, numbers[name], fold_text(name, pack))
    return [taken[span] for span in sorted(taken)]


def _forms(kind: Kind, written: str) -> Iterator[tuple[str, Kind, str]]:
    """The forms of a name: ``Full Name = other form = another``; a person's surname goes without saying."""
    name, *others = [part.strip() for part in written.split("=")]
    yield name, kind, name
    if kind is Kind.PERSON:
        yield name.rsplit(" ", 1)[-1], kind, name
    for other in others:
        yield other, kind, name
