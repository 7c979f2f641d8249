"""The word index in SQLite: a full-text table of words that were folded before, so SQLite only tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects import sqlite

from cmc_desktop.model.domain.words import Phrase
from cmc_desktop.model.store import sqlite_engine as engines

#: one writer at a time: entries of the journal are seen in the order of their numbers
OVERTAKEN = 0

_INDEX = (
    "CREATE VIRTUAL TABLE overview_words USING fts5("
    "words, columnsize=0, prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* C*'\")"
)


def create(connection: Connection) -> None:
    connection.exec_driver_sql(_INDEX)


def insert(table: Table) -> Any:
    return sqlite.insert(table)


def alone(_connection: Connection) -> bool:
    """Whoever writes is alone."""
    return True


def keep_off(_connection: Connection) -> None:
    """A file has one writer at a time anyway."""


def put(connection: Connection, indices: Mapping[int, str]) -> None:
    """Replace the words of canvases, by their keys."""
    connection.execute(text("DELETE FROM overview_words WHERE rowid = :num"), [{"num": num} for num in indices])
    rows = [{"num": num, "words": words} for num, words in indices.items()]
    connection.execute(text("INSERT INTO overview_words(rowid, words) VALUES (:num, :words)"), rows)


def remove(connection: Connection, num: int) -> None:
    """Remove a canvas, and its words from every part of the index: a deleted one stays there until parts are merged."""
    connection.execute(text("DELETE FROM overview_words WHERE rowid = :num"), {"num": num})
    connection.execute(text("INSERT INTO overview_words(overview_words) VALUES ('optimize')"))


def holding(connection: Connection, phrases: Iterable[Phrase]) -> list[int]:
    query = "SELECT rowid FROM overview_words WHERE overview_words MATCH ?"
    wanted = " AND ".join(f'"{" ".join(phrase)}" *' for phrase in phrases)
    # By the driver itself: ten thousand rows take half the time.
    rows = engines.raw_connection(connection).execute(query, (wanted,)).fetchall()
    return [num for (num,) in rows]
