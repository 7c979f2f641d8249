"""Files as officers send them back, of a canvas that is still worked on, or was signed meanwhile."""

from __future__ import annotations

from pathlib import Path

from builders import given_copy, open_library, put, sign
from copies_apart import CopiesApart

from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.session import Session


def another_copy(apart: CopiesApart, of: Session, name: str, *costs: str) -> Path:
    """What somebody else sends back of a canvas here."""
    given = given_copy(apart.library.store, of, apart.folder / f"for {name}.cmc", name)
    officers = open_library(apart.folder / name, apart.their_clock)
    session = officers.session(take(officers, read_file(given, officers.templates)).canvas_id)
    put(session, "costs", *costs)
    back = given_copy(officers.store, session, apart.folder / f"{name}.cmc", name)
    officers.close()
    return back


def sent_back(apart: CopiesApart) -> Path:
    return given_copy(apart.officers.store, apart.there, apart.folder / "back.cmc", "Ada")


def signed_with_two_away(folder: Path) -> tuple[CopiesApart, Path, Path]:
    """A canvas that was signed while two had copies of it."""
    apart = CopiesApart(folder)
    put(apart.here, "value", "Home by night")
    apart.give()
    put(apart.there, "costs", "Drivers")
    files = sent_back(apart), another_copy(apart, apart.here, "Bo", "Lamps")
    sign(apart.here)
    return apart, *files
