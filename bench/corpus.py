"""A library of many canvases, the same at every run: invented words by Zipf's law, people, cities, tags, six years.

It is made once and kept beside the bench's folders; the next run takes a copy.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from sqlalchemy import Connection, insert
from sqlalchemy.schema import CreateTable

from bench.canvases import open_library, templates
from cmc_desktop.model.domain import rank
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.head import CanvasState, Head
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.store.mapping import journal_text, row_of, upsert
from cmc_desktop.model.store.tables import journal, metadata
from cmc_desktop.model.store.writing import WRITING
from cmc_desktop.paths import Paths, user_paths

CANVASES = 10_000
_AT_ONCE = 250
_SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "bré", "çon")
_TAGS = ("pilot", "quick win", "legal", "budget", "question")
#: 1 January 2020 and 1 November 2025, in ms
_FROM, _TO = 1_577_836_800_000, 1_761_955_200_000


@dataclass(frozen=True)
class Vocabulary:
    """Words from the most to the least frequent, and how often it is one up to each."""

    words: tuple[str, ...]
    sums: tuple[float, ...]

    @classmethod
    def make(cls, size: int = 20_000) -> Vocabulary:
        chance, words = random.Random(11), dict[str, None]()
        while len(words) < size:
            words["".join(chance.choices(_SYLLABLES, k=chance.choice((1, 2, 2, 3, 3, 4))))] = None
        return cls(tuple(words), tuple(accumulate(1 / (place + 8) for place in range(size))))

    def text(self, chance: random.Random) -> str:
        words = chance.choices(self.words, cum_weights=self.sums, k=chance.choice((3, 5, 7, 9, 12, 16, 30)))
        return " ".join(words).capitalize()


def corpus(folder: Path, count: int = CANVASES) -> Paths:
    """The app's folders below `folder` with a library of `count` canvases in it, its index as it should be."""
    paths = user_paths(folder)
    paths.library.parent.mkdir(parents=True, exist_ok=True)
    kept = folder.parent / f"cmc-bench-corpus-{count}-{_made_how()}.cmcdb"
    if not kept.exists():
        _make(paths, count)
        half = kept.with_suffix(".new")
        shutil.copy(paths.library, half)
        half.replace(kept)
    else:
        shutil.copy(kept, paths.library)
    return paths


def _made_how() -> str:
    """Changes with whatever the library's rows are made by."""
    tables = "".join(str(CreateTable(table)) for table in metadata.sorted_tables)
    store = Path(__file__).parent.parent / "cmc_desktop" / "model" / "store"
    index = "".join(path.read_text(encoding="utf-8") for path in sorted(store.glob("search*.py")))
    return hashlib.sha256((tables + index + Path(__file__).read_text(encoding="utf-8")).encode()).hexdigest()[:12]


def _make(paths: Paths, count: int) -> None:
    template = templates()["city-model-canvas"]
    with closing(open_library(paths)) as library:
        engine = library.store.engine.execution_options(**WRITING)
        canvases = _canvases(count, template)
        for _ in range(0, count, _AT_ONCE):
            with engine.begin() as connection:
                _store(connection, [next(canvases) for _ in range(_AT_ONCE)])
        library.finder.refresh()


def _canvases(count: int, template: Template) -> Iterator[tuple[Head, list[Entity]]]:
    chance, vocabulary = random.Random(count), Vocabulary.make()
    cities = [f"{word.capitalize()} {end}" for word in vocabulary.words[500:560] for end in ("Port", "Hill")]
    names = [word.capitalize() for word in vocabulary.words[2_000:2_400]]
    states = list(CanvasState)
    for number in range(count):
        made = chance.randrange(_FROM, _TO)
        head = Head(
            id=_id(chance),
            project=_id(chance),
            version=1,
            parent="",
            base="",
            title=" ".join(chance.choices(vocabulary.words[:4_000], k=3)).capitalize(),
            city=cities[min(int(chance.expovariate(1 / 20)), len(cities) - 1)],
            template=template.key,
            template_version=template.version,
            state=chance.choices(states[:3], (6, 1, 2))[0].value,
            created_at=made,
            archived=number % 20 == 19,
            deleted_at=made if number % 100 == 50 else 0,
        )
        yield head, [*_notes(chance, vocabulary, template, made), *_people(chance, names)]


def _notes(chance: random.Random, vocabulary: Vocabulary, template: Template, made: int) -> Iterator[Note]:
    last: dict[str, str] = {}
    for place in range(chance.randrange(20, 31)):
        box = template.walk[place % len(template.walk)]
        last[box] = rank.between(last.get(box), None)
        tags = (chance.choice(_TAGS),) if chance.random() < 0.03 else ()
        text = vocabulary.text(chance)
        yield Note(_id(chance), box, last[box], text, tags, made_at=made, changed_at=made + place)


def _people(chance: random.Random, names: list[str]) -> Iterator[Participant]:
    last: str | None = None
    for _ in range(8):
        last = rank.between(last, None)
        name, organisation = f"{chance.choice(names)} {chance.choice(names)}", f"{chance.choice(names)} Council"
        yield Participant(_id(chance), last, name, organisation)


def _id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _store(connection: Connection, made: list[tuple[Head, list[Entity]]]) -> None:
    connection.execute(upsert(Head, "sqlite"), [row_of(head.id, head) for head, _ in made])
    for kind in (Note, Participant):
        rows = [row_of(head.id, thing) for head, things in made for thing in things if isinstance(thing, kind)]
        connection.execute(upsert(kind, "sqlite"), rows)
    entries = [
        {
            "canvas_id": head.id,
            "seq": 1,
            "at": head.created_at + 60_000,
            "way": "do",
            "name": "Import",
            "phase": "",
            "slip": "",
            "puts": journal_text((head, *things), (None,) * (len(things) + 1)),
        }
        for head, things in made
    ]
    connection.execute(insert(journal), entries)
