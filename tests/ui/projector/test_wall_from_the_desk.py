"""The keys of the desk move the wall, and the desk says what the room sees."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from wall_reader import go_to, texts_of

from cmc_desktop.model.domain.changes import AddNotes, SetElement
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths, resources_folder
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.canvas_controller import CanvasController
from cmc_desktop.ui.elided_label import ElidedLabel
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.projector.picture import AskingPicture, BoardPicture, ElementPicture, NotePicture
from cmc_desktop.ui.settings import Settings


@pytest.fixture
def desk(qtbot: QtBot, paths: Paths, look: Look, library: Library, session: Session) -> Iterator[CanvasController]:
    """A canvas on the desk, its workshop in the round, the projector open beside it."""
    builders.workshop_at(session, "round", notes=30)
    session.do(SetElement("deployment"))
    window = MainWindow(paths, look, Settings(paths.settings))
    desks: list[CanvasController] = []
    actions = Actions(window, look.icons, lambda action_id: desks[0].commands()[action_id]())
    desk = CanvasController(window, actions, library, session, load_protocols(resources_folder()))
    desks.append(desk)
    window.show()
    qtbot.waitExposed(window)
    desk.toggle_projector()
    yield desk
    desk.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def do(desk: CanvasController, action_id: str) -> None:
    desk.commands()[action_id]()


def wall_words(desk: CanvasController) -> str:
    """What the top bar says about the wall; empty when it says nothing."""
    QCoreApplication.processEvents()  # the words get their room
    labels = desk.page.top_bar.findChildren(QLabel)
    said = [label.text() for label in labels if label.isVisible() and label.text().startswith(("Wall", "Rehearsal"))]
    return said[0] if said else ""


def test_the_desk_says_what_the_room_sees_and_when_it_does_not_follow(desk: CanvasController) -> None:
    assert wall_words(desk) == "Rehearsal: element 5"

    desk.bridge.do(SetElement("partners"))
    assert wall_words(desk) == "Rehearsal: element 6"

    do(desk, "projector_hold")
    desk.bridge.do(SetElement("value"))
    assert wall_words(desk) == "Wall on hold: element 6"

    do(desk, "projector_blank")
    assert wall_words(desk) == "Wall blank"

    do(desk, "projector")
    assert wall_words(desk) == ""

    do(desk, "projector")
    assert wall_words(desk) == "Wall blank"


def test_every_action_about_the_projector_acts_on_the_wall(desk: CanvasController) -> None:
    stage = desk.wall.stage
    assert isinstance(stage.picture.body, ElementPicture)

    do(desk, "projector_zoom")
    assert isinstance(stage.picture.body, BoardPicture)

    do(desk, "projector_larger")
    assert stage.step == 1

    do(desk, "projector_smaller")
    assert stage.step == 0

    do(desk, "projector_larger")
    do(desk, "projector_larger")
    do(desk, "projector_letters")
    assert stage.step == 0

    do(desk, "projector_hold")
    assert stage.on_hold

    do(desk, "projector_names")
    do(desk, "projector_next")
    do(desk, "projector_back")
    do(desk, "projector_blank")
    assert stage.blank


def test_the_chosen_note_is_shown_alone_and_the_same_key_goes_back(desk: CanvasController) -> None:
    stage = desk.wall.stage
    note = desk.bridge.canvas.notes_in("deployment")[0]
    desk.page.board.focus_note(note.id)

    do(desk, "projector_note")
    assert isinstance(stage.picture.body, NotePicture)
    assert stage.picture.body.card.text == note.text

    do(desk, "projector_note")
    assert isinstance(stage.picture.body, ElementPicture)


def test_without_a_chosen_note_the_moderator_is_told_and_the_wall_stays(desk: CanvasController) -> None:
    before = desk.wall.stage.picture

    desk.page.wall_wanted.emit("")

    assert desk.wall.stage.picture == before
    assert "Choose a note" in desk.window.said


def test_the_roll_call_on_the_desk_puts_the_question_on_the_wall(desk: CanvasController, session: Session) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    do(desk, "ask")
    assert desk.projector is not None
    desk.projector.refresh()
    assert isinstance(desk.wall.stage.picture.body, AskingPicture)
    assert not any("Person" in text for text in texts_of(desk.projector))

    desk.page.show_board()

    assert isinstance(desk.wall.stage.picture.body, ElementPicture)


@pytest.mark.parametrize("kind", [PhaseKind.ROUND, PhaseKind.LUNCH, PhaseKind.SIGNOFF])
def test_outside_the_agreement_phase_nobody_is_asked_and_the_wall_stays(
    desk: CanvasController, session: Session, kind: PhaseKind
) -> None:
    go_to(session, kind)
    before = desk.wall.stage.picture
    do(desk, "ask")
    assert not desk.page.asking
    assert desk.wall.stage.picture == before
    assert "agreement phase only" in desk.window.messages.text


def test_a_wall_that_does_not_follow_is_told_when_the_roll_call_covers_the_desk(
    desk: CanvasController, session: Session
) -> None:
    go_to(session, PhaseKind.CONSENSUS)
    do(desk, "projector_hold")

    do(desk, "ask")

    assert desk.window.said == "Wall on hold: element 1"


def test_the_projector_opens_with_the_first_key_about_it(desk: CanvasController) -> None:
    do(desk, "projector")
    assert desk.projector is None

    do(desk, "projector_zoom")
    assert desk.projector is not None
    assert isinstance(desk.wall.stage.picture.body, ElementPicture)

    do(desk, "projector")
    desk.page.board.focus_note(desk.bridge.canvas.notes_in("deployment")[0].id)
    do(desk, "projector_note")
    assert isinstance(desk.wall.stage.picture.body, NotePicture)


def test_the_rehearsal_comes_before_the_desk_once_and_leaves_it_the_keys(
    desk: CanvasController, qtbot: QtBot, qapp: QApplication
) -> None:
    desk.toggle_projector()
    order: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.ZOrderChange and watched is desk.projector:
                order.append("raised")
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    desk.toggle_projector()
    qapp.removeEventFilter(watch)
    assert order == ["raised"]
    qtbot.waitUntil(desk.window.isActiveWindow)
    assert desk.projector is not None
    assert not desk.projector.isActiveWindow()


def test_a_long_sentence_about_the_wall_is_shortened_and_told_whole(desk: CanvasController, qtbot: QtBot) -> None:
    desk.bridge.do(AddNotes("deployment", tuple(f"Depot {number}" for number in range(60))))
    do(desk, "projector_names")
    desk.window.resize(desk.window.minimumSizeHint())
    assert desk.projector is not None
    desk.projector.refresh()
    QCoreApplication.processEvents()
    whole = desk.wall.stage.words()
    assert " · names · page " in whole
    (label,) = [one for one in desk.page.top_bar.findChildren(ElidedLabel) if one.isVisible() and one.words == whole]
    assert label.toolTip() == whole
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
