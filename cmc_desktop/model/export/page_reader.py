"""Reads one page of a PDF as our pen draws them: its words by their marks, and whatever the pen would never draw."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pikepdf

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile

#: unpacked bytes of all contents and of one table of letters
CONTENT_LIMIT = 12_000_000
_LETTERS_LIMIT = 2_000_000
_PAIRS_LIMIT = 3_000_000
_LEAST_SIZE, _WIDEST_LINE = 3.0, 20.0
_LEAST_CONTRAST = 0.12
_WHITE = (1.0, 1.0, 1.0)
_SHOWS = frozenset({"Tj", "TJ", "'"})
_FILLS = frozenset({"f", "f*", "F", "B", "B*", "b", "b*"})
#: what neither shows words nor changes how they look to a reader
_HARMLESS = frozenset(
    ["TL", "T*", "Td", "n", "h", "S", "s", "RG", "w", "q", "Q", "BT", "ET", "Tc", "Tw", "Ts", "m", "l", "c", "re", "d"]
)
#: what says, in a font, which code shows which letter
_SHAPE = ("/Subtype", "/Encoding", "/FirstChar", "/LastChar", "/Widths", "/DescendantFonts", "/CharProcs")
#: steps that set a colour
COLOURS = frozenset({"rg", "g", "RG", "G"})
_MARKS = frozenset({"BMC", "BDC", "EMC"})
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")

Colour = tuple[float, ...]
#: the steps of drawing of a page, each an operator and what it is given: lengths to a tenth of a point, bytes shown
Drawing = tuple[tuple[Any, ...], ...]


class OddPage(BadFile):
    """A page has something on it that this app never draws; it says what."""


@dataclass
class PageWords:
    """The words of a page: those of each marked piece by its number, those that belong to none, and all as drawn.

    `drawing` tells how they are drawn, so that two pages can be compared.
    """

    pieces: dict[int, str] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    drawing: Drawing = ()

    @property
    def whole(self) -> str:
        return "".join([*self.pieces.values(), *self.beside])


class PageReader:
    """Reads the pages of one document; the room for unpacked bytes is shared by all of them."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self._document = document
        self._room = CONTENT_LIMIT
        self._letters: dict[tuple[int, int], dict[bytes, str]] = {}
        self._shapes: dict[tuple[int, int], str] = {}

    def read(self, page: pikepdf.Page) -> PageWords:
        """The words of a page. Raises OddPage; what a damaged page makes the parser raise is left to the caller."""
        if "/Annots" in page.obj and any(one.get("/FT") != "/Sig" or "/AP" in one for one in page.obj.Annots):
            raise OddPage(tr("a comment, a link or a field lies on a page"))
        if "/UserUnit" in page.obj or page.obj.get("/Rotate", 0) != 0:
            raise OddPage(tr("a page is turned or scaled"))
        if "/Contents" not in page.obj:
            return PageWords()
        contents = page.obj.Contents
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        data = b"\n".join(self._unpacked(stream) for stream in streams)
        fonts = {str(name): self._letters_of(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
        box = [float(edge) for edge in page.obj.MediaBox]
        words = _Drawing(fonts, box).read(pikepdf.parse_content_stream(self._document.make_stream(data)))
        shapes = [self._shape_of(font) for _, font in sorted(page.obj.Resources.get("/Font", {}).items())]
        words.drawing = (tuple(sorted(page.obj.keys())), tuple(box), tuple(shapes), *words.drawing)
        return words

    def _shape_of(self, font: Any) -> str:
        """What the letters of a typeface look like and which code is which, as a hash."""
        key = font.objgen
        if key == (0, 0) or key not in self._shapes:
            told = [f"{name} {_told(font[name])}".encode() for name in _SHAPE if name in font]
            if "/FontDescriptor" in font and "/FontFile2" in font.FontDescriptor:
                told.append(unpacked(font.FontDescriptor.FontFile2, CONTENT_LIMIT))
            self._shapes[key] = hashlib.sha256(b"\n".join(told)).hexdigest()
        return self._shapes[key]

    def _unpacked(self, stream: Any) -> bytes:
        data = unpacked(stream, self._room)
        self._room -= len(data)
        return data

    def _letters_of(self, font: Any) -> dict[bytes, str]:
        key = font.objgen
        if key == (0, 0) or key not in self._letters:
            if "/FontDescriptor" not in font or "/FontFile2" not in font.FontDescriptor:
                # Only our first, unused font is not embedded.
                self._letters[key] = {}
            else:
                self._letters[key] = _letters(unpacked(font.ToUnicode, _LETTERS_LIMIT))
        return self._letters[key]


def unpacked(stream: Any, limit: int) -> bytes:
    """The bytes of a stream that is packed as we pack. Raises OddPage for another packing or more than `limit`."""
    named = stream.get("/Filter", [])
    packing = [str(named)] if isinstance(named, pikepdf.Name) else [str(one) for one in named]
    if packing not in ([], ["/FlateDecode"], ["/ASCII85Decode", "/FlateDecode"]) or "/DecodeParms" in stream:
        raise OddPage(tr("a page is packed in a way that this app never uses"))
    data = bytes(stream.read_raw_bytes())
    if "/ASCII85Decode" in packing:
        data = base64.a85decode(data.strip().removesuffix(b"~>"))
    if packing:
        data = zlib.decompressobj().decompress(data, limit + 1)
    if len(data) > limit:
        raise OddPage(tr("a page holds more than any record has"))
    return data


def _letters(table: bytes) -> dict[bytes, str]:
    """The codes of a font by what they read back as."""
    letters: dict[bytes, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        codes = [bytes.fromhex(one.decode()) for one in _HEX.findall(part)]
        for code, letter in zip(codes[::2], codes[1::2], strict=True):
            letters[code] = letter.decode("utf-16-be")
    if b"beginbfrange" in table:
        raise OddPage(tr("a typeface is embedded in a way that this app never uses"))
    return letters


class _Drawing:
    """One page while it is read, operator by operator."""

    def __init__(self, fonts: dict[str, dict[bytes, str]], box: list[float]) -> None:
        self._fonts, self._box = fonts, box
        self._words = PageWords()
        self._marks: list[tuple[int | None, str | None]] = []
        self._font: dict[bytes, str] = {}
        self._here = (0.0, 0.0)
        self._colour: Colour = (0.0,)
        self._path: list[tuple[float, float]] = []
        self._places: list[tuple[float, float]] = []
        self._grounds: list[tuple[float, float, float, float, Colour]] = []
        self._pairs = 0

    def read(self, instructions: Any) -> PageWords:
        steps: list[tuple[Any, ...]] = []
        for instruction in instructions:
            name, operands = str(instruction.operator), list(instruction.operands)
            if name not in _MARKS:
                steps.append((name, *(map(str, operands) if name in COLOURS else map(_told, operands))))
            self._note_path(name, operands)
            match name:
                case "BMC" | "BDC":
                    self._begin(operands)
                case "EMC":
                    self._marks.pop()
                case "BT":
                    self._words.beside.append("")
                case "Tf":
                    self._use_font(str(operands[0]), float(operands[1]))
                case "Tm":
                    self._go([float(one) for one in operands])
                case "rg" | "g":
                    self._colour = tuple(float(one) for one in operands)
                case "cm":
                    if [float(one) for one in operands] != [1, 0, 0, 1, 0, 0]:
                        raise OddPage(tr("a page is turned or scaled"))
                case _ if name in _SHOWS:
                    self._show(operands)
                case _ if name in _FILLS:
                    self._fill()
                case "w" if float(operands[0]) > _WIDEST_LINE:
                    raise OddPage(tr("something is drawn over the words of a page"))
                case _ if name not in _HARMLESS:
                    raise OddPage(tr("a picture or a drawing lies on a page that this app never draws"))
        self._words.beside = [words for words in self._words.beside if words.strip()]
        self._words.drawing = tuple(steps)
        return self._words

    def _begin(self, operands: list[Any]) -> None:
        about = operands[1] if len(operands) > 1 else {}
        number = int(about["/MCID"]) if "/MCID" in about else None
        spoken = bytes(about["/ActualText"]) if "/ActualText" in about else None
        inherited = self._marks[-1] if self._marks else (None, None)
        self._marks.append((inherited[0] if number is None else number, inherited[1]))
        if spoken is not None:
            text = spoken.decode("utf-16") if spoken[:2] in (b"\xfe\xff", b"\xff\xfe") else spoken.decode("latin-1")
            self._add(text)
            self._marks[-1] = (self._marks[-1][0], text)

    def _add(self, text: str) -> None:
        number = self._marks[-1][0] if self._marks else None
        if number is not None:
            self._words.pieces[number] = self._words.pieces.get(number, "") + text
        elif self._words.beside:
            self._words.beside[-1] += text
        else:
            self._words.beside.append(text)

    def _use_font(self, name: str, size: float) -> None:
        if size < _LEAST_SIZE:
            raise OddPage(tr("words on a page are too small to be read"))
        self._font = self._fonts[name]

    def _go(self, matrix: list[float]) -> None:
        if matrix[:4] != [1, 0, 0, 1]:
            raise OddPage(tr("words on a page are turned or scaled"))
        self._here = (matrix[4], matrix[5])

    def _show(self, operands: list[Any]) -> None:
        parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
        codes = b"".join(bytes(one) for one in parts if isinstance(one, pikepdf.String))
        text = "".join(self._font[codes[place : place + 1]] for place in range(len(codes)))
        if text.strip():
            self._place()
        if not self._marks or self._marks[-1][1] is None:
            self._add(text)

    def _place(self) -> None:
        x, y = self._here
        left, low, right, top = self._box
        if not (left <= x <= right and low <= y <= top):
            raise OddPage(tr("words lie beside a page"))
        self._count(len(self._grounds))
        ground = next((one[4] for one in reversed(self._grounds) if _holds(one, x + 0.5, y + 0.5)), _WHITE)
        if abs(_light(ground) - _light(self._colour)) < _LEAST_CONTRAST:
            raise OddPage(tr("words on a page cannot be seen"))
        self._places.append((x, y))

    def _note_path(self, name: str, operands: list[Any]) -> None:
        match name:
            case "m" | "l":
                self._path.append((float(operands[0]), float(operands[1])))
            case "c":
                numbers = [float(one) for one in operands]
                self._path += zip(numbers[::2], numbers[1::2], strict=True)
            case "re":
                x, y, width, height = (float(one) for one in operands)
                self._path += [(x, y), (x + width, y + height)]
            case "n" | "S" | "s":
                self._path = []

    def _fill(self) -> None:
        if not self._path:
            return
        across, up = [x for x, _ in self._path], [y for _, y in self._path]
        ground = (min(across), min(up), max(across), max(up), self._colour)
        self._path = []
        self._count(len(self._places))
        if any(_holds(ground, x + 0.5, y + 0.5) for x, y in self._places):
            raise OddPage(tr("something is drawn over the words of a page"))
        self._grounds.append(ground)

    def _count(self, pairs: int) -> None:
        self._pairs += pairs
        if self._pairs > _PAIRS_LIMIT:
            raise OddPage(tr("a page holds more than any record has"))


def _told(operand: Any) -> object:
    """What a step of drawing is given, to be compared with another's."""
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, pikepdf.Array):
        return tuple(map(_told, operand))
    return round(float(operand), 1) if isinstance(operand, int | float | Decimal) else str(operand)


def _holds(ground: tuple[float, float, float, float, Colour], x: float, y: float) -> bool:
    left, low, right, top, _ = ground
    return left <= x <= right and low <= y <= top


def _light(colour: Colour) -> float:
    """How light a colour is to the eye, from 0 to 1."""
    if len(colour) == 1:
        return colour[0]
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
