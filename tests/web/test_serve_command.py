"""``filmdossier serve`` and ``filmdossier access``, run as people run them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from click.testing import CliRunner

from filmdossier.cli.listening import warning_of
from filmdossier.cli.main import cli
from filmdossier.web.security.access import load_access


class Server:
    """A server in a process of its own: its address, and what it has printed so far."""

    def __init__(self, arguments: list[str], folder: Path, **environment: str) -> None:
        known = {**os.environ, "XDG_DATA_HOME": str(folder), **environment}
        command = [
            str(Path(sys.executable).with_name("filmdossier")),
            "serve",
            "--port",
            "0",
            "--workers",
            "1",
            *arguments,
        ]
        self.process = subprocess.Popen(
            command, env=known, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Serving at "), (line, self.rest() if not line else "")
        self.address = line.split()[-1].rstrip("/")
        self.port = urlsplit(self.address).port or 0

    def end(self, how: signal.Signals) -> tuple[int, float]:
        """Its exit status, and the seconds that it took."""
        began = time.monotonic()
        self.process.send_signal(how)
        return self.process.wait(30), time.monotonic() - began

    def rest(self) -> str:
        """What it said on standard error, once it has ended."""
        assert self.process.stderr is not None
        return self.process.stderr.read()


@contextmanager
def server(arguments: list[str], folder: Path, **environment: str) -> Iterator[Server]:
    started = Server(arguments, folder, **environment)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            os.killpg(started.process.pid, signal.SIGKILL)
        started.process.wait(10)
        for pipe in (started.process.stdout, started.process.stderr):
            assert pipe is not None
            pipe.close()


@pytest.fixture
def own_file(press_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(press_file, tmp_path / "own.db"))


def test_the_first_start_makes_a_store_and_a_token(tmp_path: Path) -> None:
    with server([], tmp_path) as s:
        assert "Nothing has been read yet" in httpx.get(f"{s.address}/").text
        assert httpx.get(f"{s.address}/healthz").text == "up\n"
        status, took = s.end(signal.SIGINT)
        said = s.rest()
    assert status == 0
    assert took < 3
    file = tmp_path / "filmdossier" / "access.toml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    [token] = re.findall(r"shown this once: (\S+)", said)
    assert f"{s.address}/login#token={token}" in said
    assert token not in file.read_text()
    assert (tmp_path / "filmdossier" / "dossier.db").exists()
    assert "Traceback" not in said

    with server([], tmp_path) as s:
        page = httpx.post(f"{s.address}/login", data={"token": token})
        assert (page.status_code, "set-cookie" in page.headers) == (303, True)
        assert s.end(signal.SIGTERM)[0] == 0
        assert "token" not in s.rest()


def test_people_come_and_go_while_it_runs(own_file: Path, tmp_path: Path) -> None:
    access = tmp_path / "access.toml"
    with server(["--db", str(own_file), "--access", str(access), "--private", "--log"], tmp_path) as s:

        def seen(token: str) -> int:
            return httpx.get(f"{s.address}/", headers={"Authorization": f"Bearer {token}"}).status_code

        run = CliRunner()
        added = run.invoke(cli, ["access", "add", "Анна", "--access", str(access)])
        token = added.stdout.strip()
        assert seen(token) == 200
        assert run.invoke(cli, ["access", "list", "--access", str(access)]).stdout.endswith("Анна\n")
        assert run.invoke(cli, ["access", "remove", "Анна", "--access", str(access)]).exit_code == 0
        assert seen(token) == 303
        assert s.end(signal.SIGTERM)[0] == 0
        said = s.rest()
    assert '"GET / HTTP/1.1" 303' in said
    assert token not in said


def test_the_demo_needs_nothing(tmp_path: Path) -> None:
    with server(["--demo"], tmp_path, TMPDIR=str(tmp_path)) as s:
        assert "Red Silk" in httpx.get(f"{s.address}/").text
        status, _ = s.end(signal.SIGINT)
        said = s.rest()
    assert status == 0
    assert re.search(r"shown this once: (\S+)", said)
    assert not [*tmp_path.rglob("*.db"), *tmp_path.rglob("*.toml")]


def wait_until_gone(group: int) -> None:
    deadline = time.monotonic() + 10
    while living(group):
        assert time.monotonic() < deadline, f"left behind: {living(group)}"
        threading.Event().wait(0.05)


def living(group: int) -> list[str]:
    """The processes of a group that are there, zombies aside."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                words = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
            if int(fields[2]) == group and fields[0] != "Z":
                found.append(words)
    return found


