#!/usr/bin/env python3
"""Sets everything up, then does what is asked: `python3 dev.py run`, `python3 dev.py test` (Windows: `py dev.py ...`).

It needs Python and nothing else. It makes `.venv`, installs the locked packages there and, on Linux, the system
libraries Qt lacks. What is already in place is left alone, so a second run starts at once; an interrupted one is mended
by the next. Deleting `.venv` is always safe. Set-up speaks on standard error: standard output belongs to the command.
"""

from __future__ import annotations  # the annotations below must not stop an older Python from saying what it lacks

import hashlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "set-up.json"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"  # holds everything the run lock holds, in the same versions
DEMO_OUTPUT = ROOT / "demo-output"

LINUX = sys.platform.startswith("linux")
QT_LIBRARIES = ["libgl1", "libegl1", "libxkbcommon0", "libfontconfig1", "libdbus-1-3", "libglib2.0-0"]
SCREEN_LIBRARIES = [
    *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-render-util0"),
    *("libxcb-shape0", "libxcb-xkb1", "libxkbcommon-x11-0"),
]
# Succeeds when Qt loads and, where platform plugins are named, one of them does too.
QT_PROBE = """
import ctypes, pathlib, sys
import PySide6.QtWidgets
folder, failures = pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms", []
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(str(folder / name))
        sys.exit()
    except OSError as error:
        failures.append(str(error))
sys.exit("; ".join(failures) or 0)
"""

CHECKS = {
    "ruff check": ["-m", "ruff", "check", "--output-format", "concise", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import contracts": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-logo"],
}

HELP = """usage: python3 dev.py VERB [ARGUMENTS]

  run [ARGS]     start the app, or one of its commands (run --help lists them)
  test [ARGS]    the tests; ARGS go to pytest
  soak [ARGS]    the long tests that `test` leaves out
  check          lint, formatting, types and import contracts
  bench [ARGS]   print the figures
  build          the stand-alone bundle, into dist/
  lock [ARGS]    write both lock files anew, keeping what still fits (--upgrade takes the newest)
  catalogue      write the list of words to translate anew
  pictures       take the documents' pictures anew from the running app
  setup          only set up, for development"""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> NoReturn:
    say(text)
    sys.exit(1)


def call(command: list[str], env: dict[str, str] | None = None) -> NoReturn:
    """End as `command` ends; where the system can, by becoming it, so that signals and pipes reach it directly."""
    if os.name == "posix":
        os.execvpe(command[0], command, env or dict(os.environ))
    sys.exit(subprocess.call(command, env=env))


# --- the environment


def read_stamp() -> dict[str, object]:
    """What the last finished set-up left behind, or nothing when there was none or its Python has changed since."""
    try:
        stamp: dict[str, object] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if PYTHON.exists() and stamp.get("python") == os.path.realpath(PYTHON) else {}


def write_stamp(stamp: dict[str, object]) -> None:
    whole = STAMP.with_suffix(".new")
    whole.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    whole.replace(STAMP)


def set_up(lock: Path, qt: str = "") -> None:
    """Bring `.venv` to `lock`; `qt` is "offscreen" or "screen" when the command will start Qt there."""
    stamp = read_stamp()
    if stamp.get(lock.name) != digest(lock):
        started = time.monotonic()
        if not stamp:
            make_environment(VENV)
        STAMP.unlink(missing_ok=True)  # without it a half-done installation is made anew
        install(lock)
        satisfied = {path.name: digest(path) for path in (RUN_LOCK, DEV_LOCK) if lock in (path, DEV_LOCK)}
        stamp = {"python": os.path.realpath(PYTHON), **satisfied}
        write_stamp(stamp)
        say(f"Ready after {time.monotonic() - started:.0f} s.")
    if LINUX and qt and stamp.get("qt") not in (qt, "screen"):
        ensure_qt(qt)
        write_stamp({**stamp, "qt": qt})


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def make_environment(folder: Path) -> None:
    if find_spec("venv") is None or find_spec("ensurepip") is None:
        version = "{}.{}".format(*sys.version_info)
        install_system([f"python{version}-venv"], "Python's own tool for environments is missing.")
    say(f"Making the environment {folder.name} ...")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(folder)]):
        fail(f"The environment {folder} could not be made: see above.")


