"""Copied notes outlive the app only as text; taking leave with them on the clipboard must not fall over."""

from __future__ import annotations

import os
import subprocess
import sys

_SCRIPT = """
from PySide6.QtWidgets import QApplication
from cmc_desktop.model.domain.note import Note
from cmc_desktop.ui.board.note_clipboard import NoteClipboard
from cmc_desktop.ui.board.note_mime import carry
app = QApplication([])
clipboard = NoteClipboard()
clipboard.put(carry([Note("1", "value", "a0", "Tram")], "canvas"))
assert [note.text for note in clipboard.notes()] == ["Tram"]
print("copied")
"""


def test_leaving_with_notes_on_the_clipboard_is_quiet() -> None:
    left = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert left.stdout == "copied\n"
    assert left.returncode == 0
