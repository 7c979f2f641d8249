"""A changed record is found out, whatever was changed; anything else is told apart; nothing is an exception."""

from __future__ import annotations

import io
import random

import builders
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import FONTS, NOW, board

from cmc_desktop.model.domain.changes import Rename
from cmc_desktop.model.export.board_pdf import board_pdf
from cmc_desktop.model.export.record_check import RecordCheck, check_record
from cmc_desktop.model.export.record_pdf import record_pdf
from cmc_desktop.model.export.whole_file import with_digest
from cmc_desktop.model.services.session import Session

CMC_FILE = b'{"format":"cmc/1"}' * 200


@pytest.fixture
def record(signed: Session) -> bytes:
    return record_pdf(signed.canvas, CMC_FILE, FONTS, paper="A4", now=NOW).data


def intact(found: RecordCheck) -> bool:
    return found.digest_holds and found.attachment is not None


def test_an_untouched_record_is_unchanged_and_gives_its_canvas_file(record: bytes) -> None:
    found = check_record(record)
    assert (found.attachment, intact(found), found.record, found.written) == (CMC_FILE, True, True, record)
    assert found.setting is not None
    assert (found.setting.paper, found.setting.now, found.setting.signed_by) == ("A4", NOW, None)
    assert "unchanged" in found.reason


def changed(record: bytes, chance: random.Random) -> bytes:
    """One of the ways in which a file changes."""
    place = chance.randrange(len(record))
    match chance.randrange(6):
        case 0:
            return record[:place] + bytes([record[place] ^ 1 << chance.randrange(8)]) + record[place + 1 :]
        case 1:
            return record[:place] + chance.randbytes(chance.randrange(1, 40)) + record[place:]
        case 2:
            return record + chance.randbytes(chance.randrange(1, 40))
        case 3:
            return record + b"\n" * chance.randrange(1, 3)
        case 4:
            return record[: max(place, 2000)]
        case _:
            return record[:place] + record[place + chance.randrange(1, 30) :]


def test_a_thousand_changes_are_all_found(record: bytes) -> None:
    chance = random.Random(20261121)
    for number in range(1000):
        other = changed(record, chance)
        assert other != record
        found = check_record(other)
        assert not intact(found), f"change {number} was not found"


def test_words_that_look_like_the_check_sum_are_only_words(session: Session) -> None:
    false = f"/CMCDigest ({'0' * 64})"
    session.do(Rename(f"Title {false}", false))
    builders.put(session, "value", false)
    builders.sign(session)
    attachment = f"1 0 obj\n<< {false}\nstartxref\n9\n%%EOF\n".encode() * 3
    data = record_pdf(session.canvas, attachment, FONTS, now=NOW).data
    found = check_record(data)
    assert (found.attachment, intact(found), found.record) == (attachment, True, True)


def test_every_byte_of_the_attachment_is_guarded(record: bytes) -> None:
    start = record.index(CMC_FILE)
    for place in range(start, start + len(CMC_FILE), 7):
        other = bytearray(record)
        other[place] ^= 4
        assert not intact(check_record(bytes(other)))


def test_every_digit_of_the_check_sum_is_guarded(record: bytes) -> None:
    start = record.index(b"/CMCDigest (")
    for place in range(start, start + 80):
        other = bytearray(record)
        other[place] ^= 0x20
        found = check_record(bytes(other))
        assert not intact(found)
        assert "was changed" in found.reason


def test_a_change_is_told_from_a_file_that_never_was_a_record(record: bytes) -> None:
    flipped = bytearray(record)
    flipped[len(record) // 2] ^= 1
    found = check_record(bytes(flipped))
    assert (intact(found), found.record) == (False, True)
    assert "was changed" in found.reason
    truncated = check_record(record[: len(record) * 9 // 10])
    assert (intact(truncated), truncated.record) == (False, True)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\3\4", b"{}", b"%PDF-" + b"\0" * 5000, "é".encode() * 999])
def test_other_files_are_not_records(data: bytes) -> None:
    found = check_record(data)
    assert (found.attachment, intact(found), found.record) == (None, False, False)
    assert "not a record" in found.reason


def test_a_draft_is_not_a_record() -> None:
    assert not check_record(board_pdf(board([("value", "One")]), FONTS, now=NOW).data).record


def test_a_swapped_attachment_is_found_though_the_pdf_is_sound(record: bytes) -> None:
    with pikepdf.open(io.BytesIO(record)) as document:
        document.attachments["record.cmc"] = pikepdf.AttachedFileSpec(
            document, b"{}", filename="record.cmc", creation_date="", mod_date=""
        )
        written = io.BytesIO()
        document.save(written)
    found = check_record(written.getvalue())
    assert (intact(found), found.record) == (False, True)


def test_a_check_sum_over_a_record_without_a_readable_canvas_is_not_enough() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/CMCDigest"] = "0" * 64
        written = io.BytesIO()
        document.save(written)
    found = check_record(with_digest(written.getvalue()))
    assert (intact(found), found.attachment, found.record) == (False, None, True)


def test_a_packed_attachment_is_not_unpacked() -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.attachments["record.cmc"] = pikepdf.AttachedFileSpec(
            document, b"0" * 50_000_000, filename="record.cmc", creation_date="", mod_date=""
        )
        document.docinfo["/CMCDigest"] = "0" * 64
        written = io.BytesIO()
        document.save(written, compress_streams=True)
    bomb = with_digest(written.getvalue())
    assert len(bomb) < 100_000
    assert check_record(bomb).attachment is None


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_get_an_answer(data: bytes, claims: bool) -> None:
    found = check_record(b"%PDF-1.7\n/CMCDigest (" + b"0" * 64 + b")" + data if claims else data)
    assert not intact(found)
    assert found.reason