def install(lock: Path) -> None:
    packages = next(VENV.glob("[Ll]ib/**/site-packages"))
    # The app runs from the checkout. The path is relative, so that a moved checkout still finds itself.
    (packages / "cmc_desktop_checkout.pth").write_text(os.path.relpath(ROOT, packages) + "\n", encoding="utf-8")
    say(f"Installing the packages of {lock.name}; the first time this takes a minute or so ...")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "-q", "install"]
    if subprocess.call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]):
        fail("The packages could not be installed: see above. Once that is mended, the same command goes on.")


# --- system libraries


def has_screen() -> bool:
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure_qt(qt: str) -> None:
    plugins = []
    if qt == "screen":
        plugins = ["libqwayland.so"] if os.environ.get("WAYLAND_DISPLAY") else []
        if os.environ.get("DISPLAY") or not plugins:
            plugins.append("libqxcb.so")
    probe = [str(PYTHON), "-c", QT_PROBE, *plugins]
    if subprocess.run(probe, capture_output=True).returncode == 0:
        return
    install_system(QT_LIBRARIES + SCREEN_LIBRARIES * bool(plugins), "Qt lacks system libraries.")
    again = subprocess.run(probe, capture_output=True, text=True)
    if again.returncode:
        fail(f"Qt still does not start:\n{again.stderr.strip()}")


def install_system(packages: list[str], why: str) -> None:
    """Install Debian packages; when that needs rights this user lacks, name the exact line and stop."""
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install_packages = [*apt, "install", "-y", "--no-install-recommends", *packages]
    line = shlex.join(["apt-get", "install", "-y", "--no-install-recommends", *packages])
    if not LINUX or not shutil.which("apt-get"):
        fail(f"{why} Please install, by this system's own means, what Debian calls: {' '.join(packages)}")
    if os.geteuid() == 0:
        rights = []
    elif may_use_sudo():
        rights = ["sudo"]
    else:
        fail(f"{why} Please run this line as root, then the same command again:\n\n    {line}\n")
    say(f"{why} Installing: {' '.join(packages)} ...")
    if subprocess.run([*rights, *install_packages], capture_output=True).returncode == 0:
        return
    subprocess.run([*rights, *apt, "update"], capture_output=True)  # the lists may be missing or old
    result = subprocess.run([*rights, *install_packages], capture_output=True, text=True)
    if result.returncode:
        say(result.stdout + result.stderr)
        fail(f"That did not work. Please run this line as root, then the same command again:\n\n    {line}\n")


def may_use_sudo() -> bool:
    if not shutil.which("sudo"):
        return False
    return sys.stdin.isatty() or subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


# --- the verbs


