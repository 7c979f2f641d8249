"""What the moderator released to the room: the desk's side of the projector, with or without a window."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.agenda import Workshop
from cmc_desktop.model.domain.difference import Difference, differences
from cmc_desktop.model.domain.errors import CmcError, NotThere
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.phase_rules import rules_now
from cmc_desktop.model.domain.revision import Content, Revision
from cmc_desktop.ui.projector.measure import LARGEST_STEP, SMALLEST_STEP
from cmc_desktop.ui.projector.picture import (
    BLANK,
    AskingPicture,
    BoardPicture,
    CountdownPicture,
    ElementPicture,
    MeaningPicture,
    NotePicture,
    Picture,
    QuestionsPicture,
)
from cmc_desktop.ui.projector.released import Released
from cmc_desktop.ui.projector.scene import News, Wishes, picture_of
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.watched_changes import about

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Written


class Place(Enum):
    """Where the wall is: not open, on the second display, in a window of its own to rehearse in; or hidden, because its
    display is gone or shows the same as the desk's."""

    CLOSED = "closed"
    WALL = "wall"
    WINDOW = "window"
    GONE = "gone"
    MIRRORED = "mirrored"

    @property
    def shows(self) -> bool:
        """Whether the room, or whoever rehearses, can see it."""
        return self in (Place.WALL, Place.WINDOW)


