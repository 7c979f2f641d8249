"""The sentences of the log: what each value in the journal says about what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cmc_desktop.i18n import tr
from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.head import CanvasState
from cmc_desktop.model.services.log_of_day import of_item, of_lap, of_run, of_turn, of_workshop
from cmc_desktop.model.services.log_of_notes import is_further, is_put_right, of_agreement, of_mark, of_note
from cmc_desktop.model.services.log_of_people import of_participant
from cmc_desktop.model.services.log_of_talk import of_answer, of_check, of_parked, of_remark
from cmc_desktop.model.services.log_of_whole import (
    arrived,
    how_it_began,
    joined_copy,
    joined_lines,
    joined_roster,
    left_roster,
)
from cmc_desktop.model.services.log_parts import About, Put, Told


class LogWords:
    """Puts what a commit wrote into words. Without `names` people are called "somebody"."""

    def __init__(self, canvas: Canvas, *, names: bool) -> None:
        self._about = About(canvas, names)
        self._tell: Mapping[str, Callable[[About, Put], Told | str]] = {
            "note": of_note,
            "box_mark": of_mark,
            "workshop": of_workshop,
            "phase_run": of_run,
            "agenda_item": of_item,
            "element_run": of_lap,
            "turn": of_turn,
            "remark": of_remark,
            "parked": of_parked,
            "element_agreement": of_agreement,
            "quiet_check": of_check,
            "answer": of_answer,
            "participant": of_participant,
            "head": _of_head,
            "sign_off": lambda _about, _put: tr("The canvas was signed off"),
        }
        self._whole: Mapping[str, Callable[[Sequence[Put]], str]] = {
            "SetAgenda": lambda _puts: tr("The agenda was chosen"),
            "MovePhase": lambda _puts: tr("The agenda was put into another order"),
            "ShiftLater": lambda _puts: tr("The delay was accepted: the later phases move"),
            "ShiftClock": lambda _puts: tr("The computer’s clock was changed; the phase’s clock moved along"),
            "JoinMinutes": joined_lines,
            "MergeCopy": joined_copy,
            "RestoreState": lambda _puts: tr("An earlier state of the canvas was restored"),
            "SettleConflict": lambda _puts: tr("A conflict between copies was settled"),
            "SettleConflicts": lambda _puts: tr("Conflicts between copies were settled"),
            "KeepBoth": lambda _puts: tr("A conflict between copies was settled: both were kept"),
            "EveryoneArrives": arrived,
            "AddPeople": joined_roster,
            "RemovePeople": left_roster,
        }

    def of(self, seq: int, name: str, puts: Sequence[Put]) -> list[Told]:
        """What commit `seq` did, by the change `name`; empty when it is not worth a line."""
        if seq == 1:
            return [Told(how_it_began(name))]
        # told by what was added to them, or put right of it
        whole_texts = {put.now["merged_into"] for put in puts if is_further(put) or is_put_right(put)}
        told = [self._told(put) for put in puts if put.id not in whole_texts]
        whole = self._whole.get(name)
        words = whole([put for put in puts if put.kind != "head"]) if whole is not None else ""
        if words:
            return [Told(words), *(one for one in told if one.follows and one.words)]
        return [one for one in told if one.words]

    def _told(self, put: Put) -> Told:
        tell = self._tell.get(put.kind)
        found = tell(self._about, put) if tell is not None else ""
        return Told(found) if isinstance(found, str) else found


def _of_head(_about: About, put: Put) -> Told:
    now, was = put.now, put.before
    if (now["title"], now["city"]) != (was.get("title"), was.get("city")):
        return Told(
            tr("Title and city: {words}", words=" · ".join(part for part in (now["title"], now["city"]) if part))
        )
    agreed = CanvasState.AGREED.value
    if now["state"] == agreed and was.get("state") != agreed:
        return Told(tr("Everybody who counts is satisfied with the canvas as it stands"), follows=True)
    if was.get("state") == agreed and now["state"] != CanvasState.SIGNED:
        return Told(tr("The canvas is no longer agreed on"), follows=True)
    return Told("", follows=True)
