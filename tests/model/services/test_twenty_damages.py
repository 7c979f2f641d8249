"""Whatever happens to a library file is noticed, and a backup put back by the app says what was stored."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import builders
import damages
import pytest
from builders import TEMPLATES

from cmc_desktop.model.domain.errors import CmcError
from cmc_desktop.model.services.backing_up import BackingUp
from cmc_desktop.model.services.backups import check_not_lost, listed_backups
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.restoring import Restoring
from cmc_desktop.model.store.backup import fingerprint_of_file, gentle_copy

SOAK = 1000
INDEX = ("overview", "search_state", "note_words")


@dataclass
class BackedUp:
    """A library with a backup of it, and what every canvas says."""

    path: Path
    clock: ManualClock
    data: bytes
    hashes: Mapping[str, str]
    tables: object

    def is_harmless(self) -> bool:
        """Whether damage hit nothing that is stored: unused bytes between rows, or the index, which is made from it."""
        copy = self.path.with_name("copy.cmcdb")
        copy.unlink(missing_ok=True)
        try:
            gentle_copy(self.path, copy)
            return stored_in(copy) == self.tables
        except Exception:  # whatever SQLite or Python makes of it
            return False


def hashes_of(path: Path) -> dict[str, str]:
    with closing(Library.open(path, TEMPLATES, ManualClock())) as library:
        return {item.head.id: library.session(item.head.id).canvas.content_hash for item in library.listed()}


def stored_in(copy: Path) -> object:
    """Every row there is, apart from the word index."""
    return {name: rows for name, rows in fingerprint_of_file(copy).items() if not name.startswith(INDEX)}


@pytest.fixture(scope="module")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> BackedUp:
    clock = ManualClock()
    path = tmp_path_factory.mktemp("backed-up") / "library.cmcdb"
    with closing(Library.open(path, TEMPLATES, clock)) as library:
        builders.sign(library.session(library.new("Signed", "Oslo")))
        builders.lived_in(library.session(library.new("In the room", "Riga")), "consensus")
        builders.fill_with_sample(library.session(library.new("Draft")))
        library.save_protocol("Short", builders.AGENDA)
    assert BackingUp(path, TEMPLATES, clock).run().new
    copy = path.with_name("copy.cmcdb")
    gentle_copy(path, copy)
    return BackedUp(path, clock, path.read_bytes(), hashes_of(path), stored_in(copy))


def noticed(library: BackedUp) -> str:
    """When the app tells that something is wrong, as it goes about it: opening, then the check soon after."""
    try:
        check_not_lost(library.path)
        with closing(Library.open(library.path, TEMPLATES, library.clock)) as opened:
            opened.listed()
            opened.deleted()
    except CmcError:
        return "at opening"
    try:
        outcome = BackingUp(library.path, TEMPLATES, library.clock).run()
    except CmcError:
        return "as no backup could be made"
    return "by the check" if outcome.faults else ""


def damage_and_restore(library: BackedUp, kind: damages.Damage, seed: str) -> str:
    """Damage the library, see that it is noticed, put the last good backup back; returns when it was noticed."""
    library.path.unlink(missing_ok=True)
    library.path.write_bytes(library.data)
    library.path.with_name(library.path.name + "-journal").unlink(missing_ok=True)
    kind(library.path, random.Random(seed))
    if library.is_harmless():
        return "harmless"
    when = noticed(library)
    assert when, f"{kind.__name__} with seed {seed} went unnoticed"
    library.clock.forward(minutes=1)
    last = next(one for one in listed_backups(library.path) if one.is_own)
    damaged = library.path.read_bytes() if library.path.exists() else None
    aside = Restoring(library.path, TEMPLATES, library.clock).put_back(last.path)
    assert hashes_of(library.path) == library.hashes
    assert (aside.read_bytes() if aside is not None else None) == damaged, "what was damaged is kept for rescue"
    assert not BackingUp(library.path, TEMPLATES, library.clock).run().faults
    if aside is not None:
        aside.unlink()
    return when


@pytest.mark.parametrize("kind", damages.KINDS, ids=lambda kind: kind.__name__)
def test_damage_is_noticed_and_a_backup_restores_every_hash(backed_up: BackedUp, kind: damages.Damage) -> None:
    seed = random.randrange(2**32)
    for attempt in range(50):  # a single bit may hit what nobody uses: then there is nothing to notice
        when = damage_and_restore(backed_up, kind, f"{seed}-{attempt}")
        print(kind.__name__, f"seed {seed}-{attempt}:", when)
        if when != "harmless":
            return
    raise AssertionError("never any damage")


@pytest.mark.soak
def test_a_thousand_damages_are_noticed_and_restored(backed_up: BackedUp) -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    outcomes: Counter[str] = Counter()
    while outcomes.total() - outcomes["harmless"] < SOAK:
        kind = chance.choice(damages.KINDS)
        outcomes[damage_and_restore(backed_up, kind, f"{seed}-{outcomes.total()}")] += 1
    print("seed", seed, dict(outcomes))


def test_without_the_comparison_with_the_last_backup_changed_letters_would_pass(backed_up: BackedUp) -> None:
    """The damages are not so coarse that anything would do: SQLite alone lets some of them pass."""
    backed_up.path.write_bytes(backed_up.data)
    next(kind for kind in damages.KINDS if kind.__name__ == "another_name")(backed_up.path, random.Random(1))
    with closing(Library.open(backed_up.path, TEMPLATES, backed_up.clock)) as library:
        assert library.store.check() == "ok"
    assert BackingUp(backed_up.path, TEMPLATES, backed_up.clock).run().faults
    assert not BackingUp(backed_up.path, TEMPLATES, backed_up.clock).run(accept=True).faults
