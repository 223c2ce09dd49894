"""A unit's own page of its actions: by a link alone, of this unit alone, until it is revoked; and its calendar."""

from __future__ import annotations

import hashlib
import html
import re
from typing import Any

import pytest
from icalendar import Calendar

from tests.room import Room
from workshop.domain import unit_pages
from workshop.store.action_tables import UnitPage
from workshop.views import action_list

UNIT = "อำเภอพล"


class Follow:
    """A room with two actions of one unit, one of another, and one of nobody."""

    def __init__(self, room: Room) -> None:
        self.room, self.client = room, room.app.test_client()
        day = {"day": "31", "month": "3", "year": "2570"}
        rows = [("ขุดลอกคลอง", UNIT, day), ("ซ่อมถนน", UNIT, {}), ("อบรมบัญชี", "อำเภอภูเวียง", day), ("ตั้งคณะทำงาน", "", {})]
        self.ids = [
            room.desk.call("/actions", {"what": what, "unit": unit, **due}).get_json()["answer"]
            for what, unit, due in rows
        ]

    def link(self, unit: str = UNIT, **more: str) -> str:
        page = self.room.desk.post(f"/workshops/{self.room.code}/actions/link", data={"unit": unit, **more})
        found = re.search(r"/u/([\w-]+)<", page.text)
        return found[1] if found else ""

    def page(self, token: str) -> Any:
        return self.client.get(f"/u/{token}")

    def report(self, token: str, action: int, **form: str) -> Any:
        token_of_form = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get("/").text)
        assert token_of_form is not None
        sent = {"status": "doing", "was": "waiting", "note": "", **form}
        return self.client.post(f"/u/{token}/{action}", data=sent, headers={"X-CSRFToken": token_of_form[1]})


@pytest.fixture
def follow(room: Room) -> Follow:
    return Follow(room)


def test_a_link_shows_the_actions_of_its_unit_and_no_others(follow: Follow) -> None:
    page = follow.page(follow.link()).text
    assert "ขุดลอกคลอง" in page
    assert "ซ่อมถนน" in page
    for other in ("อบรมบัญชี", "ตั้งคณะทำงาน", "อำเภอภูเวียง", follow.room.code):
        assert other not in page


def test_progress_reported_by_a_link_is_on_the_page_of_actions(follow: Follow) -> None:
    token = follow.link()
    answer = follow.report(token, follow.ids[0], note="ติดตามแล้ว 12 ครัวเรือน")
    assert answer.status_code == 302
    listed = html.unescape(follow.room.desk.client.get(f"/workshops/{follow.room.code}/actions").text)
    assert "ติดตามแล้ว 12 ครัวเรือน" in listed
    assert follow.room.desk.board()["actions"][0]["status"] == "doing"
    assert follow.report(token, follow.ids[0], note="ช้าไป").status_code == 409, "the status has changed since"
    assert follow.report(token, follow.ids[0], was="doing", note="ก" * 501).status_code == 422
    assert follow.report(token, follow.ids[2]).status_code == 404, "another unit's"
    assert follow.room.desk.call("/undo").status_code == 200
    assert follow.room.desk.board()["actions"][0]["status"] == "doing", "a unit's report is no step of a console"


def test_a_revoked_a_replaced_and_an_unknown_link_open_nothing(follow: Follow) -> None:
    first = follow.link()
    second = follow.link()
    assert (follow.page(first).status_code, follow.page(second).status_code) == (404, 200)
    follow.link(act="revoke")
    for token in (first, second, "ไม่มี", "x" * 22):
        assert follow.page(token).status_code == 404
        assert follow.report(token, follow.ids[0]).status_code == 404
        assert follow.client.get(f"/u/{token}/calendar").status_code == 404
    assert follow.room.desk.post(f"/workshops/{follow.room.code}/actions/link", data={"unit": "ไม่มี"}).status_code == 422


def test_the_database_has_no_token_and_a_deleted_workshop_no_page(follow: Follow) -> None:
    token = follow.link()
    workshop = follow.room.feed.read(lambda session: session.query(UnitPage).one())
    assert token not in (workshop.digest, workshop.unit)
    follow.room.desk.post(f"/workshops/{follow.room.code}/endings/delete", data={"code": follow.room.code})
    assert follow.page(token).status_code == 404


def test_a_link_reports_so_often_a_day(follow: Follow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_pages, "MOST_A_DAY", 1)
    token = follow.link()
    assert follow.report(token, follow.ids[0]).status_code == 302
    refused = follow.report(token, follow.ids[1], note="ยังอยู่ในช่อง")
    assert refused.status_code == 422
    assert "ยังอยู่ในช่อง" in refused.text


def test_reports_of_one_unit_do_not_shut_out_another(follow: Follow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_pages, "MOST_A_DAY", 1)
    token, other = follow.link(), follow.link("อำเภอภูเวียง")
    assert follow.report(token, follow.ids[0]).status_code == 302
    assert follow.report(token, follow.ids[1]).status_code == 422
    assert follow.report(other, follow.ids[2]).status_code == 302


@pytest.mark.parametrize("unit", ["\0", "ก\0ข"])
def test_a_unit_with_a_nul_has_no_link_to_make_or_revoke(follow: Follow, unit: str) -> None:
    follow.room.app.testing = False
    for act in ("", "revoke"):
        answer = follow.room.desk.post(f"/workshops/{follow.room.code}/actions/link", data={"unit": unit, "act": act})
        assert answer.status_code in (302, 422)


