"""A library as a whole: made on a server, checked, taken from a file to a server and back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import NotThere, Refusal
from cmc_desktop.model.domain.saved_agenda import is_as_saved
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.services.backing_up import not_sound
from cmc_desktop.model.services.new_folder import check_room
from cmc_desktop.model.services.passwords import opened_with_password
from cmc_desktop.model.store.copying import Progress, copy_rows
from cmc_desktop.model.store.durable import sync_folder
from cmc_desktop.model.store.index_check import index_fits
from cmc_desktop.model.store.library_address import LibraryAddress, ServerAddress
from cmc_desktop.model.store.library_store import LibraryStore
from cmc_desktop.model.store.soundness import Fault, check_whole
from cmc_desktop.model.store.trouble import briefly

Open = Callable[[LibraryAddress], LibraryStore]


@dataclass(frozen=True, slots=True)
class CheckedCanvas:
    """A canvas with its content hash; `fault` tells what is wrong with it, empty when nothing."""

    id: str
    title: str
    content_hash: str
    fault: str


def make_library(address: LibraryAddress) -> bool:
    """Make an empty library on a server, or bring the one there up to date; True when one was made.

    Raises Refusal for a file, which the app makes by itself; LibraryTrouble.
    """
    if not isinstance(address, ServerAddress):
        raise Refusal(
            tr("Only a library on a server has to be made; one in a file is made with its first canvas."),
            todo=tr("Name the server: postgresql+psycopg://user@server/database"),
        )
    # the driver of a server
    from cmc_desktop.model.store.postgres_library import create_library

    return create_library(address)


def check_library(store: LibraryStore) -> Iterator[CheckedCanvas]:
    """Read every canvas there is, archived and deleted ones too, and compare it with its hashes and its journal.

    A fault of the library as a whole comes first, with an empty id. Raises LibraryTrouble.
    """
    found = store.check()
    if found != "ok":
        told = (
            tr("The library file is damaged: {found}", found=briefly(found))
            if store.path is not None
            else tr("The shared library is damaged: {found}", found=found)
        )
        yield CheckedCanvas("", "", "", told)
    for fault in _beside_the_canvases(store):
        yield CheckedCanvas("", "", "", fault)
    for archived in (False, True):
        for deleted in (False, True):
            for listed in store.listed(archived=archived, deleted=deleted):
                fault, content_hash = check_whole(store, listed.head.id)
                if not fault and not content_hash:
                    fault = tr("its template “{key}” is not installed: nothing was compared", key=listed.head.template)
                yield CheckedCanvas(listed.head.id, listed.head.title, content_hash, fault)


def _beside_the_canvases(store: LibraryStore) -> Iterator[str]:
    """What is wrong with what belongs to no canvas, in words."""
    for _key, name, phases in store.own_protocols():
        try:
            is_sound = is_as_saved(name, json.loads(phases))
        except (ValueError, TypeError, IndexError, KeyError, AttributeError):
            is_sound = False
        if not is_sound:
            yield tr("The saved agenda “{name}” is not as it was saved.", name=name)
    if not store.index_is_sound():
        yield tr("The index of words is damaged; it is made anew when a window opens the library.")
    elif not index_fits(store.engine):
        yield (
            tr("The index of words does not say what the canvases say; the next backup makes it anew.")
            if store.path is not None
            else tr("The index of words does not say what the canvases say; “library create” makes it anew.")
        )


def copy_library(
    source: LibraryAddress, target: LibraryAddress, open_it: Open, progress: Progress = lambda _done, _all: None
) -> int:
    """Copy a whole library into a new file or an empty library on a server; returns the number of rows.

    Nothing is left when it fails; killed, at most a file that begins with a dot and ends in ".part". Raises NotThere,
    Refusal, LibraryTrouble, for a folder that is not there as well.
    """
    if isinstance(source, Path) and not source.exists():
        raise NotThere(tr("There is no library at {path}.", path=source))
    if isinstance(target, Path) and target.exists():
        raise _there_already(target)
    if isinstance(target, Path):
        check_room(target)
    with closing(open_it(source)) as from_there:
        if not isinstance(target, Path):
            with closing(open_it(target)) as to:
                if not to.rights.sign:
                    raise Refusal(
                        tr("Copying into a shared library takes the role of a signer, as sign-offs are copied too."),
                        safe=tr("Nothing was copied."),
                        todo=tr("Let its administrator do it, or ask for the role."),
                    )
                return copy_rows(from_there.engine, to.engine, progress)
        part = target.with_name(f".{target.name}.{token_hex(4)}.part")
        try:
            with closing(open_it(part)) as to:
                rows = copy_rows(from_there.engine, to.engine, progress)
            _take_its_place(part, target)
            sync_folder(target.parent)
        finally:
            _remove(part)
    return rows


def backup_of_server(
    address: LibraryAddress,
    file: Path,
    templates: Mapping[str, Template],
    progress: Progress = lambda _done, _all: None,
) -> int:
    """Copy a shared library into the new file `file` and check every canvas there; returns how many it holds.

    What `progress` raises ends it; nothing is left behind then, nor when a fault is found. Raises as `copy_library`.
    """
    copy_library(address, file, lambda one: opened_with_password(one, opener(templates), lambda _address: ""), progress)
    found = None
    try:
        with closing(LibraryStore(file, templates)) as copy:
            found = list(check_library(copy))
        faults = tuple(Fault(one.fault, one.id, one.title) for one in found if one.fault)
        if faults:
            found = None
            raise not_sound(faults)
    finally:
        if found is None:
            _remove(file)
    return len(found)


def _take_its_place(part: Path, target: Path) -> None:
    """Give the finished copy its name, unless another copy has it by now. Raises Refusal."""
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise _there_already(target) from error
    except OSError:  # a disk that knows no second names
        if target.exists():
            raise _there_already(target) from None
        part.rename(target)


def _there_already(target: Path) -> Refusal:
    return Refusal(
        tr("{path} is there already.", path=target),
        safe=tr("Nothing was copied."),
        todo=tr("Choose the name of a new file."),
    )


def _remove(part: Path) -> None:
    """Remove an unfinished library, and the journal SQLite leaves beside it."""
    with suppress(OSError):
        part.unlink(missing_ok=True)
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)


def opener(templates: Mapping[str, Template]) -> Open:
    """Opens libraries that no window shows."""
    return lambda address: LibraryStore(address, templates)
