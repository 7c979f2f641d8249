"""Letters made larger, long and equal names: nothing on the wall is cut within a letter, and pages stay as they are."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel
from wall_reader import go_to

from cmc_desktop.model.domain.changes import AddNote, AddNotes, EditPerson, SetElement
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.phase_rules import PhaseKind
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.projector.board_page import BoardPage
from cmc_desktop.ui.projector.element_page import ElementPage
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.stage import Place, Stage

#: of narrow letters, so that it is cut where there is no room for one more pixel
LONG = "Lili Hillfill-Tillil il-Lijil Filli-Iljijill il Tijilli-Hillilji il Lillifijilli"
STEPS = [-1, 0, 1, 2, 3]


def set_letters(stage: Stage, step: int) -> None:
    stage.usual_letters()
    for _ in range(abs(step)):
        (stage.larger if step > 0 else stage.smaller)()


def cut(window: ProjectorWindow) -> list[str]:
    """The words in one line that are wider than the label that shows them."""
    QCoreApplication.processEvents()  # the labels come to their places
    found = []
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not label.wordWrap():
            needed = QFontMetrics(label.font()).horizontalAdvance(label.text())
            if needed > label.width():
                found.append(f"{label.text()}: {needed} > {label.width()}")
    return found


def seen(window: ProjectorWindow) -> list[str]:
    page = window.page
    assert isinstance(page, ElementPage)
    return [card.text for card in page.list.cards]


def name_everybody(session: Session, name: str) -> None:
    for number, person in enumerate(session.canvas.people):
        session.do(EditPerson(person.id, PersonDetails(f"{name} {number}", capacity=person.capacity)))


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("step", STEPS)
def test_speaker_and_next_are_cut_with_dots_alone_and_the_words_beside_them_never(
    window: ProjectorWindow, stage: Stage, session: Session, step: int, size: tuple[int, int]
) -> None:
    name_everybody(session, LONG)
    go_to(session, PhaseKind.ROUND)
    window.resize(*size)
    set_letters(stage, step)
    window.refresh()
    assert cut(window) == []
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert "speaks now" in texts
    assert "then" in texts
    assert sum(text.startswith("Li") for text in texts) == 2


def test_a_short_speaker_leaves_the_room_to_the_next_one(window: ProjectorWindow, session: Session) -> None:
    name_everybody(session, "Bo")
    go_to(session, PhaseKind.ROUND)
    window.resize(1920, 1080)
    window.refresh()
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert sum(text.startswith("Bo ") for text in texts) == 2


def test_people_of_one_name_are_told_apart_on_the_wall(stage: Stage, session: Session) -> None:
    for number, person in enumerate(session.canvas.people):
        details = PersonDetails("Jo Smith", f"Office {number}", capacity=person.capacity)
        session.do(EditPerson(person.id, details))
    first = session.canvas.people[0]
    go_to(session, PhaseKind.ROUND)
    floor = stage.picture.floor
    assert floor is not None
    assert floor.speaker.startswith("Jo Smith (")
    note = AddNote("value", "Ours", author=first.id)
    session.do(SetElement("value"))
    session.do(note)
    stage.toggle_names()
    body = stage.picture.body
    assert "Jo Smith (Office 0)" in [card.name for card in getattr(body, "cards", ())]


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("step", STEPS)
def test_on_the_whole_board_no_heading_and_no_note_is_cut_within_a_letter(
    window: ProjectorWindow, stage: Stage, session: Session, step: int, size: tuple[int, int]
) -> None:
    go_to(session, PhaseKind.ROUND)
    for box in session.canvas.template.walk[1:]:
        session.do(AddNotes(box, tuple(f"Quay piggy {number} by the jetty" for number in range(9))))
    stage.toggle_zoom()
    window.resize(*size)
    set_letters(stage, step)
    window.refresh()
    page = window.page
    assert isinstance(page, BoardPage)
    assert cut(window) == []
    for key, cell in page.cells.items():
        cell.list.doItemsLayout()
        last = cell.list.visualRect(cell.list.model().index(len(cell.list.cards) - 1, 0))
        assert last.bottom() - cell.list.metrics.gap <= cell.list.viewport().height(), key


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("step", STEPS)
def test_turning_beyond_the_last_page_changes_nothing(
    window: ProjectorWindow, stage: Stage, session: Session, step: int, size: tuple[int, int]
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("partners"))
    session.do(AddNotes("partners", tuple(f"Partner {number} brings vehicles and a depot" for number in range(31))))
    window.resize(*size)
    window.refresh()
    set_letters(stage, step)
    window.refresh()
    pages = window.page.page_count if window.page is not None else 0
    for _ in range(pages):
        window.turn_page(+1)
    before = seen(window)
    window.turn_page(+1)
    assert seen(window) == before
    assert window.page is not None
    assert window.page.page_count == pages


def test_larger_letters_keep_the_newest_note_in_sight_and_what_the_moderator_turned_to(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("partners"))
    window.resize(1280, 720)
    session.do(AddNotes("partners", tuple(f"Partner {number}" for number in range(4))))
    session.do(AddNote("partners", "The newest"))
    window.refresh()
    assert window.page is not None
    assert window.page.page_count == 1
    for _ in range(3):
        stage.larger()
        window.refresh()
        assert "The newest" in seen(window)
    assert window.page.page_count > 1
    window.turn_page(-1)
    first = seen(window)[0]
    stage.smaller()
    window.refresh()
    assert first in seen(window)


def test_letters_are_as_usual_again_by_one_wish(stage: Stage) -> None:
    stage.larger()
    stage.larger()
    stage.usual_letters()
    assert stage.step == 0


def test_the_desk_reads_that_names_are_on_and_which_page_is_shown(
    window: ProjectorWindow, stage: Stage, session: Session
) -> None:
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    session.do(AddNotes("value", tuple(f"Value {number}" for number in range(60))))
    stage.set_place(Place.WALL)
    stage.toggle_names()
    window.refresh()
    assert window.page is not None
    count = window.page.page_count
    window.turn_page(-count)
    window.turn_page(+1)
    number = session.canvas.template.walk.index("value") + 1
    assert stage.words() == f"Wall: element {number} · names · page 2 of {count}"
    stage.toggle_blank()
    assert stage.words() == "Wall blank"


@pytest.mark.parametrize("kind", [PhaseKind.ROUND, PhaseKind.CONSENSUS])
@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080)])
def test_the_pages_of_an_element_are_the_same_whenever_they_are_laid_out_again(
    window: ProjectorWindow, stage: Stage, session: Session, size: tuple[int, int], kind: PhaseKind
) -> None:
    """A step of letters, or news in the agreement, must not leave sizes behind that hold for one look only."""
    chance = random.Random(4)
    go_to(session, PhaseKind.ROUND)
    session.do(SetElement("value"))
    for _ in range(14):
        session.do(AddNote("value", "word " * chance.randint(1, 60)))
    go_to(session, kind)
    session.do(SetElement("value"))
    window.resize(*size)
    for _ in range(30):
        wish = chance.choice([stage.larger, stage.smaller, None])
        if wish is None:
            session.do(AddNote("value", "new " * chance.randint(1, 30)))
        else:
            wish()
        window.refresh()
        at_once = all_pages(window)
        QCoreApplication.processEvents()
        window.refresh()
        assert all_pages(window) == at_once


def all_pages(window: ProjectorWindow) -> list[list[str]]:
    """What each page holds; the page that is shown stays."""
    page = window.page
    assert isinstance(page, ElementPage)
    return [[card.text for card in cards] for cards in page.pages]
