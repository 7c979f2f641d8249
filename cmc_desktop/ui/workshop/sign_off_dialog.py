"""The last look before the canvas is frozen, and its seal number afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import shorten

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cmc_desktop.i18n import upright
from cmc_desktop.model.domain.agreement import Agreement, Standing, agreement
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import SignOffCanvas
from cmc_desktop.model.domain.local_time import time_of_day
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.practice_mark import is_practice
from cmc_desktop.model.domain.readiness import open_elements, readiness
from cmc_desktop.model.domain.reasking import Reasking
from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.ui.look import Look, dressed
from cmc_desktop.ui.saying import in_a_row, tr, trn
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.theme import font
from cmc_desktop.ui.workshop.readiness_list import ReadinessList
from cmc_desktop.ui.workshop.who import all_names

#: letters of unstored words that are told; they are recognised by where they begin to differ
_LONGEST_WORDS = 80


class SignOffDialog(QDialog):
    """Title, version, who agreed and with which reservations, what is open, and what signing off means.

    What bars a sign-off are the answers to the whole canvas. Elements that were not agreed one by one are told and
    have to be confirmed. It never closes by itself.

    Signals:
        pack_wanted(): it is signed, and the record pack is wanted; the dialog has closed.
    """

    pack_wanted = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        look: Look,
        parent: QWidget | None = None,
        *,
        open_words: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """`open_words` gives what is typed on the board but not stored: by 'box:KEY' or 'note:ID'."""
        super().__init__(parent)
        self._bridge = bridge
        self._look = look
        self._open_words = open_words
        self.setWindowTitle(tr("Sign off"))
        self.setAccessibleName(tr("Sign off"))
        self.resize(560, 560)
        self._reasking = Reasking(bridge.session.content_of)
        self._open_elements: tuple[str, ...] = ()
        self._was_signed = False
        self.title = dressed(_text(), "title")
        self.version = dressed(_text(), "muted")
        self.agreed = dressed(_text(), "heading")
        self.details = _text()
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.refused = dressed(_text(), "warning")
        self.refused.setText(tr("Sign off is not possible yet:"))
        self.readiness = ReadinessList(look, in_full=True)
        self.confirm = QCheckBox()
        self.meaning = _text()
        self.empty = dressed(_text(), "muted")
        self.unstored = dressed(_text(), "muted")
        self.key = dressed(_text(), "muted")
        self.seal_caption = dressed(QLabel(tr("SEAL NUMBER")), "caps")
        self.seal = _text()
        self.seal.setFont(font(16, QFont.Weight.DemiBold))
        self.seal.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.sign = dressed(QPushButton(tr("&Sign off")), "good")
        self.sign.setAutoDefault(False)  # Enter never signs, wherever the keyboard is
        self.not_yet = QPushButton(tr("Not yet"))
        self.pack = dressed(QPushButton(tr("&Record pack…")), "primary")
        self.pack.setAutoDefault(False)
        self._lay_out()
        self.sign.clicked.connect(lambda: self._bridge.do(SignOffCanvas(heard=self._heard)))
        self.confirm.toggled.connect(self._show_sign)
        self.not_yet.clicked.connect(self.close)
        self.pack.clicked.connect(self._on_pack_clicked)
        bridge.written.connect(self.refresh)
        self.refresh()
        self.not_yet.setDefault(True)
        self.not_yet.setFocus()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName(tr("Who agreed"))
        scroll.setWidget(self.details)
        buttons = QHBoxLayout()
        buttons.addWidget(self.key, 1)
        buttons.addWidget(self.not_yet)
        buttons.addWidget(self.sign)
        buttons.addWidget(self.pack)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.version)
        layout.addSpacing(8)
        layout.addWidget(self.agreed)
        layout.addWidget(scroll, 1)
        layout.addSpacing(4)
        layout.addWidget(self.seal_caption)
        layout.addWidget(self.seal)
        layout.addWidget(self.refused)
        layout.addWidget(self.readiness)
        layout.addWidget(self.confirm)
        layout.addWidget(self.meaning)
        layout.addWidget(self.empty)
        layout.addWidget(self.unstored)
        layout.addSpacing(8)
        layout.addLayout(buttons)

    def refresh(self) -> None:
        """Read everything anew from the canvas."""
        canvas = self._bridge.canvas
        self._heard = canvas.content_hash
        now, signed = agreement(canvas), canvas.sign_off
        self.title.setText(canvas.head.title)
        self.version.setText(in_a_row((canvas.head.city, tr("version {n}", n=canvas.head.version)), " · "))
        self.agreed.setText(_agreed(now))
        self.details.setText(_details(now, all_names(canvas)))
        self.seal_caption.setVisible(signed is not None)
        self.seal.setVisible(signed is not None)
        self.sign.setVisible(signed is None)
        self.pack.setVisible(signed is not None and not is_practice(canvas.head))
        self.refused.setVisible(signed is None and not now.complete)
        self._show_readiness(canvas)
        self._show_sign()
        self.empty.setText(_empty_elements(canvas) if signed is None else "")
        self.empty.setVisible(bool(self.empty.text()))
        self.unstored.setText(_unstored(canvas, self._open_words()))
        self.unstored.setVisible(bool(self.unstored.text()))
        if signed is None:
            self.meaning.setText(tr("Nobody can change this canvas afterwards; a new version can continue from it."))
            return
        number = seal_number(signed.content_hash)
        self.seal.setText(f"{number[:39]}\n{number[40:]}")
        self.seal.setAccessibleName(tr("Seal number {number}", number=number))
        self.meaning.setText(tr("Signed at {time}. A new version can continue from it.", time=time_of_day(signed.at)))
        self.not_yet.setText(tr("Close"))
        if not self._was_signed:
            self._was_signed = True
            self.not_yet.setFocus()

    def _on_pack_clicked(self) -> None:
        self.close()
        self.pack_wanted.emit()

    def _show_readiness(self, canvas: Canvas) -> None:
        """The named ticks; elements that are open want to be confirmed, anew whenever they are others."""
        signed = canvas.sign_off is not None
        self.readiness.setVisible(not signed)
        self.readiness.show_ticks(readiness(canvas, self._reasking.due(canvas)))
        still_open = open_elements(canvas)
        if still_open != self._open_elements:
            self._open_elements = still_open
            self.confirm.setChecked(False)
        count = len(still_open)
        self.confirm.setText(
            trn(
                "Sign off although {n} element was not agreed by itself",
                "Sign off although {n} elements were not agreed one by one",
                count,
            )
        )
        self.confirm.setVisible(bool(count) and not signed and agreement(canvas).complete)

    def _show_sign(self) -> None:
        """Whether it can be signed now, in the button's look, its words and its key."""
        canvas = self._bridge.canvas
        now, theme = agreement(canvas), self._look.theme
        confirmed = self.confirm.isChecked() or not self._open_elements
        ready = now.complete and confirmed and canvas.sign_off is None
        self.sign.setEnabled(ready)
        self.sign.setIcon(self._look.icons.icon("sign-off", theme.card if ready else theme.muted))
        unconfirmed = () if confirmed else (tr("Confirm that some elements were not agreed one by one."),)
        self.sign.setToolTip(upright("\n".join((*now.open_points, *unconfirmed))))
        self.sign.setAccessibleDescription(self.sign.toolTip())
        keys = self.sign.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.key.setText(tr("{keys} signs off", keys=keys) if keys and ready else "")


