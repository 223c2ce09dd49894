"""Redo: a facilitator does again what that console undid, unless somebody else or a writer has changed it since."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from tests.domain.sorted_table import by_id, flipped
from tests.domain.test_any_order import arrange
from tests.domain.test_consoles import Desks
from tests.domain.test_erasing import everything
from tests.room import new_id
from workshop.changes import Kind
from workshop.domain import (
    comments,
    corrections,
    erasing,
    imports,
    notes,
    phases,
    previewed,
    previews,
    programmes,
    proposals,
    ready_cards,
    redo,
    sharing,
    themes,
    timers,
    undo,
    votings,
    workshops,
)
from workshop.errors import Conflict, Refusal, UnknownNote, UnknownTheme
from workshop.feed import Feed
from workshop.messages.incoming import (
    AskRegrouping,
    EditNote,
    EraseNote,
    ImportedNote,
    MergeThemes,
    MoveNote,
    OfPreview,
    OpenPhase,
    ProgrammeItem,
    SayComment,
    SetCategory,
    SetSharing,
    SetTimer,
    SplitTheme,
)
from workshop.messages.voting import OpenVoting
from workshop.store.models import Change
from workshop.views import history, integrity


@pytest.fixture
def desks(feed: Feed) -> Desks:
    return Desks(feed)


def shown(desks: Desks) -> dict[str, Any]:
    """What the screens show of everything that undo restores."""
    board = desks.board()
    own = ("text", "status", "theme_id", "category", "group_id")
    return {
        "notes": {row["id"]: [row[name] for name in own] for row in board["notes"]},
        "themes": {row["id"]: (row["label"], row["given"]) for row in board["themes"]},
        "phases": {row["id"]: row["state"] for row in board["phases"]},
        "sharing": board["workshop"]["sharing"],
        "voting": (board["voting"] or {}).get("state"),
        "programme": (board["programme"]["next"] or {}).get("title"),
    }


def expect_shown(desks: Desks, wanted: dict[str, Any]) -> None:
    """The screens are as they were, but for the machine's name of a theme with a note that was hidden meanwhile: it
    went with the words, and comes with the next grouping."""
    kind = select(Change.subject).where(Change.kind == Kind.HIDE_NOTE.value)
    hidden = set(desks.feed.read(lambda session: session.execute(kind).scalars().all()))
    nameless = {row["theme_id"] for row in desks.board()["notes"] if row["id"] in hidden}

    def names(screens: dict[str, Any]) -> dict[str, Any]:
        found = {
            key: "" if key in nameless and not given else label for key, (label, given) in screens["themes"].items()
        }
        return {**screens, "themes": found}

    assert names(shown(desks)) == names(wanted)


def test_what_one_console_undid_it_does_again_in_order_and_the_other_has_no_redo(desks: Desks) -> None:
    first = shown(desks)
    desks.renames("mali", "งบ", "เงิน")
    desks.at("mali", notes.hide, desks.ids["งบ ช้า"], True)
    last = shown(desks)
    for _step in range(2):
        desks.at("mali", undo.undo)
    expect_shown(desks, first)
    assert desks.board()["redos"] == {"": None, "mali": "ตั้งชื่อกลุ่มความเห็น", "somchai": None}
    with pytest.raises(Conflict):
        desks.at("somchai", redo.redo)
    assert [desks.at("mali", redo.redo) for _step in range(2)] == ["ตั้งชื่อกลุ่มความเห็น", "ซ่อนความเห็น"]
    expect_shown(desks, last)
    assert [desks.at("mali", undo.undo) for _step in range(2)] == ["ซ่อนความเห็น", "ตั้งชื่อกลุ่มความเห็น"]
    expect_shown(desks, first)
    steps = desks.feed.read(history.of, desks.code)["steps"]
    assert [(str(step["what"]), str(step["of"]), step["undone"]) for step in steps[2:4]] == [
        ("ทำซ้ำ", "ซ่อนความเห็น", False),
        ("ทำซ้ำ", "ตั้งชื่อกลุ่มความเห็น", False),
    ]


def test_a_new_step_empties_the_list_but_a_timer_and_the_others_steps_do_not(desks: Desks) -> None:
    desks.renames("mali", "งบ", "เงิน")
    desks.at("mali", undo.undo)
    desks.at("mali", timers.set_timer, SetTimer(action="start", seconds=60))
    desks.renames("somchai", "คน", "อัตรากำลัง")
    assert desks.board()["redos"]["mali"] == "ตั้งชื่อกลุ่มความเห็น"
    desks.at("mali", notes.hide, desks.ids["คน ช้า"], True)
    assert desks.board()["redos"]["mali"] is None
    desks.at("mali", undo.undo)
    assert desks.at("mali", redo.redo) == "ซ่อนความเห็น"
    with pytest.raises(Conflict):
        desks.at("mali", redo.redo)
    assert desks.label("งบ") == "งบ"


def test_redo_is_refused_with_who_did_what_where_the_other_changed_the_same_since(desks: Desks) -> None:
    desks.renames("mali", "งบ", "เงิน")
    desks.at("mali", undo.undo)
    desks.renames("somchai", "งบ", "งบประมาณ")
    seq = desks.board()["seq"]
    with pytest.raises(Conflict) as refused:
        desks.at("mali", redo.redo)
    assert "วิทยากร 2 ทำ “ตั้งชื่อกลุ่มความเห็น”" in str(refused.value.message)
    assert (desks.label("งบ"), desks.board()["seq"]) == ("งบประมาณ", seq)
    desks.at("somchai", undo.undo)
    desks.at("mali", redo.redo)
    assert desks.label("งบ") == "เงิน"


def test_what_the_other_undid_under_an_undone_step_is_in_the_way_of_doing_it_again(desks: Desks) -> None:
    desks.renames("somchai", "งบ", "งบประมาณ")
    desks.renames("mali", "งบ", "เงิน")
    desks.at("mali", undo.undo)
    desks.at("somchai", undo.undo)
    with pytest.raises(Conflict) as refused:
        desks.at("mali", redo.redo)
    assert "วิทยากร 2 ทำ “เลิกทำ”" in str(refused.value.message)
    assert desks.label("งบ") == "งบ"


def test_a_note_does_not_go_again_into_a_theme_that_the_other_merged_away(desks: Desks) -> None:
    desks.at("mali", themes.move, desks.ids["คน ช้า"], MoveNote(theme_id="งบ"))
    desks.at("mali", undo.undo)
    desks.at("somchai", themes.merge, "คน", MergeThemes(other="งบ"))
    with pytest.raises(Conflict):
        desks.at("mali", redo.redo)
    assert set(desks.where().values()) == {"คน"}


def test_notes_that_were_erased_withdrawn_or_edited_meanwhile_stay_as_they_are(desks: Desks) -> None:
    key = desks.join()
    ids = {text: desks.send(key, text)["id"] for text in ("งบ ลบ", "งบ ถอน", "งบ แก้")}
    desks.group()
    desks.at("mali", themes.split, "งบ", SplitTheme(notes=list(ids.values())))
    desks.at("mali", undo.undo)
    desks.at("somchai", erasing.erase, ids["งบ ลบ"], EraseNote(reason="มีชื่อบุคคล"))
    desks.change(notes.delete, key, ids["งบ ถอน"])
    desks.change(notes.edit, key, ids["งบ แก้"], EditNote(text="รถ เก่า", edit=new_id()))
    assert desks.at("mali", redo.redo) == "แยกกลุ่มความเห็น"
    found = {note["id"]: (note["text"], note["status"]) for note in desks.board()["notes"]}
    assert found[ids["งบ ลบ"]] == ("", "hidden")
    assert ids["งบ ถอน"] not in found
    assert found[ids["งบ แก้"]] == ("รถ เก่า", "ungrouped")
    for gone in ("งบ ลบ", "งบ ถอน", "งบ แก้"):
        assert gone not in everything(desks)  # type: ignore[arg-type]
    assert desks.feed.read(integrity.everything).faults == ()


def test_labels_of_an_undone_regrouping_leave_with_the_only_note_with_their_words(desks: Desks) -> None:
    key = desks.join()
    secret = desks.send(key, "งบ นายสมมุติ")["id"]
    desks.group()
    desks.at("mali", previews.ask, AskRegrouping(category="problem"))
    reading = desks.reading()
    desks.change(proposals.ready, reading, arrange(flipped(reading)))
    desks.at("mali", previewed.apply, "problem", OfPreview())
    assert desks.where()["งบ นายสมมุติ"] == "นายสมมุติ"
    desks.at("mali", undo.undo)
    desks.at("somchai", erasing.erase, secret, EraseNote(reason="มีชื่อบุคคล"))
    desks.at("mali", redo.redo)
    assert "นายสมมุติ" not in {theme["label"] for theme in desks.board()["themes"]}
    changes = everything(desks).replace('"นายสมมุติ", {', "")  # type: ignore[arg-type]
    assert '"label": "นายสมมุติ' not in changes.replace("\\", "")


def test_an_import_and_a_comment_whose_words_went_with_the_undo_are_not_done_again(desks: Desks) -> None:
    desks.renames("mali", "งบ", "เงิน")
    desks.at("mali", imports.add, [ImportedNote("row-1", "น้ำ ท่วมใหญ่", "problem")])
    said = {"id": new_id(), "note_id": desks.ids["คน ช้า"], "text": "ถ้อยคำของวิทยากร"}
    desks.change(phases.let, desks.phases[0].id, comments.NAME, True)
    desks.at("mali", comments.say, SayComment(**said))
    for _step in range(2):
        desks.at("mali", undo.undo)
        assert desks.board()["redos"]["mali"] is None
    for gone in ("น้ำ ท่วมใหญ่", "ถ้อยคำของวิทยากร"):
        assert gone not in everything(desks)  # type: ignore[arg-type]
    desks.at("mali", undo.undo)
    assert desks.at("mali", redo.redo) == "ตั้งชื่อกลุ่มความเห็น"


def test_a_note_that_its_writer_put_into_another_category_stays_there(desks: Desks) -> None:
    key = desks.join()
    note = desks.send(key, "งบ ใหม่")["id"]
    desks.group()
    desks.at("mali", themes.move, note, MoveNote(theme_id="คน"))
    desks.at("mali", undo.undo)
    desks.at("somchai", corrections.categorise, SetCategory(notes=[note], category="cause"))
    with pytest.raises(Conflict):
        desks.at("mali", redo.redo)
    desks.at("somchai", undo.undo)
    desks.at("mali", redo.redo)
    assert desks.where()["งบ ใหม่"] == "คน"


STEPS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 2)), min_size=1, max_size=6)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_all_that_was_done_can_be_undone_and_done_again_with_the_same_screens(feed: Feed, steps: Any) -> None:
    desks = Desks(feed)
    desks.at("mali", votings.open_voting, OpenVoting(dots=3))
    seen = [shown(desks)]
    for which, at in steps:
        seq = desks.board()["seq"]
        act(desks, which, at)
        if desks.board()["seq"] > seq:
            seen.append(shown(desks))
    for before in reversed(seen[:-1]):
        desks.at("mali", undo.undo)
        expect_shown(desks, before)
    for after in seen[1:]:
        desks.at("mali", redo.redo)
        expect_shown(desks, after)
    assert desks.feed.read(integrity.everything).faults == ()
    assert by_id(desks.board()["notes"]).keys() == set(desks.ids.values())


def act(desks: Desks, which: int, at: int) -> None:
    """One step at Mali's console."""
    note, phase = list(desks.ids.values())[at], desks.phases[at % len(desks.phases)].id
    board = desks.board()
    alive = sorted(theme["id"] for theme in board["themes"])
    theme, other = (alive[(at + n) % len(alive)] for n in range(2)) if alive else ("none", "none")
    members = [row["id"] for row in board["notes"] if row["theme_id"] == theme]
    verbs: list[Any] = [
        lambda: desks.renames("mali", theme, f"ชื่อ {at}"),
        lambda: desks.at("mali", themes.move, note, MoveNote(theme_id="new" if at else None)),
        lambda: desks.at("mali", themes.merge, theme, MergeThemes(other=other)),
        lambda: desks.at("mali", themes.split, theme, SplitTheme(notes=members[:1])),
        lambda: desks.at("mali", notes.hide, note, True),
        lambda: desks.at("mali", sharing.choose, SetSharing(sharing=("own", "group", "everyone")[at])),
        lambda: desks.at("mali", phases.open_phase, phase, OpenPhase()),
        lambda: desks.at("mali", votings.STAGE.close),
        lambda: desks.at(
            "mali", programmes.save, ProgrammeItem(day=1, kind="break", title="พัก", at=f"1{at}:00", minutes=15)
        ),
    ]
    with contextlib.suppress(UnknownTheme, UnknownNote, Refusal):
        verbs[which]()


