"""Which kind of remark is being typed: three signs, of which one is chosen, and its word."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QRadioButton, QWidget

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.ui.board.remark_marks import SIGNS, draw_kind
from cmc_desktop.ui.look import Look, dressed

_SIDE = 14


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
            button.clicked.connect(self._on_clicked)
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

    def _on_clicked(self) -> None:
        if not isinstance(QApplication.focusWidget(), KindButton):  # else the arrows go from sign to sign
            self.picked.emit()

    def _show_word(self) -> None:
        chosen = [kind for kind, button in self.buttons.items() if button.isChecked()]
        self.word.setText(chosen[0].label if chosen else "")


class KindButton(QRadioButton):
    """One kind as a sign."""

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
        # a click leaves the keys where the words are typed
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


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
