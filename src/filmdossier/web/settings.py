"""How the server is set up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The names under which a server on this machine is reached.
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server is set up.

    Attributes:
        people: who may write: name to the SHA-256 of the token, hexadecimal.
        secret: what cookies and tags are signed with; one of its own where none is given.
        hosts: names in the Host header that are answered, without port; others are refused (DNS rebinding).
        is_secure: whether browsers reach it by https, so that cookies travel by nothing else.
        is_private: whether reading needs a login, too.
        origins: origins whose scripts may read the API (CORS), none by default.
        most_bytes: of the body of a request.
        most_requests: that are answered at once; more are told to come again.
        most_connections: that are open at once; more are told to come again.
        patience: seconds that a client has for the head of a request, and for each further part of it.
        most_seconds: that an answer may take to begin.
        allow_private: whether addresses on this machine and in private networks may be added.
    """

    people: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default="", repr=False)
    hosts: tuple[str, ...] = LOOPBACK
    is_secure: bool = False
    is_private: bool = False
    origins: tuple[str, ...] = ()
    most_bytes: int = 8 * 1024 * 1024
    most_requests: int = 128
    most_connections: int = 400
    patience: float = 15.0
    most_seconds: float = 90.0
    allow_private: bool = False
