"""The file of words that were not stored: whose they are, and that a damaged one is never written over."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from cmc_desktop.model.domain.errors import LibraryTrouble
from cmc_desktop.model.services.file_lock import lock
from cmc_desktop.model.services.safe_file import FileTrouble
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
    words.release()
    again = UnstoredWords(file, told.append)
    assert (again.take("a"), again.take("b")) == ({}, {"box:value": "half \ud83d"})
    assert told == []


@pytest.mark.parametrize("data", _DAMAGED, ids=range(len(_DAMAGED)))
@pytest.mark.parametrize("first", ["take", "keep", "keep nothing"])
def test_a_damaged_file_is_set_aside_and_told_once(
    words: UnstoredWords, file: Path, told: list[str], data: bytes, first: str
) -> None:
    file.write_bytes(data)
    if first == "take":
        assert words.take("a") == {}
    else:
        words.keep("b", {"box:value": "second"} if first == "keep" else {})
    aside = file.with_name("unstored-words-set-aside-1.json")
    assert aside.read_bytes() == data
    (sentence,) = told
    assert str(aside) in sentence
    words.keep("b", {"box:value": "third"})
    assert words.take("b") == {"box:value": "third"}
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
    assert words.take("a") == {}
    with pytest.raises(LibraryTrouble):
        words.keep("b", {"box:value": "second"})
    words.keep("b", {})
    file.chmod(0o600)
    assert [name.partition(" ")[0] for name in json.loads(file.read_text())] == ["a"]
    assert words.take("a") == {"box:value": "first"}


def test_a_folder_in_its_place_is_left_alone(words: UnstoredWords, file: Path, told: list[str]) -> None:
    file.mkdir()
    assert words.take("a") == {}
    with pytest.raises(LibraryTrouble):
        words.keep("a", {"box:value": "first"})
    assert file.is_dir()
    assert told == []


def test_an_empty_file_holds_nothing_that_could_be_lost(words: UnstoredWords, file: Path, told: list[str]) -> None:
    file.touch()
    assert words.take("a") == {}
    assert told == []


@pytest.fixture
def other(file: Path, told: list[str]) -> UnstoredWords:
    """The same file in another window."""
    return UnstoredWords(file, told.append)


def test_what_is_typed_in_one_window_is_neither_shown_nor_written_over_by_another(
    words: UnstoredWords, other: UnstoredWords
) -> None:
    words.keep("a", {"box:value": "mine"})
    assert other.take("a") == {}
    other.keep("a", {"box:value": "yours"})
    words.keep("a", {"box:value": "mine now"})
    other.keep("a", {})
    assert words.take("a") == {"box:value": "mine now"}


def test_words_of_a_canvas_that_was_left_are_those_of_whoever_opens_it_next(
    words: UnstoredWords, other: UnstoredWords, file: Path
) -> None:
    words.keep("a", {"box:value": "mine"})
    words.release()
    assert other.take("a") == {"box:value": "mine"}
    assert UnstoredWords(file).take("a") == {}
    other.keep("a", {})
    assert json.loads(file.read_text()) == {}


def test_words_from_before_windows_were_told_apart_are_taken(words: UnstoredWords, file: Path) -> None:
    file.write_text('{"a": {"box:value": "first"}, "b": {"box:costs": "second"}}')
    assert words.take("a") == {"box:value": "first"}
    words.keep("a", {})
    assert json.loads(file.read_text()) == {"b": {"box:costs": "second"}}


def test_of_two_windows_that_ended_with_other_words_in_one_place_neither_loses_them(
    words: UnstoredWords, other: UnstoredWords, file: Path
) -> None:
    words.keep("a", {"box:value": "mine", "remark:": "!"})
    other.keep("a", {"box:value": "yours", "park:": "later"})
    words.release()
    other.release()
    found = []
    for _ in range(2):
        next_window = UnstoredWords(file)
        found.append(next_window.take("a"))
        next_window.keep("a", {})
        next_window.release()
    assert found == [{"box:value": "mine", "remark:": "!"}, {"box:value": "yours", "park:": "later"}]
    assert json.loads(file.read_text()) == {}


def test_words_that_were_taken_while_the_disk_was_full_are_not_there_twice_later(
    words: UnstoredWords, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text('{"a": {"box:value": "first"}}')
    with monkeypatch.context() as full:
        full.setattr("cmc_desktop.ui.unstored_words.write_safely", _disk_full)
        assert words.take("a") == {"box:value": "first"}
    assert json.loads(file.read_text()) == {"a": {"box:value": "first"}}
    words.keep("a", {"box:value": "first, and more"})
    assert [list(one.values()) for one in json.loads(file.read_text()).values()] == [["first, and more"]]


def _disk_full(path: Path, _data: bytes) -> None:
    raise FileTrouble(f"The disk is full, so {path} was not written.")


def test_forgetting_takes_out_what_any_window_keeps_for_a_canvas(
    words: UnstoredWords, other: UnstoredWords, file: Path
) -> None:
    words.keep("a", {"box:value": "mine"})
    other.keep("ab", {"box:value": "stays"})
    UnstoredWords(file).forget("a")
    assert "mine" not in file.read_text()
    other.release()
    assert words.take("ab") == {"box:value": "stays"}


def test_words_of_a_process_that_was_killed_are_taken_and_nothing_of_it_stays(words: UnstoredWords, file: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from cmc_desktop.ui.unstored_words import UnstoredWords\n"
        "kept = UnstoredWords(Path(sys.argv[1])); kept.keep('a', {'box:value': 'half'})\n"
        "print('kept', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(file)]
    with Popen(command, stdin=PIPE, stdout=PIPE, cwd=Path(__file__).parents[2]) as typing:
        assert typing.stdout is not None
        assert typing.stdout.readline().strip() == b"kept"
        assert words.take("a") == {}
        typing.kill()
        typing.wait()
    assert words.take("a") == {"box:value": "half"}
    words.release()
    assert not list(file.parent.glob("*.in-use"))


def test_two_windows_that_keep_at_the_same_time_both_keep(file: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from cmc_desktop.ui.unstored_words import UnstoredWords\n"
        "kept = UnstoredWords(Path(sys.argv[1]))\n"
        "for number in range(40): kept.keep(sys.argv[2] + str(number), {'box:value': 'x'})"
    )
    here = Path(__file__).parents[2]
    both = [Popen([sys.executable, "-c", script, str(file), one], cwd=here) for one in ("a", "b")]
    assert [one.wait() for one in both] == [0, 0]
    assert len(json.loads(file.read_text())) == 80


def test_where_files_cannot_be_locked_words_are_kept_all_the_same(
    words: UnstoredWords, other: UnstoredWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmc_desktop.ui.words_claim.lock", _no_locks)
    words.keep("a", {"box:value": "mine"})
    assert other.take("a") == {"box:value": "mine"}


def _no_locks(_file: object) -> None:
    raise OSError(errno.ENOLCK, "No locks available")


def test_a_window_that_never_lets_go_of_the_file_is_told(words: UnstoredWords, file: Path) -> None:
    with file.with_suffix(".lock").open("wb") as held:
        lock(held)
        with pytest.raises(LibraryTrouble, match="Another window"):
            words.keep("a", {"box:value": "mine"})
    words.keep("a", {"box:value": "mine"})
    assert "mine" in file.read_text()
