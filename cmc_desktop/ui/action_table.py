"""Everything that can be done, as one table: menus, buttons and the list of shortcuts are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from cmc_desktop.ui.saying import tr


class Needs(Enum):
    """What has to be there for an action to make sense."""

    NOTHING = 0
    LIBRARY = 1
    CANVAS = 2
    BOARD = 3
    WORKSHOP = 4
    SIGNED = 5
    ROUND = 6
    #: a canvas on the desk, and its clock, whatever page covers it: the wall and the time do not wait for that page
    DESK = 7
    CLOCK = 8


@dataclass(frozen=True)
class ActionSpec:
    """One row: where it is in the menus, what it is called, its keys and what it needs.

    `repeats` lets it happen again while the key is held; everything else happens once a press, however long.
    `gives_way` leaves its keys to the text while words are typed.
    """

    id: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: Needs = Needs.CANVAS
    separated: bool = False
    repeats: bool = False
    gives_way: bool = False


def action_table() -> tuple[ActionSpec, ...]:
    """The rows in menu order, in the user's language."""
    return (*_canvas(), *_edit(), *_board(), *_workshop(), *_round(), *_talk(), *_wall(), *_view(), *_help())


def _canvas() -> tuple[ActionSpec, ...]:
    menu, library = tr("&Canvas"), Needs.LIBRARY
    return (
        ActionSpec("new", menu, tr("New canvas…"), ("Ctrl+N",), "add", library),
        ActionSpec("import", menu, tr("Import…"), ("Ctrl+O",), "import", library),
        ActionSpec("library", menu, tr("All canvases"), ("Ctrl+L",), "library", library),
        ActionSpec("rename", menu, tr("Title and city…"), ("Ctrl+Shift+T",), "edit", separated=True),
        ActionSpec("export", menu, tr("Export…"), ("Ctrl+Shift+E",), "export"),
        ActionSpec("give_copy", menu, tr("Give a copy…"), ("Ctrl+Shift+G",), "export", separated=True),
        ActionSpec("import_folder", menu, tr("Import a folder…"), (), "import", library),
        ActionSpec("bring_back", menu, tr("Bring back…"), ("Ctrl+Shift+I",), "import", library),
        ActionSpec("what_came", menu, tr("What came…"), (), "", library),
        ActionSpec("print", menu, tr("Print…"), ("Ctrl+P",), "print"),
        ActionSpec("stored", menu, tr("Is everything stored?"), ("Ctrl+S",), "", library),
        ActionSpec("handout", menu, tr("Hand-outs…"), ("Ctrl+Shift+H",), "print", library),
        ActionSpec("script", menu, tr("Print the moderator’s script…"), (), "print"),
        ActionSpec("fate", menu, tr("What became of the notes…"), (), "print"),
        ActionSpec("record_pack", menu, tr("Record pack…"), (), "sign-off", Needs.SIGNED),
        ActionSpec("check_record", menu, tr("Check a record…"), (), "check", Needs.NOTHING),
        ActionSpec("history", menu, tr("History…"), ("Ctrl+Shift+Y",), "stale", separated=True),
        ActionSpec("keep_state", menu, tr("Keep this state…"), ("Ctrl+Shift+B",), ""),
        ActionSpec("variant", menu, tr("Make a variant…"), (), "duplicate"),
        ActionSpec("changes_since", menu, tr("What changed since…"), ("Ctrl+Shift+C",)),
        ActionSpec("settle", menu, tr("Settle conflicts…"), ("Ctrl+Shift+X",), ""),
        ActionSpec("next_session", menu, tr("Next session…"), (), "duplicate"),
        ActionSpec("new_version", menu, tr("New version"), (), "duplicate", Needs.SIGNED),
        ActionSpec("open_library", menu, tr("Open another library…"), (), "", Needs.NOTHING, separated=True),
        ActionSpec("shared_library", menu, tr("Shared library…"), (), "", Needs.NOTHING),
        ActionSpec("backups", menu, tr("Backups…"), (), "", Needs.NOTHING),
        ActionSpec("quit", menu, tr("Quit"), ("Ctrl+Q",), "", Needs.NOTHING, separated=True),
    )


