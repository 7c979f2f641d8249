"""Whatever somebody does to a record is found and named rightly; an untouched one is unchanged."""

from __future__ import annotations

import io
import random
import re
import zlib
from dataclasses import replace
from pathlib import Path

import builders
import pikepdf
import pytest
from tampering import (
    FONTS,
    NOW,
    PIN,
    checked,
    council_key,
    named,
    on_page,
    plain_record,
    reworded,
    rewritten,
    signed_canvas,
    signed_record,
    updated,
)

from cmc_desktop.model.export.key_file import make_key, open_key
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.record_pdf import record_pdf
from cmc_desktop.model.export.signature import sign_pdf, signer_of
from cmc_desktop.model.services.record_verifying import changed_after
from cmc_desktop.model.services.verifying import Finding

SEED = 20261122


def finding(data: bytes, folder: Path, *, trusts: tuple[int, ...] = (0,)) -> Finding:
    return checked(data, folder, trusts=trusts).finding


# what was not touched


def test_an_untouched_record_is_unchanged_and_it_is_said_that_nobody_signed_it(tmp_path: Path) -> None:
    verdict = checked(plain_record(), tmp_path)
    assert (verdict.finding, verdict.signer, verdict.signed) == (Finding.UNCHANGED, None, True)
    assert "just what this version prints" in verdict.remarks[0]
    assert "not signed with a certificate" in verdict.remarks[1]


def test_a_signed_record_tells_whose_certificate_signed_it(tmp_path: Path) -> None:
    verdict = checked(signed_record(), tmp_path)
    assert verdict.finding is Finding.UNCHANGED
    assert verdict.signer is not None
    assert (verdict.signer.certificate, verdict.signer.trusted) == (council_key().certificate, True)
    assert "“Port Alder”" in verdict.reason
    assert council_key().certificate.grouped in verdict.remarks[1]


def test_a_certificate_that_nobody_trusts_here_is_named_with_its_fingerprint(tmp_path: Path) -> None:
    verdict = checked(signed_record(), tmp_path, trusts=())
    assert (verdict.finding, verdict.unchanged) == (Finding.UNKNOWN_SIGNER, False)
    assert "not among those trusted" in verdict.reason
    assert "“Port Alder”" in verdict.reason
    assert council_key().certificate.grouped in verdict.remarks[1]


def test_the_signed_file_begins_with_the_record_as_it_was_written() -> None:
    written = plain_record(named(council_key().certificate))
    assert signed_record().startswith(written)
    assert check_record(signed_record()).written == written
    assert check_record(signed_record()).attachment == signed_canvas()[1]


# every bit


def flipped(data: bytes, bit: int) -> bytes:
    other = bytearray(data)
    other[bit // 8] ^= 1 << bit % 8
    return bytes(other)


def found_out(data: bytes) -> bool:
    """Whether the first layers already show a change: the check sum, then the signature."""
    check = check_record(data)
    if not check.digest_holds or check.attachment is None:
        return True
    return bool(changed_after(data, check))


@pytest.mark.parametrize("record", [plain_record, signed_record])
@pytest.mark.parametrize("step", [97, pytest.param(1, marks=pytest.mark.soak)])
def test_every_byte_of_the_embedded_canvas_is_guarded(record: object, step: int) -> None:
    data: bytes = record()  # type: ignore[operator]
    start = data.index(signed_canvas()[1])
    chance = random.Random(SEED)
    places = range(start, start + len(signed_canvas()[1]), step)
    missed = [place for place in places if not found_out(flipped(data, 8 * place + chance.randrange(8)))]
    assert missed == []


@pytest.mark.parametrize("record", [plain_record, signed_record])
@pytest.mark.parametrize("times", [500, pytest.param(5000, marks=pytest.mark.soak)])
def test_bits_flipped_anywhere_are_found(record: object, times: int) -> None:
    data: bytes = record()  # type: ignore[operator]
    chance = random.Random(SEED)
    bits = [chance.randrange(8 * len(data)) for _ in range(times)]
    assert [bit for bit in bits if not found_out(flipped(data, bit))] == []


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.soak)])
def test_every_byte_that_signing_put_there_is_guarded(step: int) -> None:
    data = signed_record()
    start = len(check_record(data).written)
    chance = random.Random(SEED)
    missed = []
    for place in range(start, len(data), step):
        other = flipped(data, 8 * place + chance.randrange(8))
        if not found_out(other):
            missed.append(place)
    assert missed == []


