"""A library of the schema's second version with as many canvases as wanted: one of a real one's, again and again."""

from __future__ import annotations

import gzip
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

_FILE = Path(__file__).parent / "files" / "library-schema-2.cmcdb.gz"
_TITLE = "Rain gardens"


def make_large_old_library(path: Path, canvases: int) -> None:
    """Write the library file `path` with so many canvases called "Rain gardens" and a number, and the real ones."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.decompress(_FILE.read_bytes()))
    with closing(sqlite3.connect(path)) as plain:
        (model,) = plain.execute("SELECT id FROM canvases WHERE title = ?", (_TITLE,)).fetchone()
        tables = [name for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        copied = {table: columns for table in tables if "canvas_id" in (columns := _columns(plain, table))}
        for number in range(canvases):
            canvas_id = str(uuid.uuid4())
            _copy(plain, "canvases", _columns(plain, "canvases"), "id", model, canvas_id)
            title = f"{_TITLE} {number}"
            plain.execute("UPDATE canvases SET title = ?, project = ? WHERE id = ?", (title, canvas_id, canvas_id))
            for table, columns in copied.items():
                _copy(plain, table, columns, "canvas_id", model, canvas_id)
        plain.commit()


def _columns(plain: sqlite3.Connection, table: str) -> list[str]:
    """Its columns without those that count rows."""
    return [row[1] for row in plain.execute(f'PRAGMA table_info("{table}")') if row[2] != "INTEGER" or not row[5]]


def _copy(plain: sqlite3.Connection, table: str, columns: list[str], key: str, model: str, canvas_id: str) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join("?" if name == key else f'"{name}"' for name in columns)
    query = f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" WHERE "{key}" = ?'
    plain.execute(query, (canvas_id, model))
