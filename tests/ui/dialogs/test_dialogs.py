"""The dialogs: by keyboard, with names for a screen reader, and a refusal never costs what was typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import builders
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QTreeWidget
from pytestqt.qtbot import QtBot

from cmc_desktop import __version__
from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.services.export_formats import export_formats
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.action_table import action_table
from cmc_desktop.ui.dialogs.about_dialog import AboutDialog
from cmc_desktop.ui.dialogs.export_choice import ExportChoice
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.dialogs.fate_file_dialog import FateFileDialog
from cmc_desktop.ui.dialogs.minutes_dialog import MinutesDialog
from cmc_desktop.ui.dialogs.new_canvas_dialog import NewCanvasDialog
from cmc_desktop.ui.dialogs.rename_dialog import RenameDialog
from cmc_desktop.ui.dialogs.settings_dialog import SettingsDialog, languages
from cmc_desktop.ui.dialogs.shortcuts_dialog import ShortcutsDialog
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.settings import Settings

Show = Callable[[QDialog], None]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Puts a dialog in front, as the windows do; it is closed at the end."""

    def show(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)

    return show


def called(path: Path) -> Callable[[bool], Path]:
    """The suggestion of this file, with or without names."""
    return lambda _roles_only: path


def nothing(*_values: object) -> None:
    pass


def words_of(dialog: QDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if not label.isHidden())


def shortcut_rows() -> list[tuple[str, str, str]]:
    return [(spec.menu.replace("&", ""), spec.text, ", ".join(spec.keys)) for spec in action_table()]


# every one of them


@pytest.fixture(
    params=[
        "new",
        "rename",
        "export",
        "record",
        "minutes",
        "fate",
        "fate of one",
        "about",
        "settings",
        "shortcuts",
    ]
)
def any_dialog(request: pytest.FixtureRequest, look: Look, tmp_path: Path) -> QDialog:
    """Each dialog in turn."""
    makers: dict[str, Callable[[], QDialog]] = {
        "new": lambda: NewCanvasDialog(look, builders.TEMPLATES, nothing, ["Riverton"]),
        "rename": lambda: RenameDialog("Night bus", "Port Alder", nothing),
        "export": lambda: ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False),
        "record": lambda: ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=True),
        "minutes": lambda: MinutesDialog(tmp_path / "a.pdf", nothing, nothing),
        "fate": lambda: FateFileDialog(tmp_path / "a.pdf", nothing, nothing),
        "fate of one": lambda: FateFileDialog(tmp_path / "a.pdf", nothing, nothing, of_one=True),
        "about": lambda: AboutDialog(look, builders.TEMPLATES.values()),
        "settings": lambda: SettingsDialog(Settings(tmp_path / "s.ini"), tmp_path, "library.cmcdb"),
        "shortcuts": lambda: ShortcutsDialog(shortcut_rows()),
    }
    return makers[request.param]()


def test_every_part_of_a_dialog_has_a_name_and_is_reached_by_tab(qtbot: QtBot, show: Show, any_dialog: QDialog) -> None:
    show(any_dialog)
    assert_everything_named(any_dialog)
    assert_everything_reached_by_tab(qtbot, any_dialog)


def test_escape_closes_a_dialog_and_its_title_says_what_it_is(qtbot: QtBot, show: Show, any_dialog: QDialog) -> None:
    show(any_dialog)
    assert any_dialog.windowTitle()
    qtbot.keyClick(any_dialog, Qt.Key.Key_Escape)
    assert not any_dialog.isVisible()


def test_tab_goes_through_the_fields_to_the_buttons(qtbot: QtBot, show: Show) -> None:
    dialog = RenameDialog("Night bus", "Port Alder", nothing)
    show(dialog)
    reached = []
    for _ in range(4):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(reached[-1], Qt.Key.Key_Tab)
    assert reached == [dialog.title, dialog.city, dialog.button, dialog.cancel]


# what became of the notes


