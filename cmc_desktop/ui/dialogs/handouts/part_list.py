"""The parts of the kit as a list to tick, each with a line about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from cmc_desktop.model.services.kit_wish import KitPart
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.saying import tr

_PART = Qt.ItemDataRole.UserRole


class PartList(QListWidget):
    """Space ticks the row in front; the row in front is the one that is previewed.

    Signals:
        parts_changed(): other parts are ticked.
        part_shown(): another row is in front.
    """

    parts_changed = Signal()
    part_shown = Signal()

    def __init__(self, parts: Sequence[KitPart], chosen: Sequence[KitPart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Parts of the kit"))
        dressed(self, "lines")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in parts:
            item = QListWidgetItem(f"{part.label}\n{part.about}")
            item.setData(_PART, part.value)
            item.setToolTip(part.about)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{part.label}. {part.about}")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if part in chosen else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.setCurrentRow(next((row for row, part in enumerate(parts) if part in chosen), 0))
        self.itemChanged.connect(lambda _item: self.parts_changed.emit())
        self.currentRowChanged.connect(lambda _row: self.part_shown.emit())

    @property
    def chosen(self) -> tuple[KitPart, ...]:
        """The ticked parts, from top to bottom."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(KitPart(item.data(_PART)) for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def shown(self) -> KitPart:
        """The part in front."""
        return KitPart(self.currentItem().data(_PART))

    def tick(self, part: KitPart, ticked: bool = True) -> None:
        for row in range(self.count()):
            if self.item(row).data(_PART) == part.value:
                self.item(row).setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
