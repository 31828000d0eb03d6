"""The sample press in the hands of somebody hostile: its titles, names, sources and texts are markup and scripts.

Words are put in the place of others of the same length, so that every span still holds. `<u>` is no element of ours,
and `hacked` nothing that a script of ours sets: where either is found, something was not escaped.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

_PUT = {
    "Red Silk": "<u>\"'&{{",
    "Красный шёлк": "\"'><u x={{yz",
    "Красный шелк": "\"'><u x={{yz",
    "红丝绸": "<u>",
    "紅絲綢": "<u>",
    "Andrey Volgin": "<u onclick=x>",
    " the ": " <u> ",
    "Izvestia": "<u>'\"]]>",
}
_SCRIPT = "<img src=x onerror=hacked=1><script>hacked=1</script>"
_SOURCES = (
    'javascript:hacked=1//"><u>',
    'https://evil.example/"onmouseover="hacked=1',
    "data:text/html,<script>hacked=1</script>",
    "https://evil.example/'><u>{{7*7}}\r\nSet-Cookie: hacked=1",
    "JaVaScRiPt\t:hacked=1",
    "//evil.example/<u>",
)


def spoil(file: Path) -> None:
    """Put hostile words into a store."""
    assert all(len(a) == len(b) for a, b in _PUT.items())
    db = sqlite3.connect(file)
    tables = [
        name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '% TEXT%'")
    ]
    for table in tables:
        if table.startswith(("sqlite_", "alembic")) or "_fts" in table or "words" in table:
            continue
        key = [name for _, name, _, _, _, is_key in db.execute(f"PRAGMA table_info({table})") if is_key]
        columns = [
            n for _, n, kind, _, _, is_key in db.execute(f"PRAGMA table_info({table})") if kind == "TEXT" and not is_key
        ]
        if not key or not columns:
            continue
        for *keys, row in [
            (*r[: len(key)], r[len(key) :])
            for r in db.execute(f"SELECT {', '.join(key + columns)} FROM {table}").fetchall()
        ]:
            spoiled = [_spoiled(value) for value in row]
            if spoiled != list(row):
                to, at = (" , ".join(f"{c} = ?" for c in columns), " AND ".join(f"{k} = ?" for k in key))
                db.execute(f"UPDATE {table} SET {to} WHERE {at}", [*spoiled, *keys])
    for number, (document,) in enumerate(db.execute("SELECT id FROM document ORDER BY id").fetchall()):
        source = f"{_SOURCES[number % len(_SOURCES)]}{number}"
        db.execute(
            "UPDATE document SET publisher = publisher || ?, title = ?, source = ? WHERE id = ?",
            [_SCRIPT, _SCRIPT, source, document],
        )
        db.execute("UPDATE capture SET source = ? || rowid WHERE document = ?", [source, document])
    db.commit()
    db.close()


def _spoiled(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if value[:1] in ("{", "["):
        try:
            return json.dumps(_within(json.loads(value)), ensure_ascii=False, separators=(",", ":"))
        except ValueError:
            pass
    for word, other in _PUT.items():
        value = value.replace(word, other)
    return value


def _within(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _within(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_within(v) for v in value]
    return _spoiled(value) if isinstance(value, str) and value[:1] not in ("{", "[") else value
