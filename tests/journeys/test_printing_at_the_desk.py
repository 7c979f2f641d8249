"""Ctrl+P at the desk: look at the pages, print them, and be told; without a printer a PDF is offered."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest
from hands import CTRL, Hands, Key
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.paths import Paths
from cmc_desktop.ui.dialogs.print_dialog import PrintDialog
from cmc_desktop.ui.paper import printing
from cmc_desktop.ui.paper.printing import PrintRun


@pytest.fixture
def hands(qtbot: QtBot, qapp: QApplication, paths: Paths, clock: ManualClock) -> Hands:
    hands = Hands(qtbot, qapp, paths, clock)
    library = hands.controller.library
    assert library is not None
    canvas_id = library.new("Night bus", "Port Alder")
    builders.fill(library.session(canvas_id), 30)
    hands.controller.open_canvas(canvas_id)
    return hands


def pages_looked_at(hands: Hands, qtbot: QtBot) -> PrintDialog:
    hands.at_the_desk()
    hands.press(Key.Key_P, CTRL)
    dialog = hands.controller.window.findChild(PrintDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.button.isEnabled(), timeout=20_000)
    return dialog


def run_of(hands: Hands) -> PrintRun:
    run = hands.controller.window.findChild(PrintRun)
    assert run is not None
    return run


def test_what_was_looked_at_goes_to_the_printer_and_it_is_told(
    hands: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer_names", lambda: ["Office"])
    dialog = pages_looked_at(hands, qtbot)
    shown = dialog.preview.printed
    assert shown is not None
    qtbot.keyClick(dialog, Key.Key_Return)
    system = run_of(hands).dialog
    assert isinstance(system, QPrintDialog)
    assert system.printer().docName() == "Night bus"
    system.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    system.done(1)
    messages = hands.controller.window.messages
    qtbot.waitUntil(lambda: messages.text == "Written: printed.pdf.", timeout=20_000)
    assert (tmp_path / "printed.pdf").read_bytes() == shown.pdf


def test_without_a_printer_it_is_said_and_nothing_is_lost(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "printer_names", list)
    qtbot.keyClick(pages_looked_at(hands, qtbot), Key.Key_Return)
    box = run_of(hands).dialog
    assert isinstance(box, QMessageBox)
    assert box.text() == "There is no printer on this computer."
    qtbot.keyClick(box, Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.controller.window.findChild(PrintRun) is None)


def test_a_practice_is_not_printed(hands: Hands) -> None:
    hands.at_the_desk()
    hands.action("practice")
    hands.action("print")
    assert hands.controller.window.findChild(PrintDialog) is None
    assert "practice" in hands.controller.window.messages.text.lower()
