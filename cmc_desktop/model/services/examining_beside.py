"""The check of a large library in a process of its own, of the lowest priority: it takes no turn from who is typing.

A thread would: checking is Python, and of that one thread works at a time. The job and what was found travel in files
beside the copy, as a program without a console has no standard output everywhere.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cmc_desktop.i18n import language, use_language
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.resources import load_templates
from cmc_desktop.model.store.soundness import EarlierFacts, Examined, Facts, Fault, Pause, examine

#: the first argument of the process that does it
VERB = "--examine-copy"
#: smaller libraries are checked sooner than a process starts
_WORTH_IT = 16 << 20
_LOOK_EVERY_S = 0.05
_logger = logging.getLogger("cmc_desktop")

Examine = Callable[[Path, Mapping[str, Template], EarlierFacts, Pause], Examined]


def examiner(resources: Path, command: tuple[str, ...] = (), *, worth_it: int = _WORTH_IT) -> Examine:
    """What does as `examine` does, for copies of so many bytes in a process of its own.

    `command` starts this app, when that is another than it is by itself.
    """

    def beside(copy: Path, templates: Mapping[str, Template], known: EarlierFacts, pause: Pause) -> Examined:
        if copy.stat().st_size < worth_it:
            return examine(copy, templates, known, pause)
        found = _in_process(copy, resources, known, pause, command or _own_command())
        return found if found is not None else examine(copy, templates, known, pause)

    return beside


def _own_command() -> tuple[str, ...]:
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "cmc_desktop")


def _in_process(
    copy: Path, resources: Path, known: EarlierFacts, pause: Pause, command: tuple[str, ...]
) -> Examined | None:
    """What the other process found; None when it could not be started, or ended before it was through."""
    job, found = copy.with_name(f"{copy.name}.job"), _found_beside(copy)
    try:
        _write_job(job, copy, resources, known)
        with subprocess.Popen([*command, VERB, str(job)], **_quietly()) as process:
            try:
                while process.poll() is None:
                    pause()
                    time.sleep(_LOOK_EVERY_S)
            except BaseException:  # stopped: nobody waits for what it finds
                process.kill()
                raise
        return _read(found) if process.returncode == 0 else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        _logger.warning("the check is made in the app itself", exc_info=error)
        return None
    finally:
        for file in (job, found):
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _quietly() -> dict[str, Any]:
    nothing = subprocess.DEVNULL
    quietly: dict[str, Any] = {"stdin": nothing, "stdout": nothing, "stderr": nothing}
    if sys.platform == "win32":
        quietly["creationflags"] = subprocess.IDLE_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
    return quietly


def _found_beside(copy: Path) -> Path:
    return copy.with_name(f"{copy.name}.found")


def _write_job(job: Path, copy: Path, resources: Path, known: EarlierFacts) -> None:
    facts = {canvas_id: [asdict(one) for one in several] for canvas_id, several in known.items()}
    told = {"copy": str(copy), "resources": str(resources), "language": language(), "known": facts}
    job.write_text(json.dumps(told), encoding="utf-8")


def _read(found: Path) -> Examined:
    told = json.loads(found.read_text(encoding="utf-8"))
    canvases = {canvas_id: Facts(**facts) for canvas_id, facts in told["canvases"].items()}
    faults = tuple(Fault(**fault) for fault in told["faults"])
    return Examined(told["schema"], canvases, told["rest"], faults, tuple(told["misfits"]))


def carry_out(job: Path) -> int:
    """What the other process does; returns its exit status. It ends when nobody waits for it any more."""
    parent = os.getppid()
    if sys.platform != "win32":
        os.nice(19)

    def pause() -> None:
        if os.getppid() != parent:
            raise SystemExit(1)

    told = json.loads(job.read_text(encoding="utf-8"))
    resources, copy = Path(told["resources"]), Path(told["copy"])
    use_language(told["language"], resources / "i18n")
    known = {canvas_id: tuple(Facts(**one) for one in several) for canvas_id, several in told["known"].items()}
    found = examine(copy, load_templates(resources), known, pause)
    _found_beside(copy).write_text(json.dumps(asdict(found)), encoding="utf-8")
    return 0
