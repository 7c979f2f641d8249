"""The reading order written into a PDF: the structure tree, and the table that leads from marks to tags.

ReportLab knows the names of these things but writes none of them (ISO 32000-1, 14.7 and 14.8). They are put into its
document as finished text: a board has hundreds of tags, and each would be several of ReportLab's objects.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFPage

from cmc_desktop.model.export.raw_objects import add_objects, listed, reference, text_string
from cmc_desktop.model.export.tags import Tag, TagKind, Trait

#: a table reads wrongly when an empty cell is left out
_KEPT_EMPTY = frozenset({TagKind.CELL, TagKind.HEAD_CELL})

Pieces = Mapping[Tag, list[tuple[int, int]]]


class TagTree:
    """Counts the marked pieces of each page while they are drawn, then writes the tree below `root`."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        #: for each tag the pieces that belong to it: page from 0, number within the page
        self._pieces: dict[Tag, list[tuple[int, int]]] = {}
        #: for each page the tags of its pieces by number
        self._pages: list[list[Tag]] = []

    def next_page(self) -> None:
        self._pages.append([])

    def piece(self, tag: Tag) -> int:
        """The number, within the present page, of a new piece of `tag`."""
        page = self._pages[-1]
        page.append(tag)
        self._pieces.setdefault(tag, []).append((len(self._pages) - 1, len(page) - 1))
        return len(page) - 1

    def write(self, document: Any) -> None:
        """Put the tree into ReportLab's `document`, whose pages are all drawn.

        Raises ValueError where marks carry a tag that is not in the tree or that has children.
        """
        kept = _kept(self._root, self._pieces)
        tags = [self._root, *(tag for children in kept.values() for tag in children)]
        _check(tags, kept, self._pieces)
        pages = _numbered_pages(document)
        (tree, tree_ref), (parents, parents_ref) = add_objects(document, 2, "tagTree")
        objects = dict(zip(tags, add_objects(document, len(tags), "tag"), strict=True))
        refs = {tag: ref for tag, (_, ref) in objects.items()}
        above = {child: refs[tag] for tag, children in kept.items() for child in children}
        for tag, (thing, _) in objects.items():
            kids = [refs[child] for child in kept.get(tag, ())]
            thing.text = _element(tag, above.get(tag, tree_ref), kids, self._pieces.get(tag, []), pages)
        tree.text = (
            f"<< /Type /StructTreeRoot /K [{refs[self._root]}] /ParentTree {parents_ref}"
            f" /ParentTreeNextKey {len(pages)} >>"
        )
        numbers = (f"{number} {listed(refs[tag] for tag in page)}" for number, page in enumerate(self._pages))
        parents.text = f"<< /Nums {listed(numbers)} >>"
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _kept(root: Tag, pieces: Pieces) -> dict[Tag, list[Tag]]:
    """The children of each tag that has any, in reading order, without those in which nothing was drawn."""
    children: dict[Tag, list[Tag]] = {}

    def keep(tag: Tag) -> bool:
        place = children[tag] = []
        full = [keep(child) for child in tag.children]
        place += [
            child
            for child, is_full in zip(tag.children, full, strict=True)
            if is_full or (child.kind in _KEPT_EMPTY and any(full))
        ]
        if not place:
            del children[tag]
        return bool(place) or tag in pieces

    keep(root)
    return children


def _check(tags: list[Tag], kept: Mapping[Tag, list[Tag]], pieces: Pieces) -> None:
    strays = set(pieces).difference(tags)
    if strays:
        raise ValueError(f"marks are tagged with what is not in the tree: {strays}")
    mixed = [tag for tag in pieces if tag in kept]
    if mixed:
        raise ValueError(f"what has children has no marks of its own: {mixed}")


def _numbered_pages(document: Any) -> list[str]:
    """The references of the pages, each told its number in the table of parents."""
    pages: list[str] = []
    for name, thing in document.idToObject.items():
        if isinstance(thing, PDFPage):
            thing.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
            thing.StructParents = len(pages)
            thing.Tabs = PDFName("S")
            pages.append(reference(document, name))
    return pages


def _element(tag: Tag, above: str, kids: list[str], pieces: list[tuple[int, int]], pages: list[str]) -> str:
    """The text of one structure element; pieces on its first page are plain numbers, others name their page."""
    parts = [f"<< /Type /StructElem /S /{tag.kind} /P {above}"]
    if pieces:
        first = pieces[0][0]
        parts.append(f"/Pg {pages[first]}")
        kids = [
            str(number) if page == first else f"<< /Type /MCR /Pg {pages[page]} /MCID {number} >>"
            for page, number in pieces
        ]
    if tag.title:
        parts.append(f"/T {text_string(tag.title)}")
    trait = tag.trait or (Trait.COLUMN_HEAD if tag.kind is TagKind.HEAD_CELL else None)
    if trait is not None:
        parts.append(f"/A << {trait} >>")
    if tag.spoken:
        parts.append(f"/Alt {text_string(tag.spoken)}")
    parts.append(f"/K {kids[0] if len(kids) == 1 else listed(kids)} >>")
    return " ".join(parts)
