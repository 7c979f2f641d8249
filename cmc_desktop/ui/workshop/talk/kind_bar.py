"""Which kind of remark is being typed: three signs, of which one is chosen, and its word."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QRadioButton, QWidget

from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.ui.board.remark_marks import SIGNS, draw_kind
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr

_SIDE = 14
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class KindBar(QWidget):
    """The kinds side by side.

    Signals:
        picked(): a kind was chosen by its key or by the mouse: the words are next.
    """

    picked = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Kind of remark"))
        self.word = dressed(QLabel(), "muted")
        self.buttons: dict[RemarkKind, KindButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for kind, key in _keys().items():
            button = KindButton(kind, key, look)
            button.toggled.connect(self._show_word)
            button.clicked.connect(self.picked)
            button.stepped.connect(self._on_stepped)
            # a button's own shortcut would click it a moment later, when the next letter has gone elsewhere
            QShortcut(QKeySequence(key), self, partial(self._on_key_pressed, kind))
            row.addWidget(button)
            self.buttons[kind] = button
        row.addSpacing(4)
        row.addWidget(self.word, 1)
        self.buttons[RemarkKind.QUESTION].setChecked(True)

    @property
    def kind(self) -> RemarkKind:
        return next(kind for kind, button in self.buttons.items() if button.isChecked())

    def choose(self, kind: RemarkKind) -> None:
        self.buttons[kind].setChecked(True)

    def _on_key_pressed(self, kind: RemarkKind) -> None:
        self.choose(kind)
        self.picked.emit()

    def _on_stepped(self, by: int) -> None:
        """The arrows choose the sign they go to, so that the one with the keys is the one that is stored."""
        kinds = list(self.buttons)
        kind = kinds[(kinds.index(self.kind) + by) % len(kinds)]
        self.choose(kind)
        self.buttons[kind].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_word(self) -> None:
        chosen = [kind for kind, button in self.buttons.items() if button.isChecked()]
        self.word.setText(chosen[0].label if chosen else "")
        for button in self.buttons.values():
            # Tab leads to the chosen sign alone; a click leaves the keys where the words are typed
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button.isChecked() else Qt.FocusPolicy.NoFocus)


class KindButton(QRadioButton):
    """One kind as a sign.

    Signals:
        stepped(int): an arrow goes to the next sign, or to the one before.
    """

    stepped = Signal(int)

    def __init__(self, kind: RemarkKind, key: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = look.theme
        self.setStyleSheet(
            f"QRadioButton {{ border: 1px solid {theme.line}; border-radius: 6px; padding: 4px 9px; spacing: 0; }}"
            f"QRadioButton:checked {{ background: {theme.selection}; border-color: {theme.muted}; }}"
            f"QRadioButton:focus {{ border: 2px solid {theme.focus}; padding: 3px 8px; }}"
            "QRadioButton::indicator { width: 0; height: 0; }"
        )
        self.setIcon(_icon(kind, QColor(theme.ink), self.devicePixelRatioF()))
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setFixedSize(_SIDE + 20, _SIDE + 12)
        self.setAccessibleName(kind.label)
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(
            tr("{kind} ({key}, or {sign} in the empty line)", kind=kind.label, key=native, sign=SIGNS[kind])
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)


def _keys() -> dict[RemarkKind, str]:
    return {RemarkKind.SUPPORT: tr("Alt+S"), RemarkKind.QUESTION: tr("Alt+Q"), RemarkKind.OBJECTION: tr("Alt+O")}


def _icon(kind: RemarkKind, ink: QColor, ratio: float) -> QIcon:
    pixmap = QPixmap(round(_SIDE * ratio), round(_SIDE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_kind(painter, QRectF(0, 0, _SIDE, _SIDE), kind, ink)
    painter.end()
    return QIcon(pixmap)
