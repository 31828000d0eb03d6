"""Who is behind a claim: articles that rest on one report, or copy one another, are one witness.

The origin of a claim is, in this order:

1. the last link of its attribution, where that is a name (``Izvestia``): case, blanks and leading articles aside;
2. where the last link is not a name (``the newspaper``, ``a source``, ``studio executives``): the nearest link before
   it that is one, else the outlet that the same article names last before those words;
3. the publisher of the article; else the one publisher known for the host of its address; else that host; else the
   article itself.

Among claims of one value, two origins are one where their articles copy one another (`filmdossier.record.shingles`) or
where the very same sentence stands for both; such a group goes by the least of its names.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize
from urllib.parse import urlsplit

from filmdossier.languages import load_pack, pack_tags
from filmdossier.model.reading import Attribution, Status
from filmdossier.model.sourced import DocumentHead, SourcedClaim
from filmdossier.record.fact_keys import Spellings, spellings
from filmdossier.record.folding import folded_value
from filmdossier.record.same_names import common_name
from filmdossier.record.shingles import find_copies, fold_tokens
from filmdossier.record.unions import Unions

SAME_SENTENCE = 8
"""A sentence of so many words that stands in two articles was not written twice."""
_CHARACTERS_OF_A_WORD = 2
"""Of scripts that do not part words so many characters count as one word."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Who a claim goes back to: the folded name, the name as written, and whether it is only the article's own."""

    key: str
    name: str
    own: bool