def test_a_worker_that_dies_is_replaced_and_none_outlives_its_parent(own_file: Path, tmp_path: Path) -> None:
    with server(["--db", str(own_file), "--workers", "2"], tmp_path) as s:
        children = Path(f"/proc/{s.process.pid}/task/{s.process.pid}/children")

        def workers() -> set[str]:
            ids = children.read_text().split()
            return {i for i in ids if "spawn_main" in Path(f"/proc/{i}/cmdline").read_text()}

        before = workers()
        assert len(before) == 2
        os.kill(int(min(before)), signal.SIGKILL)
        deadline = time.monotonic() + 20
        while not (len(workers()) == 2 and workers() != before):
            assert time.monotonic() < deadline
            threading.Event().wait(0.05)
        assert httpx.get(f"{s.address}/").status_code == 200
        assert s.end(signal.SIGKILL)[0] == -9
        wait_until_gone(s.process.pid)


def test_sigterm_lets_an_answer_be_finished(own_file: Path, tmp_path: Path) -> None:
    with server(["--db", str(own_file)], tmp_path) as s, socket.create_connection(("127.0.0.1", s.port)) as c:
        c.sendall(
            b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nto"
        )
        wait_until_answering(s.address)
        s.process.send_signal(signal.SIGTERM)
        wait_until_refusing(s.port)
        c.sendall(b"ken=a")
        assert c.recv(100).startswith(b"HTTP/1.1 403")
        assert s.process.wait(10) == 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_waits_for_nobody(own_file: Path, tmp_path: Path, workers: str) -> None:
    access = tmp_path / "access.toml"
    token = CliRunner().invoke(cli, ["access", "add", "Ada", "--access", str(access)]).stdout.strip()
    arguments = ["--db", str(own_file), "--access", str(access), "--workers", workers, "--allow-private"]
    with socket.create_server(("127.0.0.1", 0)) as silent, server(arguments, tmp_path) as s:
        wanted = {"address": f"http://127.0.0.1:{silent.getsockname()[1]}/"}

        def ask() -> None:
            login = {"Authorization": f"Bearer {token}"}
            with suppress(httpx.HTTPError):
                httpx.post(f"{s.address}/api/v1/articles", json=wanted, timeout=60, headers=login)

        asking = threading.Thread(target=ask)
        asking.start()
        silent.settimeout(60)
        with silent.accept()[0]:
            status, took = s.end(signal.SIGINT)
            asking.join(10)
            wait_until_gone(s.process.pid)
        assert (status, took < 3) == (0, True)
        assert "Traceback" not in s.rest()


def wait_until_answering(address: str) -> None:
    assert httpx.get(f"{address}/healthz").status_code == 200


def wait_until_refusing(port: int) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            return
        assert time.monotonic() < deadline
        threading.Event().wait(0.02)


_BESIDE = ("Usage", "Try", "Made", "Warning")


def failing(arguments: list[str], folder: Path, **environment: str) -> str:
    """The one line that a server says that does not start."""
    known = {**os.environ, "XDG_DATA_HOME": str(folder), **environment}
    command = [str(Path(sys.executable).with_name("filmdossier")), "serve", *arguments]
    done = subprocess.run(command, env=known, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if line and not line.startswith(_BESIDE)]
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_port_in_use_is_told_in_a_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = failing(["--port", str(port)], tmp_path)
    assert f"127.0.0.1 port {port}: something listens there already" in said
    assert not (tmp_path / "filmdossier").exists()


