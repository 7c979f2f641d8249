"""The page on the format keeps its word: its code runs, its example has its hash, and it names every field."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import builders
import pytest

from cmc_desktop.model.domain.revision import ContentBox, ContentNote
from cmc_desktop.model.exchange import cmc_format
from cmc_desktop.model.exchange.plain_json import plain_of
from cmc_desktop.model.exchange.strict_json import parse

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "cmc-format.md").read_text(encoding="utf-8")
FILE = (ROOT / "tests" / "files" / "format-1.1-signed.cmc").read_bytes()


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_code_on_the_page_checks_a_real_file() -> None:
    (code,) = blocks("python")
    space: dict[str, Any] = {}
    exec(code, space)
    assert space["check"](FILE) == json.loads(FILE)["content_hash"]
    with pytest.raises(AssertionError):
        space["check"](FILE.replace(b"Depot: 160", b"Depot: 161"))


def test_the_box_on_the_page_has_the_hash_beside_it() -> None:
    box = json.loads(blocks("json")[0])
    notes = tuple(ContentNote(note["id"], note["text"], tuple(note["tags"])) for note in box["notes"])
    assert f"`{ContentBox(box['key'], notes, box['none_identified']).hash}`" in PAGE


def test_the_plain_example_can_be_imported() -> None:
    assert plain_of(parse(blocks("json")[-1].encode()), builders.TEMPLATES).notes == (("costs", "Buses: 380"),)


def test_every_field_is_named_on_the_page() -> None:
    parts = [value for name, value in vars(cmc_format).items() if name.isupper() and isinstance(value, dict)]
    fields = {name for part in parts for name in part}
    assert len(fields) > 50
    assert [name for name in sorted(fields) if f"`{name}`" not in PAGE] == []
