"""What the user who opened a library may do in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rights:
    """Everybody who can open a library may read it. `write`: everything but signing."""

    write: bool = True
    sign: bool = True


#: of a library in a file: whoever may write the file may do all
ALL_RIGHTS = Rights()
