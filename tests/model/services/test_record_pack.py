"""The record pack is whole or not there: the record, the same data, what was wished for, and how to check it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import builders
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from tampering import FONTS, PIN, council_key

from cmc_desktop.model.domain import changes as c
from cmc_desktop.model.domain.errors import CmcError, LibraryTrouble, Refusal
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.signature import sign_pdf
from cmc_desktop.model.services.cancelling import Cancelled
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.record_pack import Packed, PackWish, make_pack, pack_name, pack_source
from cmc_desktop.model.services.safe_file import FileTrouble
from cmc_desktop.model.services.series import Series
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys, WrongPin
from cmc_desktop.model.services.verifying import Finding, verify

Pack = Callable[..., Packed]


@pytest.fixture
def keys(tmp_path: Path, clock: ManualClock) -> SigningKeys:
    return SigningKeys(tmp_path / "data" / "keys", clock)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def pack(library: Library, signed: Session, out: Path, clock: ManualClock, keys: SigningKeys) -> Pack:
    """Make the pack of the signed canvas in `out`."""

    def make(wish: PackWish | None = None, folder: Path = out, **how: object) -> Packed:
        source = pack_source(library, signed.canvas)
        return make_pack(source, folder, wish or PackWish(), fonts=FONTS, clock=clock, keys=keys, **how)  # type: ignore[arg-type]

    return make


def only_one(folder: Path, suffix: str) -> Path:
    (found,) = folder.glob(f"*record*{suffix}")
    return found


def test_the_pack_holds_the_record_and_the_same_data_beside_it(pack: Pack, out: Path) -> None:
    packed = pack()
    assert list(out.iterdir()) == [packed.folder]
    assert packed.folder.name == "Night bus record version 1 2026-09-21"
    assert packed.files == ("Night bus record.pdf", "Night bus record.cmc", "README.txt")
    assert sorted(path.name for path in packed.folder.iterdir()) == sorted(packed.files)
    record, data = only_one(packed.folder, ".pdf"), only_one(packed.folder, ".cmc")
    assert check_record(record.read_bytes()).attachment == data.read_bytes()
    for file in (record, data):
        verdict = verify(file, builders.TEMPLATES, FONTS)
        assert (verdict.finding, verdict.signed) == (Finding.UNCHANGED, True)


def test_minutes_and_fate_come_on_wish_as_paper_and_to_go_on_writing(pack: Pack, signed: Session) -> None:
    packed = pack(PackWish(minutes=True, fate=True, paper="Letter"))
    assert packed.files == (
        "Night bus record.pdf",
        "Night bus record.cmc",
        "Night bus minutes.pdf",
        "Night bus minutes.docx",
        "Night bus what became of the notes.pdf",
        "Night bus what became of the notes.docx",
        "README.txt",
    )
    readme = (packed.folder / "README.txt").read_text(encoding="utf-8")
    assert all(name in readme for name in packed.files[:-1])
    number = verify(packed.folder / packed.files[0], builders.TEMPLATES, FONTS).seal_number
    assert number in " ".join(readme.split())
    assert "does not cover names, answers and times" in " ".join(readme.split())
    assert max(map(len, readme.splitlines())) <= 100


def test_a_signed_pack_names_the_certificate(pack: Pack, keys: SigningKeys) -> None:
    made = keys.make("Port Alder", PIN)
    packed = pack(PackWish(key=KeyWish(PIN)))
    verdict = verify(only_one(packed.folder, ".pdf"), builders.TEMPLATES, FONTS, keys.trusted())
    assert verdict.finding is Finding.UNCHANGED
    assert verdict.signer is not None
    assert verdict.signer.certificate == made
    assert made.grouped in " ".join((packed.folder / "README.txt").read_text(encoding="utf-8").split())
    assert PIN.encode() not in b"".join(path.read_bytes() for path in packed.folder.iterdir())


def test_a_wrong_pin_leaves_nothing(pack: Pack, keys: SigningKeys, out: Path) -> None:
    keys.make("Port Alder", PIN)
    with pytest.raises(WrongPin):
        pack(PackWish(key=KeyWish("another pin")))
    assert list(out.iterdir()) == []


def test_a_pack_without_names_has_nobodys_name_in_any_byte_or_file_name(
    library: Library, session: Session, out: Path, clock: ManualClock, keys: SigningKeys
) -> None:
    builders.put(session, "value", "Ask Zebedee Quill about fares")
    session.do(c.Rename("Zebedee Quill’s plan", "Port Alder"))
    builders.add_person(session, "Zebedee Quill")
    builders.sign(session)
    source = pack_source(library, session.canvas)
    wish = PackWish(minutes=True, fate=True, names=False)
    packed = make_pack(source, out, wish, fonts=FONTS, clock=clock, keys=keys)
    assert pack_name(source, names=False) == packed.folder.name
    written = [path.read_bytes() for path in packed.folder.iterdir()]
    for word in (b"Zebedee", b"Quill", "Zebedee".encode("utf-16-be"), b"Zebedee".hex().upper().encode()):
        assert not [data for data in written if word in data]
    assert "Zebedee" not in packed.folder.name + " ".join(packed.files)
    verdict = verify(only_one(packed.folder, ".pdf"), builders.TEMPLATES, FONTS)
    assert verdict.finding is Finding.UNCHANGED
    assert verdict.told_number


def test_the_versions_before_are_listed_with_day_and_seal_number(
    library: Library, signed: Session, out: Path, clock: ManualClock, keys: SigningKeys
) -> None:
    third = signed
    for _ in range(2):
        clock.forward(minutes=24 * 60)
        third = library.session(Series(library).new_version(third.canvas.id))
        builders.bring_to(third, "consensus")
        third.do(c.EveryoneArrives())
        builders.everyone_satisfied(third)
        third.do(c.NextPhase())
        third.do(c.SignOffCanvas())
    source = pack_source(library, third.canvas)
    assert [(one.version, one.signed) for one in source.lineage] == [(2, True), (1, True)]
    assert source.lineage[1].seal == signed.canvas.content_hash
    packed = make_pack(source, out, PackWish(), fonts=FONTS, clock=clock, keys=keys)
    assert verify(only_one(packed.folder, ".pdf"), builders.TEMPLATES, FONTS).finding is Finding.UNCHANGED


def test_only_a_signed_canvas_has_a_pack(library: Library, filled: Session, out: Path, keys: SigningKeys) -> None:
    source = pack_source(library, filled.canvas)
    with pytest.raises(Refusal, match="not signed yet"):
        make_pack(source, out, PackWish(), fonts=FONTS, clock=ManualClock(), keys=keys)
    assert list(out.iterdir()) == []


def test_a_folder_or_file_of_that_name_is_left_alone(pack: Pack, out: Path) -> None:
    first = pack()
    before = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    with pytest.raises(Refusal, match="already"):
        pack(PackWish(minutes=True))
    assert {path.name: path.read_bytes() for path in first.folder.iterdir()} == before
    shutil.rmtree(first.folder)
    first.folder.write_text("mine")
    with pytest.raises(Refusal, match="already"):
        pack()
    first.folder.unlink()
    first.folder.symlink_to(out / "nowhere")
    with pytest.raises(Refusal, match="already"):
        pack()
    assert [path.name for path in out.iterdir()] == [first.folder.name]


def test_a_pack_can_be_stopped_at_every_step_and_leaves_nothing(pack: Pack, keys: SigningKeys, out: Path) -> None:
    keys.make("Port Alder", PIN)
    wish = PackWish(minutes=True, fate=True, key=KeyWish(PIN))
    told: list[str] = []
    pack(wish, progress=told.append)
    assert len(told) >= 7
    shutil.rmtree(next(out.iterdir()))
    for step in range(len(told)):
        seen: list[str] = []
        with pytest.raises(Cancelled):
            pack(wish, progress=seen.append, cancelled=lambda step=step, seen=seen: len(seen) == step)
        assert len(seen) == step
        assert list(out.iterdir()) == []


def test_who_does_not_agree_to_missing_characters_gets_no_pack(
    library: Library, session: Session, out: Path, clock: ManualClock, keys: SigningKeys
) -> None:
    builders.put(session, "value", "\U00012000")
    builders.sign(session)
    source = pack_source(library, session.canvas)
    with pytest.raises(Cancelled):
        make_pack(source, out, PackWish(), fonts=FONTS, clock=clock, keys=keys, agree=lambda _missing: False)
    assert list(out.iterdir()) == []
    packed = make_pack(source, out, PackWish(), fonts=FONTS, clock=clock, keys=keys, agree=lambda _missing: True)
    assert [one.char for one in packed.missing_glyphs] == ["\U00012000"]
    assert verify(only_one(packed.folder, ".pdf"), builders.TEMPLATES, FONTS).finding is Finding.UNCHANGED


@pytest.mark.parametrize(
    "title", ["../x", "..\\..\\x", "CON", "aux.pdf", "x" * 300, "字" * 300, ".hidden", "a/b:c*d?e", "Ω\u202egnp", "-rf"]
)
def test_whatever_the_title_the_pack_stays_in_its_folder(
    library: Library, session: Session, out: Path, clock: ManualClock, keys: SigningKeys, title: str
) -> None:
    session.do(c.Rename(title, "Port Alder"))
    builders.sign(session)
    packed = make_pack(pack_source(library, session.canvas), out, PackWish(), fonts=FONTS, clock=clock, keys=keys)
    assert packed.folder.parent == out
    assert list(out.iterdir()) == [packed.folder]
    for name in (packed.folder.name, *packed.files):
        assert len(name.encode()) <= 255
        assert not name.startswith((".", "-"))
        assert name.partition(".")[0].strip().upper() not in ("CON", "AUX")
    assert verify(only_one(packed.folder, ".pdf"), builders.TEMPLATES, FONTS).finding is Finding.UNCHANGED


def test_a_folder_that_is_not_there_is_told(pack: Pack, out: Path) -> None:
    with pytest.raises(FileTrouble, match="There is no folder"):
        pack(folder=out / "none" / "deeper")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the owner of everything writes everywhere")
def test_a_read_only_folder_is_told_and_left_alone(pack: Pack, out: Path) -> None:
    out.chmod(0o500)
    with pytest.raises(FileTrouble, match="could not be written"):
        pack()
    out.chmod(0o700)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", ["fsync", "rename"])
def test_whatever_the_disk_does_nothing_is_left_and_the_pack_is_named(
    pack: Pack, out: Path, monkeypatch: pytest.MonkeyPatch, number: int, call: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    if call == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(FileTrouble) as trouble:
        pack()
    assert "Night bus record version 1" in trouble.value.happened
    assert ".tmp" not in str(trouble.value)
    monkeypatch.undo()
    assert list(out.iterdir()) == []


def _mounts() -> bool:
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run([unshare, "--mount", "true"], capture_output=True).returncode == 0


@pytest.mark.skipif(not _mounts(), reason="no small disk can be made here")
def test_a_full_disk_is_told_and_nothing_is_left_on_it(tmp_path: Path, library: Library, signed: Session) -> None:
    script = Path(__file__).with_name("full_disk_pack.py")
    small = tmp_path / "small"
    small.mkdir()
    tests = Path(builders.__file__).parent
    told = subprocess.run(
        ["unshare", "--mount", sys.executable, str(script), str(small), str(library.store.path), signed.canvas.id],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)])},
    )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert "disk is full" in found["told"].lower()
    assert found["left"] == ["ballast"]
    assert found["then"] == ["Night bus record version 1 2026-09-21", "ballast"]


def test_a_key_file_that_is_of_no_use_is_told_before_anything_is_drawn(pack: Pack, out: Path, tmp_path: Path) -> None:
    assert ec  # a council's own keys are tried with the keys
    for data in (b"", b"nonsense"):
        file = tmp_path / "a.p12"
        file.write_bytes(data)
        file.chmod(0o600)
        told: list[str] = []
        with pytest.raises(CmcError, match="no key"):
            pack(PackWish(key=KeyWish(PIN, file)), progress=told.append)
        assert len(told) == 1
    assert list(out.iterdir()) == []


def test_a_damaged_other_session_stops_only_a_pack_without_names(
    library: Library, signed: Session, out: Path, clock: ManualClock, keys: SigningKeys
) -> None:
    """Even a deleted one: who took part there is what a pack of roles must not name."""
    signed.do(c.EndWorkshop())
    later = Series(library).next_session(signed.canvas.id, "Later")
    builders.add_person(library.session(later), "Zed")
    library.delete(later)
    path, canvas = library.store.path, signed.canvas.id
    library.close()
    with sqlite3.connect(path) as damaging:
        damaging.execute("UPDATE participants SET rank = x'00ff' WHERE canvas_id = ?", (later,))
    damaging.close()
    reopened = Library.open(path, builders.TEMPLATES, clock)
    try:
        source = pack_source(reopened, reopened.session(canvas).canvas)
    finally:
        reopened.close()
    with pytest.raises(LibraryTrouble, match="Another session of this project cannot be read"):
        make_pack(source, out, PackWish(names=False), fonts=FONTS, clock=clock, keys=keys)
    assert list(out.iterdir()) == []
    assert make_pack(source, out, PackWish(), fonts=FONTS, clock=clock, keys=keys).files


def test_a_record_that_the_app_itself_calls_changed_never_leaves(
    pack: Pack, out: Path, keys: SigningKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever went wrong while it was drawn or signed: here another certificate signs than the pages name."""
    keys.make("Port Alder", PIN)

    def other(_keys: SigningKeys, pdf: bytes, _wish: KeyWish) -> bytes:
        return sign_pdf(pdf, council_key(7))

    monkeypatch.setattr(SigningKeys, "sign", other)
    with pytest.raises(Refusal, match=r"could not be read back as it was written.*another certificate"):
        pack(PackWish(key=KeyWish(PIN)))
    assert list(out.iterdir()) == []
