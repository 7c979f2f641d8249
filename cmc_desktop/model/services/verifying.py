"""Checking a `.cmc` file or a record PDF: is it as it was written, and which seal number does it have?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.revision import canonical, digest, seal_number
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_format import CONTENT
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT, parse
from cmc_desktop.model.services.safe_file import read_bounded

_PDF_LIMIT = 10 * FILE_LIMIT


@dataclass(frozen=True)
class Verdict:
    """What checking a file found. `seal_number` is computed from the words in the file, empty when there are none.

    `unchanged` only when everything recomputes; `reason` is the finding in one plain sentence.
    """

    seal_number: str
    unchanged: bool
    reason: str
    signed: bool = False
    title: str = ""


def verify(path: Path, templates: Mapping[str, Template]) -> Verdict:
    """Check a `.cmc` file or a PDF. Raises NotThere or BadFile only when the file cannot be read at all."""
    data = read_bounded(path, _PDF_LIMIT)
    if len(data) > _PDF_LIMIT:
        return Verdict("", False, tr("This file is too large to be a canvas or a record."))
    return _verify_pdf(data, templates) if b"%PDF-" in data[:1024] else _verify_cmc(data, templates)


def _verify_cmc(data: bytes, templates: Mapping[str, Template]) -> Verdict:
    try:
        canvas = read_cmc(data, templates).canvas
    except BadFile as error:
        return Verdict(_number_of_what_is_there(data), False, error.happened)
    signed = canvas.sign_off is not None
    if signed:
        return _unchanged(canvas, tr("This signed canvas has not changed since its file was written."))
    return _unchanged(canvas, tr("This canvas has not changed since its file was written; it is not signed."))


def _verify_pdf(data: bytes, templates: Mapping[str, Template]) -> Verdict:
    # Reading PDFs needs a heavy library: loaded with the first one.
    from cmc_desktop.model.export.record_check import check_record

    check = check_record(data)
    if not check.record:
        reason = tr("This PDF holds no record: it is a draft, or it was not written by CMC Desktop.")
        return Verdict("", False, reason)
    if check.attachment is None:
        return Verdict("", False, check.reason)
    number = _number_of_what_is_there(check.attachment)
    try:
        canvas = read_cmc(check.attachment, templates).canvas
    except BadFile as error:
        return Verdict(number, False, tr("The record inside this PDF is not sound: {why}", why=error.happened))
    title, signed = canvas.head.title, canvas.sign_off is not None
    if not check.intact:
        return Verdict(number, False, check.reason, signed, title)
    if not signed:
        return Verdict(
            number, False, tr("The canvas inside this PDF is not signed, so it is no record."), signed, title
        )
    return _unchanged(canvas, tr("This record has not changed since it was written."))


def _unchanged(canvas: Canvas, reason: str) -> Verdict:
    return Verdict(seal_number(canvas.content_hash), True, reason, canvas.sign_off is not None, canvas.head.title)


def _number_of_what_is_there(data: bytes) -> str:
    """The seal number of the words that a file holds now, whatever it claims; empty when there are none."""
    try:
        content = parse(data).get("content")
    except BadFile:
        return ""
    if type(content) is not dict or content.keys() != CONTENT.keys():
        return ""
    return seal_number(digest(canonical(content)))
