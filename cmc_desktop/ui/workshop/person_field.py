"""A field for one of the people in the room: a few letters of the name are enough; empty is nobody in particular."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from cmc_desktop.model.domain.words import begins_one_of, folded, words_in
from cmc_desktop.ui.action_table import window_keys
from cmc_desktop.ui.key_claims import KeyClaims
from cmc_desktop.ui.saying import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PersonField(QLineEdit):
    """Offers the people whose names begin with the letters typed.

    Signals:
        entered(): Enter; letters that fit one person alone have become the whole name.
        escaped(): Esc, with nothing on offer.
    """

    entered = Signal()
    escaped = Signal()

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: dict[str, str] = {}
        #: who was chosen from what is offered, and the text that stood for them
        self._chosen = ("", "")
        self._offered = QStringListModel(self)
        self._offered_ids: list[str] = []
        completer = QCompleter(self._offered, self)
        # What is offered is chosen here, by words and without accents.
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setAccessibleName(tr("People in the room"))
        completer.setPopup(self._popup)
        self.setCompleter(completer)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        # PySide's stubs do not know overloaded signals.
        completer.activated[QModelIndex].connect(self._on_offered_activated)  # type: ignore[index]
        self.textEdited.connect(self._on_text_edited)
        KeyClaims(self, _claims)
        self.editingFinished.connect(self._complete)

    def set_people(self, people: Mapping[str, str]) -> None:
        """Offer these people, by id."""
        self._people = dict(people)

    @property
    def person(self) -> str | None:
        """The id of the person the letters stand for, empty for nobody; None when they fit none or several."""
        typed = self.text().strip()
        if not typed:
            return ""
        chosen, as_text = self._chosen
        if chosen in self._people and as_text == self.text():
            return chosen
        fitting = self._meant(typed)
        return fitting[0] if len(fitting) == 1 else None

    @property
    def fitting(self) -> list[str]:
        """The names that the letters fit."""
        return [self._people[one] for one in self._meant(self.text().strip())]

    def offer_fitting(self) -> None:
        """Take the keys and show whom the letters fit, to be chosen from; nothing is shown where they fit nobody."""
        self.setFocus()
        self._offer(self._meant(self.text().strip()))
        if self._offered_ids:
            self.completer().complete()

    def show_person(self, person: str, name: str) -> None:
        """Show somebody, who is offered from now on even when no longer in the room; empty for nobody."""
        if person:
            self._people.setdefault(person, name)
        self.setText(self._people.get(person, ""))
        self._chosen = (person, self.text())

    def _meant(self, typed: str) -> list[str]:
        """Who bears just this name, or else whose names begin with these letters."""
        return [one for one, name in self._people.items() if folded(name) == folded(typed)] or self._fitting(typed)

    def _fitting(self, typed: str) -> list[str]:
        beginnings = words_in(typed)
        return [
            one
            for one, name in self._people.items()
            if beginnings and all(begins_one_of(beginning, words_in(name)) for beginning in beginnings)
        ]

    def _on_text_edited(self, typed: str) -> None:
        self._offer(self._fitting(typed))
        if not self._offered_ids:
            self._popup.hide()

    def _offer(self, people: list[str]) -> None:
        self._offered_ids = people
        self._offered.setStringList([self._people[one] for one in people])

    def _take_offered(self) -> None:
        """Close what is offered; the one the arrows are on is chosen."""
        # the current row is the first that fits, also before anybody chose it
        chosen = self._popup.selectedIndexes() if self._popup.isVisible() else []
        self._popup.hide()
        if chosen:
            self._on_offered_activated(chosen[0])

    def _on_offered_activated(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered_ids):
            person = self._offered_ids[index.row()]
            self.setText(self._people[person])
            self._chosen = (person, self.text())

    def _complete(self) -> None:
        person = self.person
        if person:
            self.setText(self._people[person])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._take_offered()
            super().keyPressEvent(event)
            event.accept()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and not self._popup.isVisible():
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _claims(event: QKeyEvent) -> bool | None:
    """The window's keys are the window's, also those by which a line selects a word."""
    keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return False if keys in window_keys() else None