def origins(
    claims: Sequence[SourcedClaim], signatures: Mapping[str, bytes], names: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """The independent source behind each claim.

    Args:
        claims: in any order; the more of each document, the better its unnamed sources can be told.
        signatures: of the documents' texts by document id, as `shingles.signature` makes them.
        names: each spelling of a person or organisation to the one that stands, so that one who is quoted in several
            spellings is one witness.

    Returns:
        Claim id to origin, for every claim. Two claims of one value have the same origin exactly where they count as
        one witness.
    """
    claims = sorted({c.id: c for c in claims}.values(), key=lambda c: c.id)
    copies = _copies(claims, signatures)
    documents = {c.document.id: c.document for c in claims}
    publishers = _publishers(documents.values())
    named = _named_outlets(claims)
    spelled = spellings(names or {})
    own = {i: _own(document, publishers) for i, document in documents.items()}
    sources = {c.id: _source(c, named.get(c.document.id, ()), own, spelled) for c in claims}
    sentences = {e: _telling_sentence(e) for e in {c.evidence for c in claims}}
    written = _spellings(sources.values())
    groups: dict[str, list[SourcedClaim]] = {}
    for c in claims:
        groups.setdefault(f"{c.claim.predicate}\x1f{folded_value(c.claim.value)}", []).append(c)
    found: dict[str, str] = {}
    for group in groups.values():
        found.update(_joined(group, sources, copies, sentences, written))
    return dict(sorted(found.items()))


def origin_of_document(document: DocumentHead) -> str:
    """The origin that a document's unattributed claims have by themselves: its publisher, host or id."""
    return _own(document, {}).name


def _joined(
    claims: Sequence[SourcedClaim],
    sources: Mapping[str, _Source],
    copies: Mapping[str, str],
    sentences: Mapping[str, str | None],
    written: Mapping[str, str],
) -> Iterable[tuple[str, str]]:
    """The origins of claims of one value: sources joined where articles copy, or share the sentence."""
    if len(claims) == 1:
        return [(claims[0].id, written[sources[claims[0].id].key])]
    unions: Unions[Hashable] = Unions()
    for c in claims:
        source = sources[c.id]
        unions.add(("name", source.key))
        if source.own and c.document.id in copies:
            unions.join(("name", source.key), ("copies", copies[c.document.id]))
        if (sentence := sentences[c.evidence]) is not None:
            unions.join(("name", source.key), ("sentence", sentence))
    least: dict[Hashable, str] = {}
    for c in claims:
        key = sources[c.id].key
        root = unions.root(("name", key))
        least[root] = min(least.get(root, key), key)
    return [(c.id, written[least[unions.root(("name", sources[c.id].key))]]) for c in claims]


def _copies(claims: Sequence[SourcedClaim], signatures: Mapping[str, bytes]) -> dict[str, str]:
    """Documents that copy one another, each to one id that stands for its group."""
    documents = {c.document.id for c in claims}
    unions: Unions[str] = Unions()
    joined: set[str] = set()
    for pair in find_copies({d: s for d, s in signatures.items() if d in documents}):
        unions.join(*pair)
        joined.update(pair)
    return {d: unions.root(d) for d in joined}


def _source(
    claim: SourcedClaim, outlets: Sequence[tuple[int, str]], own: Mapping[str, _Source], names: Spellings
) -> _Source:
    chain = claim.claim.attribution
    for link in reversed(chain):
        if is_named(link):
            name = common_name(names.of(link.name), "outlet")
            return _Source(fold_name(name), _trimmed(name), own=False)
    if chain or claim.claim.status is Status.REPORTED:
        at = chain[-1].span.start if chain else claim.claim.value_span.start
        before = [name for start, name in outlets if start <= at]
        if before:
            name = common_name(before[-1], "outlet")
            return _Source(fold_name(name), _trimmed(name), own=False)
    return own[claim.document.id]


def _own(document: DocumentHead, publishers: Mapping[str, str]) -> _Source:
    host = _host(document.source)
    name = common_name(document.publisher or publishers.get(host) or host, "outlet")
    if name and fold_name(name):
        return _Source(fold_name(name), _trimmed(name), own=True)
    return _Source(f"document {document.id}", f"document {document.id}", own=True)


def _publishers(documents: Iterable[DocumentHead]) -> dict[str, str]:
    """Hosts to publishers, where all that is known of a host has one."""
    found: dict[str, dict[str, str]] = {}
    for d in documents:
        if d.publisher and (host := _host(d.source)):
            names = found.setdefault(host, {})
            key = fold_name(d.publisher)
            names[key] = min(names.get(key, d.publisher), d.publisher)
    return {host: next(iter(names.values())) for host, names in found.items() if len(names) == 1}


def _named_outlets(claims: Iterable[SourcedClaim]) -> dict[str, list[tuple[int, str]]]:
    """The outlets that each document names as sources: where and how, in the order of the text."""
    found: dict[str, set[tuple[int, str]]] = {}
    for c in claims:
        for link in c.claim.attribution:
            if link.kind == "outlet" and is_named(link):
                found.setdefault(c.document.id, set()).add((link.span.start, link.name))
    return {document: sorted(names) for document, names in found.items()}


def is_named(link: Attribution) -> bool:
    """Whether a link of an attribution is a name, not only words for somebody.

    Unnamed sources are marked as such by the reader; an outlet, organisation or person of a script with two cases is
    named where a capital or a figure stands in it.
    """
    if link.kind == "unnamed" or not fold_name(link.name):
        return False
    cased = [c for c in link.name if c.lower() != c.upper()]
    return not cased or any(c != c.lower() for c in cased) or any(c.isdecimal() for c in link.name)


@lru_cache(maxsize=32768)
def fold_name(name: str) -> str:
    """A source's name for comparing: without case, marks at its ends, and leading articles of any language we read."""
    words = [w.strip(".,;:!?\"'«»“”„‘’()[]") for w in normalize("NFKC", name).casefold().split()]
    words = [w for w in words if w]
    while len(words) > 1 and words[0] in _articles():
        words = words[1:]
    return " ".join(words)


def _trimmed(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[0].casefold() in _articles():
        words = words[1:]
    return " ".join(words)


@cache
def _articles() -> frozenset[str]:
    tables = (load_pack(tag).table("names") for tag in pack_tags())
    return frozenset(str(w).casefold() for table in tables for w in table.get("leading_articles", ()))


def _host(source: str) -> str:
    try:
        return (urlsplit(source).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _spellings(sources: Iterable[_Source]) -> dict[str, str]:
    """How each folded name is written: the least of its spellings."""
    least: dict[str, str] = {}
    for s in sources:
        least[s.key] = min(least.get(s.key, s.name), s.name)
    return least


def _telling_sentence(evidence: str) -> str | None:
    tokens = fold_tokens(evidence)
    characters = sum(len(t) == 1 and not t.isascii() for t in tokens)
    words = len(tokens) - characters + characters // _CHARACTERS_OF_A_WORD
    return " ".join(tokens) if words >= SAME_SENTENCE else None
