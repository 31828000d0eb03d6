"""Finding articles by their words.

SQLite has them in an FTS5 table without content (https://www.sqlite.org/fts5.html#contentless_tables), PostgreSQL in a
table of ``tsvector`` under a GIN index; a row stands under the number of the first reading of its text. A text never
changes, so neither does its row; whether the text counts is asked of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from filmdossier.model.errors import StoreError
from filmdossier.model.sourced import DocumentHead
from filmdossier.model.span import Span
from filmdossier.store import schema
from filmdossier.store.access import Access, select_in
from filmdossier.store.article_words import Query, find_article_words, fold_text, is_wide, parse_query, pattern_of
from filmdossier.store.documents import head_columns, head_of_row

#: The table of words; it is in no metadata, since each database makes it in its own way.
TABLE = "article_words"
_LOOKED_AT = (24, 60)
"""Articles that have all the words and are looked into for the best, the latest first: three for each that is wanted,
but so many at the least and at the most."""
_AROUND, _LONG = 60, 220
"""Columns shown before the first hit, and in all; a Chinese character takes two."""

_SQLITE = f"""SELECT d.id FROM {TABLE} JOIN reading r ON r.id = {TABLE}.rowid JOIN document d ON d.id = r.document
    WHERE {TABLE} MATCH :words AND d.current ORDER BY {TABLE}.rowid DESC LIMIT :limit"""  # noqa: S608
_POSTGRESQL = f"""SELECT d.id FROM {TABLE} w JOIN reading r ON r.id = w.reading JOIN document d ON d.id = r.document
    WHERE w.words @@ CAST(:words AS tsquery) AND d.current ORDER BY w.reading DESC LIMIT :limit"""  # noqa: S608


class ArticleHit(NamedTuple):
    """An article that has the words.

    Attributes:
        document: the article.
        passage: where in its text to read.
        words: the text of the passage.
        hits: what was searched for, as far as it stands in the passage; offsets in the text of the document.
        opening: how the text begins, for an article without a title.
    """

    document: DocumentHead
    passage: Span
    words: str
    hits: tuple[Span, ...]
    opening: str = ""


class Articles(Access):
    """Searching articles."""

    def documents_with(self, words: str, limit: int = 20) -> list[ArticleHit]:
        """The articles that have all the words; the last may be the beginning of one.

        Where very many have, the best of the latest are given.

        Args:
            words: anything that somebody typed.
            limit: how many at the most.

        Returns:
            Those that have the words side by side in the title first, then those that have them so in the text, then
            those that have them most often; of equals the latest.
        """
        query = parse_query(words)
        if not query.words:
            return []
        d = schema.document
        wanted = select(d.c.id, d.c.text, *head_columns())
        with self._read() as c:
            statement, asked = (_SQLITE, fts5_query(query)) if _is_sqlite(c) else (_POSTGRESQL, tsquery(query))
            ids = list(c.execute(text(statement), {"words": asked, "limit": _looked_at(limit)}).scalars())
            rows = {row.id: row for row in select_in(c, wanted, d.c.id, ids)}
        pattern, together = pattern_of(query), _side_by_side(query)
        looked_at = [_Looked(rows[i], pattern, together) for i in ids if i in rows]
        looked_at.sort(key=lambda found: found.rank)
        return [found.hit() for found in looked_at if found.has_all(len(query.parts))][:limit]


class _Looked:
    """An article that was looked into."""

    def __init__(self, row: Any, pattern: re.Pattern[str], together: re.Pattern[str]) -> None:
        self._row = row
        folded, title = fold_text(row.text), fold_text(row.head_title or "").text
        self._found = [(*folded.written(*m.span()), m.lastindex or 0) for m in pattern.finditer(folded.text)]
        in_title = len({m.lastindex for m in pattern.finditer(title)})
        self.rank = (
            together.search(title) is None,
            -in_title,
            together.search(folded.text) is None,
            -min(len(self._found), 9),
        )

    def has_all(self, parts: int) -> bool:
        """Whether all that was searched for is in the text: pairs of characters can be there without the whole run."""
        return len({part for *_, part in self._found}) == parts

    def hit(self) -> ArticleHit:
        """What is told of it."""
        whole: str = self._row.text
        passage = _passage(whole, self._row.head_title or "", self._found)
        hits = tuple(Span(a, b) for a, b, _ in self._found if passage.start <= a and b <= passage.end)
        head = head_of_row(self._row.id, self._row)
        return ArticleHit(head, passage, passage.of(whole), hits, _opening(whole))


def _looked_at(wanted: int) -> int:
    least, most = _LOOKED_AT
    return max(min(3 * wanted, most), least, wanted)


def _opening(whole: str) -> str:
    """The first words of the first line."""
    line = whole[: 2 * _AROUND].strip().partition("\n")[0].strip()
    return line if len(line) <= _AROUND else line[:_AROUND].rpartition(" ")[0] or line[:_AROUND]


def _passage(whole: str, title: str, found: list[tuple[int, int, int]]) -> Span:
    """The stretch that has the most of what was searched for, the first of several; the headline says it already."""
    body = len(title) if title and whole.startswith(title) else 0
    places = [hit for hit in found if hit[0] >= body] or found
    width = 2 if is_wide(whole[places[0][0] : places[0][1]] if places else "-") else 1
    around, long = _AROUND // width, _LONG // width
    best = max(places, key=lambda hit: (_parts_within(places, hit[0], long - around), -hit[0]), default=(body, body, 0))
    start = max(best[0] - around, body if best[0] >= body else 0)
    start = _next_word(whole, start, best[0])
    end = min(start + long, len(whole))
    if end < len(whole) and (blank := whole.rfind(" ", best[1], end)) >= 0:
        end = blank
    end = max(end, best[1])
    return Span(start, start + len(whole[start:end].rstrip()))


def _parts_within(places: list[tuple[int, int, int]], start: int, length: int) -> int:
    return len({part for a, b, part in places if start <= a and b <= start + length})


def _next_word(whole: str, start: int, before: int) -> int:
    """The first beginning of a word from a place on, if there is one before another place."""
    if start == 0 or whole[start - 1].isspace():
        begun = start
    else:
        blank = re.compile(r"\s").search(whole, start, before)
        begun = blank.end() if blank else start
    while begun < before and whole[begun].isspace():
        begun += 1
    return begun


def _side_by_side(query: Query) -> re.Pattern[str]:
    return re.compile(r"[\W_]{1,3}".join(re.escape(part.word) for part in query.parts))


def fts5_query(query: Query) -> str:
    """A query as FTS5 takes it; words hold nothing that means something to it."""
    return " AND ".join(f'"{w.word}"{"*" if w.is_beginning else ""}' for w in query.words)


def tsquery(query: Query) -> str:
    """A query as PostgreSQL takes it, likewise."""
    return " & ".join(f"'{w.word}'{':*' if w.is_beginning else ''}" for w in query.words)


def create_table(c: Connection) -> None:
    """Make the table of words.

    Raises:
        StoreError: this SQLite was built without FTS5.
    """
    if not _is_sqlite(c):
        c.execute(
            text(f"CREATE TABLE {TABLE} (reading integer PRIMARY KEY REFERENCES reading (id), words tsvector NOT NULL)")
        )
        c.execute(text(f"CREATE INDEX ix_{TABLE} ON {TABLE} USING gin (words)"))
        return
    if not c.exec_driver_sql("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'").scalar_one():
        raise StoreError(
            "the SQLite of this Python was built without FTS5, which searching articles needs; "
            "use a Python of your system or of python.org, or a store in PostgreSQL"
        )
    options = "content='', columnsize=0, detail=none, tokenize='ascii'"
    c.exec_driver_sql(f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, {options})")


def insert_words(c: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Have articles found by their words.

    Args:
        c: where.
        texts: each under the number of its first reading.
    """
    rows = [(number, find_article_words(whole)) for number, whole in texts]
    if not rows:
        return
    if _is_sqlite(c):
        insert = text(f"INSERT INTO {TABLE} (rowid, words) VALUES (:number, :words)")  # noqa: S608
        c.execute(insert, [{"number": number, "words": " ".join(words)} for number, words in rows])
        return
    driver: Any = c.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {TABLE} (reading, words) FROM STDIN") as copy:
        for number, words in rows:
            copy.write_row((number, " ".join(f"'{word}'" for word in words)))


def _is_sqlite(c: Connection) -> bool:
    return c.dialect.name == "sqlite"
