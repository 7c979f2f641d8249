"""Files of every format version that was ever given out still open, with the hashes they had."""

from __future__ import annotations

from pathlib import Path

import builders
import pytest

from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.exchange.cmc_reader import read_cmc

FILES = Path(__file__).parents[2] / "files"
KNOWN = {"format-1.0-signed.cmc": "1b7f767eda1f4c17a7ef94f0c84fe78d48402b17e1ce7c3edb5312ebb78ba227"}


@pytest.mark.parametrize(("name", "content_hash"), KNOWN.items())
def test_a_file_of_an_earlier_version_opens_with_its_hash(name: str, content_hash: str) -> None:
    canvas = read_cmc((FILES / name).read_bytes(), builders.TEMPLATES).canvas
    assert canvas.content_hash == content_hash
    assert canvas.sign_off is not None
    assert canvas.sign_off.content_hash == content_hash


def test_the_first_file_still_says_what_it_said() -> None:
    canvas = read_cmc((FILES / "format-1.0-signed.cmc").read_bytes(), builders.TEMPLATES).canvas
    assert (canvas.head.title, canvas.head.city) == ("Night bus", "Port Alder")
    assert [note.text for note in canvas.notes_in("value")] == ["كل ليلة", "A bus in 15 minutes"]
    assert [note.tags for note in canvas.notes_in("costs")] == [("money",), ("money",)]
    assert [note.text for note in canvas.all(Note) if note.deleted] == ["No car"]
    assert canvas.mark("social_risks").by == "Mo"
    assert [person.name for person in canvas.people] == ["Ada", "Bo", "Cy"]
    assert [answer.kind for answer in canvas.answers] == ["not_yet", "satisfied", "satisfied", "reservation"]
    assert len(list(canvas.all(Revision))) == 3
    assert len(canvas.agenda) == 9


def test_no_kept_file_is_without_its_test() -> None:
    assert {path.name for path in FILES.glob("*.cmc")} == KNOWN.keys()
