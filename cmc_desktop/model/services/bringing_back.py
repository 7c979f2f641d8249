"""Files that come back: read, recognised, and joined with what is here or opened beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.changes.merging import ComingCopy, MergeCopy
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.merging.canvas_state import beside_of
from cmc_desktop.model.domain.merging.incoming import Incoming
from cmc_desktop.model.domain.merging.shown import open_conflicts
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_reader import CmcFile, read_cmc
from cmc_desktop.model.exchange.foreign_file import check_known
from cmc_desktop.model.exchange.strict_json import FILE_LIMIT
from cmc_desktop.model.services.files_there import SUFFIX, FilesThere, files_in
from cmc_desktop.model.services.importing import take
from cmc_desktop.model.services.last_point import stands_at
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import LookedAt, Relation
from cmc_desktop.model.services.looked_words import what_it_is, what_stays_behind, why_opened
from cmc_desktop.model.services.safe_file import read_bounded, shown_name
from cmc_desktop.model.services.session import Session, Written
from cmc_desktop.model.services.unreadable_file import damage_told
from cmc_desktop.model.services.what_comes import counted, what_comes
from cmc_desktop.model.store.collector import collector_paused


@dataclass(frozen=True)
class BroughtBack:
    """What became of a file: `canvas_id` is the canvas it led to; `came` what was joined, None when nothing was.

    `conflicts` are open in that canvas now.
    """

    canvas_id: str
    told: str
    came: Incoming | None = None
    conflicts: int = 0


def copies_in(paths: Iterable[Path]) -> FilesThere:
    """The files themselves, and those that lie in the folders among them, such as a stick. Raises NotThere."""
    there = FilesThere()
    for path in paths:
        if path.is_dir():
            found = files_in(path)
            there.files += found.files
            there.passed_over += found.passed_over
        else:
            there.files.append(path)
    if not there.files and not there.passed_over:
        raise NotThere(
            tr("There is no canvas file (.cmc) there."),
            safe=tr("Nothing was joined."),
            todo=tr("Name the file that came back, or the folder in which it lies."),
        )
    return there


def read_copy_file(path: Path, templates: Mapping[str, Template]) -> CmcFile:
    """The canvas in a file; needs no library, so it may run on a worker thread.

    Raises Refusal for another kind of file, NotThere when there is none, BadFile when it is damaged.
    """
    if not path.exists():
        raise NotThere(
            tr("There is no file or folder {path}.", path=shown_name(path)),
            safe=tr("Nothing was joined."),
            todo=tr("Look for it, and say where it is."),
        )
    if path.suffix.lower() != SUFFIX:
        raise Refusal(
            tr("A copy is a canvas file, whose name ends in .cmc."),
            safe=tr("Nothing was joined."),
            todo=tr("Import other files as canvases of their own."),
        )
    data = read_bounded(path, FILE_LIMIT)
    with damage_told(tr("Nothing was joined.")), collector_paused():
        check_known(data)
        return read_cmc(data, templates)


def bring_back_file(
    library: Library,
    file: CmcFile,
    looked: LookedAt,
    *,
    session: Session | None = None,
    by: str = "",
    agreed: bool = False,
) -> BroughtBack:
    """Do with a file what `looked` says it is to this library: join it, open it beside, or nothing.

    `session` is the canvas it joins where that is open; `by` is whose our side is, `agreed` that many notes may be
    hidden. Raises HidesMany, LibraryTrouble, and Refusal for a copy of what was signed here meanwhile.
    """
    if looked.relation.opens:
        imported = take(library, file, separate=True)
        plain = imported.was_known or looked.relation is Relation.UNKNOWN_CANVAS
        return _as_it_stands(library, imported.canvas_id, imported.told if plain else why_opened(looked))
    if looked.relation is Relation.NOTHING_NEW:
        if looked.was_deleted:
            library.restore(looked.here)
        return _as_it_stands(library, looked.here, what_it_is(looked), session)
    if looked.copy is None:
        raise Refusal(what_it_is(looked), safe=tr("Nothing was joined."))
    session = session or library.session(looked.here)
    came = what_comes(session.canvas, looked.copy, by)
    bring_back(library, session, looked.copy, by, agreed=agreed)
    joined = tr("Joined with “{title}”: {what}.", title=session.canvas.head.title, what=counted(came))
    sentences = " ".join(filter(None, (joined, what_stays_behind(looked))))
    return BroughtBack(looked.here, sentences, came, len(open_conflicts(session.canvas)))


def bring_back(
    library: Library, session: Session, copy: ComingCopy, by: str = "", *, agreed: bool = False, slip: str = ""
) -> Written:
    """Join a copy that `look_at` recognised with the canvas of `session`, in one step that Undo takes back.

    `by` is whose our side is; `agreed` that many notes may be hidden; `slip` as for `Session.do`.
    Raises HidesMany, Refusal, LibraryTrouble.
    """
    with collector_paused():
        canvas = session.canvas
        change = MergeCopy(copy, by, agreed, stands_at(library.store, canvas), beside_of(canvas))
        written = session.do(change, slip=slip)
    if written is None:
        raise Refusal(tr("There is nothing new in this copy."))
    return written


def _as_it_stands(library: Library, canvas_id: str, words: str, session: Session | None = None) -> BroughtBack:
    """Where nothing was joined; conflicts may be open there from before."""
    canvas = session.canvas if session is not None else library.store.load(canvas_id)[0]
    return BroughtBack(canvas_id, words, conflicts=len(open_conflicts(canvas)))
