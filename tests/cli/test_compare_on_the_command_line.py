"""`compare`: two states of a canvas on one printed board, each named by its seal number or “now”."""

from __future__ import annotations

from pathlib import Path

import builders
import pypdf
import pytest
from commands import Command, Result

from cmc_desktop.model.domain.changes import EditNote, NextPhase
from cmc_desktop.model.domain.revision import Revision


@pytest.fixture
def states(canvas: str, data: Path) -> tuple[str, ...]:
    """The content hashes of the states that were kept at the ends of phases; one note was reworded since."""
    library = builders.open_library(data.parent)
    session = library.session(canvas)
    builders.workshop_at(session, "discuss")
    session.do(EditNote(builders.ids(session, "value")[0], "Home by night"))
    for _ in ("break", "consensus"):
        session.do(NextPhase())
    session.do(EditNote(builders.ids(session, "value")[0], "Home by night and day"))
    kept = sorted(session.canvas.all(Revision), key=lambda revision: revision.at)
    library.close()
    return tuple(revision.id for revision in kept)


def text_of(path: Path) -> str:
    return " ".join("\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_a_kept_state_is_compared_with_the_canvas_as_it_is(
    cmc: Command, canvas: str, states: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "changes.pdf"
    assert cmc("compare", canvas, states[-1], "now", file) == Result(0, "", "")
    text = text_of(file)
    assert "1 note reworded" in text
    assert "as it is now" in text
    assert states[-1][:4].upper() in text


def test_the_beginning_of_a_seal_number_as_it_is_printed_names_a_state(
    cmc: Command, canvas: str, states: tuple[str, ...], tmp_path: Path
) -> None:
    before, after = (f"{state[:4].upper()} {state[4:8].upper()}" for state in (states[0], states[-1]))
    options = ("--paper", "A4", "--portrait", "--layout", "bottom-row")
    assert cmc("compare", canvas, before, after, tmp_path / "changes.pdf", *options).status == 0
    box = pypdf.PdfReader(tmp_path / "changes.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


@pytest.mark.parametrize("name", ["ffffffff", "then", ""])
def test_a_state_there_is_not_is_told_with_those_there_are(
    cmc: Command, canvas: str, states: tuple[str, ...], tmp_path: Path, name: str
) -> None:
    result = cmc("compare", canvas, name, "now", tmp_path / "changes.pdf")
    assert (result.status, result.out) == (1, "")
    assert f"{states[-1][:4]} {states[-1][4:8]}".upper() in result.err
    assert not (tmp_path / "changes.pdf").exists()


def test_another_kind_of_file_is_refused(cmc: Command, canvas: str, tmp_path: Path) -> None:
    result = cmc("compare", canvas, "now", "now", tmp_path / "changes.docx")
    assert (result.status, result.out) == (1, "")
    assert ".pdf" in result.err
    assert not (tmp_path / "changes.docx").exists()
