"""Where everything is put together: arguments, folders, log, clock; then the window or a command.

Imports of windows and commands are inside the functions: the window must be painted before SQLAlchemy,
ReportLab or Alembic are loaded, and a command must not wait for Qt.
"""

from __future__ import annotations

import argparse
import io
import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.store.library_address import LibraryAddress, library_address
from cmc_desktop.paths import Paths, user_paths

if TYPE_CHECKING:
    from cmc_desktop.model.services.session import Session

LOG_FILE = "cmc-desktop.log"
_LOG_BYTES = 500_000
_logger = logging.getLogger("cmc_desktop")


def run(arguments: list[str]) -> int:
    """Open the window when no verb is given, else carry out the verb; returns the exit status.

    0 fine, 1 a refusal or trouble, 2 wrong use, 130 stopped by Ctrl+C.
    """
    if arguments[:1] == ["--examine-copy"]:  # this app, working beside itself
        return _examine(Path(arguments[1]))
    _speak_utf8()
    options, rest = _common_options().parse_known_args(arguments)
    paths = user_paths(options.data)
    library: LibraryAddress = options.library or paths.library
    start_log(paths.logs)
    try:
        status = _open_window(paths, options.library, rest) if _wants_window(rest) else _carry_out(paths, library, rest)
    except BrokenPipeError:
        _give_up_output()
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception:  # the last resort: nobody is shown a traceback
        _logger.exception("unexpected")
        print(_unexpected(paths), file=sys.stderr)
        return 1
    return status if _all_out() else 1


def _common_options() -> argparse.ArgumentParser:
    """The options that may stand anywhere among the arguments."""
    parser = argparse.ArgumentParser(prog="cmc-desktop", add_help=False, allow_abbrev=False, usage=argparse.SUPPRESS)
    parser.add_argument("--library", type=_library_address)
    parser.add_argument("--data", type=Path)
    return parser


def _library_address(word: str) -> LibraryAddress:
    try:
        return library_address(word)
    except Refusal as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _wants_window(rest: list[str]) -> bool:
    """No verb: nothing at all, or one of Qt's own options such as -platform."""
    if not rest:
        return True
    return rest[0].startswith("-") and not rest[0].startswith("--") and rest[0] != "-h"


def _open_window(paths: Paths, library: LibraryAddress | None, rest: list[str]) -> int:
    from cmc_desktop.ui.start import run_window

    return run_window(paths, library, rest)


def _carry_out(paths: Paths, library: LibraryAddress, rest: list[str]) -> int:
    from cmc_desktop.cli.command_line import carry_out
    from cmc_desktop.cli.context import Context
    from cmc_desktop.model.services.clock import SystemClock

    def take_pictures(session: Session, folder: Path) -> None:
        from cmc_desktop.ui import pictures  # Qt is for the one verb that shows windows

        pictures.take_pictures(session, paths.resources, folder)

    try:
        return carry_out(rest, Context(paths, library, SystemClock(), take_pictures))
    except SystemExit as end:  # argparse ends the process for help and for wrong use
        return end.code if isinstance(end.code, int) else 1


def _examine(job: Path) -> int:
    from cmc_desktop.model.services.examining_beside import carry_out

    return carry_out(job)


def _speak_utf8() -> None:
    """UTF-8 in and out whatever the locale says; what cannot be encoded becomes visible instead of an error."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


def _all_out() -> bool:
    """Whether everything that was printed went out; what did not is told, and given up."""
    if sys.stdout is None:  # a windowed bundle has none
        return True
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_output()
        return False
    except OSError as error:
        from cmc_desktop.cli.words import NotWrittenOut, complain  # the window needs neither

        _give_up_output()
        complain(NotWrittenOut(error))
        return False
    return True


def _give_up_output() -> None:
    """Whoever read our output went away, or there is no room for it."""
    from cmc_desktop.cli.words import give_up_output  # the window does not need it

    give_up_output()


def _unexpected(paths: Paths) -> str:
    return tr(
        "Something went wrong that should not have. What was stored before is safe. "
        "The details, without any of your words, are in {log}.",
        log=paths.logs / LOG_FILE,
    )


class _WithoutWords(logging.Formatter):
    """Writes where an error came from and its kind, but not its message, which may hold a note or a name."""

    def formatException(self, ei: object) -> str:  # noqa: N802  # overrides the library's name
        assert isinstance(ei, tuple)
        lines = []
        error = ei[1]
        while error is not None:
            lines += [type(error).__qualname__, *traceback.format_tb(error.__traceback__)]
            error = error.__cause__ or error.__context__
        return "\n".join(line.rstrip() for line in lines)


class _LateFile(logging.Handler):
    """Makes the rotating log file when there is something to write; a log that cannot be written stops nobody."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None
        self.setFormatter(_WithoutWords("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._opened().handle(record)
        except OSError:
            self._file = logging.NullHandler()

    def _opened(self) -> logging.Handler:
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # here: it loads sockets and pickles, 7 ms at every start

            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = RotatingFileHandler(
                self._folder / LOG_FILE, maxBytes=_LOG_BYTES, backupCount=3, encoding="utf-8"
            )
            self._file.setFormatter(self.formatter)
        return self._file

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start_log(folder: Path) -> None:
    """Log the app's own messages into `folder`, rotating; anew when called again."""
    for old in tuple(_logger.handlers):
        _logger.removeHandler(old)
        old.close()
    _logger.addHandler(_LateFile(folder))
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
