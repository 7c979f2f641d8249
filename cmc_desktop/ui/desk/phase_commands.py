"""What the actions about phases and their clock do."""

from __future__ import annotations

from collections.abc import Callable

from cmc_desktop.model.domain.changes import AddMinutes, BackPhase, EndWorkshop
from cmc_desktop.ui.session_bridge import SessionBridge
from cmc_desktop.ui.workshop.phase_steps import go_on, start_or_pause


def phase_commands(bridge: SessionBridge) -> dict[str, Callable[[], object]]:
    """By action id."""
    return {
        "start": lambda: bridge.do(start_or_pause(bridge.canvas)),
        "plus_1": lambda: bridge.do(AddMinutes(1)),
        "plus_5": lambda: bridge.do(AddMinutes(5)),
        "next_phase": lambda: bridge.do(go_on(bridge.canvas)),
        "back_phase": lambda: bridge.do(BackPhase()),
        "end_workshop": lambda: bridge.do(EndWorkshop()),
    }
