"""Reading whatever file somebody chose: its name is believed unless its bytes clearly say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.errors import BadFile
from cmc_desktop.model.domain.template import Template
from cmc_desktop.model.exchange.cmc_format import FORMAT
from cmc_desktop.model.exchange.cmc_reader import CmcFile, cmc_of
from cmc_desktop.model.exchange.csv_table import read_csv
from cmc_desktop.model.exchange.plain_canvas import PlainCanvas
from cmc_desktop.model.exchange.plain_json import plain_of
from cmc_desktop.model.exchange.strict_json import excerpt, parse


def read_foreign(
    name: str, suffix: str, data: bytes, templates: Mapping[str, Template], template: str = ""
) -> CmcFile | PlainCanvas:
    """The canvas in a file called `name` + `suffix`, of `template` where a table does not say. Raises BadFile."""
    kind = suffix.lower()
    check_known(data)
    if kind in (".cmc", ".json"):
        file = parse(data)
        return cmc_of(file, templates, data) if _is_cmc(file, kind) else plain_of(file, templates)
    if kind == ".csv":
        return read_csv(data, templates, name, template)
    raise BadFile(
        tr(
            "Files of the kind “{suffix}” cannot be imported: choose a .cmc, .json or .csv file.",
            suffix=excerpt(suffix),
        )
    )


def check_known(data: bytes) -> None:
    """Raises BadFile for a file that is plainly something else, with what to do about it."""
    if data.startswith(b"%PDF"):
        raise BadFile(tr("A PDF cannot be imported."), todo=tr("Choose the .cmc file that was exported with it."))
    if data.startswith(b"SQLite format 3"):
        raise BadFile(
            tr("This is a database, not a canvas."), todo=tr("Export the canvas as .cmc there, and take that file.")
        )
    if data.startswith(b"PK\x03\x04"):
        raise BadFile(
            tr("This is a packed or office file."), todo=tr("Unpack it, or save it as CSV in UTF-8, and take that.")
        )


def _is_cmc(file: dict[str, Any], kind: str) -> bool:
    if kind == ".cmc":
        return "format" in file or "notes" not in file
    return file.get("format") == FORMAT
