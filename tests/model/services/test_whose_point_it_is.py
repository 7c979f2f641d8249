"""A point of the history is told with the canvas that went through it, once, whichever other canvases know it too."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import given_copy, put

from cmc_desktop.model.domain.changes import KeepCheckpoint
from cmc_desktop.model.services.bringing_back import bring_back, read_copy_file
from cmc_desktop.model.services.history import History
from cmc_desktop.model.services.history_points import HistoryPoint
from cmc_desktop.model.services.importing import read_file, take
from cmc_desktop.model.services.library import Library
from cmc_desktop.model.services.recognising import look_at
from cmc_desktop.model.services.session import Session
from cmc_desktop.model.services.variants import make_variant
from cmc_desktop.model.store.history_rows import heads_of_project

pytestmark = pytest.mark.both_databases


def points_of(library: Library, session: Session) -> list[HistoryPoint]:
    """The points that are told with the canvas itself, the newest first."""
    return [point for point in History(library, session).points if point.canvas == session.canvas.id]


def join(library: Library, session: Session, file: Path) -> None:
    copy = look_at(library, read_copy_file(file, library.templates).canvas, into=session.canvas.id).copy
    assert copy is not None
    bring_back(library, session, copy, agreed=True)


def test_what_a_variant_went_through_stays_its_own_when_the_other_joins_it(
    session: Session, library: Library, tmp_path: Path
) -> None:
    put(session, "value", "One", "Two")
    variant = library.session(make_variant(library, session, "as it should be"))
    put(variant, "value", "Three")
    put(session, "costs", "Signs")
    file = given_copy(library.store, variant, tmp_path / "variant.cmc", "Ada")
    join(library, session, file)
    own = points_of(library, variant)
    assert [point.words for point in own][:2] == ["as it is now", "copy given to Ada"]
    assert own[0].parents == (own[1].key,)
    titles = [point.title for point in points_of(library, session)]
    assert titles[:2] == ["as it is now", "joined the copy of Ada"]
    assert "the copy of Ada, as it came back" not in titles


def test_no_words_of_a_point_are_told_once_more_as_a_point_without_a_name(
    session: Session, library: Library, tmp_path: Path
) -> None:
    put(session, "value", "One", "Two")
    variant = library.session(make_variant(library, session, "as it should be"))
    put(variant, "value", "Three")
    put(session, "costs", "Signs")
    join(library, session, given_copy(library.store, variant, tmp_path / "variant.cmc", "Ada"))
    join(library, variant, given_copy(library.store, session, tmp_path / "back.cmc", "Bo"))
    points = [point for point in History(library, session).points if not point.is_now]
    words = {point.revision for point in points if point.is_checkpoint}
    assert not words & {point.revision for point in points if not point.is_checkpoint}
    roots = [point.title for point in points if not point.parents]
    assert len(roots) == 1, roots


def test_a_file_opened_beside_its_canvas_takes_none_of_its_points(library: Library, tmp_path: Path) -> None:
    """Whichever of the two ids comes first: they are by chance."""
    for number in range(4):
        here = library.session(library.new(f"Canvas {number}"))
        put(here, "value", "One")
        file = given_copy(library.store, here, tmp_path / f"copy-{number}.cmc", "Ada")
        put(here, "value", "Two")
        before = [point.key for point in points_of(library, here)]
        beside = take(library, read_file(file, library.templates), separate=True).canvas_id
        assert [point.key for point in points_of(library, here)] == before
        heads = heads_of_project(library.store.engine, here.canvas.head.project)
        assert [head.id for head in heads] == [here.canvas.id, beside]


def test_a_point_that_two_versions_went_through_is_told_with_the_first(session: Session, library: Library) -> None:
    put(session, "value", "One")
    session.do(KeepCheckpoint(name="evening"))
    variant = library.session(make_variant(library, session, "as it should be"))
    variant.do(KeepCheckpoint(name="night"))
    assert "evening" in [point.title for point in points_of(library, session)]
    assert "evening" not in [point.title for point in points_of(library, variant)]
