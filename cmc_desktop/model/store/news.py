"""What comes in by itself of a shared library: who wrote what, and whether its server is there."""

from __future__ import annotations

from typing import Protocol


class News(Protocol):
    """Read from any thread, at once, without asking anybody."""

    @property
    def cut_off(self) -> bool:
        """Whether the server cannot be reached at the moment."""

    @property
    def password_wanted(self) -> bool:
        """Whether it cannot be reached because its password was changed meanwhile."""

    @property
    def why(self) -> str:
        """What the server said when it let nobody in; empty when it said nothing."""

    @property
    def is_deaf(self) -> bool:
        """Whether news do not come in because of a fault in the app: then all is looked after once a second."""

    @property
    def connections(self) -> int:
        """How often the server was found there; what was written before the last time may not have come in."""

    @property
    def commits(self) -> int:
        """A number that grows with everything that is written in the library, here or elsewhere."""

    @property
    def leads(self) -> int:
        """A number that grows whenever a workshop may be led by somebody else than before."""

    def last_seq(self, canvas_id: str) -> int:
        """The number of the newest journal entry that was told of a canvas; 0 when none was."""
