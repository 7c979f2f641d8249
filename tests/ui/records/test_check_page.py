"""The page that checks records: real files, in large plain words, by mouse, by keyboard and for a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import builders
import named_everywhere
import pytest
from accessibility import assert_everything_named, assert_everything_reached_by_tab
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cmc_desktop.model.domain.revision import seal_number
from cmc_desktop.model.export.certificate import Certificate
from cmc_desktop.model.services.exporting import Exporter, revisions_of
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.record_pack import PackWish, make_pack, pack_source
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys
from cmc_desktop.model.services.verifying import Finding, Verdict, verify
from cmc_desktop.paths import resources_folder
from cmc_desktop.ui.look import Look
from cmc_desktop.ui.records.check_page import CheckPage
from cmc_desktop.ui.records.checked_file import CheckedFile
from cmc_desktop.ui.records.trust_dialog import TrustDialog

FONTS = resources_folder() / "fonts"
PIN = "a long pin"


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> Iterator[CheckPage]:
    page = CheckPage(look)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show_nothing()
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    yield page
    page.close()


@pytest.fixture
def signed(session: Session) -> Session:
    builders.sign(session)
    return session


def written(library: Library, session: Session, path: Path, *, roles_only: bool = False) -> Path:
    canvas = session.canvas
    revisions = revisions_of(library, canvas)
    return Exporter(FONTS, library.clock).export(canvas, path, revisions=revisions, roles_only=roles_only).path


def signed_record(library: Library, session: Session, folder: Path, keys: SigningKeys) -> Path:
    """A record that the council signed with its certificate."""
    folder.mkdir()
    source, wish = pack_source(library, session.canvas), PackWish(paper="A4", key=KeyWish(PIN))
    pack = make_pack(source, folder, wish, fonts=FONTS, clock=library.clock, keys=keys)
    return next(path for path in pack.folder.iterdir() if path.suffix == ".pdf")


def checked(path: Path, trusted: tuple[Certificate, ...] = ()) -> CheckedFile:
    return CheckedFile(path, verify(path, builders.TEMPLATES, FONTS, trusted))


def test_an_unchanged_record_is_told_with_title_day_and_seal_number(
    page: CheckPage, library: Library, signed: Session, tmp_path: Path
) -> None:
    page.show_checked([checked(written(library, signed, tmp_path / "record.pdf"))])
    view = page.verdict
    assert view.heading.text() == "Unchanged"
    assert "has not changed" in view.reason.text()
    assert view.facts.text() == "Night bus · Signed off 2026-09-21 14:13 · File: record.pdf"
    assert view.seal.number == seal_number(signed.canvas.content_hash)
    assert view.seal.groups.accessibleDescription() == view.seal.number
    assert view.signer.isHidden()
    assert "not signed with a certificate" in view.remarks.text()


def test_pages_that_cannot_be_compared_are_told_as_such_and_not_as_unchanged(page: CheckPage, tmp_path: Path) -> None:
    verdict = Verdict("ABCD", Finding.UNCOMPARED, "The canvas inside is unchanged: read it.", signed=True)
    page.show_checked([CheckedFile(tmp_path / "a.pdf", verdict), CheckedFile(tmp_path / "b.pdf", verdict)])
    assert page.verdict.heading.text() == "The pages cannot be compared"
    assert page.verdict.reason.text() == verdict.reason
    assert page.summary.text() == "2 files, 0 unchanged"


def test_a_draft_has_a_content_hash_and_no_seal_number(
    page: CheckPage, library: Library, session: Session, tmp_path: Path
) -> None:
    page.show_checked([checked(written(library, session, tmp_path / "draft.cmc"))])
    assert page.verdict.seal.caption.text() == "CONTENT HASH"
    assert "answers and times are not in it" in page.verdict.seal.hint.text()


def test_a_changed_file_is_told_as_changed(page: CheckPage, library: Library, signed: Session, tmp_path: Path) -> None:
    path = written(library, signed, tmp_path / "a.cmc")
    path.write_bytes(path.read_bytes().replace(b"everyone gets home", b"everyone gets lost"))
    page.show_checked([checked(path)])
    assert page.verdict.heading.text() == "Changed"
    assert page.verdict.seal.number != seal_number(signed.canvas.content_hash)


def test_a_file_with_nothing_to_check_shows_no_number(page: CheckPage, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 no canvas")
    page.show_checked([checked(path)])
    assert page.verdict.heading.text() == "Cannot be checked"
    assert page.verdict.seal.isHidden()


def test_a_file_that_cannot_be_read_is_told_too(page: CheckPage, tmp_path: Path) -> None:
    page.show_checked([CheckedFile(tmp_path / "gone.pdf", None, "There is no file gone.pdf.")])
    assert page.verdict.heading.text() == "Cannot be checked"
    assert page.verdict.reason.text() == "There is no file gone.pdf."


def test_the_number_from_the_minutes_is_compared_as_it_is_typed(
    qtbot: QtBot, page: CheckPage, library: Library, signed: Session, tmp_path: Path
) -> None:
    page.show_checked([checked(written(library, signed, tmp_path / "a.cmc"))])
    seal, number = page.verdict.seal, seal_number(signed.canvas.content_hash)
    assert QApplication.focusWidget() is seal.typed
    qtbot.keyClicks(seal.typed, number[:9].lower())
    assert seal.result.text() == "The same so far: 8 of 64 digits."
    seal.typed.setText(number.lower().replace(" ", ""))
    assert seal.result.text() == "✓ The same number."
    assert {cell.property("look") for cell in seal._cells} == {"seal-same"}
    wrong = "0" if number[-1] != "0" else "1"
    seal.typed.setText(number[:-1] + wrong)
    assert seal.result.text() == f"✗ Different in group 16: typed is {number[-4:-1]}{wrong}, here is {number[-4:]}."
    assert [cell.property("look") for cell in seal._cells][-2:] == ["seal-same", "seal-other"]


def test_the_number_can_be_copied(
    qtbot: QtBot, page: CheckPage, library: Library, signed: Session, tmp_path: Path
) -> None:
    page.show_checked([checked(written(library, signed, tmp_path / "a.cmc"))])
    qtbot.mouseClick(page.verdict.seal.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == seal_number(signed.canvas.content_hash)


def test_a_copy_without_names_never_passes_for_the_signed_words(
    page: CheckPage, library: Library, session: Session, tmp_path: Path
) -> None:
    named_everywhere.fill(session)
    page.show_checked([checked(written(library, session, tmp_path / "roles.pdf", roles_only=True))])
    seal = page.verdict.seal
    assert "only the original shows" in page.verdict.reason.text()
    assert seal.number == seal_number(session.canvas.content_hash)
    assert seal.caption.text() == "SEAL NUMBER OF THE ORIGINAL, AS THIS COPY TELLS IT"
    seal.typed.setText(seal.number)
    assert seal.result.text() == "The same number. But that proves no words of this copy: only the original shows them."


def test_a_record_signed_by_someone_unknown_can_be_trusted_once_the_fingerprint_was_compared(
    qtbot: QtBot, page: CheckPage, library: Library, signed: Session, tmp_path: Path
) -> None:
    there = SigningKeys(tmp_path / "there", library.clock)
    council = there.make("City of Port Alder", PIN)
    path = signed_record(library, signed, tmp_path / "out", there)
    here = SigningKeys(tmp_path / "here", library.clock)
    page.show_checked([checked(path, here.trusted())])
    view = page.verdict
    assert view.heading.text() == "Signed by someone unknown"
    assert view.signer.name.text() == "City of Port Alder"
    assert view.signer.fingerprint.text().replace("\n", " ") == council.grouped
    assert "Not known on this computer" in view.signer.standing.text()
    with qtbot.waitSignal(page.trust_chosen) as chosen:
        qtbot.mouseClick(view.signer.trust, Qt.MouseButton.LeftButton)
    assert chosen.args == [council]

    dialog = TrustDialog(council, page)
    dialog.trust_confirmed.connect(here.trust_certificate)
    dialog.open()
    assert not dialog.button.isEnabled()
    dialog.accept()
    assert here.trusted() == ()
    dialog.compared.click()
    qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert here.trusted() == (council,)

    page.show_checked([checked(path, here.trusted())])
    assert view.heading.text() == "Unchanged"
    assert view.signer.trust.isHidden()
    assert "Trusted on this computer" in view.signer.standing.text()


def test_several_files_stand_in_a_list_that_is_gone_through_by_keys(
    qtbot: QtBot, page: CheckPage, library: Library, signed: Session, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8")
    page.show_checked([checked(written(library, signed, tmp_path / "a.cmc")), checked(photo)])
    assert page.summary.text() == "2 files, 1 unchanged"
    assert [page.list.item(row).text() for row in range(2)] == ["a.cmc\nUnchanged", "photo.jpg\nCannot be checked"]
    assert QApplication.focusWidget() is page.list
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.verdict.heading.text() == "Cannot be checked"
    page.show_checked([checked(photo)])
    assert not page.list.isVisible()


def test_files_are_given_by_dropping_them(qtbot: QtBot, page: CheckPage, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl.fromLocalFile(str(tmp_path / "b.cmc"))])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(page.rect().center(), Qt.DropAction.CopyAction, data, button, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(page.rect().center()), Qt.DropAction.CopyAction, data, button, none)
    with qtbot.waitSignal(page.files_given) as given:
        QApplication.sendEvent(page, drop)
    assert given.args == [[tmp_path / "a.pdf", tmp_path / "b.cmc"]]
    words = QMimeData()
    words.setText("no file")
    enter = QDragEnterEvent(page.rect().center(), Qt.DropAction.CopyAction, words, button, none)
    QApplication.sendEvent(page, enter)
    assert not enter.isAccepted()


def test_escape_goes_back(qtbot: QtBot, page: CheckPage) -> None:
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.choose, Qt.Key.Key_Escape)


@pytest.mark.parametrize("filled", [False, True])
def test_every_part_has_a_name_and_is_reached_by_tab(
    qtbot: QtBot, page: CheckPage, library: Library, signed: Session, tmp_path: Path, filled: bool
) -> None:
    if filled:
        keys = SigningKeys(tmp_path / "keys", library.clock)
        keys.make("City of Port Alder", PIN)
        path = signed_record(library, signed, tmp_path / "out", keys)
        page.show_checked([checked(path), checked(path)])
    assert_everything_named(page)
    assert_everything_reached_by_tab(qtbot, page)
