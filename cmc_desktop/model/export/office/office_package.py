"""What every office file is, a zip of XML parts: the same bytes for the same content, and no word about who made it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

#: the earliest date a zip can say
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>CMC Desktop</Application></Properties>"
)


def settled(package: bytes) -> bytes:
    """A package as one of our libraries wrote it, without dates in the zip and without the words of its template."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        for name in read.namelist():
            parts[name] = read.read(name)
    if "docProps/app.xml" in parts:
        parts["docProps/app.xml"] = _APP.encode()
    return packed(parts)


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
