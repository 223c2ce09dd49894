"""The report is concluded, approved and withdrawn on its page; what others changed meanwhile is never overwritten."""

from __future__ import annotations

import io
import json
import re
from base64 import b64decode
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from tests.room import Room
from workshop.cli import main
from workshop.domain import approvals, chapters, report_texts, workshops
from workshop.views.content import digest, summary
from workshop.views.read_record import read_record

WHO = {"name": "นายตัวอย่าง <นามสมมุติ>", "post": "พัฒนาการจังหวัดขอนแก่น"}


def post(room: Room, act: str, **typed: str) -> Any:
    return room.desk.post(f"/workshops/{room.code}/report/{act}", data=typed)


def page(room: Room) -> str:
    return room.desk.client.get(f"/workshops/{room.code}/report").text


def state(room: Room) -> dict[str, Any]:
    return room.desk.client.get(f"/api/w/{room.code}/report").get_json()


def conclude(room: Room, text: str, was: str = "") -> Any:
    typed = {"text": text, "was": report_texts.version(was)}
    # As the page sends it: a letter takes three bytes, not nine.
    address = f"/workshops/{room.code}/report/conclusion"
    return room.desk.post(address, data=typed, content_type="multipart/form-data")


def approve(room: Room, **typed: str) -> Any:
    return post(room, "approve", **{**WHO, "digest": state(room)["digest"], **typed})


def test_a_conclusion_is_stored_as_typed_and_shown_again(room: Room) -> None:
    text = "ข้อแรก <b>\r\n\r\nข้อสอง ก็ น้ำ"
    assert conclude(room, text).status_code == 302
    assert room.feed.read(read_record, room.code).conclusion == text.replace("\r\n", "\n")
    assert "ข้อแรก &lt;b&gt;" in page(room)
    assert "ข้อสรุปของวิทยากร" not in state(room)["missing"]
    assert state(room)["missing"] == ["ความเป็นมา", "วัตถุประสงค์"]


def test_a_conclusion_changed_elsewhere_is_refused_and_shown_beside_what_is_stored(room: Room) -> None:
    conclude(room, "ของจอแรก")
    refused = conclude(room, "ของจอที่สอง")
    assert refused.status_code == 409
    assert "ของจอแรก" in refused.text
    assert "ของจอที่สอง</textarea>" in refused.text
    assert room.feed.read(read_record, room.code).conclusion == "ของจอแรก"
    was = re.findall(r'name="was" value="(\w+)"', refused.text)[0]
    assert post(room, "conclusion", text="ของทั้งสองจอ", was=was).status_code == 302
    assert room.feed.read(read_record, room.code).conclusion == "ของทั้งสองจอ"


def test_a_conclusion_of_more_letters_than_the_limit_is_refused_and_stays_in_its_box(room: Room) -> None:
    assert conclude(room, "น้ำ" * report_texts.LIMIT).status_code == 302
    refused = conclude(room, "น้ำ" * (report_texts.LIMIT + 1), "น้ำ" * report_texts.LIMIT)
    assert refused.status_code == 422
    assert "ยาวเกิน 5000 ตัวอักษร" in refused.text
    assert refused.text.count("น้ำ") > report_texts.LIMIT
    assert len(room.feed.read(read_record, room.code).conclusion) == 3 * report_texts.LIMIT


def test_background_and_objectives_come_from_the_form_and_stay_when_a_form_has_none(room: Room) -> None:
    form = {"template": "look_back", "title": "ก", "groups_mode": "names", "groups_names": "กลุ่มดอกคูน"}
    form |= {"phase_title": "ปัญหา", "phase_categories": "ปัญหา/อุปสรรค", "phase_question": "", "phase_id": ""}
    texts = {"background": "ตามข้อสั่งการ", "objectives": "๑. ทบทวน\r\n๒. วางแผน"}
    assert room.desk.post(f"/workshops/{room.code}/edit", data={**form, **texts}).status_code == 302
    assert room.desk.post(f"/workshops/{room.code}/edit", data=form).status_code == 302
    record = room.feed.read(read_record, room.code)
    assert (record.background, record.objectives) == ("ตามข้อสั่งการ", "๑. ทบทวน\n๒. วางแผน")
    assert "ตามข้อสั่งการ</textarea>" in room.desk.client.get(f"/workshops/{room.code}/edit").text
    long = room.desk.post(f"/workshops/{room.code}/edit", data={**form, "objectives": "ก" * 2001})
    assert long.status_code == 422
    assert "ยาวเกิน 2000 ตัวอักษร" in long.text


