"""What makes a PDF a record: the canvas file inside it, what its pages rest on, a check sum."""

from __future__ import annotations

import io

import pikepdf

from cmc_desktop.model.export.record_setting import RecordSetting
from cmc_desktop.model.export.whole_file import EMPTY, KEY, with_digest

ATTACHMENT = "record.cmc"
MIME_TYPE = "application/vnd.cmc-desktop+json"
#: in the document information, after the check sum's key in the order of letters: what the pages rest on
SETTING = "/CMCPages"


def as_record(pdf: bytes, attachment: bytes, *, setting: RecordSetting, description: str) -> bytes:
    """`pdf` with the canvas file attached, and its setting and the check sum of the whole written into it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        attached = pikepdf.AttachedFileSpec(
            document,
            attachment,
            description=description,
            filename=ATTACHMENT,
            mime_type=MIME_TYPE,
            creation_date="",
            mod_date="",
        )
        attached.relationship = pikepdf.Name.Data
        document.attachments[ATTACHMENT] = attached
        document.Root.AF = pikepdf.Array([attached.obj])
        document.docinfo[KEY] = EMPTY
        document.docinfo[SETTING] = setting.text()
        written = io.BytesIO()
        # Nothing is packed anew: the attachment stays readable for any tool, and its length is bounded by the file's.
        document.save(
            written,
            deterministic_id=True,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return with_digest(written.getvalue())
