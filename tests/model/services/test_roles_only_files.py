"""Must show: a byte search for every personal name in files that name roles only finds none."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import builders
import byte_search
import named_everywhere
import pikepdf
import pytest

from cmc_desktop.model.domain.canvas import Canvas
from cmc_desktop.model.domain.changes import AddMinute
from cmc_desktop.model.domain.entity import new_id
from cmc_desktop.model.domain.errors import Refusal
from cmc_desktop.model.domain.note import Note
from cmc_desktop.model.domain.participant import Participant
from cmc_desktop.model.export.document_text import document_text
from cmc_desktop.model.services.clock import ManualClock
from cmc_desktop.model.services.demonstration import MORNING, Demonstration
from cmc_desktop.model.services.document_files import write_document
from cmc_desktop.model.services.export_formats import SUFFIXES
from cmc_desktop.model.services.exporting import Exporter, revisions_of, suggested_name
from cmc_desktop.model.services.fate_document import FateChoice
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.log_lines import log_lines
from cmc_desktop.model.services.people_elsewhere import people_elsewhere
from cmc_desktop.model.services.record_pack import PackWish, make_pack, pack_source
from cmc_desktop.model.services.resources import load_protocols, load_sample
from cmc_desktop.model.services.roles_documents import fate_of_roles, minutes_of_roles, roles_only
from cmc_desktop.model.services.script import script
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.sign_off_clocks import clocks_at_sign_off
from cmc_desktop.model.services.signing_keys import KeyWish, SigningKeys
from cmc_desktop.model.services.verifying import Finding, verify
from cmc_desktop.paths import resources_folder

RESOURCES = resources_folder()
FONTS = RESOURCES / "fonts"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Session]:
    library = builders.open_library(tmp_path_factory.mktemp("demo"), ManualClock(MORNING))
    played = Demonstration(library, load_sample(RESOURCES), load_protocols(RESOURCES))
    list(played.play())
    return library, played.session


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Session]:
    library = builders.open_library(tmp_path_factory.mktemp("hostile"))
    session = library.session(library.new("Night bus", "Port Alder"))
    named_everywhere.fill(session)
    return library, session


def names_of_all(canvas: Canvas) -> list[str]:
    """Every whole name, and every part of one that is long enough not to stand in a file by chance."""
    names = [person.name for person in canvas.all(Participant)]
    return list(dict.fromkeys([*names, *(part for name in names for part in name.split() if len(part) > 4)]))


def words_for(kind: str, session: Session) -> Iterable[str]:
    return names_of_all(session.canvas) if kind == "demo" else named_everywhere.TRACES


@pytest.fixture(params=["demo", "hostile"])
def case(request: pytest.FixtureRequest) -> tuple[Library, Session, list[str]]:
    library, session = request.getfixturevalue(request.param)
    return library, session, list(words_for(request.param, session))


def pack(library: Library, session: Session, folder: Path, *, names: bool) -> Path:
    """A whole pack, signed with a certificate, in a folder of its own."""
    keys = SigningKeys(folder.parent / "keys", library.clock)
    if keys.own() is None:
        keys.make("City council", "a long pin")
    folder.mkdir()
    wish = PackWish(minutes=True, fate=True, names=names, paper="A4", key=KeyWish("a long pin"))
    source = pack_source(library, session.canvas)
    return make_pack(source, folder, wish, fonts=FONTS, clock=library.clock, keys=keys).folder


def test_nobody_is_named_in_any_byte_of_a_pack_of_roles(
    case: tuple[Library, Session, list[str]], tmp_path: Path
) -> None:
    library, session, words = case
    with_names = pack(library, session, tmp_path / "names", names=True)
    known = {person.name for person in session.canvas.all(Participant) if not person.removed}
    hits = byte_search.found_in(with_names.parent, words)
    assert known <= {word for _, _, word in hits}, "the search finds names where there are some"
    roles = pack(library, session, tmp_path / "roles", names=False)
    assert byte_search.found_in(roles.parent, words) == []
    assert len(list(roles.iterdir())) == len(list(with_names.iterdir()))


def test_the_record_of_a_pack_of_roles_is_checked_as_any_other(
    case: tuple[Library, Session, list[str]], tmp_path: Path
) -> None:
    library, session, _ = case
    keys = SigningKeys(tmp_path / "keys", library.clock)
    folder = pack(library, session, tmp_path / "roles", names=False)
    for path in folder.iterdir():
        if "record" in path.name:
            verdict = verify(path, builders.TEMPLATES, FONTS, keys.trusted())
            assert verdict.finding is Finding.UNCHANGED, (path.name, verdict.reason)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nobody_is_named_in_any_byte_of_an_export_of_roles(
    case: tuple[Library, Session, list[str]], tmp_path: Path, suffix: str
) -> None:
    library, session, words = case
    canvas = session.canvas.snapshot()
    Exporter(FONTS, library.clock).export(
        canvas,
        tmp_path / f"board{suffix}",
        revisions=revisions_of(library, canvas),
        at_sign_off=clocks_at_sign_off(library, canvas),
        with_minutes=True,
        roles_only=True,
    )
    assert byte_search.found_in(tmp_path, words) == []


@pytest.mark.parametrize("suffix", [".pdf", ".md", ".docx"])
def test_nobody_is_named_in_minutes_log_fate_and_script_of_a_copy(
    case: tuple[Library, Session, list[str]], tmp_path: Path, suffix: str
) -> None:
    library, session, words = case
    copy = roles_only(session.canvas, library)
    now = library.clock.now()
    organisation = session.canvas.people[1].organisation
    documents = {
        "minutes": minutes_of_roles(copy, log_lines(session), now=now),
        "fate": fate_of_roles(copy, FateChoice(), now=now),
        "fate of an organisation": fate_of_roles(copy, FateChoice(organisation=organisation), now=now),
        "script": script(copy.canvas, load_protocols(RESOURCES), now=now),
    }
    for name, document in documents.items():
        write_document(document, tmp_path / f"{name}{suffix}", FONTS, now=now)
    assert byte_search.found_in(tmp_path, words) == []


def test_documents_of_roles_say_the_roles(hostile: tuple[Library, Session]) -> None:
    library, session = hostile
    copy = roles_only(session.canvas, library)
    words = document_text(minutes_of_roles(copy, log_lines(session), now=library.clock.now()))
    assert "Participant 3: " in words
    with pytest.raises(Refusal, match="names somebody"):
        roles_only(session.canvas, library, Path("minutes for Ilse Moravec.pdf"))


def test_a_file_may_not_be_called_after_somebody(hostile: tuple[Library, Session], tmp_path: Path) -> None:
    library, session = hostile
    with pytest.raises(Refusal, match="names somebody"):
        Exporter(FONTS, library.clock).export(
            session.canvas, tmp_path / "for Ilse Moravec.json", revisions=(), roles_only=True
        )
    assert list(tmp_path.iterdir()) == []


def test_a_certificate_in_somebodys_name_signs_no_pack_of_roles(
    hostile: tuple[Library, Session], tmp_path: Path
) -> None:
    library, session = hostile
    keys = SigningKeys(tmp_path / "keys", library.clock)
    keys.make("Ilse Moravec, City council", "a long pin")
    (tmp_path / "out").mkdir()
    source = pack_source(library, session.canvas)
    wish = PackWish(names=False, key=KeyWish("a long pin"))
    with pytest.raises(Refusal, match="certificate bears"):
        make_pack(source, tmp_path / "out", wish, fonts=FONTS, clock=library.clock, keys=keys)
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("place", ["name", "pdf", "packed", "utf-16", "hex", "percent"])
def test_a_leak_is_found_wherever_it_is(place: str, tmp_path: Path) -> None:
    name = "Zoë O’Hanlon"
    if place == "name":
        (tmp_path / f"{name}.txt").write_text("nobody")
    elif place == "pdf":
        with pikepdf.new() as document:
            document.add_blank_page()
            document.docinfo["/Author"] = name
            document.save(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    elif place == "packed":
        with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("docProps/core.xml", f"<creator>{name}</creator>")
    elif place == "percent":
        (tmp_path / "a").write_text("file:///home/Zo%C3%AB%20O%E2%80%99Hanlon/x")
    else:
        data = name.encode("utf-16-be")
        (tmp_path / "a").write_bytes(
            b"<" + data.hex().upper().encode() + b">" if place == "hex" else b"\xfe\xff" + data
        )
    assert [word for _, _, word in byte_search.found_in(tmp_path, [name])] != []


def test_people_of_other_sessions_are_named_in_no_file_of_roles(library: Library, tmp_path: Path) -> None:
    before = library.session(library.new("Night bus", "Port Alder"))
    builders.add_person(before, "Pia Lundqvist")
    head = replace(before.canvas.head, id=new_id(), version=2, parent=before.canvas.id)
    library.add(head, (Note(new_id(), "value", "a0", "As Pia Lundqvist said"),), "NextSession")
    session = library.session(head.id)
    session.do(AddMinute("Pia sends her regards"))
    elsewhere, out = people_elsewhere(library, session.canvas), tmp_path / "out"
    out.mkdir()
    Exporter(FONTS, library.clock).export(
        session.canvas, out / "a.cmc", revisions=(), roles_only=True, elsewhere=elsewhere
    )
    minutes = minutes_of_roles(roles_only(session.canvas, library), now=1)
    (out / "b.md").write_text(document_text(minutes), encoding="utf-8")
    assert byte_search.found_in(out, ["Pia Lundqvist", "Lundqvist"]) == []
    assert "somebody of an earlier session sends" in document_text(minutes)


@pytest.mark.parametrize("name", ["Huber Night bus", "minutes-of-bettina", "@bhuber"])
def test_a_file_may_not_be_called_after_a_part_of_a_name_either(library: Library, tmp_path: Path, name: str) -> None:
    session = library.session(library.new("Night bus", "Port Alder"))
    builders.add_person(session, "Bettina Huber")
    with pytest.raises(Refusal, match="names somebody"):
        Exporter(FONTS, library.clock).export(session.canvas, tmp_path / f"{name}.csv", revisions=(), roles_only=True)
    assert list(tmp_path.glob("*.csv")) == []


def test_the_name_that_is_suggested_is_never_refused_and_names_nobody_of_another_session(
    library: Library, tmp_path: Path
) -> None:
    session = library.session(library.new("Green roofs, after Pia Lundqvist", "Port Alder"))
    builders.add_person(session, "Ann Green")
    elsewhere = (Participant("x", "a0", "Pia Lundqvist"),)
    name = suggested_name(session.canvas, ".csv", roles_only=True, elsewhere=elsewhere)
    assert "Green roofs" in name
    assert "Lundqvist" not in name
    Exporter(FONTS, library.clock).export(
        session.canvas, tmp_path / name, revisions=(), roles_only=True, elsewhere=elsewhere
    )


@pytest.mark.parametrize("holder", ["Moravec", "Mayor Moravec", "I. Moravec (City council)"])
def test_a_certificate_with_a_part_of_a_name_signs_no_pack_of_roles(
    hostile: tuple[Library, Session], tmp_path: Path, holder: str
) -> None:
    library, session = hostile
    keys = SigningKeys(tmp_path / "keys", library.clock)
    keys.make(holder, "a long pin")
    (tmp_path / "out").mkdir()
    wish = PackWish(names=False, key=KeyWish("a long pin"))
    with pytest.raises(Refusal, match="certificate bears"):
        make_pack(
            pack_source(library, session.canvas), tmp_path / "out", wish, fonts=FONTS, clock=library.clock, keys=keys
        )
    assert list((tmp_path / "out").iterdir()) == []
