"""The page on which anybody checks records and canvas files, from here or from elsewhere: drop them, or choose them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cmc_desktop.i18n import upright
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.look import Look, dressed, let_enter_press, redress
from cmc_desktop.ui.records.checked_file import CheckedFile
from cmc_desktop.ui.records.verdict_view import VerdictView
from cmc_desktop.ui.saying import tr, trn

_WIDEST = 900


class CheckPage(QWidget):
    """A sheet to drop files on; then what was found, with a list beside it when there are several.

    Signals:
        files_given(list): paths were dropped.
        choose_chosen(): files are to be chosen.
        trust_chosen(Certificate): the certificate that signed is to be trusted.
        left(): back to where one came from.
    """

    files_given = Signal(object)
    choose_chosen = Signal()
    trust_chosen = Signal(object)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Check a record"))
        self.setAcceptDrops(True)
        self._files: list[CheckedFile] = []
        self.back = QPushButton(tr("Bac&k"))
        self.back.setIcon(look.icons.icon("back", look.theme.ink))
        self.choose = dressed(QPushButton(tr("Choose &files…")), "primary")
        self.list = dressed(QListWidget(), "lines")
        self.list.setAccessibleName(tr("Checked files"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(290)
        self.summary = plain_label("muted")
        self.drop = dressed(QFrame(), "sheet")
        self.verdict = VerdictView(look)
        self.verdict.trust_chosen.connect(self.trust_chosen)
        self._inside = QStackedWidget()
        self._lay_out(look)
        self.back.clicked.connect(lambda: self.left.emit())
        self.choose.clicked.connect(lambda: self.choose_chosen.emit())
        self.list.currentRowChanged.connect(self._on_list_row_changed)
        let_enter_press(self)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _lay_out(self, look: Look) -> None:
        bar = dressed(QFrame(), "bar")
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(14)
        head.addWidget(self.back)
        head.addWidget(dressed(QLabel(tr("Check a record")), "title"))
        head.addStretch(1)
        head.addWidget(self.choose)
        self._inside.addWidget(self._empty(look))
        self._inside.addWidget(self._found())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._inside, 1)

    def _empty(self, look: Look) -> QWidget:
        self.drop.setMaximumWidth(_WIDEST)
        self.drop.setMinimumHeight(300)
        picture = QLabel()
        picture.setPixmap(look.icons.pixmap("sign-off", 48, look.theme.accent))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines = (
            plain_label("finding", tr("Drop a record here")),
            plain_label("reason", tr("or choose files with the button above.")),
            plain_label(
                "muted",
                tr(
                    "A record (.pdf) or a canvas file (.cmc), from this computer or from anybody else’s. It is checked "
                    "here: nothing is sent anywhere, and nothing is taken into the library."
                ),
            ),
        )
        inside = QVBoxLayout(self.drop)
        inside.setContentsMargins(40, 40, 40, 40)
        inside.setSpacing(10)
        inside.addStretch(1)
        inside.addWidget(picture)
        for line in lines:
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(line)
        inside.addStretch(1)
        return _in_the_middle(self.drop)

    def _found(self) -> QWidget:
        self.verdict.setMaximumWidth(_WIDEST)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = dressed(QWidget(), "paper")
        middle = QHBoxLayout(held)
        middle.setContentsMargins(24, 20, 24, 20)
        middle.addStretch(1)
        middle.addWidget(self.verdict, 1000, Qt.AlignmentFlag.AlignTop)
        middle.addStretch(1)
        scroll.setWidget(held)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(24, 20, 0, 20)
        beside.setSpacing(8)
        beside.addWidget(self.summary)
        beside.addWidget(self.list, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._beside)
        layout.addWidget(scroll, 1)
        return whole

    @property
    def files(self) -> tuple[CheckedFile, ...]:
        """What the page tells of, in the order of the list."""
        return tuple(self._files)

    def show_nothing(self) -> None:
        """The sheet to drop files on, as when the page is opened."""
        self._files = []
        self._inside.setCurrentIndex(0)
        self.choose.setFocus()

    def show_checked(self, files: Sequence[CheckedFile]) -> None:
        """What was found of these files, the first one in large."""
        self._files = list(files)
        self.list.clear()
        for file in files:
            self.list.addItem(upright(f"{file.path.name}\n{file.heading}"))
        sound = sum(file.verdict is not None and file.verdict.unchanged for file in files)
        self.summary.setText(
            trn("{n} file, {sound} unchanged", "{n} files, {sound} unchanged", len(files), sound=sound)
        )
        self._beside.setVisible(len(files) > 1)
        self._inside.setCurrentIndex(1)
        if files:
            self.list.setCurrentRow(0)
        if len(files) > 1:
            self.list.setFocus()
        elif not self.verdict.seal.isHidden() and not self.verdict.seal.typed.isHidden():
            self.verdict.seal.typed.setFocus()
        else:
            self.choose.setFocus()

    def _on_list_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._files):
            self.verdict.show_file(self._files[row])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event.mimeData()):
            redress(self.drop, "dropping")
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        redress(self.drop, "sheet")

    def dropEvent(self, event: QDropEvent) -> None:
        redress(self.drop, "sheet")
        paths = _paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.files_given.emit(paths)


def _paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _in_the_middle(sheet: QWidget) -> QWidget:
    whole = QWidget()
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(sheet, 1000)
    middle.addStretch(1)
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(24, 20, 24, 20)
    layout.addStretch(2)
    layout.addLayout(middle)
    layout.addStretch(3)
    return whole
