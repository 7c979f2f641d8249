"""Manners: what goes where, which exit status, no traceback, UTF-8 everywhere, nothing private in the log."""

from __future__ import annotations

import argparse
import io
import json
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from commands import Command

import cmc_desktop.cli
from cmc_desktop import app
from cmc_desktop.cli.command_line import NOUNS, parser
from cmc_desktop.model.domain.changes import AddNote
from cmc_desktop.model.services.session import Session

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="locales and pipes of POSIX systems")


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["new"],
        ["note"],
        ["note", "add"],
        ["note", "add", "id", "value"],
        ["list", "--jsno"],
        ["list", "--js"],
        ["demo"],
        ["search"],
        ["handout", "x.pdf", "--paper", "A5"],
        ["--library"],
        ["--library", "mysql://somewhere/db", "list"],
        ["--library", "postgresql://somewhere", "list"],
        ["--library", "", "list"],
        ["--nonsense"],
    ],
)
def test_wrong_use_ends_with_2_and_says_what_was_wrong_aside(cmc: Command, arguments: list[str]) -> None:
    result = cmc(*arguments)
    assert (result.status, result.out) == (2, "")
    assert "cmc-desktop" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("verb", [[], ["note"], ["new"], ["demo"], ["note", "add"]])
def test_help_is_on_standard_output(cmc: Command, verb: list[str]) -> None:
    result = cmc(*verb, "--help")
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("usage: cmc-desktop")


def test_the_help_names_every_verb(cmc: Command) -> None:
    words = cmc("--help").out.split()
    verbs = ["demo", "templates", "new", "import", "list", "show", "search", "note", "export", "handout", "verify"]
    assert [verb for verb in verbs if verb not in words] == []


def test_the_version_is_told(cmc: Command) -> None:
    assert cmc("--version").out.startswith("CMC Desktop 0.")


@pytest.mark.parametrize("place", range(4))
def test_the_library_may_be_named_anywhere(cmc: Command, tmp_path: Path, place: int) -> None:
    library = tmp_path / "my.cmcdb"
    arguments: list[object] = ["new", "--city", "Oslo", "Night bus"]
    arguments[place:place] = [f"--library={library}"] if place == 2 else ["--library", library]
    assert cmc(*arguments).status == 0
    assert len(json.loads(cmc("list", "--json", "--library", library).out)) == 1
    assert json.loads(cmc("list", "--json").out) == []


def test_an_unexpected_error_is_one_sentence_and_its_details_hold_no_words_of_the_user(
    cmc: Command, canvas: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Agatha"

    def fail(_session: Session, change: AddNote) -> None:
        try:
            raise KeyError(change.text)
        except KeyError as error:
            raise RuntimeError(f"could not store {change.text} for {name}") from error

    monkeypatch.setattr(Session, "do", fail)
    result = cmc("note", "add", canvas, "value", "The secret plan")
    log = data / "logs" / app.LOG_FILE
    assert (result.status, result.out) == (1, "")
    assert str(log) in result.err
    assert "Traceback" not in result.err
    told = log.read_text()
    assert "RuntimeError" in told
    assert "KeyError" in told
    assert "_add" in told
    assert "secret" not in told
    assert name not in told


def test_a_refusal_writes_no_log(cmc: Command, data: Path) -> None:
    cmc("show", "nothing")
    assert not (data / "logs").exists()


def test_a_log_that_cannot_be_written_stops_nobody(
    cmc: Command, canvas: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: Session, _change: AddNote) -> None:
        raise RuntimeError

    monkeypatch.setattr(Session, "do", fail)
    (data / "logs").write_text("in the way")
    assert cmc("note", "add", canvas, "value", "x").status == 1


def test_the_log_is_kept_short(data: Path) -> None:
    app.start_log(data)
    logger = app.logging.getLogger("cmc_desktop")
    for number in range(30_000):
        logger.error("something happened %s", number)
    files = sorted(data.iterdir())
    assert 1 < len(files) <= 4
    assert sum(file.stat().st_size for file in files) < 2_500_000
    app.start_log(data)


HOSTILE = "Zürich – 夜行バス – ليل – 🚌 – e\u0301 – <b>{title}</b> %s"


@posix_only
@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "en_US.ISO-8859-1"])
def test_words_go_in_and_out_as_utf_8_whatever_the_locale(cmc_process: Command, locale: str) -> None:
    env = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    canvas = cmc_process("new", HOSTILE.encode(), env=env).last_line
    assert cmc_process("note", "add", canvas, "value", "-", given=HOSTILE.encode(), env=env).status == 0
    found = json.loads(cmc_process("show", canvas, "--json", env=env).out)
    expected = HOSTILE.replace("e\u0301", "é")
    assert found["title"] == expected
    assert [note["text"] for note in found["boxes"][1]["notes"]] == [expected]


