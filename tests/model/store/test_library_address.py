"""The address by which SQLite is asked for a library, for paths of every system."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from cmc_desktop.model.store.sqlite_engine import uri


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/home/mo/library.cmcdb"), "file:///home/mo/library.cmcdb?mode=ro"),
        (PurePosixPath("/a b/50%/x?#æ.cmcdb"), "file:///a%20b/50%25/x%3F%23%C3%A6.cmcdb?mode=ro"),
        (PurePosixPath("//odd/root"), "file:////odd/root?mode=ro"),
        (PureWindowsPath(r"C:\Users\Mo D\library.cmcdb"), "file:///C:/Users/Mo%20D/library.cmcdb?mode=ro"),
        (PureWindowsPath(r"\\srv\share\plans\a#b.cmcdb"), "file:////srv/share/plans/a%23b.cmcdb?mode=ro"),
    ],
)
def test_an_address_names_the_same_file_as_the_path(path: PurePath, address: str) -> None:
    assert uri(path, mode="ro") == address


def test_a_name_that_is_no_text_has_an_address_too() -> None:
    assert uri(PurePosixPath("/\udcff.cmcdb"), mode="rwc") == "file:///%FF.cmcdb?mode=rwc"
