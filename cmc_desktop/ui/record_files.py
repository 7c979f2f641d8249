"""Records: the pack of the canvas on the desk, and the page that checks any. Works off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.ui.file_actions import FileActions
from cmc_desktop.ui.main_window import MainWindow
from cmc_desktop.ui.saying import tr
from cmc_desktop.ui.tasks import Job

if TYPE_CHECKING:
    from cmc_desktop.model.domain.canvas import Canvas
    from cmc_desktop.model.export.certificate import Certificate
    from cmc_desktop.model.services.library import Library
    from cmc_desktop.model.services.record_pack import Packed, PackWish
    from cmc_desktop.model.services.signing_keys import SigningKeys
    from cmc_desktop.ui.records.check_page import CheckPage
    from cmc_desktop.ui.records.checked_file import CheckedFile


class RecordFiles(QObject):
    """Pages, dialogs and services are loaded with the first use.

    Signals:
        page_shown(): the page that checks is in front.
        page_left(): somebody wants to go back from it.
    """

    page_shown = Signal()
    page_left = Signal()

    def __init__(
        self,
        window: MainWindow,
        files: FileActions,
        clock: Clock,
        library: Callable[[], Library | None],
        canvas: Callable[[], Canvas | None],
    ) -> None:
        """`library` is asked for the open library, `canvas` for the one on the desk."""
        super().__init__(window)
        self._window = window
        self._files = files
        self._clock = clock
        self._library = library
        self._canvas = canvas
        self._page: CheckPage | None = None

    def commands(self) -> dict[str, Callable[[], object]]:
        """What the actions about records do, by action id."""
        return {"record_pack": self.pack, "check_record": self.show_page}

    @property
    def page(self) -> CheckPage | None:
        """The page that checks; None before it was wanted."""
        return self._page

    @property
    def in_front(self) -> bool:
        """Whether the page that checks is what the window shows."""
        return self._page is not None and self._window.page is self._page

    @property
    def _keys(self) -> SigningKeys:
        from cmc_desktop.model.services.signing_keys import SigningKeys

        return SigningKeys(self._window.paths.keys, self._clock)

    # the pack

    def pack(self, _canvas_id: str = "") -> None:
        """Ask how, then write the record pack of the canvas on the desk."""
        library, canvas = self._library(), self._canvas()
        if library is None or canvas is None or self._files.is_closed():
            return
        from cmc_desktop.model.services.record_pack import make_pack, pack_name, pack_source
        from cmc_desktop.ui.records.pack_dialog import PackDialog

        try:
            source = pack_source(library, canvas)
            pack_name(source)  # says it when there can be none
        except CmcError as error:
            self._window.refuse(error)
            return
        keys, fonts, clock = self._keys, self._window.paths.resources / "fonts", library.clock

        def make(folder: Path, wish: PackWish, job: Job) -> Packed:
            return make_pack(
                source,
                folder,
                wish,
                fonts=fonts,
                clock=clock,
                keys=keys,
                cancelled=job.cancelled,
                progress=job.progress,
                agree=job.ask,
            )

        dialog = PackDialog(
            source, self._files.folder, keys, self._files.tasks, make, council=canvas.head.city, parent=self._window
        )
        dialog.packed.connect(self._on_packed)
        dialog.open()

    def _on_packed(self, packed: Packed) -> None:
        self._files.folder = packed.folder.parent
        text = tr("The record pack is written: {name}.", name=packed.folder.name)
        self._window.tell(text, tr("Open folder"), lambda: self._files.show_folder(packed.folder), stays=True)

    # the page

    def show_page(self) -> None:
        """Put the page that checks in front."""
        if self._page is None:
            from cmc_desktop.ui.records.check_page import CheckPage

            self._page = CheckPage(self._window.look)
            self._page.left.connect(self.page_left)
            self._page.choose_chosen.connect(self.choose)
            self._page.files_given.connect(self.check)
            self._page.trust_chosen.connect(self._on_trust_chosen)
        if not self.in_front:
            self._window.show_page(self._page)
            self._page.show_nothing()
            self.page_shown.emit()

    def choose(self) -> None:
        """Ask for files to check."""
        kinds = tr("Records and canvases") + " (*.pdf *.cmc)"
        self._files.choose(tr("Check a record"), kinds, self._window, self.check)

    def check(self, paths: Sequence[Path]) -> None:
        """Check these files and show on the page what was found. No library is needed."""
        paths = list(paths)
        if not paths:
            return
        self.show_page()
        self._files.folder = paths[0].parent
        keys, resources = self._keys, self._window.paths.resources

        def work(job: Job) -> list[CheckedFile]:
            return [_checked(path, resources, keys, job) for path in paths]

        label = tr("Checking {name}.", name=paths[0].name)
        self._files.tasks.run(label, work, self._on_checked, self._on_failed)

    def _on_checked(self, files: list[CheckedFile]) -> None:
        if self._page is not None:
            self._page.show_checked(files)

    def _on_trust_chosen(self, certificate: Certificate) -> None:
        from cmc_desktop.ui.records.trust_dialog import TrustDialog

        dialog = TrustDialog(certificate, self._window)
        dialog.trust_confirmed.connect(self._trust)
        dialog.open()

    def _trust(self, certificate: Certificate) -> None:
        keys = self._keys

        def done(trusted: Certificate) -> None:
            self._window.tell(tr("The certificate of “{name}” is trusted on this computer now.", name=trusted.name))
            if self._page is not None:
                self.check([file.path for file in self._page.files])

        label = tr("Keeping the certificate.")
        self._files.tasks.run(label, lambda _job: keys.trust_certificate(certificate), done, self._on_failed)

    def _on_failed(self, error: CmcError) -> None:
        if isinstance(error, Cancelled):
            self._window.tell(str(error))
        else:
            self._window.refuse(error)


def _checked(path: Path, resources: Path, keys: SigningKeys, job: Job) -> CheckedFile:
    """What is found of one file, on the worker's thread. Raises Cancelled."""
    from cmc_desktop.model.services.verifying import verify
    from cmc_desktop.ui.records.checked_file import CheckedFile

    job.stop_if_cancelled()
    job.progress(path.name)
    known = keys.known()
    try:
        verdict = verify(path, load_templates(resources), resources / "fonts", known.certificates)
        return CheckedFile(path, replace(verdict, remarks=(*verdict.remarks, *known.remarks)))
    except CmcError as error:
        return CheckedFile(path, None, str(error))