@posix_only
def test_bytes_that_are_no_text_become_a_visible_sign(cmc_process: Command) -> None:
    canvas = cmc_process("new", b"caf\xe9").last_line
    cmc_process("note", "add", canvas, "value", "-", given=b"caf\xe9 \x00 \x1b[31m\n")
    found = json.loads(cmc_process("show", canvas, "--json").out)
    assert found["title"] == "caf\ufffd"
    assert found["boxes"][1]["notes"][0]["text"] == "caf\ufffd \u2400 \u241b[31m"


@posix_only
@pytest.mark.parametrize("verb", [["list"], ["show", "{canvas}", "--json"], ["--help"], ["templates"]])
def test_a_reader_that_goes_away_is_no_trouble(cmc: Command, data: Path, canvas: str, verb: list[str]) -> None:
    for _ in range(3):
        cmc("note", "add", canvas, "value", "-", given=f"{'word ' * 700}\n" * 40)
    readable, writable = os.pipe()
    os.close(readable)
    command = [sys.executable, "-m", "cmc_desktop", "--data", str(data), *(word.format(canvas=canvas) for word in verb)]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    finished = subprocess.run(command, stdout=writable, stderr=subprocess.PIPE, env=buffered)
    os.close(writable)
    assert finished.stderr == b""
    assert finished.returncode in (0, 1)


def test_nothing_on_standard_input_is_no_note(cmc: Command, canvas: str) -> None:
    result = cmc("note", "add", canvas, "value", "-", given="")
    assert (result.status, result.out, result.err) == (0, "", "")


@posix_only
def test_a_closed_standard_input_is_told_plainly(cmc: Command, canvas: str, data: Path) -> None:
    command = f'"{sys.executable}" -m cmc_desktop --data "{data}" note add {canvas} value - <&-'
    finished = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert (finished.returncode, finished.stdout) == (1, "")
    assert finished.stderr == "There is nothing to read on standard input.\n"


full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
NOT_OUT = "The result could not be written out (No space left on device). Notes stored so far are in the library.\n"


