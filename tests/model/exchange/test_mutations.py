"""Whatever happens to a file on its way: a sound canvas or one refusal, never another error, never a changed library.

Bytes are changed at random, and so are the values inside, under hashes that fit again.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import builders
import cmc_examples as examples
import pytest

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.model.exchange.plain_json import write_plain_json
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.verifying import verify
from cmc_desktop.paths import resources_folder

#: a signed canvas, one of the first format, the first before it was signed, and as plain JSON
SIGNED = (Path(__file__).parents[2] / "files" / "format-1.1-signed.cmc").read_bytes()
ORIGINALS = [
    SIGNED,
    (Path(__file__).parents[2] / "files" / "format-1.0-signed.cmc").read_bytes(),
    examples.sealed_again({**json.loads(SIGNED), "sign_off": None}),
    write_plain_json(read_cmc(SIGNED, builders.TEMPLATES).canvas),
]
VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 2**53 - 1, 2**60, 1.5, "", " ", "a", "a0", "zz", "x" * 5000, "a\0b", "\ud800",
    "e\u0301", "\u202e", [], {}, [[]], ["a"], {"a": 1}, "0" * 64, "mission", "costs",
    "0b5f3c1e-2d4a-4c6b-8e7f-1a2b3c4d5e6f",
]  # fmt: skip


def changed_bytes(data: bytes, chance: random.Random) -> bytes:
    """One to three random damages: a flipped bit, other bytes, a piece lost, doubled or moved, an end cut off."""
    for _ in range(chance.randint(1, 3)):
        a, b = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        b = min(b, a + chance.choice([1, 1, 4, 40, 4000]))
        data = chance.choice(
            [
                lambda a=a, b=b, d=data: d[:a] + bytes([(d + b"\0")[a] ^ 1 << chance.randrange(8)]) + d[a + 1 :],
                lambda a=a, b=b, d=data: d[:a] + chance.randbytes(chance.randint(1, 8)) + d[b:],
                lambda a=a, b=b, d=data: d[:a] + d[b:],
                lambda a=a, b=b, d=data: d[:b] + d[a:b] + d[b:],
                lambda a=a, b=b, d=data: d[:a] + d[b:] + d[a:b],
                lambda a=a, b=b, d=data: d[:a],
                lambda a=a, b=b, d=data: (
                    d[:a] + chance.choice([b"{", b"]", b'"', b"\\", b",", b"9", b"\\ud800"]) + d[a:]
                ),
            ]
        )()
    return data


def value_at(file: Any, path: Iterable[Any]) -> Any:
    for step in path:
        file = file[step]
    return file


def changed_values(data: bytes, chance: random.Random) -> dict[str, Any]:
    """One or two values replaced, removed, doubled or taken from a field of the same name, anywhere."""
    file: Any = json.loads(data)
    for _ in range(chance.randint(1, 2)):
        places = list(examples.places_in(file))
        *steps, last = chance.choice(places)
        part = value_at(file, steps)
        how = chance.randrange(6)
        if how == 0:
            del part[last]
        elif how == 1 and isinstance(part, list):
            part.insert(last, copy.deepcopy(part[last]))
        elif how == 2 and isinstance(part, dict):
            part[chance.choice(["extra", "id", "rank", "box", "größe"])] = copy.deepcopy(chance.choice(VALUES))
        elif how >= 4 and isinstance(part, dict):
            part[last] = copy.deepcopy(value_at(file, chance.choice([path for path in places if path[-1] == last])))
        else:
            part[last] = copy.deepcopy(chance.choice(VALUES))
    return file


def mutations(count: int, seed: int) -> Iterator[bytes]:
    """Damaged bytes, and files with changed values, most of them under hashes that fit again."""
    chance = random.Random(seed)
    for _ in range(count):
        original = chance.choice(ORIGINALS)
        if chance.random() < 0.5:
            yield changed_bytes(original, chance)
        elif "format" in (file := changed_values(original, chance)):
            yield examples.sealed_again(file, content=chance.random() < 0.7)
        else:
            yield json.dumps(file).encode()


def try_all(library: Library, path: Path, count: int, seed: int) -> tuple[int, int]:
    """Import each mutation; returns how many were taken and how many refused."""
    refused = 0
    for data in mutations(count, seed):
        path.write_bytes(data)
        before = [listed.head for listed in library.listed()]
        try:
            imported = import_file(library, path)
        except BadFile as error:
            told = error.happened
        else:
            canvas = library.session(imported.canvas_id).canvas
            read_cmc(cmc_bytes(canvas, revisions_of(library, canvas)), library.templates)
            if not imported.was_known:
                library.delete(imported.canvas_id)
            continue
        refused += 1
        assert told.isprintable()
        assert told.endswith(".")
        assert [listed.head for listed in library.listed()] == before
        assert not verify(path, library.templates, resources_folder() / "fonts").unchanged
    return count - refused, refused


def test_a_mutated_file_is_a_sound_canvas_or_one_refusal(library: Library, tmp_path: Path) -> None:
    taken, refused = try_all(library, tmp_path / "a.cmc", 400, seed=2026)
    assert taken > 10, "the mutations no longer reach what lies behind the first checks"
    assert refused > 300
    assert library.store.check() == "ok"


@pytest.mark.soak
def test_twenty_thousand_mutated_files(library: Library, tmp_path: Path) -> None:
    taken, refused = try_all(library, tmp_path / "a.cmc", 20_000, seed=1)
    assert (taken + refused, library.store.check()) == (20_000, "ok")


def test_no_change_of_a_written_file_goes_unnoticed() -> None:
    chance = random.Random(7)
    original = SIGNED
    # a file of an older version is written again as one of the present version
    written = write_cmc(read_cmc(original, builders.TEMPLATES).canvas)
    for number in range(600):
        data = changed_bytes(original, chance) if number % 2 else json.dumps(changed_values(original, chance)).encode()
        try:
            canvas = read_cmc(data, builders.TEMPLATES).canvas
        except BadFile:
            continue
        assert write_cmc(canvas) == written