@pytest.mark.parametrize("of_one", [False, True])
def test_what_is_left_out_without_names_is_said_before_the_fate_is_written(
    show: Show, tmp_path: Path, of_one: bool
) -> None:
    dialog = FateFileDialog(tmp_path / "a.pdf", nothing, nothing, of_one=of_one)
    show(dialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert ("What was typed, reasons too, stays as it was typed." in words) == of_one
    assert ("in what was typed and in reasons as well" in words) != of_one
    assert ("names that person at its top" in words) == of_one
    assert dialog.names.isEnabled() != of_one


# a new canvas


def test_a_new_canvas_is_typed_and_made_with_one_hand(qtbot: QtBot, show: Show, look: Look) -> None:
    made: list[tuple[str, str, str]] = []
    dialog = NewCanvasDialog(look, builders.TEMPLATES, lambda *values: made.append(values))
    show(dialog)
    assert dialog.title.hasFocus()
    qtbot.keyClicks(dialog.title, "Night bus")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert made == [("Night bus", "", "city-model-canvas")]
    assert not dialog.isVisible()


def test_a_refused_canvas_keeps_what_was_typed(qtbot: QtBot, show: Show, look: Look) -> None:
    def refuse(*_values: object) -> None:
        raise Refusal("The disk is full.", safe="Nothing was lost.", todo="Free some space.")

    dialog = NewCanvasDialog(look, builders.TEMPLATES, refuse)
    show(dialog)
    qtbot.keyClicks(dialog.title, "Night bus")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.title.text() == "Night bus"
    assert dialog.trouble == "The disk is full. Nothing was lost. Free some space."


def test_each_template_shows_its_size_and_its_source(qtbot: QtBot, show: Show, look: Look) -> None:
    dialog = NewCanvasDialog(look, builders.TEMPLATES, nothing)
    show(dialog)
    assert dialog.templates.count() == len(builders.TEMPLATES)
    for template in builders.TEMPLATES.values():
        assert dialog.template == template.key
        assert template.source in words_of(dialog)
        assert f"{len(template.boxes)} boxes" in dialog.templates.currentItem().text()
        qtbot.keyClick(dialog.templates, Qt.Key.Key_Down)


# files


@pytest.mark.parametrize(
    ("suffix", "paper"),
    [(".pdf", "A3"), (".docx", "A4"), (".pptx", "16:9"), (".png", "A3"), (".cmc", ""), (".json", ""), (".csv", "")],
)
def test_the_kind_of_export_decides_suffix_and_paper(
    qtbot: QtBot, show: Show, tmp_path: Path, suffix: str, paper: str
) -> None:
    wanted: list[tuple[Path, ExportChoice]] = []
    dialog = ExportDialog(called(tmp_path / "Night bus.pdf"), lambda *values: wanted.append(values), signed=False)
    show(dialog)
    dialog.choose(suffix)
    assert dialog.sheet.paper.isVisible() == bool(paper)
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Return)
    assert wanted == [(tmp_path / f"Night bus{suffix}", ExportChoice(suffix, paper))]


def test_every_kind_there_is_can_be_chosen_and_no_heading(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    dialog = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False)
    show(dialog)
    seen = [dialog.kind.currentData()]
    for _ in range(dialog.kind.count()):
        qtbot.keyClick(dialog.kind, Qt.Key.Key_Down)
        seen.append(dialog.kind.currentData())
    assert None not in seen
    assert set(seen) == {row.suffix for row in export_formats()}


def test_the_sheet_and_the_way_up_are_what_was_chosen(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    wanted: list[ExportChoice] = []
    dialog = ExportDialog(called(tmp_path / "a.pdf"), lambda _path, choice: wanted.append(choice), signed=False)
    show(dialog)
    dialog.sheet.paper.setCurrentText("A0")
    dialog.sheet.way.setCurrentText("Portrait")
    dialog.sheet.boxes.setCurrentText("Bottom row of six")
    dialog.roles.setChecked(True)
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Return)
    assert wanted == [ExportChoice(".pdf", "A0", True, Layout.SIX, True)]
    again = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False, chosen=wanted[0])
    show(again)
    assert again.choice == wanted[0]


