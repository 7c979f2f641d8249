"""The page of plain text in a record pack: what is what, and how anybody can check it."""

from __future__ import annotations

from textwrap import fill

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.local_time import moment
from cmc_desktop.model.domain.names_taken_out import names_out_sentence, signed_hash
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.certificate import Certificate

_WIDTH = 88


def pack_readme(
    canvas: Canvas,
    files: tuple[str, ...],
    certificate: Certificate | None,
    *,
    now: int,
    names: bool,
    left: bool = False,
) -> str:
    """The words of the page, whose lines are 88 characters wide; `certificate` is that of the key that signed.

    The record is the first of `files`. `left`: of a pack without `names`, words that may be parts of names stand in it.
    """
    head, sign_off = canvas.head, canvas.sign_off
    parts = [
        tr("Record of agreement: {title}", title=head.title),
        tr("Signed {time}; written {now}.", time=moment(sign_off.at if sign_off else 0), now=moment(now)),
        tr("Seal number") + "\n" + _lines(seal_number(signed_hash(canvas))),
        tr("The files"),
        *(_entry(name, _about(name, names=names, is_record=name == files[0])) for name in files),
        tr("How to check them"),
        fill(
            tr(
                "Open the record in CMC Desktop with “Check a record…”, or run “cmc-desktop verify” with it. No "
                "network is needed. It says whether the file is unchanged, and which seal number its words have. "
                "Compare that number with the one that was kept elsewhere, for instance in the minutes of the council: "
                "it shows whether the title, the city and the notes are those that were signed. It does not cover "
                "names, answers and times, which somebody could change without changing the number."
            ),
            _WIDTH,
        ),
    ]
    if certificate is not None:
        words = tr(
            "The record is signed with a certificate that bears the name “{name}”. Whoever checks it on another "
            "computer has to be given the certificate, and compares its fingerprint:",
            name=certificate.name,
        )
        parts.append(fill(words, _WIDTH) + "\n" + _lines(certificate.grouped))
    if not names:
        parts.append(fill(_roles(left=left), _WIDTH))
    if sentence := names_out_sentence(canvas):
        parts.append(fill(sentence, _WIDTH))
    return "\n\n".join(parts) + "\n"


def _roles(*, left: bool) -> str:
    if not left:
        return tr("In these files nobody is named; everyone is called by their role.")
    return tr(
        "In these files everyone is called by their role. Full names were replaced everywhere. Some words may be "
        "a part of somebody’s name or mean something else: they were left as they are."
    )


def _lines(grouped: str) -> str:
    """A number in groups, eight of them on a line."""
    groups = grouped.split()
    return "\n".join("    " + " ".join(groups[place : place + 8]) for place in range(0, len(groups), 8))


def _entry(name: str, about: str) -> str:
    return f"{name}\n" + fill(about, _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _about(name: str, *, names: bool, is_record: bool) -> str:
    if is_record and not names:
        return tr("The canvas as everybody agreed to it, in which roles people were there, and what they answered.")
    if is_record:
        return tr("The canvas as everybody agreed to it, who they are and what they answered; to read and to print.")
    if name.endswith(".cmc"):
        return tr(
            "The same as data: byte by byte the file that is attached to the record as record.cmc. CMC Desktop reads "
            "it, and its form is told openly, so that other programs can."
        )
    if name.endswith(".docx"):
        return tr("The same words to go on writing in. It has no seal.")
    return tr("A document that stands beside the record; it has no seal.")
