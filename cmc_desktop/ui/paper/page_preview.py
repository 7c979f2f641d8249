"""A true preview: the pages of the very PDF that would be written or printed, shown as pictures."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.export.page_pictures import PdfPages
from cmc_desktop.model.export.paper import MissingGlyph, Paper
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.ui.look import dressed
from cmc_desktop.ui.paper.background import Background
from cmc_desktop.ui.paper.page_sheet import PageSheet, image_of
from cmc_desktop.ui.paper.preview_bar import PreviewBar, plain_words
from cmc_desktop.ui.saying import tr, trn
from cmc_desktop.ui.tasks import Job

#: so long after the last wish the PDF is made, so that typing does not make one for each letter
_PAUSE_MS = 250
#: around the page
_ROOM = 8
_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0)
#: pictures of so many pages are kept, of so many bytes together
_KEPT = 6
_KEPT_BYTES = 96_000_000
#: no picture is wider, in the pixels of the screen
_WIDEST = 5_000
#: unprintable characters that are named
_NAMED = 4
_POINTS_TO_MM = 25.4 / 72

#: makes what is previewed, on the worker's thread; a Paper also says which characters cannot be printed
Make = Callable[[Job], "bytes | Paper"]


@dataclass(frozen=True)
class Printed:
    """A PDF that is previewed, with the sizes of its pages in points and what could not be printed in it."""

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    missing: tuple[MissingGlyph, ...] = ()


@dataclass(frozen=True)
class _Key:
    """Which picture: for which wish, which page from 0, and how wide in pixels."""

    making: int
    page: int
    width: int


class PagePreview(QWidget):
    """Shows a PDF page by page; it is made and drawn off the window's thread, and only the newest wish counts.

    Keys, where it has the focus: PgUp and PgDn turn pages, Home and End go to the first and the last, + and - zoom.

    Signals:
        printed_changed(): another PDF is shown or wished for, or none any more.
    """

    printed_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.printed: Printed | None = None
        self._background = Background(self)
        self._make: Make | None = None
        #: the number of the newest wish, and of the one whose pages are shown
        self._making = self._shown = 0
        self._making_job: Job | None = None
        self._drawing: _Key | None = None
        self._pictures: OrderedDict[_Key, QImage] = OrderedDict()
        self._page = 0
        self._zoom = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start_making)
        self.sheet = PageSheet()
        self.table = QScrollArea()
        self.table.setWidget(self.sheet)
        self.table.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.table.setCornerWidget(QWidget())
        self.table.installEventFilter(self)
        self.words = plain_words("muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.words)
        self._stack.addWidget(self.table)
        self.bar = PreviewBar()
        self.bar.page_wanted.connect(self.show_page)
        self.bar.zoom_wanted.connect(self._set_zoom)
        self.missing = plain_words("muted")
        self.missing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(dressed(self._stack, ""), 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.missing)
        self.setAccessibleName(tr("Preview"))
        self._say(tr("Preparing the preview…"))

    # --- what is shown

    def show_pdf(self, make: Make) -> None:
        """Show what `make` gives. It runs on a worker's thread and may raise CmcError, which is shown as a sentence.

        An earlier wish that is still being worked on is given up; until the new pages are there, the old ones stay.
        """
        waits = self._make is not None
        self._make = make
        self._making += 1
        if self._making_job is not None:
            self._making_job.cancel()
        if self.printed is not None:
            self.bar.say(tr("Preparing the preview…"))
        else:
            self._say(tr("Preparing the preview…"))
        self.printed_changed.emit()
        self._timer.start(_PAUSE_MS if waits else 0)

    def show_words(self, words: str) -> None:
        """Show a sentence in place of pages; what is being made is given up."""
        self._making += 1
        self._shown = self._making
        self._make = None
        self._timer.stop()
        self._background.tasks.cancel()
        self.printed = None
        self._pictures.clear()
        self._tell_missing(())
        self._say(words)
        self.bar.tell(0, 0, "")
        self.printed_changed.emit()

    @property
    def ready(self) -> bool:
        """Whether what is shown is the newest wish, and not an earlier one or a refusal."""
        return self.printed is not None and self._shown == self._making

    @property
    def busy(self) -> bool:
        """Whether the newest wish is not on the screen yet."""
        return self._timer.isActive() or self._background.tasks.busy

    @property
    def page(self) -> int:
        """The page in front, counted from 1; 0 without pages."""
        return self._page + 1 if self.printed else 0

    @property
    def page_count(self) -> int:
        return len(self.printed.sizes) if self.printed else 0

    def show_page(self, number: int) -> None:
        """Turn to a page, counted from 1; beyond the ends, to the nearest there is."""
        page = max(0, min(number - 1, self.page_count - 1))
        if page != self._page:
            self._page = page
            self.table.verticalScrollBar().setValue(0)
            self._tell_page()
            self._draw()

    def _set_zoom(self, zoom: float) -> None:
        """0 shows the whole page, 1 its whole width, more magnifies."""
        self._zoom = zoom
        self._draw()

    def _step_zoom(self, by: int) -> None:
        steps = (0.0, *_STEPS)
        place = steps.index(self._zoom) + by
        if 0 <= place < len(steps):
            self.bar.set_zoom(steps[place])
            self._set_zoom(steps[place])

    # --- making the PDF

    def _start_making(self) -> None:
        make, making = self._make, self._making
        if make is None or not self.isVisible():
            return

        def work(job: Job) -> Printed:
            made = make(job)
            job.stop_if_cancelled()
            paper = made if isinstance(made, Paper) else Paper(made)
            with PdfPages(paper.data) as pages:
                return Printed(paper.data, pages.sizes, paper.missing)

        self._making_job = self._background.run(
            tr("Preparing the preview…"),
            work,
            lambda printed: self._on_made(making, printed),
            lambda error: self._on_making_failed(making, error),
        )

    def _on_made(self, making: int, printed: Printed) -> None:
        if making != self._making:
            return
        self.printed = printed
        self._shown = making
        self._page = max(0, min(self._page, len(printed.sizes) - 1))
        self._pictures.clear()
        self._tell_missing(printed.missing)
        self._tell_page()
        self._draw()
        self.printed_changed.emit()

    def _on_making_failed(self, making: int, error: CmcError) -> None:
        if making != self._making or isinstance(error, Cancelled):
            return  # it was hidden, or another wish has come: showing it again begins anew
        self.printed = None
        self._shown = making
        self._pictures.clear()
        self._tell_missing(())
        self._say(str(error))
        self.bar.tell(0, 0, "")
        self.printed_changed.emit()

    # --- drawing a page

    def _draw(self) -> None:
        """Show the page in front as sharp as the screen; its picture is drawn first where it is not there."""
        printed = self.printed
        if printed is None or not self.isVisible():
            return
        key = _Key(self._shown, self._page, self._width_of_page())
        image = self._pictures.get(key)
        if image is not None:
            self._pictures.move_to_end(key)
            self._show(key, image)
            return
        if self._drawing is not None:
            return  # it is asked for again when that one is there

        def work(_job: Job) -> QImage:
            with PdfPages(printed.pdf) as pages:
                return image_of(pages.picture(key.page, key.width))

        self._drawing = key
        label = tr("Preparing the preview…")
        self._background.run(label, work, lambda image: self._on_drawn(key, image), self._on_drawing_failed)

    def _on_drawn(self, key: _Key, image: QImage) -> None:
        self._drawing = None
        if key.making == self._shown:
            self._keep(key, image)
        self._draw()

    def _on_drawing_failed(self, error: CmcError) -> None:
        self._drawing = None
        if not isinstance(error, Cancelled):
            self._say(str(error))

    def _keep(self, key: _Key, image: QImage) -> None:
        self._pictures[key] = image
        while len(self._pictures) > 1 and (
            len(self._pictures) > _KEPT or sum(one.sizeInBytes() for one in self._pictures.values()) > _KEPT_BYTES
        ):
            self._pictures.popitem(last=False)

    def _show(self, key: _Key, image: QImage) -> None:
        self.bar.say("")
        self.sheet.setFixedSize(self._size_of_page())
        self.sheet.show_image(image)
        self._stack.setCurrentWidget(self.table)

    def _size_of_page(self) -> QSize:
        """In the window's units, for the zoom there is."""
        assert self.printed is not None
        across, down = self.printed.sizes[self._page]
        frame = 2 * self.table.frameWidth()
        room_across = max(40, self._stack.width() - frame - 2 * _ROOM)
        room_down = max(40, self._stack.height() - frame - 2 * _ROOM)
        bar = self.table.verticalScrollBar().sizeHint().width()
        width = min(room_across, room_down * across / down)
        if self._zoom:
            whole = room_across * down / across > room_down
            width = self._zoom * (room_across - (bar if whole else 0))
        width = min(width, _WIDEST / self.devicePixelRatioF())
        return QSize(max(1, int(width)), max(1, round(int(width) * down / across)))

    def _width_of_page(self) -> int:
        return round(self._size_of_page().width() * self.devicePixelRatioF())

    # --- words

    def _say(self, words: str) -> None:
        """In place of the page."""
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.bar.say("")
        self._stack.setCurrentWidget(self.words)

    def _tell_page(self) -> None:
        assert self.printed is not None
        across, down = (round(side * _POINTS_TO_MM) for side in self.printed.sizes[self._page])
        size = tr("{across} × {down} mm", across=across, down=down)
        self.bar.tell(self.page, self.page_count, size)
        name = tr("Preview, page {n} of {all}: {size}", n=self.page, all=self.page_count, size=size)
        self.setAccessibleName(name)
        self.table.setAccessibleName(name)

    def _tell_missing(self, missing: tuple[MissingGlyph, ...]) -> None:
        if missing:
            signs = ", ".join(f"[{one.code}]" for one in missing[:_NAMED]) + ("…" if len(missing) > _NAMED else "")
            self.missing.setText(
                trn(
                    "{n} character cannot be printed: {signs}",
                    "{n} characters cannot be printed: {signs}",
                    len(missing),
                    signs=signs,
                )
            )
        self.missing.setVisible(bool(missing))

    # --- Qt

    def _turn_by(self, key: int) -> bool:
        """Whether `key` is one that turns pages or zooms; it has then been done."""
        turns = {
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self.page_count,
        }
        if key in turns:
            self.show_page(turns[Qt.Key(key)])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._step_zoom(1)
        elif key == Qt.Key.Key_Minus:
            self._step_zoom(-1)
        else:
            return False
        return True

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._turn_by(event.key())
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.sheet.mark(event.type() == QEvent.Type.FocusIn)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.printed is not None and not self.sheet.image.isNull():
            self.sheet.setFixedSize(self._size_of_page())
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shown != self._making:
            self._timer.start(0)
        self._draw()

    def hideEvent(self, event: QHideEvent) -> None:
        self._background.tasks.cancel()
        super().hideEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(560, 460)
