"""`pack`, `verify` and `key` as a council's scripts use them, on one computer and on another."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import builders
import pypdf
import pytest
from commands import Command

from cmc_desktop.model.domain.arrangement import Layout
from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.paths import user_paths

PIN = "correct horse"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def signed_id(data: Path, templates: dict[str, Template]) -> str:
    """The id of a signed canvas in the library of this computer."""
    data.mkdir()
    library = Library.open(user_paths(data).library, templates, SystemClock())
    session = library.session(library.new("Night bus", "Port Alder"))
    builders.sign(session)
    library.close()
    return session.canvas.id


@pytest.fixture
def pin_file(tmp_path: Path) -> Path:
    file = tmp_path / "pin"
    file.write_text(f"{PIN}\n")
    file.chmod(0o600)
    return file


def page_text(file: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def record_in(folder: Path) -> Path:
    (record,) = folder.glob("*/*record.pdf")
    return record


def test_a_pack_is_written_and_its_folder_printed(cmc: Command, signed_id: str, out: Path) -> None:
    result = cmc("pack", signed_id, out, "--minutes", "--fate", "--paper", "A4")
    assert (result.status, result.err) == (0, "")
    assert Path(result.last_line).parent == out
    assert len(list(Path(result.last_line).iterdir())) == 7
    again = cmc("pack", signed_id, out)
    assert (again.status, again.out) == (1, "")
    assert "already" in again.err
    made = cmc("pack", signed_id, out / "new")
    assert (made.status, Path(made.last_line).parent) == (0, out / "new")
    assert cmc("pack", signed_id, out / "none" / "deeper").status == 1
    assert cmc("pack", signed_id, out / "untouched", "--sign", out / "no.p12", "--pin-file", out / "no").status == 1
    assert not (out / "untouched").exists()


def test_the_board_of_a_packed_record_stands_and_has_the_layout_that_is_named(
    cmc: Command, signed_id: str, out: Path
) -> None:
    assert cmc("pack", signed_id, out, "--paper", "A2", "--portrait", "--layout", "bottom-row").status == 0
    setting = check_record(record_in(out).read_bytes()).setting
    assert setting is not None
    assert (setting.paper, setting.upright, setting.layout) == ("A2", True, Layout.SIX)
    assert cmc("verify", record_in(out)).status == 0


def test_a_record_travels_to_another_computer_and_is_known_there_once_its_certificate_is(
    cmc_process: Command, cmc: Command, signed_id: str, out: Path, pin_file: Path, tmp_path: Path
) -> None:
    assert cmc("key", "make", "Port Alder", "--pin-file", pin_file).status == 0
    assert cmc("pack", signed_id, out, "--sign", "own", "--pin-file", pin_file).status == 0
    record = record_in(out)
    here = cmc("verify", record)
    assert (here.status, here.out.splitlines()[1]) == (0, "unchanged")

    def there(*arguments: object, zone: str = "Asia/Tokyo") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cmc_desktop", "--data", tmp_path / "elsewhere", *arguments]
        environment = {**os.environ, "TZ": zone, "LANG": "C"}
        return subprocess.run([str(one) for one in command], capture_output=True, text=True, env=environment)

    unknown = there("verify", record)
    assert (unknown.returncode, unknown.stderr) == (3, "")
    assert unknown.stdout.splitlines()[:2] == [here.out.splitlines()[0], "signed by someone unknown"]
    assert not (tmp_path / "elsewhere").exists()
    assert cmc("key", "export", tmp_path / "council.cer").status == 0
    assert there("key", "trust", tmp_path / "council.cer").returncode == 0
    known = there("verify", record, "--json", zone="America/St_Johns")
    assert known.returncode == 0
    told = json.loads(known.stdout)
    assert (told["finding"], told["signer"]["name"], told["signer"]["trusted"]) == ("unchanged", "Port Alder", True)
    assert "just what this version prints" in told["remarks"][0]
    assert there("key", "forget", told["signer"]["fingerprint"][:8]).returncode == 0
    assert there("verify", record).returncode == 3


def test_each_finding_has_its_exit_status(cmc: Command, signed_id: str, out: Path, tmp_path: Path) -> None:
    cmc("pack", signed_id, out)
    record = record_in(out)
    assert cmc("verify", record).status == 0
    assert cmc("verify", record.with_suffix(".cmc")).status == 0
    (tmp_path / "changed.pdf").write_bytes(record.read_bytes() + b"\n")
    assert cmc("verify", tmp_path / "changed.pdf").status == 1
    (tmp_path / "other.pdf").write_bytes(b"%PDF-1.7\n")
    assert cmc("verify", tmp_path / "other.pdf").status == 4
    assert cmc("verify", tmp_path / "none.pdf").status == 4
    assert json.loads(cmc("verify", tmp_path / "other.pdf", "--json").out)["finding"] == "unchecked"


def test_the_pin_comes_from_a_private_file_or_standard_input_and_never_from_the_arguments(
    cmc: Command, signed_id: str, out: Path, pin_file: Path
) -> None:
    assert cmc("key", "make", "Port Alder", "--pin", PIN).status == 2
    asked = cmc("key", "make", "Port Alder")
    assert (asked.status, "--pin-file" in asked.err) == (1, True)
    if sys.platform != "win32":
        pin_file.chmod(0o644)
        open_to_all = cmc("key", "make", "Port Alder", "--pin-file", pin_file)
        assert (open_to_all.status, "Others on this computer" in open_to_all.err) == (1, True)
    made = cmc("key", "make", "Port Alder", "--pin-file", "-", given=f"{PIN}\n")
    assert made.status == 0
    assert PIN not in made.out
    assert cmc("pack", signed_id, out, "--sign", "own", "--pin-file", "-", given="wrong pin\n").status == 1
    assert list(out.iterdir()) == []
    assert cmc("pack", signed_id, out, "--sign", "own", "--pin-file", "-", given=f"{PIN}\r\n").status == 0


def test_keys_are_shown_as_words_and_for_programs(cmc: Command, pin_file: Path, tmp_path: Path) -> None:
    assert "no certificate is trusted" in cmc("key", "show").out
    assert json.loads(cmc("key", "show", "--json").out) == {"own": None, "trusted": []}
    cmc("key", "make", "Port Alder", "--pin-file", pin_file)
    own = json.loads(cmc("key", "show", "--json").out)["own"]
    assert own["name"] == "Port Alder"
    shown = cmc("key", "show").out
    assert own["fingerprint"] in shown.replace(" ", "")
    assert "This computer’s own key" in shown
    cmc("key", "export", tmp_path / "a.pem")
    assert "trusted here already" in cmc("key", "trust", tmp_path / "a.pem").err


def test_the_log_and_the_data_folder_never_hold_the_pin(
    cmc_process: Command, signed_id: str, out: Path, pin_file: Path, data: Path
) -> None:
    assert cmc_process("key", "make", "Port Alder", "--pin-file", pin_file).status == 0
    assert cmc_process("pack", signed_id, out, "--sign", "own", "--pin-file", pin_file).status == 0
    assert cmc_process("pack", signed_id, out, "--sign", "own", "--pin-file", "-", given=b"a wrong one\n").status == 1
    for path in [*data.rglob("*"), *out.rglob("*")]:
        assert not (path.is_file() and (PIN.encode() in path.read_bytes() or b"a wrong one" in path.read_bytes()))


def test_an_exported_record_lists_the_versions_before_it(cmc: Command, signed_id: str, tmp_path: Path) -> None:
    assert cmc("export", signed_id, tmp_path / "a.pdf").status == 0
    assert cmc("verify", tmp_path / "a.pdf").status == 0


def test_roles_only_lists_what_may_still_be_names_and_denies_nothing(
    cmc: Command, data: Path, templates: dict[str, Template], out: Path, tmp_path: Path
) -> None:
    data.mkdir()
    library = Library.open(user_paths(data).library, templates, SystemClock())
    session = library.session(library.new("Night bus", "Port Alder"))
    session.do(AddNote("value", "Derator roofs"))
    builders.sign(session)
    library.close()
    canvas = session.canvas.id
    result = cmc("pack", canvas, out, "--minutes", "--fate", "--roles-only")
    assert result.status == 0
    assert "“Derator” (1 place)" in result.err
    readme = " ".join((Path(result.last_line) / "README.txt").read_text("utf-8").split())
    assert "nobody is named" not in readme
    assert "they were left as they are" in readme
    assert "in which roles people were there" in readme
    assert "who they are" not in readme
    told = " ".join(page_text(next(out.glob("*/*record*.pdf"))).split())
    assert told.count("People’s names are replaced by their roles.") == 1
    for verb, file in (("export", "a.pdf"), ("minutes", "m.pdf"), ("fate", "f.pdf")):
        told = cmc(verb, canvas, tmp_path / file, "--roles-only")
        assert (told.status, "“Derator” (1 place)" in told.err) == (0, True)
        assert "Derator" not in cmc(verb, canvas, tmp_path / f"named-{file}").err