def _edit() -> tuple[ActionSpec, ...]:
    menu, board = tr("&Edit"), Needs.BOARD
    again = ("Ctrl+Shift+Z", "Ctrl+Y")
    return (
        ActionSpec("undo", menu, tr("Undo"), ("Ctrl+Z",), "undo", board, repeats=True, gives_way=True),
        ActionSpec("redo", menu, tr("Redo"), again, "redo", board, repeats=True, gives_way=True),
        ActionSpec("take_offer", menu, tr("Do what the message offers"), ("Ctrl+Shift+O",), "", Needs.NOTHING),
        ActionSpec("cut", menu, tr("Cut"), ("Ctrl+X",), "", board, separated=True, gives_way=True),
        ActionSpec("copy", menu, tr("Copy"), ("Ctrl+C",), "", board, gives_way=True),
        ActionSpec("paste", menu, tr("Paste as notes"), ("Ctrl+V",), "", board, gives_way=True),
        ActionSpec("duplicate", menu, tr("Duplicate"), ("Ctrl+D",), "duplicate", board),
        ActionSpec("delete", menu, tr("Delete"), ("Del",), "delete", board, gives_way=True),
        ActionSpec("select_all", menu, tr("Select all in the box"), ("Ctrl+A",), "", board, gives_way=True),
        ActionSpec("find", menu, tr("Find…"), ("Ctrl+F",), "find", Needs.LIBRARY, separated=True),
    )


def _board() -> tuple[ActionSpec, ...]:
    menu, board = tr("&Board"), Needs.BOARD
    moves = (
        ActionSpec("move_up", menu, tr("Move up"), ("Ctrl+Up",), "", board, repeats=True, gives_way=True),
        ActionSpec("move_down", menu, tr("Move down"), ("Ctrl+Down",), "", board, repeats=True, gives_way=True),
        ActionSpec(
            "move_left",
            menu,
            tr("Move to the box on the left"),
            ("Ctrl+Left",),
            "",
            board,
            repeats=True,
            gives_way=True,
        ),
        ActionSpec(
            "move_right",
            menu,
            tr("Move to the box on the right"),
            ("Ctrl+Right",),
            "",
            board,
            repeats=True,
            gives_way=True,
        ),
    )
    return (
        ActionSpec("add_note", menu, tr("Add note"), ("Ctrl+Return", "Ctrl+Enter"), "add", board, gives_way=True),
        ActionSpec("edit_note", menu, tr("Change note"), ("F2",), "edit", board),
        ActionSpec("move_to", menu, tr("Move to…"), ("Ctrl+M",), "move", board),
        *moves,
        ActionSpec("join_notes", menu, tr("Join notes…"), ("Ctrl+Shift+J",), "", board),
        ActionSpec(
            "none_identified", menu, tr("None identified"), ("Ctrl+0",), "none-identified", board, separated=True
        ),
        ActionSpec("enlarge", menu, tr("Enlarge the box, or show all"), ("Ctrl+E",), "enlarge", board),
        ActionSpec("wider", menu, tr("Wider"), ("Alt+Shift+Right",), "", board, separated=True, repeats=True),
        ActionSpec("narrower", menu, tr("Narrower"), ("Alt+Shift+Left",), "", board, repeats=True),
        ActionSpec("taller", menu, tr("Taller"), ("Alt+Shift+Down",), "", board, repeats=True),
        ActionSpec("shorter", menu, tr("Shorter"), ("Alt+Shift+Up",), "", board, repeats=True),
        ActionSpec("sizes", menu, tr("Sizes as they were"), (), "", board),
    )


def _workshop() -> tuple[ActionSpec, ...]:
    menu, running, clock = tr("&Workshop"), Needs.WORKSHOP, Needs.CLOCK
    return (
        ActionSpec("people", menu, tr("People…"), ("F7",), "people"),
        ActionSpec("agenda", menu, tr("Agenda…"), ("F8",), "clock"),
        ActionSpec("edit_card", menu, tr("Moderator’s card…"), (), "edit"),
        ActionSpec("practice", menu, tr("Practise this workshop"), (), "play"),
        ActionSpec("start", menu, tr("Start, pause or go on"), ("Ctrl+Space",), "play", separated=True),
        ActionSpec("plus_1", menu, tr("1 minute more"), ("Ctrl+1",), "plus", clock),
        ActionSpec("plus_5", menu, tr("5 minutes more"), ("Ctrl+5",), "plus", clock),
        ActionSpec("catch_time", menu, tr("Shift or trim the later phases…"), ("Ctrl+Shift+P",), "clock", clock),
        ActionSpec("next_phase", menu, tr("Next phase"), ("Ctrl+Shift+Right",), "next", clock),
        ActionSpec("back_phase", menu, tr("Back to the phase before"), ("Ctrl+Shift+Left",), "back", clock),
        ActionSpec("skip_phase", menu, tr("Skip this phase…"), (), "skip", clock),
        ActionSpec("end_workshop", menu, tr("End the workshop"), (), "", running),
        ActionSpec("next_element", menu, tr("Next element"), ("Ctrl+PgDown",), separated=True, repeats=True),
        ActionSpec("previous_element", menu, tr("Previous element"), ("Ctrl+PgUp",), repeats=True),
        ActionSpec("agree_element", menu, tr("The room agrees on this element"), ("Ctrl+G",), "check", running),
        ActionSpec("quiet_check", menu, tr("Quiet check…"), ("Ctrl+Shift+K",), "", running),
        ActionSpec("ask", menu, tr("Ask everyone"), ("F9",), "check", running, separated=True),
        ActionSpec("sign_off", menu, tr("Sign off…"), ("Ctrl+Shift+S",), "sign-off", running),
    )


