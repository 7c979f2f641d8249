"""Foreign PDFs whose objects are packed: told apart from records, and never unpacked as a whole."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest
from tampering import checked, plain_record

from cmc_desktop.model.export.record_check import check_record
from cmc_desktop.model.export.whole_file import digest_holds, with_digest
from cmc_desktop.model.services.verifying import Finding

#: runs a line with `data` in a process that may take 2 GB more; tells whether it took less than 100 MB of them
_LIMITED = """
import io, re, resource, sys
from pathlib import Path
import pikepdf
from cmc_desktop.model.export.record_check import check_record
data = Path(sys.argv[1]).read_bytes()
used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 2_000_000_000, used + 2_000_000_000))
# what the process that began this one once took counts as its own until it is taken back
Path("/proc/self/clear_refs").write_text("5")
peak = lambda: int(re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1])
before = peak()
print({line})
print(peak() - before < 100_000)
"""
_CHECK = "check_record(data).record"
_PARSE = "len(pikepdf.open(io.BytesIO(data)).pages)"


def limited(line: str, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _LIMITED.format(line=line), str(path)]
    return subprocess.run(command, capture_output=True, text=True)


def packed_bomb(megabytes: int, table: bytes = b"/XRef") -> bytes:
    """A small PDF that claims to be a record; its catalogue is packed with so many megabytes of blanks."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"2 0 ".ljust(8) + b"<</Type/Catalog/Pages 3 0 R>>")
    for _ in range(megabytes):
        packed += packer.compress(b" " * 1_000_000)
    packed += packer.flush()
    data = b"%PDF-1.7\n%record.cmc\n"
    first = len(data)
    data += b"1 0 obj\n<</Type/ObjStm/N 1/First 8/Length %d/Filter/FlateDecode>>\nstream\n" % len(packed)
    data += packed + b"\nendstream\nendobj\n"
    third = len(data)
    data += b"3 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    fourth = len(data)
    rows = ((0, 0, 65535), (1, first, 0), (2, 1, 0), (1, third, 0), (1, fourth, 0))
    places = b"".join(struct.pack(">BIH", *row) for row in rows)
    data += b"4 0 obj\n<</Type%b/Size 5/W[1 4 2]/Root 2 0 R/Length %d>>\nstream\n" % (table, len(places))
    return data + places + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % fourth


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited and measured by Linux here")
@pytest.mark.parametrize("table", [b"/XRef", b"/#58R#65f"])
def test_a_small_file_never_fills_the_memory(tmp_path: Path, table: bytes) -> None:
    """What the parser takes is not Python's, so nothing else would see it."""
    path = tmp_path / "bomb.pdf"
    path.write_bytes(packed_bomb(600, table))
    assert path.stat().st_size < 1_000_000
    (tmp_path / "tame.pdf").write_bytes(packed_bomb(1, table))
    assert limited(_PARSE, tmp_path / "tame.pdf").stdout == "0\nTrue\n"
    assert "True" not in limited(_PARSE, path).stdout  # so the parser must not be asked
    told = limited(_CHECK, path)
    assert (told.stdout, told.returncode) == ("True\nTrue\n", 0), told.stderr


def damaged_with_bomb() -> bytes:
    """A record with its check sum computed anew, whose catalogue is not where the table says, with a bomb beside it."""
    record, bomb = plain_record(), packed_bomb(600)
    place = record.index(b"1 0 obj\n")
    packed = bomb[bomb.index(b"1 0 obj") : bomb.rindex(b"startxref")]
    start = record.rindex(b"xref\n0 ")
    table, end = record[start : record.rindex(b"startxref")], b"startxref\n%d\n%%%%EOF\n" % (start + len(packed))
    table = table.replace(b"%010d" % place, b"%010d" % (place + 9))
    data = record[:start] + packed + table + end
    return with_digest(data)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is limited and measured by Linux here")
def test_a_whole_file_with_a_table_that_leads_astray_never_fills_the_memory(tmp_path: Path) -> None:
    data, path = damaged_with_bomb(), tmp_path / "bomb.pdf"
    assert digest_holds(data)
    path.write_bytes(data)
    told = limited(_CHECK, path)
    assert (told.stdout, told.returncode) == ("True\nTrue\n", 0), told.stderr
    assert checked(data, tmp_path).finding is Finding.UNCHECKED


def test_a_record_that_another_program_saved_with_packed_objects_is_changed(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(plain_record())) as document:
        saved = io.BytesIO()
        document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert checked(saved.getvalue(), tmp_path).finding is Finding.CHANGED


def test_another_file_with_packed_objects_is_no_record() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    saved = io.BytesIO()
    document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert not check_record(saved.getvalue()).record
