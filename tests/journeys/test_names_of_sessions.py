"""Which session of a series it is can be read everywhere: on the window, at the desk, on the script."""

from __future__ import annotations

import builders
from hands import Hands
from PySide6.QtWidgets import QLabel

from cmc_desktop.model.services.script import script
from cmc_desktop.model.services.series import Series


def chips(hands: Hands) -> list[str]:
    return [label.text() for label in hands.desk.page.top_bar.findChildren(QLabel)]


def test_window_desk_and_script_say_which_session_it_is(hands: Hands) -> None:
    library = hands.controller.library
    assert library is not None
    first = library.new("Night bus", "Port Alder")
    series = Series(library)
    hands.controller.open_canvas(series.next_session(first, "Second go"))
    assert hands.controller.window.windowTitle() == "Night bus · Second go – CMC Desktop"
    assert "draft · Second go · version 2" in chips(hands)
    session = hands.desk.bridge.session
    builders.bring_to(session, "consensus")
    assert "in workshop · Agree · Second go · version 2" in chips(hands)
    about = script(session.canvas, {}, now=0).subtitle
    assert about == "Night bus · Port Alder · Second go · City Model Canvas"


def test_a_long_name_of_a_session_leaves_room_for_the_title_and_is_told_whole(hands: Hands) -> None:
    library = hands.controller.library
    assert library is not None
    name = "The second go with the people from the harbour and their neighbours"
    hands.controller.open_canvas(Series(library).next_session(library.new("Night bus", "Port Alder"), name))
    (chip,) = (label for label in hands.desk.page.top_bar.findChildren(QLabel) if label.text().startswith("draft"))
    assert chip.text() == "draft · The second go with the peop… · version 2"
    assert chip.toolTip() == f"draft · {name} · version 2"
    assert hands.controller.window.width() == 1280
