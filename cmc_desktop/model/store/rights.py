"""What the user who opened a library may do in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.entity import Entity
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.sign_off import SignOff


@dataclass(frozen=True, slots=True)
class Rights:
    """Everybody who can open a library may read it. `write`: everything but signing."""

    write: bool = True
    sign: bool = True

    def check(self, puts: Iterable[Entity] = ()) -> None:
        """Raise Refusal unless `puts` may be written; the database would refuse it too."""
        if not self.write:
            raise Refusal(
                tr("You may read this shared library, not write in it."),
                safe=tr("Nothing was changed."),
                todo=tr("Ask whoever looks after it for the role of a writer."),
            )
        if not self.sign and any(isinstance(put, SignOff) for put in puts):
            raise Refusal(
                tr("You may write in this shared library, not sign."),
                safe=tr("Nothing was signed."),
                todo=tr("Let somebody sign who has the role of a signer, or ask for it."),
            )


#: of a library in a file: whoever may write the file may do all
ALL_RIGHTS = Rights()
