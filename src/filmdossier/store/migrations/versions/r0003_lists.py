"""What lists, searches and queues need: grosses, ids of findings, doubts, the words of articles, a generation.

All of it is filled in from what is there, so that nothing has to be derived anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import table as described

from filmdossier.model.rates import Rate
from filmdossier.model.record import Cluster, Comparison, Credit, Fact, Feature, Position, Record
from filmdossier.model.sourced import finding_id
from filmdossier.rates.grosses import largest_gross
from filmdossier.rates.table import RateTable
from filmdossier.store import schema
from filmdossier.store.access import insert_new, steps
from filmdossier.store.articles import create_table, insert_words
from filmdossier.store.columns import ORDERED_TEXT, Words
from filmdossier.store.words import find_tokens

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TOGETHER = 200
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_NUMBERS: dict[str, Any] = {"ordinal": sa.Integer(), "judgement": sa.Integer(), "gross_usd": sa.Double()}


def upgrade() -> None:
    """Make tables and columns, and fill them."""
    c = op.get_bind()
    op.create_table(
        "generation",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
    )
    op.execute("INSERT INTO generation (id, number) VALUES (1, 1)")
    _decisions(c)
    _films(c)
    _findings(c)
    op.create_table(
        "doubt",
        sa.Column("film", ORDERED_TEXT, sa.ForeignKey("film.id"), primary_key=True, nullable=False),
        sa.Column("left", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("right", ORDERED_TEXT, primary_key=True, nullable=False),
        sa.Column("kind", ORDERED_TEXT, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("left_name", ORDERED_TEXT, nullable=False),
        sa.Column("right_name", ORDERED_TEXT, nullable=False),
        sa.Column("features", ORDERED_TEXT, nullable=False),
        sqlite_with_rowid=False,
    )
    likeliest: list[str | sa.TextClause] = [sa.text("score DESC"), "left", "right", "film"]
    op.create_index("ix_doubt_pair", "doubt", ["left", "right", "kind", "score"], unique=False)
    op.create_index("ix_doubt_score", "doubt", likeliest, unique=False)
    op.create_index("ix_doubt_kind", "doubt", ["kind", *likeliest], unique=False)
    _records(c)
    _names_in_latin(c)
    create_table(c)
    _words(c)


def _decisions(c: sa.Connection) -> None:
    """Which pairs have been judged."""
    op.create_table(
        "decided",
        sa.Column(
            "judgement",
            sa.Integer(),
            sa.ForeignKey("judgement.id"),
            primary_key=True,
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("left", ORDERED_TEXT, nullable=False),
        sa.Column("right", ORDERED_TEXT, nullable=False),
    )
    op.create_index("ix_decided_pair", "decided", ["left", "right"], unique=False)
    judgement = described(
        "judgement", sa.column("id", sa.Integer()), sa.column("verdict"), sa.column("subjects", Words())
    )
    decided = _table("decided", "judgement", "left", "right")
    held: dict[str, list[str]] = {}
    for row in c.execute(sa.select(judgement).order_by(judgement.c.id)):
        subjects = json.loads(row.subjects)
        if row.verdict in ("same", "different", "unsure") and len(subjects) == 2:
            held[str(row.id)] = sorted(subjects)
        elif row.verdict == "withdrawn":
            for number in subjects:
                held.pop(number, None)
    _insert(c, decided, [{"judgement": int(n), "left": pair[0], "right": pair[1]} for n, pair in held.items()])


def _films(c: sa.Connection) -> None:
    """Columns to order films by, and the orders."""
    for name in ("gross_amount", "gross_currency", "digest", "changed"):
        op.add_column("film", sa.Column(name, ORDERED_TEXT, nullable=True))
    op.add_column("film", sa.Column("gross_usd", sa.Double(), nullable=True))
    for name in ("documents", "findings", "latest"):
        op.drop_index(f"ix_film_{name}", "film")
    for name in ("documents", "findings", "latest", "gross_usd", "changed"):
        op.create_index(f"ix_film_by_{name}", "film", [sa.text(f"{name} DESC"), "folded", "id"], unique=False)


def _findings(c: sa.Connection) -> None:
    """What findings are called, and how grave they are."""
    op.add_column("finding", sa.Column("id", ORDERED_TEXT, server_default="", nullable=False))
    op.add_column("finding", sa.Column("gravity", sa.Integer(), server_default="3", nullable=False))
    op.execute(
        "UPDATE finding SET gravity = CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 WHEN 'notice' THEN 2 "
        "ELSE 3 END"
    )
    t = _table("finding", "film", "ordinal", "id", "rule", "message", "claims")
    change = (
        sa.update(t).where(t.c.film == sa.bindparam("f"), t.c.ordinal == sa.bindparam("n")).values(id=sa.bindparam("i"))
    )
    for rows in steps(c.execute(sa.select(t)).all(), 5000):
        ids = [finding_id(r.rule, json.loads(r.claims), r.message) for r in rows]
        c.execute(change, [{"f": r.film, "n": r.ordinal, "i": i} for r, i in zip(rows, ids, strict=True)])
    op.drop_index("ix_finding_rule", "finding")
    op.create_index("ix_finding_id", "finding", ["id"], unique=False)
    op.create_index("ix_finding_gravity", "finding", ["gravity", "film", "ordinal"], unique=False)
    op.create_index("ix_finding_rule", "finding", ["rule", "gravity", "film", "ordinal"], unique=False)


def _records(c: sa.Connection) -> None:
    """What records say of grosses and doubts."""
    from filmdossier.store.derived_rows import doubt_rows, doubts_of, gross_columns  # noqa: PLC0415

    rates = _rates(c)
    film, kept, doubt = _table("film", "id", "latest"), _table("film_record", "film", "record"), _doubt_table()
    columns = ("digest", "gross_amount", "gross_currency", "gross_usd")
    values: dict[str, Any] = {name: sa.bindparam(name) for name in columns}
    target = _table("film", "id", *columns)
    change = sa.update(target).where(target.c.id == sa.bindparam("film")).values(values)
    for films in steps(c.execute(sa.select(film).order_by(film.c.id)).all(), _TOGETHER):
        latest = {f.id: f.latest for f in films}
        texts = {r.film: r.record for r in c.execute(sa.select(kept).where(kept.c.film.in_(sorted(latest))))}
        records = {i: _record(i, json.loads(text)) for i, text in texts.items()}
        names = _names(c, {m for record in records.values() for pair in doubts_of(record) for m in pair})
        changes, doubts = [], []
        for i, record in sorted(records.items()):
            digest = hashlib.sha256(texts[i].encode("utf-8", "surrogatepass")).hexdigest()[:16]
            gross = gross_columns(largest_gross(record, rates, latest[i]))
            changes.append({"film": i, "digest": digest, **gross})
            doubts += doubt_rows(i, record, names)
        if changes:
            c.execute(change, changes)
        _insert(c, doubt, doubts)


def _record(film: str, data: dict[str, Any]) -> Record:
    """As much of a record as tells grosses and doubts."""
    facts = [f for f in data["facts"] if f["predicate"] == "box_office"]
    return Record(
        Cluster(film, "film", "", (), (), doubts=_doubts(data["film"])),
        tuple(Fact(f["id"], f["predicate"], {}, (_position(f["positions"][0]),)) for f in facts),
        (),
        tuple(Credit(k["id"], k["kind"], "", (), (), doubts=_doubts(k)) for k in data["credits"] if k["doubts"]),
    )


def _position(data: dict[str, Any]) -> Position:
    amount = data["value"].get("amount")
    exact = Decimal(amount["decimal"]) if isinstance(amount, dict) and "decimal" in amount else amount
    return Position({**data["value"], "amount": exact}, as_of=data["as_of"], aside=data["aside"])


def _doubts(data: dict[str, Any]) -> tuple[Comparison, ...]:
    return tuple(
        Comparison(d["left"], d["right"], d["score"], d["verdict"], tuple(Feature(**f) for f in d["features"]))
        for d in data["doubts"]
    )


def _names(c: sa.Connection, mentions: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for table, name in (("film_mention", "title"), ("name_mention", "name")):
        t = described(table, sa.column("id", sa.Text()), sa.column(name, Words()))
        for some in steps(sorted(mentions)):
            found.update(tuple(row) for row in c.execute(sa.select(t).where(t.c.id.in_(some))))
    return found


def _names_in_latin(c: sa.Connection) -> None:
    """Names without spaces between words are found in Latin letters from any character on."""
    for kind in ("film", "person"):
        t = _table(kind, "id", "names")
        for some in steps(c.execute(sa.select(t).where(t.c.names != "[]")).all(), _TOGETHER):
            named = ((row.id, [n for n in json.loads(row.names) if _WIDE.search(n)]) for row in some)
            rows = [
                {"kind": kind, "token": token, "entity": entity}
                for entity, names in named
                for token in sorted(find_tokens(names))
            ]
            insert_new(c, schema.search_token, rows)


def _rates(c: sa.Connection) -> RateTable:
    t = _table("rate", "source", "base", "quote", "day", "value")
    return RateTable(
        Rate(r.source, r.base, r.quote, date.fromisoformat(r.day), Decimal(r.value)) for r in c.execute(sa.select(t))
    )


def _words(c: sa.Connection) -> None:
    """The words of every text, under the number of its first reading."""
    reading = _numbered("reading", "document")
    document = _table("document", "id", "text")
    first = sa.select(sa.func.min(reading.c.id).label("number"), reading.c.document).group_by(reading.c.document)
    numbered = sorted((row.number, row.document) for row in c.execute(first))
    for some in steps(numbered, _TOGETHER):
        query = sa.select(document).where(document.c.id.in_([d for _, d in some]))
        texts = {row.id: row.text for row in c.execute(query)}
        insert_words(c, ((number, texts[d]) for number, d in some))


def _table(name: str, *columns: str) -> sa.TableClause:
    """A table as it is now, whatever becomes of it later."""
    return described(name, *(sa.column(column, _NUMBERS.get(column, Words())) for column in columns))


def _numbered(name: str, *columns: str) -> sa.TableClause:
    """A table whose ids are numbers."""
    return described(name, sa.column("id", sa.Integer()), *(sa.column(column, Words()) for column in columns))


def _doubt_table() -> sa.TableClause:
    names = ("film", "left", "right", "kind", "left_name", "right_name", "features")
    return described("doubt", *(sa.column(n, Words()) for n in names), sa.column("score", sa.Double()))


def _insert(c: sa.Connection, table: sa.TableClause, rows: list[dict[str, Any]]) -> None:
    if rows:
        c.execute(table.insert(), rows)
