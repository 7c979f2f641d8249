"""A workshop in a shared library is led from one laptop and read on the others."""

from __future__ import annotations

import getpass
import platform
import time

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import CutOff, Refusal
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.leading import Leader, Leading
from cmc_desktop.model.store.news import News

#: seconds after which it is looked again whether the laptop that leads is still there, where nothing tells of it
_PATIENCE_S = 3.0


def this_laptop() -> str:
    """How the others are told of this laptop."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # nobody the system knows
        user = ""
    return tr("{user} on {computer}", user=user, computer=platform.node()) if user else platform.node()


class Lead:
    """Who leads the workshop of one open canvas. While it is led elsewhere, the session lets nothing be written.

    Leading begins with what is first done in a workshop that nobody leads, and ends with the canvas being left.
    """

    def __init__(self, session: Session, leading: Leading, news: News, name: str = "") -> None:
        self._session = session
        self._leading = leading
        self._news = news
        self._name = name or this_laptop()
        self._leader: Leader | None = None
        self._asked = (-1, 0.0)  # the news at that time, and when
        session.may_write = self._check

    @property
    def elsewhere(self) -> str:
        """The laptop that leads instead of this one; empty when none does. Raises LibraryTrouble."""
        if not self._session.canvas.workshop.active:
            return ""
        leader = self._present()
        return leader.name if leader is not None and not leader.is_here else ""

    def take_over(self) -> None:
        """Lead from here from now on, whoever did before. Raises LibraryTrouble."""
        self._note(self._leading.lead(self._session.canvas.id, self._name, instead=True))

    def begin(self) -> None:
        """Lead a workshop that nobody leads: it was begun here just now. Raises LibraryTrouble."""
        if self._session.canvas.workshop.active and self._present() is None:
            self._note(self._leading.lead(self._session.canvas.id, self._name))

    def close(self) -> None:
        """The canvas is left. Raises LibraryTrouble."""
        self._session.may_write = lambda: None
        if self._leader is not None and self._leader.is_here:
            self._leader = None
            self._leading.let_go(self._session.canvas.id)

    def _present(self) -> Leader | None:
        """Asked only when there is something new: a window must not wait for a server that has fallen silent."""
        news, then = self._asked
        is_ours = self._leader is not None and self._leader.is_here
        is_untold = self._news.is_deaf and not is_ours and time.monotonic() - then > _PATIENCE_S
        if news != self._news.leads or is_untold:
            self._note(self._leading.leader(self._session.canvas.id))
        return self._leader

    def _note(self, leader: Leader | None) -> None:
        self._leader = leader
        self._asked = (self._news.leads, time.monotonic())

    def _check(self) -> None:
        if not self._session.canvas.workshop.active:
            return
        try:
            if self._present() is None:
                self.begin()
            name = self.elsewhere
        except CutOff:
            return  # whatever is done is refused by the library itself, with better words
        if name:
            raise Refusal(
                tr("This workshop is led from another laptop: {name}.", name=name),
                safe=tr("Nothing was changed."),
                todo=tr("To lead it from here, press “Lead from here” above the board."),
            )
