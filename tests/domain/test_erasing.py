"""A facilitator erases a note's words: they are gone for good, the number and the reason stay."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import inspect

from tests.domain.opinion_table import Opinions
from tests.room import new_id
from workshop.domain import comments, erasing, notes, phases, themes
from workshop.errors import Conflict, NoteErased, NotYours, ReasonMissing, ReasonTooLong, UnknownNote
from workshop.feed import Feed
from workshop.messages.incoming import EditNote, EraseNote, MoveNote, SubmitComment
from workshop.store import models
from workshop.views import integrity

WHY = EraseNote(reason="มีชื่อบุคคล")


@pytest.fixture
def table(feed: Feed) -> Opinions:
    return Opinions(feed)


def erase(table: Opinions, note_id: str, message: EraseNote = WHY) -> None:
    table.step(erasing.erase, note_id, message)


def everything(table: Opinions) -> str:
    """All that the database contains, as one text."""
    with table.feed.database.engine.connect() as connection:
        found = {
            name: [list(row) for row in connection.execute(each.select())]
            for name, each in models.SQLModel.metadata.tables.items()
            if inspect(connection).has_table(name)
        }
    return json.dumps(found, ensure_ascii=False, default=str)


def test_the_words_leave_the_database_and_the_number_and_the_reason_stay(table: Opinions) -> None:
    note_id = table.send(table.writer, "ลับ คุณสมมุติรับเงิน")["id"]
    table.group()
    assert "คุณสมมุติ" in everything(table)
    erase(table, note_id)
    assert "คุณสมมุติ" not in everything(table)
    shown = next(note for note in table.board()["notes"] if note["id"] == note_id)
    assert (shown["number"], shown["text"], shown["status"], shown["erased"]) == (5, "", "hidden", "มีชื่อบุคคล")
    assert note_id not in {note["id"] for note in table.board(view="projector")["notes"]}
    own = next(note for note in table.own(table.writer) if note["id"] == note_id)
    assert (own["text"], own["erased"]) == ("", "มีชื่อบุคคล")


def test_an_erased_note_stays_counted_as_hidden(table: Opinions) -> None:
    before = table.board()["figures"]
    erase(table, table.notes[0])
    after = table.board()["figures"]
    assert (after["received"], after["hidden"]) == (before["received"], before["hidden"] + 1)
    assert table.feed.read(integrity.everything).faults == ()


def test_undo_offers_and_brings_back_nothing_of_an_erased_note(table: Opinions) -> None:
    note_id = table.notes[2]
    table.step(themes.move, note_id, MoveNote(theme_id=table.board()["themes"][0]["id"]))
    table.hide(note_id)
    erase(table, note_id)
    assert table.board()["undo"] == "ซ่อนความเห็น"  # the step before, not the erasing
    for _ in range(2):
        table.undo()
    shown = next(note for note in table.board()["notes"] if note["id"] == note_id)
    assert (shown["text"], shown["status"]) == ("", "hidden")
    with pytest.raises(Conflict):
        table.undo()


def test_nothing_can_be_done_to_an_erased_note_but_its_writer_may_withdraw_it(table: Opinions) -> None:
    note_id = table.notes[0]
    erase(table, note_id)
    with pytest.raises(UnknownNote):
        erase(table, note_id)
    with pytest.raises(UnknownNote):
        table.hide(note_id, hidden=False)
    with pytest.raises(NoteErased):
        table.change(notes.edit, table.writer, note_id, EditNote(text="อีกครั้ง", edit=new_id()))
    with pytest.raises(NotYours):
        table.withdraw(table.join(), note_id)
    table.withdraw(table.writer, note_id)
    assert note_id not in {note["id"] for note in table.board()["notes"]}


@pytest.mark.parametrize(
    ("reason", "refused"), [("", ReasonMissing), (" \n", ReasonMissing), ("ก" * 121, ReasonTooLong)]
)
def test_words_are_not_erased_without_a_reason_of_at_most_120_characters(
    table: Opinions, reason: str, refused: type[Exception]
) -> None:
    before = table.board()["seq"]
    with pytest.raises(refused):
        erase(table, table.notes[0], EraseNote(reason=reason))
    assert table.board()["seq"] == before


def test_a_note_is_erased_after_its_anonymous_phase_with_what_is_attached_to_it(table: Opinions) -> None:
    phase = table.phases[0].id
    table.change(phases.let, phase, comments.NAME, True)
    table.share()
    about = table.notes[0]
    said = {"id": new_id(), "phase_id": phase, "note_id": about, "text": "จริงด้วย คุณสมมุติ"}
    table.change(comments.submit, table.join(1), SubmitComment(**said))
    table.change(phases.close_phase, phase)
    erase(table, about)
    assert "คุณสมมุติ" not in everything(table)
    assert table.feed.read(integrity.everything).faults == ()


@pytest.mark.parametrize("how", ["edit", "withdraw", "erase"])
def test_words_that_are_only_in_that_note_leave_its_themes_label_which_is_found_anew(table: Opinions, how: str) -> None:
    """The label and keywords of a theme come from its notes."""
    note_id = table.send(table.writer, "นายสมมุติตัวอย่าง โกงเงิน")["id"]
    other = table.send(table.writer, "นายสมมุติตัวอย่าง อีกข้อ")["id"]
    table.group()
    table.withdraw(table.writer, other)
    label = {theme["label"] for theme in table.board()["themes"]}
    assert "นายสมมุติตัวอย่าง" in label
    if how == "edit":
        table.change(notes.edit, table.writer, note_id, EditNote(text="ข้อใหม่", edit=new_id()))
    elif how == "withdraw":
        table.withdraw(table.writer, note_id)
    else:
        erase(table, note_id)
    words = everything(table).replace('["นายสมมุติตัวอย่าง"', "")
    themes_ = [theme["label"] for theme in table.board()["themes"]]
    assert "นายสมมุติตัวอย่าง" not in themes_
    assert "นายสมมุติตัวอย่าง อีก" not in words
    assert "โกงเงิน" not in words


def test_a_label_stays_where_another_note_has_its_words(table: Opinions) -> None:
    labels = {theme["label"] for theme in table.board()["themes"]}
    erase(table, table.notes[0])  # งบ น้อย has its word too
    assert {theme["label"] for theme in table.board()["themes"]} == labels
