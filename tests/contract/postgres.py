"""A PostgreSQL server of one's own, in a folder that is thrown away, for as long as it is needed."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_USER = "postgres"
_PASSWORD = "lets-nobody-in"


class NoServerError(Exception):
    """There is no PostgreSQL server to be started here, and why."""


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        port: where it listens, on 127.0.0.1 only.
        folder: where its data are.
        binaries: where its programs are.
    """

    port: int
    folder: Path
    binaries: Path

    def url(self, database: str, *, password: str = _PASSWORD, user: str = _USER) -> str:
        """The URL of a database."""
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def create(self) -> str:
        """Make an empty database and give its name."""
        import psycopg

        name = f"test_{secrets.token_hex(6)}"
        with psycopg.connect(self.url(_USER), autocommit=True) as c:
            c.execute(f'CREATE DATABASE "{name}"'.encode())
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        import psycopg

        with psycopg.connect(self.url(_USER), autocommit=True) as c:
            c.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server, and stop it and remove its data at the end.

    Raises:
        NoServerError: its programs are not there, or it does not start.
    """
    binaries = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="filmdossier-postgresql-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _owner())
        data, secret = folder / "data", folder / "password"
        secret.write_text(_PASSWORD)
        secret.chmod(0o644)
        options = ["--auth=scram-sha-256", f"--username={_USER}", f"--pwfile={secret}", "--encoding=UTF8"]
        _run([binaries / "initdb", "-D", data, *options, "--locale=C", "--no-sync"])
        port = _free_port()
        settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        log = folder / "log"
        _run([binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", settings, "start"])
        try:
            yield Server(port, folder, binaries)
        finally:
            _run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries() -> Path:
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found.sort(key=lambda p: int(p.parent.name) if p.parent.name.isdecimal() else 0)
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    usable = [p for p in found if (p / "pg_ctl").exists() and (p / "postgres").exists()]
    if not usable:
        raise NoServerError("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    return usable[-1]


def _owner() -> str:
    """Whom the server runs as where the tests run as root, which it refuses."""
    import pwd

    for name in (_USER, "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoServerError("PostgreSQL does not run as root, and there is no user postgres")


def _run(command: list[object]) -> None:
    words = [str(part) for part in command]
    user = _owner() if os.geteuid() == 0 else None
    done = subprocess.run(
        words,
        user=user,
        group=None if user is None else _group(user),
        extra_groups=None if user is None else [],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        check=False,
        timeout=180,
    )
    if done.returncode:
        raise NoServerError(f"{words[0]} failed: {done.stderr.decode(errors='replace')[-400:]}")


def _group(user: str) -> int:
    import pwd

    return pwd.getpwnam(user).pw_gid


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
