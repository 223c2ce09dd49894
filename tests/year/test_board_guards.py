"""A joint board takes no odd names, and shows no row of a worker that another one has overtaken."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from tests.year.board_samples import (
    PHUKET,
    UID,
    files,
    make,
    rows,
    take,
    theme_with,
)
from workshop.domain.grouper import Grouper
from workshop.errors import UnknownNote, UnknownTheme
from workshop.feed import Feed
from workshop.jobs import at_once
from workshop.year import (
    board,
    board_corrections,
    board_notes,
    board_steps,
    consolidating,
)


def test_names_with_nul_are_of_nothing_and_a_note_has_one_spelling(feed: Feed, grouper: Grouper) -> None:
    take(feed, *files())
    make(feed, grouper)
    before, late, boat = feed.read(rows), theme_with(feed, "งบประมาณมาช้า"), f"{PHUKET} 2"
    whole, nul = feed.read(board.read, UID).board, f"{late}\0"
    assert whole is not None
    with pytest.raises(UnknownTheme):
        feed.read(board_notes.page, whole, board_notes.Wanted(theme=nul))
    assert feed.read(board_notes.page, whole, board_notes.Wanted(category="problem\0")).count == 0
    refused: tuple[tuple[Any, ...], ...] = (
        (UnknownTheme, board_corrections.rename, nul, "ชื่อ"),
        (UnknownTheme, board_corrections.merge, late, nul),
        (UnknownTheme, board_corrections.move, [boat], nul),
        *(
            (UnknownNote, board_corrections.move, [boat, name], late)
            for name in (f"{PHUKET}\0 2", f"{PHUKET} 02", f"{PHUKET} ๒", f"{PHUKET}  2", f"{PHUKET} 1_1")
        ),
    )
    for error, verb, *typed in refused:
        with pytest.raises(error):
            feed.write(verb, UID, 0, *typed)
    assert feed.read(rows) == before


@pytest.mark.parametrize("killed", [True, False])
def test_a_worker_whose_board_another_one_makes_meanwhile_shows_none_of_its_rows(
    feed: Feed, grouper: Grouper, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    take(feed, *files())
    make(feed, grouper)
    expected, came = feed.read(rows), iter([True])
    write, insert, done = consolidating._write, consolidating._insert, []
    monkeypatch.setattr(consolidating, "_AT_ONCE", 3)

    def some(*given: object) -> None:
        done.append(given)
        if killed and len(done) > 3:
            raise KeyboardInterrupt
        insert(*given)  # type: ignore[arg-type]

    def meanwhile(*given: object) -> int:
        if not next(came, False):
            return write(*given)  # type: ignore[arg-type]
        generation = write(*given)  # type: ignore[arg-type]
        with monkeypatch.context() as second, contextlib.suppress(KeyboardInterrupt):
            second.setattr(consolidating, "_insert", some)
            assert consolidating.consolidate(feed, grouper, UID, at_once)
        return generation

    monkeypatch.setattr(consolidating, "_write", meanwhile)
    assert not consolidating.consolidate(feed, grouper, UID, at_once)
    shown = feed.read(board.read, UID)
    assert (shown.notes, shown.step and shown.step.state) == (14, "grouping" if killed else "done")
    monkeypatch.undo()
    feed.write(board_steps.take, UID, board_steps.FAILED)
    make(feed, grouper)
    assert feed.read(rows) == expected


def test_a_board_waits_until_its_worker_has_counted_what_it_reads(feed: Feed) -> None:
    take(feed, *files())
    assert feed.write(board_steps.request, UID)
    by = feed.write(board_steps.begin, UID)
    waiting = feed.read(board.read, UID).step
    feed.write(board_steps.take, UID, board_steps.READING, 0, 3, by)
    reading = feed.read(board.read, UID).step
    assert [waiting and waiting.state, reading and (reading.state, reading.all)] == ["waiting", ("reading", 3)]
