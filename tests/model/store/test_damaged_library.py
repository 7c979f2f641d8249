"""Damage to the file is noticed: a library says so, or what it shows is what was stored; it never just breaks."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library

MUTATIONS = 40
MUTATIONS_OF_THE_SOAK = 1000


def flipped_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zeroed_run(data: bytearray, chance: random.Random) -> None:
    start, length = chance.randrange(len(data)), chance.randrange(1, 600)
    data[start : start + length] = bytes(len(data[start : start + length]))


def cut_short(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def strange_bytes(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data))
    data[start : start + 16] = chance.randbytes(len(data[start : start + 16]))


def one_letter_for_another(data: bytearray, chance: random.Random) -> None:
    """What SQLite's own checks cannot see."""
    places = [place for place, byte in enumerate(data) if chr(byte).isalpha()]
    data[chance.choice(places)] = ord(chance.choice("aeiou"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str, str, str]:
    """The bytes of a sound library, the ids of a signed and of an unsigned canvas in it, and the signed hash."""
    path = tmp_path_factory.mktemp("sound") / "library.cmcdb"
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        signed = library.session(library.new("Signed", "Oslo"))
        builders.sign(signed, notes=40)
        draft = library.session(library.new("Draft"))
        builders.fill_with_sample(draft)
        library.search("bus")
    return path.read_bytes(), signed.canvas.id, draft.canvas.id, signed.canvas.content_hash


def tried_out(path: Path, signed: str, draft: str) -> str:
    """Do with a library what people do; returns the hash of the signed canvas as it is shown."""
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        shown: str = library.session(signed).canvas.content_hash
        library.listed()
        library.search("bus")
        session = library.session(draft)
        session.do(AddNote("value", "One more"))
        session.log()
        return shown


KINDS = [flipped_bit, zeroed_run, cut_short, strange_bytes, one_letter_for_another]


@pytest.mark.parametrize(
    "count", [MUTATIONS, pytest.param(MUTATIONS_OF_THE_SOAK, marks=pytest.mark.soak)], ids=["suite", "soak"]
)
@pytest.mark.parametrize("mutate", KINDS, ids=lambda m: m.__name__)
def test_a_damaged_library_says_so_or_shows_the_signed_words_as_they_were_signed(
    tmp_path: Path, sound: tuple[bytes, str, str, str], mutate: Callable[[bytearray, random.Random], None], count: int
) -> None:
    data, signed, draft, signed_hash = sound
    seed = random.randrange(2**32)
    print("seed:", seed)
    chance = random.Random(seed)
    outcomes: Counter[str] = Counter()
    for number in range(count):
        damaged = bytearray(data)
        mutate(damaged, chance)
        path = tmp_path / f"{number}.cmcdb"
        path.write_bytes(damaged)
        try:
            shown = tried_out(path, signed, draft)
        except CmcError as error:
            outcomes[error.happened.split(":")[0][:60].replace(str(path), "…")] += 1
        else:
            assert shown == signed_hash, f"mutation {number}"
            outcomes["sound where it was looked at"] += 1
        path.unlink()
    print(dict(outcomes))


def test_one_changed_letter_in_a_signed_note_is_told_when_the_canvas_is_opened(
    tmp_path: Path, sound: tuple[bytes, str, str, str]
) -> None:
    data, signed, draft, _ = sound
    path = tmp_path / "library.cmcdb"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("UPDATE notes SET text = 'B' || substr(text, 2) WHERE canvas_id = ? AND box = 'value'", [signed])
        plain.commit()
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        with pytest.raises(LibraryTrouble, match="not the words that were signed"):
            library.session(signed)
        library.session(draft)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE canvases SET state = 'sogned'",
        "UPDATE participants SET capacity = 'observir'",
        "UPDATE answers SET kind = 'satosfied'",
        "UPDATE notes SET box = 'valua'",
        "UPDATE notes SET text = x'ff00fe'",
        "UPDATE notes SET tags = '[\"a'",
        "UPDATE notes SET tags = '[1]'",
        "UPDATE notes SET made_at = 'yesterday'",
        "INSERT INTO turns SELECT id, 'a', 1, 'b', 'value', 'c', 'spoka', 0, 0, 0 FROM canvases",
        "INSERT INTO remarks SELECT id, 'a', 1, 'b', 'suppart', '', '', 0, '', 0 FROM canvases",
        "INSERT INTO quiet_checks SELECT id, 'a', 1, 'slaps', '', 'b', '[1, 2]', 0, 0 FROM canvases",
        "INSERT INTO quiet_checks SELECT id, 'a', 1, 'slips', '', 'b', '[1, \"2\"]', 0, 0 FROM canvases",
        "INSERT INTO quiet_checks SELECT id, 'a', 1, 'slips', '', 'b', '{\"1\": 2}', 0, 0 FROM canvases",
    ],
)
def test_a_value_this_app_never_writes_is_told_as_damage(
    tmp_path: Path, sound: tuple[bytes, str, str, str], statement: str
) -> None:
    data, signed, _, _ = sound
    path = tmp_path / "library.cmcdb"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(statement)
        plain.commit()
    with closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library:
        with pytest.raises(LibraryTrouble, match="damaged") as caught:
            library.session(signed)
        assert caught.value.safe
        assert caught.value.todo


def test_a_missing_table_is_told_as_damage(tmp_path: Path, sound: tuple[bytes, str, str, str]) -> None:
    data, signed, _, _ = sound
    path = tmp_path / "library.cmcdb"
    path.write_bytes(data)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("DROP TABLE answers")
    with (
        closing(Library.open(path, builders.TEMPLATES, ManualClock())) as library,
        pytest.raises(LibraryTrouble, match="damaged"),
    ):
        library.session(signed)
