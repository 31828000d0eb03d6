"""The article's text as HTML, every claim and statement marked where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from markupsafe import Markup, escape

from filmdossier.export.segments import Highlight, Segment, cut_segments, find_paragraphs
from filmdossier.export.view import ClaimView, ReadingView, StatementView
from filmdossier.model.span import Span

_CLAIM = Markup(
    '<a class="fd-mark fd-{family}{inside}" href="#{page}-{key}"{identity} data-items="{items}"'
    ' aria-describedby="{page}-{key}-is">{words}</a>'
)
_SAID = Markup('<span class="fd-mark fd-said"{identity} data-items="{items}">{words}</span>')
_PLACE = Markup('<span class="fd-place" id="{page}-{key}-at"></span>')
_REFERENCE = Markup(
    '<a class="fd-ref" href="#{page}-{key}" data-items="{page}-{key}" data-sign="{sign}" aria-label="{label}"></a>'
)


def render_text(text: str, view: ReadingView, page: str) -> tuple[Markup | None, Markup]:
    """The heading, where the text begins with its title, and the paragraphs.

    The words are untouched: taking the tags away from both gives back the text.

    A stretch that several things cover links to the shortest; the others get a reference behind their last word, so
    that each can be reached from the text without a script.

    Args:
        text: the document's text.
        view: the same reading, arranged.
        page: prefix of every id, unique on its page.
    """
    claims = {c.id: c for c in view.claims()}
    statements = {s.id: s for s in view.statements}
    highlights = [Highlight(c.id, c.span) for c in claims.values()]
    highlights += [Highlight(s.id, span) for s in statements.values() for span in s.spans]
    writer = _Writer(text, page, claims, statements)
    paragraphs = list(find_paragraphs(text))
    segments = [cut_segments(p, highlights) for p in paragraphs]
    writer.survey([s for per_paragraph in segments for s in per_paragraph])
    heading = None
    parts = []
    end = 0
    for paragraph, within in zip(paragraphs, segments, strict=True):
        inner = Markup("").join(writer.write(s) for s in within)
        if paragraph == paragraphs[0] and paragraph.of(text) == view.title:
            heading = inner
        else:
            parts += [escape(text[end : paragraph.start]), Markup("<p>{}</p>").format(inner)]
        end = paragraph.end
    return heading, Markup("").join([*parts, escape(text[end:])])


class _Writer:
    """Writes segments, and remembers which ids are already in the page."""

    def __init__(
        self, text: str, page: str, claims: Mapping[str, ClaimView], statements: Mapping[str, StatementView]
    ) -> None:
        self._text = text
        self._page = page
        self._claims = claims
        self._statements = statements
        self._placed: set[str] = set()
        self._linked: set[str] = set()
        self._last: dict[Span, list[str]] = defaultdict(list)

    def survey(self, segments: list[Segment]) -> None:
        """Note where each thing ends, and which ones no stretch of text links to."""
        last: dict[str, Span] = {}
        for segment in segments:
            for key in segment.keys:
                last[key] = segment.span
            if link := self._link(segment):
                self._linked.add(link)
        for key, span in last.items():
            if key not in self._linked:
                self._last[span].append(key)

    def _link(self, segment: Segment) -> str | None:
        return next((k for k in segment.keys if k in self._claims), None)

    def write(self, segment: Segment) -> Markup:
        words = escape(segment.span.of(self._text))
        if not segment.keys:
            return words
        link = self._link(segment)
        new = [k for k in segment.keys if k not in self._placed]
        self._placed.update(new)
        own = link or segment.keys[0]
        identity = Markup(' id="{}-{}-at" data-sign="{}"').format(self._page, own, own) if own in new else ""
        places = Markup("").join(_PLACE.format(page=self._page, key=k) for k in new if k != own)
        items = " ".join(f"{self._page}-{k}" for k in segment.keys)
        if link:
            inside = " fd-said" if any(k in self._statements for k in segment.keys) else ""
            family = self._claims[link].family.key
            marked = _CLAIM.format(
                family=family, inside=inside, page=self._page, key=link, identity=identity, items=items, words=words
            )
        else:
            marked = _SAID.format(identity=identity, items=items, words=words)
        references = Markup("").join(self._reference(k) for k in self._last[segment.span])
        return places + marked + references

    def _reference(self, key: str) -> Markup:
        if key in self._statements:
            label = f"Statement by {self._statements[key].speaker}"
        else:
            label = f"{self._claims[key].label}: {self._claims[key].value}"
        return _REFERENCE.format(page=self._page, key=key, sign=key, label=label)
