"""Open actions of a unit's earlier workshops come to its meetings as matters arising, by themselves, each once."""

from __future__ import annotations

import json

import pytest

from tests.room import Room, helper_of
from tests.web.meetings import held, paper, set_facts, statuses
from tests.web.test_arising import action, adopt, change, status
from tests.web.test_minutes import page, post, save, stored, titles
from tests.web.test_person_doors import Organisation
from workshop.domain import demos, organisation
from workshop.store.models import StoredSetting

TITLE = "เหลียวหลัง แลหน้า ปี 2564"


@pytest.fixture
def workshop(room: Room) -> Room:
    """A workshop of two days, whose minutes nobody writes."""
    set_facts(room, starts_on="2020-10-30", ends_on="2020-10-31")
    return room


@pytest.fixture
def meeting(workshop: Room) -> Room:
    """The monthly meeting after it, with minutes that were begun."""
    return held(workshop, 10, "2020-11-25", TITLE)


def test_an_open_action_of_a_workshop_comes_with_its_source_and_goes_as_it_is_done(
    workshop: Room, meeting: Room
) -> None:
    dig = action(workshop, "ขุดลอกคลอง", unit="สพอ.บ้านไผ่")
    done = action(workshop, "เสร็จแล้ว")
    status(workshop, done, "done")
    assert "ขุดลอกคลอง" in page(meeting)
    assert "จากเหลียวหลัง แลหน้า ปี 2564 เมื่อวันที่ ๓๐ ตุลาคม ๒๕๖๓" in page(meeting)
    assert f"/workshops/{workshop.code}/actions#action-{dig}" in page(meeting)
    assert "เสร็จแล้ว" not in titles(meeting, 3)
    assert "ขุดลอกคลอง" in paper(meeting)
    status(workshop, dig, "done")
    assert "ขุดลอกคลอง" not in page(meeting)
    assert "ขุดลอกคลอง" not in paper(meeting)


def test_it_comes_once_through_adopted_meetings_too(workshop: Room, meeting: Room) -> None:
    action(workshop, "ขุดลอกคลอง")
    save(meeting, number="10")
    following = held(workshop, 11, "2020-12-25", TITLE)
    adopt(following, meeting)
    assert titles(following, 3) == ["ขุดลอกคลอง"]
    (came,) = stored(following).of_agenda(3)
    assert came.text == "จากเหลียวหลัง แลหน้า ปี ๒๕๖๔ เมื่อวันที่ ๓๐ ตุลาคม ๒๕๖๓\n(ยังไม่เริ่ม)".replace("๒๕๖๔", "2564")
    change(meeting, "ขุดลอกคลอง", resolution="ให้เร่งรัด")
    assert page(following).count("<strong>3.") == 1
    assert "มติการประชุมครั้งที่ ๑๐/๒๕๖๓: ให้เร่งรัด" in page(following)


def test_a_matter_that_the_meeting_closes_closes_its_action_and_says_where(workshop: Room, meeting: Room) -> None:
    action(workshop, "ขุดลอกคลอง")
    action(workshop, "ปลูกหญ้าแฝก")
    action(workshop, "ยังทำต่อ")
    save(meeting, number="10")
    for title, how in (("ขุดลอกคลอง", "done"), ("ปลูกหญ้าแฝก", "dropped"), ("ยังทำต่อ", "1")):
        assert change(meeting, title, settled=how).status_code == 302
    assert statuses(workshop) == [("ขุดลอกคลอง", "done"), ("ปลูกหญ้าแฝก", "dropped"), ("ยังทำต่อ", "waiting")]
    assert sorted(titles(meeting, 3)) == sorted(["ขุดลอกคลอง", "ปลูกหญ้าแฝก", "ยังทำต่อ"]), (
        "the paper of this meeting has them"
    )
    assert "ยุติในการประชุม ครั้งที่ 10/2563" in workshop.desk.client.get(f"/workshops/{workshop.code}/actions").text
    following = held(workshop, 11, "2020-12-25", TITLE)
    assert titles(following, 3) == []


