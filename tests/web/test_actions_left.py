"""Actions that come to a meeting: how many, what is named where they stay, what is settled and opened again."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event, insert

from tests.room import Room
from tests.web.meetings import held, paper, set_facts, statuses
from tests.web.test_arising import action, adopt, change, status
from tests.web.test_minutes import add, page, post, save, stored, titles
from workshop.domain import endings, minutes, resolutions, workshops
from workshop.store.action_tables import Action
from workshop.views import earlier


@pytest.fixture
def workshop(room: Room) -> Room:
    set_facts(room, starts_on="2020-10-30", title="เชิงปฏิบัติการ")
    return room


@pytest.fixture
def meeting(workshop: Room) -> Room:
    return held(workshop, 10, "2020-11-25")


def give(room: Room, many: int) -> None:
    workshop_id = room.feed.read(workshops.find, room.code).id
    rows = [{"workshop_id": workshop_id, "position": at, "what": f"ข้อที่ {at}"} for at in range(many)]
    room.feed.write(lambda session: session.execute(insert(Action), rows))


def test_purging_names_the_meetings_that_have_actions_or_matters_of_it_shown_or_put_off(
    workshop: Room, meeting: Room
) -> None:
    action(workshop, "ขุดลอกคลอง")
    assert workshop.feed.read(endings.taken_over_by, workshop.code) == []
    add(meeting, 6, "เรื่องอื่น")
    assert stored(meeting).facts.adopted is None
    assert workshop.feed.read(endings.taken_over_by, workshop.code) == ["ประชุมครั้งที่ 10"]
    assert workshop.feed.read(endings.taken_over_by, meeting.code) == []
    (came,) = stored(meeting).of_agenda(3)
    post(meeting, "/remove", item=came.id)
    assert workshop.feed.read(endings.taken_over_by, workshop.code) == ["ประชุมครั้งที่ 10"]


def test_purging_names_a_later_meeting_to_which_a_matter_came_by_way_of_others(workshop: Room, meeting: Room) -> None:
    add(meeting, 5, "ติดตามครัวเรือน", resolution="ให้รายงาน")
    second, third = held(meeting, 11, "2020-12-25"), held(meeting, 12, "2021-01-25")
    adopt(second, meeting)
    adopt(third, second)
    assert titles(third, 3) == ["ติดตามครัวเรือน"]
    assert workshop.feed.read(endings.taken_over_by, meeting.code) == ["ประชุมครั้งที่ 11", "ประชุมครั้งที่ 12"]


def test_a_workshop_that_is_about_to_be_deleted_brings_nothing_until_it_is_spared(
    workshop: Room, meeting: Room
) -> None:
    action(workshop, "ขุดลอกคลอง")
    assert titles_shown(meeting) == ["ขุดลอกคลอง"]
    workshop.feed.change(workshop.code, "facilitator", endings.delete_after, 7)
    assert titles_shown(meeting) == []
    workshop.feed.change(workshop.code, "facilitator", endings.spare)
    assert titles_shown(meeting) == ["ขุดลอกคลอง"]


def titles_shown(room: Room) -> list[str]:
    """What stands under item 3 once the file was asked for, which stores what is new."""
    paper(room)
    return titles(room, 3)


def test_more_actions_than_minutes_may_have_leave_room_for_the_secretarys_matters_and_are_counted_with_their_place(
    workshop: Room, meeting: Room
) -> None:
    second = workshop.another()
    set_facts(second, starts_on="2020-10-29", title="อีกแห่ง")
    give(workshop, 52)
    give(second, 52)
    assert add(meeting, 5, "เรื่องของเลขานุการ").status_code == 302
    assert len(titles(meeting, 3)) == minutes.MOST_ARISING
    assert "ยังมีอีก 44 เรื่อง" in page(meeting)
    assert f'<a href="/workshops/{second.code}/actions">อีกแห่ง</a> (44)' in page(meeting)
    for at in range(35):
        assert add(meeting, 4, f"เรื่องที่ {at}").status_code == 302
    assert "เรื่องของเลขานุการ" in titles(meeting, 5)


def test_what_is_put_off_is_not_replaced_and_what_is_done_is(workshop: Room, meeting: Room) -> None:
    give(workshop, 100)
    add(meeting, 6, "เรื่องอื่น")
    before = titles(meeting, 3)
    for item in stored(meeting).of_agenda(3)[:2]:
        post(meeting, "/remove", item=item.id)
    add(meeting, 6, "เรื่องอื่นอีก")
    assert titles(meeting, 3) == before[2:]
    first = stored(meeting).of_agenda(3)[0]
    status(workshop, int(first.action.partition(":")[2]), "done")
    add(meeting, 6, "เรื่องสุดท้าย")
    assert titles(meeting, 3) == [*before[3:], "ข้อที่ 60"]


def test_minutes_with_few_matters_have_no_line_about_more(workshop: Room, meeting: Room) -> None:
    give(workshop, 3)
    assert "ยังมีอีก" not in page(meeting)


def test_the_earlier_workshops_are_read_in_as_many_statements_however_many_they_are(
    workshop: Room, meeting: Room
) -> None:
    asked: list[str] = []

    def count() -> int:
        asked.clear()
        stored(meeting)
        return len(asked)

    give(workshop, 2)
    event.listen(workshop.feed.database.read_engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    few = count()
    for _each in range(5):
        more = workshop.another()
        set_facts(more, starts_on="2020-10-01")
        give(more, 2)
    assert count() == few
    assert len(titles_shown(meeting)) == 12


def test_a_file_of_minutes_takes_no_write_lock_where_nothing_is_new(
    workshop: Room, meeting: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    action(workshop, "ขุดลอกคลอง")
    paper(meeting)
    taken: list[str] = []
    transact = meeting.feed.database.transact

    def watched(verb: Any, order: str = "", brief: bool = False) -> Any:
        taken.append(order)
        return transact(verb, order, brief)

    monkeypatch.setattr(meeting.feed.database, "transact", watched)
    paper(meeting)
    assert meeting.code not in taken
    action(workshop, "ปลูกหญ้าแฝก")
    paper(meeting)
    assert meeting.code in taken


def test_a_step_reads_the_earlier_workshops_before_it_takes_the_write_lock(
    workshop: Room, meeting: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(workshop, 2)
    within: list[bool] = []
    of_unit, transact = earlier.of_unit, meeting.feed.database.transact
    locked = [False]

    def watched(verb: Any, order: str = "", brief: bool = False) -> Any:
        def run(connection: Any) -> Any:
            locked[0] = True
            try:
                return verb(connection)
            finally:
                locked[0] = False

        return transact(run, order, brief)

    def read(*given: Any) -> Any:
        within.append(locked[0])
        return of_unit(*given)

    monkeypatch.setattr(meeting.feed.database, "transact", watched)
    monkeypatch.setattr(earlier, "of_unit", read)
    assert add(meeting, 6, "เรื่องอื่น").status_code == 302
    assert within == [False]
    assert save(meeting, number="10", recorder="อีกคน").status_code == 302
    assert within[1:].count(True) == 1, "other facts may bring others"


def test_an_action_that_a_crash_left_open_is_closed_as_the_minutes_are_opened_next(
    workshop: Room, meeting: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    action(workshop, "ขุดลอกคลอง")
    paper(meeting)

    def crash(*_given: object) -> None:
        raise KeyError("the machine went down")

    with monkeypatch.context() as patched:
        patched.setattr(resolutions, "close", crash)
        with pytest.raises(KeyError):
            change(meeting, "ขุดลอกคลอง", settled="done")
    assert statuses(workshop) == [("ขุดลอกคลอง", "waiting")]
    assert titles(held(workshop, 11, "2020-12-25"), 3) == ["ขุดลอกคลอง"], "nobody has opened the minutes since"
    assert "ขุดลอกคลอง" in page(meeting)
    assert statuses(workshop) == [("ขุดลอกคลอง", "done")]


def test_an_action_that_is_opened_again_comes_to_the_next_meeting_and_is_not_closed_by_looking(
    workshop: Room, meeting: Room
) -> None:
    dig, goes_on = action(workshop, "ขุดลอกคลอง"), action(workshop, "ดำเนินต่อ")
    paper(meeting)
    change(meeting, "ขุดลอกคลอง", settled="done", resolution="รับทราบ")
    change(meeting, "ดำเนินต่อ", settled="1")
    by_unit = held(workshop, 11, "2020-12-25")
    adopting = held(workshop, 11, "2020-12-26")
    adopt(adopting, meeting)
    assert titles_shown(by_unit) == titles_shown(adopting) == []
    status(workshop, dig, "doing", was="done")
    status(workshop, goes_on, "doing")
    page(meeting)
    assert dict(statuses(workshop)) == {"ขุดลอกคลอง": "doing", "ดำเนินต่อ": "doing"}
    assert titles_shown(by_unit) == titles_shown(adopting) == ["ขุดลอกคลอง"]
    assert [each.settled for each in stored(meeting).of_agenda(3)] == [True, True], "what this meeting resolved stays"


def test_a_box_ticked_where_the_action_was_done_already_does_not_bind_one_that_is_opened_again(
    workshop: Room, meeting: Room
) -> None:
    dig = action(workshop, "ขุดลอกคลอง")
    paper(meeting)
    change(meeting, "ขุดลอกคลอง", text="แจ้งแล้ว")
    status(workshop, dig, "done")
    change(meeting, "ขุดลอกคลอง", settled="1")
    following = held(workshop, 11, "2020-12-25")
    assert titles_shown(following) == []
    status(workshop, dig, "waiting", was="done")
    assert titles_shown(following) == ["ขุดลอกคลอง"]


def test_the_same_answer_sent_twice_closes_once(workshop: Room, meeting: Room) -> None:
    action(workshop, "ขุดลอกคลอง")
    paper(meeting)
    (item,) = stored(meeting).of_agenda(3)
    typed = {"title": item.title, "text": item.text, "agenda": "3", "settled": "done"}
    for _twice in range(2):
        assert post(meeting, "/items", id=item.id, was=item.version, **typed).status_code == 302
    shown = workshop.desk.client.get(f"/workshops/{workshop.code}/actions").text
    assert shown.count("ยุติในการประชุม ครั้งที่ 10/2563") == 1


def test_the_note_of_what_a_meeting_closed_is_in_the_language_of_the_screen(workshop: Room, meeting: Room) -> None:
    action(workshop, "ขุดลอกคลอง")
    paper(meeting)
    meeting.desk.client.set_cookie("language", "en")
    change(meeting, "ขุดลอกคลอง", settled="done")
    shown = workshop.desk.client.get(f"/workshops/{workshop.code}/actions").text
    assert "Settled at the meeting, no. 10/2563" in shown
