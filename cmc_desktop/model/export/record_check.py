"""Looks at a file that may be a record: is it one, and is it unchanged?"""

from __future__ import annotations

import io
from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.whole_file import digest_holds, has_digest


@dataclass(frozen=True)
class RecordCheck:
    """What was found: the attached canvas file where it could be read, and one sentence that says what holds.

    `record` tells a changed record from a file that never was one; `digest_holds` a changed one from one that
    is as it was written and still cannot be read.
    """

    attachment: bytes | None
    digest_holds: bool
    reason: str
    record: bool

    @property
    def intact(self) -> bool:
        return self.digest_holds and self.attachment is not None


def check_record(data: bytes) -> RecordCheck:
    """Check the bytes of a file; whatever they are, there is an answer and no exception."""
    attachment = _attachment(data)
    if not (has_digest(data) or attachment is not None or b"record.cmc" in data):
        return RecordCheck(None, False, tr("This file is not a record of CMC Desktop."), False)
    if not digest_holds(data):
        return RecordCheck(attachment, False, tr("This record was changed after it was written."), True)
    if attachment is None:
        return RecordCheck(None, True, tr("This record holds no canvas file that can be read."), True)
    return RecordCheck(attachment, True, tr("This record is unchanged since it was written."), True)


def _attachment(data: bytes) -> bytes | None:
    """The attached canvas file; None where there is none, or none that this app would have written."""
    if not data.lstrip()[:5].startswith(b"%PDF-"):
        return None
    # Late, as windows that never check a record need not wait for it.
    import pikepdf

    from cmc_desktop.model.export.record_file import ATTACHMENT

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            stream = document.attachments[ATTACHMENT].get_file().obj
            # A record's attachment is never packed, so that unpacking cannot fill the memory.
            return None if "/Filter" in stream else bytes(stream.read_raw_bytes())
    except Exception:
        # Damaged files make the parser fail in many ways; each means that nothing can be read.
        return None
