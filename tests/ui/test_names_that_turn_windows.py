"""Names and titles with signs of direction turn round nothing that a window says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import builders
import pytest
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shown_texts import ASKING, leave_dialogs, shown_texts

import cmc_desktop.ui
from cmc_desktop.model.domain.agreement import agreement
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    AddMinute,
    AddPerson,
    AddRemark,
    AddSheetNotes,
    ComeLater,
    Contribute,
    DecideOnLeaver,
    DeleteNotes,
    EditCard,
    EditNote,
    GiveAnswer,
    KeepCheckpoint,
    Leave,
    MoveNotes,
    NextPhase,
    NextSpeaker,
    Park,
    Rename,
    SettleParked,
    SignOffCanvas,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.parked import Parked
from cmc_desktop.model.domain.participant import Capacity, Leaving
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths
from cmc_desktop.ui import start
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.history.history_dialog import HistoryDialog
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.saying import in_a_row, tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.answer_bar import AnswerBar
from cmc_desktop.ui.workshop.leaver_dialog import LeaverDialog
from cmc_desktop.ui.workshop.person_menu import PersonMenu
from cmc_desktop.ui.workshop.talk_list import TalkList
from cmc_desktop.ui.workshop.who import name_of

SIGN = "\u202e"
#: what one person typed and nothing besides, all of it or what there is room for
ONE = re.compile(rf"{SIGN}\w*…?")
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: makes the reasons that are kept of a slip, and shows nothing itself
STORING = {"session_bridge.py"}


@pytest.mark.parametrize("sign", TURNING)
def test_a_window_says_a_sign_that_turns_what_follows_by_its_code(sign: str) -> None:
    told = f"[U+{ord(sign):04X}]"
    assert tr("Ask {name}…", name=f"Ada {sign}eerg") == f"Ask Ada {told}eerg…"
    assert tr("It is in {path}.", path=Path(f"{sign}plan")) == f"It is in {told}plan."
    assert trn("{n} of {name}", "{n} of {name}", 2, name=sign) == f"2 of {told}"
    assert tr("{n:02} and {name}", n=7, name="مريم") == "07 and مريم"
    assert in_a_row([f"{sign}plan", "", "Port Alder"], " · ") == f"{told}plan · Port Alder"
    assert in_a_row(["", f"{sign}plan"]) == f"{sign}plan"


def test_every_window_has_its_words_from_where_they_are_made_upright() -> None:
    for path in Path(cmc_desktop.ui.__file__).parent.rglob("*.py"):
        if path.name not in STORING | {"saying.py"}:
            imports = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.ImportFrom))
            raw = [one.name for node in imports if node.module == "cmc_desktop.i18n" for one in node.names]
            assert not {"tr", "trn"} & set(raw), path


def typed(word: str) -> str:
    """What somebody typed, with a sign that turns what follows."""
    return f"{SIGN}zq{word}qz"


def turned(painted: Iterable[str] = ()) -> set[str]:
    """Every text in a window in which a sign that somebody typed stands together with other words."""
    texts = shown_texts() | {("painted", text) for text in painted}
    return {f"{where}: {text!a}" for where, text in texts if SIGN in text and not ONE.fullmatch(text)}


@pytest.fixture(autouse=True)
def painted(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What delegates paint."""
    found: set[str] = set()
    draw = QPainter.drawText

    def note(painter: QPainter, *arguments: Any) -> Any:
        found.update(text for text in arguments if isinstance(text, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", note)
    return found


@pytest.fixture
def controller(qtbot: QtBot, paths: Paths, clock: ManualClock, qapp: QApplication) -> Iterator[Controller]:
    """The app with an open library that holds a canvas of the title and city `typed`."""
    library = Library.open(paths.library, builders.TEMPLATES, clock)
    library.new(typed("title"), typed("city"))
    library.close()
    controller = start.start(qapp, paths, paths.library, clock)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def open_workshop(controller: Controller, kind: str) -> Session:
    """Put a canvas on the desk in which all that people can type has a sign that turns what follows."""
    assert controller.library is not None
    session = controller.library.session(controller.library.listed()[0].head.id)
    builders.put(session, "mission", typed("mission"))
    for box in builders.BOXES[1:-2]:
        builders.put(session, box, typed(f"first{box}"), typed(f"second{box}"))
    for number, capacity in enumerate([Capacity.MODERATOR, *[Capacity.PARTICIPANT] * 4, Capacity.OBSERVER]):
        person = PersonDetails(
            typed(f"name{number}"),
            organisation=typed("organisation"),
            role=typed("role"),
            speaks_for=typed("group"),
            capacity=capacity,
        )
        session.do(AddPerson(person, arrived=number < 4))
    first, second, third, *_ = (person.id for person in session.canvas.people[1:])
    builders.set_agenda(session)
    session.do(EditCard("round", "value", typed("card"), typed("rule"), typed("on")))
    session.do(AddSheetNotes(first, "value", (typed("sheet"), typed("sheets"))))
    session.do(Park(typed("parked"), "costs", person=second))
    session.do(Park(typed("settled")))
    session.do(
        SettleParked(next(one.id for one in session.canvas.all(Parked) if one.text == typed("settled")), typed("so"))
    )
    session.do(DeleteNotes(tuple(builders.ids(session, "buyin")[1:2]), typed("reason")))
    session.do(AddMinute(typed("minute"), first))
    session.do(KeepCheckpoint(by=typed("keeper"), name=typed("kept")))
    if kind in ("round", "discuss", "lunch", "consensus", "signoff"):
        builders.bring_to(session, "round")
        session.do(Contribute("value", typed("said"), first))
        session.do(NextSpeaker())
        session.do(ComeLater())
    if kind:
        builders.bring_to(session, kind)
    if kind == "discuss":
        session.do(AddRemark(builders.ids(session, "value")[0], "question", typed("why"), second))
    if kind == "consensus":
        session.do(GiveAnswer(first, AnswerKind.SATISFIED, typed("reservation")))
        session.do(GiveAnswer(second, AnswerKind.NOT_YET, typed("lacking")))
        session.do(GiveAnswer(third, AnswerKind.SATISFIED))
        builders.put(session, "partners", typed("late"))
        session.do(Leave(third))
    controller.open_canvas(session.canvas.id)
    QApplication.processEvents()
    return session


def test_a_name_that_turns_a_sentence_is_noticed(qtbot: QtBot) -> None:
    label = QLabel(f"Ask {typed('name')}…")
    qtbot.addWidget(label)
    assert turned() == {f"QLabel.text: {label.text()!a}"}
    label.setText(typed("name"))
    assert not turned(), "\n".join(sorted(turned()))


def test_no_name_turns_a_sentence_of_the_library(qtbot: QtBot, controller: Controller, painted: set[str]) -> None:
    open_workshop(controller, "consensus")
    controller.run("library")
    (page,) = controller.window.findChildren(LibraryPage)
    found = turned()
    for words in ("zqname", "zqsecond", typed("nowhere")):
        page.search.setText(words)
        qtbot.waitUntil(lambda words=words: bool(page.table.rows.rowCount()) == (SIGN not in words))
        for menu in page.findChildren(QMenu):
            menu.aboutToShow.emit()
        QApplication.processEvents()
        found |= turned(painted)
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("kind", ["present", "individual", "round", "discuss", "lunch", "consensus", "signoff"])
def test_no_name_turns_a_sentence_of_the_desk_or_the_wall(controller: Controller, painted: set[str], kind: str) -> None:
    open_workshop(controller, kind)
    found: set[str] = set()
    for action in ("projector", "side_people", "side_remarks", "side_parking", "side_minutes", "ask", "projector_note"):
        controller.run(action)
        QApplication.processEvents()
        found |= turned(painted)
    assert not found, "\n".join(sorted(found))


def test_no_name_turns_what_is_asked_and_offered_about_a_person(qtbot: QtBot, tmp_path: Path) -> None:
    library = builders.open_library(tmp_path)
    session = library.session(library.new(typed("title")))
    person = builders.add_person(session, f"Ada {typed('name')}")
    bridge, window = SessionBridge(session), QWidget()
    qtbot.addWidget(window)
    bridge.rest()
    bar = AnswerBar(window)
    bar.ask_person(name_of(session.canvas, person), {})
    bar.ask_not_yet()
    menu = PersonMenu(bridge, person, window, about_agreement=True)
    dialog = LeaverDialog(bridge, session.canvas.person(person), window)
    said = [bar.chosen.text(), *(action.text() for action in menu.actions())]
    said += [label.text() for label in dialog.findChildren(QLabel)]
    named = [words for words in said if "Ada" in words]
    assert len(named) == 5
    assert all("Ada [U+202E]zq" in words for words in named)
    bridge.close()


def test_no_name_turns_a_sentence_about_what_was_signed(controller: Controller, painted: set[str]) -> None:
    open_workshop(controller, "consensus")
    assert controller.desk is not None
    session = controller.desk.bridge.session
    for row in agreement(session.canvas).undecided:
        session.do(DecideOnLeaver(row.person.id, Leaving.EXCLUDED.value, typed("leaving")))
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    QApplication.processEvents()
    found = turned(painted)
    opened: set[str] = set()
    for action in ("sign_off", "record_pack", "ask", "history", "projector", "library"):
        controller.run(action)
        QApplication.processEvents()
        opened |= {type(dialog).__name__ for dialog in controller.window.findChildren(QDialog)}
        for history in controller.window.findChildren(HistoryDialog):
            history.fill_variants()
            for point in history.model.history.points:
                history.list.choose(point.key)
                QApplication.processEvents()
                found |= turned(painted)
            history.list.choose(next(one.key for one in history.model.history.points if one.name == typed("kept")))
            history.ask_for_name()
            history.ask_to_restore()
            QApplication.processEvents()
        found |= turned(painted)
        leave_dialogs(controller)
    assert {"SignOffDialog", "PackDialog", "HistoryDialog"} <= opened
    assert not found, "\n".join(sorted(found))


def test_the_reason_of_a_slip_is_kept_as_it_was_typed(tmp_path: Path) -> None:
    library = builders.open_library(tmp_path)
    bridge = SessionBridge(library.session(library.new(typed("title"))))
    bridge.rest()
    kept: list[str] = []

    def wish(slip: str) -> None:
        if not slip:
            raise Refusal(tr("Not now."), slip=True)
        kept.append(slip)

    bridge.refused.connect(lambda _error, as_slip: as_slip())
    bridge.attempt(wish, typed("what"))
    assert kept == [f"slip corrected: {typed('what')}"]
    bridge.close()


def test_what_is_copied_from_a_list_is_what_was_typed(controller: Controller) -> None:
    open_workshop(controller, "discuss")
    controller.run("side_parking")
    copied = []
    for panel in controller.window.findChildren(TalkList):
        for row in range(panel.rows.rowCount()):
            panel.setCurrentIndex(panel.rows.index(row, 0))
            QTest.keySequence(panel, QKeySequence.StandardKey.Copy)
            copied.append(QApplication.clipboard().text())
    assert f"{typed('settled')}\n→ {typed('so')}" in copied
    assert not any("[U+" in text for text in copied)


@pytest.mark.parametrize("joined", [False, True])
def test_no_name_turns_a_sentence_of_the_page_of_a_copy(
    controller: Controller, painted: set[str], tmp_path: Path, joined: bool
) -> None:
    session = open_workshop(controller, "")
    assert controller.desk is not None
    assert controller.library is not None
    officers = builders.open_library(tmp_path / "officers")
    path = builders.given_copy(controller.library.store, session, tmp_path / "given.cmc", typed("officer"))
    there = officers.session(take(officers, read_file(path, officers.templates)).canvas_id)
    first, second, third = (builders.ids(session, box)[0] for box in builders.BOXES[1:4])
    for one, side, box in ((controller.desk.bridge.session, "ours", "costs"), (there, "theirs", "revenue")):
        one.do(EditNote(first, typed(side)))
        one.do(MoveNotes((second,), box, 0))
        one.do(Rename(typed(f"{side}title"), typed(f"{side}city")))
    controller.desk.bridge.session.do(DeleteNotes((third,)))
    there.do(EditNote(third, typed("changed")))
    builders.put(there, "costs", typed("new"))
    there.do(DeleteNotes(tuple(builders.ids(there, builders.BOXES[5]))))
    back = read_file(
        builders.given_copy(officers.store, there, tmp_path / "back.cmc", typed("officer")), officers.templates
    )
    assert isinstance(back, CmcFile)
    page = controller.desk.merging.show(look_at(controller.library, back.canvas))
    assert len(page.list.rows.rows) > 6
    if joined:
        page.join_copy()
        page.bar.begin_words()
        controller.desk.page.conflicts.refresh()
    QApplication.processEvents()
    found = turned(painted)
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("kind", ["round", "discuss", "consensus"])
def test_no_name_turns_a_sentence_of_a_dialog(controller: Controller, painted: set[str], kind: str, part: int) -> None:
    open_workshop(controller, kind)
    found: set[str] = set()
    for action in sorted({*ASKING, "round_lacking"})[part::4]:
        controller.run(action)
        QApplication.processEvents()
        found |= turned(painted)
        leave_dialogs(controller)
    assert not found, "\n".join(sorted(found))
