"""What becomes of the actions of the table: carried out where they belong, and switched on when that can be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from cmc_desktop.ui.action_table import Needs
from cmc_desktop.ui.actions import Actions
from cmc_desktop.ui.desks import Desks
from cmc_desktop.ui.library.library_page import LibraryPage
from cmc_desktop.ui.practice.practice_room import PracticeRoom
from cmc_desktop.ui.record_files import RecordFiles
from cmc_desktop.ui.saying import tr

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library

#: what is done on the library's page, so that whatever covers it is left for it
_OF_LIBRARY = frozenset({"new", "import", "library", "open_library", "shared_library", "find", "practice"})


class Commanding:
    """`commands` are those of the window by action id, to which the desk adds its own; `leave_records` goes back from
    the page that checks records. `library` is the open one, that of a practice while one goes on."""

    def __init__(
        self,
        actions: Actions,
        desks: Desks,
        page: LibraryPage,
        practice: PracticeRoom,
        records: RecordFiles,
        library: Callable[[], Library | None],
        commands: Callable[[], Mapping[str, Callable[[], object]]],
        leave_records: Callable[[], object],
    ) -> None:
        self._actions = actions
        self._desks = desks
        self._page = page
        self._practice = practice
        self._records = records
        self._library = library
        self._commands = commands
        self._leave_records = leave_records

    def run(self, action_id: str) -> None:
        """Carry out an action of the table."""
        if self._practice.keeps_out(action_id):
            return
        if action_id in _OF_LIBRARY:
            if self._records.in_front:
                self._leave_records()
            if action_id != "library":  # the desk goes with its page
                self._desks.leave_merging()
        commands = dict(self._commands())
        if self._desks.desk is not None:
            commands |= self._desks.desk.commands()
        command = commands.get(action_id)
        if command is not None:
            command()

    def enable(self) -> None:
        """Switch actions on or off, and name the one that undoes, for what is in front by now."""
        desk, there = self._desks.desk, {Needs.NOTHING}
        if self._library() is not None:
            there.add(Needs.LIBRARY)
        if desk is not None:
            there |= desk.what_is_behind() if self._records.in_front else desk.what_is_there()
        self._actions.enable(there)
        if Needs.CLOCK in there:
            # The clock runs on while a record is checked or a copy looked at; the key that always stops it does.
            self._actions["start"].setEnabled(True)
        if desk is None:
            what = self._page.undo_label
            self._actions.rename("undo", tr("Undo: {what}", what=what) if what else "")
            self._actions["undo"].setEnabled(bool(what))
