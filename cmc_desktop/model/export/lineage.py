"""What a record continues from: the versions and sessions before it, each with its day and seal number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ancestor:
    """A version before this one: when it was signed, or made when it never was, in ms; `seal` is its content hash."""

    version: int
    session: str
    at: int
    signed: bool
    seal: str
