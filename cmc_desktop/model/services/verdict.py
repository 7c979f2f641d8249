"""What checking a file can find, and what it tells of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.names_taken_out import hash_with_names
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.certificate import Certificate


class Finding(StrEnum):
    """What checking a file can find. CHANGED only when something does not fit; UNCHECKED when there is nothing to fit.

    UNCOMPARED is a record whose canvas is sound and whose pages say nothing else as far as this app can compare them.

    UNKNOWN_SIGNER is an unchanged record that is signed by a certificate nobody here said is to be trusted.
    """

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    UNKNOWN_SIGNER = "unknown signer"
    UNCOMPARED = "pages not compared"
    UNCHECKED = "unchecked"

    @property
    def label(self) -> str:
        return {
            Finding.UNCHANGED: tr("unchanged"),
            Finding.CHANGED: tr("changed"),
            Finding.UNKNOWN_SIGNER: tr("signed by someone unknown"),
            Finding.UNCOMPARED: tr("the pages cannot be compared"),
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
    def number_label(self) -> str:
        """What `seal_number` is called: only what is signed has a seal."""
        return tr("Seal number") if self.signed else tr("Content hash")

    @property
    def unchanged(self) -> bool:
        """Only when everything recomputes, and a signature, if there is one, is of a certificate trusted here."""
        return self.finding is Finding.UNCHANGED


def unchanged(canvas: Canvas, reason: str) -> Verdict:
    """That a file holds `canvas` as it was written, told by `reason`."""
    number = seal_number(canvas.content_hash)
    signed = canvas.sign_off
    at = signed.at if signed is not None else 0
    return Verdict(number, Finding.UNCHANGED, reason, signed is not None, canvas.head.title, signed_at=at)


def anybody_can_compute() -> str:
    """What an unsigned file does not prove, and how far a kept seal number helps."""
    return tr(
        "Anybody who rewrites the whole file can compute its hashes anew. Compare its seal number with the one that "
        "was kept elsewhere: it shows whether the title, the city and the notes are those that were signed. It does "
        "not cover names, answers and times: somebody could have changed those without changing the number."
    )


def as_copy(found: Verdict, canvas: Canvas) -> Verdict:
    """What was found of a copy without names: anybody could write one with any number, so it proves no words."""
    told = hash_with_names(canvas)
    if not told:
        return found
    words = tr(
        "Names were taken out of the words of this copy: whether the others are those that were signed, only the "
        "original shows."
    )
    return replace(found, reason=f"{found.reason} {words}", told_number=seal_number(told))
