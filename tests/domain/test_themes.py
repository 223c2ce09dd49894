"""Themes: what people decide stays through every grouping, and every note is accounted for."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from tests.domain.sorted_table import Sorted, by_id
from workshop.domain import notes, phases, themes, undo
from workshop.errors import Conflict, UnknownNote, UnknownTheme
from workshop.feed import Feed
from workshop.messages.incoming import EditNote, MergeThemes, MoveNote, OpenPhase, RenameTheme, SplitTheme
from workshop.store.models import Theme


@pytest.fixture
def table(feed: Feed) -> Sorted:
    return Sorted(feed)


def test_notes_that_wait_for_the_grouping_are_counted_as_ungrouped(table: Sorted) -> None:
    key = table.join()
    for text in ("งบ มาช้า", "งบ ไม่พอ", "-"):
        table.send(key, text)
    before = table.board()["figures"]
    table.group()
    after = table.board()["figures"]
    assert (before["received"], before["ungrouped"], before["waiting"]) == (3, 3, 3)
    assert (after["received"], after["in_themes"], after["set_aside"], after["waiting"]) == (3, 2, 1, 0)


def test_a_persons_label_survives_regrouping_until_it_is_emptied(table: Sorted) -> None:
    table.send(table.join(), "งบ มาช้า")
    table.group()
    table.change(themes.rename, "งบ", RenameTheme(label="เงินไม่ทันงาน"))
    table.send(table.join(), "งบ ไม่พอ")
    table.group()
    assert set(table.where().values()) == {"เงินไม่ทันงาน"}
    table.change(themes.rename, "งบ", RenameTheme(label=" "))
    table.group()
    assert set(table.where().values()) == {"งบ"}


def test_a_note_moved_by_a_person_is_never_moved_by_a_grouping(table: Sorted) -> None:
    key = table.join()
    moved = table.send(key, "งบ ไปอยู่กับคน")["id"]
    for text in ("งบ มาช้า", "คน ไม่พอ"):
        table.send(key, text)
    table.group()
    table.change(themes.move, moved, MoveNote(theme_id="คน"))
    table.send(key, "งบ ยังไม่มา")
    table.group()
    assert table.where()["งบ ไปอยู่กับคน"] == "คน"
    table.change(themes.move, moved, MoveNote(theme_id=None))
    table.group()
    assert table.where()["งบ ไปอยู่กับคน"] == "ungrouped"
    assert table.board()["figures"]["waiting"] == 0


def test_a_theme_created_by_a_person_keeps_its_note_and_label(table: Sorted) -> None:
    key = table.join()
    alone = table.send(key, "รถ เก่า")["id"]
    table.send(key, "รถ ไม่มี")
    table.group()
    table.change(themes.move, alone, MoveNote(theme_id="new", label="ยานพาหนะชำรุด"))
    table.group()
    assert table.where() == {"รถ เก่า": "ยานพาหนะชำรุด", "รถ ไม่มี": "รถ"}


def test_a_note_cannot_move_to_a_theme_of_another_category_or_workshop(table: Sorted, feed: Feed) -> None:
    elsewhere = Sorted(feed)
    elsewhere.send(elsewhere.join(), "เรา อยู่ที่อื่น")
    elsewhere.group()
    key = table.join()
    problem = table.send(key, "งบ มาช้า")["id"]
    table.change(phases.open_phase, table.phases[1].id, OpenPhase())
    table.send(key, "เพราะ ขั้นตอนมาก", phase_id=table.phases[1].id, category="cause")
    table.group()
    table.group(table.reading("cause"))
    before = table.board()
    for foreign in ("เพราะ", "เรา", "ไม่มี"):
        with pytest.raises(UnknownTheme):
            table.change(themes.move, problem, MoveNote(theme_id=foreign))
    assert table.board()["seq"] == before["seq"]


def test_a_grouping_does_not_overwrite_what_changed_while_it_computed(table: Sorted) -> None:
    key = table.join()
    edited, moved, hidden, deleted = (table.send(key, f"งบ {n}")["id"] for n in range(4))
    table.send(key, "คน ไม่พอ")
    table.group()
    table.send(key, "งบ ใหม่")
    stale = table.reading()
    table.change(notes.edit, key, edited, EditNote(text="คน น้อยลง", edit="edit-0001"))
    table.change(themes.move, moved, MoveNote(theme_id="คน"))
    table.change(notes.hide, hidden, True)
    table.change(notes.delete, key, deleted)
    table.change(themes.rename, "คน", RenameTheme(label="กำลังคน"))
    table.group(stale)
    assert table.where() == {
        "คน น้อยลง": "ungrouped",
        "งบ 1": "กำลังคน",
        "งบ 2": "hidden",
        "คน ไม่พอ": "กำลังคน",
        "งบ ใหม่": "งบ",
    }
    table.group()
    assert table.where()["คน น้อยลง"] == "กำลังคน"


def test_a_theme_without_notes_is_removed_unless_a_person_named_it(table: Sorted) -> None:
    key = table.join()
    note_ids = {text: table.send(key, text)["id"] for text in ("งบ มาช้า", "คน ไม่พอ")}
    table.group()
    table.change(themes.rename, "คน", RenameTheme(label="กำลังคน"))
    seen = table.board()["seq"]
    for note_id in note_ids.values():
        table.change(notes.delete, key, note_id)
    table.group()
    late = table.board(seen)
    assert late["gone_themes"] == ["งบ"]
    assert [(theme["label"], theme["count"]) for theme in table.board()["themes"]] == [("กำลังคน", 0)]


def test_a_hidden_note_leaves_the_projector_and_stays_counted(table: Sorted) -> None:
    key = table.join()
    hidden = table.send(key, "งบ ด่าหัวหน้า")["id"]
    table.send(key, "งบ มาช้า")
    table.group()
    seen = table.board(view="projector")["seq"]
    table.change(notes.hide, hidden, True)
    projector = table.board(seen, "projector")
    assert (projector["gone"], projector["notes"]) == ([hidden], [])
    assert "ด่าหัวหน้า" not in str(table.board(view="projector"))
    assert [theme["count"] for theme in projector["themes"]] == [1]
    assert projector["figures"]["hidden"] == 1
    table.change(notes.hide, hidden, False)
    assert [note["text"] for note in table.board(seen, "projector")["notes"]] == ["งบ ด่าหัวหน้า"]


def test_groupings_never_split_merged_themes_or_merge_split_ones(table: Sorted) -> None:
    key = table.join()
    for text in ("งบ มาช้า", "เงิน ไม่พอ", "รถ เก่า", "รถ ไม่มี", "รถ เสีย"):
        table.send(key, text)
    table.group()
    table.change(themes.merge, "งบ", MergeThemes(other="เงิน"))
    old = next(note["id"] for note in table.board()["notes"] if note["text"] == "รถ เก่า")
    table.change(themes.split, "รถ", SplitTheme(notes=[old], label="รถชำรุด"))
    table.send(key, "คน ไม่พอ")
    table.group()
    where = table.where()
    assert where["งบ มาช้า"] == where["เงิน ไม่พอ"] == "งบ"
    assert (where["รถ เก่า"], where["รถ ไม่มี"], where["รถ เสีย"]) == ("รถชำรุด", "รถ", "รถ")
    assert [theme["label"] for theme in table.board()["themes"] if theme["label"] == "เงิน"] == []


def test_merging_a_theme_with_itself_and_splitting_all_or_none_are_refused(table: Sorted) -> None:
    key = table.join()
    ids = [table.send(key, text)["id"] for text in ("งบ มาช้า", "งบ ไม่พอ")]
    table.group()
    seq = table.board()["seq"]
    with pytest.raises(UnknownTheme):
        table.change(themes.merge, "งบ", MergeThemes(other="งบ"))
    for chosen in (ids, ["no-such-note"]):
        with pytest.raises(UnknownNote):
            table.change(themes.split, "งบ", SplitTheme(notes=chosen))
    assert table.board()["seq"] == seq


def test_a_merge_and_a_split_are_undone_whole(table: Sorted) -> None:
    def as_facilitator(verb: Any, *args: Any) -> Any:
        return table.feed.change(table.code, undo.ACTOR, verb, *args)

    key = table.join()
    ids = [table.send(key, text)["id"] for text in ("งบ มาช้า", "งบ ไม่พอ", "คน ไม่พอ")]
    table.group()
    start = table.board()
    as_facilitator(themes.split, "งบ", SplitTheme(notes=ids[:1]))
    as_facilitator(themes.merge, "งบ", MergeThemes(other="คน"))
    as_facilitator(themes.pin, ids[0], False)
    as_facilitator(themes.lock, "งบ", True)
    for _ in range(4):
        as_facilitator(undo.undo)
    now = table.board()
    assert by_id(now["notes"]) == by_id(start["notes"])
    assert by_id(now["themes"]) == by_id(start["themes"])


def test_undo_reverts_the_last_steps_one_by_one(table: Sorted) -> None:
    def as_facilitator(verb: Any, *args: Any) -> Any:
        return table.feed.change(table.code, undo.ACTOR, verb, *args)

    key = table.join()
    note_id = table.send(key, "งบ มาช้า")["id"]
    table.send(key, "คน ไม่พอ")
    table.group()
    start = table.where()
    as_facilitator(themes.rename, "งบ", RenameTheme(label="เงิน"))
    as_facilitator(themes.move, note_id, MoveNote(theme_id="คน"))
    as_facilitator(notes.hide, note_id, True)
    as_facilitator(themes.move, note_id, MoveNote(theme_id="new", label="ใหม่"))
    for _ in range(4):
        as_facilitator(undo.undo)
    table.group()  # which names the theme again whose name was the hidden note's words
    assert table.where() == start
    with pytest.raises(Conflict):
        as_facilitator(undo.undo)


def test_undoing_a_new_theme_releases_every_note_in_it(table: Sorted) -> None:
    def as_facilitator(verb: Any, *args: Any) -> Any:
        return table.feed.change(table.code, undo.ACTOR, verb, *args)

    key = table.join()
    note_id = table.send(key, "งบ มาช้า")["id"]
    follower = table.send(key, "งบ ไม่พอ")["id"]
    table.group()
    theme_id = as_facilitator(themes.move, note_id, MoveNote(theme_id="new"))
    table.change(themes.move, follower, MoveNote(theme_id=theme_id))
    as_facilitator(undo.undo)
    assert table.board()["figures"]["received"] == 2
    gone = table.feed.read(lambda s: s.execute(select(Theme.id).where(Theme.gone.is_(True))).scalars().all())
    assert all(note["theme_id"] not in gone for note in table.board()["notes"])
