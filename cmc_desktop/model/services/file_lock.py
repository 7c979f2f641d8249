"""A lock on an open file, which the system lets go of with the process that holds it, however that ends."""

from __future__ import annotations

import sys
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def lock(file: IO[bytes]) -> None:
        """Hold `file` until it is closed. Raises OSError when somebody else does, also in this process."""
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def lock(file: IO[bytes]) -> None:
        """Hold `file` until it is closed. Raises OSError when somebody else does, also in this process."""
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
