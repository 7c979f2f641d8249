"""The record pack: what a council files after the sign-off, in one folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble, Refusal
from cmc_desktop.model.domain.local_time import day
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.export.document import Document
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.services.cancelling import Cancelled, Steps
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.document_files import write_document
from cmc_desktop.model.services.exporting import revisions_of
from cmc_desktop.model.services.fate_document import fate_document
from cmc_desktop.model.services.giving_out import Agree
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.minutes_document import minutes_document
from cmc_desktop.model.services.new_folder import check_free, folder_there, new_folder
from cmc_desktop.model.services.pack_readme import pack_readme
from cmc_desktop.model.services.people_elsewhere import people_elsewhere
from cmc_desktop.model.services.record_lineage import record_lineage
from cmc_desktop.model.services.safe_file import file_name, write_safely
from cmc_desktop.model.services.sign_off_clocks import clocks_at_sign_off
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys
from cmc_desktop.model.services.verifying import verify

if TYPE_CHECKING:
    from cmc_desktop.model.export.paper import MissingGlyph
    from cmc_desktop.model.services.without_names import Left, WithoutNames

README = "README.txt"
#: minutes and fate as paper, and to go on writing in them
_DOCUMENT_SUFFIXES = (".pdf", ".docx")
_AMERICAN = ("letter", "tabloid")


@dataclass(frozen=True, slots=True)
class PackWish:
    """What the pack is to hold besides the record and its data. Without `names` everyone is named by their role.

    The record's board lies on `paper` or stands `upright`, its boxes in this `layout`.
    `minutes` and `fate` add these as documents; `minutes` also puts them into the record's data. `key` signs the
    record; None leaves it unsigned, with its seal number alone.
    """

    minutes: bool = False
    fate: bool = False
    names: bool = True
    paper: str = "A3"
    upright: bool = False
    layout: Layout = Layout.STANDARD
    key: KeyWish | None = None


@dataclass(frozen=True, slots=True)
class PackSource:
    """A signed canvas with all that its pack is made of, read from the library: safe to hand to a worker."""

    canvas: Canvas
    revisions: tuple[Revision, ...]
    at_sign_off: tuple[Entity, ...]
    lineage: tuple[Ancestor, ...]
    #: people of the project's other sessions, who are not named either where nobody is
    elsewhere: tuple[Participant, ...] = ()
    #: why those people cannot be known; then there is no pack without names, and one with names all the same
    not_known: CmcError | None = None

    def without_names(self) -> WithoutNames:
        """The canvas and its earlier states without names. Raises LibraryTrouble when not all names are known."""
        # Seldom wanted, and not needed at the start.
        from cmc_desktop.model.services.without_names import without_names

        if self.not_known is not None:
            raise self.not_known
        return without_names(self.canvas, self.revisions, self.elsewhere)


@dataclass(frozen=True, slots=True)
class Packed:
    """The folder that was written, its files by name, and the characters for which there is no sign.

    `left` is what a pack without names may still name somebody by.
    """

    folder: Path
    files: tuple[str, ...]
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    left: tuple[Left, ...] = ()


def pack_source(library: Library, canvas: Canvas) -> PackSource:
    """What the pack of `canvas` is made of; reads the library, so on the thread that has it."""
    source = PackSource(
        canvas.snapshot(),
        revisions_of(library, canvas),
        clocks_at_sign_off(library, canvas),
        record_lineage(library, canvas.id),
    )
    try:
        return replace(source, elsewhere=people_elsewhere(library, canvas))
    except CmcError as error:
        return replace(source, not_known=_not_known(error))


def _not_known(error: CmcError) -> LibraryTrouble:
    return LibraryTrouble(
        tr(
            "Another session of this project cannot be read, so it is not known whom a pack without names must not "
            "name: {why}",
            why=error.happened,
        ),
        safe=tr("Nothing was written."),
        todo=tr("Write the pack with names, or mend the library first."),
    )


def pack_name(source: PackSource, *, names: bool = True) -> str:
    """The name of the folder that `make_pack` makes: title, version, the day of the sign-off. Raises Refusal."""
    return _folder_name(_as_signed(source, names=names)[0].canvas, names)


def make_pack(
    source: PackSource,
    folder: Path,
    wish: PackWish,
    *,
    fonts: Path,
    clock: Clock,
    keys: SigningKeys,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[str], None] | None = None,
    agree: Agree | None = None,
) -> Packed:
    """Write the pack into a new folder below `folder`, called `pack_name`. Safe on a worker thread.

    `folder` is made where only it is missing.

    `progress` is told each step in words, `cancelled` is asked between them, `agree` before anything is written when
    characters cannot be printed. Raises Refusal when the canvas is not signed, is a practice, or when there is
    something of that name already; WrongPin and what else `SigningKeys.check` raises; Cancelled; FileTrouble. Whatever
    is raised, nothing is left in `folder`.
    """
    step = Steps(cancelled, progress)
    step(tr("Reading the canvas…"))
    signed, left = _as_signed(source, names=wish.names)
    target = folder / _folder_name(signed.canvas, wish.names)
    if folder.exists() or not folder.parent.is_dir():
        check_free(target)
    certificate = keys.check(wish.key) if wish.key is not None else None
    if certificate is not None and wish.key is not None and not wish.names:
        _check_names_nobody(certificate, keys.words(wish.key), source)
    with folder_there(folder), new_folder(target) as making:
        pack = _Pack(signed, making, wish, fonts, clock.now(), step)
        pack.record(keys, certificate)
        pack.documents()
        pack.readme(certificate, left=bool(left))
        missing = tuple(dict.fromkeys(pack.missing))
        if missing and agree is not None and not agree(missing):
            raise Cancelled(tr("The record pack was not written."), safe=tr("Nothing was changed."))
        step(tr("Putting the folder in its place…"))
    return Packed(target, tuple(pack.files), missing, left)


def _as_signed(source: PackSource, *, names: bool) -> tuple[PackSource, tuple[Left, ...]]:
    """The source with the clocks as they were at the sign-off, and without names unless `names`; and what was left of
    these. Raises Refusal.
    """
    canvas = source.canvas.snapshot()
    if is_practice(canvas.head):
        raise no_file_from_practice()
    if canvas.sign_off is None:
        raise Refusal(
            tr("A record pack is made of a signed canvas; this one is not signed yet."), safe=tr("Nothing was written.")
        )
    canvas.write(source.at_sign_off)
    if names:
        return replace(source, canvas=canvas), ()
    without = replace(source, canvas=canvas).without_names()
    lineage = tuple(replace(one, session=without.words(one.session)) for one in source.lineage)
    return replace(source, canvas=without.canvas, revisions=without.revisions, lineage=lineage), without.left


def _check_names_nobody(certificate: Certificate, words: tuple[str, ...], source: PackSource) -> None:
    """Raises Refusal for a certificate that names somebody who is not to be named, in any of its `words`."""
    if not source.without_names().names_somebody("\n".join((certificate.name, certificate.issuer, *words))):
        return
    raise Refusal(
        tr("The certificate bears somebody’s name, “{name}”, and everybody could read it.", name=certificate.name),
        safe=tr("Nothing was written."),
        todo=tr("Sign with the council’s certificate or with none, or write the pack with names."),
    )


def _of_roles(names: bool) -> str:
    """What tells the files of a pack without names from those of the same pack with them."""
    return "" if names else tr("roles only")


def _folder_name(canvas: Canvas, names: bool) -> str:
    head = canvas.head
    version = tr("version {n}", n=head.version)
    signed_on = day(canvas.sign_off.at) if canvas.sign_off is not None else ""
    return file_name(head.title, "", tr("record"), _of_roles(names), version, signed_on)


class _Pack:
    """The files of one pack while they are made in the folder `making`."""

    def __init__(
        self, source: PackSource, making: Path, wish: PackWish, fonts: Path, now: int, step: Callable[[str], None]
    ) -> None:
        self.files: list[str] = []
        self.missing: list[MissingGlyph] = []
        self._source, self._wish = source, wish
        self._making, self._fonts, self._now, self._step = making, fonts, now, step

    def record(self, keys: SigningKeys, certificate: Certificate | None) -> None:
        """The record, signed where a key is wished for, and the same data beside it."""
        # Drawing PDFs needs ReportLab, which is heavy: loaded with the first one.
        from cmc_desktop.model.export.record_pdf import record_pdf
        from cmc_desktop.model.export.record_setting import SignedBy

        canvas, wish = self._source.canvas, self._wish
        data = cmc_bytes(canvas, self._source.revisions, minutes=wish.minutes, record=True)
        self._step(tr("Drawing the record…"))
        printed = record_pdf(
            canvas,
            data,
            self._fonts,
            paper=wish.paper,
            upright=wish.upright,
            layout=wish.layout,
            now=self._now,
            lineage=self._source.lineage,
            signed_by=SignedBy(certificate.name, certificate.fingerprint) if certificate is not None else None,
        )
        self.missing += printed.missing
        record = printed.data
        if wish.key is not None:
            self._step(tr("Signing the record…"))
            record = keys.sign(record, wish.key)
        self._step(tr("Writing the files…"))
        name = file_name(canvas.head.title, ".pdf", tr("record"), _of_roles(wish.names))
        self._put(name, record)
        self._step(tr("Checking the record…"))
        self._check(self._making / name, record, data, certificate)
        self._put(file_name(canvas.head.title, ".cmc", tr("record"), _of_roles(wish.names)), data)

    def _check(self, path: Path, record: bytes, data: bytes, certificate: Certificate | None) -> None:
        """Check the record as whoever gets it will: what this app itself calls changed is never given out."""
        # Reading PDFs needs a heavy library: loaded with the first one.
        from cmc_desktop.model.export.record_check import check_record

        template = self._source.canvas.template
        trusted = () if certificate is None else (certificate,)
        if check_record(record).attachment != data:
            raise _not_as_written(tr("what is inside is not what lies beside it"))
        verdict = verify(path, {template.key: template}, self._fonts, trusted)
        if not verdict.unchanged:
            raise _not_as_written(verdict.reason.rstrip("."))

    def documents(self) -> None:
        """The minutes and what became of the notes, where they are wished for; a copy without names tells roles."""
        canvas, wish = self._source.canvas, self._wish
        if wish.minutes:
            self._step(tr("Writing the minutes…"))
            self._write(minutes_document(canvas, now=self._now), tr("minutes"))
        if wish.fate:
            self._step(tr("Writing what became of the notes…"))
            self._write(fate_document(canvas, now=self._now), tr("what became of the notes"))

    def readme(self, certificate: Certificate | None, *, left: bool) -> None:
        """What is what, and how to check it; `left`: words stand there that may be parts of names."""
        canvas, names = self._source.canvas, self._wish.names
        words = pack_readme(canvas, tuple(self.files), certificate, now=self._now, names=names, left=left)
        self._put(README, words.encode("utf-8"))

    def _write(self, document: Document, about: str) -> None:
        paper = "Letter" if self._wish.paper.lower() in _AMERICAN else "A4"
        for suffix in _DOCUMENT_SUFFIXES:
            path = self._making / file_name(self._source.canvas.head.title, suffix, about, _of_roles(self._wish.names))
            self.missing += write_document(document, path, self._fonts, paper=paper, now=self._now).missing_glyphs
            self.files.append(path.name)

    def _put(self, name: str, data: bytes) -> None:
        write_safely(self._making / name, data)
        self.files.append(name)


def _not_as_written(why: str) -> Refusal:
    return Refusal(
        tr("The record could not be read back as it was written: {why}.", why=why),
        safe=tr("Nothing was written, and the canvas is safe in the library."),
        todo=tr("Try again; if this goes on, tell whoever looks after the app."),
    )
