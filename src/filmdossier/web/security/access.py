"""The access file: who may write, by the SHA-256 of a token each, and the secret that cookies are signed with.

It is TOML, readable by its owner alone, and is replaced as a whole, so that a server never reads half of it. A server
that runs reads it again when it has changed: whoever is removed is out at once.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from filmdossier.model.errors import FilmdossierError
from filmdossier.web.security.tokens import digest, new_token

_LONGEST_NAME = 80
_HEAD = "# Who may write through `filmdossier serve`. To change it: filmdossier access add NAME, remove NAME.\n"


class AccessError(FilmdossierError):
    """The access file cannot be read or written, or somebody is not in it, or is already."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may write.

    Attributes:
        name: under which judgements are kept.
        token: SHA-256, hexadecimal.
        added: ISO 8601, UTC.
    """

    name: str
    token: str
    added: str


@dataclass(frozen=True, slots=True)
class Access:
    """What an access file holds."""

    secret: str = field(repr=False)
    people: tuple[Person, ...] = ()


def default_access_path() -> Path:
    """The access file of this user, beside the store."""
    return platformdirs.user_data_path("filmdossier") / "access.toml"


def new_access() -> Access:
    """Access for nobody yet, with a secret of its own."""
    return Access(secrets.token_hex(32))


def load_access(path: Path) -> Access:
    """Read an access file.

    Args:
        path: of the file.

    Raises:
        AccessError: there is none, it cannot be read, or it is not what filmdossier wrote.
    """
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise AccessError(f"{path}: there is no access file; make one with: filmdossier access add NAME") from None
    except (OSError, UnicodeDecodeError) as e:
        raise AccessError(f"{path}: it cannot be read ({getattr(e, 'strerror', 'not UTF-8')}); check it") from None
    try:
        held = tomllib.loads(text)
        people = tuple(Person(p["name"], p["token"], p["added"]) for p in held.get("people", ()))
        access = Access(held["secret"], people)
        if len(bytes.fromhex(access.secret)) < 16 or any(len(bytes.fromhex(p.token)) != 32 for p in people):
            raise ValueError("too short")
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError):
        remedy = "put a backup in its place, or move it away and add everybody anew"
        raise AccessError(f"{path}: that is no access file of filmdossier; {remedy}") from None
    return access


def save_access(access: Access, path: Path) -> None:
    """Put an access file in the place of what is there, whole or not at all, for the eyes of its owner.

    Args:
        access: what it is to hold.
        path: of the file; its folder is made.

    Raises:
        AccessError: it cannot be written.
    """
    lines = [_HEAD, f"secret = {_quoted(access.secret)}\n"]
    for p in access.people:
        fields = f"name = {_quoted(p.name)}\ntoken = {_quoted(p.token)}\nadded = {_quoted(p.added)}\n"
        lines.append(f"\n[[people]]\n{fields}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        number, made = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # mkstemp: mode 0600
        try:
            with os.fdopen(number, "w", encoding="utf-8") as file:
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())
            Path(made).replace(path)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
    except OSError as e:
        raise AccessError(f"{path}: it cannot be written ({e.strerror}); name another place with --access") from None


def add_person(access: Access, name: str) -> tuple[Access, str]:
    """Access for one more, and the token, which is kept nowhere.

    Raises:
        AccessError: the name is none, or is taken.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise AccessError(f"a name has 1 to {_LONGEST_NAME} visible characters")
    if any(p.name.casefold() == name.casefold() for p in access.people):
        raise AccessError(f"{name}: has access already; for a new token: filmdossier access remove, then add")
    token = new_token()
    person = Person(name, digest(token), datetime.now(UTC).isoformat(timespec="seconds"))
    return replace(access, people=(*access.people, person)), token


def remove_person(access: Access, name: str) -> Access:
    """Access without somebody.

    Raises:
        AccessError: nobody there is called that.
    """
    left = tuple(p for p in access.people if p.name != name)
    if len(left) == len(access.people):
        known = ", ".join(p.name for p in access.people) or "nobody"
        raise AccessError(f"{name}: has no access; these have: {known}")
    return replace(access, people=left)


def others_may_read(path: Path) -> bool:
    """Whether anybody but its owner may read the file."""
    return os.name == "posix" and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


class People(Mapping[str, str]):
    """Who may write, name to SHA-256 of the token, as the file says at the moment; nobody while it cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_at: tuple[int, int, int] | None = None
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._now()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())

    def _now(self) -> dict[str, str]:
        try:
            at = self._path.stat()
            seen = (at.st_mtime_ns, at.st_ino, at.st_size)
            if seen != self._read_at:
                self._known = {p.name: p.token for p in load_access(self._path).people}
                self._read_at = seen
        except (OSError, AccessError):
            self._known, self._read_at = {}, None
        return self._known


def _quoted(text: str) -> str:
    """A TOML string; names hold no control characters (`add_person`), so that JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False)
