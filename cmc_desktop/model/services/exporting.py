"""Giving a canvas out: as a file that the app reads again, as a table, or on paper. Safe to run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.practice_mark import is_practice, no_file_from_practice
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.export.paper import Paper
from cmc_desktop.model.services.cancelling import Steps
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.export_formats import SUFFIXES, ExportFormat, ExportWish, export_formats
from cmc_desktop.model.services.giving_out import Agree, Exported, give_out
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.safe_file import file_name

if TYPE_CHECKING:
    from cmc_desktop.model.services.without_names import WithoutNames


def revisions_of(library: Library, canvas: Canvas) -> tuple[Revision, ...]:
    """The kept revisions of a canvas with their contents, which an open canvas leaves in the library."""
    kept = sorted(canvas.all(Revision), key=lambda revision: revision.at)
    return tuple(r if r.content else library.store.revision(canvas.id, r.id) for r in kept)


def format_of(path: Path) -> ExportFormat:
    """The row of the table that the suffix of `path` names, in letters of any case. Raises Refusal."""
    suffix = path.suffix.lower()
    for row in export_formats():
        if row.suffix == suffix:
            return row
    raise Refusal(
        tr("A canvas cannot be written as “{suffix}”.", suffix=path.suffix or path.name),
        safe=tr("Nothing was written."),
        todo=tr(
            "End the name of the file in {suffixes} or {last}.", suffixes=", ".join(SUFFIXES[:-1]), last=SUFFIXES[-1]
        ),
    )


def suggested_name(
    canvas: Canvas, suffix: str, *about: str, roles_only: bool = False, elsewhere: Iterable[Participant] = ()
) -> str:
    """A name for the file of a canvas: its title, session and version, and what the file is about.

    With `roles_only` it names nobody, nor people `elsewhere`, of the project's other sessions.
    """
    head = _head_without_names(canvas, elsewhere) if roles_only else canvas.head
    version = tr("version {n}", n=head.version) if head.version > 1 else ""
    return file_name(head.title, suffix, head.session, version, *about)


def _without_names(
    canvas: Canvas, revisions: Iterable[Revision] = (), elsewhere: Iterable[Participant] = ()
) -> WithoutNames:
    # Seldom wanted, and not needed at the start.
    from cmc_desktop.model.services.without_names import without_names

    return without_names(canvas, revisions, elsewhere)


def _head_without_names(canvas: Canvas, elsewhere: Iterable[Participant]) -> Head:
    # As above.
    from cmc_desktop.model.services.without_names import head_without_names

    return head_without_names(canvas, elsewhere)


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
        history: Iterable[Checkpoint] = (),
        lineage: Iterable[Ancestor] = (),
        at_sign_off: Iterable[Entity] = (),
        with_minutes: bool = False,
        paper: str = "",
        upright: bool = False,
        layout: Layout = Layout.STANDARD,
        roles_only: bool = False,
        elsewhere: Iterable[Participant] = (),
        cancelled: Callable[[], bool] | None = None,
        progress: Callable[[str], None] | None = None,
        agree: Agree | None = None,
    ) -> Exported:
        """Write `canvas`, a snapshot, into `path`; its suffix says as what. The other arguments are those of `made`.

        `progress` is told each step in words, `cancelled` is asked between them, `agree` before the file is written
        when characters cannot be printed. Raises what `made` raises, and FileTrouble when the file cannot be written;
        an older file is then intact.
        """
        step = Steps(cancelled, progress)
        made = self.made(
            canvas,
            path,
            revisions=revisions,
            history=history,
            lineage=lineage,
            at_sign_off=at_sign_off,
            with_minutes=with_minutes,
            paper=paper,
            upright=upright,
            layout=layout,
            roles_only=roles_only,
            elsewhere=elsewhere,
            step=step,
        )
        step(tr("Writing the file…"))
        return give_out(made.data, path, made.missing, agree)

    def made(
        self,
        canvas: Canvas,
        path: Path,
        *,
        revisions: Iterable[Revision],
        history: Iterable[Checkpoint] = (),
        lineage: Iterable[Ancestor] = (),
        at_sign_off: Iterable[Entity] = (),
        with_minutes: bool = False,
        paper: str = "",
        upright: bool = False,
        layout: Layout = Layout.STANDARD,
        roles_only: bool = False,
        elsewhere: Iterable[Participant] = (),
        step: Steps,
    ) -> Paper:
        """What `export` writes: the bytes of `canvas`, a snapshot, as the suffix of `path` says.

        `revisions` are those of `revisions_of`, `history` of `history_for_export`, `lineage` the versions before it.
        A signed canvas as PDF is the record,
        with its `.cmc` inside; as Word document or Markdown it is a copy of it for reading: as it was signed, so
        `at_sign_off` are the clocks that `clocks_at_sign_off` finds, and with the minutes only when `with_minutes`.
        `paper` is one of the format's, the usual one when empty, and lies or stands `upright`; `layout` is how
        the boxes lie on it; with `roles_only` nobody is named, nor are people `elsewhere`, of the project's other
        sessions. `step` is told what is being done.
        Raises Refusal for a practice, for a suffix that is none of the table's and for a paper it does not come on.
        """
        if is_practice(canvas.head):
            raise no_file_from_practice()
        made_as = format_of(path)
        step(tr("Reading the canvas…"))
        wanted = canvas
        if made_as.is_record:
            wanted = canvas.snapshot()
            wanted.write(at_sign_off)
        wish = ExportWish(
            self._fonts,
            self._clock.now(),
            step,
            made_as.paper(paper),
            upright,
            layout,
            tuple(revisions),
            tuple(history),
            tuple(lineage),
            with_minutes,
        )
        if roles_only:
            wanted, wish = _naming_nobody(wanted, wish, path, elsewhere)
        return made_as.make(wanted, wish)


def _naming_nobody(
    canvas: Canvas, wish: ExportWish, path: Path, elsewhere: Iterable[Participant]
) -> tuple[Canvas, ExportWish]:
    """Both without names. Raises Refusal when the name of the file is somebody's."""
    without = _without_names(canvas, wish.revisions, elsewhere)
    if without.names_somebody(path.stem):
        raise Refusal(
            tr("The name of the file, “{name}”, names somebody.", name=path.name),
            safe=tr("Nothing was written."),
            todo=tr("Give it a name without anybody’s name in it."),
        )
    lineage = tuple(replace(one, session=without.words(one.session)) for one in wish.lineage)
    return without.canvas, replace(wish, revisions=without.revisions, history=(), lineage=lineage)
