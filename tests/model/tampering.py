"""Records of a whole workshop, signed or not, and what somebody may do to one on purpose."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import builders
import pikepdf

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.export.key_file import OpenedKey, make_key, open_key
from cmc_desktop.model.export.record_pdf import record_pdf
from cmc_desktop.model.export.record_setting import SignedBy
from cmc_desktop.model.export.signature import sign_pdf
from cmc_desktop.model.export.whole_file import EMPTY, KEY, with_digest
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.verifying import Verdict, verify
from cmc_desktop.paths import resources_folder

FONTS = resources_folder() / "fonts"
NOW = ManualClock().now()
PIN = "six or more"


@cache
def signed_canvas() -> tuple[Canvas, bytes]:
    """A signed canvas and its file, as a record carries it."""
    with TemporaryDirectory() as folder:
        library = builders.open_library(Path(folder) / "library", ManualClock())
        session = library.session(library.new("Night bus", "Port Alder"))
        builders.sign(session)
        made = session.canvas, cmc_bytes(session.canvas, revisions_of(library, session.canvas), record=True)
        library.close()
    return made


@cache
def plain_record(signed_by: SignedBy | None = None) -> bytes:
    canvas, attachment = signed_canvas()
    return record_pdf(canvas, attachment, FONTS, paper="A4", now=NOW, signed_by=signed_by).data


def council_key(number: int = 0) -> OpenedKey:
    """A key in the council's name; another one for each `number`."""
    return _key(number)


@cache
def _key(_number: int) -> OpenedKey:
    data, _ = make_key("Port Alder", PIN, NOW)
    return open_key(data, PIN)


def named(certificate: Certificate) -> SignedBy:
    return SignedBy(certificate.name, certificate.fingerprint)


def signed_record(number: int = 0) -> bytes:
    """The record signed by the council's key of that number, which its pages name."""
    return _signed(number)


@cache
def _signed(number: int) -> bytes:
    key = council_key(number)
    return sign_pdf(plain_record(named(key.certificate)), key)


def checked(data: bytes, folder: Path, *, trusts: tuple[int, ...] = (0,), fonts: Path = FONTS) -> Verdict:
    """What the check says of a file, on a computer that trusts the council's keys of those numbers."""
    path = folder / "record.pdf"
    path.write_bytes(data)
    return verify(path, builders.TEMPLATES, fonts, [council_key(number).certificate for number in trusts])


def rewritten(record: bytes, change: Callable[[pikepdf.Pdf], Any], *, keep_sum: bool = False) -> bytes:
    """The record after `change`, written as the app writes; unless `keep_sum`, with its check sum computed anew."""
    with pikepdf.open(io.BytesIO(record)) as document:
        change(document)
        document.docinfo[KEY] = document.docinfo[KEY] if keep_sum else EMPTY
        written = io.BytesIO()
        document.save(
            written,
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return written.getvalue() if keep_sum else with_digest(written.getvalue())


def on_page(number: int, change: Callable[[bytes], bytes]) -> Callable[[pikepdf.Pdf], None]:
    """A change of what is drawn on a page."""

    def apply(document: pikepdf.Pdf) -> None:
        page = document.pages[number]
        before = page.Contents.read_bytes()
        after = change(before)
        assert after != before
        page.Contents = document.make_stream(after)

    return apply


def reworded(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Other words on a page, however their codes are written there."""

    def change(page: bytes) -> bytes:
        if old in page:
            return page.replace(old, new, 1)
        return page.replace(old.hex().upper().encode(), new.hex().upper().encode(), 1)

    return change


def updated(record: bytes, objects: dict[int, bytes], root: int = 1) -> bytes:
    """The record with an incremental update that puts `objects` in the place of those with their numbers."""
    start = int(re.findall(rb"startxref\s+(\d+)", record)[-1])
    size = max(int(one) for one in re.findall(rb"/Size (\d+)", record))
    data, places = record, {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    return data + b"trailer << /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start, table)
