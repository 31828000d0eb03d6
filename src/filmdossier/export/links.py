"""What films, articles, claims and statements are called in what goes out: addresses where a server shows them.

Without a server, an article is named by the digest of its text (RFC 6920), and everything else by a UUID that follows
from its id, so that two exports of one thing name it alike.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

#: Characters of an address that stay as they are; what is left of it is encoded.
_KEPT = "%/:?#[]@!$&()*+,;=~-._"


@dataclass(frozen=True, slots=True)
class Links:
    """How things are named.

    Attributes:
        base: address of the server that shows the store, without a slash at its end; None where there is none.
    """

    base: str | None = None

    def film(self, film: str) -> str:
        """A film."""
        return f"{self.base}/films/{film}" if self.base else _urn("film", film)

    def fact(self, film: str, fact: str, place: int) -> str:
        """A value that some give a fact of a film; 1 is the one that stands."""
        return f"{self.film(film)}#f-{fact}-{place}" if self.base else _urn("fact", f"{film} {fact} {place}")

    def finding(self, film: str, finding: str) -> str:
        """Something that does not add up in the record of a film."""
        return f"{self.film(film)}#n-{finding}" if self.base else _urn("finding", finding)

    def article(self, document: str) -> str:
        """An article as it was read."""
        if self.base:
            return f"{self.base}/articles/{document}"
        return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(document)).decode().rstrip('=')}"

    def claim(self, document: str, claim: str) -> str:
        """A claim, where it stands in its article."""
        return f"{self.article(document)}#c-{claim}" if self.base else _urn("claim", claim)

    def statement(self, document: str, statement: str) -> str:
        """A statement, where it stands in its article."""
        return f"{self.article(document)}#s-{statement}" if self.base else _urn("statement", statement)

    def annotation(self, kind: str, thing: str) -> str:
        """An annotation of a claim or statement, which is another thing than the claim."""
        return _urn(f"annotation of a {kind}", thing)

    def annotations(self, kind: str, thing: str) -> str:
        """The collection of the annotations of a ``film`` or an ``article``."""
        if self.base:
            return f"{self.base}/api/v1/{kind}s/{thing}/as/annotations"
        return _urn(f"annotations of a {kind}", thing)

    def annotation_page(self, kind: str, thing: str, page: int) -> str:
        """A page of that collection, from 0."""
        if self.base:
            return f"{self.annotations(kind, thing)}?page={page}"
        return _urn(f"annotations of a {kind}, page {page}", thing)


def web_address(source: str) -> str | None:
    """The address that an article was read from, with nothing in it that an address may not hold; else None.

    >>> web_address("https://example.org/фильм?a=1 2"), web_address("press/a.txt"), web_address("javascript:alert(1)")
    ('https://example.org/%D1%84%D0%B8%D0%BB%D1%8C%D0%BC?a=1%202', None, None)
    """
    try:
        parts = urlsplit(source.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    return quote(source.strip(), safe=_KEPT, errors="replace")


def _urn(kind: str, thing: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'filmdossier {kind} {thing}')}"