# on purpose


def other_attachment() -> bytes:
    """The canvas's file with another word, its hashes computed anew: a sound file, of other words."""
    canvas, _ = signed_canvas()
    copy = canvas.snapshot()
    note = copy.notes_in("value")[0]
    copy.write([replace(note, text="Whatever I like")])
    return signed_canvas()[1].replace(note.text.encode(), b"Whatever I like")


def swap(data: bytes) -> object:
    def apply(document: pikepdf.Pdf) -> None:
        stream = document.attachments["record.cmc"].get_file().obj
        stream.write(data)

    return apply


def test_a_swapped_attachment_is_found_with_the_check_sum_computed_anew(tmp_path: Path) -> None:
    verdict = checked(rewritten(plain_record(), swap(other_attachment())), tmp_path)  # type: ignore[arg-type]
    assert verdict.finding is Finding.CHANGED
    assert "not sound" in verdict.reason


def other_canvas(folder: Path, title: str) -> bytes:
    """The file of another signed canvas."""
    from cmc_desktop.model.services.canvas_file import cmc_bytes
    from cmc_desktop.model.services.clock import ManualClock
    from cmc_desktop.model.services.exporting import revisions_of

    library = builders.open_library(folder / "other", ManualClock())
    session = library.session(library.new(title, "Port Alder"))
    builders.sign(session)
    made = cmc_bytes(session.canvas, revisions_of(library, session.canvas), record=True)
    library.close()
    return made


def test_the_sound_file_of_another_signed_canvas_does_not_fit_the_pages(tmp_path: Path) -> None:
    data = rewritten(plain_record(), swap(other_canvas(tmp_path, "Day bus")))  # type: ignore[arg-type]
    verdict = checked(data, tmp_path)
    assert verdict.finding is Finding.CHANGED
    assert verdict.reason == "The canvas inside this record says “Day bus” where its pages say “Night bus”."


@pytest.mark.parametrize("record", [plain_record, signed_record])
def test_an_attachment_swapped_by_an_update_is_found(tmp_path: Path, record: object) -> None:
    data: bytes = record()  # type: ignore[operator]
    with pikepdf.open(io.BytesIO(data)) as document:
        number = document.attachments["record.cmc"].get_file().obj.objgen[0]
    body = b"<< /Type /EmbeddedFile /Length 2 >>\nstream\n{}\nendstream"
    verdict = checked(updated(data, {number: body}), tmp_path)
    assert verdict.finding is Finding.CHANGED
    assert ("was added" if data == plain_record() else "signature does not hold") in verdict.reason


@pytest.mark.parametrize(
    "change",
    {
        "a note": reworded(b"everyone gets home", b"nobody gets home"),
        "the city": reworded(b"Port Alder", b"Port Elder"),
        "the version": reworded(b"version 1", b"version 7"),
        "the count of notes": reworded(b"16 notes", b"61 notes"),
        "the stamp": reworded(b"Signed record", b"Signed recoil"),
        "the seal number": lambda page: re.sub(rb"\(Seal number ....", b"(Seal number ABCD", page),
        "a word in the margin": lambda page: page + b"\n/Artifact BMC BT /F1+0 9 Tf 1 0 0 1 40 40 Tm (Not) Tj ET EMC",
        "a white patch": lambda page: page + b"\n/Artifact BMC 1 1 1 rg 30 30 700 500 re f EMC",
        "white letters": lambda page: page.replace(b"\nBT", b"\n1 1 1 rg BT", 9),
        "another colour": lambda page: re.sub(rb"[0-9.]+ [0-9.]+ [0-9.]+ rg", b".9 .4 .2 rg", page, count=2),
        "a note taken off": lambda page: re.sub(rb"\(Note 2 of value\) Tj", b"() Tj", page),
    }.items(),
    ids=lambda pair: pair[0],
)
def test_an_edited_page_is_found_with_the_check_sum_computed_anew(tmp_path: Path, change: tuple[str, object]) -> None:
    verdict = checked(rewritten(plain_record(), on_page(0, change[1])), tmp_path)  # type: ignore[arg-type]
    assert verdict.finding is Finding.CHANGED
    assert "of this record" in verdict.reason or "this record says" in verdict.reason


