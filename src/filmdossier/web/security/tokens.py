"""Tokens that let a person write: 192 random bits, so that a plain SHA-256 of each is kept and nothing slower."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """A token that nobody else has: 32 letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(24)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
