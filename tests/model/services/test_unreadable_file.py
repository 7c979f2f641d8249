"""Who got a damaged file is told what to do, and the detail last."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import TEMPLATES

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.services.bringing_back import read_copy_file
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.folder_import import import_folder
from cmc_desktop.model.services.giving_a_copy import give_copy
from cmc_desktop.model.services.library import Library


@pytest.mark.parametrize(
    ("data", "detail"), [(b'{"format": "cm', "not valid JSON"), (b"\xff\x00\x01", "UTF-8"), (b" ", "is empty")]
)
def test_what_to_do_comes_before_the_detail(tmp_path: Path, data: bytes, detail: str) -> None:
    path = tmp_path / "Night bus.cmc"
    path.write_bytes(data)
    with pytest.raises(BadFile) as caught:
        read_copy_file(path, TEMPLATES)
    told = str(caught.value)
    assert told.startswith("This file cannot be read")
    assert 0 < told.index("Nothing was joined.") < told.index("Ask for it to be sent again.") < told.index(detail)


def test_refused_files_stand_first_in_the_report_of_a_folder(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    (folder / "bad.cmc").write_bytes(b"{")
    other = Library.open(tmp_path / "other.cmcdb", TEMPLATES, ManualClock())
    session = other.session(other.new("Night bus"))
    give_copy(other.store, session, folder / "good.cmc")
    other.close()
    report = import_folder(library, folder)
    assert report.text.index("Refused (1)") < report.text.index("Taken in (1)")
    assert "Ask for it to be sent again." in report.text
