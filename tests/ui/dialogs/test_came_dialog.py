"""What came: the heading tells what nobody may overlook, and every row is there to be read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.dialogs.came_dialog import CameDialog, CameRow
from cmc_desktop.ui.look import Look

_TOLD = (
    "This file cannot be read: it is damaged, or was changed by another program. Nothing was joined. Ask for it to be "
    "sent again. (Detail: This file is damaged or cut off: it is not valid JSON at line 1, column 3000.)"
)


def shown(qtbot: QtBot, waiting: int, refused: int) -> CameDialog:
    rows = [
        CameRow(f"Night bus {n}.cmc", "Ada", "today 10:00", "“Night bus” comes back.", True) for n in range(waiting)
    ]
    rows += [CameRow(f"bad {n}.cmc", "", "", _TOLD, False, refused=True) for n in range(refused)]
    dialog = CameDialog(rows)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_heading_counts_what_waits_what_was_refused_and_what_is_open(qtbot: QtBot) -> None:
    dialog = shown(qtbot, 1, 4)
    assert dialog.heading.text() == "1 copy waits to be joined · 4 files could not be read"
    dialog.settle(0, "Joined")
    assert dialog.heading.text() == "Nothing waits · 4 files could not be read"
    dialog.go_on("night bus", conflicts=2)
    assert dialog.heading.text() == "Nothing waits · 4 files could not be read · 2 conflicts are open"


def test_all_is_settled_only_when_nothing_was_refused_and_nothing_is_open(qtbot: QtBot) -> None:
    dialog = shown(qtbot, 1, 0)
    dialog.settle(0, "Joined")
    assert dialog.heading.text() == "Everything that came is settled"
    dialog.go_on("night bus", conflicts=1)
    assert dialog.heading.text() == "Nothing waits · 1 conflict is open"


def test_the_conflicts_of_every_canvas_that_was_joined_are_counted_until_they_are_settled(qtbot: QtBot) -> None:
    dialog = shown(qtbot, 0, 0)
    dialog.go_on("night bus", conflicts=2)
    dialog.go_on("bike hire", conflicts=0)
    assert dialog.heading.text() == "Nothing waits · 2 conflicts are open"
    dialog.go_on("bike hire", conflicts=3)
    assert dialog.heading.text() == "Nothing waits · 5 conflicts are open"
    dialog.go_on("night bus", conflicts=0)
    dialog.go_on("bike hire", conflicts=0)
    assert dialog.heading.text() == "Everything that came is settled"


def test_words_of_one_row_do_not_touch_those_of_the_next(qtbot: QtBot, look: Look) -> None:
    dialog = shown(qtbot, 0, 3)
    room = QRect(0, 0, dialog.list.columnWidth(3) - 16, 1_000)
    words = dialog.list.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), _TOLD)
    assert dialog.list.rowHeight(0) >= words.height() + 10


def test_many_long_rows_leave_room_on_the_screen_for_the_windows_title(qtbot: QtBot, look: Look) -> None:
    dialog = shown(qtbot, 0, 30)
    dialog.add([CameRow("one more.cmc", "", "", _TOLD * 3, False)] * 3)
    assert dialog.height() <= dialog.screen().availableGeometry().height() - 64


def test_six_rows_are_seen_whole(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = shown(qtbot, 2, 4)
    last = dialog.list.visualRect(dialog.list.model().index(5, 3))
    assert dialog.list.viewport().rect().contains(last)


def test_long_names_of_files_and_people_leave_room_for_what_the_file_is(qtbot: QtBot) -> None:
    name = "the plan of the night bus as it was after the second workshop, with the date and the place.cmc"
    dialog = CameDialog([CameRow(name, "The Department of Mobility and Public Space", "3 Nov", _TOLD, True)])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not dialog.list.horizontalScrollBar().isVisible())
    assert dialog.list.columnWidth(3) > dialog.list.viewport().width() // 3
