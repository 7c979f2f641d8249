"""In a made-up language that puts every message in ⟦brackets⟧, no word stands outside them in any window."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from gettext import NullTranslations
from pathlib import Path

import builders
import pytest
from builders import given_copy
from PySide6.QtCore import (
    QLocale,
    QStandardPaths,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
)
from pytestqt.qtbot import QtBot
from shown_texts import ASKING, leave_dialogs, shown_texts

from cmc_desktop import i18n
from cmc_desktop.model.domain.answer import AnswerKind
from cmc_desktop.model.domain.changes import (
    AddPerson,
    DeleteNotes,
    EditNote,
    GiveAnswer,
    MoveNotes,
    NextPhase,
    Rename,
    SetMission,
    SignOffCanvas,
)
from cmc_desktop.model.domain.changes.people import PersonDetails
from cmc_desktop.model.exchange.cmc_reader import CmcFile
from cmc_desktop.model.export.paper import PAPERS
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.paths import Paths
from cmc_desktop.ui import start
from cmc_desktop.ui.action_table import action_table
from cmc_desktop.ui.controller import Controller
from cmc_desktop.ui.records.pack_dialog import PackDialog
from cmc_desktop.ui.records.signing_choice import FILE, NONE, OWN


class Bracketed(NullTranslations):
    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@pytest.fixture(autouse=True)
def made_up_language() -> Iterator[None]:
    i18n.use_catalogue(Bracketed())
    yield
    i18n.use_catalogue(NullTranslations())


def outside(text: str) -> str:
    """What of a text stands outside the brackets."""
    depth, found = 0, []
    for char in text:
        depth += (char == "⟦") - (char == "⟧")
        found.append(char if depth == 0 and char != "⟧" else " ")
    return "".join(found)


def not_words() -> re.Pattern[str]:
    """What has letters but is no matter of ours: keys, file endings, months, days, the time of day."""
    locale, native = QLocale(), QKeySequence.SequenceFormat.NativeText
    keys = {*"YNRHEA"} | {QKeySequence(key).toString(native) for spec in action_table() for key in spec.keys}
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    dates = {locale.monthName(month, form) for month in range(1, 13) for form in forms}
    dates |= {locale.dayName(day, form) for day in range(1, 8) for form in forms} | {locale.amText(), locale.pmText()}
    every = sorted(keys | dates, key=len, reverse=True)
    words = [rf"(?<!\w){re.escape(word)}(?!\w)" for word in every if word]
    return re.compile("|".join([*words, r"\*\.\w+"]))


def words_outside(*allowed: str) -> set[str]:
    """Every text in any window that has letters outside the brackets, with where it was found."""
    ours = not_words()
    return {f"{where}: {text}" for where, text in shown_texts() if has_words(outside(text), allowed, ours)}


def has_words(rest: str, allowed: Iterable[str], ours: re.Pattern[str]) -> bool:
    for free in allowed:
        rest = rest.replace(free, "")
    return any(map(str.isalpha, ours.sub("", rest)))


@pytest.fixture
def controller(qtbot: QtBot, paths: Paths, clock: ManualClock, qapp: QApplication) -> Iterator[Controller]:
    """The app with an open library that holds one canvas; everything users typed are digits."""
    library = Library.open(paths.library, builders.TEMPLATES, clock)
    library.new("2031", "77")
    library.close()
    controller = start.start(qapp, paths, paths.library, clock)
    controller.window.show()
    qtbot.waitUntil(lambda: controller.library is not None)
    yield controller
    controller.window.close()
    controller.window.deleteLater()
    qapp.processEvents()


def open_canvas(controller: Controller, kind: str = "") -> None:
    """Put a canvas on the desk, with notes and people, its workshop led to a phase."""
    assert controller.library is not None
    canvas_id = controller.library.listed()[0].head.id
    session = controller.library.session(canvas_id)
    for number, box in enumerate(builders.BOXES[:-1]):
        builders.put(session, box, f"{number} 000")
    for number in range(3):
        details = PersonDetails(f"{number}1", organisation="12", role="13", speaks_for="14")
        session.do(AddPerson(details, arrived=True))
    if kind:
        builders.bring_to(session, kind)
    if kind == "consensus":
        for number, person in enumerate(session.canvas.people[:2]):
            reservation = "15" if number else ""
            session.do(GiveAnswer(person.id, AnswerKind.SATISFIED, reservation))
        builders.put(session, "partners", "16")
    controller.open_canvas(canvas_id)
    QApplication.processEvents()


def test_the_language_is_spoken_and_its_gaps_are_found(qtbot: QtBot) -> None:
    label = QLabel("⟦Title⟧ and 31")
    qtbot.addWidget(label)
    assert [found for found in words_outside() if "and 31" in found]
    label.setText("⟦Title⟧: 31")
    assert not [found for found in words_outside() if "31" in found]


def test_no_word_of_the_library_is_outside(controller: Controller) -> None:
    QApplication.processEvents()
    assert words_outside() == set()


@pytest.mark.parametrize("kind", ["", "present", "individual", "round", "discuss", "lunch", "consensus", "signoff"])
def test_no_word_of_the_desk_and_the_projector_is_outside(controller: Controller, kind: str) -> None:
    open_canvas(controller, kind)
    controller.run("projector")
    QApplication.processEvents()
    assert words_outside() == set()
    controller.run("projector_zoom")
    QApplication.processEvents()
    assert words_outside() == set()


def test_no_word_of_the_roll_call_is_outside(controller: Controller) -> None:
    open_canvas(controller, "consensus")
    controller.run("ask")
    QApplication.processEvents()
    assert words_outside() == set()


@pytest.mark.parametrize("part", range(5))
def test_no_word_of_a_dialog_is_outside(controller: Controller, part: int, paths: Paths) -> None:
    """Each dialog is opened alone over the same desk, and is gone before the next one comes."""
    open_canvas(controller, "consensus")
    sources = [template.source for template in builders.TEMPLATES.values()]
    places = [
        str(paths.library),
        str(paths.data),
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
    ]
    allowed = (*sources, *places, str(Path.home()), ".pdf", ".cmc", *PAPERS, "English")
    for action in ASKING[part::5]:
        controller.run(action)
        QApplication.processEvents()
        assert (action, words_outside(*allowed)) == (action, set())
        leave_dialogs(controller)


@pytest.mark.parametrize("signing", [NONE, OWN, FILE])
def test_no_word_of_the_record_pack_is_outside(qtbot: QtBot, controller: Controller, signing: int) -> None:
    open_canvas(controller, "consensus")
    assert controller.desk is not None
    session = controller.desk.bridge.session
    builders.everyone_satisfied(session)
    session.do(NextPhase())
    session.do(SignOffCanvas())
    controller.run("record_pack")
    (dialog,) = controller.window.findChildren(PackDialog)
    dialog.roles.click()
    dialog.signing.how.setCurrentIndex(signing)
    qtbot.waitUntil(lambda: not controller.tasks.busy)
    assert words_outside(dialog.folder.text(), *PAPERS) == set()
    dialog.close()


def test_no_word_of_the_page_that_checks_is_outside(qtbot: QtBot, controller: Controller, tmp_path: Path) -> None:
    paths = [tmp_path / "2031", tmp_path / "2032"]
    paths[0].write_bytes(b"7")
    controller.record_files.check(paths)
    qtbot.waitUntil(lambda: not controller.tasks.busy)
    page = controller.record_files.page
    assert page is not None
    assert len(page.files) == 2
    assert words_outside(str(tmp_path)) == set()
    page.list.setCurrentRow(1)
    assert words_outside(str(tmp_path)) == set()


@pytest.mark.parametrize("joined", [False, True])
def test_no_word_of_the_page_of_a_copy_is_outside(controller: Controller, tmp_path: Path, joined: bool) -> None:
    open_canvas(controller)
    assert controller.desk is not None
    assert controller.library is not None
    session = controller.desk.bridge.session
    officers = builders.open_library(tmp_path / "officers")
    path = given_copy(controller.library.store, session, tmp_path / "given.cmc", "17")
    there = officers.session(take(officers, read_file(path, officers.templates)).canvas_id)
    first, second, third = (builders.ids(session, box)[0] for box in builders.BOXES[1:4])
    for one, words, box in ((session, "18", "costs"), (there, "19", "revenue")):
        one.do(EditNote(first, words))
        one.do(MoveNotes((second,), box, 0))
        one.do(SetMission("mission", words))
        one.do(Rename(words, words))
    session.do(DeleteNotes((third,)))
    there.do(EditNote(third, "20"))
    builders.put(there, "costs", "21")
    there.do(DeleteNotes(tuple(builders.ids(there, builders.BOXES[5]))))
    back = read_file(given_copy(officers.store, there, tmp_path / "back.cmc", "17"), controller.library.templates)
    assert isinstance(back, CmcFile)
    page = controller.desk.merging.show(look_at(controller.library, back.canvas))
    assert len(page.list.rows.rows) > 7
    if joined:
        page.join_copy()
        page.bar.begin_words()
        controller.desk.page.conflicts.refresh()
    QApplication.processEvents()
    assert words_outside() == set()
