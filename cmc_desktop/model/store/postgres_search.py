"""The word index in PostgreSQL: vectors of words that were folded before, so the server needs no dictionary.

The vectors hold no places, which would end at 16,383 words; phrases are looked for in the words as they follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, text

from cmc_desktop.model.domain.words import Phrase

#: An entry of the journal has its number before its commit, so it may become visible after ones with higher numbers.
#: By so many at most: as many as others write while one commit is under way.
OVERTAKEN = 500
#: bytes of different words that a vector takes, a little below the server's own bound
_VECTOR_LIMIT = 900_000
#: any number that nothing else in the app locks, the same in every version: "CMCW"
_LOCK = 0x434D4357


def create(connection: Connection) -> None:
    connection.execute(
        text(
            "CREATE TABLE overview_words ("
            "num integer PRIMARY KEY REFERENCES overview(num), words text NOT NULL, vector tsvector NOT NULL)"
        )
    )
    connection.execute(text("CREATE INDEX overview_words_vector ON overview_words USING gin (vector)"))


def insert(table: Table) -> Any:
    # brings asyncio and ssl along, which only a shared library needs
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def alone(connection: Connection) -> bool:
    """Whether nobody else takes words in at this moment, who would then do it for all."""
    return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": _LOCK}).scalar())


def keep_off(connection: Connection) -> None:
    """Wait for those who write to the index, and keep off who comes later, before any row of it is locked: whoever
    writes there begins with the figures of a canvas."""
    connection.execute(text("LOCK TABLE overview IN EXCLUSIVE MODE"))


def put(connection: Connection, indices: Mapping[int, str]) -> None:
    """Replace the words of canvases, by their keys."""
    query = text(
        "INSERT INTO overview_words (num, words, vector) VALUES (:num, :words, array_to_tsvector(:different)) "
        "ON CONFLICT (num) DO UPDATE SET words = excluded.words, vector = excluded.vector"
    )
    rows = [{"num": num, "words": words, "different": _different(words)} for num, words in indices.items()]
    connection.execute(query, rows)


def _different(words: str) -> list[str]:
    """The different words, as many as a vector takes; phrases and the rest of an enormous canvas are still compared."""
    room, kept = _VECTOR_LIMIT, []
    for word in dict.fromkeys(words.split()):
        room -= len(word.encode()) + 4
        if room < 0:
            break
        kept.append(word)
    return kept


def remove(connection: Connection, num: int) -> None:
    connection.execute(text("DELETE FROM overview_words WHERE num = :num"), {"num": num})


def holding(connection: Connection, phrases: Iterable[Phrase]) -> list[int]:
    phrases = list(phrases)
    words = [f"'{word}'" for *firsts, _ in phrases for word in firsts] + [f"'{phrase[-1]}':*" for phrase in phrases]
    values = {"wanted": " & ".join(words)}
    conditions = ["vector @@ CAST(:wanted AS tsquery)"]
    for number, phrase in enumerate(phrases):
        if len(phrase) > 1:
            conditions.append(f"strpos(words, :phrase{number}) > 0")
            values[f"phrase{number}"] = f" {' '.join(phrase)}"
    query = text(f"SELECT num FROM overview_words WHERE {' AND '.join(conditions)}")
    return list(connection.execute(query, values).scalars())
