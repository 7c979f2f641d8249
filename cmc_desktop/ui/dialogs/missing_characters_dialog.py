"""What is asked before a file is written or printed in which some characters can only stand as their codes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import (
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from cmc_desktop.model.export.paper import MissingGlyph
from cmc_desktop.ui.dialogs.careful_question import CarefulQuestion
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.dialogs.plain_table import plain_table, put_words
from cmc_desktop.ui.saying import tr, trn

#: so many characters are listed
_LISTED = 200
#: rows that are seen without scrolling
_ROWS_SEEN = 6
_ROW = 40
_LARGE = 24
#: what a mark that stands above or below a letter is shown on
_RING = "◌"


class MissingCharactersDialog(CarefulQuestion):
    """Lists the characters; accepted, the work goes on all the same."""

    def __init__(self, missing: Sequence[MissingGlyph], parent: QWidget | None = None) -> None:
        super().__init__(tr("Characters that cannot be printed"), parent)
        heading = trn(
            "{n} character has no sign in the app’s typefaces",
            "{n} characters have no sign in the app’s typefaces",
            len(missing),
        )
        self.about = plain_label(
            "",
            tr(
                "Where they stand, their codes will stand instead, such as [{code}]. "
                "The notes in the library stay as they were typed.",
                code=missing[0].code,
            ),
        )
        self.list = _table(heading, missing[:_LISTED])
        self.write = QPushButton(tr("&Go on all the same"))
        self.leave.setText(tr("&Stop here"))
        parts = [plain_label("heading", heading), self.about, self.list]
        if len(missing) > _LISTED:
            more = len(missing) - _LISTED
            parts.append(plain_label("muted", trn("and {n} more", "and {n} more", more)))
        self.lay_out(parts, self.write)
        self.resize(QSize(620, self.sizeHint().height()))


def _table(name: str, missing: Sequence[MissingGlyph]) -> QTableWidget:
    heads = (tr("Sign"), tr("Code"), tr("Name"), tr("Where it stands first"))
    table = plain_table(name, heads)
    table.setRowCount(len(missing))
    table.verticalHeader().setDefaultSectionSize(_ROW)
    large = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    large.setPixelSize(_LARGE)
    for row, one in enumerate(missing):
        sign = QTableWidgetItem(_shown(one.char, large))
        sign.setFont(large)
        sign.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
        called = _name(one.char)
        sign.setData(Qt.ItemDataRole.AccessibleTextRole, called)
        table.setItem(row, 0, sign)
        put_words(table, row, (one.code, called, one.where), first=1)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    table.setMinimumHeight(min(len(missing), _ROWS_SEEN) * _ROW + header.sizeHint().height() + 4)
    return table


def _shown(char: str, font: QFont) -> str:
    """The character where the system can draw it; a mark stands on a ring."""
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Cn", "Cs") or not QFontMetrics(font).inFontUcs4(ord(char)):
        return "–"
    return _RING + char if category.startswith("M") else char


def _name(char: str) -> str:
    """What Unicode calls it, or that it has no name."""
    name = unicodedata.name(char, "")
    if name:
        return name.capitalize()
    if unicodedata.category(char) == "Co":
        return tr("a private sign without a name")
    return tr("without a name")
