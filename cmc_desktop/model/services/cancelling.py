"""What ends work that its user stopped."""

from __future__ import annotations

from cmc_desktop.model.domain.errors import Refusal


class Cancelled(Refusal):
    """The user stopped the work; it left nothing behind."""
