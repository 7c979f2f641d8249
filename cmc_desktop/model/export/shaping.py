"""Shaped text: glyphs with places, from HarfBuzz."""

from __future__ import annotations

from typing import NamedTuple

import uharfbuzz

from cmc_desktop.model.export.fonts import Typeface


class Glyph(NamedTuple):
    """One glyph, in the order seen; lengths in thousandths of the type size. `cluster` is a place in the text."""

    number: int
    cluster: int
    advance: float
    x_offset: float
    y_offset: float


def shape(text: str, typeface: Typeface, *, leftward: bool) -> list[Glyph]:
    """The glyphs of a run of one font and one direction, from left to right."""
    buffer = uharfbuzz.Buffer()
    # Marks keep a place of their own, so that each glyph reads back as just its characters.
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftward else "ltr"
    uharfbuzz.shape(typeface.shaper, buffer, {"kern": True, "liga": True})
    scale = typeface.scale
    return [
        Glyph(info.codepoint, info.cluster, place.x_advance * scale, place.x_offset * scale, place.y_offset * scale)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
