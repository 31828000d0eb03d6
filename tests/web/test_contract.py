"""The API keeps what its OpenAPI document promises, whatever is sent: tried by Schemathesis on a running server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from filmdossier.store.store import Store
from tests.web.conftest import TOKEN, serving

_EXAMPLES = {"a writer": 8, "a stranger": 1}
_CONFIG = """
seed = 5
warnings = false
[generation]
deterministic = true
database = "none"
[phases.stateful]
enabled = false
# Which day is one, which words are a cursor, and which ids go together no schema can say: that is answered 400, as the
# document tells. What is valid by the schema is never answered 422.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "400", "401", "403", "404", "409", "429"]
# What is too large is refused as such.
[checks.negative_data_rejection]
expected-statuses = ["400", "401", "403", "404", "405", "409", "413", "414", "422", "431"]
"""
_BINDING = """
[dictionaries.{name}]
values = {values}
[parameters."path.{name}"]
dictionary = "{name}"
probability = 0.5
"""


def configured(store: Store, file: Path) -> Path:
    """A set-up that knows some ids of things that are there."""
    films = store.films("articles", 3)
    documents = store.document_ids()[:2]
    people = [hit.entity for hit in store.search("volgin", "person", 2)]
    claims = [c.id for c in store.claims_of_documents(documents)[:2]]
    assert films
    assert people
    assert claims
    held = {"film": [f.id for f in films], "article": documents, "person": people, "claim": claims, "number": [1, 2]}
    text = _CONFIG + "".join(_BINDING.format(name=name, values=json.dumps(values)) for name, values in held.items())
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("person", _EXAMPLES)
def test_the_api_keeps_its_promises(own_store: Store, tmp_path: Path, person: str) -> None:
    config = configured(own_store, tmp_path / "schemathesis.toml")
    program = str(Path(sys.executable).with_name("st"))
    with serving(own_store) as address:
        asked = ["run", f"{address}/api/v1/openapi.json", "--no-color", "--max-examples", str(_EXAMPLES[person])]
        login = ["-H", f"Authorization: Bearer {TOKEN}"] if person == "a writer" else []
        command = [program, "--config-file", str(config), *asked, *login]
        known = {**os.environ, "COLUMNS": "200"}
        done = subprocess.run(
            command, cwd=tmp_path, env=known, capture_output=True, text=True, timeout=240, check=False
        )
    assert done.returncode == 0, shortened(done.stdout) + done.stderr[-2000:]
    [generated] = re.findall(r"(\d+) generated", done.stdout)
    assert int(generated) > 200


def test_each_operation_and_each_part_is_described(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    missing = []
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            at = f"{method} {path}"
            missing += [at] if not operation.get("summary") or not operation.get("tags") else []
            missing += [f"{at}: {p['name']}" for p in operation.get("parameters", ()) if not described(p)]
            missing += [
                f"{at}: {status}" for status in ("401", "404", "413", "422") if status not in operation["responses"]
            ]
    assert missing == []
    assert document["components"]["securitySchemes"]["token"] == {
        "type": "http",
        "scheme": "bearer",
        "description": "filmdossier access add NAME",
    }
    writing = [o for ops in document["paths"].values() for m, o in ops.items() if m != "get"]
    assert writing
    assert all(o["security"] == [{"token": []}] for o in writing)


def shortened(text: str) -> str:
    """What a tool says, with long lines cut."""
    return "\n".join(line[:400] for line in text.splitlines())


def described(parameter: dict[str, object]) -> bool:
    schema = parameter.get("schema")
    is_bounded = isinstance(schema, dict) and ("enum" in json.dumps(schema) or "$ref" in schema or "type" in schema)
    return bool(parameter.get("description") or is_bounded)
