"""One open canvas: its session, its desk, its projector, and the dialogs about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cmc_desktop.model.domain.errors import CmcError, InConflict
from cmc_desktop.model.domain.practice_mark import is_practice, nothing_is_kept
from cmc_desktop.model.domain.round_order import round_now
from cmc_desktop.model.domain.sign_off import SignOff
from cmc_desktop.model.services.resources import Protocol
from cmc_desktop.ui.action_table import Needs
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.canvas_dialogs import CanvasDialogs
from cmc_desktop.ui.desk.desk_page import DeskPage
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.merge_front import MergeFront
from cmc_desktop.ui.message_bar import HOLDS_STILL, Until
from cmc_desktop.ui.projector.projector_window import ProjectorWindow
from cmc_desktop.ui.projector.wall import Wall
from cmc_desktop.ui.saying import in_a_row, tr
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.unstored_words import UnstoredWords
from cmc_desktop.ui.waiting_words import WaitingWords
from cmc_desktop.ui.where_words_wait import where_words_wait
from cmc_desktop.ui.workshop.sounds import SystemPlayer

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.session import Session, Written


class CanvasController(QObject):
    """Lives while a canvas is on the desk. Without a `library` it only shows: own agendas and versions are not there.

    Signals:
        other_canvas_wanted(str): the canvas with this id is to be opened instead.
        asking_changed(bool): the roll call came in front of the board, or went.
        record_wanted(str): the canvas with this id is signed, and its record pack is to be written.
    """

    other_canvas_wanted = Signal(str)
    asking_changed = Signal(bool)
    record_wanted = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        library: Library | None,
        session: Session,
        protocols: Mapping[str, Protocol],
    ) -> None:
        super().__init__(window)
        self.window = window
        self._actions = actions
        self._library = library
        self.bridge = SessionBridge(session, self)
        # before the page looks at it and may say something about what was written just now
        self.bridge.written.connect(self._on_bridge_writing)
        player = SystemPlayer(window.paths.resources / "sounds")
        self.page = DeskPage(self.bridge, window.look, actions, protocols, player, sound_on=window.settings.sound)
        self.page.setProperty(HOLDS_STILL, True)
        words = self.page.board.unstored_words
        self.dialogs = CanvasDialogs(window, self.bridge, library, protocols, words, self)
        self.wall = Wall(self.bridge, window, self)
        #: where the keys went, and whether the projector was there, when this desk stepped aside
        self._had_keys: QWidget | None = None
        self._projected = False
        #: tells what the desk offers after the write that is just being told
        self._offer: Callable[[], object] | None = None
        #: the page of a copy that came back, or of open conflicts
        self.merging = MergeFront(window, self.bridge, library, self.page)
        self.words = WaitingWords(
            UnstoredWords(window.paths.unstored_words, window.warn), self.bridge, self.page, self.merging.words
        )
        self._connect()
        window.show_page(self.page)
        self.page.take_focus()
        self._refresh()

    def _connect(self) -> None:
        page, bridge, window, dialogs = self.page, self.bridge, self.window, self.dialogs
        page.people_wanted.connect(dialogs.show_people)
        page.agenda_wanted.connect(dialogs.show_agenda)
        page.sign_off_wanted.connect(dialogs.show_sign_off)
        page.skip_wanted.connect(dialogs.show_skip)
        page.catching_up_wanted.connect(dialogs.show_catching_up)
        page.settling_wanted.connect(self.merging.show)
        # once what was written has taken away the messages before
        page.offered.connect(self._on_page_offered)
        page.board.dropped.connect(dialogs.offer_drop_reason)
        dialogs.other_canvas_wanted.connect(self.other_canvas_wanted)
        dialogs.pack_wanted.connect(self._want_pack)
        page.sound_switched.connect(self._on_sound_switched)
        page.asking_changed.connect(self.asking_changed)
        # nothing may lie over the answers of the roll call
        page.asking_changed.connect(window.put_messages_on_top)
        self.wall.stage.changed.connect(self._on_stage_changed)
        self.wall.told.connect(window.say)
        page.wall_wanted.connect(self.wall.show_note)
        page.asking_changed.connect(self.wall.set_asking)
        bridge.written.connect(self._on_bridge_written)
        bridge.refused.connect(self._on_bridge_refused)
        bridge.told.connect(window.say)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about the open canvas do, by action id."""
        return {
            **self.page.commands(),
            **self.dialogs.commands(),
            **self.wall.commands(),
            "sound": self.page.agenda.sound.toggle,
        }

    def what_is_there(self) -> set[Needs]:
        """What actions can count on: the canvas, its board unless the roll call covers it, a running workshop."""
        there = self.what_is_behind()
        if self.merging.page is not None:
            return there
        there.add(Needs.CANVAS)
        if not self.page.asking:
            there.add(Needs.BOARD)
        if self.bridge.canvas.workshop.active:
            there.add(Needs.WORKSHOP)
        if round_now(self.bridge.canvas) is not None and not self.page.asking:
            there.add(Needs.ROUND)
        if self.bridge.canvas.sign_off is not None:
            there.add(Needs.SIGNED)
        return there

    def what_is_behind(self) -> set[Needs]:
        """What actions can count on while another page covers the canvas: its wall, and the clock that runs on."""
        return {Needs.DESK, Needs.CLOCK} if self.bridge.canvas.workshop.active else {Needs.DESK}

    @property
    def front(self) -> QWidget:
        """The page of this canvas that is to be seen: that of a copy while it is looked at, else the desk."""
        return self.merging.page or self.page

    @property
    def projector(self) -> ProjectorWindow | None:
        """The projector's window while it is open."""
        return self.wall.window

    def toggle_projector(self) -> None:
        """Open the projector window, or close it."""
        self.wall.toggle()

    def bring_back_words(self) -> None:
        """Put words that were put away where they were typed, and tell of them."""
        if self.words.bring_back():
            places = where_words_wait(self.words.places())
            text = tr("Words that are not stored are where they were typed: {places}.", places=places)
            self.window.tell(text, until=Until.ANY_CHANGE)

    def step_aside(self) -> None:
        """Stay as it is behind another desk, unseen; `come_back` ends that."""
        self._had_keys = self.page.focusWidget()
        self._projected = self.projector is not None
        self.wall.close()
        self.bridge.rest()

    def come_back(self) -> None:
        """Be in front again, with the projector where there was one, and go on where it was."""
        self.window.show_page(self.front)
        if self.merging.page is None:
            (self._had_keys or self.page.board).setFocus()
        self.window.put_messages_on_top(self.page.asking or self.merging.page is not None)
        self._refresh()
        self.bridge.wake()
        if self._projected:
            self.toggle_projector()

    def close(self) -> None:
        """Leave the canvas; everything in it is stored already."""
        self.words.let_go()
        self.merging.drop()
        self.window.messages.expire(Until.CANVAS_LEFT)
        self.window.put_messages_on_top(False)
        self.wall.close()
        self.page.close_desk()
        self.window.drop_page(self.page)
        self.deleteLater()

    def _on_bridge_writing(self, _written: Written) -> None:
        self.window.say_nothing()

    def _on_bridge_written(self, written: Written) -> None:
        elsewhere = written.way == "elsewhere"
        self.window.messages.expire(Until.ANY_CHANGE if elsewhere else Until.OWN_CHANGE)
        self._refresh()
        offer, self._offer = self._offer, None
        if offer is not None:
            offer()
        if elsewhere:
            self.window.say(tr("Another program changed this canvas; it is shown as it is now."))
        if any(isinstance(put, SignOff) for put in written.puts):
            self._tell_signed()

    def _tell_signed(self) -> None:
        if is_practice(self.bridge.canvas.head):
            text = tr("The practice is signed off. In a real workshop the record is written now.")
            self.window.tell(text, stays=True, until=Until.CANVAS_LEFT)
            return
        text = tr("The canvas is signed off. Write the record pack for the council’s files now.")
        self.window.tell(text, tr("Record pack…"), self._want_pack, stays=True, until=Until.CANVAS_LEFT)

    def _want_pack(self) -> None:
        self.record_wanted.emit(self.bridge.canvas.id)

    def _on_bridge_refused(self, error: CmcError, as_slip: Callable[[], object] | None) -> None:
        """Say why something was not done; where the rules allow it, offer to correct a slip while it is the last
        thing that was wished for."""
        if isinstance(error, InConflict) and not self.merging.in_front:
            self.window.tell(str(error), tr("Settle conflicts…"), self.merging.show, stays=True, until=Until.ANY_CHANGE)
        elif as_slip is None:
            self.window.refuse(error, until=Until.OWN_CHANGE)
        else:
            self.window.tell(str(error), tr("Correct a slip"), as_slip, stays=True, until=Until.ANY_CHANGE)

    def _refresh(self) -> None:
        canvas, session = self.bridge.canvas, self.bridge.session
        practice = is_practice(canvas.head)
        named = in_a_row((canvas.head.title, canvas.head.session), " · ")
        title = tr("{title} – CMC Desktop", title=named)
        self.window.setWindowTitle(f"{nothing_is_kept()} – {title}" if practice else title)
        self.window.note_stored(canvas.note_count(), keeps=not practice)
        self._label("undo", tr("Undo"), session.undo_label)
        self._label("redo", tr("Redo"), session.redo_label)
        self._actions.rename("export", tr("Export the record…") if canvas.sign_off is not None else "")

    def _label(self, action_id: str, verb: str, what: str) -> None:
        self._actions.rename(action_id, tr("{verb}: {what}", verb=verb, what=what) if what else "")

    def _on_stage_changed(self) -> None:
        stage = self.wall.stage
        self.page.top_bar.show_wall(stage.words(), urgent=not stage.is_as_usual)

    def _on_page_offered(self, text: str, action: str, wish: Callable[[], object]) -> None:
        """What is offered after a write is told once older messages have gone with it."""
        self._offer = partial(self.window.tell, text, action, wish, stays=True, until=Until.OWN_CHANGE)

    def _on_sound_switched(self, on: bool) -> None:
        self.window.settings.sound = on
