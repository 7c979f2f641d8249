"""Checking a `.cmc` file or a record PDF: is it as it was written, and which seal number does it have?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.revision import canonical, digest, seal_number
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_format import CONTENT
from cmc_desktop.model.exchange.cmc_reader import NotAsWritten, file_hash, format_of, read_cmc
from cmc_desktop.model.exchange.strict_json import BOM, FILE_LIMIT, UTF_16, parse
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.services.safe_file import read_bounded
from cmc_desktop.model.services.verdict import Finding as Finding
from cmc_desktop.model.services.verdict import Signer as Signer
from cmc_desktop.model.services.verdict import Verdict as Verdict
from cmc_desktop.model.services.verdict import anybody_can_compute, as_copy, unchanged

_PDF_LIMIT = 5 * FILE_LIMIT


def verify(
    path: Path,
    templates: Mapping[str, Template],
    fonts: Path,
    trusted: Iterable[Certificate] = (),
) -> Verdict:
    """Check a `.cmc` file or a PDF; `fonts` is the folder of the typefaces, `trusted` are those of `SigningKeys`.

    Raises NotThere or BadFile only when the file cannot be read at all.
    """
    data = read_bounded(path, _PDF_LIMIT)
    if len(data) > _PDF_LIMIT:
        return _unchecked(tr("This file is too large to be a canvas or a record."))
    return _verify_pdf(data, templates, fonts, trusted) if b"%PDF-" in data[:1024] else _verify_cmc(data, templates)


def _verify_cmc(data: bytes, templates: Mapping[str, Template]) -> Verdict:
    if data.strip() and not _may_be_canvas(data):
        return _unchecked(tr("This is neither a .cmc file nor a PDF, so there is nothing to check."))
    try:
        canvas = read_cmc(data, templates).canvas
    except BadFile as error:
        finding = _finding_of(data, error)
        number = _number_of_what_is_there(data)
        if finding is Finding.CHANGED and not isinstance(error, NotAsWritten):
            return Verdict(number, finding, tr("This file was changed after it was written: {why}", why=error.happened))
        return Verdict(number, finding, _told(error))
    signed = canvas.sign_off is not None
    if signed:
        reason = tr("This signed canvas has not changed since its file was written.")
        return as_copy(replace(unchanged(canvas, reason), remarks=(anybody_can_compute(),)), canvas)
    caution = tr("Anybody who changes the file can compute its hashes anew.")
    return replace(
        unchanged(canvas, tr("This canvas has not changed since its file was written; it is not signed.")),
        remarks=(caution,),
    )


def _may_be_canvas(data: bytes) -> bool:
    """Whether reading the bytes as a `.cmc` file says more of them than that they are none."""
    odd = len(data) > FILE_LIMIT or data.startswith(UTF_16)
    return odd or data.removeprefix(BOM).lstrip().startswith(b"{")


def _told(error: BadFile) -> str:
    return " ".join(filter(None, (error.happened, error.todo)))


def _finding_of(data: bytes, error: BadFile) -> Finding:
    """What it means that a `.cmc` file was refused: changed when a hash says so, whatever else is wrong with it."""
    return Finding.CHANGED if isinstance(error, NotAsWritten) or _hash_fails(data) else Finding.UNCHECKED


def _hash_fails(data: bytes) -> bool:
    """Whether a file of a format that this app knows has another file hash than it says."""
    try:
        file = parse(data)
        format_of(file)
    except BadFile:
        return False
    return "file_hash" in file and file["file_hash"] != file_hash(file)


def _verify_pdf(data: bytes, templates: Mapping[str, Template], fonts: Path, trusted: Iterable[Certificate]) -> Verdict:
    # Reading PDFs needs a heavy library: loaded with the first one.
    from cmc_desktop.model.export.record_check import check_record
    from cmc_desktop.model.services.record_verifying import changed_after, pages_and_signer

    check = check_record(data)
    if not check.record:
        return _unchecked(
            tr("This PDF holds no record: it is a draft or a hand-out, or it was not written by CMC Desktop.")
        )
    if not check.digest_holds:
        return _changed_record(check.attachment, check.reason, templates)
    if check.attachment is None:
        return _unchecked(check.reason)
    if reason := changed_after(data, check):
        return _changed_record(check.attachment, reason, templates)
    try:
        canvas = read_cmc(check.attachment, templates).canvas
    except BadFile as error:
        reason = tr("The record inside this PDF is not sound: {why}", why=_told(error))
        return Verdict(_number_of_what_is_there(check.attachment), _finding_of(check.attachment, error), reason)
    if canvas.sign_off is None:
        reason = tr("The canvas inside this PDF is not signed, so it is no record.")
        return Verdict(seal_number(canvas.content_hash), Finding.UNCHECKED, reason, title=canvas.head.title)
    return pages_and_signer(data, check, canvas, fonts, trusted)


def _changed_record(attachment: bytes | None, reason: str, templates: Mapping[str, Template]) -> Verdict:
    if attachment is None:
        return Verdict("", Finding.CHANGED, reason)
    number = _number_of_what_is_there(attachment)
    try:
        canvas = read_cmc(attachment, templates).canvas
    except BadFile as error:
        reason = tr("The record inside this PDF is not sound: {why}", why=error.happened)
        return Verdict(number, Finding.CHANGED, reason)
    return Verdict(number, Finding.CHANGED, reason, canvas.sign_off is not None, canvas.head.title)


def _unchecked(reason: str) -> Verdict:
    return Verdict("", Finding.UNCHECKED, reason)


def _number_of_what_is_there(data: bytes) -> str:
    """The seal number of the words that a file holds now, whatever it claims; empty when there are none."""
    try:
        content = parse(data).get("content")
    except BadFile:
        return ""
    if type(content) is not dict or content.keys() != CONTENT.keys():
        return ""
    return seal_number(digest(canonical(content)))
