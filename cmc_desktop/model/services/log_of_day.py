"""What the log says of the day: its phases and their clock, the agenda, laps and turns."""

from __future__ import annotations

from cmc_desktop.i18n import tr, trn
from cmc_desktop.model.domain.agenda import AgendaItem
from cmc_desktop.model.domain.turn import TurnKind
from cmc_desktop.model.services.log_parts import About, Put, Told


def of_workshop(about: About, put: Put) -> Told:
    now, was = put.now, put.before
    words = ""
    if now["ended_at"] and not was.get("ended_at"):
        words = tr("The workshop ended")
    elif now["current"] and (now["current"] != was.get("current") or was.get("ended_at")):
        item = about.canvas.find(AgendaItem, now["current"])
        words = tr("Phase: {phase}", phase=item.title) if item is not None else ""
    elif now["element"] and now["element"] != was.get("element"):
        return Told(tr("Element: {box}", box=about.box(now["element"])), now["element"])
    return Told(words)


def of_run(about: About, put: Put) -> str:
    now, was = put.now, put.before
    if now["skipped"] and not was.get("skipped"):
        return tr("Phase skipped: {reason}", reason=now["skip_reason"])
    more = now["extra_minutes"] - was.get("extra_minutes", 0)
    if more:
        return trn("{n} minute more", "{n} minutes more", more) if more > 0 else tr("{n} min taken off", n=-more)
    goes_on = was.get("started_at") and not was["running_since"] and not was["ended_at"]
    if goes_on and now["running_since"]:
        return tr("The clock goes on")
    if was.get("running_since") and not now["running_since"] and not now["ended_at"]:
        return tr("The clock was paused")
    return ""


def of_item(about: About, put: Put) -> str:
    now, was = put.now, put.before
    title = AgendaItem(put.id, now["rank"], now["kind"], now["name"], now["minutes"]).title
    if now["removed"]:
        return "" if was.get("removed", True) else tr("Taken off the agenda: {phase}", phase=title)
    if was.get("removed", True):
        return tr("Put on the agenda: {phase}, {n} min", phase=title, n=now["minutes"])
    if (was["name"], was["minutes"]) != (now["name"], now["minutes"]):
        return tr("On the agenda: {phase}, {n} min", phase=title, n=now["minutes"])
    return ""


def of_lap(about: About, put: Put) -> Told:
    laps, before = put.now["laps"], put.before.get("laps", 1)
    box = about.box(put.now["element"])
    return Told(tr("Everybody is asked once more: {box}", box=box) if laps > before else "", put.now["element"])


def of_turn(about: About, put: Put) -> Told:
    person, box = about.person(put.now["person"]), about.box(put.now["element"])
    if put.now["withdrawn"]:
        return Told(tr("Turn taken back: {name}, {box}", name=person, box=box), put.now["element"])
    words = {
        TurnKind.SPOKE: tr("{name} spoke: {box}", name=person, box=box),
        TurnKind.PASSED: tr("{name} passed: {box}", name=person, box=box),
        TurnKind.LATER: tr("{name} comes back later: {box}", name=person, box=box),
    }[TurnKind(put.now["kind"])]
    return Told(words, put.now["element"])