def test_without_names_the_file_is_called_otherwise_unless_somebody_named_it(show: Show, tmp_path: Path) -> None:
    def suggest(roles_only: bool) -> Path:
        return tmp_path / ("plan of Participant 1.pdf" if roles_only else "plan of Mira.pdf")

    dialog = ExportDialog(suggest, nothing, signed=False)
    show(dialog)
    dialog.roles.setChecked(True)
    assert dialog.path.name == "plan of Participant 1.pdf"
    dialog.place.line.setText(str(tmp_path / "mine.pdf"))
    dialog.roles.setChecked(False)
    assert dialog.path.name == "mine.pdf"


def test_a_record_has_the_minutes_only_when_they_are_ticked(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    wanted: list[bool] = []
    for ticked in (False, True):
        dialog = ExportDialog(
            called(tmp_path / "a.pdf"), lambda _path, choice: wanted.append(choice.with_minutes), signed=True
        )
        show(dialog)
        assert dialog.minutes.isVisible()
        assert not dialog.minutes.isChecked()
        dialog.minutes.setChecked(ticked)
        qtbot.keyClick(dialog.kind, Qt.Key.Key_Return)
    assert wanted == [False, True]


def test_the_name_of_a_group_of_kinds_cannot_be_chosen(show: Show, tmp_path: Path) -> None:
    wanted: list[ExportChoice] = []
    dialog = ExportDialog(called(tmp_path / "a.pdf"), lambda _path, choice: wanted.append(choice), signed=False)
    show(dialog)
    dialog.choose(".csv")
    for row in range(dialog.kind.count()):
        if dialog.kind.itemData(row) is None:
            dialog.kind.setCurrentIndex(row)
            assert dialog.choice.suffix == ".csv"
    dialog.accept()
    assert [choice.suffix for choice in wanted] == [".csv"]


def test_no_dialog_is_larger_than_the_screen_has_room_for(show: Show, tmp_path: Path) -> None:
    dialog = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False)
    show(dialog)
    room = dialog.screen().availableGeometry()
    dialog.resize_on_screen(20_000, 20_000)
    assert dialog.width() < room.width()
    assert dialog.height() < room.height()


def test_what_is_no_record_is_not_asked_about_minutes(show: Show, tmp_path: Path) -> None:
    draft = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False)
    show(draft)
    assert not draft.minutes.isVisible()
    record = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=True)
    show(record)
    record.minutes.setChecked(True)
    record.choose(".docx")
    assert not record.minutes.isVisible()


def test_the_export_says_whether_it_will_be_a_draft_or_the_record(show: Show, tmp_path: Path) -> None:
    draft = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False)
    show(draft)
    assert "draft, not agreed" in words_of(draft)
    record = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=True)
    show(record)
    assert "signed record" in words_of(record)


