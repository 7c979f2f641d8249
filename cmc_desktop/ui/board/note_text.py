"""How a note's words are set: one measure for heights, one layout for painting, both remembered."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from cmc_desktop.ui import theme as themes

#: more heights than this are forgotten at once: a window that is being dragged wider asks for many
_HEIGHTS = 60_000
_LAYOUTS = 400
#: pixels below the words for marks that do not fit beside the last line
_MARKS_STRIP = 14
_MARKS_APART = 8
_LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True)
class NoteStyle:
    """Sizes in pixels: of the type, of the room around the words, of the gap below a note, of its corners."""

    type_size: float = 12.5
    padding_x: int = 8
    padding_y: int = 5
    gap: int = 5
    radius: int = 6


class NoteText:
    """Sets the words of notes in one style. Words are plain text, never markup; tags come first, in bold."""

    def __init__(self, style: NoteStyle) -> None:
        self.style = style
        self.font = themes.font(style.type_size)
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._heights: dict[tuple[str, tuple[str, ...], int, int], int] = {}
        self._layouts: OrderedDict[tuple[str, tuple[str, ...], int, str], QTextLayout] = OrderedDict()

    def height(self, text: str, tags: tuple[str, ...], width: int, marks: int = 0) -> int:
        """Pixels a note needs at `width`, its gap included; `marks` are the pixels wanted free at its lower right."""
        key = (text, tags, width, marks)
        known = self._heights.get(key)
        if known is None:
            if len(self._heights) > _HEIGHTS:
                self._heights.clear()
            known = self._heights[key] = self._measure(text, tags, width, marks)
        return known

    def layout(self, text: str, tags: tuple[str, ...], width: int, tag_ink: QColor) -> QTextLayout:
        """The words laid out for painting at `width`, tags in `tag_ink`."""
        key = (text, tags, width, tag_ink.name())
        known = self._layouts.get(key)
        if known is None:
            known = self._layouts[key] = self._lay_out(text, tags, width, tag_ink)
            if len(self._layouts) > _LAYOUTS:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(key)
        return known

    def _measure(self, text: str, tags: tuple[str, ...], width: int, marks: int) -> int:
        layout = self._lay_out(text, tags, width, QColor())
        last = layout.lineAt(layout.lineCount() - 1)
        height = ceil(last.y() + last.height()) + 2 * self.style.padding_y + self.style.gap
        free = width - 2 * self.style.padding_x - last.naturalTextRect().right()
        return height + _MARKS_STRIP if marks and free < marks + _MARKS_APART else height

    def _lay_out(self, text: str, tags: tuple[str, ...], width: int, tag_ink: QColor) -> QTextLayout:
        head = ", ".join(tags)
        words = f"{head} · {text}" if head else text
        layout = QTextLayout(words.replace("\n", _LINE_SEPARATOR), self.font)
        layout.setTextOption(self._option)
        if head:
            layout.setFormats([self._bold(len(head), tag_ink)])
        layout.beginLayout()
        room = max(1, width - 2 * self.style.padding_x)
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout

    def _bold(self, length: int, ink: QColor) -> QTextLayout.FormatRange:
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        if ink.isValid():
            look.setForeground(ink)
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = 0, length, look
        return part
