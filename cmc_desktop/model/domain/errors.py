"""Errors a user can meet: each says what happened, what is safe, and what to do."""

from __future__ import annotations

from cmc_desktop.i18n import upright


class CmcError(Exception):
    """A problem told in plain words. `happened`, `safe` and `todo` are whole sentences, translated and upright, as they
    are only ever shown."""

    def __init__(self, happened: str, *, safe: str = "", todo: str = "") -> None:
        self.happened = upright(happened)
        self.safe = upright(safe)
        self.todo = upright(todo)
        super().__init__(self.happened)

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.todo) if part)


class Refusal(CmcError):
    """A rule of the method or of the canvas says no; nothing was changed.

    `slip` tells that the moderator may do it all the same, as the logged correction of a slip.
    """

    def __init__(self, happened: str, *, safe: str = "", todo: str = "", slip: bool = False) -> None:
        super().__init__(happened, safe=safe, todo=todo)
        self.slip = slip


class LedElsewhere(Refusal):
    """The canvas's workshop is led from the laptop `leader`, who would see it change under the room."""

    def __init__(self, happened: str, *, safe: str = "", todo: str = "", leader: str = "") -> None:
        super().__init__(happened, safe=safe, todo=todo)
        self.leader = leader


class InConflict(Refusal):
    """Copies differ about what was to be changed: it is settled first."""


class BadFile(CmcError):
    """Foreign bytes that are not what they claim to be; nothing was imported."""


class NotThere(CmcError):
    """A canvas, note or person that was asked for does not exist."""


class LibraryTrouble(CmcError):
    """The library cannot be read or written: locked, read-only, full, damaged or too new."""


class DamagedLibrary(LibraryTrouble):
    """The library file is not what the app wrote; a backup in its place would help."""


class LibraryReplaced(LibraryTrouble):
    """Another file, or another state, is in the place of the open library, as when a backup was put back: it has to be
    opened anew."""


class CutOff(LibraryTrouble):
    """The server of a shared library cannot be reached; it may be again in a moment."""


class MaybeStored(CutOff):
    """The server went away while it was storing: whether it did is known when it is there again.

    `made` is the id of the canvas that was to be made; empty where one that was there was changed. `transaction` is how
    the server calls it, which tells later whether it still goes on.
    """

    def __init__(self, happened: str, *, safe: str = "", todo: str = "", made: str = "", transaction: str = "") -> None:
        super().__init__(happened, safe=safe, todo=todo)
        self.made = made
        self.transaction = transaction


class PasswordWanted(LibraryTrouble):
    """The server of a shared library wants a password, or another one than it was given."""


class CanvasGone(NotThere):
    """The open canvas is not in the library any more, as another window removed it for good, or a backup without it was
    put back."""


class ChangedElsewhere(CmcError):
    """Another window or process changed the canvas first; the caller reloads and decides again."""
