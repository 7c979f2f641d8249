"""What changed in each element while the room was agreeing: the last change, and all of it together."""

from __future__ import annotations

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.difference import Difference, differences
from cmc_desktop.model.domain.revision import Content


class WatchedChanges:
    """Looks at the content now and then, within one phase. Contents are shared with the canvas, so it holds little."""

    def __init__(self) -> None:
        self._phase = ""
        self._began: Content | None = None
        self._seen: Content | None = None
        self._last: dict[str, tuple[Difference, ...]] = {}
        self.since = 0

    def look(self, canvas: Canvas, now: int) -> None:
        """Take in what changed since the last look; a new phase begins afresh."""
        phase, content = canvas.workshop.current, canvas.content
        if self._seen is None or phase != self._phase:
            self._phase, self._began, self._last, self.since = phase, content, {}, now
        elif content is not self._seen:
            found = differences(self._seen, content)
            for key in canvas.template.walk:
                here = about(found, key)
                if here:
                    self._last[key] = here
        self._seen = content

    def last(self, element: str) -> tuple[Difference, ...]:
        """The last change of an element; empty when there was none."""
        return self._last.get(element, ())

    def all(self, element: str) -> tuple[Difference, ...]:
        """What is different in an element from how it was when the watch began."""
        if self._began is None or self._seen is None:
            return ()
        return about(differences(self._began, self._seen), element)


def about(found: tuple[Difference, ...], element: str) -> tuple[Difference, ...]:
    """Those differences that concern an element, notes that left it included."""
    return tuple(change for change in found if element in (change.box, change.was_in))