def test_few_devices_in_a_phase_that_names_nobody_are_said_before_the_report_leaves(room: Room) -> None:
    with room.feed.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE phase SET identity = 'anonymous'")
    assert not any("อาจเดาได้" in said for said in state(room)["warnings"])  # nobody has written yet
    room.phone.note("งบมาช้า")
    assert [said for said in state(room)["warnings"] if "อาจเดาได้ว่าใครเขียนในช่วงที่ไม่ระบุตัว: ปัญหา" in said]
    for _more in range(3):
        room.new_phone()
    assert not any("อาจเดาได้" in said for said in state(room)["warnings"])


def test_an_approved_report_is_a_draft_again_after_each_change_and_says_what_changed(room: Room) -> None:
    first = room.phone.note("งบมาช้า")
    room.other.note("คนไม่พอ")
    moved = {"theme_id": None, "new": True, "label": "เงิน"}
    room.desk.call(f"/notes/{first['id']}/move", {**moved, "theme_id": "new"})
    assert state(room)["state"] == "draft"
    assert [said.partition(" ถ้า")[0] for said in state(room)["warnings"]] == [
        "ยังมี 1 ความเห็นรอการจัดกลุ่ม",
        "ยังเปิดรับความเห็นในช่วง: ปัญหา",
    ]
    assert approve(room).status_code == 302
    found = state(room)
    assert found["state"] == "approved"
    assert "รับรองโดย นายตัวอย่าง <นามสมมุติ> พัฒนาการจังหวัดขอนแก่น" in found["status"]
    assert found["short"] == found["digest"][:12]
    assert found["changes"] == []
    room.phone.note("ส่งทีหลัง")
    theme = room.desk.board()["themes"][0]["id"]
    room.desk.call(f"/themes/{theme}/rename", {"label": "งบประมาณ"})
    second = next(note for note in room.desk.board()["notes"] if note["text"] == "คนไม่พอ")
    room.desk.call(f"/notes/{second['id']}/erase", {"reason": "มีชื่อบุคคล"})
    conclude(room, "สรุป")
    found = state(room)
    assert (found["state"], found["status"]) == ("changed", "ฉบับร่าง — เปลี่ยนหลังรับรอง")
    text = "\n".join(found["changes"])
    for said in (
        *("ได้รับทั้งหมด: 2 → 3", "ความเห็นที่เพิ่มมา 1: 3", "ความเห็นที่ไม่แสดงแล้ว 1: 2", "ซ่อนไว้: 0 → 1"),
        *("กลุ่มความเห็นที่แก้: “งบประมาณ”", "ส่วนที่เปลี่ยน: ข้อสรุปของวิทยากร"),
    ):
        assert said in text
    assert approve(room).status_code == 302
    assert state(room)["state"] == "approved"


def test_the_glossary_and_the_words_of_focus_issues_are_part_of_what_is_approved(room: Room) -> None:
    approve(room)
    room.desk.call("/glossary", {"text": "กทบ. = กองทุนหมู่บ้าน"})
    found = state(room)
    assert (found["state"], found["changes"]) == ("changed", ["ส่วนที่เปลี่ยน: คำเฉพาะ และคำของประเด็นเน้นหนัก"])


def test_an_approval_of_a_release_that_left_the_glossary_out_still_counts(room: Room) -> None:
    approve(room)
    record = room.feed.read(read_record, room.code)
    with room.feed.database.engine.begin() as connection:
        former = digest(replace(record, glossary="", approval=None))
        content = json.dumps({name: value for name, value in summary(record).items() if name != "words"})
        connection.exec_driver_sql("UPDATE report_approval SET digest = ?, content = ?", (former, content))
    room.desk.call("/glossary", {"text": "กทบ. = กองทุนหมู่บ้าน"})
    found = state(room)
    assert (found["state"], found["digest"]) == ("approved", former)
    assert approve(room).status_code == 302
    assert state(room)["state"] == "approved"
    conclude(room, "สรุป")
    assert state(room)["changes"] == ["ส่วนที่เปลี่ยน: ข้อสรุปของวิทยากร"]


