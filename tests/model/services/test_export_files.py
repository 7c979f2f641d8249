"""Giving a canvas out: the suffix says as what, and the file is the canvas as it was at that moment."""

from __future__ import annotations

import io
import json
from pathlib import Path

import builders
import pikepdf
import pypdf
import pytest

from cmc_desktop.model.domain.changes import AddNote, AddNotes
from cmc_desktop.model.domain.entity import new_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.canvas_file import cmc_bytes
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.safe_file import FileTrouble
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import Paths


@pytest.fixture
def exporter(paths: Paths, clock: ManualClock) -> Exporter:
    return Exporter(paths.resources / "fonts", clock)


def export(exporter: Exporter, library: Library, session: Session, path: Path) -> Path:
    canvas = session.canvas.snapshot()
    return exporter.export(canvas, path, revisions=revisions_of(library, canvas)).path


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_plain_files_carry_the_words_to_another_library(
    exporter: Exporter, library: Library, filled: Session, tmp_path: Path, suffix: str
) -> None:
    filled.do(AddNotes("value", ("=1+1", "<b>{x}</b>", "two\nlines, “quoted” and 'single'", "'-5")))
    first = export(exporter, library, filled, tmp_path / f"a{suffix}")
    again = library.session(import_file(library, first).canvas_id)
    for box in builders.BOXES:
        assert builders.texts(again, box) == builders.texts(filled, box)
    assert export(exporter, library, again, tmp_path / f"b{suffix}").read_bytes() == first.read_bytes()


def test_a_reopened_canvas_gives_the_file_it_gave_before(
    exporter: Exporter, library: Library, signed: Session, tmp_path: Path
) -> None:
    first = export(exporter, library, signed, tmp_path / "a.cmc")
    second = export(exporter, library, library.session(signed.canvas.id), tmp_path / "b.CMC")
    assert first.read_bytes() == second.read_bytes()


def test_the_plain_json_is_the_one_of_the_manual(
    exporter: Exporter, library: Library, session: Session, tmp_path: Path
) -> None:
    session.do(AddNote("costs", "Buses"))
    told = json.loads(export(exporter, library, session, tmp_path / "a.json").read_text(encoding="utf-8"))
    assert told == {
        "title": "Night bus",
        "city": "Port Alder",
        "template": "city-model-canvas",
        "notes": [{"box": "costs", "text": "Buses"}],
        "none_identified": [],
    }


@pytest.mark.parametrize("name", ["a.odt", "a", ".pdf", "a.cmc.bak"])
def test_another_suffix_is_refused_and_those_there_are_are_named(
    exporter: Exporter, library: Library, session: Session, tmp_path: Path, name: str
) -> None:
    with pytest.raises(Refusal) as refused:
        export(exporter, library, session, tmp_path / name)
    assert ".pdf, .cmc, .docx" in refused.value.todo
    assert not (tmp_path / name).exists()


def test_a_stopped_export_writes_nothing(exporter: Exporter, session: Session, tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(Cancelled, match="stopped"):
        exporter.export(
            session.canvas, tmp_path / "a.cmc", revisions=(), progress=told.append, cancelled=lambda: len(told) == 1
        )
    assert (told, list(tmp_path.glob("*.cmc"))) == (["Reading the canvas…"], [])


def test_an_export_into_no_folder_says_so(
    exporter: Exporter, library: Library, session: Session, tmp_path: Path
) -> None:
    with pytest.raises(FileTrouble, match="There is no folder"):
        export(exporter, library, session, tmp_path / "none" / "a.cmc")


def test_a_canvas_that_could_not_be_read_again_is_not_given_out(session: Session) -> None:
    canvas = session.canvas.snapshot()
    canvas.write([Note(new_id(), "value", "a0", "a", tags=("not\na line",))])
    with pytest.raises(Refusal, match="Note 1 in box “value”: a tag has to be one line"):
        cmc_bytes(canvas, ())


def test_a_draft_on_paper_says_so_and_holds_every_note(
    exporter: Exporter, library: Library, filled: Session, tmp_path: Path
) -> None:
    file = export(exporter, library, filled, tmp_path / "a.pdf")
    document = pypdf.PdfReader(io.BytesIO(file.read_bytes()))
    assert all("draft" in page.extract_text().lower() for page in document.pages)
    words = " ".join(" ".join(page.extract_text() for page in document.pages).split())
    assert all(text in words for box in builders.BOXES for text in builders.texts(filled, box))


def test_the_record_of_a_signed_canvas_holds_its_own_cmc_file(
    exporter: Exporter, library: Library, signed: Session, tmp_path: Path
) -> None:
    cmc = cmc_bytes(signed.canvas, revisions_of(library, signed.canvas), minutes=False, record=True)
    with pikepdf.open(export(exporter, library, signed, tmp_path / "a.pdf")) as record:
        (attached,) = [record.attachments[name].get_file().read_bytes() for name in record.attachments]
    assert attached == cmc
    assert read_cmc(attached, builders.TEMPLATES).canvas.content_hash == signed.canvas.content_hash


def test_characters_without_a_sign_are_told(
    exporter: Exporter, library: Library, session: Session, tmp_path: Path
) -> None:
    session.do(AddNote("value", "a \U000130b8 b"))
    told = exporter.export(session.canvas, tmp_path / "a.pdf", revisions=revisions_of(library, session.canvas))
    assert [glyph.char for glyph in told.missing_glyphs] == ["\U000130b8"]
