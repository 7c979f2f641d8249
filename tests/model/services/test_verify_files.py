"""Is a file as it was written? Only when everything recomputes, and the answer is one plain sentence."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from cmc_desktop.model.domain.errors import BadFile, NotThere
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.verifying import Verdict, verify
from cmc_desktop.paths import Paths

Write = Callable[[Session, str], Path]


@pytest.fixture
def exporter(paths: Paths, clock: ManualClock) -> Exporter:
    return Exporter(paths.resources / "fonts", clock)


@pytest.fixture
def write(exporter: Exporter, library: Library, tmp_path: Path) -> Write:
    def write(session: Session, name: str) -> Path:
        canvas = session.canvas
        return exporter.export(canvas, tmp_path / name, revisions=revisions_of(library, canvas)).path

    return write


def verdict_on(library: Library, path: Path) -> Verdict:
    return verify(path, library.templates)


@pytest.mark.parametrize("name", ["a.cmc", "a.pdf"])
def test_a_record_as_it_was_written_is_unchanged_under_its_seal_number(
    library: Library, signed: Session, write: Write, name: str
) -> None:
    verdict = verdict_on(library, write(signed, name))
    assert verdict == Verdict(seal_number(signed.canvas.content_hash), True, verdict.reason, True, "Night bus")
    assert "has not changed" in verdict.reason


def test_an_unsigned_file_is_unchanged_and_said_to_be_unsigned(library: Library, filled: Session, write: Write) -> None:
    verdict = verdict_on(library, write(filled, "a.cmc"))
    assert (verdict.unchanged, verdict.signed) == (True, False)
    assert "not signed" in verdict.reason


def test_changed_words_have_another_seal_number(library: Library, signed: Session, write: Write) -> None:
    file = write(signed, "a.cmc")
    number = verdict_on(library, file).seal_number
    file.write_bytes(file.read_bytes().replace(b"everyone gets home", b"everyone stays home"))
    verdict = verdict_on(library, file)
    assert (verdict.unchanged, verdict.seal_number == number, len(verdict.seal_number)) == (False, False, 79)
    assert "changed after it was written" in verdict.reason


def test_a_draft_on_paper_holds_nothing_to_check(library: Library, filled: Session, write: Write) -> None:
    verdict = verdict_on(library, write(filled, "a.pdf"))
    assert verdict == Verdict(
        "", False, "This PDF holds no record: it is a draft, or it was not written by CMC Desktop."
    )


def test_every_damage_of_a_record_is_noticed(library: Library, signed: Session, write: Write) -> None:
    file = write(signed, "a.pdf")
    whole = file.read_bytes()
    chance = random.Random(5)
    for _ in range(60):
        place = chance.randrange(len(whole))
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        assert not verdict_on(library, file).unchanged
    for other in (whole[:-1], whole + b"\n", whole + b"% one more update\n%%EOF\n", whole[: len(whole) // 2]):
        file.write_bytes(other)
        assert not verdict_on(library, file).unchanged


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"{}", b"[" * 100_000, b"\xff" * 100, b"%PDF-1.4\n/EmbeddedFiles"])
def test_whatever_the_bytes_are_there_is_a_verdict(library: Library, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    verdict = verdict_on(library, tmp_path / "a")
    assert (verdict.unchanged, verdict.seal_number) == (False, "")
    assert verdict.reason.endswith(".")


def test_a_file_that_cannot_be_read_has_no_verdict(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="There is no file"):
        verdict_on(library, tmp_path / "a.cmc")
    with pytest.raises(BadFile, match="is not a file"):
        verdict_on(library, tmp_path)


def test_a_file_beyond_all_bounds_is_not_read_whole(library: Library, tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as out:
        out.truncate(2**33)
    assert "too large" in verdict_on(library, tmp_path / "a.pdf").reason
