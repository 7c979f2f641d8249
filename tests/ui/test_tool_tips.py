"""What people wrote is data in a tip as well: it is shown as it is, never as markup."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from cmc_desktop.ui.look import Look


def test_tags_in_words_are_shown_as_they_were_typed(qtbot: QtBot, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    QToolTip.showText(QPoint(20, 20), "<b>Costs</b> <img src='plan.png'>", window)
    tips = [one for one in QApplication.allWidgets() if one.metaObject().className() == "QTipLabel"]
    QToolTip.hideText()
    (tip,) = tips
    assert isinstance(tip, QLabel)
    assert tip.textFormat() is Qt.TextFormat.PlainText
