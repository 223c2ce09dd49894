"""Names in minutes: by a consent of their own, which is stored and can be withdrawn until a meeting approves them."""

from __future__ import annotations

from tests.room import Room
from tests.web.test_acknowledgements import Asked
from tests.web.test_minutes import post, save, stored

WHO = {"name": "สมหมาย ใจกล้า", "unit": "สพอ.บ้านไผ่", "role": "พัฒนาการอำเภอ"}
LINE = "สมหมาย ใจกล้า\tพัฒนาการอำเภอ สพอ.บ้านไผ่"


def test_a_phone_consents_withdraws_and_consents_again(room: Room) -> None:
    phone = room.new_phone(0, **WHO, in_minutes=True)
    assert phone.state()["me"]["in_minutes"] is True
    save(room, present="สมหญิง มาก่อน")
    post(room, "/fill/people")
    assert stored(room).facts.present == f"สมหญิง มาก่อน\n{LINE}"
    group = phone.state()["me"]["group_id"]
    assert phone.join(group, **WHO)["in_minutes"] is False
    assert stored(room).facts.present == "สมหญิง มาก่อน"
    assert "taken=0" in post(room, "/fill/people").location
    phone.join(group, **WHO, in_minutes=True)
    assert "taken=1" in post(room, "/fill/people").location


def test_without_a_name_there_is_nothing_to_consent_to(room: Room) -> None:
    assert room.new_phone(0, in_minutes=True).state()["me"]["in_minutes"] is False


def test_another_name_takes_the_former_one_off_also_where_people_edited_the_post(room: Room) -> None:
    phone = room.new_phone(0, **WHO, in_minutes=True)
    post(room, "/fill/people")
    save(room, present="", others="สมหมาย ใจกล้า\tพัฒนาการอำเภอบ้านไผ่")
    phone.join(phone.state()["me"]["group_id"], **{**WHO, "name": "สมหมาย ใจดี"}, in_minutes=True)
    assert stored(room).facts.present == stored(room).facts.others == ""


def test_a_typed_name_stays_when_somebody_claims_it_by_phone_and_takes_that_back(room: Room) -> None:
    save(room, present=LINE)
    outsider = room.new_phone(1, **WHO, in_minutes=True)
    post(room, "/fill/people")
    outsider.join(outsider.state()["me"]["group_id"], **WHO)
    assert stored(room).facts.present == LINE
    outsider.join(outsider.state()["me"]["group_id"], name="สมหมาย ใจกล้า", in_minutes=True)
    outsider.join(outsider.state()["me"]["group_id"], name="คนอื่น")
    assert stored(room).facts.present == LINE


def test_a_typed_name_stays_when_somebody_claims_it_with_an_acknowledgement(room: Room) -> None:
    asked, outsider = Asked(room), room.app.test_client()
    claimed = {"name": "สมหมาย ใจกล้า", "post": "พัฒนาการอำเภอ", "consent": "1"}
    line = "สมหมาย ใจกล้า\tพัฒนาการอำเภอ อำเภอพล"
    for written in (line, "สมหมาย ใจกล้า"):
        save(room, present=written)
        for undone in ({"deed": "name"}, {"deed": "back"}, {}):
            asked.say(outsider, "อำเภอพล", **claimed)
            if written == line:
                post(room, "/fill/acknowledged")
            asked.say(outsider, "อำเภอพล", **undone)
            assert stored(room).facts.present == written


def test_a_line_of_one_consent_stays_when_another_device_claims_the_same_and_takes_it_back(room: Room) -> None:
    owner, other = (room.new_phone(number, **WHO, in_minutes=True) for number in (0, 1))
    other.join(other.state()["me"]["group_id"], **WHO)
    post(room, "/fill/people")
    other.join(other.state()["me"]["group_id"], **WHO, in_minutes=True)
    post(room, "/fill/people")
    other.join(other.state()["me"]["group_id"], **WHO)
    assert stored(room).facts.present == LINE
    owner.join(owner.state()["me"]["group_id"], **WHO)
    assert stored(room).facts.present == ""


def test_a_line_that_people_took_off_and_typed_again_is_theirs(room: Room) -> None:
    phone = room.new_phone(0, **WHO, in_minutes=True)
    post(room, "/fill/people")
    save(room, present="")
    save(room, present=LINE)
    phone.join(phone.state()["me"]["group_id"], **WHO)
    assert stored(room).facts.present == LINE


def test_minutes_that_a_later_meeting_approved_keep_their_names(room: Room) -> None:
    phone = room.new_phone(0, **WHO, in_minutes=True)
    save(room, present="")
    post(room, "/fill/people")
    following = room.another()
    save(following, number="9", adopts=room.code)
    phone.join(phone.state()["me"]["group_id"], **WHO)
    assert stored(room).facts.present == LINE


def test_somebody_else_of_the_same_workshop_takes_no_name_off(room: Room) -> None:
    save(room, present=LINE)
    phone = room.new_phone(0, name="สมพร", in_minutes=True)
    phone.join(phone.state()["me"]["group_id"], name="สมพร")
    assert stored(room).facts.present == LINE


def test_a_name_that_came_with_an_acknowledgement_is_withdrawn_by_its_device_alone_also_after_the_end(
    room: Room,
) -> None:
    asked = Asked(room)
    phone, outsider = room.app.test_client(), room.app.test_client()
    asked.say(phone, "อำเภอพล", name="สมหมาย ใจกล้า", post="พัฒนาการอำเภอ", consent="1")
    post(room, "/fill/acknowledged")
    line = "สมหมาย ใจกล้า\tพัฒนาการอำเภอ อำเภอพล"
    assert stored(room).facts.present == line
    post(room, "/link/close")
    asked.say(outsider, "อำเภอพล", deed="name")
    assert stored(room).facts.present == line
    assert "ถอนชื่อออกจากรายงานการประชุม" in phone.get(f"/acknowledge/{asked.token}").text
    asked.say(phone, "อำเภอพล", deed="name")
    assert stored(room).facts.present == ""
    assert asked.counted()[0] == ("อำเภอพล",)
    assert "taken=0" in post(room, "/fill/acknowledged").location