@pytest.mark.parametrize(
    "change",
    [
        reworded(b"(satisfied ", b"(not yet "),
        reworded(b"Participant", b"Observer"),
        reworded(b"Person 2", b"Person 9"),
        reworded(b"45 min", b"15 min"),
        lambda page: page.replace(b"was in the room", b"slept", 1).replace(b"were in the room", b"slept", 1),
    ],
)
def test_an_edited_answer_capacity_name_or_time_is_found(tmp_path: Path, change: object) -> None:
    verdict = checked(rewritten(plain_record(), on_page(1, change)), tmp_path)  # type: ignore[arg-type]
    assert verdict.finding is Finding.CHANGED


def annotate(document: pikepdf.Pdf) -> None:
    box = pikepdf.Array([100, 100, 300, 200])
    document.pages[0].Annots = pikepdf.Array(
        [document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Square, Rect=box))]
    )


def letters_exchanged(document: pikepdf.Pdf) -> None:
    """The letters' shapes of one typeface put in the place of another's."""
    fonts = list(document.pages[0].Resources.Font.values())
    shapes = [font for font in fonts if "/FontDescriptor" in font]
    shapes[0].FontDescriptor.FontFile2 = shapes[1].FontDescriptor.FontFile2


@pytest.mark.parametrize(
    "change",
    [
        annotate,
        letters_exchanged,
        lambda document: document.pages.append(document.pages[1]),
        lambda document: document.pages.reverse(),
        lambda document: document.pages.__delitem__(1),
        lambda document: document.pages[0].__setattr__("Rotate", 180),
        lambda document: document.pages[0].__setattr__("MediaBox", pikepdf.Array([0, 0, 300, 300])),
        lambda document: document.Root.__setattr__(
            "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        ),
        lambda document: document.docinfo.__setitem__("/Title", "Another title"),
    ],
)
def test_what_is_changed_around_the_words_is_found_with_the_check_sum_computed_anew(
    tmp_path: Path, change: object
) -> None:
    assert finding(rewritten(plain_record(), change), tmp_path) is Finding.CHANGED  # type: ignore[arg-type]


@pytest.mark.parametrize("tail", [b"\n", b"%comment\n", b"\0", b"x" * 5000, b"\n%%EOF\n", b"startxref\n0\n%%EOF\n"])
@pytest.mark.parametrize("record", [plain_record, signed_record])
def test_appended_bytes_are_found(tmp_path: Path, record: object, tail: bytes) -> None:
    data: bytes = record()  # type: ignore[operator]
    assert finding(data + tail, tmp_path) is Finding.CHANGED


def test_an_empty_update_is_found(tmp_path: Path) -> None:
    for data in (plain_record(), signed_record()):
        assert finding(updated(data, {}), tmp_path) is Finding.CHANGED


def test_a_stranger_who_signs_the_councils_record_anew_in_its_name_is_found(tmp_path: Path) -> None:
    written = check_record(signed_record()).written
    verdict = checked(sign_pdf(written, council_key(1)), tmp_path)
    assert verdict.finding is Finding.CHANGED
    assert "another certificate than the one that its pages name" in verdict.reason


def test_a_stranger_who_writes_it_all_anew_in_the_councils_name_is_unknown(tmp_path: Path) -> None:
    assert council_key(1).certificate.name == council_key().certificate.name
    verdict = checked(signed_record(1), tmp_path)
    assert verdict.finding is Finding.UNKNOWN_SIGNER
    assert verdict.signer is not None
    assert verdict.signer.certificate.fingerprint == council_key(1).certificate.fingerprint


def test_a_stranger_with_the_name_of_a_trusted_certificate_is_told_apart_by_both_fingerprints(tmp_path: Path) -> None:
    remarks = checked(signed_record(1), tmp_path).remarks
    told = next(one for one in remarks if one.startswith("Careful"))
    assert council_key().certificate.grouped in told
    assert council_key(1).certificate.grouped in told
    assert not any(one.startswith("Careful") for one in checked(signed_record(), tmp_path).remarks)


def of_another_version(document: pikepdf.Pdf) -> None:
    """Let a record say that an older version wrote it, which called a chapter otherwise."""
    setting = str(document.docinfo["/CMCPages"])
    document.docinfo["/CMCPages"] = re.sub(r'"app":"[^"]*"', '"app":"CMC Desktop 0.0.9"', setting)
    page = document.pages[1]
    page.Contents = document.make_stream(page.Contents.read_bytes().replace(b"Who was in the room", b"Who was here"))


def test_a_record_of_another_version_is_not_called_unchanged(tmp_path: Path) -> None:
    verdict = checked(rewritten(plain_record(), of_another_version), tmp_path)
    assert (verdict.finding, verdict.unchanged) == (Finding.UNCOMPARED, False)
    assert verdict.reason.startswith("The canvas inside is unchanged, but this app cannot compare all words")


def test_a_record_of_another_version_is_unchanged_when_somebody_trusted_signed_it(tmp_path: Path) -> None:
    key = council_key()
    signed = sign_pdf(rewritten(plain_record(named(key.certificate)), of_another_version), key)
    verdict = checked(signed, tmp_path)
    assert verdict.finding is Finding.UNCHANGED
    assert "as they were when they were signed" in verdict.remarks[0]
    assert checked(signed, tmp_path, trusts=()).finding is Finding.UNCOMPARED


def test_a_signature_that_was_taken_out_is_found(tmp_path: Path) -> None:
    verdict = checked(check_record(signed_record()).written, tmp_path)
    assert verdict.finding is Finding.CHANGED
    assert "signature was taken out" in verdict.reason


def test_a_second_signature_is_found(tmp_path: Path) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers

    once = plain_record(named(council_key().certificate))
    for number, name in enumerate(("First", "Second")):
        about = signers.PdfSignatureMetadata(field_name=name, md_algorithm="sha256")
        writer = IncrementalPdfFileWriter(io.BytesIO(once))
        once = signers.sign_pdf(writer, about, signer=signer_of(council_key(number))).getvalue()
    twice = once
    verdict = checked(twice, tmp_path)
    assert verdict.finding is Finding.CHANGED
    assert "more than one signature" in verdict.reason


def test_a_signature_that_came_later_is_known_and_said_not_to_be_named_on_the_pages(tmp_path: Path) -> None:
    verdict = checked(sign_pdf(plain_record(), council_key()), tmp_path)
    assert verdict.finding is Finding.UNCHANGED
    assert "the signature was put there later" in verdict.remarks[1]


def test_a_page_changed_in_the_same_update_as_a_strangers_signature_is_found(tmp_path: Path) -> None:
    data = plain_record()
    with pikepdf.open(io.BytesIO(data)) as document:
        number = document.pages[0].Contents.objgen[0]
        page = document.pages[0].Contents.read_bytes().replace(b"everyone gets home", b"nobody gets home")
    between = updated(data, {number: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(page), page)})
    verdict = checked(sign_pdf(between, council_key()), tmp_path)
    assert verdict.finding is Finding.CHANGED
    assert "besides a signature" in verdict.reason


