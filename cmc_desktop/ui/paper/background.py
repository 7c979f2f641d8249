"""Work for a widget that may go away at any time: closing a window never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.ui.tasks import Job, Tasks

T = TypeVar("T")


class Background:
    """Tasks that outlive `widget` as far as they must: what has not ended when it is destroyed is told to nobody."""

    def __init__(self, widget: QWidget) -> None:
        # a child of the widget would make its end wait for the worker
        tasks = Tasks(QCoreApplication.instance())
        self.tasks = tasks
        #: what is to be told of work that has not ended: (done, failed) by a number of its own
        told = self._told = dict[int, tuple[Callable[[Any], object], Callable[[CmcError], object]]]()
        self._numbers = count()

        def leave() -> None:
            told.clear()
            tasks.cancel()
            if tasks.busy:
                tasks.changed.connect(lambda text: None if text else tasks.deleteLater())
            else:
                tasks.deleteLater()

        widget.destroyed.connect(leave)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(tasks.finish)

    def run(
        self, label: str, work: Callable[[Job], T], done: Callable[[T], object], failed: Callable[[CmcError], object]
    ) -> Job:
        """As `Tasks.run`; nothing is told once the widget is gone."""
        told, number = self._told, next(self._numbers)
        told[number] = (done, failed)
        once = [work]

        def forget(_outcome: object) -> None:
            """Where nobody is left to be told."""

        # Qt may keep what a task was given for longer than the widget lives, so neither is in it
        return self.tasks.run(
            label,
            lambda job: once.pop()(job),
            lambda result: told.pop(number, (forget, forget))[0](result),
            lambda error: told.pop(number, (forget, forget))[1](error),
        )
