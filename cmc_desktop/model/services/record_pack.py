"""The record pack: what a council files after the sign-off, in one folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.export.lineage import Ancestor
from cmc_desktop.model.services.clock import Clock
from cmc_desktop.model.services.giving_out import Agree
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys

if TYPE_CHECKING:
    from cmc_desktop.model.export.paper import MissingGlyph


@dataclass(frozen=True, slots=True)
class PackWish:
    """What the pack is to hold besides the record and its data. Without `names` everyone is named by their role.

    `key` signs the record; None leaves it unsigned, with its seal number alone.
    """

    minutes: bool = False
    fate: bool = False
    names: bool = True
    paper: str = "A3"
    key: KeyWish | None = None


@dataclass(frozen=True, slots=True)
class PackSource:
    """A signed canvas with all that its pack is made of, read from the library: safe to hand to a worker."""

    canvas: Canvas
    revisions: tuple[Revision, ...]
    at_sign_off: tuple[Entity, ...]
    lineage: tuple[Ancestor, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """The folder that was written, its files by name, and the characters for which there is no sign."""

    folder: Path
    files: tuple[str, ...]
    missing_glyphs: tuple[MissingGlyph, ...] = ()


def pack_source(library: Library, canvas: Canvas) -> PackSource:
    """What the pack of `canvas` is made of; reads the library, so on the thread that has it."""
    raise NotImplementedError


def pack_name(source: PackSource, *, names: bool = True) -> str:
    """The name of the folder that `make_pack` makes: title, version, the day of the sign-off."""
    raise NotImplementedError


def make_pack(
    source: PackSource,
    folder: Path,
    wish: PackWish,
    *,
    fonts: Path,
    clock: Clock,
    keys: SigningKeys,
    cancelled: Callable[[], bool] | None = None,
    progress: Callable[[str], None] | None = None,
    agree: Agree | None = None,
) -> Packed:
    """Write the pack into a new folder below `folder`, called `pack_name`. Safe on a worker thread.

    `progress` is told each step in words, `cancelled` is asked between them, `agree` before anything is written when
    characters cannot be printed. Raises Refusal when the canvas is not signed, is a practice, or when there is
    something of that name already; WrongPin and what else `SigningKeys.check` raises; Cancelled; FileTrouble. Whatever
    is raised, nothing is left in `folder`.
    """
    raise NotImplementedError
