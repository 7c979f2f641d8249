"""The reading order written into a PDF: the structure tree, and the table that leads from marks to tags.

ReportLab knows the names of these things but writes none of them; here they are put into its document as finished
text, since a board has hundreds of tags and each would otherwise be several objects.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFPage

from cmc_desktop.model.export.tags import Tag, TagKind

_HEAD_CELL = "/A << /O /Table /Scope /Column >>"


class TagTree:
    """Counts the marked pieces of each page while they are drawn, then writes the tree."""

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
        """Put the tree into ReportLab's `document`, whose pages are all drawn."""
        pages = [name for name, thing in document.idToObject.items() if isinstance(thing, PDFPage)]
        for number, name in enumerate(pages):
            _number_page(document.idToObject[name], number)
        _drop_empty(self._root, self._pieces)
        tags = list(self._root.walk())
        strays = set(self._pieces).difference(tags)
        if strays:
            raise ValueError(f"marks are tagged with what is not in the tree: {strays}")
        names = {tag: f"tag{number}" for number, tag in enumerate(tags)}
        objects = {tag: _Raw() for tag in tags}
        tree, parents = _Raw(), _Raw()
        for tag, thing in objects.items():
            document.Reference(thing, names[tag])
        document.Reference(tree, "tags")
        document.Reference(parents, "tagsOfPages")

        def ref(name: str) -> str:
            number, version = document.idToObjectNumberAndVersion[name]
            return f"{number} {version} R"

        page_refs = [ref(name) for name in pages]
        above = {child: ref(names[tag]) for tag in tags for child in tag.children}
        for tag, thing in objects.items():
            thing.text = self._element(tag, above.get(tag, ref("tags")), names, ref, page_refs)
        tree.text = (
            f"<< /Type /StructTreeRoot /K [{ref(names[self._root])}] /ParentTree {ref('tagsOfPages')}"
            f" /ParentTreeNextKey {len(pages)} >>"
        )
        numbers = (f"{number} [{' '.join(ref(names[tag]) for tag in page)}]" for number, page in enumerate(self._pages))
        parents.text = f"<< /Nums [{' '.join(numbers)}] >>"
        document.Catalog.StructTreeRoot = tree
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _element(self, tag: Tag, above: str, names: dict[Tag, str], ref: Any, pages: list[str]) -> str:
        pieces = self._pieces.get(tag, [])
        first = pieces[0][0] if pieces else -1
        kids = [ref(names[child]) for child in tag.children]
        kids += [
            str(number) if page == first else f"<< /Type /MCR /Pg {pages[page]} /MCID {number} >>"
            for page, number in pieces
        ]
        parts = [f"<< /Type /StructElem /S /{tag.kind} /P {above}"]
        if pieces:
            parts.append(f"/Pg {pages[first]}")
        if tag.title:
            parts.append(f"/T <{_utf16(tag.title)}>")
        if tag.kind is TagKind.HEAD_CELL:
            parts.append(_HEAD_CELL)
        parts.append(f"/K [{' '.join(kids)}] >>")
        return " ".join(parts)


class _Raw(PDFObject):
    """An object of its own whose text is given."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = ""

    def format(self, _document: Any) -> bytes:
        return self.text.encode("ascii")


def _drop_empty(tag: Tag, pieces: dict[Tag, list[tuple[int, int]]]) -> bool:
    """Take out tags with nothing in them; whether `tag` itself has something."""
    tag.children = [child for child in tag.children if _drop_empty(child, pieces)]
    return bool(tag.children) or tag in pieces


def _number_page(page: Any, number: int) -> None:
    page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = number
    page.Tabs = PDFName("S")


def _utf16(text: str) -> str:
    return ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper()
