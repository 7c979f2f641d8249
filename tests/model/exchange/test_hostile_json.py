"""Bytes from strangers: each kind of harm gets its own sentence, before anything is handed over."""

from __future__ import annotations

import builders
import cmc_examples as examples
import pytest

from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.exchange import strict_json
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc
from cmc_desktop.model.exchange.strict_json import parse

HOSTILE = [
    (b"", "This file is empty."),
    (b" \n\t ", "This file is empty."),
    (b"\xef\xbb\xbf", "not valid JSON at line 1, column 1"),
    (b'\xff\xfe{\x00"\x00', "saved as UTF-16"),
    (b'{"a":"\xe9"}', "not text in UTF-8: the first wrong byte is number 7"),
    (b'{"a":"\xed\xa0\x80"}', "not text in UTF-8"),
    (b'{"a":1', "damaged or cut off: it is not valid JSON at line 1, column 7"),
    (b"[1]", "does not hold a canvas"),
    (b"null", "does not hold a canvas"),
    (b'{"a":1,"a":2}', "names “a” twice in the same place"),
    (b'{"a":{"b":1,"\\u0062":2}}', "names “b” twice in the same place"),
    (b'{"a":1,"a" :2}', "names “a” twice in the same place"),
    (b'{"a"\n:":","b":"\\":","a" :2}', "names “a” twice in the same place"),
    (b'{"a":{"b":":","b"\t:1}}', "names “b” twice in the same place"),
    (b'{"a":NaN}', "the number NaN: only whole numbers"),
    (b'{"a":-Infinity}', "the number -Infinity: only whole numbers"),
    (b'{"a":1e999}', "the number 1e999: only whole numbers"),
    (b'{"a":1.0}', "the number 1.0: only whole numbers"),
    (b'{"a":9007199254740992}', "9007199254740992, which is not exact in every program"),
    (b'{"a":' + b"9" * 5000 + b"}", "which is not exact in every program"),
    (b'{"a":"\\ud800"}', "half a character (a lone surrogate)"),
    (b'{"a":["b","x\\udfffy"]}', "half a character (a lone surrogate)"),
    ('{"größe":1}'.encode(), "“größe”: names of fields are plain ASCII"),
    (b'{"\\ud800":1}', "names of fields are plain ASCII"),
    (b'{"a":' * 20 + b"1" + b"}" * 20, None),
    (b'{"a":' * 21 + b"1" + b"}" * 21, "deeper than 20 levels"),
    (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deeper than 20 levels"),
    (b"[" * 900_000, "deeper than 20 levels"),
    (b'{"a":[' + b"[]," * 1_000_000 + b"[]]}", "more parts than any canvas needs"),
    (b"{" + b'"":1,' * 1_000_001 + b'"a":1}', "more parts than any canvas needs"),
    (b'{"a":"' + b"[" * 1_000_001 + b'"}', None),
    (b'{"a":"\x01"}', "not valid JSON at line 1"),
    (b'{"a":"\\x"}', "not valid JSON at line 1"),
]


@pytest.mark.parametrize(("data", "sentence"), HOSTILE, ids=[repr(data[:30]) for data, _ in HOSTILE])
def test_hostile_json_is_refused_in_a_sentence(data: bytes, sentence: str | None) -> None:
    if sentence is None:
        assert "a" in parse(data)
        return
    with pytest.raises(BadFile) as refused:
        parse(data)
    assert sentence in refused.value.happened
    assert refused.value.happened.endswith(".")
    assert str(refused.value).isprintable()


def test_a_file_one_byte_over_the_limit_is_refused_and_one_at_the_limit_is_not() -> None:
    at_the_limit = b'{"a":1}' + b" " * (strict_json.FILE_LIMIT - 7)
    assert parse(at_the_limit) == {"a": 1}
    with pytest.raises(BadFile, match="larger than 20 MB"):
        parse(at_the_limit + b" ")


def test_many_quotes_that_never_close_are_looked_at_only_once() -> None:
    with pytest.raises(BadFile):
        parse(b"[" * (strict_json.PARTS_LIMIT + 1) + b'\\"' * 2_000_000)


@pytest.mark.parametrize("length", [0, 1, 100, 5000, -1])
def test_a_file_cut_off_anywhere_is_called_damaged(length: int) -> None:
    with pytest.raises(BadFile, match=r"damaged or cut off|empty"):
        read_cmc(write_cmc(examples.busy_canvas())[:length], builders.TEMPLATES)


def test_a_text_may_look_like_a_name_that_comes_again() -> None:
    assert parse(b'{"a":"\\":1,","b" :":\\"a\\":"}') == {"a": '":1,', "b": ':"a":'}
