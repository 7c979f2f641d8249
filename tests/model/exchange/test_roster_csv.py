"""A roster chosen as a file: columns in any order, cells as text, and a sentence for what is no roster."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.exchange.roster_csv import ROSTER_LIMIT, read_roster


def people(data: bytes | str) -> list[tuple[str, str, str, str]]:
    raw = data.encode() if isinstance(data, str) else data
    return [(one.name, one.organisation, one.role, one.capacity) for one in read_roster(raw)]


@pytest.mark.parametrize(
    "table",
    [
        "Name,Organisation,Role\nAnn Other,Port,Head\n",
        "role;name;organization\r\nHead;Ann Other;Port\r\n",
        "Organisation\tCapacity\tName\tRole\nPort\tparticipant\tAnn Other\tHead\n",
        "Ann Other,Port,Head\n",
        "\ufeffName,Organisation,Role\nAnn Other,Port,Head",
    ],
)
def test_columns_are_found_by_their_headings_or_by_their_place(table: str) -> None:
    assert people(table) == [("Ann Other", "Port", "Head", "participant")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_save_as_unicode_is_read(encoding: str) -> None:
    table = "Name\tOrganisation\nNguyễn Thị Phương\tبلدية المدينة\n"
    assert people(table.encode(encoding)) == [("Nguyễn Thị Phương", "بلدية المدينة", "", "participant")]


def test_cells_that_a_spreadsheet_would_calculate_stay_text() -> None:
    table = 'Name;Organisation\n=HYPERLINK("x");<img src=x onerror=y>\n@SUM(A1);"a\nb"\n'
    assert people(table)[0][:2] == ('=HYPERLINK("x")', "<img src=x onerror=y>")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"PK\x03\x04rest", "office file"),
        (b"%PDF-1.7\n", "no table"),
        ("Müller\n".encode("latin-1"), "not in UTF-8"),
        (b"\xff\xfea", "not in UTF-8"),
        (b"Ann\0Other\n", "no table"),
        (b"Name,Organisation\n,Port\n", "no name"),
        (b"x" * 301, "too long"),
        (b"a" * (ROSTER_LIMIT + 1), "larger than 1 MB"),
        (b"Ann Other\n" * 501, "more than 500 people"),
    ],
)
def test_what_is_no_roster_is_told_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        read_roster(data)


def test_five_hundred_people_are_read() -> None:
    assert len(read_roster(b"".join(f"Person {n}\n".encode() for n in range(500)))) == 500


@given(st.binary(max_size=300))
def test_any_bytes_are_people_or_a_sentence(data: bytes) -> None:
    with suppress(BadFile):
        assert all(person.name.strip() and "\n" not in person.name for person in read_roster(data))
