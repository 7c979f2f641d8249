"""`script`, `minutes`, `join-minutes`, `fate`."""

from __future__ import annotations

from pathlib import Path

import builders
import docx
import pypdf
import pytest
from commands import Command, Result

from cmc_desktop.model.domain.by_phase import minutes_in_order
from cmc_desktop.model.domain.changes import AddMinute, AddNote, AddPerson, DeleteMinute, SignOffCanvas
from cmc_desktop.model.domain.changes.people import PersonDetails


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_script_is_written_with_the_day_by_the_clock(cmc: Command, canvas: str, tmp_path: Path) -> None:
    file = tmp_path / "script.pdf"
    result = cmc("script", canvas, file, "--begins", "8:30")
    assert (result.status, result.out, result.err) == (0, "", "")
    text = text_of(file)
    assert "Night bus · Port Alder · City Model Canvas" in text
    assert "08:30–09:00" in text
    assert "Number 14, the last one" in text


def test_the_script_can_be_had_without_the_elements_on_letter_and_as_plain_text(
    cmc: Command, canvas: str, tmp_path: Path
) -> None:
    assert cmc("script", canvas, tmp_path / "short.pdf", "--without-elements", "--paper", "Letter").status == 0
    assert pypdf.PdfReader(tmp_path / "short.pdf").pages[0].mediabox.width == pytest.approx(612, abs=1)
    assert "Number 14" not in text_of(tmp_path / "short.pdf")
    assert cmc("script", canvas, tmp_path / "script.md").status == 0
    assert (tmp_path / "script.md").read_text("utf-8").startswith("# Moderator’s script\n")


@pytest.mark.parametrize("name", ["script.odt", "script"])
def test_another_kind_of_file_is_refused_and_nothing_is_written(
    cmc: Command, canvas: str, tmp_path: Path, name: str
) -> None:
    result = cmc("script", canvas, tmp_path / name)
    assert (result.status, result.out) == (1, "")
    assert ".pdf, .docx or .md" in result.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("time", ["24:00", "9", "09:60", "nine"])
def test_what_is_no_time_of_day_is_wrong_use(cmc: Command, canvas: str, tmp_path: Path, time: str) -> None:
    result = cmc("script", canvas, tmp_path / "script.pdf", "--begins", time)
    assert result.status == 2
    assert "09:00" in result.err
    assert not (tmp_path / "script.pdf").exists()


def test_a_canvas_that_is_not_there_is_told(cmc: Command, canvas: str, tmp_path: Path) -> None:
    result = cmc("script", "nonsense", tmp_path / "script.pdf")
    assert (result.status, result.err.count("\n")) == (1, 1)


# minutes and fate


@pytest.fixture
def workshop(cmc: Command, canvas: str, data: Path) -> str:
    """The canvas with two people, their notes of the round, and a line of minutes: its id."""
    library = builders.open_library(data.parent)
    session = library.session(canvas)
    people = []
    for name, organisation in (("Grace Bell", "Council"), ("Ines Barros", "Bus company")):
        change = AddPerson(PersonDetails(name, organisation=organisation), arrived=True)
        session.do(change)
        people.append(change.id)
    builders.bring_to(session, "round")
    session.do(AddNote("partners", "Bus operators", author=people[0]))
    session.do(AddNote("costs", "Drivers", author=people[1]))
    session.do(AddMinute("They want to be asked", people[0]))
    library.close()
    return canvas


def minutes_of(canvas: str, data: Path) -> list[str]:
    library = builders.open_library(data.parent)
    lines = [line.text for line in minutes_in_order(library.session(canvas).canvas)]
    library.close()
    return sorted(lines)


def write_line(canvas: str, data: Path, words: str) -> None:
    library = builders.open_library(data.parent)
    library.do(canvas, AddMinute(words))
    library.close()


def test_the_minutes_are_written_with_names_and_without_with_the_log_and_without(
    cmc: Command, workshop: str, tmp_path: Path
) -> None:
    file = tmp_path / "minutes.md"
    assert cmc("minutes", workshop, file) == Result(0, "", "")
    text = file.read_text("utf-8")
    assert "Grace Bell: They want to be asked" in text
    assert "Drivers" not in text
    assert cmc("minutes", workshop, file, "--without-names", "--with-log").status == 0
    text = file.read_text("utf-8")
    assert "They want to be asked" in text
    assert "Drivers" in text
    assert "Grace Bell" not in text
    assert cmc("minutes", workshop, tmp_path / "minutes.docx", "--paper", "Letter") == Result(0, "", "")
    written = docx.Document(str(tmp_path / "minutes.docx"))
    assert "They want to be asked" in [row.cells[2].text.rpartition(": ")[2] for row in written.tables[1].rows]
    assert cmc("minutes", workshop, tmp_path / "minutes.pdf").status == 0
    assert "They want to be asked" in text_of(tmp_path / "minutes.pdf")