class Stage(QObject):
    """What is on the wall. It belongs to the open canvas and outlives the projector's window.

    A new phase begins with its own picture: no zoom, no names, no note alone. On hold the room keeps the picture it
    has, and blank it sees the dark ground; both stay, also into the next phase and while the projector is closed,
    until the moderator takes them back: nothing comes onto the wall unasked. Letters keep their size, which is a
    matter of the room. While on hold, zoom and names set what will be seen after it, and only taking names away
    acts at once. The countdown is not held: a clock that stands would tell a wrong time. It runs on while the phase
    of the held picture does, and is not shown when the desk has gone on to another one.

    Signals:
        changed(): the wall may have to show something else, or is somewhere else.
    """

    changed = Signal()

    def __init__(self, bridge: SessionBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._wishes = Wishes()
        self._phase = self._current_phase()
        self._news = News()
        #: what the canvas said after the write before; None where nobody is shown what just changed
        self._seen = bridge.canvas.content if rules_now(bridge.canvas).answers else None
        self._held: Picture | None = None
        self._blank = False
        self._step = 0
        self._place = Place.CLOSED
        self._page = ""
        #: kept words that were read last, by their hash: a shared library is not asked for them with every answer
        self._kept: tuple[str, Content] | None = None
        #: whether the desk knows already that kept words cannot be read
        self._is_unread_told = False
        bridge.written.connect(self._on_bridge_written)

    def released(self) -> Released:
        """What the room is shown, for the stage that comes after this one."""
        return Released(self._phase, self._wishes, self._news, self._held, self._blank, self._step)

    def go_on_with(self, before: Released) -> None:
        """Show what another stage showed of this canvas; what holds in one phase only, if that still goes on. The
        question to everyone is not asked any more."""
        self._held, self._blank, self._step = before.held, before.blank, before.step
        if before.phase == self._phase:
            self._wishes, self._news = replace(before.wishes, asking=False), replace(before.news, since_asked=())
        self.changed.emit()

    # what is on the wall

    @property
    def picture(self) -> Picture:
        """What the wall shows now."""
        if self._blank:
            return BLANK
        return self._held or self._followed

    @property
    def _followed(self) -> Picture:
        return picture_of(self._bridge.canvas, self._wishes, self._news)

    @property
    def step(self) -> int:
        """How many steps larger than designed the letters are."""
        return self._step

    @property
    def blank(self) -> bool:
        return self._blank

    @property
    def on_hold(self) -> bool:
        return self._held is not None

    @property
    def shows_note(self) -> bool:
        """Whether one note is wished to be shown alone."""
        return bool(self._wishes.note)

    @property
    def place(self) -> Place:
        return self._place

    @property
    def is_as_usual(self) -> bool:
        """Whether the wall is closed or follows the desk; else the moderator should see it at a glance."""
        return self._place is Place.CLOSED or (self._place.shows and not self._blank and not self.on_hold)

    def words(self) -> str:
        """One short sentence for the desk on what the room sees; empty while the projector is closed."""
        if self._place is Place.CLOSED:
            return ""
        if self._place is Place.GONE:
            return tr("Second display gone")
        if self._place is Place.MIRRORED:
            return tr("Mirrored: the room sees the desk")
        if self._blank:
            return tr("Wall blank")
        subject = self._subject(self._held or self._followed)
        parts = (subject, tr("names") if self._wishes.names else "", self._page)
        subject = in_a_row(parts, " · ")
        if self.on_hold:
            return tr("Wall on hold: {what}", what=subject)
        if self._place is Place.WINDOW:
            return tr("Rehearsal: {what}", what=subject)
        return tr("Wall: {what}", what=subject)

    def _subject(self, picture: Picture) -> str:
        body, walk = picture.body, self._bridge.canvas.template.walk
        if isinstance(body, ElementPicture | MeaningPicture):
            return tr("element {n}", n=walk.index(body.element) + 1)
        if isinstance(body, BoardPicture):
            return tr("whole board")
        if isinstance(body, NotePicture):
            return tr("one note")
        if isinstance(body, AskingPicture):
            return tr("the question to everyone")
        if isinstance(body, QuestionsPicture):
            return tr("questions")
        return tr("countdown") if isinstance(body, CountdownPicture) else ""

    # what the moderator asks for

    def toggle_zoom(self) -> None:
        """Between the phase's own picture and the other one; from a note alone, back to where it was."""
        if self._wishes.note:
            self._wish(replace(self._wishes, note=""))
        else:
            self._wish(replace(self._wishes, zoomed=not self._wishes.zoomed))

    def show_note(self, note: str) -> None:
        """Show one note alone with its remarks; the same one again, or none, goes back to the picture before."""
        self._wish(replace(self._wishes, note="" if note == self._wishes.note else note))

    def set_asking(self, asking: bool) -> None:
        """The roll call came in front of the moderator, or went: the room sees the question meanwhile."""
        self._look_at_what_was_asked(asking)
        self._wish(replace(self._wishes, asking=asking, zoomed=False, note=""))

    def toggle_names(self) -> None:
        """Show names beside notes, or show none; a held picture loses its names, and gets none."""
        self._wish(replace(self._wishes, names=not self._wishes.names))
        if self._held is not None and not self._wishes.names:
            self._held = self._held.without_names()
            self.changed.emit()

    def toggle_hold(self) -> None:
        """Let the room keep its picture, or follow the desk again."""
        self._held = None if self._held is not None else self._followed
        self.changed.emit()

    def toggle_blank(self) -> None:
        """Show nothing at all, or show again."""
        self._blank = not self._blank
        self.changed.emit()

    def larger(self) -> None:
        self._set_step(self._step + 1)

    def smaller(self) -> None:
        self._set_step(self._step - 1)

    def usual_letters(self) -> None:
        """Letters as designed."""
        self._set_step(0)

    def _set_step(self, step: int) -> None:
        step = max(SMALLEST_STEP, min(LARGEST_STEP, step))
        if step != self._step:
            self._step = step
            self.changed.emit()

    def _wish(self, wishes: Wishes) -> None:
        if wishes != self._wishes:
            self._wishes = wishes
            self.changed.emit()

    def set_place(self, place: Place) -> None:
        """Told by whoever places the window."""
        if place is not self._place:
            self._place = place
            self.changed.emit()

    def set_page(self, page: str) -> None:
        """Told by the window: which page of how many it shows, in words; empty where there is only one."""
        if page != self._page:
            self._page = page
            self.changed.emit()

    # following the canvas

    def _current_phase(self) -> str:
        item = self._bridge.canvas.current_item
        return item.id if item is not None else ""

    def _on_bridge_written(self, written: Written) -> None:
        if self._current_phase() != self._phase:
            self._phase = self._current_phase()
            self._wishes, self._news = Wishes(asking=self._wishes.asking), News()
        notes = [put for put in written.puts if isinstance(put, Note)]
        if notes:
            newest = next((note.id for note in reversed(notes) if not note.deleted), "")
            self._news = replace(self._news, newest=newest)
        self._look_at_changes(written)
        self._look_at_what_was_asked(self._wishes.asking)
        self.changed.emit()

    def _look_at_changes(self, written: Written) -> None:
        """Keep what just changed in the element under discussion until the room goes on to something else."""
        canvas = self._bridge.canvas
        if not rules_now(canvas).answers:
            self._news = replace(self._news, changes=())
            self._seen = None  # working the content out after each write would be for nothing
            return
        if self._seen is None or any(isinstance(put, Workshop) for put in written.puts):
            self._news = replace(self._news, changes=())
        elif found := differences(self._seen, canvas.content):
            element = canvas.workshop.element or canvas.template.walk[0]
            self._news = replace(self._news, changes=about(found, element))
        self._seen = canvas.content

    def _look_at_what_was_asked(self, asking: bool) -> None:
        """Work out what is different from the words that were kept before these: those somebody was asked about, or
        those of the end of a phase. Where the library cannot be read, the wall goes on without it."""
        before = self._kept_before() if asking else ""
        self._news = replace(self._news, since_asked=self._differences_since(before) if before else ())

    def _differences_since(self, kept: str) -> tuple[Difference, ...]:
        """What differs from kept words; nothing where they cannot be read, which the desk is told once."""
        if self._kept is None or self._kept[0] != kept:
            words = self._read(kept)
            self._kept = (kept, words) if words is not None else None
        return differences(self._kept[1], self._bridge.canvas.content) if self._kept is not None else ()

    def _read(self, kept: str) -> Content | None:
        try:
            words = self._bridge.session.content_of(kept)
        except NotThere:
            return None
        except CmcError as error:
            if not self._is_unread_told:
                self._is_unread_told = True
                self._bridge.refused.emit(error, None)
            return None
        self._is_unread_told = False
        return words

    def _kept_before(self) -> str:
        """The hash of the last words kept that are not the present ones; empty for none."""
        canvas = self._bridge.canvas
        if canvas.head.revision != canvas.content_hash:
            return canvas.head.revision
        kept = canvas.find(Revision, canvas.content_hash)
        return next(iter(kept.parents), "") if kept is not None else ""
