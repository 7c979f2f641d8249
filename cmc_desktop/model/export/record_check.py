"""Looks at a file that may be a record: is it one, is it as it was written, and what came after it?"""

from __future__ import annotations

import io
from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.export.packed_objects import has_packed_objects, packed_mention
from cmc_desktop.model.export.record_setting import RecordSetting, read_setting
from cmc_desktop.model.export.whole_file import KEY, as_written, has_digest


@dataclass(frozen=True)
class RecordCheck:
    """What was found: the attached canvas file where it could be read, and one sentence that says what holds.

    `record` tells a changed record from a file that never was one; `digest_holds` a changed one from one that
    is as it was written and still cannot be read. `written` is the record as it was written, without what a
    signature put after it; `setting` is what its pages rest on, None where this version cannot read it.
    """

    attachment: bytes | None
    digest_holds: bool
    reason: str
    record: bool
    written: bytes = b""
    setting: RecordSetting | None = None


def check_record(data: bytes) -> RecordCheck:
    """Check the bytes of a file; whatever they are, there is an answer and no exception."""
    written = as_written(data)
    if written is not None:
        attachment, setting = _inside(written, whole=True)
    else:
        attachment, setting = (None, None) if has_packed_objects(data) else _inside(data)
    if not (has_digest(data) or attachment is not None or _mentions_record(data)):
        return RecordCheck(None, False, tr("This file is not a record of CMC Desktop."), False)
    if written is None:
        return RecordCheck(attachment, False, tr("This record was changed after it was written."), True)
    if attachment is None:
        return RecordCheck(None, True, tr("This record holds no canvas file that can be read."), True, written)
    reason = tr("This record is unchanged since it was written.")
    return RecordCheck(attachment, True, reason, True, written, setting)


def _mentions_record(data: bytes) -> bool:
    """Whether a changed file that cannot be read as a record says that it is one."""
    words = (b"record.cmc", KEY.encode("ascii"))
    return words[0] in data or (has_packed_objects(data) and packed_mention(data, words))


def _inside(data: bytes, *, whole: bool = False) -> tuple[bytes | None, RecordSetting | None]:
    """The attached canvas file and the setting; None where there is none, or none that this app would have written.

    A `whole` file is as it was written, so that nothing in it is searched for where its table does not lead.
    """
    if not data.lstrip()[:5].startswith(b"%PDF-"):
        return None, None
    # Late, as windows that never check a record need not wait for it.
    import pikepdf

    from cmc_desktop.model.export.record_file import ATTACHMENT, SETTING

    attachment = None
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=not whole) as document:
            stream = document.attachments[ATTACHMENT].get_file().obj
            # A record's attachment is never packed, so that unpacking cannot fill the memory.
            attachment = None if "/Filter" in stream else bytes(stream.read_raw_bytes())
            return attachment, read_setting(str(document.docinfo.get(SETTING, "")))
    except Exception:
        # Damaged files make the parser fail in many ways; each means that nothing can be read.
        return attachment, None