def test_a_withdrawn_approval_stays_in_the_log_and_no_older_one_comes_back(room: Room) -> None:
    approve(room)
    approve(room, name="นางสองตัวอย่าง")
    assert post(room, "withdraw").status_code == 302
    assert state(room)["state"] == "draft"
    log = room.feed.read(lambda session: approvals.log(session, workshops.find(session, room.code).id))
    assert [(each.name, bool(each.withdrawn_at)) for each in log] == [("นางสองตัวอย่าง", True), (WHO["name"], True)]
    assert page(room).count("ถอนเมื่อ") == 2
    assert "นายตัวอย่าง &lt;นามสมมุติ&gt;" in page(room)


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"name": " \N{ZERO WIDTH SPACE} "}, 422, "พิมพ์ชื่อผู้รับรอง"),
        ({"post": ""}, 422, "พิมพ์ตำแหน่งผู้รับรอง"),
        ({"post": "ก" * 81}, 422, "ยาวเกิน 80 ตัวอักษร"),
        ({"digest": "0" * 64}, 409, "เนื้อหาเปลี่ยนไประหว่างที่ดู"),
        ({"digest": ""}, 409, "เนื้อหาเปลี่ยนไประหว่างที่ดู"),
    ],
)
def test_an_approval_without_name_or_of_other_content_is_refused_and_changes_nothing(
    room: Room, typed: dict[str, str], status: int, said: str
) -> None:
    refused = approve(room, **typed)
    assert refused.status_code == status
    assert said in refused.text
    assert 'value="พัฒนาการจังหวัดขอนแก่น"' in refused.text or "post" in typed
    assert room.feed.read(read_record, room.code).approval is None


REVERSED = [*reversed(chapters.KEYS)]


def arrange(room: Room, order: list[str], shown: list[str], was: str = "", **more: str) -> Any:
    typed = {"order": order, "shown": shown, "was": was or chapters.Chapters().version, **more}
    return room.desk.post(f"/workshops/{room.code}/report/chapters", data=typed)


def chosen(room: Room) -> chapters.Chapters:
    return room.feed.read(read_record, room.code).chapters


def test_ordering_omitting_and_resetting_chapters_makes_an_approved_report_a_draft(room: Room) -> None:
    room.phone.note("งบมาช้า")
    approve(room)
    assert arrange(room, REVERSED, REVERSED[1:]).status_code == 302
    assert (chosen(room).ordered, chosen(room).left_out) == (tuple(REVERSED), ("appendix",))
    assert (state(room)["state"], state(room)["changes"]) == ("changed", ["ส่วนที่เปลี่ยน: หัวข้อของรายงานและลำดับ"])
    assert re.findall(r'name="order" value="(\w+)"', page(room)) == REVERSED
    assert re.findall(r'value="(\w+)" checked', page(room)) == REVERSED[1:]
    texts = "\n".join(drawn(room, number)["text"] for number in (1, 2, 3))
    assert "วิธีอ่านรายงานนี้" in texts
    assert "ภาคผนวก" not in texts
    assert state(room)["missing"] == ["ความเป็นมา", "วัตถุประสงค์", "ข้อสรุปของวิทยากร"]
    without = [key for key in REVERSED if key != "background"]
    assert arrange(room, REVERSED, without, chosen(room).version).status_code == 302
    assert state(room)["missing"] == ["ข้อสรุปของวิทยากร"]
    assert arrange(room, REVERSED, REVERSED, chosen(room).version, reset="1").status_code == 302
    assert chosen(room) == chapters.Chapters()
    assert state(room)["state"] == "approved"


