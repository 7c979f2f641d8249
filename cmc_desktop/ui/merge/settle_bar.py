"""The bar below the conflicts: how the chosen one is settled, by a button, a number key, or in other words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.merging.contest import Choice, Contest
from cmc_desktop.ui.dialogs.form_dialog import plain_label
from cmc_desktop.ui.elided_label import ElidedLabel
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.merge.conflict_words import ConflictWords
from cmc_desktop.ui.merge.other_words import OtherWords
from cmc_desktop.ui.merge.rows import short
from cmc_desktop.ui.merge.wrapping_row import WrappingRow
from cmc_desktop.ui.saying import tr


class SettleBar(QFrame):
    """Buttons for one conflict; `show_contest` says which. Other words that are typed are held until their conflict
    is settled or the line is cleared, also while there is something else to look at; they are seen below the buttons,
    as number keys count while nobody types.

    Signals:
        settled(str): by this value of the conflict, or by other words.
        both_wanted(), later_wanted(): all of it is to be kept; it is left open.
        words_ended(): no other words are typed any more; those that were are held.
        rest_wanted(str): all that is open is to be settled as the side with this name has it.
    """

    settled = Signal(str)
    both_wanted = Signal()
    later_wanted = Signal()
    words_ended = Signal()
    rest_wanted = Signal(str)

    def __init__(self, held: ConflictWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dressed(self, "sheet")
        self._held = held
        self.setAccessibleName(tr("Settle"))
        self._contest: Contest | None = None
        self.which = plain_label("muted")
        self.choices: list[QPushButton] = []
        self.both = QPushButton()
        self.other = QPushButton()
        self.later = QPushButton(tr("&Later"))
        self.rest = QToolButton()
        self.rest.setText(tr("All the re&st…"))
        self.rest.setAccessibleName(tr("Settle all the rest at once"))
        self.rest.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.rest)
        self.rest.setMenu(self._menu)
        self.own = OtherWords()
        self.own.hide()
        self.yours = dressed(ElidedLabel(least=20), "muted")
        self.ways, self._beside = QWidget(), QWidget()
        self._lay_out()
        self.both.clicked.connect(self.both_wanted)
        self.other.clicked.connect(self.begin_words)
        self.later.clicked.connect(self.later_wanted)
        self.own.typed.connect(self._on_words_typed)
        self.own.entered.connect(self.settled)
        self.own.ended.connect(self.end_words)

    def _lay_out(self) -> None:
        self._row = WrappingRow(self.ways)
        for button in (self.both, self.other):
            self._row.addWidget(button)
        # on a line of their own, so that there is room for all of it in larger letters
        beside = QHBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for one in (self.later, self.rest):
            beside.addWidget(one)
        # as high as the button beside it, though another kind of button
        self.rest.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._beside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.which, 1)
        above.addWidget(self._beside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(8)
        layout.addLayout(above)
        layout.addWidget(self.ways)
        layout.addWidget(self.yours)
        layout.addWidget(self.own)
        self.setTabOrder(self.other, self.later)
        self.setTabOrder(self.later, self.rest)

    @property
    def contest(self) -> Contest | None:
        return self._contest

    @property
    def typing(self) -> bool:
        """Whether other words are being typed."""
        return not self.own.isHidden()

    @property
    def own_words(self) -> str | None:
        """Other words for the conflict, as they are being typed or else held; None when there are none."""
        if self._contest is None:
            return None
        return self.own.words.toPlainText() if self.typing else self._held.of(self._contest.id) or None

    def show_contest(self, contest: Contest | None, which: str, theirs: str) -> None:
        """Offer the ways to settle `contest`; `which` tells where it is, `theirs` whose the copy is."""
        same = contest is not None and self._contest is not None and contest.id == self._contest.id
        if not same:
            self._show_typing(False)
        self._contest = contest
        self.which.setText(which)
        self.ways.setEnabled(contest is not None)
        self.later.setEnabled(contest is not None)
        self._show_yours()
        if contest is None:
            return
        self._show_choices(contest, theirs)
        count = len(contest.choices)
        self.both.setVisible(contest.both)
        self.both.setText(tr("{key}  Keep both", key=count + 1) if count == 2 else tr("{key}  Keep all", key=count + 1))
        self.other.setVisible(contest.takes_words)
        self._name_other(contest)
        self.own.show_contest(contest)

    def _name_other(self, contest: Contest) -> None:
        key = len(contest.choices) + (2 if contest.both else 1)
        held = bool(self._held.of(contest.id))
        self.other.setText(
            tr("{key}  Go on with your words…", key=key) if held else tr("{key}  In other words…", key=key)
        )

    def _show_choices(self, contest: Contest, theirs: str) -> None:
        while len(self.choices) < len(contest.choices):
            button = QPushButton()
            button.clicked.connect(partial(self._choose, len(self.choices)))
            self.choices.append(button)
            self._row.insert(len(self.choices) - 1, button)
            # Tab comes to it just before what follows it, and not at the end of the page, as to what is made last
            self.setTabOrder(self.both, button)
            self.setTabOrder(button, self.both)
        for place, button in enumerate(self.choices):
            button.setVisible(place < len(contest.choices))
            if place < len(contest.choices):
                choice = contest.choices[place]
                button.setText(f"{place + 1}  {_button_words(contest, choice, theirs)}".replace("&", "&&"))
                button.setAccessibleName(upright(f"{_button_words(contest, choice, theirs)}: {choice.words}"))
                button.setToolTip(choice.words)

        self._row.invalidate()

    def show_rest(self, sides: list[tuple[str, str]]) -> None:
        """The sides by which all that is open can be settled at once: (what is told, name)."""
        self._menu.clear()
        for words, name in sides:
            action = QAction(words, self._menu)
            action.triggered.connect(lambda _=False, side=name: self.rest_wanted.emit(side))
            self._menu.addAction(action)
        self.rest.setVisible(bool(sides))

    def press(self, key: int) -> None:
        """What a number key does: choose, keep both, or begin other words."""
        contest = self._contest
        if contest is None or self.typing or not self.isVisible():
            return
        count = len(contest.choices)
        if 1 <= key <= count:
            self._choose(key - 1)
        elif contest.both and key == count + 1:
            self.both.click()
        elif contest.takes_words and key == count + (2 if contest.both else 1):
            self.begin_words()

    def _choose(self, place: int, _checked: bool = False) -> None:
        if self._contest is not None and place < len(self._contest.choices):
            self.settled.emit(self._contest.choices[place].value)

    def begin_words(self) -> None:
        """Let other words be typed; they begin as those that are held, else as what is shown until then."""
        contest = self._contest
        if contest is None or not contest.takes_words:
            return
        if not self.typing:
            held = self._held.of(contest.id)
            shown = next((one.words for one in contest.choices if one.shown), contest.choices[0].words)
            self._show_typing(True)
            self.own.begin(held or shown)
            if not held:
                self.own.words.selectAll()
        self.own.words.setFocus()

    def end_words(self) -> None:
        """Back to the buttons; what was typed is held."""
        if self._contest is not None:
            self._name_other(self._contest)
        self._show_typing(False)
        self.words_ended.emit()

    def _on_words_typed(self, words: str) -> None:
        if self._contest is not None and self.typing:
            self._held.type(self._contest.id, words)

    def _show_typing(self, typing: bool) -> None:
        self.own.show_hint()
        self.own.setVisible(typing)
        self.ways.setVisible(not typing)
        self._beside.setVisible(not typing)
        self._show_yours()

    def _show_yours(self) -> None:
        held = self._held.of(self._contest.id) if self._contest is not None and not self.typing else ""
        self.yours.setVisible(bool(held))
        self.yours.show_words(tr("Your words: {words}", words=" ".join(held.split())))


def _button_words(contest: Contest, choice: Choice, theirs: str) -> str:
    if contest.conflict.field == "deleted":
        return tr("Delete the note") if choice.deletes else tr("Keep the note")
    if (contest.conflict.kind, contest.conflict.field) == ("note", "box"):
        return tr("To “{box}”", box=choice.words)
    if choice.ours:
        return tr("Keep ours")
    name = choice.name or (theirs if choice.theirs else "")
    if not name:
        return tr("Take this")
    return tr("Take {name}’s", name=short(name))
