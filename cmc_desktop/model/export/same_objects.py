"""Compares PDFs object by object: is one what we would print, and does another only add a signature to it?"""

from __future__ import annotations

import base64
import io
import zlib

import pikepdf

_INFORMATION = frozenset({"/CMCDigest", "/CreationDate", "/ModDate", "/Producer"})
#: what a record's pages rest on
_SETTING = "/CMCPages"
#: what signing may add to or alter in the root of a document
_BY_SIGNING = frozenset({"/AcroForm", "/Extensions", "/Metadata", "/Perms", "/Version"})
_FORM = frozenset({"/Fields", "/SigFlags"})
_PACKED = (["/FlateDecode"], ["/ASCII85Decode", "/FlateDecode"])


def same_document(one: bytes, other: bytes) -> bool:
    """Whether two records have the same objects, however tightly their streams are packed.

    Nothing is unpacked to more than the one of the two is, and no exception comes of `other`, whatever its bytes are.
    """
    if one == other:
        return True
    try:
        with pikepdf.open(io.BytesIO(one)) as ours, pikepdf.open(io.BytesIO(other)) as theirs:
            if len(ours.objects) != len(theirs.objects) or ours.Root.objgen != theirs.Root.objgen:
                return False
            information = ours.docinfo.objgen
            return _same_information(ours, theirs) and all(
                _same(mine, theirs.get_object(mine.objgen))
                for mine in ours.objects
                if mine.is_indirect and mine.objgen != information
            )
    except Exception:
        # Damaged files make the parser fail in many ways; each means that they are not the same.
        return False


def same_parts(one: bytes, other: bytes) -> bool:
    """Whether two records have the same parts besides their pages: no script, file, form or title more or less."""
    try:
        with pikepdf.open(io.BytesIO(one)) as ours, pikepdf.open(io.BytesIO(other)) as theirs:
            return (
                _same_information(ours, theirs, _INFORMATION | {_SETTING})
                and set(ours.Root.keys()) == set(theirs.Root.keys())
                and set(ours.Root.Names.keys()) == set(theirs.Root.Names.keys())
                and sorted(ours.attachments) == sorted(theirs.attachments)
            )
    except Exception:
        # As above.
        return False


def only_signed(written: bytes, signed: bytes) -> bool:
    """Whether `signed`, which begins with the record `written`, differs from it by an invisible signature alone."""
    try:
        with pikepdf.open(io.BytesIO(written)) as before, pikepdf.open(io.BytesIO(signed)) as after:
            may_differ = {before.Root.objgen, before.docinfo.objgen, before.Root.Metadata.objgen}
            first = before.pages[0].obj
            return (
                _same_information(before, after)
                and _same_root(before.Root, after.Root)
                and _same_but_annotation(first, after.get_object(first.objgen))
                and all(
                    _same(one, after.get_object(one.objgen))
                    for one in before.objects
                    if one.is_indirect and one.objgen not in may_differ | {first.objgen}
                )
            )
    except Exception:
        # As above.
        return False


def _same_information(one: pikepdf.Pdf, other: pikepdf.Pdf, but: frozenset[str] = _INFORMATION) -> bool:
    ours, theirs = one.docinfo, other.docinfo
    return all(str(ours.get(key, "")) == str(theirs.get(key, "")) for key in {*ours.keys(), *theirs.keys()} - but)


def _same_root(before: pikepdf.Object, after: pikepdf.Object) -> bool:
    return (
        _same_keys(before, after, _BY_SIGNING) and set(after.AcroForm.keys()) <= _FORM and _one(after.AcroForm.Fields)
    )


def _same_but_annotation(before: pikepdf.Object, after: pikepdf.Object) -> bool:
    """Whether a page only got the field of a signature, which shows nothing."""
    if not _same_keys(before, after, frozenset({"/Annots"})) or "/Annots" in before:
        return False
    fields = after.get("/Annots")
    return fields is None or (_one(fields) and _invisible(fields[0]))


def _one(array: pikepdf.Object) -> bool:
    return len(array) == 1


def _invisible(field: pikepdf.Object) -> bool:
    left, low, right, top = (float(edge) for edge in field.Rect)
    return field.get("/FT") == "/Sig" and "/AP" not in field and left == right and low == top


def _same_keys(one: pikepdf.Object, other: pikepdf.Object, but: frozenset[str]) -> bool:
    keys = {*one.keys(), *other.keys()} - but
    return all(key in one and key in other and _unparsed(one[key]) == _unparsed(other[key]) for key in keys)


def _unparsed(thing: object) -> bytes:
    """A thing's bytes, or its number where it stands elsewhere."""
    if isinstance(thing, pikepdf.Object):
        return b"%d %d R" % thing.objgen if thing.is_indirect else thing.unparse()
    return repr(thing).encode()


def _same(one: pikepdf.Object, other: pikepdf.Object) -> bool:
    if not isinstance(one, pikepdf.Stream):
        return not isinstance(other, pikepdf.Stream) and one.unparse(resolved=True) == other.unparse(resolved=True)
    if not isinstance(other, pikepdf.Stream) or not _same_keys(one, other, frozenset({"/Filter", "/Length"})):
        return False
    ours, theirs = one.read_raw_bytes(), other.read_raw_bytes()
    return ours == theirs or (ours_unpacked := _unpacked(one, None)) == _unpacked(other, len(ours_unpacked))


def _unpacked(stream: pikepdf.Object, limit: int | None) -> bytes:
    """What a packed stream holds, of more than `limit` bytes only one more. Raises ValueError for another packing."""
    named = stream.Filter
    packing = [str(named)] if isinstance(named, pikepdf.Name) else [str(one) for one in named]
    if packing not in _PACKED or "/DecodeParms" in stream:
        raise ValueError(packing)
    data = bytes(stream.read_raw_bytes())
    if len(packing) == 2:
        data = base64.a85decode(data.strip().removesuffix(b"~>"))
    return zlib.decompressobj().decompress(data, 0 if limit is None else limit + 1)
