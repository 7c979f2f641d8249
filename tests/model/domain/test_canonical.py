"""The canonical form under every hash: the same bytes everywhere."""

import json
import os
import subprocess
import sys

import builders
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from cmc_desktop.model.domain.revision import Content, ContentBox, ContentNote, canonical, seal_number
from cmc_desktop.model.domain.text import clean

TEXTS = st.text(st.characters(codec=None), max_size=30).map(clean)
KEYS = st.text("abcdefghijklmnopqrstuvwxyz_0123456789-ABC", max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
NOTES = st.builds(ContentNote, KEYS, TEXTS, st.lists(TEXTS, max_size=2).map(tuple))
CONTENTS = st.builds(
    Content,
    TEXTS,
    TEXTS,
    st.just("city-model-canvas"),
    st.integers(1, 9),
    st.lists(st.builds(ContentBox, KEYS, st.lists(NOTES, max_size=3).map(tuple), st.booleans()), max_size=4).map(tuple),
)


@given(VALUES)
def test_the_canonical_form_is_that_of_rfc_8785(value: object) -> None:
    assert canonical(value).encode() == rfc8785.dumps(value)


@given(CONTENTS)
def test_a_content_survives_its_canonical_form(content: Content) -> None:
    assert content.canonical().encode() == rfc8785.dumps(content.plain())
    back = Content.from_canonical(content.canonical())
    assert back == content
    assert back.hash == content.hash


@given(CONTENTS)
def test_unchanged_boxes_keep_their_own_hash(content: Content) -> None:
    renamed = Content(content.title + "!", content.city, content.template, content.template_version, content.boxes)
    assert renamed.hash != content.hash
    assert [box.hash for box in renamed.boxes] == [box.hash for box in content.boxes]


def test_the_seal_number_can_be_read_aloud() -> None:
    assert seal_number("0123456789abcdef" * 4) == "0123 4567 89AB CDEF " * 3 + "0123 4567 89AB CDEF"


_HASHES = """
import json, sys
from cmc_desktop.model.domain.revision import Content
content = Content.from_canonical(sys.stdin.read())
print(json.dumps([content.hash, *(box.hash for box in content.boxes)]))
"""


def test_hashes_do_not_depend_on_the_seed_of_the_process() -> None:
    boxes = tuple(ContentBox(key, (ContentNote("1", f"Ein Ü in {key}", ("b", "a")),)) for key in builders.BOXES)
    content = Content("Title", "City", "city-model-canvas", 1, boxes)
    mine = [content.hash, *(box.hash for box in content.boxes)]
    for seed in ("0", "1", "4294967295"):
        ran = subprocess.run(
            [sys.executable, "-c", _HASHES],
            input=content.canonical(),
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
        assert json.loads(ran.stdout) == mine