def _round() -> tuple[ActionSpec, ...]:
    menu, in_round = tr("&Round"), Needs.ROUND
    return (
        ActionSpec("round_line", menu, tr("Write for the speaker"), ("Ctrl+W",), "edit", in_round),
        ActionSpec("round_next", menu, tr("Next speaker"), ("PgDown",), "next", in_round),
        ActionSpec("round_back", menu, tr("Back to the speaker before"), ("PgUp",), "back", in_round),
        ActionSpec("round_pass", menu, tr("Passes"), ("F3",), "skip", in_round),
        ActionSpec("round_later", menu, tr("Comes back later"), ("F12",), "stale", in_round),
        ActionSpec("round_again", menu, tr("Go round once more in this element"), (), "", in_round),
        ActionSpec("round_lacking", menu, tr("Who has not had a turn?"), ("Ctrl+Shift+W",), "", in_round),
        ActionSpec("sheets", menu, tr("Private sheets…"), ("Ctrl+Shift+F",), "", separated=True),
    )


def _talk() -> tuple[ActionSpec, ...]:
    menu = tr("&Notes and talk")
    return (
        ActionSpec("remark", menu, tr("Remark on the note…"), ("Ctrl+R",), "remark", Needs.BOARD),
        ActionSpec("contested", menu, tr("Most contested notes"), ("Ctrl+Shift+R",), ""),
        ActionSpec("park", menu, tr("Put aside for later…"), ("Ctrl+K",), "park"),
        ActionSpec("minutes", menu, tr("Write a line of minutes"), ("Ctrl+J",), "minutes"),
        ActionSpec("join_minutes", menu, tr("Join minutes from another laptop…"), (), "import", separated=True),
        ActionSpec("export_minutes", menu, tr("Write the minutes…"), (), "print"),
    )


def _wall() -> tuple[ActionSpec, ...]:
    menu, desk = tr("&Projector"), Needs.DESK
    return (
        ActionSpec("projector", menu, tr("Projector window"), ("F5",), "projector", desk),
        ActionSpec("projector_zoom", menu, tr("Element or whole board"), ("F6",), "", desk),
        ActionSpec("projector_note", menu, tr("The selected note alone"), ("Shift+F6",), "", desk),
        ActionSpec(
            "projector_hold", menu, tr("Hold the picture, or follow again"), ("Ctrl+H",), "", desk, separated=True
        ),
        ActionSpec("projector_blank", menu, tr("Blank, or show again"), ("Ctrl+B",), "", desk),
        ActionSpec("projector_names", menu, tr("Names, or none"), ("Ctrl+Shift+N",), "", desk),
        ActionSpec(
            "projector_larger", menu, tr("Larger letters"), ("Ctrl++", "Ctrl+="), "", desk, separated=True, repeats=True
        ),
        ActionSpec("projector_smaller", menu, tr("Smaller letters"), ("Ctrl+-",), "", desk, repeats=True),
        ActionSpec("projector_letters", menu, tr("Letters as usual"), ("Shift+F5",), "", desk),
        ActionSpec("projector_next", menu, tr("Next page"), ("F4",), "", desk, repeats=True),
        ActionSpec("projector_back", menu, tr("Page before"), ("Shift+F4",), "", desk, repeats=True),
    )


def _view() -> tuple[ActionSpec, ...]:
    menu, nothing = tr("&View"), Needs.NOTHING
    return (
        ActionSpec("side_people", menu, tr("Show people"), ("Alt+1",), "people"),
        ActionSpec("side_remarks", menu, tr("Show remarks"), ("Alt+2",), "remark"),
        ActionSpec("side_parking", menu, tr("Show the parking list"), ("Alt+3",), "park"),
        ActionSpec("side_minutes", menu, tr("Show minutes"), ("Alt+4",), "minutes"),
        ActionSpec("sound", menu, tr("Sound at 5, 1, 0 minutes"), ("Ctrl+Shift+M",), "sound", nothing, separated=True),
        ActionSpec("settings", menu, tr("Settings…"), ("Ctrl+,",), "settings", nothing),
        ActionSpec("full_screen", menu, tr("Full screen"), ("F11",), "", nothing),
    )


def _help() -> tuple[ActionSpec, ...]:
    menu = tr("&Help")
    return (
        ActionSpec("shortcuts", menu, tr("Keyboard"), ("F1",), "", Needs.NOTHING),
        ActionSpec("about", menu, tr("About CMC Desktop"), (), "", Needs.NOTHING),
    )


@cache
def window_keys() -> frozenset[str]:
    """The keys, by portable name, that are the window's also while words are typed in one of its fields."""
    return frozenset(keys for spec in action_table() if not spec.gives_way for keys in spec.keys)