FAILING: dict[str, tuple[list[str], str]] = {
    "an address of elsewhere": (["--host", "192.0.2.1"], "no address of this machine"),
    "a name of nothing": (["--host", "no.such.invalid"], "no address of this machine"),
    "a store and the demo": (["--demo", "--db", "x.db"], "--demo has a store of its own"),
    "a root with a query": (["--root", "/a?b"], "--root /a?b"),
    "a root that climbs": (["--root", "/a/../b"], "--root /a/../b"),
    "an origin with a path": (["--origin", "https://example.org/x"], "--origin https://example.org/x"),
    "a proxy that is none": (["--behind-proxy", "--proxy", "front"], "--proxy front"),
    "a proxy without its option": (["--proxy", "10.0.0.1"], "--behind-proxy"),
    "a folder as store": (["--port", "0", "--db", "/"], "/: that is a folder"),
    "another file as access": (["--port", "0", "--access", __file__], "that is no access file"),
}


@pytest.mark.parametrize("case", FAILING)
def test_what_cannot_be_served_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    arguments, problem = FAILING[case]
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr("filmdossier.web.serving.run.run", lambda *_: pytest.fail("it was served"))
    done = CliRunner().invoke(cli, ["serve", *arguments])
    assert done.exit_code != 0
    said = done.stderr if isinstance(done.exception, SystemExit) else str(done.exception)
    assert problem in said


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    hidden = tmp_path / "sitecustomize.py"
    hidden.write_text(
        "import importlib.util as u\nfind = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'fastapi' else find(name, *a)\n"
    )
    said = failing([], tmp_path, PYTHONPATH=str(tmp_path))
    assert said == "filmdossier: serve needs fastapi; pip install 'filmdossier[web]'"


WARNED: dict[str, tuple[str, bool, bool, str]] = {
    "everywhere": ("0.0.0.0", False, False, "whoever reaches this machine may read"),
    "everywhere, private": ("::", True, False, "without https tokens"),
    "an address of a network": ("192.168.0.2", False, False, "whoever reaches this machine may read"),
    "everywhere, behind a proxy": ("0.0.0.0", False, True, ""),
    "here": ("127.0.0.1", False, False, ""),
    "here, by name": ("localhost", False, False, ""),
    "here, version 6": ("::1", False, False, ""),
}


@pytest.mark.parametrize("case", WARNED)
def test_being_reached_from_elsewhere_is_warned_of(case: str) -> None:
    host, is_private, behind_proxy, warning = WARNED[case]
    said = warning_of(host, is_private=is_private, behind_proxy=behind_proxy)
    assert (warning in said) if warning else said == ""


def test_a_server_for_everybody_warns_and_is_reached_by_its_address(own_file: Path, tmp_path: Path) -> None:
    access = tmp_path / "access.toml"
    CliRunner().invoke(cli, ["access", "add", "Ada", "--access", str(access)])
    access.chmod(0o644)
    with server(["--db", str(own_file), "--host", "0.0.0.0", "--access", str(access)], tmp_path) as s:
        assert httpx.get(f"{s.address}/", headers={"Host": f"192.0.2.7:{s.port}"}).status_code == 200
        assert httpx.get(f"{s.address}/", headers={"Host": "rebound.example"}).status_code == 400
        s.end(signal.SIGTERM)
        said = s.rest()
    assert "Warning: whoever reaches this machine may read" in said
    assert f"chmod 600 {access}" in said


NAMES: dict[str, tuple[str, bool]] = {
    "plain": ("Ada Lovelace", True),
    "any script": ("安娜 Анна", True),
    "quotes": ('O"Neil \\ Co', True),
    "spaces are made one": ("  a \t b ", True),
    "none": ("   ", False),
    "long": ("a" * 81, False),
    "a control character": ("a\x07b", False),
    "a line break would be a space": ("a\nb", True),
    "a direction mark": ("a\u202eb", False),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_are_kept_as_they_are_or_refused(tmp_path: Path, case: str) -> None:
    name, is_taken = NAMES[case]
    file = tmp_path / "access.toml"
    done = CliRunner().invoke(cli, ["access", "add", name, "--access", str(file)])
    assert (done.exit_code == 0) is is_taken
    if is_taken:
        assert [p.name for p in load_access(file).people] == [" ".join(name.split())]
        again = CliRunner().invoke(cli, ["access", "add", name.upper(), "--access", str(file)])
        assert again.exit_code != 0
