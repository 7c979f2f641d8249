"""What every office file is, a zip of XML parts: the same bytes for the same content, and no word about who made it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

#: the earliest date a zip can say
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_RELATIONSHIP = re.compile(rb'<Relationship [^>]*Target="([^"]*)"[^>]*/>')
_DEFAULT_TYPE = re.compile(rb'<Default [^>]*Extension="([^"]*)"[^>]*/>')
_TYPES_PART = "[Content_Types].xml"
_APP_PART = "docProps/app.xml"
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>CMC Desktop</Application></Properties>"
)


def settled(package: bytes, without: Sequence[str] = ()) -> bytes:
    """A package as one of our libraries wrote it, without dates in the zip and without the words of its template.

    `without` are the names of parts to leave out, which one other part at most refers to.
    """
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        for name in read.namelist():
            if name not in without:
                parts[name] = read.read(name)
    for name in parts:
        if name.endswith(".rels"):
            parts[name] = _RELATIONSHIP.sub(lambda found: _unless_to(found, without), parts[name])
    kinds = {name.rpartition(".")[2].encode() for name in parts}
    parts[_TYPES_PART] = _DEFAULT_TYPE.sub(lambda found: found[0] if found[1] in kinds else b"", parts[_TYPES_PART])
    if _APP_PART in parts:
        parts[_APP_PART] = _APP.encode()
    return packed(parts)


def _unless_to(relationship: re.Match[bytes], without: Sequence[str]) -> bytes:
    target = relationship[1].decode()
    return b"" if any(name.endswith(f"/{target}") or name == target for name in without) else relationship[0]


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip of named parts, in their order and without dates."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, part)
    return written.getvalue()


def written_at(now: int) -> datetime:
    """`now`, in ms, as the properties of a file say it: in UTC, without a zone, to the second."""
    return datetime.fromtimestamp(now // 1000, UTC).replace(tzinfo=None)
