"""Removing a deleted canvas for good: out of the library, and out of the file of words that were not stored."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.domain.head import Head
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job, Tasks
from cmc_desktop.ui.unstored_words import UnstoredWords

if TYPE_CHECKING:
    from cmc_desktop.model.services.library import Library


class DeletingForGood:
    """Asks first, then removes it off the window's thread, as the whole file of the library is written anew.

    `removed` is called with the id when it is out.
    """

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        library: Callable[[], Library | None],
        removed: Callable[[str], object],
    ) -> None:
        self._window = window
        self._tasks = tasks
        self._library = library
        self._removed = removed

    def ask(self, head: Head) -> None:
        """Ask whether this deleted canvas is to go."""
        from cmc_desktop.ui.dialogs.delete_for_good_dialog import DeleteForGoodDialog

        dialog = DeleteForGoodDialog(head.title, self._window)
        dialog.accepted.connect(lambda: self.delete(head))
        dialog.open()

    def delete(self, head: Head) -> None:
        """Remove it; told when it is out, or why it is not."""
        library = self._library()
        if library is None:
            return

        def work(_job: Job) -> None:
            library.purge(head.id)

        def done(_nothing: None) -> None:
            self._removed(head.id)
            if self.forget_words(head.id):
                self._window.tell(tr("“{title}” was deleted for good.", title=head.title))

        label = tr("Deleting “{title}” for good.", title=head.title)
        self._tasks.run(label, work, done, self._window.refuse)

    def forget_words(self, canvas_id: str) -> bool:
        """Take the words that were typed in a canvas and not stored out of their file; told when that cannot be."""
        try:
            UnstoredWords(self._window.paths.unstored_words, self._window.warn).forget(canvas_id)
        except CmcError as error:
            self._window.refuse(error)
            return False
        return True
