"""Checking a `.cmc` file or a record PDF: is it as it was written, and which seal number does it have?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.names_taken_out import hash_with_names
from cmc_desktop.model.domain.revision import canonical, digest, seal_number
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_format import CONTENT
from cmc_desktop.model.exchange.cmc_reader import NotAsWritten, file_hash, format_of, read_cmc
from cmc_desktop.model.exchange.strict_json import BOM, FILE_LIMIT, parse
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.services.safe_file import read_bounded

if TYPE_CHECKING:
    from cmc_desktop.model.export.page_check import PagesSay
    from cmc_desktop.model.export.record_check import RecordCheck
    from cmc_desktop.model.export.record_setting import RecordSetting

_PDF_LIMIT = 5 * FILE_LIMIT


class Finding(StrEnum):
    """What checking a file can find. CHANGED only when something does not fit; UNCHECKED when there is nothing to fit.

    UNKNOWN_SIGNER is an unchanged record that is signed by a certificate nobody here said is to be trusted.
    """

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNKNOWN_SIGNER = "unknown signer"
    UNCHECKED = "unchecked"

    @property
    def label(self) -> str:
        return {
            Finding.UNCHANGED: tr("unchanged"),
            Finding.CHANGED: tr("changed"),
            Finding.UNKNOWN_SIGNER: tr("signed by someone unknown"),
            Finding.UNCHECKED: tr("cannot be checked"),
        }[self]


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose certificate signed a record, whether it is trusted here, and when by the signing computer's clock (ms)."""

    certificate: Certificate
    trusted: bool
    at: int


@dataclass(frozen=True)
class Verdict:
    """What checking a file found. `seal_number` is computed from the words in the file, empty when there are none.

    `reason` is the finding in one plain sentence, `remarks` are further sentences on what was compared and what it
    does not prove. `signed` tells of the sign-off in the canvas, at `signed_at` ms, `signer` of a certificate, None
    where there is none. `told_number` is the seal number of the words with names that a copy without them tells of
    itself: nothing in the copy can show that it is right; empty for others.
    """

    seal_number: str
    finding: Finding
    reason: str
    signed: bool = False
    title: str = ""
    signer: Signer | None = None
    remarks: tuple[str, ...] = ()
    signed_at: int = 0
    told_number: str = ""

    @property
    def unchanged(self) -> bool:
        """Only when everything recomputes, and a signature, if there is one, is of a certificate trusted here."""
        return self.finding is Finding.UNCHANGED


