"""A copy of a canvas out of whose agreed words names were taken: it tells of itself what it is a copy of.

Other words have another hash. The revision of the copy's words says so by its `why`, and its last parent is the hash
of the words that were agreed on, which cannot be computed from the copy.
"""

from __future__ import annotations

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.participant import Capacity, Participant
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


def roles_sentence(canvas: Canvas) -> str:
    """That nobody is named, of a canvas in which everybody is called by the role; empty for others."""
    people = canvas.people
    if not people or not all(_is_role(person) for person in people):
        return ""
    return tr("People’s names are replaced by their roles.")


def _is_role(person: Participant) -> bool:
    role, _, number = person.name.rpartition(" ") if person.name[-1:].isdecimal() else (person.name, "", "1")
    return number.isdecimal() and role == Capacity(person.capacity).label
