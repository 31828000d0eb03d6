"""A film's record out of everything claimed about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from filmdossier.model.judgement import Judgement
from filmdossier.model.record import Cluster, Credit, Record
from filmdossier.model.sourced import DocumentHead, SourcedClaim
from filmdossier.record.facts import reconcile
from filmdossier.record.series import series_of
from filmdossier.record.witnesses import origin_of_document, origins


def assemble_record(
    film: Cluster,
    claims: Sequence[SourcedClaim],
    credits: Sequence[Credit],  # noqa: A002  the word of the domain
    documents: Sequence[DocumentHead],
    signatures: Mapping[str, bytes],
    judgements: Sequence[Judgement] = (),
) -> Record:
    """The record of one film, without findings; whatever order its parts come in, the same.

    Args:
        film: which film.
        claims: all about it, and those about the world in its documents.
        credits: its people and organisations; their spellings make claims on one person agree.
        documents: those that it rests on.
        signatures: of their texts, by document id.
        judgements: all that people have decided on its claims.
    """
    claims = sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
    names = standing_names(credits)
    behind = origins(claims, signatures, names)
    facts = reconcile(claims, names, behind, judgements)
    own = {d.id: origin_of_document(d) for d in {c.document.id: c.document for c in claims}.values()}
    return Record(
        film=film,
        facts=facts,
        series=series_of(facts, claims, behind, judgements),
        credits=tuple(sorted(credits, key=lambda c: (c.kind, c.id))),
        documents=tuple(sorted({d.id for d in documents} | {c.document.id for c in claims})),
        origins={c.id: behind[c.id] for c in claims if behind[c.id] != own[c.document.id]},
    )


def standing_names(credits: Sequence[Credit]) -> dict[str, str]:  # noqa: A002
    """Each spelling of a person or organisation to the one that stands.

    A spelling that several credits share stands for the one that it names best, where it is the standing one of only
    one of them; else it stands for itself.
    """
    by_spelling: dict[str, set[str]] = {}
    for credit in credits:
        for name in (credit.name, *credit.names):
            by_spelling.setdefault(name, set()).add(credit.name)
    return {name: next(iter(stand)) if len(stand) == 1 else name for name, stand in sorted(by_spelling.items())}
