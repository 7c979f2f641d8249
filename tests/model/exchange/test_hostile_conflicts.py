"""Conflicts in a file whose values no field of a canvas may hold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import builders
import pytest
from builders import add_person, open_library, put
from cmc_examples import file_of, sealed_again

from cmc_desktop.model.domain.changes import KeepBoth, SettleConflict
from cmc_desktop.model.domain.conflict import Conflict, conflict_id
from cmc_desktop.model.domain.errors import BadFile, Refusal
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    library = open_library(tmp_path / "here")
    session = library.session(library.new("Quiet streets", "Port Alder"))
    put(session, "beneficiaries", "Parents")
    add_person(session, "Rosalind Frank")
    return session


def things(session: Session) -> dict[str, str]:
    return {
        "note": builders.ids(session, "beneficiaries")[0],
        "participant": session.canvas.people[0].id,
        "head": "",
        "box": "beneficiaries",
    }


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        ("note", "text", ["", "Parents"]),
        ("note", "text", ["Parents", "x" * 4001]),
        ("note", "box", ["beneficiaries", "no such box at all"]),
        ("note", "tags", ["\n".join(f"tag {n}" for n in range(60)), "one"]),
        ("note", "tags", ["one", "two\n\nthree"]),
        ("note", "deleted", ["hello"]),
        ("note", "text", []),
        ("head", "title", ["", "Quiet streets"]),
        ("head", "city", ["Port\nAlder", "Port Alder"]),
        ("participant", "name", ["", "Rosalind Frank"]),
        ("participant", "capacity", ["participant", "the king himself"]),
        ("participant", "sector", ["", "crime"]),
        ("participant", "counts", ["1", "maybe"]),
        ("participant", "role", ["a\nb", "c"]),
        ("box", "texts", ["a", "b"]),
    ],
)
def test_a_conflict_with_a_value_that_its_field_may_not_hold_is_refused(
    session: Session, kind: str, field: str, values: list[str]
) -> None:
    told = {"kind": kind, "field": field, "thing": things(session)[kind], "values": values}
    file = file_of(session.canvas)
    file["conflicts"].append({**told, "names": [""] * len(values)})
    with pytest.raises(BadFile, match="conflicts"):
        read_cmc(sealed_again(file), builders.TEMPLATES)


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [("capacity", "participant", "ruler"), ("sector", "environment", "crime"), ("name", "Rosalind Frank", "")],
)
def test_a_value_that_came_into_a_library_all_the_same_is_not_settled_on(
    session: Session, field: str, good: str, bad: str
) -> None:
    person = replace(session.canvas.people[0], sector="environment")
    one = conflict_id("participant", person.id, field)
    session.canvas.write([person, Conflict(one, "participant", person.id, field, (bad, good))])
    SettleConflict(one, good).decide(session.canvas, 0)
    with pytest.raises(Refusal):
        SettleConflict(one, bad).decide(session.canvas, 0)


def test_all_tags_of_both_sides_are_kept_only_when_a_note_may_have_so_many(session: Session) -> None:
    note = things(session)["note"]
    tags = ["\n".join(f"{side} {n}" for n in range(30)) for side in ("a", "b")]
    one = conflict_id("note", note, "tags")
    session.canvas.write(
        [
            replace(session.canvas.note(note), tags=tuple(tags[0].split("\n"))),
            Conflict(one, "note", note, "tags", tuple(tags)),
        ]
    )
    with pytest.raises(Refusal, match="at most 50 tags"):
        KeepBoth(one).decide(session.canvas, 0)


def test_parents_of_a_point_of_history_are_in_order(session: Session) -> None:
    point = {"at": 1, "why": "merge", "nonce": "", "revision": "0" * 64, "rest": None, "rest_hash": "1" * 64}
    point |= {"beside": None, "by": "", "name": "", "id": "2" * 64, "parents": ["b" * 64, "a" * 64]}
    file = file_of(session.canvas)
    file["checkpoints"].append(point)
    with pytest.raises(BadFile, match="in order"):
        read_cmc(sealed_again(file), builders.TEMPLATES)
