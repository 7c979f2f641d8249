"""The hand-out kit: n people get 2n canvases under their names, in one file or a folder, whole or not at all."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import builders
import pypdf
import pytest
from at_length import at_length
from hypothesis import given, settings
from hypothesis import strategies as st

from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.participant import Capacity
from cmc_desktop.model.domain.practice_mark import PRACTICE
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.handout_kit import HandoutKit, sheets_in_words
from cmc_desktop.model.services.kit_wish import (
    MOST_PEOPLE,
    KitPart,
    KitPerson,
    KitWish,
    empty_canvas,
    nobody_yet,
    people_of,
)
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.model.services.safe_file import FileTrouble
from cmc_desktop.model.services.session import Session
from cmc_desktop.paths import resources_folder

FONTS = resources_folder() / "fonts"
PROTOCOLS = load_protocols(resources_folder())
ALL = tuple(KitPart)


def kit(**settings: object) -> HandoutKit:
    return HandoutKit(FONTS, 1_790_000_000_000, **settings)  # type: ignore[arg-type]


def named(*names: str) -> tuple[KitPerson, ...]:
    return tuple(KitPerson(name, "Port", "Participant") for name in names)


def wish(*parts: KitPart, people: tuple[KitPerson, ...] = (), title: str = "Night bus") -> KitWish:
    canvas = empty_canvas(builders.CMC, title, "Port Alder")
    return KitWish(canvas, parts or (KitPart.BLANK,), people, protocols=PROTOCOLS)


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_every_part_says_what_it_is() -> None:
    assert len({part.label for part in KitPart}) == len({part.about for part in KitPart}) == len(KitPart) == 10


# for whom


NAMES = st.from_regex(r"[A-Z][a-zéüñ]{1,12} [A-Z][a-z]{1,14}", fullmatch=True)


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_n_people_get_2n_canvases_under_their_names(data: st.DataObject) -> None:
    names = data.draw(st.lists(NAMES, min_size=1, max_size=40))
    pages = texts(kit().make(wish(people=named(*names))).data)
    found = [re.search(r"Name: (.*?)\s+·\s+sheet (\d) of 2", page) for page in pages]
    assert all(found)
    assert [(one[1], one[2]) for one in found if one] == [(name, copy) for name in names for copy in "12"]


test_any_people_get_2n_canvases_under_their_names = at_length(test_n_people_get_2n_canvases_under_their_names, 100)


@pytest.mark.parametrize("count", [1, 2, 23])
def test_n_people_without_names_get_2n_canvases(count: int) -> None:
    pages = texts(kit().make(wish(people=nobody_yet(count))).data)
    assert len(pages) == 2 * count
    assert all("Name: ____" in page for page in pages)


def test_five_hundred_people_are_the_most() -> None:
    assert kit().count(wish(people=nobody_yet(MOST_PEOPLE))) == {"A3": 1000}
    for count in (0, -3, 501, 10**9):
        with pytest.raises(Refusal, match="1 to 500 people"):
            nobody_yet(count)


def test_those_who_only_watch_get_a_card_and_no_canvas(session: Session) -> None:
    builders.add_people(session, 3)
    people = people_of(session.canvas)
    assert [one.capacity for one in people if not one.works] == [
        kind.label for kind in (Capacity.MODERATOR, Capacity.NOTE_TAKER, Capacity.OBSERVER)
    ]
    blank = texts(kit().make(KitWish(session.canvas, people=people)).data)
    assert len(blank) == 6
    cards = " ".join(texts(kit().make(KitWish(session.canvas, (KitPart.NAMES,), people)).data))
    assert cards.count("Nora Taker") == 2
    signed_in = " ".join(texts(kit().make(KitWish(session.canvas, (KitPart.SIGN_IN,), people)).data))
    assert all(word in signed_in for word in ("Observer 1", "Note-taker", "Signature", "This list is kept for"))


# the parts


def test_one_file_holds_all_parts_each_on_its_own_paper(session: Session) -> None:
    builders.fill(session, 20)
    data = kit().make(KitWish(session.canvas, ALL, named("Ann Other"), protocols=PROTOCOLS)).data
    reader = pypdf.PdfReader(io.BytesIO(data))
    sizes = {(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in reader.pages}
    assert sizes == {(1191, 842), (595, 842), (842, 595), (3370, 2384)}
    words = " ".join(page.extract_text() for page in reader.pages)
    for heading in ("Agenda", "Moderator’s script", "Sign-in sheet", "Wall poster, to be put together", "To mark up"):
        assert heading in words
    counted = kit().count(KitWish(session.canvas, ALL, named("Ann Other"), protocols=PROTOCOLS))
    assert sum(counted.values()) == len(reader.pages)


def test_the_agenda_has_times_and_goals_of_the_canvas_or_else_of_the_usual_day(session: Session) -> None:
    usual = " ".join(" ".join(texts(kit().make(wish(KitPart.AGENDA)).data)).split())
    assert "09:00–09:30 Present the canvas 30 minutes" in usual
    assert "Everyone knows what each element of the canvas means." in usual
    builders.set_agenda(session, [(builders.AGENDA[2][0], "Write alone", 25)])
    own = " ".join(texts(kit().make(KitWish(session.canvas, (KitPart.AGENDA,), begins=600, protocols=PROTOCOLS)).data))
    assert "10:00–10:25" in own
    assert "Write alone" in own


def test_the_canvas_to_mark_up_needs_a_canvas(session: Session) -> None:
    session.do(AddNote("value", "Fewer cars at night"))
    assert "Fewer cars at night" in texts(kit().make(KitWish(session.canvas, (KitPart.GREY,))).data)[0]
    with pytest.raises(Refusal, match="no canvas to mark up"):
        kit().make(wish(KitPart.GREY))


@pytest.mark.parametrize(("paper", "expected"), [("", (595, 842)), ("A3", (595, 842)), ("Tabloid", (612, 792))])
def test_documents_and_cards_keep_their_paper(paper: str, expected: tuple[int, int]) -> None:
    for part in (KitPart.AGENDA, KitPart.SCRIPT, KitPart.NAMES, KitPart.SIGN_IN):
        made = kit().make(KitWish(wish().canvas, (part,), paper=paper, lying=True, protocols=PROTOCOLS)).data
        box = pypdf.PdfReader(io.BytesIO(made)).pages[0].mediabox
        assert (round(float(box.width)), round(float(box.height))) == expected


@pytest.mark.parametrize("paper", ["A4", "A3", "A2", "A1", "A0", "Letter", "Tabloid"])
def test_what_is_written_on_takes_the_paper_and_the_way_it_is_turned(paper: str) -> None:
    for part in (KitPart.BLANK, KitPart.QUESTIONS, KitPart.LARGE):
        for lying in (True, False):
            made = kit().make(KitWish(wish().canvas, (part,), paper=paper, lying=lying)).data
            box = pypdf.PdfReader(io.BytesIO(made)).pages[0].mediabox
            assert (box.width > box.height) is lying
        assert set(kit().count(KitWish(wish().canvas, (part,), paper=paper))) == {paper}


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(Refusal, match="No part"):
        kit().make(KitWish(wish().canvas, ()))
    with pytest.raises(Refusal, match="no poster of the size"):
        kit().make(KitWish(wish().canvas, (KitPart.POSTER,), poster="A4"))
    with pytest.raises(Refusal, match="no paper size"):
        kit().make(KitWish(wish().canvas, paper="A9"))


def test_the_same_wish_gives_the_same_bytes() -> None:
    assert kit().make(wish(*ALL[:9])).data == kit().make(wish(*ALL[:9])).data


def test_a_reader_is_told_the_order_and_qpdf_finds_nothing_wrong(session: Session, tmp_path: Path) -> None:
    for tool in ("qpdf", "pdfinfo"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    builders.fill(session, 20)
    path = tmp_path / "kit.pdf"
    kit().write(KitWish(session.canvas, ALL, named("Ann Other", "محمد"), protocols=PROTOCOLS), path)
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    assert "No syntax or stream encoding errors" in checked.stdout, checked.stderr
    told = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, errors="replace"
    ).stdout
    headings = [told.index(f'"{words}"') for words in ("City Model Canvas", "Agenda", "Sign-in sheet", "Night bus")]
    assert headings == sorted(headings)
    assert "Tagged:          yes" in subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True).stdout


# into files


def test_a_kit_is_a_new_folder_with_a_file_for_each_part(tmp_path: Path) -> None:
    written = kit().write_folder(wish(KitPart.BLANK, KitPart.AGENDA, title="../x: CON?"), tmp_path)
    (folder,) = tmp_path.iterdir()
    assert folder == written.folder
    assert folder.name == "x CON hand-outs 2026-09-21"
    assert sorted(written.files) == sorted(folder.iterdir())
    assert sorted(path.name for path in folder.iterdir()) == ["x CON Agenda.pdf", "x CON Blank canvases.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in written.files)


def test_session_and_version_are_in_the_names_however_long_a_session_is_called(tmp_path: Path) -> None:
    canvas = wish().canvas.snapshot()
    canvas.write([replace(canvas.head, session="Spring round " * 10, version=12)])
    written = kit().write_folder(KitWish(canvas, ALL[:9]), tmp_path)
    assert written.folder.name == "Night bus Spring round Spring version 12 hand-outs 2026-09-21"
    assert "Night bus Spring round Spring version 12 Wall poster in tiles.pdf" in [one.name for one in written.files]
    assert len(list(written.folder.iterdir())) == 9


def test_a_kit_is_never_written_over_an_older_one(tmp_path: Path) -> None:
    (first,) = kit().write_folder(wish(), tmp_path).files
    first.write_bytes(b"with notes of the moderator")
    with pytest.raises(Refusal, match="already"):
        kit().write_folder(wish(), tmp_path)
    assert first.read_bytes() == b"with notes of the moderator"
    assert list(tmp_path.iterdir()) == [first.parent]
    assert list(first.parent.iterdir()) == [first]


def test_a_folder_that_cannot_be_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    for folder in (file, tmp_path / "no" / "where", tmp_path / ("x" * 300)):
        with pytest.raises(FileTrouble):
            kit().write_folder(wish(), folder)
    assert list(tmp_path.iterdir()) == [file]


def test_missing_characters_are_asked_about_once_for_a_whole_kit(tmp_path: Path) -> None:
    strange = wish(KitPart.NAMES, KitPart.SIGN_IN, people=named("Anu \U00012000"))
    asked: list[list[str]] = []

    def refuse(missing: object) -> bool:
        asked.append([glyph.char for glyph in missing])  # type: ignore[attr-defined]
        return False

    with pytest.raises(Cancelled):
        kit().write_folder(strange, tmp_path, refuse)
    with pytest.raises(Cancelled):
        kit().write(strange, tmp_path / "a.pdf", refuse)
    assert asked == [["\U00012000"]] * 2
    assert list(tmp_path.iterdir()) == []
    written = kit().write_folder(strange, tmp_path, lambda _missing: True)
    assert [glyph.char for glyph in written.missing_glyphs] == ["\U00012000"]


@pytest.mark.parametrize("stop_at", [1, 2, 3, 6, 7, 8, 9])
def test_a_kit_that_is_stopped_leaves_nothing(tmp_path: Path, stop_at: int) -> None:
    told: list[str] = []
    stopping = kit(cancelled=lambda: len(told) >= stop_at, progress=told.append)
    with pytest.raises(Cancelled):
        stopping.write_folder(wish(KitPart.BLANK, KitPart.NAMES, people=nobody_yet(100)), tmp_path)
    assert len(told) == stop_at
    assert list(tmp_path.iterdir()) == []


def test_a_practice_gives_nothing_out(session: Session) -> None:
    canvas = session.canvas.snapshot()
    canvas.write([replace(canvas.head, project=PRACTICE)])
    with pytest.raises(Refusal, match="This is a practice"):
        kit().make(KitWish(canvas))


def test_sheets_are_told_in_words() -> None:
    assert sheets_in_words({"A3": 34, "A0": 1}) == "34 sheets of A3, 1 sheet of A0"
