"""รับทราบ: units acknowledge minutes from phones; a unit counts once, until the link is closed or made anew."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.room import Room
from tests.web.test_minutes import add, post, stored, titles, words_of
from workshop.domain import acknowledgements, workshops
from workshop.store.minutes_tables import Acknowledgement
from workshop.web.limits import Limits

UNITS = "อำเภอเมือง\nอำเภอพล\nอำเภอภูเวียง"


class Asked:
    """A room whose minutes have two matters, of which the first is acknowledged by itself."""

    def __init__(self, room: Room, units: str = UNITS) -> None:
        self.room = room
        add(room, 1, "แจ้งนโยบาย", text="ให้ทุกอำเภอดำเนินการ", resolution="รับทราบ")
        add(room, 4, "ผลการดำเนินงาน")
        self.item = stored(room).items[0].id
        self.token = self.opened(units)

    def opened(self, units: str = UNITS) -> str:
        answer = post(self.room, "/link", units=units, asked=self.item)
        assert answer.status_code == 302, answer.text
        page = self.room.desk.client.get(f"/workshops/{self.room.code}/minutes").text
        return str(re.findall(r"/acknowledge/([\w-]{22})<", page)[0])

    def say(self, phone: FlaskClient, unit: str, token: str = "", **typed: Any) -> Any:
        return phone.post(f"/acknowledge/{token or self.token}", data={"unit": unit, **typed})

    def counted(self) -> tuple[tuple[str, ...], tuple[str, ...], int]:
        found = self.room.feed.read(acknowledgements.counted, self.room.feed.read(_id, self.room.code))
        assert found is not None
        return found.units, found.missing, found.items[self.item]

    def live(self) -> str:
        return str(self.room.desk.client.get(f"/api/w/{self.room.code}/minutes/acknowledged").get_json()["html"])


def _id(session: Any, code: str) -> int:
    return workshops.find(session, code).id


@pytest.fixture
def asked(room: Room) -> Asked:
    return Asked(room)


def test_phones_read_the_matters_and_units_are_counted_once_live_and_on_paper(asked: Asked) -> None:
    one, other = asked.room.app.test_client(), asked.room.app.test_client()
    page = one.get(f"/acknowledge/{asked.token}").text
    for shown in ("แจ้งนโยบาย", "ให้ทุกอำเภอดำเนินการ", "ผลการดำเนินงาน", "อำเภอพล"):
        assert shown in page
    assert page.count('name="items"') == 1
    assert asked.room.code not in page

    sent = asked.say(one, "อำเภอพล", items=asked.item)
    assert sent.status_code == 303
    assert "อำเภอพล รับทราบแล้ว" in one.get(sent.headers["Location"]).text
    asked.say(one, "อำเภอพล", items=asked.item)
    asked.say(other, "อำเภอพล")
    assert asked.counted() == (("อำเภอพล",), ("อำเภอเมือง", "อำเภอภูเวียง"), 1)
    assert "รับทราบ 1 จาก 3 หน่วย" in asked.live()
    asked.say(other, "อำเภอเมือง")
    assert "รับทราบ 2 จาก 3 หน่วย" in asked.live()
    paper = words_of(asked.room, "docx")
    assert "รับทราบรายงานการประชุมแล้ว ๒ จาก ๓ หน่วย" in paper
    assert "หน่วยที่ยังไม่รับทราบ ได้แก่ อำเภอภูเวียง" in paper
    assert "รับทราบ ๑ จาก ๓ หน่วย" in paper
    assert "รับทราบ" in words_of(asked.room, "pdf")


def test_what_was_said_can_be_changed_and_taken_back_on_that_device_alone(asked: Asked) -> None:
    one, other = asked.room.app.test_client(), asked.room.app.test_client()
    asked.say(one, "อำเภอพล", items=asked.item)
    asked.say(one, "อำเภอพล")
    assert asked.counted()[2] == 0
    asked.say(other, "อำเภอพล", deed="back")
    assert asked.counted()[0] == ("อำเภอพล",)
    assert "รับทราบแล้ว" not in other.get(f"/acknowledge/{asked.token}").text
    asked.say(one, "อำเภอพล", deed="back")
    assert asked.counted()[0] == ()


def test_a_name_is_stored_with_consent_only_and_goes_to_who_came_by_a_click(asked: Asked) -> None:
    phone = asked.room.app.test_client()
    who = {"name": "นางสาวสมมุติ นามตัวอย่าง", "post": "พัฒนาการอำเภอ"}
    asked.say(phone, "อำเภอพล", **who)
    assert [row.name for row in _rows(asked.room)] == [""]
    asked.say(phone, "อำเภอพล", consent="1", **who)
    post(asked.room, "/fill/acknowledged")
    assert stored(asked.room).facts.present == "นางสาวสมมุติ นามตัวอย่าง\tพัฒนาการอำเภอ อำเภอพล"
    post(asked.room, "/fill/acknowledged")
    assert stored(asked.room).facts.present.count("\n") == 0
    asked.say(phone, "อำเภอพล")
    assert [row.name for row in _rows(asked.room)] == [""]


def _rows(room: Room) -> list[Acknowledgement]:
    return room.feed.read(lambda session: list(session.query(Acknowledgement)))


def test_no_device_that_writes_notes_is_found_among_those_that_acknowledge(asked: Asked) -> None:
    phone = asked.room.app.test_client()
    phone.set_cookie("laena_acknowledge", asked.room.phone.key)
    asked.say(phone, "อำเภอพล")
    (row,) = _rows(asked.room)
    assert asked.room.phone.key not in str(vars(row))
    dump = asked.room.feed.read(
        lambda session: str([list(each) for each in session.connection().exec_driver_sql("SELECT * FROM note")])
    )
    assert row.device not in dump


def test_a_closed_an_old_and_an_unknown_link_say_so_and_change_nothing(asked: Asked) -> None:
    phone = asked.room.app.test_client()
    asked.say(phone, "อำเภอพล")
    post(asked.room, "/link/close")
    assert asked.say(phone, "อำเภอเมือง").status_code == 410
    page = phone.get(f"/acknowledge/{asked.token}").text
    assert "ปิดรับทราบแล้ว" in page
    assert "<select" not in page
    assert asked.counted()[0] == ("อำเภอพล",)
    assert "ปิดแล้ว" in asked.live()
    new = asked.opened()
    assert new != asked.token
    assert asked.say(phone, "อำเภอพล").status_code == 410
    assert asked.counted()[0] == ()
    assert asked.say(phone, "อำเภอพล", new).status_code == 303
    assert phone.get(f"/acknowledge/{'x' * 22}").status_code == 404
    assert asked.say(phone, "อำเภอพล", "x" * 22).status_code == 404
    asked.room.desk.post(f"/workshops/{asked.room.code}/endings/end")
    assert asked.say(phone, "อำเภอเมือง", new).status_code == 303  # minutes are sent round after the meeting


@pytest.mark.parametrize("unit", ["", "  ", "อำเภออื่น", "ก" * 500, "\0"])
def test_a_unit_that_is_not_of_the_meeting_is_refused(asked: Asked, unit: str) -> None:
    answer = asked.say(asked.room.app.test_client(), unit, items=["x", asked.item])
    assert answer.status_code == 422
    assert asked.counted()[0] == ()


def test_units_are_typed_where_the_meeting_has_no_list_and_count_however_they_are_spaced(room: Room) -> None:
    asked = Asked(room, units="")
    phone = room.app.test_client()
    asked.say(phone, "กองคลัง")
    asked.say(room.app.test_client(), " กองคลัง ")
    assert asked.counted()[:2] == (("กองคลัง",), ())
    assert "รับทราบ 1 หน่วย" in asked.live()
    assert "รับทราบรายงานการประชุมแล้ว ๑ หน่วย" in words_of(room, "docx")
    asked.say(room.app.test_client(), "<script>alert(1)</script>")
    assert "<script>" not in asked.live()


def test_people_acknowledge_the_minutes_as_they_were_and_the_page_says_when_they_changed(asked: Asked) -> None:
    add(asked.room, 5, "เรื่องใหม่")
    assert "เรื่องใหม่" in "".join(titles(asked.room, 5))
    assert "เรื่องใหม่" not in asked.room.app.test_client().get(f"/acknowledge/{asked.token}").text
    assert "เปลี่ยนหลังจากเปิดให้รับทราบ" in asked.live()
    asked.opened()
    assert "เปลี่ยนหลังจากเปิดให้รับทราบ" not in asked.live()


def test_minutes_without_a_matter_and_too_many_units_are_refused(room: Room) -> None:
    assert post(room, "/link", units=UNITS).status_code == 422
    add(room, 1, "เรื่อง")
    assert post(room, "/link", units="\n".join(map(str, range(301)))).status_code == 422
    assert "/acknowledge/" not in room.desk.client.get(f"/workshops/{room.code}/minutes").text


def test_one_device_has_a_limit_of_units_and_of_haste(room: Room) -> None:
    asked = Asked(room, units="")
    phone = room.app.test_client()
    answers = [asked.say(phone, f"หน่วย {number}").status_code for number in range(31)]
    assert answers == [303] * 30 + [422]
    vars(room.app.extensions["laena.limits"]).update(vars(Limits(lambda: 0.0)))
    assert [asked.say(phone, "หน่วย 1").status_code for _turn in range(21)][-1] == 429
    assert asked.say(room.app.test_client(), "หน่วยอื่น").status_code == 303


def test_another_workshops_link_and_a_deleted_one_open_nothing(asked: Asked) -> None:
    other = asked.room.another()
    assert other.desk.client.get(f"/api/w/{other.code}/minutes/acknowledged").get_json()["html"].strip() == ""
    asked.room.desk.post(f"/workshops/{asked.room.code}/endings/delete", data={"code": asked.room.code})
    assert asked.room.app.test_client().get(f"/acknowledge/{asked.token}").status_code == 404
