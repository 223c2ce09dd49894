"""The privacy notice, the record of processing, and the log: written by the facilitator, seen by those they are for."""

import pytest

from tests.room import PASSWORD, Desk, Room
from workshop.domain import access_log, notices

NOTICE = {
    "controller": "สำนักงานพัฒนาชุมชนจังหวัดขอนแก่น",
    "purpose": "ทบทวนผลงานประจำปี",
    "basis": "มาตรา 24 (4)",
    "period": "สองปี",
    "contact": "กลุ่มงานสารสนเทศ",
}
FORM = {
    "title": "เหลียวหลัง แลหน้า",
    "groups_mode": "names",
    "groups_names": "กลุ่มดอกคูน\nกลุ่มดอกจาน",
    "phase_title": "ปัญหา",
    "phase_categories": "ปัญหา/อุปสรรค",
    "phase_id": "",
}


def save(room: Room, **fields: str) -> None:
    answer = room.desk.post(f"/workshops/{room.code}/edit", data={**FORM, **fields})
    assert answer.status_code == 302, answer.text


def test_the_notice_of_the_form_stands_on_the_join_page_and_in_the_record(room: Room) -> None:
    save(room, **{f"notice_{name}": text for name, text in NOTICE.items()})
    assert room.feed.read(notices.of, room.code) == NOTICE
    join = room.outsider().client.get(f"/j/{room.code}").text
    record = room.desk.client.get(f"/workshops/{room.code}/processing").text
    form = room.desk.client.get(f"/workshops/{room.code}/edit").text
    for text in NOTICE.values():
        assert text in join
        assert text in record
        assert f'value="{text}"' in form


def test_a_form_without_the_notice_leaves_it_and_an_emptied_field_is_gone(room: Room) -> None:
    save(room, **{f"notice_{name}": text for name, text in NOTICE.items()})
    save(room)
    assert room.feed.read(notices.of, room.code) == NOTICE
    save(room, **{f"notice_{name}": "" for name in NOTICE})
    assert room.feed.read(notices.of, room.code) == {}
    assert 'id="notice"' not in room.outsider().client.get(f"/j/{room.code}").text


def test_a_notice_is_text_and_never_a_tag(room: Room) -> None:
    save(room, notice_contact="<script>alert(1)</script>")
    for page in (f"/j/{room.code}", f"/workshops/{room.code}/processing", f"/workshops/{room.code}/edit"):
        assert "<script>alert" not in room.desk.client.get(page).text


def test_an_overlong_notice_is_refused_at_its_field(room: Room) -> None:
    answer = room.desk.post(f"/workshops/{room.code}/edit", data={**FORM, "notice_purpose": "ก" * 301})
    assert answer.status_code == 422
    assert 'id="notice_purpose-error"' in answer.text


@pytest.mark.parametrize("language", ["th", "en"])
def test_writers_are_asked_to_leave_out_names_and_numbers(room: Room, language: str) -> None:
    client = room.outsider().client
    client.set_cookie("language", language)
    hint = {"th": "ไม่ต้องเขียนชื่อคน เลขบัตรประชาชน", "en": "leave names, ID numbers and telephone numbers out"}[language]
    assert client.get(f"/j/{room.code}").text.count(hint) == 2  # where one joins and where one writes


def test_sign_ins_wrong_passwords_exports_and_deletions_are_logged_without_words(room: Room) -> None:
    room.phone.note("ข้อความลับ")
    desk = Desk(room.app, room.code)
    desk.sign_in(PASSWORD + "x")
    desk.sign_in()
    assert desk.client.get(f"/workshops/{room.code}/export/csv").status_code == 200
    desk.post(f"/workshops/{room.code}/endings/delete")
    desk.post("/sign-out")
    found = [(entry.what, entry.code) for entry in reversed(room.feed.read(access_log.latest))]
    assert found == [
        ("refused", ""), ("sign_in", ""), ("export", room.code), ("delete", room.code), ("sign_out", ""),
    ]  # fmt: skip
    page = room.desk.client.get("/sign-ins").text
    assert "ส่งออกรายงาน" in page
    assert "ข้อความลับ" not in page
    assert desk.client.get("/sign-ins").status_code == 302
