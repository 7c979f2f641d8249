"""Work that is stopped at a certain step of it, however fast or slow the computer is."""

from __future__ import annotations

import pytest

from cmc_desktop.ui.tasks import Job

PATIENCE = 30


def hold_until_stopped(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A worker that has told `step` stands still until it is asked to stop, and goes on from there."""
    told = Job.progress

    def progress(job: Job, text: str) -> None:
        told(job, text)
        if step in text:
            assert job._cancel.wait(PATIENCE)

    monkeypatch.setattr(Job, "progress", progress)