def into_full_device(data: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cmc_desktop", "--data", str(data), *arguments]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        return subprocess.run(command, stdout=full, stderr=subprocess.PIPE, input=given, text=True, env=buffered)


@full_device
@pytest.mark.parametrize("verb", [["list"], ["list", "--json"], ["show", "{canvas}"], ["templates"], ["--help"]])
def test_a_result_that_cannot_be_written_out_is_told_as_such(
    cmc: Command, canvas: str, data: Path, verb: list[str]
) -> None:
    finished = into_full_device(data, *(word.format(canvas=canvas) for word in verb))
    assert (finished.returncode, finished.stderr) == (1, NOT_OUT)
    assert not (data / "logs").exists()


@full_device
def test_a_note_whose_id_cannot_be_written_out_is_said_to_be_stored(cmc: Command, canvas: str, data: Path) -> None:
    one = into_full_device(data, "note", "add", canvas, "value", "A bus")
    several = into_full_device(data, "note", "add", canvas, "value", "-", given="A tram\nA ferry\n")
    assert [(one.returncode, one.stderr), (several.returncode, several.stderr)] == [(1, NOT_OUT)] * 2
    found = json.loads(cmc("show", canvas, "--json").out)
    assert [note["text"] for note in found["boxes"][1]["notes"]] == ["A bus", "A tram"]


def test_commands_load_neither_qt_nor_reportlab(data: Path) -> None:
    program = (
        "import sys; from cmc_desktop.__main__ import main; main();"
        "heavy = {'PySide6', 'reportlab', 'alembic', 'pikepdf', 'pypdfium2', 'PIL', 'pyhanko', 'cryptography', 'docx',"
        " 'pptx', 'uharfbuzz', 'statistics', 'cmc_desktop.cli.records', 'cmc_desktop.model.services.exporting'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    for verb in (["new", "Night bus"], ["list"], ["templates"], ["search", "bus"]):
        command = [sys.executable, "-c", program, "--data", str(data), *verb]
        finished = subprocess.run(command, capture_output=True, text=True)
        assert (finished.returncode, finished.stderr) == (0, "")


def test_each_verb_is_found_in_the_module_that_is_loaded_for_it() -> None:
    for noun, words in NOUNS.items():
        declared = argparse.ArgumentParser().add_subparsers()
        import_module(f"cmc_desktop.cli.{noun}").add_verbs(declared)
        assert tuple(declared.choices) == words, noun
    modules = {info.name for info in pkgutil.iter_modules(cmc_desktop.cli.__path__)}
    with_verbs = {name for name in modules if hasattr(import_module(f"cmc_desktop.cli.{name}"), "add_verbs")}
    assert with_verbs == set(NOUNS)


def test_the_help_lists_every_verb() -> None:
    told = {line.split()[0] for line in parser().format_help().splitlines() if line.strip()}
    assert [word for words in NOUNS.values() for word in words if word not in told] == []


def test_the_way_to_the_window_loads_no_database(data: Path) -> None:
    """The window is painted before SQLAlchemy is loaded, so nothing on the way to it may load it."""
    program = (
        "import sys; from cmc_desktop import app; app._open_window = lambda *_: 0; app.run(sys.argv[1:]);"
        "sys.exit(', '.join({'sqlalchemy', 'PySide6', 'alembic', 'reportlab'} & set(sys.modules)) or 0)"
    )
    finished = subprocess.run([sys.executable, "-c", program, "--data", str(data)], capture_output=True, text=True)
    assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "rest"),
    [([], []), (["--library", "x.cmcdb"], []), (["-platform", "offscreen"], ["-platform", "offscreen"])],
)
def test_no_verb_opens_the_window(
    monkeypatch: pytest.MonkeyPatch, data: Path, arguments: list[str], rest: list[str]
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(app, "_open_window", lambda paths, library, words: seen.append((paths.data, words)) or 0)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert app.run(["--data", str(data), *arguments]) == 0
    assert seen == [(data, rest)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("import", "FOLDER", "--separate"), "--separate"),
        (("import", "FOLDER", "--template", "city-model-canvas"), "--template"),
        (("import", "FOLDER/a.cmc", "--template", "city-model-canvas"), "--template"),
        (("import", "FOLDER/a.csv", "--separate"), "--separate"),
        (("backup", "FOLDER/a.backup", "--list"), "A file and --list do not go together."),
        (("backup", "FOLDER/a.backup", "--json"), "A file and --json do not go together."),
        (("backup", "FOLDER/a.backup", "--accept"), "A file and --accept do not go together."),
        (("backup", "--list", "--accept"), "--list and --accept do not go together."),
        (("diff", "CANVAS@", "CANVAS"), "names no point"),
    ],
)
def test_what_would_be_passed_over_is_refused_as_wrong_use(
    cmc: Command, canvas: str, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    assert cmc("export", canvas, folder / "a.cmc").status == 0
    (folder / "a.csv").write_text("box,text\nvalue,Words\n", encoding="utf-8")
    before = sorted(folder.iterdir())
    refused = cmc(*(word.replace("FOLDER", str(folder)).replace("CANVAS", canvas) for word in arguments))
    assert (refused.status, refused.out) == (2, "")
    assert told in refused.err
    assert len(json.loads(cmc("list", "--json").out)) == 1
    assert sorted(folder.iterdir()) == before
