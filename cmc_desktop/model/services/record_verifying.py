"""Checking a record whose check sum holds: what came after it, what its pages say, and who signed it.

Imported with the first record that is checked, as what reads PDFs is heavy.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cmc_desktop.i18n import tr, upright
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.export.page_check import PagesSay, check_pages
from cmc_desktop.model.export.record_check import RecordCheck
from cmc_desktop.model.export.record_setting import RecordSetting
from cmc_desktop.model.export.same_objects import only_signed
from cmc_desktop.model.services.verdict import Finding, Signer, Verdict, anybody_can_compute, as_copy, unchanged


def changed_after(data: bytes, check: RecordCheck) -> str:
    """What was done to a file after it was written that no single signature does, as a sentence; empty for nothing."""
    named = check.setting.signed_by if check.setting is not None else None
    if data == check.written:
        if named is None:
            return ""
        return tr(
            "The signature was taken out of this record: its pages say that it is signed with the certificate of "
            "“{name}”.",
            name=upright(named.name),
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
    pages = check_pages(check.written, canvas, check.attachment or b"", check.setting, fonts)
    if pages.says is PagesSay.OTHER:
        number = seal_number(canvas.content_hash)
        return Verdict(number, Finding.CHANGED, pages.why, signed=True, title=canvas.head.title)
    known = tuple(trusted)
    signer = _signer(data, check, known)
    vouched_for = signer is not None and signer.trusted
    remarks = (
        _told_of_pages(pages.says, vouched_for=vouched_for),
        _told_of_signer(signer, check.setting),
        *_namesakes(signer, known),
    )
    found = unchanged(canvas, tr("This record has not changed since it was written."))
    if signer is not None and not signer.trusted:
        reason = tr(
            "This record has not changed since it was signed, by a certificate that is not among those trusted on this "
            "computer; it bears the name “{name}”.",
            name=upright(signer.certificate.name),
        )
        found = replace(found, finding=Finding.UNKNOWN_SIGNER, reason=reason)
    elif signer is not None:
        reason = tr(
            "This record has not changed since it was signed with the certificate of “{name}”, which is trusted on "
            "this computer.",
            name=upright(signer.certificate.name),
        )
        found = replace(found, reason=reason)
    if pages.says is PagesSay.NOT_COMPARED and not vouched_for:
        found = replace(found, finding=Finding.UNCOMPARED, reason=_not_compared(found))
    return as_copy(replace(found, signer=signer, remarks=remarks), canvas)


def _not_compared(found: Verdict) -> str:
    words = tr(
        "The canvas inside is unchanged, but this app cannot compare all words of the pages, which another version "
        "or language of it wrote: read the canvas itself."
    )
    return words if found.finding is Finding.UNCHANGED and found.signer is None else f"{words} {found.reason}"


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


def _namesakes(signer: Signer | None, known: tuple[Certificate, ...]) -> tuple[str, ...]:
    """That another certificate of the very name of an unknown signer is trusted here, a sentence for each."""
    if signer is None or signer.trusted:
        return ()
    name = _as_read(signer.certificate.name)
    return tuple(
        tr(
            "Careful: a different certificate that bears the very name “{name}” is trusted on this computer. Its "
            "fingerprint is {trusted}; this record was signed with another one, {unknown}. Anybody can make a "
            "certificate in any name.",
            name=upright(one.name),
            trusted=one.grouped,
            unknown=signer.certificate.grouped,
        )
        for one in known
        if _as_read(one.name) == name
    )


def _as_read(name: str) -> str:
    """A name as people take it for the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _told_of_pages(says: PagesSay, *, vouched_for: bool) -> str:
    """`vouched_for`: somebody who is trusted signed these very pages."""
    if says is PagesSay.NOT_COMPARED and vouched_for:
        return tr(
            "Its pages, which another version or language of this app wrote, are as they were when they were signed. "
            "This app found nothing on them that the canvas inside does not say, but cannot compare every word around "
            "the notes, names and answers."
        )
    return {
        PagesSay.THE_SAME: tr("Its pages are just what this version prints of the canvas inside."),
        PagesSay.ITS_WORDS: tr(
            "Its pages have every word of the canvas inside in its place; only the colours may be others than this "
            "version prints."
        ),
        PagesSay.NOT_COMPARED: tr(
            "Nothing was found on its pages that the canvas inside does not say. But words around the notes, names and "
            "answers, and where everything stands, could not be compared: do not rely on the pages."
        ),
    }[says]


def _told_of_signer(signer: Signer | None, setting: RecordSetting | None) -> str:
    if signer is None:
        return tr("It is not signed with a certificate.") + " " + anybody_can_compute()
    words = tr("The fingerprint of the certificate is {fingerprint}.", fingerprint=signer.certificate.grouped)
    if setting is not None and setting.signed_by is None:
        return f"{words} " + tr("Its pages do not name the certificate: the signature was put there later.")
    return words
