"""Prints one hash of many random histories: run by a test under several hash seeds, which order Python's sets."""

from __future__ import annotations

from random import Random

from canvas_histories import ids_from, played
from state_histories import history

from cmc_desktop.model.domain.merging.canvas_state import beside_of, rest_of
from cmc_desktop.model.domain.revision import digest
from cmc_desktop.model.services.copy_file import copy_of


def told() -> str:
    """The hash: of states, of canvases with what is open, and of the files of copies, in all bytes."""
    parts = []
    for seed in range(40):
        found = history(Random(seed))
        for join in found.joins:
            # in the order in which it came out; the values of a field in theirs
            parts += [f"{key}{[sorted(values_in(value)) for value in thing]}" for key, thing in join.joined.items()]
    for seed in range(10):
        for laptop in played(seed).laptops:
            canvas = laptop.canvas
            parts += [canvas.content_hash, rest_of(canvas), beside_of(canvas)]
            with ids_from(Random(seed)):
                laptop.copy()
            parts.append(copy_of(laptop.store, canvas).decode("utf-8"))
    return digest("\n".join(parts))


def values_in(value: str | frozenset[str]) -> frozenset[str]:
    return frozenset((value,)) if isinstance(value, str) else value


if __name__ == "__main__":
    print(told())
