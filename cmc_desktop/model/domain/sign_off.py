"""The sign-off: the moment from which a canvas is frozen under its content hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from cmc_desktop.model.domain.entity import Entity


@dataclass(frozen=True, slots=True)
class SignOff(Entity):
    """`id` is always 'sign-off': a canvas is signed once, further work is a new version."""

    content_hash: str
    at: int

    def gone(self) -> Self:
        raise NotImplementedError("a sign-off is final; further work is a new version")


SIGN_OFF_ID = "sign-off"
