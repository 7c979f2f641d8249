"""No note becomes a formula in a spreadsheet that opens the table, and every note comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator

import builders
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.exchange.csv_table import armed_again, disarmed, read_csv, write_csv

#: what a formula needs, and what may hide it
tricky = st.text(alphabet="=+-@＝＋－＠;,\t\n'\" \u00a0\u3000a1(|!", max_size=12).map(clean).filter(bool)


def table(*notes: str) -> bytes:
    head = Head("canvas", "project", 1, "", "", "Night bus", "", "city-model-canvas", 1, "draft", 0)
    canvas = Canvas(head, builders.CMC)
    canvas.write([Note(f"n{place:03}", "value", f"{place:03}", text) for place, text in enumerate(notes)])
    return write_csv(canvas)


def cells(data: bytes, separator: str) -> Iterator[str]:
    """The cells as a spreadsheet parts them that expects `separator`: a quote counts only where a cell begins."""
    text = data.decode("utf-8-sig")
    place = 0
    while place < len(text):
        cell = ""
        if text[place] == '"':
            place += 1
            while place < len(text):
                if text[place] == '"' and text[place + 1 : place + 2] != '"':
                    place += 1
                    break
                place += text[place] == '"'
                cell += text[place]
                place += 1
        while place < len(text) and text[place] not in (separator, "\n"):
            cell += text[place]
            place += 1
        place += 1
        yield cell


def calculates(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula that reaches for something."""
    bare = cell.strip().lstrip(" \u00a0\u3000")
    return bare[:1] in ("=", "@", "＝", "＠") or (
        bare[:1] in ("+", "-", "＋", "－") and any(sign in bare for sign in "(|!")
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-5 buses", "'-5 buses"),
        ("＝1+1", "'＝1+1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("\t=1", "'\t'=1"),
        ("why;=HYPERLINK(A1)", "why;'=HYPERLINK(A1)"),
        ('why; "=A1"', 'why; \'"=A1"'),
        ("a\n@SUM(A1)", "a\n'@SUM(A1)"),
        ("a\n-1+cmd|' /C calc'!A0", "a\n'-1+cmd|' /C calc'!A0"),
        ("a list:\n- one\n- two", "a list:\n- one\n- two"),
        ("a; 'quoted'", "a; 'quoted'"),
        ("x = y; y = z", "x = y; y = z"),
    ],
)
def test_only_what_could_be_a_formula_is_put_behind_a_quote_sign(text: str, cell: str) -> None:
    assert disarmed(text) == cell
    assert armed_again(cell) == text


@pytest.mark.parametrize("text", [";" + " " * 2_000_000, ";-" * 1_000_000 + "(", ";'" * 1_000_000, ';"' * 1_000_000])
def test_a_huge_cell_is_gone_through_once(text: str) -> None:
    assert armed_again(disarmed(text)) == text


@given(st.lists(tricky, min_size=1, max_size=4))
@example(["a;\n=1", "a;'\n'=1"])
@example(['a;"=1&"', "''=1;''=1"])
def test_every_note_comes_back_as_it_was(notes: list[str]) -> None:
    read = read_csv(table(*notes), builders.TEMPLATES, "Night bus", "city-model-canvas")
    assert [text for _, text in read.notes] == notes


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@given(notes=st.lists(tricky, min_size=1, max_size=4))
@example(notes=["a;=1", "a\n=1", 'a;"=1"', "a\t@A1", "a; -1+cmd|'x'!A0"])
def test_no_cell_is_a_formula_whatever_separator_is_expected(separator: str, notes: list[str]) -> None:
    assert [cell for cell in cells(table(*notes), separator) if calculates(cell)] == []
