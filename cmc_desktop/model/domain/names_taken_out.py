"""A copy of a canvas out of whose agreed words names were taken: it tells of itself what it is a copy of.

Other words have another hash. The revision of the copy's words says so by its `why`, and its last parent is the hash
of the words that were agreed on, which cannot be computed from the copy.
"""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.revision import Revision

#: why a revision of a copy without names was kept
NAMES_TAKEN_OUT = "names taken out"


def hash_with_names(canvas: Canvas) -> str:
    """The hash of the words that people agreed on, where `canvas` is a copy with names taken out; else empty."""
    revision = canvas.find(Revision, canvas.content_hash)
    if revision is None or revision.why != NAMES_TAKEN_OUT or not revision.parents:
        return ""
    return revision.parents[-1]


def signed_hash(canvas: Canvas) -> str:
    """The hash people know: of the words as they are, or as they were before names were taken out of them."""
    return hash_with_names(canvas) or canvas.content_hash


def names_out_sentence(canvas: Canvas) -> str:
    """What a paper has to say of the seal number it shows; empty where that is the number of its own words."""
    if not hash_with_names(canvas):
        return ""
    return tr(
        "Names of people were taken out of the words of this copy. The seal number is that of the words as they were "
        "signed, and cannot be computed from this copy: only the original shows that it is right."
    )