def run(arguments: list[str]) -> NoReturn:
    offscreen = not has_screen() or "QT_QPA_PLATFORM" in os.environ
    set_up(RUN_LOCK, qt="offscreen" if offscreen else "screen")
    app = [str(PYTHON), "-m", "cmc_desktop"]
    if arguments or has_screen():
        call([*app, *arguments])
    say("There is no screen here, so the sample workshop is played without one, to its signed record.")
    demo = [*app, "demo", "--out", str(DEMO_OUTPUT)]
    status = subprocess.call(demo, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    if status == 0:
        say("The files of the workshop:")
        for path in sorted(DEMO_OUTPUT.iterdir()):
            say(f"  {path}")
    sys.exit(status)


def test(arguments: list[str]) -> NoReturn:
    set_up(DEV_LOCK, qt="offscreen")
    os.chdir(ROOT)
    # Each worker takes a half as it stands, so that what a module makes is made once, and whoever is done first helps.
    environment = {**memory_for_files(), **offscreen_unless_told(), **compiled_code_kept()}
    call([str(PYTHON), "-m", "pytest", "-n", "2", "--dist", "worksteal", *arguments], env=environment)


def soak(arguments: list[str]) -> NoReturn:
    set_up(DEV_LOCK, qt="offscreen")
    os.chdir(ROOT)
    call([str(PYTHON), "-m", "pytest", "-m", "soak", *arguments], env=offscreen_unless_told())


def bench(arguments: list[str]) -> NoReturn:
    set_up(DEV_LOCK, qt="offscreen")
    os.chdir(ROOT)
    call([str(PYTHON), "-m", "bench", *arguments], env=offscreen_unless_told())


def memory_for_files() -> dict[str, str]:
    """Where the tests keep their files: in memory, when the system offers enough of it.

    Thousands of libraries are made, and each waits for the disk at every commit, which took half of the time. What a
    power cut does to a disk is not among the tests; a killed process finds its files in memory as well.
    """
    memory = "/dev/shm"
    if not (LINUX and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 << 30):
        return {}
    return {"PYTEST_DEBUG_TEMPROOT": memory, "TMPDIR": memory}  # of pytest, and of all the processes that are started


def compiled_code_kept() -> dict[str, str]:
    """Python may keep what it compiled, whatever it was told: else hundreds of processes compile the whole app anew."""
    return {"PYTHONDONTWRITEBYTECODE": ""}


def offscreen_unless_told() -> dict[str, str]:
    return {"QT_QPA_PLATFORM": "offscreen", **os.environ}


def check(arguments: list[str]) -> NoReturn:
    set_up(DEV_LOCK)
    failed = []
    for name, command in CHECKS.items():
        result = subprocess.run(
            [str(PYTHON), *command], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        print(f"{name:20}{'FAIL' if result.returncode else 'pass'}", flush=True)
        if result.returncode:
            failed.append(name)
            print(result.stdout, flush=True)
    sys.exit(f"Not in order: {', '.join(failed)}." if failed else 0)


def build(arguments: list[str]) -> NoReturn:
    set_up(DEV_LOCK, qt="screen")  # what Qt needs for a screen goes into the bundle
    if LINUX and not shutil.which("objdump"):
        python = "libpython{}.{}".format(*sys.version_info)
        install_system(["binutils", python], "PyInstaller needs objdump, and Python as a library.")
    os.chdir(ROOT)
    call([str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec", *arguments])


def lock(arguments: list[str]) -> None:
    """uv resolves for every system and Python at once; it is only needed here, so it lives as long as this takes."""
    with tempfile.TemporaryDirectory() as folder:
        resolver = Path(folder) / "resolver"
        make_environment(resolver)
        python = resolver / PYTHON.relative_to(VENV)
        subprocess.run([str(python), "-m", "pip", "-q", "--disable-pip-version-check", "install", "uv"], check=True)
        compile_ = [str(python), "-m", "uv", "pip", "compile", "-q", "pyproject.toml", *arguments]
        compile_ += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate"]
        compile_ += ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "python3 dev.py lock"]
        subprocess.run([*compile_, "-o", RUN_LOCK.name], cwd=ROOT, check=True)
        subprocess.run([*compile_, "--group", "dev", "-c", RUN_LOCK.name, "-o", DEV_LOCK.name], cwd=ROOT, check=True)
    for path in (RUN_LOCK, DEV_LOCK):
        if "://" in path.read_text(encoding="utf-8"):
            fail(f"{path.name} names an address; a lock holds names, versions and hashes only.")
        say(f"Wrote {path.name}.")


def catalogue(arguments: list[str]) -> NoReturn:
    set_up(DEV_LOCK)
    call([str(PYTHON), str(ROOT / "tools" / "catalogue.py")])


def pictures(arguments: list[str]) -> NoReturn:
    set_up(DEV_LOCK, qt="offscreen")
    call([str(PYTHON), "-m", "tools.pictures"], offscreen_unless_told())


def setup(arguments: list[str]) -> None:
    set_up(DEV_LOCK, qt="offscreen")


VERBS = {verb.__name__: verb for verb in (run, test, soak, check, bench, build, lock, catalogue, pictures, setup)}


def main() -> None:
    if sys.version_info < (3, 11):
        fail("CMC Desktop needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))
    verb, arguments = (sys.argv[1:2] or ["--help"])[0], sys.argv[2:]
    if verb in ("-h", "--help", "help"):
        print(HELP)
    elif verb in VERBS:
        VERBS[verb](arguments)
    else:
        say(f"There is no verb {verb}.\n\n{HELP}")
        sys.exit(2)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        say("\nStopped. The same command goes on from here.")
        sys.exit(130)
