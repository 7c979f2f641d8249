"""Scripts without spaces between words break where a syllable begins, as far as that can be seen from the letters."""

from __future__ import annotations

import pytest

from cmc_desktop.model.export.graphemes import clusters, may_break


def parts(text: str) -> str:
    """`text` with a stroke at each place where a line may end."""
    letters = [*clusters(text), ""]
    marked = letters[0]
    for before, here, then in zip(letters, letters[1:-1], letters[2:], strict=False):
        marked += ("|" if may_break(before, here, then) else "") + here
    return marked


@pytest.mark.parametrize(
    "marked",
    [
        "รถ|เมล์|ไฟ|ฟ้ากลาง|คืน",
        "สำ|หรับ|ทุก|ย่าน",
        "กรุง|เพื่อ|สิ่ง|แวด|ล้อม",
        "ລົດ|ເມ|ໄຟ|ຟ້າ|ກາງ|ຄືນ",
        "မြန်|မာ|ဘာ|သာ|စ|ကား|သည်",
        "ភា|សា|ខ្មែរ|ជា|ភា|សា|ផ្លូវ",
    ],
)
def test_a_line_may_end_between_syllables(marked: str) -> None:
    assert parts(marked.replace("|", "")) == marked


@pytest.mark.parametrize("text", ["กล้า", "หมู่", "ประ", "พระ", "เเมือง", "ศุกร์", "Night-bus", "심야버스"])
def test_no_line_ends_within_a_syllable_or_a_word_of_a_script_with_spaces(text: str) -> None:
    assert parts(text) == text
