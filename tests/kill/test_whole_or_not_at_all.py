"""Killed at any point, an import, a migration, a restore, a backup and a merge are whole or not at all."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from checkout import of_this_checkout

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")

HARNESS = Path(__file__).with_name("whole_harness.py")
SUBJECTS = ("import", "import-folder", "migration-1", "migration-2", "restore", "backup", "merge")
SOAK = 1000


def killed(*subjects: str, kills: int, every_step: bool = False, plant: bool = False) -> dict[str, dict[str, Any]]:
    """What the harness found for each subject; the seed is random, and printed to be played again."""
    seed = random.randrange(2**32)
    command = [sys.executable, str(HARNESS), *subjects, "--kills", str(kills), "--seed", str(seed)]
    command += ["--every-step"] * every_step + ["--plant"] * plant
    print("harness:", command[1:])
    finished = subprocess.run(command, env=of_this_checkout(), capture_output=True, text=True, check=True, timeout=3600)
    found = [json.loads(line) for line in finished.stdout.splitlines()]
    print(*found, sep="\n")
    return {one["subject"]: one for one in found}


def test_killed_at_a_few_steps_and_moments_everything_is_whole_or_not_at_all() -> None:
    for subject, found in killed(*SUBJECTS, kills=4).items():
        assert "wrong" not in found, subject
        assert found["steps"] > 10, f"{subject}: the steps are not seen"


def test_the_harness_sees_what_is_neither_whole_nor_not_at_all() -> None:
    """The fault is planted: a commit after each statement; a library overwritten; backups dropped too early."""
    for subject, found in killed("merge", "restore", "backup", kills=60, plant=True).items():
        assert "wrong" in found, subject


@pytest.mark.soak
@pytest.mark.parametrize("subject", SUBJECTS)
def test_killed_before_every_step_and_at_a_thousand_moments(subject: str) -> None:
    found = killed(subject, kills=SOAK, every_step=True)[subject]
    assert "wrong" not in found
    assert found["kills"] >= SOAK
    assert found["old"] > 0
    assert found["new"] > 0


@pytest.mark.soak
@pytest.mark.parametrize("subject", ["import", "import-folder", "migration-1", "migration-2"])
def test_the_harness_sees_the_other_planted_faults_as_well(subject: str) -> None:
    assert "wrong" in killed(subject, kills=300, plant=True)[subject]
