"""Names and parts of attributions, as the language's encoder tags them."""

from __future__ import annotations

from collections.abc import Sequence

from filmdossier.languages import Pack
from filmdossier.model.mention import Kind
from filmdossier.model.span import Span
from filmdossier.reading.annotated import TaggedPart
from filmdossier.reading.mentions.encoder import Encoder
from filmdossier.reading.mentions.names import Name
from filmdossier.reading.sentences import Sentence


def tag(text: str, sentences: Sequence[Sentence], pack: Pack) -> tuple[list[Name], list[TaggedPart]]:
    """The names in a text, and the sources, cues and contents of its attributions.

    Raises:
        PackError: where the pack's encoder is missing or damaged.
    """
    encoder = pack.made("encoder", lambda: Encoder.load(pack.folder))
    tagging = encoder.tag(text, [(s.span.start, s.span.end) for s in sentences])
    names = [Name(Span(t.start, t.end), Kind(t.label), t.score) for t in tagging.entities]
    parts = [TaggedPart(Span(t.start, t.end), t.label, t.score) for t in tagging.attributions]
    return names, parts
