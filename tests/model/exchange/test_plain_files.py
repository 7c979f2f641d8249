"""Plain JSON and tables: what other programs write comes in clean or is refused by name, and goes out unharmed."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from typing import Any

import builders
import cmc_examples as examples
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmc_desktop.model.domain.changes import AddNotes, MarkNoneIdentified
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.text import clean
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.model.exchange.csv_table import armed_again, disarmed, read_csv, write_csv
from cmc_desktop.model.exchange.foreign_file import read_foreign
from cmc_desktop.model.exchange.plain_canvas import PlainCanvas, plain_canvas
from cmc_desktop.model.exchange.plain_json import plain_of, write_plain_json
from cmc_desktop.model.exchange.strict_json import parse

PLAIN: dict[str, Any] = {
    "title": "Bus",
    "template": "city-model-canvas",
    "notes": [{"box": "value", "text": "On time"}, {"box": "costs", "text": "Buses"}, {"box": "value", "text": "Safe"}],
}


def from_json(**changes: Any) -> PlainCanvas:
    return plain_of(parse(json.dumps({**PLAIN, **changes}).encode()), builders.TEMPLATES)


def from_csv(text: str, template: str = "") -> PlainCanvas:
    return read_csv(text.encode("utf-8", "surrogatepass"), builders.TEMPLATES, "Table", template)


def test_the_plain_json_of_the_manual_is_read_in_its_order() -> None:
    plain = from_json()
    assert (plain.title, plain.city, plain.template) == ("Bus", "", builders.CMC)
    assert plain.notes == (("value", "On time"), ("costs", "Buses"), ("value", "Safe"))


def test_city_and_none_identified_may_be_told_and_boxes_be_numbered() -> None:
    plain = from_json(city=" Port  Alder ", none_identified=["revenue"], notes=[{"box": 9, "text": "a"}])
    assert (plain.city, plain.none_identified, plain.notes) == ("Port Alder", ("revenue",), (("costs", "a"),))


def test_foreign_text_is_cleaned_and_control_characters_become_visible() -> None:
    plain = from_json(notes=[{"box": "value", "text": "  a\0b\r\ncafe\u0301 "}])
    assert plain.notes == (("value", "a␀b\ncafé"),)


def test_letters_may_bear_as_many_accents_as_people_write() -> None:
    plain = from_json(title="e\u0301", notes=[{"box": "value", "text": "o\u0301\u0323" + "e\u0301" * 3998}])
    assert (plain.title, plain.notes[0][1][:3]) == ("é", "ọ\u0301é")


WRONG_JSON: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "“title” is empty"),
    ({"title": 3}, "The file: “title” has to be a text."),
    ({"title": "x" * 301}, "“title” has 301 characters; at most 300"),
    ({"template": "nothing"}, "no template “nothing”; the templates are city-model-canvas"),
    ({"template": ["a"]}, "“template” has to be a text"),
    ({"notes": {}}, "“notes” has to be a list."),
    ({"notes": ["a"]}, "Note 1 has to be an object"),
    ({"notes": [{"box": "value"}]}, "Note 1: “text” is missing."),
    ({"notes": [{"text": "value"}]}, "Note 1: “box” is missing."),
    ({"notes": [{"box": "value", "text": None}]}, "Note 1: “text” has to be a text."),
    ({"notes": [{"box": "value", "text": "a", "by": 2}]}, "Note 1: the field “by” is not known."),
    ({"notes": [*PLAIN["notes"], {"box": "taxes", "text": "a"}]}, "Note 4: there is no box “taxes”; the boxes are"),
    ({"notes": [{"box": 15, "text": "a"}]}, "Note 1: there is no box “15”"),
    ({"notes": [{"box": True, "text": "a"}]}, "Note 1: there is no box “true”"),
    ({"notes": [{"box": {}, "text": "a"}]}, "Note 1: there is no box “{…}”"),
    ({"notes": [{"box": "value", "text": " \n"}]}, "Note 1 in box “value” has no words."),
    ({"notes": [{"box": "value", "text": "x" * 4001}]}, "Note 1 in box “value” has 4001 characters"),
    ({"notes": [{"box": "mission", "text": "a"}] * 2}, "The box “mission” holds one text, but this file has 2 for it."),
    ({"notes": [{"box": "value", "text": "a"}] * 20_001}, "has 20001 notes; a canvas holds at most 20000"),
    ({"none_identified": ["taxes"]}, "“none_identified”: there is no box “taxes”"),
    ({"none_identified": ["value"]}, "“value” has notes, so it cannot be “none identified”"),
    ({"none_identified": [1]}, "“none_identified” has to be a text"),
    ({"title": "a" + "\u0323\u0301" * 51}, "“title” has more than 100 accents on one letter"),
    ({"notes": [{"box": "value", "text": "\u0301\u0323" * 1999}]}, "has more than 100 accents on one letter"),
    ({"notes": [{"box": "value", "text": "\u0301\u0323" * 500_000}]}, "has 1000000 characters; a note holds at most"),
    ({"colour": 1}, "The file: the field “colour” is not known."),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG_JSON, ids=[sentence for _, sentence in WRONG_JSON])
def test_a_wrong_plain_file_is_refused_by_name(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadFile) as refused:
        from_json(**changes)
    assert sentence in refused.value.happened


@pytest.mark.parametrize("missing", ["title", "notes"])
def test_a_plain_file_needs_a_title_and_notes(missing: str) -> None:
    with pytest.raises(BadFile, match=f"“{missing}” is missing"):
        plain_of(parse(json.dumps({k: v for k, v in PLAIN.items() if k != missing}).encode()), builders.TEMPLATES)


@pytest.mark.parametrize(
    "table",
    [
        "box,text\nvalue,On time\ncosts,Buses\n",
        "box;text\r\nvalue;On time\r\ncosts;Buses\r\n",
        "box\ttext\nvalue\tOn time\ncosts\tBuses",
        '\ufeff"Box","Text"\n2,On time\n\n9,Buses\n,\n',
        "text,box\nOn time,value\nBuses,costs\n",
        "box;text;;\nvalue;On time;;\ncosts;Buses;;\n",
        "box,text\rvalue,On time\rcosts,Buses\r",
        "sep=;\r\nbox;text\r\nvalue;On time\r\ncosts;Buses\r\n",
        '\ufeff"SEP=,"\nbox,text\nvalue,On time\ncosts,Buses\n',
        "sep=\t\nbox\ttext\nvalue\tOn time\ncosts\tBuses",
        "box,text\nVALUE,On time\n Costs ,Buses\n",
        "box,text\nvalue  PROPOSITION,On time\nbudget cost structure,Buses\n",
    ],
)
def test_tables_of_spreadsheets_are_understood(table: str) -> None:
    assert from_csv(table).notes == (("value", "On time"), ("costs", "Buses"))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_table_in_another_encoding_is_told_how_to_be_saved_again(encoding: str) -> None:
    table = "box;text\nvalue;Zürich – später\n".encode(encoding)
    with pytest.raises(BadFile, match="save it again in the spreadsheet, as “CSV UTF-8”") as caught:
        read_csv(table, builders.TEMPLATES, "T")
    assert "byte" not in str(caught.value)


def test_rows_are_counted_as_the_spreadsheet_shows_them() -> None:
    with pytest.raises(BadFile, match="Row 3: there is no box “taxes”"):
        from_csv("sep=;\nbox;text\nvalue;a\ntaxes;b\n")


def test_every_box_of_every_template_is_found_by_its_name_in_any_case() -> None:
    for template in builders.TEMPLATES.values():
        for box in template.boxes.values():
            for name in (box.key, str(box.number), box.name, box.title):
                found = from_csv(f'box,text\n"{name.upper()}",a\n', template.key)
                assert found.notes == ((box.key, "a"),)


def test_a_cell_may_hold_separators_quotes_and_lines() -> None:
    assert from_csv('box;text\nvalue;"a;b, ""c""\nd"\n').notes == (("value", 'a;b, "c"\nd'),)


def test_a_table_finds_the_template_whose_boxes_it_names() -> None:
    business = builders.TEMPLATES["business-model-canvas"]
    key = next(key for key in business.walk if key not in builders.CMC)
    assert from_csv(f"box,text\n{key},a\n").template == business
    assert from_csv("box,text\n1,a\n").template == builders.CMC
    assert from_csv("box,text\n1,a\n", business.key).template == business


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("value,On time\n", "The first row of the table has to be “box,text”"),
        ("box|text\nvalue|a\n", "The first row of the table has to be “box,text”"),
        ("box,text,by\nvalue,a,me\n", "The first row of the table has to be “box,text”"),
        ("\nbox,text\nvalue,a\n", "The first row of the table has to be “box,text”"),
        ('"box,text\nvalue,a\n', "The first row of the table|quotes do not match"),
        ("box,text\ncosts,Buses, depot\n", "Row 2 has 3 cells instead of 2"),
        ("box,text\ncosts\n", "Row 2 has 1 cell instead of 2"),
        ("box,text\nvalue,a\ntaxes,b\n", "Row 3: there is no box “taxes”"),
        ("box,text\nvalue,\n", "Row 2 has no words"),
        ("box,text\nvalue," + "x" * 4001, "Row 2 has 4001 characters"),
        ('box,text\nvalue,"a\n', "damaged or cut off near line"),
        ('box,text\nvalue,"a"b\n', "damaged or cut off near line 2"),
        ("box,text\nmission,a\n1,b\n", "The box “mission” holds one text, but this file has 2"),
        ("box,text\n" + "value,a\n" * 20_001, "has 20001 notes"),
    ],
)
def test_a_wrong_table_is_refused_by_name(table: str, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        from_csv(table)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-5 buses", "@SUM(A1)", "＝1", " =1", "'=1", "''-1"])
def test_a_cell_that_a_spreadsheet_might_calculate_gets_one_quote_sign(text: str) -> None:
    assert disarmed(text) == "'" + text
    assert armed_again(disarmed(text)) == text


@pytest.mark.parametrize("text", ["5 buses", "'tis the season", "a=b", "''", ""])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert disarmed(text) == armed_again(text) == text


TEXTS = st.text(max_size=50) | st.text(alphabet="'=+-@＝\t\n ,;\"a", max_size=12)
CANVAS_NOTES = st.lists(st.tuples(st.sampled_from(builders.BOXES[1:]), TEXTS.filter(lambda text: clean(text) != "")))


@given(CANVAS_NOTES)
@settings(max_examples=150, deadline=None)
def test_words_survive_json_and_tables_whatever_they_are(notes: list[tuple[str, str]]) -> None:
    canvas = examples.empty_canvas()
    for box, text in notes:
        examples.do(canvas, AddNotes(box, (text,)))
    free = next((box for box in builders.BOXES[1:] if not canvas.note_count(box)), None)
    if free:
        examples.do(canvas, MarkNoneIdentified(free))
    told = plain_canvas(canvas)
    assert plain_of(parse(write_plain_json(canvas)), builders.TEMPLATES) == told
    assert read_csv(write_csv(canvas), builders.TEMPLATES, "Table").notes == told.notes
    rows = list(csv.reader(io.StringIO(write_csv(canvas).decode("utf-8-sig"), newline="")))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")) for row in rows for cell in row)


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: ("box,text\n" + text).encode("utf-8", "replace"))
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_as_a_table_are_a_canvas_or_one_refusal(data: bytes) -> None:
    with suppress(BadFile):
        assert read_csv(data, builders.TEMPLATES, "Table").template in builders.TEMPLATES.values()


def test_a_file_is_read_as_what_it_says_it_is() -> None:
    canvas = examples.busy_canvas()
    cmc, plain = write_cmc(canvas), write_plain_json(canvas)
    for suffix in (".cmc", ".json", ".CMC"):
        assert not isinstance(read_foreign("a", suffix, cmc, builders.TEMPLATES), PlainCanvas)
        assert isinstance(read_foreign("a", suffix, plain, builders.TEMPLATES), PlainCanvas)


@pytest.mark.parametrize(
    ("suffix", "data", "sentence"),
    [
        (".pdf", b"%PDF-1.7", "A PDF cannot be imported"),
        (".cmc", b"SQLite format 3\0", "This is a database, not a canvas"),
        (".csv", b"PK\x03\x04", "packed or office file"),
        (".txt", b"hello", "Files of the kind “.txt” cannot be imported"),
        ("", b"hello", "cannot be imported: choose a .cmc, .json or .csv"),
        (".cmc", b'{"a":1}', "not a .cmc file: its “format” is not “cmc”"),
        (".json", b'{"a":1}', "“title” is missing"),
    ],
)
def test_other_kinds_of_files_are_called_by_their_name(suffix: str, data: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence):
        read_foreign("a", suffix, data, builders.TEMPLATES)
