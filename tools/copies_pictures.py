"""The pictures of the pages on copies and history: the sample city, some weeks after an officer took it along."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from cmc_desktop.model.domain.changes import AddNotes, Change, DeleteNotes, EditNote, KeepCheckpoint, MoveNotes
from cmc_desktop.model.services.bringing_back import bring_back
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.giving_a_copy import give_copy
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.looked_at import LookedAt
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.services.sample import add_sample
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths
from cmc_desktop.ui.history.history_dialog import HistoryDialog
from cmc_desktop.ui.merge.merge_page import MergePage
from cmc_desktop.ui.pictures import offscreen_application
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.start import dressed_window

#: 12 and 20 November 2026, at noon
TAKEN, SENT = 1_794_484_800_000, 1_795_176_000_000
SIZE = QSize(1280, 800)
OURS, THEIRS = "Bo Lind", "Ada Brandt"


def take_pictures(resources: Path, folder: Path, kept: Path) -> None:
    """Let a copy go away and come back, in libraries below `folder`; leave `merge.png` and `history.png` in `kept`."""
    app = offscreen_application()
    window = dressed_window(app, Paths(resources, folder / "data"))
    templates = load_templates(resources)
    clock = ManualClock(TAKEN)
    here = Library.open(folder / "here.cmcdb", templates, clock)
    there = Library.open(folder / "there.cmcdb", templates, ManualClock(SENT))
    session = here.session(add_sample(here, resources))
    session.do(KeepCheckpoint(by=OURS, name="As the council saw it"))
    looked = _away_and_back(here, there, session, folder)
    clock.forward(minutes=(SENT - TAKEN) // 60_000 + 24 * 60)
    bridge = SessionBridge(session)
    page = MergePage(bridge, window.look, here, looked, by=OURS)
    window.show_page(page)
    page.take_focus()
    _save(window, kept / "merge.png")
    assert looked.copy is not None
    bring_back(here, session, looked.copy, OURS, agreed=True)
    _save(HistoryDialog(History(here, session), session, window.look, by=OURS, parent=window), kept / "history.png")
    bridge.close()
    window.close()
    here.close()
    there.close()


def _away_and_back(here: Library, there: Library, session: Session, folder: Path) -> LookedAt:
    """Both sides write, and the officer's copy is looked at."""
    path, back = folder / "copy.cmc", folder / "back.cmc"
    give_copy(here.store, session, path, THEIRS)
    officers = there.session(take(there, read_file(path, there.templates)).canvas_id)
    contested = _note(session, "value", 0)
    text = session.canvas.note(contested).text
    _write(session, EditNote(contested, f"{text}, for every tram"), DeleteNotes((_note(session, "costs", 0),)))
    _write(
        officers,
        EditNote(contested, f"{text}, for every device"),
        MoveNotes((_note(officers, "partners", 0),), "buyin"),
    )
    cost = _note(officers, "costs", 0)
    _write(officers, EditNote(cost, officers.canvas.note(cost).text + ", and 28 k for the year after"))
    _write(officers, AddNotes("activities", ("Train 12 staff in data stewardship", "Publish the timetable nightly")))
    give_copy(there.store, officers, back, THEIRS)
    return look_at(here, read_file(back, here.templates).canvas)


def _write(session: Session, *changes: Change) -> None:
    for change in changes:
        session.do(change)


def _note(session: Session, box: str, row: int) -> str:
    return session.canvas.notes_in(box)[row].id


def _save(widget: QWidget, path: Path) -> None:
    widget.resize(SIZE)
    widget.show()
    for _ in range(5):
        QApplication.processEvents()
    widget.grab().save(str(path))
    widget.close()
    print(path)
