"""Themes: what people decide stays through every grouping, and every note is accounted for."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

import analysis
from tests.domain.test_notes import Table
from workshop.domain import grouping, notes, phases, proposals, themes, undo
from workshop.errors import Conflict, UnknownNote, UnknownTheme
from workshop.feed import Feed
from workshop.messages import AskRegrouping, EditNote, MergeThemes, MoveNote, OpenPhase, RenameTheme, SplitTheme
from workshop.store.models import Theme


class Sorted(Table):
    """A table whose grouping is told: a note goes to the theme named by its first word; "-" is set aside."""

    def reading(self, category: str = "problem") -> grouping.Reading:
        return self.feed.read(grouping.read, self.workshop_id, self.code, category)

    def group(self, reading: grouping.Reading | None = None) -> None:
        reading = reading or self.reading()
        self.change(grouping.apply, reading, arrange(reading))

    def where(self) -> dict[str, str]:
        """note text → label of its theme, or its status."""
        board = self.board()
        labels = {theme["id"]: theme["label"] for theme in board["themes"]}
        return {
            note["text"]: labels[note["theme_id"]] if note["status"] == "theme" else note["status"]
            for note in board["notes"]
        }


def arrange(reading: grouping.Reading) -> analysis.Arrangement:
    """By first word, obeying what people fixed, as the library does."""
    fixed = {note_id: known.id for known in reading.known for note_id in known.fixed}
    found: dict[str, list[str]] = {known.id: [] for known in reading.known}
    aside, loose = [], []
    for note in reading.notes:
        word = note.text.split()[0]
        barred = any(note.id in known.barred and known.id == word for known in reading.known)
        if note.id in fixed:
            found[fixed[note.id]].append(note.id)
        elif note.id in reading.loose or barred:
            loose.append(note.id)
        elif word == "-":
            aside.append(note.id)
        else:
            found.setdefault(word, []).append(note.id)
    given = {known.id: known.given_label for known in reading.known}
    rows = [
        analysis.Theme(id=key, label=given.get(key) or key, label_given=bool(given.get(key)), members=tuple(members))
        for key, members in found.items()
        if members or given.get(key)
    ]
    return analysis.Arrangement(themes=tuple(rows), ungrouped=tuple(loose), set_aside=tuple(aside))


@pytest.fixture
def table(feed: Feed) -> Sorted:
    return Sorted(feed)


def test_notes_wait_until_they_are_grouped_and_are_counted_all_the_while(table: Sorted) -> None:
    key = table.join()
    for text in ("งบ มาช้า", "งบ ไม่พอ", "-"):
        table.send(key, text)
    before = table.board()["figures"]
    table.group()
    after = table.board()["figures"]
    assert (before["received"], before["ungrouped"], before["waiting"]) == (3, 3, 3)
    assert (after["received"], after["in_themes"], after["set_aside"], after["waiting"]) == (3, 2, 1, 0)


def test_a_name_that_a_person_gave_survives_regrouping_and_an_empty_one_gives_it_back(table: Sorted) -> None:
    table.send(table.join(), "งบ มาช้า")
    table.group()
    table.change(themes.rename, "งบ", RenameTheme(label="เงินไม่ทันงาน"))
    table.send(table.join(), "งบ ไม่พอ")
    table.group()
    assert set(table.where().values()) == {"เงินไม่ทันงาน"}
    table.change(themes.rename, "งบ", RenameTheme(label=" "))
    table.group()
    assert set(table.where().values()) == {"งบ"}


def test_a_note_that_a_person_moved_stays_where_it_was_put(table: Sorted) -> None:
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


def test_a_new_theme_made_by_a_person_holds_its_note_and_its_name(table: Sorted) -> None:
    key = table.join()
    alone = table.send(key, "รถ เก่า")["id"]
    table.send(key, "รถ ไม่มี")
    table.group()
    table.change(themes.move, alone, MoveNote(theme_id="new", label="ยานพาหนะชำรุด"))
    table.group()
    assert table.where() == {"รถ เก่า": "ยานพาหนะชำรุด", "รถ ไม่มี": "รถ"}


def test_a_note_cannot_go_to_a_theme_of_another_category_or_workshop(table: Sorted, feed: Feed) -> None:
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


def test_what_changed_while_the_grouping_worked_is_left_as_people_made_it(table: Sorted) -> None:
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


def test_a_theme_without_notes_goes_and_one_that_a_person_named_stays(table: Sorted) -> None:
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


def test_hiding_takes_a_note_off_the_projector_but_not_out_of_the_count(table: Sorted) -> None:
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


def test_merged_themes_stay_one_and_split_ones_stay_two_through_every_grouping(table: Sorted) -> None:
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


def test_a_merge_with_itself_and_a_split_of_all_or_none_are_refused(table: Sorted) -> None:
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


def test_undo_takes_back_the_last_steps_one_by_one(table: Sorted) -> None:
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
    assert table.where() == start
    with pytest.raises(Conflict):
        as_facilitator(undo.undo)


def test_undoing_a_new_theme_lets_go_of_every_note_that_came_into_it(table: Sorted) -> None:
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


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "send",
                "move",
                "new",
                "loose",
                "rename",
                "merge",
                "split",
                "pin",
                "lock",
                "hide",
                "unhide",
                "delete",
                "group",
                "regroup",
                "undo",
            ]
        ),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=25,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_people_do_every_note_is_counted_once_and_every_client_converges(feed: Feed, steps: Any) -> None:
    """Random edits, groupings and undos: the figures add up and a client fed by deltas equals a fresh one."""
    table = Sorted(feed)
    key = table.join()
    table.change(phases.open_phase, table.phases[0].id, OpenPhase())
    late = table.board()
    for verb, first, second in steps:
        step(table, key, verb, first, second)
        if second % 3 == 0:
            take(late, table.board(late["seq"]))
    take(late, table.board(late["seq"]))
    now = table.board()
    figures = now["figures"]
    assert figures["received"] == len(now["notes"])
    for status, count in (
        ("theme", "in_themes"),
        ("ungrouped", "ungrouped"),
        ("set_aside", "set_aside"),
        ("hidden", "hidden"),
    ):
        assert figures[count] == sum(note["status"] == status for note in now["notes"])
    shown = {theme["id"]: theme["count"] for theme in now["themes"]}
    for theme_id, count in shown.items():
        assert count == sum(note["theme_id"] == theme_id and note["status"] == "theme" for note in now["notes"])
    assert all(note["theme_id"] in shown for note in now["notes"] if note["status"] == "theme")
    assert by_id(late["notes"]) == by_id(now["notes"])
    assert by_id(late["themes"]) == by_id(now["themes"])


def step(table: Sorted, key: str, verb: str, first: int, second: int) -> None:
    board = table.board()
    texts = ("งบ มาช้า", "งบ น้อย", "คน ไม่พอ", "รถ เก่า", "-")
    if verb == "send":
        table.send(key, texts[first % len(texts)])
    elif verb == "group":
        table.group()
    elif verb == "regroup":
        with contextlib.suppress(Conflict):
            regroup(table)
    elif verb == "undo":
        try:
            table.feed.change(table.code, undo.ACTOR, undo.undo)
        except Conflict:
            return
    elif verb == "rename" and board["themes"]:
        theme = board["themes"][first % len(board["themes"])]
        table.feed.change(table.code, undo.ACTOR, themes.rename, theme["id"], RenameTheme(label=f"ชื่อ {second % 4}"))
    elif verb in ("merge", "split", "lock") and board["themes"]:
        theme, other = (board["themes"][n % len(board["themes"])] for n in (first, second))
        members = [note["id"] for note in board["notes"] if note["theme_id"] == theme["id"]]
        act = {
            "merge": (themes.merge, MergeThemes(other=other["id"])),
            "split": (themes.split, SplitTheme(notes=members[: 1 + second % 3] or ["none"])),
            "lock": (themes.lock, second % 2 == 0),
        }[verb]
        with contextlib.suppress(UnknownTheme, UnknownNote):
            table.feed.change(table.code, undo.ACTOR, act[0], theme["id"], act[1])
    elif board["notes"]:
        note = board["notes"][first % len(board["notes"])]
        targets = [theme["id"] for theme in board["themes"]] or [None]
        act = {
            "move": (themes.move, MoveNote(theme_id=targets[second % len(targets)])),
            "new": (themes.move, MoveNote(theme_id="new", label="ใหม่" if second % 2 else "")),
            "loose": (themes.move, MoveNote(theme_id=None)),
            "pin": (themes.pin, second % 2 == 0),
            "hide": (notes.hide, True),
            "unhide": (notes.hide, False),
        }.get(verb)
        if verb == "delete":
            if note["id"] in {own["id"] for own in own_notes(table, key)}:
                table.change(notes.delete, key, note["id"])
        elif act:
            table.feed.change(table.code, undo.ACTOR, act[0], note["id"], act[1])


def regroup(table: Sorted) -> None:
    """A full regrouping by second word instead of first, previewed and applied."""
    table.change(proposals.ask, AskRegrouping(category="problem"))
    reading = table.reading()
    table.change(proposals.ready, reading, arrange(flipped(reading)))
    table.feed.change(table.code, undo.ACTOR, proposals.apply, "problem")


def flipped(reading: grouping.Reading) -> grouping.Reading:
    """The same notes with their second word first, so that `arrange` sorts them otherwise."""
    notes_ = (replace(note, text=" ".join(reversed(note.text.split()))) for note in reading.notes)
    return replace(reading, notes=tuple(notes_))


def own_notes(table: Sorted, key: str) -> Any:
    from workshop.domain import boards

    return table.feed.read(boards.phone, table.code, key)["notes"]


def take(state: dict[str, Any], delta: dict[str, Any]) -> None:
    """What a client does with a delta."""
    for name, gone in (("notes", "gone"), ("themes", "gone_themes")):
        rows = by_id(state[name]) | by_id(delta[name])
        state[name] = [row for key, row in rows.items() if key not in delta[gone]]
    state["seq"] = delta["seq"]


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}
