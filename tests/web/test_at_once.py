"""Several people read and write at once, through two processes over one store: nothing is lost, nothing is stale."""

from __future__ import annotations

import shutil
import signal
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from click.testing import CliRunner

from filmdossier.cli.main import cli
from filmdossier.store.open import open_store
from tests.web.test_serve_command import server, wait_until_gone

_PEOPLE = ("Ada", "Boris", "陈")
_DECIDED = "/api/v1/judgements?limit=200"
_ARTICLES = tuple(
    f"{name}, a thriller directed by Andrey Volgin, has taken ${n} million in China, the studio said on 6 May 2025."
    for n, name in enumerate(("Grey Tide", "Amber Road", "Salt Wind"), 11)
)


def test_reads_and_writes_at_once_lose_nothing(press_file: Path, tmp_path: Path) -> None:
    file, access = tmp_path / "own.db", tmp_path / "access.toml"
    shutil.copy(press_file, file)
    with open_store(file) as store:
        documents = store.document_ids()
        claims = [c.id for c in store.claims_of_documents(documents)][:24:4]
        film = store.films("articles")[0].id
    tokens = [CliRunner().invoke(cli, ["access", "add", p, "--access", str(access)]).stdout.strip() for p in _PEOPLE]
    pages = ["/", f"/films/{film}", f"/articles/{documents[0]}", "/review", _DECIDED, f"/api/v1/films/{film}"]
    statuses: Counter[int] = Counter()
    done = threading.Event()
    with server(["--db", str(file), "--access", str(access), "--workers", "2"], tmp_path) as s:

        def read(number: int) -> None:
            known: dict[str, tuple[str, str]] = {}
            with httpx.Client(base_url=s.address, timeout=60) as client:
                while not done.is_set():
                    for path in pages[number:] + pages[:number]:
                        tag, text = known.get(path, ("", ""))
                        answer = client.get(path, headers={"If-None-Match": tag} if tag else {})
                        statuses[answer.status_code] += 1
                        if answer.status_code == 200:
                            if path == _DECIDED:
                                # Whichever process answers: what was seen once is seen from then on.
                                assert answer.text.count('"verdict"') >= text.count('"verdict"')
                            known[path] = answer.headers["etag"], answer.text
                        else:
                            assert text

        def write(number: int) -> list[tuple[str, int]]:
            """Judge claims, each of which others judge otherwise at the same time, and add an article."""
            made = []
            verdict = ("right", "wrong", "right")[number]
            with httpx.Client(
                base_url=s.address, timeout=60, headers={"Authorization": f"Bearer {tokens[number]}"}
            ) as client:
                answer = client.post("/api/v1/articles", json={"text": _ARTICLES[number]})
                assert answer.status_code in {200, 201}, answer.text
                for claim in claims:
                    answer = client.post("/api/v1/judgements", json={"verdict": verdict, "subjects": [claim]})
                    statuses[answer.status_code] += 1
                    if answer.status_code == 201:
                        made.append((claim, answer.json()["id"]))
            return made

        with ThreadPoolExecutor(6) as pool:
            readers = [pool.submit(read, n) for n in range(3)]
            made = [row for writing in [pool.submit(write, n) for n in range(3)] for row in writing.result()]
            done.set()
            for reader in readers:
                reader.result()
        assert set(statuses) <= {200, 201, 304, 409}, statuses
        assert statuses[304] > 10
        # One decision on each claim, whoever came first; the others were told.
        assert sorted(claim for claim, _ in made) == sorted(claims)
        kept = httpx.get(f"{s.address}/api/v1/judgements", params={"limit": 200}).json()["judgements"]
        assert {(j["subjects"][0], j["id"]) for j in kept} == set(made)
        names = {f["name"] for f in httpx.get(f"{s.address}/api/v1/films", params={"limit": 200}).json()["films"]}
        assert {"Grey Tide", "Amber Road", "Salt Wind"} <= names
        status, took = s.end(signal.SIGTERM)
        assert (status, took < 5) == (0, True)
        wait_until_gone(s.process.pid)  # which is also the number of their group
        assert "Traceback" not in s.rest()
    with open_store(file) as store:
        assert len(store.document_ids()) == len(documents) + 3
        assert not store.has_pending()
