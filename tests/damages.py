"""What can happen to a library file: seeded damage of many kinds, some of which no database would notice."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

PAGE = 4096

Damage = Callable[[Path, random.Random], None]


def _bytes(change: Callable[[bytearray, random.Random], None]) -> Damage:
    def damage(path: Path, chance: random.Random) -> None:
        data = bytearray(path.read_bytes())
        change(data, chance)
        path.write_bytes(data)

    damage.__name__ = change.__name__
    return damage


@_bytes
def flipped_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


@_bytes
def zeroed_run(data: bytearray, chance: random.Random) -> None:
    start, length = chance.randrange(len(data)), chance.randrange(64, 2000)
    data[start : start + length] = bytes(len(data[start : start + length]))


@_bytes
def cut_short(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(1, len(data)) :]


@_bytes
def strange_bytes(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start : start + 16] = chance.randbytes(len(data[start : start + 16]))


@_bytes
def one_letter_for_another(data: bytearray, chance: random.Random) -> None:
    places = [place for place, byte in enumerate(data) if chr(byte).isalpha()]
    place = chance.choice(places)
    data[place] = ord(chance.choice([letter for letter in "aeiou" if ord(letter) != data[place]]))


@_bytes
def overwritten_header(data: bytearray, chance: random.Random) -> None:
    data[:100] = chance.randbytes(100)


@_bytes
def another_number_of_pages(data: bytearray, chance: random.Random) -> None:
    data[28:32] = chance.randrange(1, 5).to_bytes(4, "big")


@_bytes
def torn_page(data: bytearray, chance: random.Random) -> None:
    """Half of a page never reached the disk."""
    start = chance.randrange(1, len(data) // PAGE) * PAGE + 512 * chance.randrange(1, 8)
    data[start : (start // PAGE + 1) * PAGE] = bytes(len(data[start : (start // PAGE + 1) * PAGE]))


@_bytes
def swapped_pages(data: bytearray, chance: random.Random) -> None:
    one, other = (page * PAGE for page in chance.sample(range(1, len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


@_bytes
def all_zeros(data: bytearray, _chance: random.Random) -> None:
    data[:] = bytes(len(data))


@_bytes
def nothing_left(data: bytearray, _chance: random.Random) -> None:
    data.clear()


@_bytes
def a_letter_in_its_place(data: bytearray, _chance: random.Random) -> None:
    data[:] = b"Dear council,\n" * 200


def deleted(path: Path, _chance: random.Random) -> None:
    path.unlink()


def _statement(name: str, statement: str) -> Damage:
    """A change by another program: the file stays a sound database."""

    def damage(path: Path, chance: random.Random) -> None:
        with closing(sqlite3.connect(path)) as plain:
            table = statement.split()[1 if statement.startswith("UPDATE") else 2]
            rows = [row for (row,) in plain.execute(f"SELECT rowid FROM {table}")]
            plain.execute(f"{statement} WHERE rowid = ?", [chance.choice(rows)])
            plain.commit()

    damage.__name__ = name
    return damage


KINDS: tuple[Damage, ...] = (
    flipped_bit,
    zeroed_run,
    cut_short,
    strange_bytes,
    one_letter_for_another,
    overwritten_header,
    another_number_of_pages,
    torn_page,
    swapped_pages,
    all_zeros,
    nothing_left,
    a_letter_in_its_place,
    deleted,
    _statement("a_changed_note", "UPDATE notes SET text = 'B' || text"),
    _statement("a_note_in_another_box", "UPDATE notes SET box = 'buyin', rank = rank || 'V'"),
    _statement("a_note_without_a_trace", "DELETE FROM notes"),
    _statement("another_name", "UPDATE participants SET name = name || 'a'"),
    _statement("another_history", "UPDATE journal SET at = at + 1000"),
    _statement("a_kept_state_of_other_words", "UPDATE revisions SET content = replace(content, 'a', 'e')"),
    _statement("another_title", "UPDATE canvases SET title = title || '.'"),
)
assert len(KINDS) == 20
