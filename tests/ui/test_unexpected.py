"""An error nobody expected is logged without words and told calmly; the app goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from cmc_desktop.app import LOG_FILE, run, start_log
from cmc_desktop.ui.unexpected import Unexpected


class Bell(QObject):
    rung = Signal()


WORDS = " ".join(("Ada", "said", "this"))


def fall_over() -> None:
    raise ValueError(WORDS)


def test_an_error_in_a_slot_is_logged_without_words_and_told(qtbot: QtBot, tmp_path: Path) -> None:
    start_log(tmp_path)
    told: list[str] = []
    bell = Bell()
    bell.rung.connect(fall_over)
    with qtbot.captureExceptions() as passed_on:
        Unexpected(tmp_path, told.append, bell).install()
        bell.rung.emit()
        qtbot.waitUntil(lambda: bool(told))
    assert len(passed_on) == 1
    assert "What was stored before is safe" in told[0]
    log = (tmp_path / LOG_FILE).read_text(encoding="utf-8")
    assert "ValueError" in log
    assert "fall_over" in log
    assert "Ada" not in log


def test_a_windowed_bundle_has_no_streams_and_ends_well_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)
    assert run(["--data", str(tmp_path), "list"]) == 0
