"""Behind nginx, below a path of its own, by https: the set-up that docs/serving.md shows, as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from click.testing import CliRunner

from filmdossier.cli.main import cli
from tests.web.test_hostile_words import found_in
from tests.web.test_serve_command import Server, server

ROOT = "/films-of-the-press"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
DOCS = Path(__file__).parents[2] / "docs" / "serving"

pytestmark = pytest.mark.skipif(not (NGINX and shutil.which("openssl")), reason="needs nginx and openssl")


@dataclass
class Front:
    """A proxy and what is behind it: its address for browsers, a token, and the folder of its log."""

    address: str
    token: str
    behind: Server
    trust: ssl.SSLContext

    def client(self, **more: object) -> httpx.Client:
        return httpx.Client(base_url=self.address, verify=self.trust, **more)  # type: ignore[arg-type]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as s:
        return int(s.getsockname()[1])


@pytest.fixture(scope="module")
def front(press_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("front")
    shutil.copy(press_file, folder / "own.db")
    access = folder / "access.toml"
    token = CliRunner().invoke(cli, ["access", "add", "Ada", "--access", str(access)]).stdout.strip()
    unit = (DOCS / "filmdossier.service").read_text("utf-8")
    options = re.search(r"filmdossier serve --port 8000 --workers 2 (.*?)\nRestart", unit, re.DOTALL)
    assert options
    own = options[1].replace("films.example.org", "localhost").replace("\\\n", " ").split()
    arguments = ["--db", str(folder / "own.db"), "--access", str(access), "--port", str(free_port()), *own]
    with server(arguments, folder) as behind:
        port = int(arguments[5])
        public = free_port()
        certificate = make_certificate(folder)
        process = start_nginx(folder, public, port)
        try:
            trust = ssl.create_default_context(cafile=str(certificate))
            yield Front(f"https://localhost:{public}", token, behind, trust)
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(10)


def make_certificate(folder: Path) -> Path:
    file = folder / "films.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    subprocess.run(
        [*command, *names, "-keyout", str(folder / "films.key"), "-out", str(file)], check=True, capture_output=True
    )
    return file


def start_nginx(folder: Path, public: int, behind: int) -> subprocess.Popen[bytes]:
    """nginx with the documented set-up, but for names, files and ports."""
    site = (DOCS / "nginx.conf").read_text("utf-8")
    for said, meant in {
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
        "listen 443": f"listen 127.0.0.1:{public}",
        "films.example.org;": "localhost;",
        "/etc/ssl/films.example.org.pem": str(folder / "films.pem"),
        "/etc/ssl/films.example.org.key": str(folder / "films.key"),
    }.items():
        assert said in site
        site = site.replace(said, meant)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    logs = f"access_log {folder}/access.log; error_log {folder}/error.log;"
    inside = f"{temporary} {logs}\n{site}"
    main = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}} http {{ {inside} }}"
    if os.getuid() == 0:
        main = f"user root; {main}"
    (folder / "nginx.conf").write_text(main)
    assert NGINX
    process = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.PIPE)
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", public), timeout=1).close()
        except OSError:
            assert process.poll() is None, process.stderr and process.stderr.read()
            assert time.monotonic() < deadline
            threading.Event().wait(0.02)
        else:
            return process


def test_pages_are_found_below_the_path(front: Front) -> None:
    assert front.behind.address == f"https://localhost{ROOT}"
    with front.client() as client:
        assert client.get(ROOT).headers["location"].endswith(f"{ROOT}/")
        refused = client.get(f"{ROOT}/films/0?as_of=2025")
        assert (refused.status_code, refused.headers["location"]) == (
            303,
            f"{ROOT}/login?next=%2Ffilms-of-the-press%2Ffilms%2F0%3Fas_of%3D2025",
        )


def test_a_login_is_for_https_and_this_path_alone(front: Front) -> None:
    with front.client(headers={"Origin": front.address, "Sec-Fetch-Site": "same-origin"}) as client:
        answer = client.post(f"{ROOT}/login", data={"token": front.token, "next": f"{ROOT}/review"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{ROOT}/review")
        cookie = answer.headers["set-cookie"].lower()
        assert "; secure" in cookie
        assert f"path={ROOT};" in cookie
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert client.get(f"{ROOT}/review").status_code == 200


def test_a_form_of_another_site_is_refused(front: Front) -> None:
    with front.client(headers={"Origin": "https://evil.example"}) as client:
        assert client.post(f"{ROOT}/login", data={"token": front.token}).status_code == 403
    with front.client(headers={"Host": "evil.example"}) as client:
        assert client.get(f"{ROOT}/").status_code == 400


def test_every_link_stays_below_the_path(front: Front) -> None:
    wrong, seen = [], {f"{ROOT}/"}
    waiting = [f"{ROOT}/", f"{ROOT}/review", f"{ROOT}/add", f"{ROOT}/api"]
    with front.client(headers={"Authorization": f"Bearer {front.token}"}) as client:
        while waiting and len(seen) < 60:
            path = waiting.pop(0)
            answer = client.get(path)
            if answer.status_code >= 400:
                wrong.append(f"{path}: {answer.status_code}")
            if "location" in answer.headers:
                assert answer.headers["location"].startswith(f"{ROOT}/"), path
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            for link in found_in(answer, "//@href | //@src | //@action"):
                at = urlsplit(urljoin(front.address + path, link))
                if f"{at.scheme}://{at.netloc}" != front.address:
                    continue
                if not at.path.startswith(f"{ROOT}/"):
                    wrong.append(f"{path}: {link}")
                elif at.path not in seen and not at.path.endswith("/logout"):
                    seen.add(at.path)
                    waiting.append(at.path)
    assert wrong == []
    assert len(seen) > 15


def test_what_is_known_is_not_sent_again(front: Front) -> None:
    with front.client(headers={"Authorization": f"Bearer {front.token}"}) as client:
        first = client.get(f"{ROOT}/")
        assert first.headers["cache-control"] == "private, no-cache"
        again = client.get(f"{ROOT}/", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304


def test_too_large_and_too_many_are_refused_in_front(front: Front) -> None:
    with front.client() as client:
        assert client.post(f"{ROOT}/add", content=b"a" * (8 * 1024 * 1024 + 1)).status_code == 413
        tries = [client.post(f"{ROOT}/login", data={"token": "wrong"}).status_code for _ in range(14)]
    assert 403 in tries
    assert tries[-1] == 429


def test_the_log_names_the_client_and_nobody_pretends_to_be_another(front: Front) -> None:
    with front.client(headers={"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}) as client:
        assert client.get(f"{ROOT}/healthz").text == "up\n"
    front.behind.process.send_signal(signal.SIGTERM)
    assert front.behind.process.wait(30) == 0
    said = front.behind.rest()
    assert '127.0.0.1:0 - "GET /films-of-the-press/healthz HTTP/1.1" 200' in said
    assert "203.0.113.9" not in said
