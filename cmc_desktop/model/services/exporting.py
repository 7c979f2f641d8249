"""Giving a canvas out: as a file that the app reads again, as a table, or on paper. Safe to run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import BadFile, Refusal
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.model.exchange.csv_table import write_csv
from cmc_desktop.model.exchange.plain_json import write_plain_json
from cmc_desktop.model.services.cancelling import Steps
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.giving_out import Agree, Exported, give_out
from cmc_desktop.model.services.library import Library

if TYPE_CHECKING:
    from cmc_desktop.model.export.paper import MissingGlyph, Paper

SUFFIXES = (".cmc", ".json", ".csv", ".pdf")


def revisions_of(library: Library, canvas: Canvas) -> tuple[Revision, ...]:
    """The kept revisions of a canvas with their contents, which an open canvas leaves in the library."""
    kept = sorted(canvas.all(Revision), key=lambda revision: revision.at)
    return tuple(r if r.content else library.store.revision(canvas.id, r.id) for r in kept)


class Exporter:
    """Writes canvases and hand-outs. `fonts` is the folder of the bundled typefaces."""

    def __init__(self, fonts: Path, clock: Clock) -> None:
        self._fonts = fonts
        self._clock = clock

    def export(
        self,
        canvas: Canvas,
        path: Path,
        *,
        revisions: Iterable[Revision],
        at_sign_off: Iterable[Entity] = (),
        with_minutes: bool = False,
        paper: str = "A3",
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[str], None] | None = None,
        agree: Agree | None = None,
    ) -> Exported:
        """Write `canvas`, a snapshot, into `path`; its suffix says as what.

        `revisions` are those of `revisions_of`. A signed canvas as PDF is the record, with its `.cmc` inside: as it
        was signed, so `at_sign_off` are the clocks that `clocks_at_sign_off` finds, and with the minutes only when
        `with_minutes`.
        `progress` is told each step in words, `cancelled` is asked between them, `agree` before the file is written
        when characters cannot be printed. Raises Refusal for a practice
        and for a suffix that is none of the four, FileTrouble when the file cannot be written; an older file is then
        intact.
        """
        if is_practice(canvas.head):
            raise no_file_from_practice()
        suffix = path.suffix.lower()
        if suffix not in SUFFIXES:
            raise Refusal(
                tr("A canvas cannot be written as “{suffix}”.", suffix=path.suffix or path.name),
                safe=tr("Nothing was written."),
                todo=tr("End the name of the file in .cmc, .json, .csv or .pdf."),
            )
        step = Steps(cancelled, progress)
        missing: tuple[MissingGlyph, ...] = ()
        step(tr("Reading the canvas…"))
        if suffix == ".pdf":
            signed = canvas.snapshot()
            signed.write(at_sign_off)
            printed = self._print(signed, tuple(revisions), paper, step, with_minutes)
            data, missing = printed.data, printed.missing
        elif suffix == ".cmc":
            data = cmc_bytes(canvas, revisions)
        else:
            data = write_plain_json(canvas) if suffix == ".json" else write_csv(canvas)
        step(tr("Writing the file…"))
        return give_out(data, path, missing, agree)

    def _print(
        self, canvas: Canvas, revisions: Iterable[Revision], paper: str, step: Steps, with_minutes: bool
    ) -> Paper:
        # Drawing PDFs needs ReportLab, which is heavy: loaded with the first one.
        now = self._clock.now()
        if canvas.sign_off is None:
            from cmc_desktop.model.export.board_pdf import board_pdf

            step(tr("Drawing the board…"))
            return board_pdf(canvas, self._fonts, paper=paper, now=now)
        from cmc_desktop.model.export.record_pdf import record_pdf

        attachment = cmc_bytes(canvas, revisions, minutes=with_minutes, record=True)
        step(tr("Drawing the record…"))
        return record_pdf(canvas, attachment, self._fonts, paper=paper, now=now)

    def handout(
        self,
        template: Template,
        path: Path,
        *,
        paper: str = "A3",
        questions: bool = True,
        title: str = "",
        city: str = "",
        names: Iterable[str] = (),
        agree: Agree | None = None,
    ) -> Exported:
        """Write the blank canvas to fill in by hand, as PDF; one for each of `names` where some are given.

        Raises Refusal for another suffix than .pdf, FileTrouble when the file cannot be written.
        """
        if path.suffix.lower() != ".pdf":
            raise Refusal(tr("The hand-out is written as PDF only."), todo=tr("End the name of the file in .pdf."))
        # ReportLab is heavy: loaded with the first PDF.
        from cmc_desktop.model.export.handout_pdf import handout_pdf

        sheet = handout_pdf(
            template,
            self._fonts,
            paper=paper,
            title=title,
            city=city,
            questions=questions,
            names=tuple(names),
            now=self._clock.now(),
        )
        return give_out(sheet.data, path, sheet.missing, agree)


def cmc_bytes(canvas: Canvas, revisions: Iterable[Revision], *, minutes: bool = True, record: bool = False) -> bytes:
    """The canvas's `.cmc` file, read back before it is given out. Raises Refusal when it could not be read again.

    `minutes` and `record` as for `write_cmc`.
    """
    data = write_cmc(canvas, revisions, minutes=minutes, record=record)
    try:
        read_cmc(data, {canvas.template.key: canvas.template})
    except BadFile as error:
        raise Refusal(
            tr("This canvas cannot be written as a .cmc file: {why}", why=error.happened),
            safe=tr("It is safe in the library, and nothing was written."),
        ) from error
    return data
