"""Hostile PDFs that claim to be records get an answer: never an exception, never more memory than the file is worth."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from peak_memory import most_taken
from tampering import checked, council_key, named, plain_record, rewritten, signed_canvas, updated

from cmc_desktop.model.export.drawn_words import drawn_words
from cmc_desktop.model.export.page_reader import OddPage
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.signature import check_signature, sign_pdf
from cmc_desktop.model.services.verifying import Finding, Verdict

_NAME = pikepdf.Name


def bomb_of_contents(document: pikepdf.Pdf) -> None:
    stream = document.pages[0].Contents
    stream.write(zlib.compress(b"q Q " * 50_000_000), filter=_NAME.FlateDecode)


def bomb_in_a_bomb(document: pikepdf.Pdf) -> None:
    stream = document.pages[0].Contents
    inner = zlib.compress(b"\0" * 100_000_000)
    stream.write(zlib.compress(inner), filter=pikepdf.Array([_NAME.FlateDecode, _NAME.FlateDecode]))


def bomb_of_letters(document: pikepdf.Pdf) -> None:
    bomb = zlib.compress(b" " * 200_000_000)
    for font in document.pages[0].Resources.Font.values():
        if "/ToUnicode" in font:
            font.ToUnicode.write(bomb, filter=_NAME.FlateDecode)


def pages_in_a_circle(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids.append(document.Root.Pages)


def tags_in_a_circle(document: pikepdf.Pdf) -> None:
    root = document.Root.StructTreeRoot
    first = root.K[0] if isinstance(root.K, pikepdf.Array) else root.K
    first.K = pikepdf.Array([first, first])


def deep_tags(document: pikepdf.Pdf) -> None:
    below = document.make_indirect(pikepdf.Dictionary(S=_NAME.P, K=pikepdf.Array([])))
    for _ in range(50_000):
        below = document.make_indirect(pikepdf.Dictionary(S=_NAME.P, K=pikepdf.Array([below])))
    document.Root.StructTreeRoot.K = pikepdf.Array([below])


def deep_array(document: pikepdf.Pdf) -> None:
    document.Root.Deep = pikepdf.Object.parse(b"[" * 400 + b"]" * 400)


def many_pages(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    kids = document.Root.Pages.Kids
    for _ in range(5_000):
        kids.append(document.make_indirect(pikepdf.Dictionary(page)))
    document.Root.Pages.Count = len(kids)


def much_to_draw(document: pikepdf.Pdf) -> None:
    line = b"BT 1 0 0 1 100 100 Tm /F1+0 9 Tf (a) Tj ET 0 0 1 1 re f "
    document.pages[0].Contents = document.make_stream(line * 20_000)


def nonsense_to_draw(document: pikepdf.Pdf) -> None:
    document.pages[0].Contents = document.make_stream(b"EMC EMC /X BDC (a) Tj 1 Tf [[[ << Tm \xff\0 cm re f")


def attachment_that_is_itself(document: pikepdf.Pdf) -> None:
    names = document.Root.Names.EmbeddedFiles
    names.Kids = pikepdf.Array([names])


def setting_of_nonsense(document: pikepdf.Pdf) -> None:
    document.docinfo["/CMCPages"] = '{"app":' + "[" * 90_000


HOSTILE: list[Callable[[pikepdf.Pdf], Any]] = [
    bomb_of_contents,
    bomb_in_a_bomb,
    bomb_of_letters,
    pages_in_a_circle,
    tags_in_a_circle,
    deep_tags,
    deep_array,
    many_pages,
    much_to_draw,
    nonsense_to_draw,
    attachment_that_is_itself,
]


@pytest.mark.parametrize("change", HOSTILE, ids=[change.__name__ for change in HOSTILE])
def test_a_hostile_record_with_its_check_sum_computed_anew_is_not_unchanged(
    tmp_path: Path, change: Callable[[pikepdf.Pdf], Any]
) -> None:
    hostile = rewritten(plain_record(), change)
    verdicts: list[Verdict] = []
    most = most_taken(lambda: verdicts.append(checked(hostile, tmp_path)))
    (verdict,) = verdicts
    assert verdict.finding in (Finding.CHANGED, Finding.UNCHECKED)
    assert verdict.reason
    assert most < 150_000_000  # Python alone takes 105 million elsewhere, to have room for the largest file


def test_a_setting_of_nonsense_makes_the_pages_be_read(tmp_path: Path) -> None:
    verdict = checked(rewritten(plain_record(), setting_of_nonsense), tmp_path)
    assert verdict.finding is Finding.UNCOMPARED
    assert "could not be compared" in verdict.remarks[0]


def test_a_hundred_megabytes_get_an_answer(tmp_path: Path) -> None:
    big = plain_record() + b"1 0 obj << /A 1 >> endobj\n" * 3_000_000
    assert checked(big[:90_000_000], tmp_path).finding is Finding.CHANGED
    assert checked(big + bytes(100_000_000), tmp_path).finding is Finding.UNCHECKED


def test_a_large_padded_record_with_its_check_sum_gets_an_answer(tmp_path: Path) -> None:
    def pad(document: pikepdf.Pdf) -> None:
        document.Root.Padding = document.make_stream(bytes(60_000_000))

    assert checked(rewritten(plain_record(), pad), tmp_path).finding is Finding.CHANGED


def test_a_signature_full_of_nonsense_does_not_hold() -> None:
    written = plain_record(named(council_key().certificate))
    signed = sign_pdf(written, council_key())
    start = signed.index(b"/Contents <", len(written)) + 11
    for junk in (b"00" * 900, b"30" * 900, b"3080" * 450, b"A0" * 900, b"3082FFFF" * 225, b"zz" * 900):
        other = signed[:start] + junk + signed[start + len(junk) :]
        assert check_record(other).digest_holds
        assert not check_signature(other).sound


@pytest.mark.parametrize("entry", [b"/Prev 17", b"/XRefStm 17", b"/Prev 0 /XRefStm 0"])
def test_a_table_of_objects_that_leads_elsewhere_is_not_followed(tmp_path: Path, entry: bytes) -> None:
    data = plain_record()
    place = data.rindex(b" /ID [")
    for other in (data[:place] + b" " + entry + data[place:], updated(data, {}).replace(b"/Prev", entry + b" /Prev")):
        assert checked(other, tmp_path).finding is Finding.CHANGED


def test_an_update_that_goes_round_in_a_circle_gets_an_answer(tmp_path: Path) -> None:
    once = updated(plain_record(), {})
    table = once.rindex(b"xref\ntrailer")
    circle = once.replace(b"/Prev %d" % int(once.rsplit(b"/Prev ", 1)[1].split()[0]), b"/Prev %d" % table)
    assert checked(circle, tmp_path).finding is Finding.CHANGED


def test_ranges_of_a_signature_that_leave_something_out_do_not_hold() -> None:
    signed = sign_pdf(plain_record(), council_key())
    start = signed.index(b"/ByteRange [") + 12
    end = signed.index(b"]", start)
    for ranges in (b"0 10 20 30", b"0 0 0 0", b"0 99999999 0 0", b"-1 5 5 5", b"0 1 2 3 4 5"):
        other = signed[:start] + ranges.ljust(end - start) + signed[end:]
        assert not check_signature(other).sound


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_page_of_anything_is_read_or_odd(data: st.DataObject) -> None:
    words = st.sampled_from(
        [
            *b"BT ET Tj TJ Tf Tm rg re f BDC BMC EMC cm Do gs q Q w (a) <61> /F1+0 /X 1 0 -5 9 [ ] W n".split(),
            b"<</MCID 1>>",
        ]
    )
    page = b" ".join(data.draw(st.lists(words, max_size=60)))

    def change(document: pikepdf.Pdf) -> None:
        document.pages[0].Contents = document.make_stream(page)

    other = rewritten(plain_record(), change)
    with suppress(OddPage):
        assert drawn_words(other).pages


def test_pages_with_attachments_of_the_record_are_as_before() -> None:
    """The way these tests change a record leaves one that was not changed as it was."""
    with pikepdf.open(io.BytesIO(rewritten(plain_record(), lambda _document: None))) as document:
        assert document.attachments["record.cmc"].get_file().read_bytes() == signed_canvas()[1]
    assert rewritten(plain_record(), lambda _document: None) == plain_record()
