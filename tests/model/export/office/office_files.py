"""Texts worth writing into office files, and what every such file has to be."""

from __future__ import annotations

import getpass
import io
import re
import zipfile
from pathlib import Path

from hypothesis import strategies as st

from cmc_desktop.model.domain.text import clean

NOW = 1_790_000_000_000
TEXTS = [
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+1 -2 @SUM(A1)",
    "-5 buses",
    "＝1+1",
    "00123",
    "1e9",
    "https://example.org/a?b=c&d mailto:a@example.org",
    "<b>bold</b> & <w:p/> ]]> <!-- &amp; &#65;",
    "<r><t>not ours</t></r>",
    "<r> & </r>",
    "{ PAGE } «field» ${x} %s {0}",
    "_x0041_ _x000D_ _xD800_",
    "line one\nline two\n\n\tline four",
    "two  spaces\u00a0and\u202fnarrow ones",
    "العربية أولا ثم English ثم 12 رقم",
    "שָׁלוֹם עוֹלָם (24/7)",
    "mixed: محمد, דוד and कृष्णा at 20:15 (VIP) 王小明 🚌",
    "हिन्दी क्षत्रिय श्रीमती कृष्णा 12",
    "ภาษาไทยกับรถเมล์ไฟฟ้าที่ปลอดภัย",
    "深夜巴士按需服务。「小さなバス」 夜のバス 심야 버스",
    "bus 🚌 and 👩‍💻 and 🇳🇴 and ❤️",
    "e\u0301\u0323 stacked",
    "x" * 4000,
    "turned \u202eround\u2066 and \u200bnothing",
    clean("a NUL \0 and half \ud800 a pair"),
]

#: whatever somebody may type
anything = st.text(min_size=1, max_size=60).map(clean).filter(bool)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of an office file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}, "a date of writing"
        return {name: package.read(name) for name in package.namelist()}


def is_clean(data: bytes) -> None:
    """Nothing leads out of the file, and nothing in it tells where or by whom it was made."""
    parts = parts_of(data)
    for name, part in parts.items():
        if name.endswith(".rels"):
            assert b"TargetMode" not in part, f"{name} leads out of the file"
            assert b"hyperlink" not in part
            for target in re.findall(rb'Target="([^"]+)"', part):
                assert target.rpartition(b"/")[2].decode() in {other.rpartition("/")[2] for other in parts}
    whole = b"\n".join(parts.values())
    for told in (
        "python-docx",
        "python-pptx",
        "XlsxWriter",
        "Steve Canny",
        "thumbnail",
        "printerSettings",
        "Macintosh",
    ):
        assert told.encode() not in whole, told
    for place in (str(Path.home()), str(Path.cwd()), "/tmp/", getpass.getuser() if getpass.getuser() != "root" else ""):
        assert not place or place == "/" or place.encode() not in whole, place
    core = parts["docProps/core.xml"].decode("utf-8")
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<", core) == []
    assert set(re.findall(r"<dcterms:\w+[^>]*>([^<]+)<", core)) == {"2026-09-21T14:13:20Z"}
