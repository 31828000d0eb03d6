"""Words of an article with what stands around them, and where to read on."""

from __future__ import annotations

from pydantic import BaseModel, Field

from filmdossier.export.dossier_words import outlet_in_words
from filmdossier.model.sourced import DocumentHead, SourcedClaim, SourcedStatement

#: Code points shown on either side of the words, and of the words themselves.
_AROUND = 180
_LONGEST = 400


class Context(BaseModel):
    """Words of an article with what stands around them."""

    document: str = Field(description="id of the article")
    anchor: str = Field(description="of the place in the article's page: c- and a claim's id, s- and a statement's")
    outlet: str = Field(description="who published it")
    published: str | None = Field(description="EDTF")
    language: str = Field(description="BCP 47")
    before: str
    words: str
    after: str


def context_of_claim(claim: SourcedClaim) -> Context:
    """The words of a claim's value in the sentences to read for it."""
    value, evidence = claim.claim.value_span, claim.claim.evidence_span
    start = value.start - evidence.start
    if start < 0 or value.end > evidence.end:
        return _context(claim.document, f"c-{claim.id}", "", claim.words, "")
    end = start + len(claim.words)
    return _context(
        claim.document, f"c-{claim.id}", claim.evidence[:start], claim.words, claim.evidence[end : evidence.end]
    )


def context_of_statement(statement: SourcedStatement) -> Context:
    """What somebody said, with who it was before it."""
    return _context(
        statement.document,
        f"s-{statement.id}",
        f"{statement.statement.speaker.name}: ",
        " … ".join(statement.parts),
        "",
    )


def _context(document: DocumentHead, anchor: str, before: str, words: str, after: str) -> Context:
    return Context(
        document=document.id,
        anchor=anchor,
        outlet=outlet_in_words(document),
        published=document.published,
        language=document.language,
        before=before if len(before) <= _AROUND else f"…{before[-_AROUND:]}",
        words=words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…",
        after=after if len(after) <= _AROUND else f"{after[:_AROUND]}…",
    )
