"""Asks what may take its time, or is never answered, on a thread that nobody waits for, also when the app ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Beside(QObject):
    """One question at a time: the answer to an earlier one is not waited for any more once another is asked."""

    _answered = Signal(object, object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """`name` is that of its thread in the log."""
        super().__init__(parent)
        self._name = name
        self._open: object = None
        self._answered.connect(self._on_answered)

    def ask(self, question: Callable[[], T], then: Callable[[T], object]) -> None:
        """Let `question` be answered beside the window, and `then` be told in its own thread."""
        this = self._open = object()

        def answer() -> None:
            found = question()
            with suppress(RuntimeError):  # the window is closed by now
                self._answered.emit(this, then, found)

        Thread(target=answer, name=self._name, daemon=True).start()

    def forget(self) -> None:
        """Wait for no answer any more."""
        self._open = None

    def _on_answered(self, this: object, then: Callable[[object], object], found: object) -> None:
        if this is self._open:
            self._open = None
            then(found)
