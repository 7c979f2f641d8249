"""Checking a record whose check sum holds: what came after it, what its pages say, and who signed it.

Imported with the first record that is checked, as what reads PDFs is heavy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.export.page_check import PagesSay, check_pages
from cmc_desktop.model.export.record_check import RecordCheck
from cmc_desktop.model.export.record_setting import RecordSetting
from cmc_desktop.model.export.same_objects import only_signed
from cmc_desktop.model.services.verdict import Finding, Signer, Verdict, as_copy, unchanged


def changed_after(data: bytes, check: RecordCheck) -> str:
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
    if named is not None and not found.ours:
        return tr("This record was changed after it was signed: its signature is not as this app writes it.")
    return ""


def pages_and_signer(
    data: bytes, check: RecordCheck, canvas: Canvas, fonts: Path, trusted: Iterable[Certificate]
) -> Verdict:
    """The verdict on a record that is as it was written, with `canvas` inside; `trusted` are known certificates."""
    remarks: list[str] = []
    pages = check_pages(check.written, canvas, check.attachment or b"", check.setting, fonts)
    if pages.says is PagesSay.OTHER:
        reason = tr(
            "The pages of this record do not say what the canvas inside it says: {why}.", why=pages.why.rstrip(".")
        )
        number = seal_number(canvas.content_hash)
        return Verdict(number, Finding.CHANGED, reason, signed=True, title=canvas.head.title)
    remarks.append(_told_of_pages(pages.says))
    signer = _signer(data, check, trusted)
    remarks.append(_told_of_signer(signer, check.setting))
    found = unchanged(canvas, tr("This record has not changed since it was written."))
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
    return as_copy(replace(found, signer=signer, remarks=tuple(remarks)), canvas)


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
        PagesSay.THE_SAME: tr("Its pages are just what this version prints of the canvas inside."),
        PagesSay.ITS_WORDS: tr(
            "Every word on its pages is one of the canvas inside; they are drawn otherwise than this version draws "
            "them."
        ),
        PagesSay.ITS_CONTENT: tr(
            "Its pages have the title, the notes, the people and the reservations of the canvas inside. The words "
            "around them are of another version or language of this app, so they could not be compared."
        ),
    }[says]


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