def test_the_councils_own_key_signs_only_what_it_is_given(tmp_path: Path) -> None:
    """A signature taken from another file does not hold here."""
    other = record_pdf(*signed_canvas(), FONTS, paper="A3", now=NOW, signed_by=named(council_key().certificate)).data
    signature = sign_pdf(other, council_key())[len(other) :]
    assert finding(check_record(signed_record()).written + signature, tmp_path) is Finding.CHANGED


@pytest.mark.parametrize("paper", ["A4", "A3", "A0", "Letter"])
def test_records_of_every_paper_are_unchanged(tmp_path: Path, paper: str) -> None:
    data = record_pdf(*signed_canvas(), FONTS, paper=paper, now=NOW).data
    assert finding(data, tmp_path) is Finding.UNCHANGED


def test_a_record_that_is_packed_less_tightly_is_the_same(tmp_path: Path) -> None:
    def packed(document: pikepdf.Pdf) -> None:
        for page in document.pages:
            stream = page.Contents
            filters = pikepdf.Array([pikepdf.Name.FlateDecode])
            stream.write(zlib.compress(stream.read_bytes(), 1), filter=filters)

    other = rewritten(plain_record(), packed)
    assert other != plain_record()
    verdict = checked(other, tmp_path)
    assert (verdict.finding, "just what this version prints" in verdict.remarks[0]) == (Finding.UNCHANGED, True)


def test_the_own_key_of_another_pin_is_another_key() -> None:
    data, certificate = make_key("Port Alder", PIN, NOW)
    assert open_key(data, PIN).certificate == certificate
