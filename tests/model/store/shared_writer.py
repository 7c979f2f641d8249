"""A laptop that writes into a canvas of a shared library; the tests run four at a time and take the server away.

Arguments: the library's address, the canvas, a letter of its own, how many edits. Every other edit adds a note, the
ones between put a mark behind the words of the note that all of them change. Prints how often it was cut off.
"""

from __future__ import annotations

import sys
import time

import builders

from cmc_desktop.model.domain.changes import AddNote, Change, EditNote
from cmc_desktop.model.domain.errors import CutOff, Refusal
from cmc_desktop.model.services.clock import SystemClock
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.store.library_address import library_address


def mark(letter: str, number: int) -> str:
    """Two signs behind the writer's own letter."""
    signs = "0123456789abcdefghijklmnopqrstuvwxyz"
    return f"{letter}{signs[number // 36]}{signs[number % 36]}"


class Writer:
    """Does each change until it is stored, however often the server is away."""

    def __init__(self, session: Session, letter: str) -> None:
        self.session, self.letter, self.cut_off = session, letter, 0

    def write(self, count: int) -> None:
        for number in range(count):
            if number % 2:
                while not self._marked(mark(self.letter, number)):
                    pass
            else:
                self._do(AddNote("value", mark(self.letter, number), id=f"{self.letter}-{number}"))

    def _marked(self, words: str) -> bool:
        note = self.session.canvas.note("common")
        if words in note.text:
            return True
        try:
            self._do(EditNote(note.id, note.text + words, note.text))
        except Refusal:  # another one was quicker: it is shown by now
            return False
        return True

    def _do(self, change: Change) -> None:
        while True:
            try:
                self.session.do(change)
                return
            except CutOff:
                self.cut_off += 1
                time.sleep(0.05)  # a person would look at the message
                self._look()

    def _look(self) -> None:
        try:
            self.session.catch_up()
        except CutOff:
            return


def main() -> None:
    url, canvas_id, letter, count = sys.argv[1:]
    while True:
        try:
            library = Library.open(library_address(url), builders.TEMPLATES, SystemClock())
            writer = Writer(library.session(canvas_id), letter)
            break
        except CutOff:
            time.sleep(0.05)  # as above
    assert library.store.news is not None  # listens, as a window does, and finds the server again as soon as it is back
    writer.write(int(count))
    print(writer.cut_off)
    library.close()


if __name__ == "__main__":
    main()
