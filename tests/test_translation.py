"""Every word a user sees can be translated: the list of words is complete, and nothing is said past it."""

from __future__ import annotations

import ast
import functools
import string
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cmc_desktop import i18n
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.resources import load_protocols
from cmc_desktop.paths import resources_folder
from tools.catalogue import POT, ROOT, catalogue, code_messages

SOURCES = sorted((ROOT / "cmc_desktop").rglob("*.py"))

#: what shows text, and which of its arguments are that text
SHOWING = {
    **dict.fromkeys(("setText", "setPlainText", "setTitle", "setWindowTitle", "setToolTip", "setStatusTip"), (0,)),
    **dict.fromkeys(("setPlaceholderText", "setAccessibleName", "setAccessibleDescription", "setWhatsThis"), (0,)),
    **dict.fromkeys(("setInformativeText", "setDetailedText", "setSuffix", "setPrefix", "setLabelText"), (0,)),
    **dict.fromkeys(("QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QDockWidget"), (0, 1)),
    **dict.fromkeys(("addAction", "addMenu", "QAction", "QMenu", "addButton", "addTab", "insertTab"), (0, 1, 2)),
    **dict.fromkeys(("addItem", "addRow", "showMessage", "say"), (0,)),
    **dict.fromkeys(("question", "warning", "information", "critical", "about"), (1, 2)),
    **dict.fromkeys(("getOpenFileName", "getSaveFileName", "getExistingDirectory", "getText", "getItem"), (1, 2, 3)),
    **dict.fromkeys(("Refusal", "BadFile", "NotThere", "LibraryTrouble", "CmcError"), (0,)),
    "drawText": (0, 1, 2, 3, 4, 5, 6),
    "tell": (0, 1),
    "ActionSpec": (1, 2),
}
SHOWN_BY_NAME = {"safe", "todo", "text", "title", "toolTip", "placeholderText", "windowTitle"}


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    i18n.use_catalogue(NullTranslations())


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            yield name, node


def plain_words(shown: ast.expr) -> Iterator[str]:
    """The literals with letters in what is shown; what other functions return is their matter."""
    if isinstance(shown, ast.Call):
        if isinstance(shown.func, ast.Attribute) and shown.func.attr in ("format", "join"):
            yield from plain_words(shown.func.value)
        return
    if isinstance(shown, ast.Constant):
        if isinstance(shown.value, str) and any(map(str.isalpha, shown.value)):
            yield shown.value
        return
    if isinstance(shown, ast.Compare | ast.Subscript):
        return
    parts = [shown.body, shown.orelse] if isinstance(shown, ast.IfExp) else ast.iter_child_nodes(shown)
    for part in parts:
        if isinstance(part, ast.FormattedValue):
            yield from plain_words(part.value)
        elif isinstance(part, ast.expr):
            yield from plain_words(part)


def said_past_translation(tree: ast.AST) -> Iterator[str]:
    for name, call in calls(tree):
        if name in SHOWING:
            shown = [call.args[place] for place in SHOWING[name] if place < len(call.args)]
            shown += [keyword.value for keyword in call.keywords if keyword.arg in SHOWN_BY_NAME]
            for words in (words for one in shown for words in plain_words(one)):
                yield f"line {call.lineno}: {name} shows {words!r}"


def wrong_keys(tree: ast.AST) -> Iterator[str]:
    """Calls of tr whose message cannot be found in the list of words or has no values for its places."""
    for name, call in calls(tree):
        if name not in ("tr", "trn") or not call.args:
            continue
        messages = call.args[: 1 if name == "tr" else 2]
        given = {str(keyword.arg) for keyword in call.keywords} | ({"n"} if name == "trn" else set())
        for message in messages:
            if isinstance(message, ast.Constant) and isinstance(message.value, str):
                places = {place for _, place, _, _ in string.Formatter().parse(message.value) if place is not None}
                if call.keywords or name == "trn":
                    missing = places - given
                    unused = given - places - {"n"} if name == "tr" else set()
                else:
                    missing, unused = places, set()
                if missing | unused:
                    yield f"line {call.lineno}: {message.value!r} does not fit {sorted(missing | unused)}"
            elif name == "trn" or not isinstance(message, ast.Attribute | ast.Name):
                yield f"line {call.lineno}: the words of {name} are not a literal"


@functools.cache
def list_as_it_should_be() -> str:
    return catalogue()