@pytest.mark.parametrize("order", [[], REVERSED[1:], [*REVERSED[1:], "facts"], [*REVERSED[1:], "secret"], REVERSED * 4])
def test_a_list_of_chapters_that_is_not_complete_is_refused_and_changes_nothing(room: Room, order: list[str]) -> None:
    refused = arrange(room, order, ["facts"])
    assert refused.status_code == 422
    assert arrange(room, REVERSED, ["secret"]).status_code == 422
    assert chosen(room) == chapters.Chapters()


def test_a_list_of_chapters_changed_elsewhere_is_refused_and_shown_as_it_is(room: Room) -> None:
    arrange(room, REVERSED, REVERSED)
    refused = arrange(room, list(chapters.KEYS), [])
    assert refused.status_code == 409
    assert "จากอีกจอหนึ่งแล้ว" in refused.text
    assert re.findall(r'name="order" value="(\w+)"', refused.text) == REVERSED
    assert chosen(room) == chapters.Chapters(tuple(REVERSED))


def test_the_preview_draws_each_page_of_the_file_that_is_downloaded(room: Room) -> None:
    room.phone.note("งบมาช้า")
    file = room.desk.client.get(f"/workshops/{room.code}/export/pdf?digits=arabic").data
    texts = [each.get_textpage().get_text_range().replace("\r\n", "\n") for each in pypdfium2.PdfDocument(file)]
    for number, shown in ((0, 1), (1, 1), (2, 2), (10**30, len(texts))):
        found = drawn(room, number, "?digits=arabic")
        assert (found["number"], found["pages"], found["laid"]) == (shown, len(texts), "built_in")
        assert squeezed(found["text"]) == squeezed(texts[shown - 1])
        with Image.open(io.BytesIO(b64decode(found["image"].partition(",")[2]))) as picture:
            assert (picture.format, picture.size) == ("PNG", (953, 1348))
    assert "หน้า ๑ จาก" in drawn(room, 1)["text"]


def test_the_preview_shows_what_changed_meanwhile_and_no_word_that_was_erased(room: Room) -> None:
    note = room.phone.note("ชื่อบุคคลหนึ่ง")
    last = drawn(room, 99)
    assert "ชื่อบุคคลหนึ่ง" in last["text"]
    room.desk.call(f"/notes/{note['id']}/erase", {"reason": "มีชื่อบุคคล"})
    again = drawn(room, 99)
    assert again["seq"] > last["seq"]
    assert not [page for page in range(1, again["pages"] + 1) if "ชื่อบุคคลหนึ่ง" in drawn(room, page)["text"]]


def drawn(room: Room, number: int, query: str = "") -> dict[str, Any]:
    return room.desk.client.get(f"/api/w/{room.code}/report/pages/{number}{query}").get_json()


def squeezed(text: str) -> str:
    """What does not depend on the minute at which the file was written."""
    return re.sub(r"\d+", "0", text)


def test_nobody_but_the_facilitator_sees_or_approves_the_report(room: Room) -> None:
    conclude(room, "ลับ")
    outsider = room.app.test_client()
    assert outsider.get(f"/workshops/{room.code}/report").status_code == 302
    for address in ("report", "report/pages/1"):
        assert outsider.get(f"/api/w/{room.code}/{address}").status_code == 401
        assert room.desk.client.get(f"/api/w/AAAAAA/{address}").status_code == 404
    for act in ("conclusion", "chapters", "approve", "withdraw"):
        assert outsider.post(f"/workshops/{room.code}/report/{act}", data=WHO).status_code in (302, 409)
    assert room.feed.read(read_record, room.code).approval is None
    assert room.feed.read(read_record, room.code).chapters == chapters.Chapters()
    assert room.desk.client.get("/workshops/AAAAAA/report").status_code == 404


def test_the_command_line_says_the_same_of_the_report(room: Room) -> None:
    room.phone.note("งบมาช้า")
    approve(room)
    conclude(room, "สรุป")
    found = state(room)
    done = CliRunner().invoke(main, ["report", room.code, "--data", str(data_folder(room))])
    assert done.exit_code == 0, done.output
    for said in (found["status"], found["digest"], *found["missing"], *found["changes"]):
        assert said in done.output


def data_folder(room: Room) -> Any:
    return room.app.extensions["laena.settings"].data
