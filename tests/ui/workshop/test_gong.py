"""The gong: soft, once at each mark, silent when muted, and never an error."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import builders
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.changes import AddMinutes, BackPhase, NextPhase, StartWorkshop
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.model.services.session import Session
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.agenda_panel import AgendaPanel
from cmc_desktop.ui.workshop.sounds import SystemPlayer

Tick = Callable[..., None]


class Listener:
    """Hears what would be played."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def play(self, name: str) -> None:
        self.heard.append(name)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def panel(
    qtbot: QtBot,
    session: Session,
    bridge: SessionBridge,
    look: Look,
    protocols: Mapping[str, Protocol],
    listener: Listener,
) -> AgendaPanel:
    """The panel with the first phase (30 minutes) running."""
    builders.set_agenda(session)
    session.do(StartWorkshop())
    panel = AgendaPanel(bridge, look, protocols, listener)
    qtbot.addWidget(panel)
    return panel


def test_the_gong_sounds_once_at_five_one_and_zero_minutes(panel: AgendaPanel, listener: Listener, tick: Tick) -> None:
    for _ in range(32 * 60):
        tick(seconds=1)
    assert listener.heard == ["warning", "warning", "end"]


def test_a_laptop_that_slept_past_two_marks_sounds_once(panel: AgendaPanel, listener: Listener, tick: Tick) -> None:
    tick(minutes=45)
    tick(minutes=1)
    assert listener.heard == ["end"]


def test_after_more_minutes_the_marks_count_again(
    session: Session, panel: AgendaPanel, listener: Listener, tick: Tick
) -> None:
    tick(minutes=26)
    session.do(AddMinutes(5))
    tick(minutes=5)
    assert listener.heard == ["warning", "warning"]


def test_a_phase_met_in_its_last_minutes_stays_silent(
    qtbot: QtBot,
    session: Session,
    bridge: SessionBridge,
    look: Look,
    protocols: Mapping[str, Protocol],
    listener: Listener,
    tick: Tick,
) -> None:
    builders.set_agenda(session)
    session.do(StartWorkshop())
    tick(minutes=27)
    panel = AgendaPanel(bridge, look, protocols, listener)
    qtbot.addWidget(panel)
    tick(seconds=1)
    assert listener.heard == []
    session.do(NextPhase())
    tick(minutes=20)
    session.do(BackPhase())
    tick(seconds=1)
    assert listener.heard == []


def test_muted_it_is_silent_and_tells_who_remembers(
    qtbot: QtBot, panel: AgendaPanel, listener: Listener, tick: Tick
) -> None:
    with qtbot.waitSignal(panel.sound_switched) as switched:
        panel.sound.click()
    assert switched.args == [False]
    assert panel.sound.accessibleName() == "Sound is off"
    tick(minutes=45)
    assert listener.heard == []


def test_where_no_program_plays_sounds_the_computer_beeps(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    beeps: list[str] = []
    (tmp_path / "end.wav").write_bytes(b"RIFF")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append("beep"))
    SystemPlayer(tmp_path).play("end")
    SystemPlayer(tmp_path).play("missing")
    assert beeps == ["beep", "beep"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself, without a program")
def test_a_player_that_is_there_gets_the_file(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A stand-in for the system's player copies the file it is given."""
    (tmp_path / "end.wav").write_bytes(b"RIFF")
    player = tmp_path / "aplay"
    player.write_text(f'#!/bin/sh\nfor last; do :; done\ncp "$last" "{tmp_path}/played"\n')
    player.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(player) if name == "aplay" else None)
    SystemPlayer(tmp_path).play("end")
    qtbot.waitUntil((tmp_path / "played").is_file)
