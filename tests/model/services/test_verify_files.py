"""Is a file as it was written? Only when everything recomputes, and the answer is one plain sentence."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cmc_desktop.model.domain.errors import BadFile, NotThere
from cmc_desktop.model.domain.revision import canonical, digest, seal_number
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.handout_kit import HandoutKit
from cmc_desktop.model.services.kit_wish import KitWish
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.verifying import Finding, Verdict, verify
from cmc_desktop.paths import Paths, resources_folder

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
    return verify(path, library.templates, resources_folder() / "fonts")


@pytest.mark.parametrize("name", ["a.cmc", "a.pdf"])
def test_a_record_as_it_was_written_is_unchanged_under_its_seal_number(
    library: Library, signed: Session, write: Write, name: str
) -> None:
    verdict = verdict_on(library, write(signed, name))
    assert verdict.seal_number == seal_number(signed.canvas.content_hash)
    assert (verdict.finding, verdict.signed, verdict.title) == (Finding.UNCHANGED, True, "Night bus")
    assert signed.canvas.sign_off is not None
    assert verdict.signed_at == signed.canvas.sign_off.at
    assert (verdict.signer, verdict.told_number) == (None, "")
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
    assert (verdict.finding, len(verdict.seal_number)) == (Finding.CHANGED, 79)
    assert verdict.seal_number != number
    assert "changed after it was written" in verdict.reason


def resealed(file: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a file, with a file hash that fits again."""
    parsed = json.loads(file.read_bytes())
    change(parsed)
    del parsed["file_hash"]
    file.write_text(canonical({**parsed, "file_hash": digest(canonical(parsed))}), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["content"].update(title="Day bus"),
        lambda file: file["revisions"][0]["content"].update(title="Day bus"),
        lambda file: file["sign_off"].update(content_hash="0" * 64),
    ],
)
def test_words_that_do_not_have_their_hash_are_changed_words(
    library: Library, signed: Session, write: Write, change: Callable[[dict[str, Any]], object]
) -> None:
    file = write(signed, "a.cmc")
    resealed(file, change)
    resealed(file, lambda parsed: parsed["canvas"].update(title=parsed["content"]["title"]))
    assert verdict_on(library, file).finding is Finding.CHANGED


def test_a_change_that_leaves_no_canvas_is_a_change_too(library: Library, signed: Session, write: Write) -> None:
    file = write(signed, "a.cmc")
    file.write_bytes(file.read_bytes().replace(b'"Person 1"', b'""'))
    verdict = verdict_on(library, file)
    assert verdict.finding is Finding.CHANGED
    assert verdict.reason.startswith("This file was changed after it was written: ")
    assert "name" in verdict.reason


def test_what_was_never_checked_is_not_called_changed(
    library: Library, signed: Session, write: Write, exporter: Exporter, tmp_path: Path
) -> None:
    newer = write(signed, "newer.cmc")
    newer.write_bytes(newer.read_bytes().replace(b'"format_version":[1,2]', b'"format_version":[2,0]'))
    unknown = write(signed, "unknown.cmc")
    resealed(unknown, lambda file: file["canvas"].update(template="canvas-of-tomorrow"))
    cut = write(signed, "cut.cmc")
    cut.write_bytes(cut.read_bytes()[:-20])
    draft = write(library.session(library.new("Draft")), "draft.pdf")
    handout = HandoutKit(resources_folder() / "fonts", 0).write(KitWish(signed.canvas), tmp_path / "handout.pdf").path
    for name, data in {"empty.cmc": b"", "a.png": b"\x89PNG\r\n\x1a\n" + bytes(50), "a.json": b'{"title":"T"}'}.items():
        (tmp_path / name).write_bytes(data)
    told = {
        newer: "newer than the app",
        unknown: "“canvas-of-tomorrow”",
        cut: "damaged or cut off",
        draft: "holds no record: it is a draft or a hand-out",
        handout: "holds no record: it is a draft or a hand-out",
        tmp_path / "empty.cmc": "This file is empty.",
        tmp_path / "a.png": "neither a .cmc file nor a PDF",
        tmp_path / "a.json": "not a .cmc file",
    }
    for path, sentence in told.items():
        verdict = verdict_on(library, path)
        assert (path, verdict.finding, verdict.unchanged) == (path, Finding.UNCHECKED, False)
        assert sentence in verdict.reason


def test_a_record_is_changed_when_its_digest_says_so_and_unchecked_when_it_cannot_be_read(
    library: Library, signed: Session, write: Write
) -> None:
    file = write(signed, "a.pdf")
    whole = file.read_bytes()
    file.write_bytes(whole + b"\n")
    assert verdict_on(library, file).finding is Finding.CHANGED
    file.write_bytes(whole)
    older_app = {key: template for key, template in library.templates.items() if key != "city-model-canvas"}
    assert verify(file, older_app, resources_folder() / "fonts").finding is Finding.UNCHECKED


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
    assert (verdict.finding, verdict.seal_number) == (Finding.UNCHECKED, "")
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


@pytest.mark.parametrize("name", ["a.cmc", "a.pdf"])
def test_a_file_that_no_certificate_signed_is_said_to_prove_its_words_alone(
    library: Library, signed: Session, write: Write, name: str
) -> None:
    told = " ".join(verdict_on(library, write(signed, name)).remarks)
    assert "can compute its hashes anew" in told
    assert "does not cover names, answers and times" in told


def test_a_draft_has_a_content_hash_and_no_seal_number(library: Library, filled: Session, write: Write) -> None:
    draft = verdict_on(library, write(filled, "a.cmc"))
    assert draft.number_label == "Content hash"
    assert "can compute its hashes anew" in draft.remarks[0]
