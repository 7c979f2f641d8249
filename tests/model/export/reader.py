"""Reads a tagged PDF the way a screen reader does: the tree, with the words that the pages hold for each element."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from printed import to_unicode

#: what leaves something on the paper
_PAINTING = frozenset({"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"})


@dataclass
class Element:
    """One element: its kind, the words it is read with, what is below it, what is said of it besides."""

    kind: str
    words: str
    below: list[Element] = field(default_factory=list)
    traits: dict[str, str] = field(default_factory=dict)
    pages: int = 0

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.below:
            yield from child.walk()

    def outline(self) -> list[tuple[str, str]]:
        """All elements that have words of their own, in reading order."""
        return [(element.kind, element.words) for element in self.walk() if element.words]


def read(data: bytes) -> Element:
    """The root of the reading order, after all that the standard asks of it was checked."""
    document = pikepdf.open(io.BytesIO(data))
    pages = [_Page(page) for page in document.pages]
    tree = document.Root.StructTreeRoot
    assert bool(document.Root.MarkInfo.Marked)
    (root,) = _listed(tree.K)
    found = _element(root, tree, {page.obj.objgen: page for page in pages})
    _check_parents(tree.ParentTree, pages)
    return found


class _Page:
    """The words of a page by the number they are marked with, and who refers to which number."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.obj = page.obj
        self.words: dict[int, str] = {}
        self._spoken: set[int] = set()
        self.referred: dict[int, pikepdf.Object] = {}
        assert str(self.obj.Tabs) == "/S"
        fonts = {str(name): to_unicode(font) for name, font in self.obj.Resources.get("/Font", {}).items()}
        current: dict[int, str] = {}
        marks: list[int | str | None] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BMC":
                    marks.append(str(operands[0]))
                case "BDC":
                    marks.append(self._begun(operands[1]))
                case "EMC":
                    marks.pop()
                case "Tf":
                    current = fonts.get(str(operands[0]), {})
                case "Tj" | "TJ":
                    self._add(operands, current, marks)
            if str(operator) in _PAINTING:
                numbers = [mark for mark in marks if isinstance(mark, int)]
                assert len(numbers) + marks.count("/Artifact") == 1, "ink is either read once or decoration"
        assert not marks
        assert sorted(self.words) == list(range(len(self.words))), "pieces are counted without a gap"

    def _begun(self, properties: pikepdf.Object) -> int | None:
        if "/MCID" not in properties:
            return None
        number = int(properties.MCID)
        assert number not in self.words, "a number is given once on a page"
        self.words[number] = str(properties.get("/ActualText", ""))
        if "/ActualText" in properties:
            self._spoken.add(number)
        return number

    def _add(self, operands: list[pikepdf.Object], codes: dict[int, str], marks: list[int | str | None]) -> None:
        parts = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
        text = "".join(codes[code] for part in parts if isinstance(part, pikepdf.String) for code in bytes(part))
        for number in (mark for mark in marks if isinstance(mark, int) and mark not in self._spoken):
            self.words[number] += text


def _listed(kids: pikepdf.Object) -> list[pikepdf.Object]:
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _element(entry: pikepdf.Object, above: pikepdf.Object, pages: dict[tuple[int, int], _Page]) -> Element:
    assert entry.P.objgen == above.objgen, "an element knows what it is part of"
    traits = {name: str(entry[name]) for name in ("/T", "/Alt") if name in entry}
    traits |= {str(name): str(value) for name, value in entry.get("/A", {}).items()}
    element = Element(str(entry.S)[1:], "", [], traits)
    places = set()
    for kid in _listed(entry.K):
        if isinstance(kid, int):
            element.words += _piece(pages[entry.Pg.objgen], kid, entry)
            places.add(entry.Pg.objgen)
        elif kid.get("/Type") == "/MCR":
            element.words += _piece(pages[kid.Pg.objgen], int(kid.MCID), entry)
            places.add(kid.Pg.objgen)
        else:
            element.below.append(_element(kid, entry, pages))
    if "/ActualText" in entry:
        element.words = str(entry.ActualText)
    element.pages = len(places)
    return element


def _piece(page: _Page, number: int, entry: pikepdf.Object) -> str:
    assert number not in page.referred, "a piece belongs to one element"
    page.referred[number] = entry
    return page.words[number]


def _check_parents(parents: pikepdf.Object, pages: list[_Page]) -> None:
    """The table of parents names for each page and number the element that refers to it."""
    numbers = list(parents.Nums)
    table = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    assert sorted(table) == sorted(int(page.obj.StructParents) for page in pages)
    for page in pages:
        assert page.referred.keys() == page.words.keys(), "every piece is read"
        entries = [entry.objgen for entry in table[int(page.obj.StructParents)]]
        assert entries == [page.referred[number].objgen for number in range(len(page.words))]
