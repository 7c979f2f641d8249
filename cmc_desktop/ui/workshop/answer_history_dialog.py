"""What one person answered over time: the present answer large, earlier ones struck through, none ever lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.reasking import Reasking
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.reading_dialog import ReadingDialog
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.answer_lines import AnswerLine, answer_lines
from cmc_desktop.ui.workshop.who import name_of


class AnswerHistoryDialog(ReadingDialog):
    """A person's answers, newest first."""

    def __init__(self, bridge: SessionBridge, person: str, parent: QWidget | None = None) -> None:
        canvas = bridge.canvas
        super().__init__(tr("Answers of {name}", name=name_of(canvas, person)), parent)
        self.resize(520, 420)
        self.lines = answer_lines(canvas, person, Reasking(bridge.session.content_of))
        inner = dressed(QWidget(), "paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        if not self.lines:
            column.addWidget(plain_label("muted", tr("No answer yet.")))
        for line in self.lines:
            column.addWidget(AnswerSheet(line))
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(self.windowTitle())
        scroll.setWidget(inner)
        self.show_parts(scroll)


class AnswerSheet(QFrame):
    """One answer; struck through when another one followed."""

    def __init__(self, line: AnswerLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(line.spoken)
        self.said = plain_label("muted" if line.earlier else "", line.said)
        letters = font(15 if line.earlier else 26, QFont.Weight.Normal if line.earlier else QFont.Weight.Bold)
        letters.setStrikeOut(line.earlier)
        self.said.setFont(letters)
        self.said.setAccessibleName(line.spoken)
        self.words = plain_label("muted" if line.earlier else "", upright(f"“{line.words}”") if line.words else "")
        letters = font(13 if line.earlier else 16)
        letters.setStrikeOut(line.earlier)
        self.words.setFont(letters)
        self.words.setVisible(bool(line.words))
        earlier = tr("earlier") if line.earlier else ""
        self.about = plain_label("muted", in_a_row((earlier, line.when, line.what_for), " · "))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self.said, self.words, self.about):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            column.addWidget(label)