def test_the_fate_of_the_notes_is_written_for_all_or_for_some(cmc: Command, workshop: str, tmp_path: Path) -> None:
    file = tmp_path / "fate.md"

    def written(*options: str) -> str:
        assert cmc("fate", workshop, file, *options) == Result(0, "", "")
        return file.read_text("utf-8")

    text = written()
    assert "2 notes came in the round – kept as it was said: 2." in text
    assert "Grace Bell" in text
    assert "Grace Bell" not in written("--without-names")
    assert "Drivers" not in written("--person", "grace bell")
    assert "Bus operators" not in written("--organisation", "bus company")


@pytest.mark.parametrize(
    ("option", "name", "known"), [("--person", "Nobody", "Grace Bell, Ines"), ("--organisation", "None", "Bus company")]
)
def test_who_said_nothing_is_told_and_nothing_is_written(
    cmc: Command, workshop: str, tmp_path: Path, option: str, name: str, known: str
) -> None:
    result = cmc("fate", workshop, tmp_path / "fate.md", option, name)
    assert (result.status, result.out) == (1, "")
    assert known in result.err
    assert not (tmp_path / "fate.md").exists()


def test_minutes_of_a_copy_are_joined_and_the_same_file_twice_is_nothing_new(
    cmc: Command, workshop: str, data: Path, tmp_path: Path
) -> None:
    write_line(workshop, data, "On the second laptop")
    assert cmc("export", workshop, tmp_path / "copy.cmc").status == 0
    library = builders.open_library(data.parent)
    session = library.session(workshop)
    session.do(DeleteMinute(next(line.id for line in minutes_in_order(session.canvas) if "second" in line.text)))
    written = AddMinute("Only here")
    session.do(written)
    library.close()
    other = tmp_path / "other"
    other.mkdir()
    assert cmc("--library", other / "l.cmcdb", "import", tmp_path / "copy.cmc").status == 0
    there = builders.Library.open(other / "l.cmcdb", builders.TEMPLATES, builders.ManualClock())
    there.do(workshop, AddMinute("Only there"))
    there.close()
    assert cmc("--library", other / "l.cmcdb", "export", workshop, tmp_path / "back.cmc").status == 0
    joined = cmc("join-minutes", workshop, tmp_path / "back.cmc")
    assert joined == Result(0, "1 line of minutes was added.\n", "")
    assert minutes_of(workshop, data) == ["Only here", "Only there", "They want to be asked"]
    assert "Nothing new" in cmc("join-minutes", workshop, tmp_path / "back.cmc").out


def test_a_damaged_copy_is_told_and_nothing_is_joined(cmc: Command, workshop: str, data: Path, tmp_path: Path) -> None:
    file = tmp_path / "copy.cmc"
    assert cmc("export", workshop, file).status == 0
    file.write_bytes(file.read_bytes()[:-9])
    result = cmc("join-minutes", workshop, file)
    assert (result.status, result.out, result.err.count("\n")) == (1, "", 1)
    assert minutes_of(workshop, data) == ["They want to be asked"]


def test_a_record_has_the_minutes_only_when_they_are_wished_for(
    cmc: Command, workshop: str, data: Path, tmp_path: Path
) -> None:
    library = builders.open_library(data.parent)
    session = library.session(workshop)
    builders.bring_to(session, "consensus")
    builders.everyone_satisfied(session)
    builders.bring_to(session, "signoff")
    session.do(SignOffCanvas())
    library.close()
    assert cmc("export", workshop, tmp_path / "without.pdf").status == 0
    assert cmc("export", workshop, tmp_path / "with.pdf", "--with-minutes").status == 0
    for name, there in (("without", False), ("with", True)):
        (attached,) = (
            data for files in pypdf.PdfReader(tmp_path / f"{name}.pdf").attachments.values() for data in files
        )
        assert (b"They want to be asked" in attached) == there
        assert cmc("verify", tmp_path / f"{name}.pdf").status == 0
