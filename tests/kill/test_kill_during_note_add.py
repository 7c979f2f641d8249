"""Killed with SIGKILL at any moment, the command line loses no note whose id it printed; and the test can tell."""

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

HARNESS = Path(__file__).with_name("kill_harness.py")


def killed(kills: int, *, plant: str = "") -> dict[str, Any]:
    """What the harness found; the seed is random, and printed to be played again."""
    seed = random.randrange(2**32)
    command = [sys.executable, str(HARNESS), "--kills", str(kills), "--seed", str(seed), "--plant", plant]
    print("harness:", command[1:])
    finished = subprocess.run(command, env=of_this_checkout(), capture_output=True, text=True, check=True, timeout=300)
    found: dict[str, Any] = json.loads(finished.stdout)
    print(found)
    return found


@pytest.mark.parametrize("quarter", range(4))
def test_no_note_whose_id_was_printed_is_lost_in_250_kills(quarter: int) -> None:
    found = killed(250)
    assert "wrong" not in found
    assert found["kills"] == 250
    assert found["promised"] > 250  # else the kills came too early to mean anything


def test_an_id_printed_before_its_note_is_stored_is_caught_within_a_few_kills() -> None:
    found = killed(60, plant="early")
    assert "promised notes are missing" in found["wrong"]


def test_a_note_stored_apart_from_its_journal_row_is_caught_within_a_few_kills() -> None:
    found = killed(200, plant="split")
    assert "the journal tells another story" in found["wrong"]