def test_the_calendar_has_nothing_by_which_the_join_code_can_be_tried(follow: Follow) -> None:
    (entry,) = Calendar.from_ical(follow.client.get(f"/u/{follow.link()}/calendar").data).walk("VEVENT")
    code = follow.room.code
    tried = [hashlib.sha256(f"{code}{between}{follow.ids[0]}".encode()).hexdigest() for between in ("", " ", ".", "-")]
    assert not [digest for digest in tried if digest[:32] in str(entry["uid"])]


def test_the_calendar_has_the_open_actions_of_the_unit_with_reminders(follow: Follow) -> None:
    token = follow.link()
    of_page = follow.client.get(f"/u/{token}/calendar").data
    address = f"/workshops/{follow.room.code}/actions/calendar"
    assert of_page == follow.room.desk.client.get(address, query_string={"unit": UNIT}).data
    (entry,) = Calendar.from_ical(of_page).walk("VEVENT")
    assert str(entry["summary"]) == "ครบกำหนด: ขุดลอกคลอง"
    assert entry["dtstart"].dt.isoformat() == "2027-03-31T08:30:00+07:00"
    assert [alarm["trigger"].dt.days for alarm in entry.walk("VALARM")] == [-7, -1]
    assert follow.room.code.encode() not in of_page
    follow.report(token, follow.ids[0], status="done")
    assert not Calendar.from_ical(follow.client.get(f"/u/{token}/calendar").data).walk("VEVENT")


def test_what_a_unit_reported_is_not_undone_by_an_older_step_of_the_facilitator(follow: Follow) -> None:
    room, action = follow.room, follow.ids[0]
    room.desk.call(f"/actions/{action}/status", {"status": "doing", "was": "waiting", "note": ""})
    assert follow.report(follow.link(), action, status="done", was="doing").status_code == 302
    refused = room.desk.call("/undo")
    assert refused.status_code == 409
    assert "หน่วยงานรายงานความคืบหน้า" in refused.get_json()["message"]
    assert [each["status"] for each in room.desk.board()["actions"] if each["id"] == action] == ["done"]


def test_what_a_unit_reported_since_is_not_overwritten_by_doing_a_step_again(follow: Follow) -> None:
    room, action = follow.room, follow.ids[0]
    token = follow.link()
    room.desk.call(f"/actions/{action}/status", {"status": "dropped", "was": "waiting", "note": ""})
    assert room.desk.call("/undo").status_code == 200
    assert follow.report(token, action, status="done").status_code == 302
    refused = room.desk.call("/redo")
    assert refused.status_code == 409
    assert "หน่วยงาน" in refused.get_json()["message"]


def test_the_page_that_shows_a_link_may_be_loaded_anew(follow: Follow) -> None:
    page = follow.room.desk.client.get(f"/workshops/{follow.room.code}/actions").text
    asked = re.findall(r'name="asked" value="([\w-]{20,})"', page)
    assert len(set(asked)) == 1
    first, again = follow.link(asked=asked[0]), follow.link(asked=asked[0])
    assert first == again
    assert follow.page(first).status_code == 200
    assert follow.link("อำเภอภูเวียง", asked=asked[0]) != first
    newer = follow.link(asked="ครั้งใหม่")
    assert (follow.page(first).status_code, follow.page(newer).status_code) == (404, 200)
    assert follow.link(asked=asked[0]) == "", "what was revoked is no link again"
    assert follow.page(newer).status_code == 200


def test_an_action_that_is_sent_twice_is_one_and_one_with_another_day_is_another(room: Room) -> None:
    said = {"what": "ขุดลอกคลอง", "unit": UNIT}
    first, again = (room.desk.call("/actions", said).get_json()["answer"] for _time in range(2))
    other = room.desk.call("/actions", {**said, "day": "31", "month": "3", "year": "2570"}).get_json()["answer"]
    assert (first == again, first == other) == (True, False)
    room.desk.call(f"/actions/{first}/remove")
    assert room.desk.call("/actions", said).get_json()["answer"] not in (first, other)


def test_a_report_that_is_sent_twice_is_one_and_other_words_of_the_same_page_are_another(follow: Follow) -> None:
    token, action = follow.link(), follow.ids[0]
    sent = re.findall(r'name="sent" value="([0-9a-f]{32})"', follow.page(token).text)
    assert len(set(sent)) == 1, "one page, one id"
    told = {"note": "ขุดแล้ว 200 เมตร", "sent": sent[0]}
    answers = [follow.report(token, action, **told) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302], "the second one is no conflict"
    assert follow.page(token).text.count("ขุดแล้ว 200 เมตร") == 1
    follow.report(token, action, was="doing", status="doing", note="ขุดแล้ว 300 เมตร", sent=sent[0])
    follow.report(token, follow.ids[1], **told)
    text = follow.page(token).text
    assert (text.count("ขุดแล้ว 200 เมตร"), text.count("ขุดแล้ว 300 เมตร")) == (2, 1)
    for _time in range(2):
        follow.report(token, action, was="doing", note="ไม่มีเลข")
    assert follow.page(token).text.count("ไม่มีเลข") == 2, "a page of a former release"


def test_names_of_a_unit_that_look_the_same_are_one_unit_on_every_page(follow: Follow) -> None:
    made = follow.room.desk.call("/actions", {"what": "ปลูกหญ้าแฝก", "unit": "อำเภอ พล"}).get_json()["answer"]
    found = follow.room.feed.read(action_list.of, follow.room.code, "th")
    assert [(unit, len(rows)) for unit, rows in found.units] == [(UNIT, 3), ("อำเภอภูเวียง", 1), ("", 1)]
    token = follow.link()
    assert "ปลูกหญ้าแฝก" in follow.page(token).text
    assert follow.report(token, made).status_code == 302
    assert follow.report(token, follow.ids[2]).status_code == 404
