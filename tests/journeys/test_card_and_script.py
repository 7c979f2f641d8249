"""From the menu to the card and on to the printed script: own words go all the way."""

from __future__ import annotations

from pathlib import Path

import builders
import pypdf
from hands import Hands
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import SetElement
from cmc_desktop.ui.dialogs.script_dialog import ScriptDialog
from cmc_desktop.ui.workshop.card_dialog import CardDialog


def test_words_put_on_the_card_are_on_the_desk_and_in_the_script(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    hands.new_canvas()
    hands.at_the_desk()
    session = hands.desk.bridge.session
    builders.bring_to(session, "round")
    session.do(SetElement("value"))

    hands.action("edit_card")
    card = hands.dialog(CardDialog)
    card.say.setPlainText("What changes for the night nurse?")
    hands.click(card.button)
    assert hands.desk.page.agenda.card.element.said == ("What changes for the night nurse?",)

    hands.action("script")
    dialog = hands.dialog(ScriptDialog)
    file = tmp_path / "script.pdf"
    dialog.place.line.setText(str(file))
    hands.click(dialog.button)
    qtbot.waitUntil(lambda: file.exists() and not hands.controller.tasks.busy, timeout=20_000)
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "What changes for the night nurse?" in text
    assert "Number 2, the value." not in text