def test_undo_of_a_phase_leaves_a_programme_that_another_console_took_further(desks: Desks) -> None:
    phase = desks.board()["phases"][0]["id"]
    desks.at("mali", phases.close_phase, phase)
    rows = (("เปิดการประชุม", "9:00", None), ("เหลียวหลัง", "9:30", phase), ("พักเช้า", "10:30", None))
    for title, at, phase_id in rows:
        item = ProgrammeItem(day=1, at=at, minutes=20, kind="plenary", title=title, phase_id=phase_id)
        desks.at("mali", programmes.save, item)
    ids = [item["id"] for item in desks.feed.read(workshops.find, desks.code).programme]
    states = lambda: [item["state"] for item in desks.feed.read(workshops.find, desks.code).programme]  # noqa: E731
    desks.at("mali", programmes.begin, ids[0])
    desks.at("somchai", ready_cards.open_phase, phase, OpenPhase())
    assert states() == ["done", "now", "planned"]
    with pytest.raises(Conflict):  # the whole programme of before would go back over the item that is now
        desks.at("mali", undo.undo)
    desks.at("mali", programmes.begin, ids[2])
    desks.at("somchai", undo.undo)
    assert (desks.board()["phases"][0]["state"], states()) == ("closed", ["done", "done", "now"])
    desks.at("somchai", redo.redo)
    assert (desks.board()["phases"][0]["state"], states()) == ("open", ["done", "done", "now"])
