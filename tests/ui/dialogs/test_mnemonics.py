"""Every letter that is underlined in a form leads somewhere, and to one place alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import builders
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from cmc_desktop.model.services.handout_kit import HandoutKit
from cmc_desktop.model.services.kit_wish import KitPerson, KitRoster, KitWish, empty_canvas
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.record_pack import Packed, pack_source
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.signing_keys import SigningKeys
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.dialogs.compare_dialog import CompareDialog
from cmc_desktop.ui.dialogs.export_dialog import ExportDialog
from cmc_desktop.ui.dialogs.fate_file_dialog import FateFileDialog
from cmc_desktop.ui.dialogs.form_dialog import FormDialog
from cmc_desktop.ui.dialogs.handouts.handouts_dialog import HandoutDesk, HandoutsDialog
from cmc_desktop.ui.dialogs.handouts.whom_field import Whom
from cmc_desktop.ui.dialogs.minutes_dialog import MinutesDialog
from cmc_desktop.ui.dialogs.rename_dialog import RenameDialog
from cmc_desktop.ui.history.name_dialogs import NamePointDialog, RestoreStateDialog, VariantDialog
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.records.key_dialog import KeyDialog
from cmc_desktop.ui.records.pack_dialog import PackDialog
from cmc_desktop.ui.records.signing_choice import FILE, OWN
from cmc_desktop.ui.tasks import Tasks


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.finish()


def nothing(*_values: object) -> None:
    """What a dialog calls when it is accepted."""


def nothing_made(*_values: object) -> Packed:
    raise NotImplementedError


def handouts(folder: Path) -> HandoutsDialog:
    canvases = [empty_canvas(template) for template in builders.TEMPLATES.values()]
    desk = HandoutDesk(
        canvases,
        KitWish(canvases[0]),
        (KitPerson("Ann Other"),),
        folder / "a.pdf",
        lambda job: HandoutKit(resources_folder() / "fonts", 0, cancelled=job.cancelled),
        nothing,
        nothing,
        nothing,  # type: ignore[arg-type]  # nothing is printed
        lambda _path: KitRoster((), ""),
    )
    dialog = HandoutsDialog(desk)
    dialog.whom.choose(Whom.COUNT)
    return dialog


def packs(library: Library, session: Session, folder: Path, tasks: Tasks, how: int) -> PackDialog:
    builders.sign(session)
    keys = SigningKeys(folder / "keys", library.clock)
    own = keys.make("Port Alder", "a long pin")
    dialog = PackDialog(pack_source(library, session.canvas), folder, keys, tasks, nothing_made)
    dialog.signing.show_own(own)
    dialog.signing.how.setCurrentIndex(how)
    return dialog


@pytest.mark.parametrize(
    "name",
    [
        "rename",
        "export",
        "record",
        "compare",
        "variant",
        "restore",
        "point",
        "minutes",
        "fate",
        "handouts",
        "pack",
        "pack-own",
        "pack-file",
        "key",
    ],
)
def test_every_letter_leads_to_a_field_of_its_own(
    qtbot: QtBot, look: Look, library: Library, session: Session, tmp_path: Path, tasks: Tasks, name: str
) -> None:
    def called(_roles_only: bool) -> Path:
        return tmp_path / "a.pdf"

    makers: dict[str, Callable[[], FormDialog]] = {
        "rename": lambda: RenameDialog("Night bus", "Port Alder", nothing),
        "export": lambda: ExportDialog(called, nothing, signed=False),
        "record": lambda: ExportDialog(called, nothing, signed=True),
        "compare": lambda: CompareDialog(tmp_path / "a.pdf", "before", nothing, to="after"),
        "variant": lambda: VariantDialog("as it should be", "as it is", nothing),
        "restore": lambda: RestoreStateDialog("council", "1 change", nothing),
        "point": lambda: NamePointDialog("Name", "Name it", "", "", nothing, by="Ada", call_maker=nothing),
        "minutes": lambda: MinutesDialog(tmp_path / "a.pdf", nothing, nothing),
        "fate": lambda: FateFileDialog(tmp_path / "a.pdf", nothing, nothing, of_one=False),
        "handouts": lambda: handouts(tmp_path),
        "pack": lambda: packs(library, session, tmp_path, tasks, 0),
        "pack-own": lambda: packs(library, session, tmp_path, tasks, OWN),
        "pack-file": lambda: packs(library, session, tmp_path, tasks, FILE),
        "key": lambda: KeyDialog(SigningKeys(tmp_path / "keys", library.clock), tasks, "Port Alder"),
    }
    dialog = makers[name]()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.waitUntil(lambda: not tasks.busy, timeout=30_000)
    letters = Counter(letter_of(part.text()).toString() for part in (*labels(dialog), *buttons(dialog)))
    assert [letter for letter, times in letters.items() if letter and times > 1] == []
    for label in labels(dialog):
        letter = letter_of(label.text())
        if letter.isEmpty():
            continue
        dialog.cancel.setFocus()
        qtbot.keyClick(dialog, Qt.Key(letter[0].key()), Qt.KeyboardModifier.AltModifier)
        reached = dialog.focusWidget()
        assert reached is not None
        assert reached is not dialog.cancel, label.text()
        assert reached is label.buddy()
        assert reached.isEnabled()


def letter_of(text: str) -> QKeySequence:
    return QKeySequence.mnemonic(text)


def labels(dialog: FormDialog) -> list[QLabel]:
    return [label for label in dialog.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]


def buttons(dialog: FormDialog) -> list[QAbstractButton]:
    return [button for button in dialog.findChildren(QAbstractButton) if button.isVisible()]
