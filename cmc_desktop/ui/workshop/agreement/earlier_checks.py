"""The quiet checks that were taken on the words as they stand, newest first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import WithdrawQuietCheck
from cmc_desktop.model.domain.element_states import element_hash
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.quiet_check import CheckKind, QuietCheck
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.session_bridge import SessionBridge


def checks_on(canvas: Canvas, content_hash: str | None = None) -> list[QuietCheck]:
    """The checks that were not taken back, oldest first; with `content_hash` those on these words."""
    known = (check for check in canvas.all(QuietCheck) if not check.withdrawn)
    return sorted(
        (check for check in known if content_hash in (None, check.hash)),
        key=lambda check: check.serial,
    )


def count_names(kind: CheckKind) -> tuple[str, ...]:
    """What each count of a check is called."""
    if kind is CheckKind.SLIPS:
        return (tr("satisfied"), tr("not yet"))
    return tuple(str(fingers) for fingers in range(kind.places))


def check_words(check: QuietCheck) -> str:
    """A check in one line: '14:05 · Paper slips: 11 satisfied, 2 not yet'."""
    kind = CheckKind(check.kind)
    if kind is CheckKind.SLIPS:
        satisfied, not_yet = check.counts
        counts = tr("{n} satisfied, {m} not yet", n=satisfied, m=not_yet)
    else:
        shown = [(fingers, n) for fingers, n in enumerate(check.counts) if n]
        counts = ", ".join(tr("{n} with {fingers}", n=n, fingers=fingers) for fingers, n in reversed(shown))
    return tr("{time} · {kind}: {counts}", time=time_of_day(check.at), kind=kind.label, counts=counts)


class EarlierChecks(QScrollArea):
    """One line per check, each with a button that takes it back."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: list[QuietCheck] | None = None
        self.lines: list[str] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Earlier checks on these words"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_checks(self, element: str) -> None:
        """Show the checks on an element's present words; on the whole canvas's when `element` is empty."""
        canvas = self._bridge.canvas
        present = element_hash(canvas, element) if element else canvas.content_hash
        checks = [check for check in checks_on(canvas, present) if check.element == element][::-1]
        if checks == self._shown:
            return
        self._shown, self.lines = checks, [check_words(check) for check in checks]
        inner = dressed(QWidget(), "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        column.addWidget(dressed(QLabel(tr("EARLIER CHECKS ON THESE WORDS")), "caps"))
        if not checks:
            column.addWidget(plain_label("muted", tr("None yet.")))
        for check, words in zip(checks, self.lines, strict=True):
            column.addLayout(self._row(check, words))
        column.addStretch(1)
        self.setWidget(inner)

    def _row(self, check: QuietCheck, words: str) -> QHBoxLayout:
        back = dressed(QPushButton(tr("Take back")), "link")
        back.setAutoDefault(False)
        back.setAccessibleName(tr("Take back: {check}", check=words))
        back.clicked.connect(lambda: self._bridge.do(WithdrawQuietCheck(check.id)))
        row = QHBoxLayout()
        row.addWidget(plain_label("", words), 1)
        row.addWidget(back)
        return row
