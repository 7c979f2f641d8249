"""A canvas as its own kind of file, `.cmc`, read back before it is given out."""

from __future__ import annotations

from collections.abc import Iterable

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.checkpoint import Checkpoint
from cmc_desktop.model.domain.errors import BadFile, Refusal
from cmc_desktop.model.domain.revision import Revision
from cmc_desktop.model.exchange.cmc_reader import read_cmc
from cmc_desktop.model.exchange.cmc_writer import write_cmc


def cmc_bytes(
    canvas: Canvas,
    revisions: Iterable[Revision],
    *,
    checkpoints: Iterable[Checkpoint] = (),
    minutes: bool = True,
    record: bool = False,
) -> bytes:
    """The canvas's `.cmc` file, read back before it is given out. Raises Refusal when it could not be read again.

    `checkpoints`, `minutes` and `record` as for `write_cmc`.
    """
    data = write_cmc(canvas, revisions, checkpoints=checkpoints, minutes=minutes, record=record)
    try:
        read_cmc(data, {canvas.template.key: canvas.template})
    except BadFile as error:
        raise Refusal(
            tr("This canvas cannot be written as a .cmc file: {why}", why=error.happened),
            safe=tr("It is safe in the library, and nothing was written."),
        ) from error
    return data
