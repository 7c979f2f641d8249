"""The line in which a remark is typed: its kind by one key, its words, by whom if that is to be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cmc_desktop.model.domain.remark import RemarkKind
from cmc_desktop.ui.board.remark_marks import SIGNS
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.workshop.keys_within import KeysWithin
from cmc_desktop.ui.workshop.person_field import PersonField
from cmc_desktop.ui.workshop.talk.begun_remarks import Begun
from cmc_desktop.ui.workshop.talk.kind_bar import KindBar
from cmc_desktop.ui.workshop.words_field import WordsField


class RemarkLine(QWidget):
    """Kind, words and person.

    Signals:
        entered(): Enter.
        escaped(): Esc.
        left(): the keys went elsewhere.
    """

    entered = Signal()
    escaped = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("A remark"))
        self._kept: Begun | None = None
        self.heading = dressed(QLabel(), "caps")
        self.kinds = KindBar(look)
        self.field = WordsField(tr("Words of the remark"))
        self.by = PersonField(tr("By whom"), tr("By whom? Not attributed"))
        self.keys = KeysWithin(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.heading, self.kinds, self.field, self.by):
            layout.addWidget(part)
        self.heading.hide()
        self.kinds.picked.connect(self.take_keys)
        for source in (self.field, self.by):
            source.entered.connect(self.entered)
            source.escaped.connect(self.escaped)
        self.keys.left.connect(self.left)
        self.field.installEventFilter(self)

    def take_keys(self) -> None:
        """Put the cursor behind the words."""
        self.keys.take_to(self.field)

    @property
    def words(self) -> str:
        return self.field.words

    @property
    def begun(self) -> Begun:
        """What stands in the line."""
        begun = Begun(self.words, self.kinds.kind, self.by.text())
        return replace(begun, kept=begun == self._kept)

    @property
    def is_kept(self) -> bool:
        """Whether exactly what stands in the line was refused, or left by Esc."""
        return self.begun.kept

    def mark_kept(self) -> None:
        """What stands in the line is stored by Enter alone until it changes."""
        self._kept = replace(self.begun, kept=False)

    def show_begun(self, begun: Begun | None) -> None:
        """Go on with what was begun, or begin with nothing; the kind stays as it was chosen last."""
        self.field.begin(begun.words if begun is not None else "")
        self.by.setText(begun.by if begun is not None else "")
        self._kept = replace(begun, kept=False) if begun is not None and begun.kept else None
        if begun is not None:
            self.kinds.choose(begun.kind)

    def set_people(self, people: Mapping[str, str]) -> None:
        self.by.set_people(people)

    def show_rule(self, heading: str, placeholder: str) -> None:
        """Say what the line is for; `heading` is empty for a new remark."""
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.field.setPlaceholderText(placeholder)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or self.words:
            return False
        chosen = {sign: kind for kind, sign in SIGNS.items()}.get(event.text())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if chosen is None or held:
            return False
        self.kinds.choose(RemarkKind(chosen))
        return True
