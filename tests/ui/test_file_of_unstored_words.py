"""The file of words that were not stored: a damaged one is never written over, and that is told once."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.ui.unstored_words import UnstoredWords

_DAMAGED = [
    *(b"{", b'{"a": {"box:value": "first"}', b"[" * 200_000, b'{"a": {"box:value": "fir\xff"}}', b"\0" * 40),
    *(b"[]", b"null", b'{"a": ["first"]}', b'{"a": {"box:value": 1}}', b"[" + b"1," * 8_000_000 + b"1]"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "unstored-words.json"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def words(file: Path, told: list[str]) -> UnstoredWords:
    return UnstoredWords(file, told.append)


def test_words_are_kept_for_each_canvas_letter_by_letter(words: UnstoredWords, file: Path, told: list[str]) -> None:
    words.keep("a", {"box:value": "first"})
    words.keep("b", {"box:value": "half \ud83d"})
    words.keep("a", {})
    again = UnstoredWords(file, told.append)
    assert (again.of("a"), again.of("b")) == ({}, {"box:value": "half \ud83d"})
    assert told == []


@pytest.mark.parametrize("data", _DAMAGED, ids=range(len(_DAMAGED)))
@pytest.mark.parametrize("first", ["of", "keep", "keep nothing"])
def test_a_damaged_file_is_set_aside_and_told_once(
    words: UnstoredWords, file: Path, told: list[str], data: bytes, first: str
) -> None:
    file.write_bytes(data)
    if first == "of":
        assert words.of("a") == {}
    else:
        words.keep("b", {"box:value": "second"} if first == "keep" else {})
    aside = file.with_name("unstored-words-set-aside-1.json")
    assert aside.read_bytes() == data
    (sentence,) = told
    assert str(aside) in sentence
    words.keep("b", {"box:value": "third"})
    assert words.of("b") == {"box:value": "third"}
    assert len(told) == 1


def test_what_was_set_aside_before_stays(words: UnstoredWords, file: Path, told: list[str]) -> None:
    for number in (1, 2):
        file.write_text(f"no JSON {number}")
        words.keep("a", {"box:value": str(number)})
    assert [file.with_name(f"unstored-words-set-aside-{one}.json").read_text() for one in (1, 2)] == [
        "no JSON 1",
        "no JSON 2",
    ]
    assert len(told) == 2


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that count")
def test_a_file_that_cannot_be_read_just_now_is_not_written_over(words: UnstoredWords, file: Path) -> None:
    words.keep("a", {"box:value": "first"})
    file.chmod(0o200)
    assert words.of("a") == {}
    with pytest.raises(LibraryTrouble):
        words.keep("b", {"box:value": "second"})
    words.keep("b", {})
    file.chmod(0o600)
    assert list(json.loads(file.read_text())) == ["a"]
    assert words.of("a") == {"box:value": "first"}


def test_a_folder_in_its_place_is_left_alone(words: UnstoredWords, file: Path, told: list[str]) -> None:
    file.mkdir()
    assert words.of("a") == {}
    with pytest.raises(LibraryTrouble):
        words.keep("a", {"box:value": "first"})
    assert file.is_dir()
    assert told == []


def test_an_empty_file_holds_nothing_that_could_be_lost(words: UnstoredWords, file: Path, told: list[str]) -> None:
    file.touch()
    assert words.of("a") == {}
    assert told == []