def test_an_older_file_is_named_before_it_is_replaced(show: Show, tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_text("old")
    dialog = ExportDialog(called(tmp_path / "old.pdf"), nothing, signed=False)
    show(dialog)
    assert "it will be replaced" in words_of(dialog)
    assert dialog.button.text() == "Replace"
    dialog.place.line.setText(str(tmp_path / "new.pdf"))
    assert "it will be replaced" not in words_of(dialog)
    assert dialog.button.text() == "Export"


@pytest.mark.parametrize(("typed", "sentence"), [("/nowhere/at/all.pdf", "There is no folder"), ("", "needs a name")])
def test_a_place_that_is_not_there_is_said_before_anything_is_done(
    qtbot: QtBot, show: Show, tmp_path: Path, typed: str, sentence: str
) -> None:
    wanted: list[object] = []
    dialog = ExportDialog(called(tmp_path / "a.pdf"), lambda *values: wanted.append(values), signed=False)
    show(dialog)
    dialog.place.line.setText(typed)
    qtbot.keyClick(dialog.place.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert sentence in dialog.trouble
    assert wanted == []


@pytest.mark.parametrize(
    ("typed", "name"), [("plan", "plan.pdf"), ("plan.v2", "plan.v2.pdf"), ("plan.PDF", "plan.PDF")]
)
def test_a_bare_name_means_the_suggested_folder_and_gets_its_suffix(
    show: Show, tmp_path: Path, typed: str, name: str
) -> None:
    dialog = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False)
    show(dialog)
    dialog.place.line.setText(typed)
    assert dialog.path == tmp_path / name


def test_the_systems_chooser_fills_the_line(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    dialog = ExportDialog(called(tmp_path / "a.pdf"), nothing, signed=False)
    show(dialog)
    qtbot.mouseClick(dialog.place.choose, Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "b.pdf"))
    chooser.reject()
    assert dialog.path == tmp_path / "b.pdf"


# telling


def test_about_names_version_licence_promise_and_every_source(show: Show, look: Look) -> None:
    dialog = AboutDialog(look, builders.TEMPLATES.values())
    show(dialog)
    words = words_of(dialog)
    assert __version__ in words
    assert "MIT licence" in words
    assert "Works without a network" in words
    sources = dialog.sources.toPlainText()
    assert all(template.source in sources for template in builders.TEMPLATES.values())
    assert sources.count("Joyce") == 1


def shown(tree: QTreeWidget) -> list[str]:
    """The texts of the actions that are shown."""
    menus = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [
        menu.child(row).text(0) for menu in menus for row in range(menu.childCount()) if not menu.child(row).isHidden()
    ]


def test_the_list_of_keys_holds_every_action_and_finds_by_word_or_key(qtbot: QtBot, show: Show) -> None:
    dialog = ShortcutsDialog(shortcut_rows())
    show(dialog)
    assert shown(dialog.tree) == [spec.text for spec in action_table()]
    qtbot.keyClicks(dialog.search, "undo")
    assert shown(dialog.tree) == ["Undo"]
    dialog.search.clear()
    qtbot.keyClicks(dialog.search, "f5")
    assert shown(dialog.tree) == ["Projector window", "Letters as usual"]


# settings


def test_settings_are_kept_only_when_they_are_accepted(qtbot: QtBot, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "s.ini"
    changed: list[bool] = []
    for key, expected in ((Qt.Key.Key_Escape, ("light", True)), (Qt.Key.Key_Return, ("dark", False))):
        dialog = SettingsDialog(Settings(path), tmp_path, "library.cmcdb")
        dialog.settings_changed.connect(lambda: changed.append(True))
        show(dialog)
        dialog.theme.setCurrentIndex(1)
        qtbot.keyClick(dialog.sound, Qt.Key.Key_Space)
        qtbot.keyClick(dialog.theme, key)
        kept = Settings(path)
        assert (kept.theme, kept.sound) == expected
    assert changed == [True]


def test_the_languages_are_those_there_are_catalogues_for_by_their_own_names(tmp_path: Path) -> None:
    for code in ("nb", "ar", "en"):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "cmc_desktop.mo").touch()
    assert languages(tmp_path) == [("en", "English"), ("ar", "العربية"), ("nb", "norsk bokmål")]
    assert languages(resources_folder() / "i18n")[0] == ("en", "English")


@pytest.mark.parametrize("typed", ["/", "//", ".", "..", "~", "~nobody-of-this-name/x", "", " ", "a/", "x" * 400, "\0"])
def test_whatever_is_typed_as_a_place_is_a_place_or_refused(show: Show, tmp_path: Path, typed: str) -> None:
    written: list[Path] = []
    dialog = ExportDialog(called(tmp_path / "night-bus.pdf"), lambda path, _choice: written.append(path), signed=False)
    show(dialog)
    dialog.place.line.setText("")
    for letter in typed:
        dialog.place.line.insert(letter)
    dialog.accept()

    assert all(path.name.endswith(".pdf") for path in written)