def _agreed(now: Agreement) -> str:
    if not now.complete:
        return tr("{n} of {all} are satisfied", n=now.satisfied, all=len(now.in_room))
    return trn(
        "{n} person is satisfied with exactly these words",
        "All {n} are satisfied with exactly these words",
        now.satisfied,
    )


def _empty_elements(canvas: Canvas) -> str:
    """The elements nothing is written in and that are not marked as having nothing; a hint, nothing forbids them."""
    boxes = canvas.template.in_walk_order
    empty = [box.label for box in boxes if not canvas.notes_in(box.key) and not canvas.mark(box.key).none_identified]
    return tr("Nothing is written in: {elements}", elements=", ".join(empty)) if empty else ""


def _unstored(canvas: Canvas, words: Mapping[str, str]) -> str:
    """Words that lie on the board without being stored, and where; a hint, nothing forbids them."""
    found = []
    for place, text in words.items():
        kind, _, where = place.partition(":")
        note = canvas.find(Note, where) if kind == "note" else None
        key = where if kind == "box" else note.box if note is not None else ""
        short = shorten(differing(note.text, text) if note else text, _LONGEST_WORDS, placeholder=" …")
        found.append(
            tr("“{words}” in {box}", words=short, box=canvas.template.box(key).label)
            if key in canvas.template.walk
            else tr("“{words}”", words=short)
        )
    return tr("Not stored, and so not part of what is signed: {words}", words="; ".join(found)) if found else ""


def differing(stored: str, text: str) -> str:
    """The words of `text` that `stored` does not share at its beginning and its end; all of them when it only lacks
    some."""
    old, new = stored.split(), text.split()
    shared = list(zip(old, new, strict=False))
    first = next((place for place, (one, other) in enumerate(shared) if one != other), len(shared))
    tails = list(zip(reversed(old[first:]), reversed(new[first:]), strict=False))
    last = len(new) - next((place for place, (one, other) in enumerate(tails) if one != other), len(tails))
    if first >= last:
        return text
    return " ".join((*("…" for _ in new[:first][:1]), *new[first:last], *("…" for _ in new[last:][:1])))


def _details(now: Agreement, names: Mapping[str, str]) -> str:
    """The names, then each reservation in own words, then those who left."""
    paragraphs = [in_a_row(names[row.person.id] for row in now.in_room if row.standing.agrees)]
    for row in now.in_room:
        if row.standing is Standing.RESERVATION and row.answer is not None:
            paragraphs.append(
                tr("{name}, with a reservation: “{words}”", name=names[row.person.id], words=row.answer.words)
            )
    for row in now.rows:
        if row.standing is Standing.LEFT_COUNTED:
            paragraphs.append(tr("{name} left; the last answer counts.", name=names[row.person.id]))
        elif row.standing is Standing.LEFT_EXCLUDED:
            reason = row.person.leaving_reason
            paragraphs.append(tr("{name} left and is not counted: {reason}", name=names[row.person.id], reason=reason))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _text() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
