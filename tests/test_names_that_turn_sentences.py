"""Names and titles with signs of direction do not turn round what the app says, and keep them where they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import given_copy, open_library, put, workshop_at

from cmc_desktop.i18n import tr, trn, upright
from cmc_desktop.model.domain.changes import AddMinute, KeepCheckpoint, SkipPhase
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.bringing_back import read_copy_file
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.importing import import_file
from cmc_desktop.model.services.log_lines import log_lines
from cmc_desktop.model.services.looked_words import what_it_is
from cmc_desktop.model.services.minutes_document import minutes_document
from cmc_desktop.model.services.recognising import look_at

#: as who writes Hebrew in an English form may have it, embedded and closed again
HEBREW = "\u202bתוכנית 2026\u202c"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("sign", TURNING)
def test_a_sign_that_turns_what_follows_is_told_by_its_code(sign: str) -> None:
    told = f"[U+{ord(sign):04X}]"
    assert upright(f"Olli {sign}gro’s copy of “x”") == f"Olli {told}gro’s copy of “x”"
    assert str(Refusal(f"Olli {sign}gro is here.", todo=f"Ask {sign}.")) == f"Olli {told}gro is here. Ask {told}."


@pytest.mark.parametrize("name", ["مريم", "שרה לוי", "نسیم\u200cآباد", "Zoë \u200fשרה", "👩\u200d🌾"])
def test_names_that_are_read_leftward_stay_as_they_are(name: str) -> None:
    assert upright(f"by {name}") == f"by {name}"


@pytest.mark.parametrize("sign", TURNING)
def test_words_that_may_be_stored_or_printed_keep_their_signs(sign: str) -> None:
    assert tr("{title} (copy)", title=f"{sign}Plan") == f"{sign}Plan (copy)"
    assert trn("{n} of {name}", "{n} of {name}", 2, name=sign) == f"2 of {sign}"


def test_a_duplicate_has_the_title_that_somebody_typed(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    made = library.duplicate(library.new(HEBREW))
    assert library.session(made).canvas.head.title == f"{HEBREW} (copy)"


def test_the_minutes_print_what_was_said_whoever_said_it(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new("Quiet streets"))
    ada, *_ = workshop_at(session, "discuss")
    session.do(AddMinute(HEBREW, ada))
    printed = repr(minutes_document(session.canvas, now=0).blocks)
    assert repr(HEBREW)[1:-1] in printed
    assert "U+" not in printed


def test_the_day_tells_in_a_record_what_was_typed(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new("Quiet streets"))
    workshop_at(session, "discuss")
    session.do(SkipPhase(HEBREW))
    told = [line.words for line in log_lines(session)]
    assert any(HEBREW in words for words in told)
    assert not any("[U+" in words for words in told)


def test_the_history_names_whoever_made_a_point_and_what_it_is_called_upright(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new("Quiet streets"))
    session.do(KeepCheckpoint(by="Olli \u202egro", name="\u202eevil"))
    session.do(KeepCheckpoint(why="copy", by="Olli \u202egro"))
    told = [f"{point.title} {point.words} {point.maker}" for point in History(library, session).points]
    assert not set(TURNING) & set("".join(told))
    assert "copy given to Olli [U+202E]gro" in told[1]
    assert told[2].startswith("[U+202E]evil")


def test_a_point_of_the_history_is_printed_as_it_was_named(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new("Quiet streets"))
    session.do(KeepCheckpoint(name=HEBREW))
    assert HEBREW in [point.title_on_paper for point in History(library, session).points]


def test_what_a_copy_brings_is_told_upright_and_its_title_stays(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new(HEBREW))
    path = given_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    put(session, "costs", "Signs")
    found = import_file(library, path, separate=True)
    assert library.session(found.canvas_id).canvas.head.title == f"{HEBREW} (copy)"
    looked = look_at(library, read_copy_file(path, library.templates).canvas)
    assert "[U+202B]תוכנית 2026[U+202C]" in what_it_is(looked)


def test_a_copy_opened_beside_keeps_a_title_that_a_file_may_have(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    session = library.session(library.new("\u202e" * 280 + "x"))
    path = given_copy(library.store, session, tmp_path / "copy.cmc", "Ada")
    put(session, "costs", "Signs")
    found = import_file(library, path, separate=True)
    assert len(library.session(found.canvas_id).canvas.head.title) <= 300