def verify(
    path: Path,
    templates: Mapping[str, Template],
    fonts: Path | None = None,
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
    if data.strip() and not data.removeprefix(BOM).lstrip().startswith(b"{"):
        return _unchecked(tr("This is neither a .cmc file nor a PDF, so there is nothing to check."))
    try:
        canvas = read_cmc(data, templates).canvas
    except BadFile as error:
        finding = _finding_of(data, error)
        number = _number_of_what_is_there(data)
        if finding is Finding.CHANGED and not isinstance(error, NotAsWritten):
            return Verdict(number, finding, tr("This file was changed after it was written: {why}", why=error.happened))
        return Verdict(number, finding, error.happened)
    signed = canvas.sign_off is not None
    if signed:
        return _as_copy(
            _unchanged(canvas, tr("This signed canvas has not changed since its file was written.")), canvas
        )
    return _unchanged(canvas, tr("This canvas has not changed since its file was written; it is not signed."))


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


def _verify_pdf(
    data: bytes, templates: Mapping[str, Template], fonts: Path | None, trusted: Iterable[Certificate]
) -> Verdict:
    # Reading PDFs needs a heavy library: loaded with the first one.
    from cmc_desktop.model.export.record_check import check_record

    check = check_record(data)
    if not check.record:
        return _unchecked(
            tr("This PDF holds no record: it is a draft or a hand-out, or it was not written by CMC Desktop.")
        )
    if not check.digest_holds:
        return _changed_record(check.attachment, check.reason, templates)
    if check.attachment is None:
        return _unchecked(check.reason)
    if reason := _changed_after(data, check):
        return _changed_record(check.attachment, reason, templates)
    try:
        canvas = read_cmc(check.attachment, templates).canvas
    except BadFile as error:
        reason = tr("The record inside this PDF is not sound: {why}", why=error.happened)
        return Verdict(_number_of_what_is_there(check.attachment), _finding_of(check.attachment, error), reason)
    if canvas.sign_off is None:
        reason = tr("The canvas inside this PDF is not signed, so it is no record.")
        return Verdict(seal_number(canvas.content_hash), Finding.UNCHECKED, reason, title=canvas.head.title)
    return _pages_and_signer(data, check, canvas, fonts, trusted)


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


def _changed_after(data: bytes, check: RecordCheck) -> str:
    """What was done to a file after it was written that no single signature does, as a sentence; empty for nothing."""
    named = check.setting.signed_by if check.setting is not None else None
    if data == check.written:
        if named is None:
            return ""
        return tr(
            "The signature was taken out of this record: its pages say that it is signed with the certificate of "
            "“{name}”.",
            name=named.name,
        )
    # pyHanko takes half a second to load: with the first signed record.
    from cmc_desktop.model.export.same_objects import only_signed
    from cmc_desktop.model.export.signature import check_signature

    found = check_signature(data)
    if found.count == 0:
        return tr("Something was added to this record after it was written.")
    if found.count > 1:
        return tr("This record has more than one signature; it was changed after it was signed.")
    if not found.sound or found.certificate is None:
        return tr("This record was changed after it was signed: its signature does not hold for the whole file.")
    if not only_signed(check.written, data):
        return tr("Something besides a signature was added to this record after it was written.")
    if named is not None and named.fingerprint != found.certificate.fingerprint:
        return tr("This record is signed with another certificate than the one that its pages name.")
    return ""


def _pages_and_signer(
    data: bytes, check: RecordCheck, canvas: Canvas, fonts: Path | None, trusted: Iterable[Certificate]
) -> Verdict:
    from cmc_desktop.model.export.page_check import PagesSay, check_pages

    assert check.attachment is not None  # asked before
    remarks: list[str] = []
    if fonts is not None:
        pages = check_pages(check.written, canvas, check.attachment, check.setting, fonts)
        if pages.says is PagesSay.OTHER:
            reason = tr(
                "The pages of this record do not say what the canvas inside it says: {why}.", why=pages.why.rstrip(".")
            )
            number = seal_number(canvas.content_hash)
            return Verdict(number, Finding.CHANGED, reason, signed=True, title=canvas.head.title)
        remarks.append(_told_of_pages(pages.says))
    signer = _signer(data, check, trusted)
    remarks.append(_told_of_signer(signer, check.setting))
    found = _unchanged(canvas, tr("This record has not changed since it was written."))
    if signer is not None and not signer.trusted:
        reason = tr(
            "This record has not changed since it was signed, by a certificate that is not among those trusted on this "
            "computer; it bears the name “{name}”.",
            name=signer.certificate.name,
        )
        found = replace(found, finding=Finding.UNKNOWN_SIGNER, reason=reason)
    elif signer is not None:
        reason = tr(
            "This record has not changed since it was signed with the certificate of “{name}”, which is trusted on "
            "this computer.",
            name=signer.certificate.name,
        )
        found = replace(found, reason=reason)
    return _as_copy(replace(found, signer=signer, remarks=tuple(remarks)), canvas)


def _as_copy(found: Verdict, canvas: Canvas) -> Verdict:
    """What was found of a copy without names: anybody could write one with any number, so it proves no words."""
    told = hash_with_names(canvas)
    if not told:
        return found
    words = tr(
        "Names were taken out of the words of this copy: whether the others are those that were signed, only the "
        "original shows."
    )
    return replace(found, reason=f"{found.reason} {words}", told_number=seal_number(told))


def _signer(data: bytes, check: RecordCheck, trusted: Iterable[Certificate]) -> Signer | None:
    """Who signed a file whose signature holds; None for a file without one."""
    if data == check.written:
        return None
    from cmc_desktop.model.export.signature import check_signature

    found = check_signature(data)
    if found.certificate is None:
        return None
    known = {certificate.fingerprint for certificate in trusted}
    return Signer(found.certificate, found.certificate.fingerprint in known, found.at)


def _told_of_pages(says: PagesSay) -> str:
    return {
        "same": tr("Its pages are just what this version prints of the canvas inside."),
        "words": tr(
            "Every word on its pages is one of the canvas inside; they are drawn otherwise than this version draws "
            "them."
        ),
        "content": tr(
            "Its pages have the title, the notes, the people and the reservations of the canvas inside. The words "
            "around them are of another version or language of this app, so they could not be compared."
        ),
    }[says.value]


def _told_of_signer(signer: Signer | None, setting: RecordSetting | None) -> str:
    if signer is None:
        return tr(
            "It is not signed with a certificate. Whoever rewrote the whole file could have computed everything anew: "
            "compare its seal number with the one that was kept elsewhere."
        )
    words = tr("The fingerprint of the certificate is {fingerprint}.", fingerprint=signer.certificate.grouped)
    if setting is not None and setting.signed_by is None:
        return f"{words} " + tr("Its pages do not name the certificate: the signature was put there later.")
    return words


def _unchecked(reason: str) -> Verdict:
    return Verdict("", Finding.UNCHECKED, reason)


def _unchanged(canvas: Canvas, reason: str) -> Verdict:
    number = seal_number(canvas.content_hash)
    signed = canvas.sign_off
    at = signed.at if signed is not None else 0
    return Verdict(number, Finding.UNCHANGED, reason, signed is not None, canvas.head.title, signed_at=at)


def _number_of_what_is_there(data: bytes) -> str:
    """The seal number of the words that a file holds now, whatever it claims; empty when there are none."""
    try:
        content = parse(data).get("content")
    except BadFile:
        return ""
    if type(content) is not dict or content.keys() != CONTENT.keys():
        return ""
    return seal_number(digest(canonical(content)))