def test_a_refused_matter_closes_nothing_and_a_strange_word_is_refused(workshop: Room, meeting: Room) -> None:
    action(workshop, "ขุดลอกคลอง")
    save(meeting, number="10")
    assert change(meeting, "ขุดลอกคลอง", settled="done", text="ก" * 5001).status_code == 422
    assert change(meeting, "ขุดลอกคลอง", settled="doing").status_code == 422
    (item,) = stored(meeting).of_agenda(3)
    stale = {"title": item.title, "text": item.text, "agenda": "3", "settled": "done"}
    assert post(meeting, "/items", id=item.id, was="stale", **stale).status_code == 409
    assert statuses(workshop) == [("ขุดลอกคลอง", "waiting")]


def test_nothing_comes_before_minutes_are_begun_nor_from_later_workshops_other_hosts_or_demos(room: Room) -> None:
    meeting = room.another()
    later, other, whole, demo = room.another(), room.another(), room.another(), room.another()
    set_facts(room, starts_on="2020-10-30", host_unit="ขอนแก่น")
    set_facts(meeting, starts_on="2020-11-25", host_unit="สำนักงานพัฒนาชุมชนจังหวัด ขอนแก่น")
    set_facts(later, starts_on="2020-11-26", host_unit="ขอนแก่น")
    set_facts(other, starts_on="2020-10-30", host_unit="อุดรธานี")
    set_facts(whole, starts_on="2020-10-30", host_unit="สำนักงานพัฒนาชุมชน")
    set_facts(demo, starts_on="2020-10-30", host_unit="ขอนแก่น")
    known = json.dumps({demo.code: {"phones": [], "ended": True}})
    room.feed.write(lambda session: session.merge(StoredSetting(name=demos.NAME, value=known)))
    for each, what in (
        (room, "ของเรา"),
        (later, "ของครั้งหลัง"),
        (other, "ของอุดร"),
        (whole, "ของกรม"),
        (demo, "ของการสาธิต"),
    ):
        action(each, what)
    assert "ของเรา" not in page(meeting)
    save(meeting, number="10")
    assert titles(meeting, 3) == ["ของเรา"]


def test_another_unit_of_the_organisation_gets_nothing_and_a_workshop_of_none_stays_by_itself(room: Room) -> None:
    here = Organisation(room)
    meeting, neighbour, free = room.another(), room.another(), room.another()
    here.give("province")
    for each, unit in ((meeting, "province"), (neighbour, "neighbour")):
        room.feed.write(organisation.give_workshop, each.code, here.units[unit])
    for each, what in ((room, "ของจังหวัด"), (neighbour, "ของเพื่อนบ้าน"), (free, "ของเครื่อง")):
        action(each, what)
        set_facts(each, starts_on="2020-10-30")
    set_facts(meeting, starts_on="2020-11-25")
    save(meeting, number="10")
    assert titles(meeting, 3) == ["ของจังหวัด"]
    lead = here.person("lead", ("province", "lead"))
    shown = lead.client.get(f"/workshops/{meeting.code}/minutes").text
    assert "ของจังหวัด" in shown
    assert "ของเพื่อนบ้าน" not in shown


def test_a_lead_by_link_of_the_meeting_alone_is_shown_nothing_of_other_workshops_and_takes_nothing_off(
    workshop: Room, meeting: Room
) -> None:
    action(workshop, "มาก่อน")
    save(meeting, number="10")
    action(workshop, "มาใหม่")
    lead = helper_of(meeting, "lead")
    shown = lead.client.get(f"/workshops/{meeting.code}/minutes").text
    assert "มาก่อน" in shown, "it stands in these minutes"
    assert "มาใหม่" not in shown
    assert f"/workshops/{workshop.code}/actions" not in shown
    assert "มาใหม่" not in paper(meeting, lead)
    (item,) = stored(meeting).of_agenda(3)
    typed = {
        "id": item.id,
        "was": item.version,
        "title": item.title,
        "text": "แจ้งแล้ว",
        "agenda": "3",
        "settled": "done",
    }
    assert lead.post(f"/workshops/{meeting.code}/minutes/items", data=typed).status_code == 302
    assert titles(meeting, 3) == ["มาก่อน"]
    assert dict(statuses(workshop)) == {"มาก่อน": "waiting", "มาใหม่": "waiting"}, "it closes no other workshop's"
    assert "มาใหม่" in page(meeting), "whoever may see it has it"


def test_approved_minutes_take_in_nothing_new(workshop: Room, meeting: Room) -> None:
    following = held(workshop, 11, "2020-12-25", TITLE)
    adopt(following, meeting)
    action(workshop, "มาทีหลัง")
    assert "มาทีหลัง" not in page(meeting)
    assert "มาทีหลัง" in page(following)