def in_every_source(rule: object) -> list[str]:
    found = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(ROOT)} {what}" for what in rule(tree)]  # type: ignore[operator]
    return found


def test_the_list_of_words_is_up_to_date() -> None:
    written = POT.read_text(encoding="utf-8") if POT.exists() else ""
    if written != list_as_it_should_be():
        pytest.fail("resources/i18n/cmc_desktop.pot is not up to date: run `python3 dev.py catalogue`.", pytrace=False)


def test_the_list_of_words_names_no_date_line_or_place_of_a_machine() -> None:
    text = list_as_it_should_be()
    assert "Date" not in text.partition("\n\n")[0]
    assert str(ROOT) not in text
    assert not [line for line in text.splitlines() if line.startswith("#: ") and ":" in line[3:]]


def listed() -> Catalog:
    with POT.open("rb") as file:
        return read_po(file)


def test_everything_templates_and_protocols_say_is_in_the_list(templates: Mapping[str, Template]) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in listed()}
    said = set()
    for template in templates.values():
        said |= {template.name, *template.parts.values(), *(name for name, _, _ in template.bottom_lines)}
        for box in template.boxes.values():
            said |= {box.name, box.heading, box.short, box.question, box.explanation}
    for protocol in load_protocols(resources_folder()).values():
        said.add(protocol.name)
        for phase in protocol.phases:
            said |= {phase.name, phase.purpose, phase.rule, phase.move_on, *phase.say}
    assert len(said) > 250
    assert said - known == set()


def test_no_message_is_both_simple_and_the_singular_of_a_plural() -> None:
    # gettext keeps both under one key, and Python before 3.11.6 then finds no translation for the simple one
    messages = [message for _, message in code_messages()]
    singulars = {message[0] for message in messages if not isinstance(message, str)}
    assert singulars & {message for message in messages if isinstance(message, str)} == set()


def test_a_translation_made_from_the_list_is_spoken(tmp_path: Path, templates: Mapping[str, Template]) -> None:
    words = listed()
    words.locale = "nb"
    norwegian: dict[object, Any] = {
        "Mission statement": "Formål",
        ("{n} note", "{n} notes"): ("{n} lapp", "{n} lapper"),
    }
    for message in words:
        message.string = norwegian.get(message.id, message.string)
    folder = tmp_path / "nb" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "cmc_desktop.mo").open("wb") as file:
        write_mo(file, words)
    assert i18n.use_language("nb", tmp_path)
    assert templates["city-model-canvas"].box("mission").title == "Formål"
    assert i18n.trn("{n} note", "{n} notes", 3) == "3 lapper"
    assert i18n.tr("Not in the list") == "Not in the list"


def test_nothing_is_shown_past_translation() -> None:
    assert in_every_source(said_past_translation) == []


def test_messages_are_literals_and_get_the_values_they_have_places_for() -> None:
    assert in_every_source(wrong_keys) == []


@pytest.mark.parametrize(
    "line",
    [
        "label.setText('Add note')",
        "QLabel('Add note')",
        "self.button = QPushButton(icon, 'Add')",
        "label.setText(f'{n} notes')",
        "label.setToolTip('Saved' if stored else '')",
        "label.setText('{} notes'.format(n))",
        "label.setText(', '.join(names) + ' and more')",
        "raise Refusal('The canvas is signed.')",
        "raise BadFile(tr('No.'), todo='Choose another file.')",
        "painter.drawText(rect, flags, 'none identified')",
        "menu.addAction('Undo')",
    ],
)
def test_words_said_past_translation_are_caught(line: str) -> None:
    assert list(said_past_translation(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "label.setText(tr('Add note'))",
        "label.setText(f'{box.number} · {tr(box.name)}')",
        "label.setText('●')",
        "label.setText('' if state == 'signed' else note.text)",
        "raise Refusal(tr('The canvas is signed.'), todo=tr('Make a new version.'))",
        "box.addItem(tr('City'), 'public')",
        "label.setText(names['first'])",
    ],
)
def test_what_is_translated_or_has_no_words_is_let_through(line: str) -> None:
    assert not list(said_past_translation(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        "tr(f'{n} notes')",
        "tr('a' + b)",
        "tr(words())",
        "tr('Saved {time}')",
        "tr('Saved', time=now)",
        "trn(one, many, n)",
    ],
)
def test_messages_that_cannot_be_looked_up_are_caught(line: str) -> None:
    assert list(wrong_keys(ast.parse(line)))
