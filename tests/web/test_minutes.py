"""The minutes of a meeting: typed once, never overwritten unseen, adopted by the next meeting, printed as typed."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import docx
import pypdfium2
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.font_samples import faces
from tests.room import Room, helper_of
from workshop.domain import minutes, office_fonts, workshops
from workshop.domain.minutes import Typed
from workshop.errors import UnknownItem
from workshop.reports.minutes import minutes_file
from workshop.reports.words import Words
from workshop.store.minutes_tables import Minutes
from workshop.views import minutes as shown
from workshop.web.minutes import ACTS

FACTS = {
    "title": "ประชุมประจำเดือน", "number": "๘", "year": "2563", "began": "9.30 น.", "ended": "16:30",
    "present": "นายตัวอย่าง <นามสมมุติ>\tพัฒนาการจังหวัด\n\nนางสาวสมมุติ", "recorder": "นางสาวจด บันทึก",
}  # fmt: skip


def stored(room: Room) -> Typed:
    return room.feed.read(shown.read, room.code).typed


def post(room: Room, act: str = "", **typed: str) -> Any:
    # As the page sends it: a letter takes three bytes, not nine.
    address = f"/workshops/{room.code}/minutes{act}"
    return room.desk.post(address, data=typed, content_type="multipart/form-data")


def save(room: Room, **typed: str) -> Any:
    return post(room, **{"was": stored(room).version, **FACTS, **typed})


def add(room: Room, agenda: int, title: str, **typed: str) -> Any:
    return post(room, "/items", agenda=str(agenda), title=title, **typed)


def page(room: Room) -> str:
    return room.desk.client.get(f"/workshops/{room.code}/minutes").text


def titles(room: Room, agenda: int) -> list[str]:
    return [each.title for each in stored(room).of_agenda(agenda)]


def words_of(room: Room, kind: Any, digits: bool = True) -> str:
    _name, data = minutes_file(room.feed.read(shown.read, room.code), kind, Words("th", digits))
    if kind == "docx":
        return "\n".join(each.text for each in docx.Document(io.BytesIO(data)).paragraphs)
    pdf = pypdfium2.PdfDocument(data)
    return "".join(each.get_textpage().get_text_bounded() for each in pdf)


def test_facts_are_stored_in_one_form_and_shown_again(room: Room) -> None:
    assert save(room).status_code == 302
    facts = stored(room).facts
    assert (facts.number, facts.year, facts.began, facts.ended) == (8, 2563, "09:30", "16:30")
    assert facts.present == "นายตัวอย่าง <นามสมมุติ>\tพัฒนาการจังหวัด\nนางสาวสมมุติ"
    assert "นายตัวอย่าง &lt;นามสมมุติ&gt;" in page(room)


def test_a_bad_fact_is_named_at_its_field_and_nothing_is_stored(room: Room) -> None:
    save(room)
    before = stored(room)
    faults = {
        "year": ("2020", "ให้พิมพ์ 2563"),
        "number": ("เก้า", "ครั้งที่เป็นเลข"),
        "began": ("เช้า", "เช่น 9:30"),
        "title": ("ก" * 301, "ยาวเกิน 300"),
        "present": ("ที่\n" * 5001, "ยาวเกิน 10000"),
        "adopts": ("AAAAAA", "เลือกใหม่จากรายการ"),
        "corrections": ("หน้า 2", "เลือกรายงานการประชุมที่รับรองก่อน"),
    }
    for name, (typed, sentence) in faults.items():
        refused = save(room, **{name: typed, "recorder": "ผู้จดคนใหม่"})
        assert refused.status_code == 422
        assert sentence in refused.text, name
        assert "ผู้จดคนใหม่" in refused.text
    assert "ครั้งที่กับปีต้องมีทั้งคู่" in save(room, number="").text
    assert stored(room) == before


def test_lists_of_all_officers_of_a_province_are_stored_whole(room: Room) -> None:
    lists = {name: "\n".join(["นายสมมุติ น้ำใจ"] * 600) for name in ("present", "absent", "others")}
    assert save(room, **lists).status_code == 302
    assert stored(room).facts.others == lists["others"]


def test_facts_that_another_console_changed_are_not_overwritten(room: Room) -> None:
    was = stored(room).version
    save(room)
    refused = save(room, was=was, recorder="ผู้จดของอีกจอ")
    assert refused.status_code == 409
    assert "ผู้จดของอีกจอ" in refused.text
    assert stored(room).facts.recorder == FACTS["recorder"]


def test_a_matter_is_added_changed_moved_removed_and_comes_back_until_the_next_step(room: Room) -> None:
    for title in ("เรื่องที่หนึ่ง", "เรื่องที่สอง"):
        assert add(room, 4, title, resolution="รับทราบ").status_code == 302
    first, second = stored(room).of_agenda(4)
    post(room, "/up", item=second.id)
    assert titles(room, 4) == ["เรื่องที่สอง", "เรื่องที่หนึ่ง"]
    post(room, "/items", id=first.id, was=first.version, agenda="5", title="เรื่องที่หนึ่ง แก้แล้ว")
    assert (titles(room, 4), titles(room, 5)) == (["เรื่องที่สอง"], ["เรื่องที่หนึ่ง แก้แล้ว"])
    post(room, "/remove", item=second.id)
    assert titles(room, 4) == []
    post(room, "/back", item=second.id)
    assert titles(room, 4) == ["เรื่องที่สอง"]
    post(room, "/remove", item=second.id)
    add(room, 6, "เรื่องอื่น")
    assert post(room, "/back", item=second.id).status_code == 404


def test_a_matter_that_is_sent_twice_is_one_and_one_that_was_removed_may_be_added_again(room: Room) -> None:
    for _again in range(2):
        assert add(room, 4, "ผลการเบิกจ่าย", text="ร้อยละ 98").status_code == 302
    assert titles(room, 4) == ["ผลการเบิกจ่าย"]
    add(room, 4, "ผลการเบิกจ่าย", text="ร้อยละ 99")
    add(room, 5, "ผลการเบิกจ่าย", text="ร้อยละ 98")
    assert (len(titles(room, 4)), len(titles(room, 5))) == (2, 1)
    post(room, "/remove", item=stored(room).of_agenda(5)[0].id)
    add(room, 5, "ผลการเบิกจ่าย", text="ร้อยละ 98")
    assert titles(room, 5) == ["ผลการเบิกจ่าย"]


def test_a_matter_that_another_console_changed_is_shown_beside_what_was_typed(room: Room) -> None:
    add(room, 5, "เดิม")
    (item,) = stored(room).of_agenda(5)
    post(room, "/items", id=item.id, was=item.version, agenda="5", title="ของจอแรก")
    refused = post(room, "/items", id=item.id, was=item.version, agenda="5", title="ของจอที่สอง")
    assert refused.status_code == 409
    assert "ของจอแรก" in refused.text
    assert 'value="ของจอที่สอง"' in refused.text
    assert titles(room, 5) == ["ของจอแรก"]


def test_a_matter_without_a_title_or_too_long_is_refused_with_its_words_in_the_form(room: Room) -> None:
    for typed, sentence in (({"title": "\N{ZERO WIDTH SPACE}"}, "พิมพ์ชื่อเรื่อง"), ({"resolution": "ก" * 2001}, "ยาวเกิน")):
        refused = add(room, 1, **{"title": "ชื่อ", "text": "เนื้อความที่พิมพ์ไว้", **typed})
        assert refused.status_code == 422
        assert sentence in refused.text
        assert "เนื้อความที่พิมพ์ไว้" in refused.text
    assert post(room, "/items", agenda="7", title="วาระที่ไม่มี").status_code == 422
    assert stored(room).items == ()


def test_the_next_meeting_adopts_the_minutes_and_comes_back_to_what_was_resolved(room: Room) -> None:
    save(room)
    add(room, 5, "ติดตามครัวเรือน", resolution="มอบทุกอำเภอรายงาน")
    add(room, 5, "ไม่มีมติ")
    for what, status in (("ขุดลอกคลอง", "doing"), ("เสร็จไปแล้ว", "done")):
        action = {"what": what, "unit": "สพอ.บ้านไผ่", "day": "31", "month": "3", "year": "2564"}
        made = room.desk.call("/actions", action).get_json()["answer"]
        room.desk.call(f"/actions/{made}/status", {"status": status, "was": "waiting"})
    following = room.another()
    assert "ประชุมประจำเดือน ครั้งที่ 8/2563" in page(following)
    assert save(following, number="9", adopts=room.code, corrections="หน้า ๒ แก้คำผิด").status_code == 302
    assert [(each.title, each.text) for each in stored(following).of_agenda(3)] == [
        ("ติดตามครัวเรือน", "มติการประชุมครั้งที่ ๘/๒๕๖๓: มอบทุกอำเภอรายงาน"),
        ("ไม่มีมติ", "การประชุมครั้งที่ ๘/๒๕๖๓ ยังไม่มีมติ"),
        (
            "ขุดลอกคลอง",
            "จากประชุมประจำเดือน ครั้งที่ ๘/๒๕๖๓\nมอบ สพอ.บ้านไผ่ ดำเนินการ ภายในวันที่ ๓๑ มีนาคม ๒๕๖๔ (กำลังทำ)",
        ),
    ]
    assert "รับรองแล้ว" in page(room)
    save(room, number="", year="")  # it can no longer be chosen, but was adopted as it was
    assert save(following, number="9", adopts=room.code, corrections="หน้า ๓").status_code == 302
    assert "รับรองโดยมีการแก้ไข ดังนี้\nหน้า ๓" in words_of(following, "docx").replace("\t", "\n")


def test_a_meeting_adopts_none_that_adopted_it_by_way_of_others_either(room: Room) -> None:
    second, third = room.another(), room.another()
    for number, meeting in enumerate((room, second, third), 1):
        save(meeting, number=str(number))
    assert save(second, number="2", adopts=room.code).status_code == 302
    assert save(third, number="3", adopts=second.code).status_code == 302
    for later in (room, second, third):
        refused = save(room, number="1", adopts=later.code)
        assert (refused.status_code, "เลือกใหม่จากรายการ" in refused.text) == (422, True)
    assert save(second, number="2", adopts=room.code, corrections="หน้า ๒").status_code == 302
    assert stored(room).facts.adopted is None


def test_actions_of_the_day_become_resolutions(room: Room) -> None:
    room.desk.call("/actions", {"what": "ขุดลอกคลอง", "unit": "สพอ.บ้านไผ่", "measure": "1 แห่ง"})
    room.desk.call("/actions", {"what": "คิดต่อ"})
    for taken in ("taken=2", "taken=0"):
        assert taken in post(room, "/fill/decided").location
    found = [(each.title, each.text, each.resolution) for each in stored(room).of_agenda(5)]
    assert found == [("ขุดลอกคลอง", "ตัวชี้วัด: 1 แห่ง", "มอบ สพอ.บ้านไผ่ ดำเนินการ"), ("คิดต่อ", "", "")]


def test_themes_are_taken_over_as_counts_without_hidden_notes(room: Room) -> None:
    notes = [room.phone.note(text)["id"] for text in ("งบมาช้า", "งบน้อย", "งบที่ซ่อน")]
    room.desk.call(f"/notes/{notes[0]}/move", {"theme_id": "new", "label": "งบประมาณ"})
    theme = room.desk.board()["themes"][0]["id"]
    for note in notes[1:]:
        room.desk.call(f"/notes/{note}/move", {"theme_id": theme})
    room.desk.call(f"/notes/{notes[2]}/hide")
    key = room.feed.read(workshops.find, room.code).categories[0]["key"]
    assert "taken=1" in post(room, "/fill/category", category=key).location
    assert "taken=0" in post(room, "/fill/category", category="ไม่มี").location
    (item,) = stored(room).of_agenda(4)
    assert item.text.splitlines()[1:] == ["– งบประมาณ (๒ ความเห็น)"]


def test_who_consents_to_a_name_is_added_once_and_no_note_comes_with_it(room: Room) -> None:
    who = {"name": "สมหมาย ใจกล้า", "unit": "สพอ.บ้านไผ่", "role": "พัฒนาการอำเภอ"}
    room.new_phone(0, **who, in_minutes=True).note("ความเห็นลับ")
    room.new_phone(1, name="สมพร ไม่ยินยอม").note("อีกข้อ")
    save(room, present="สมหญิง มาก่อน")
    for taken in ("taken=1", "taken=0"):
        assert taken in post(room, "/fill/people").location
    assert stored(room).facts.present == "สมหญิง มาก่อน\nสมหมาย ใจกล้า\tพัฒนาการอำเภอ สพอ.บ้านไผ่"
    assert "ความเห็นลับ" not in page(room)


def test_the_pdf_is_set_in_the_offices_own_font(room: Room) -> None:
    save(room)
    room.feed.write(office_fonts.add, faces("Regular"))
    _name, data = minutes_file(room.feed.read(shown.read, room.code), "pdf", Words("th"))
    assert (b"+Samroon" in data, b"+Sarabun" in data) == (True, False)


def test_both_files_contain_every_word_and_name_what_is_missing(room: Room) -> None:
    save(room)
    add(room, 1, "=เรื่อง <b> 2564", text="ย่อหน้าแรก\nย่อหน้าที่สอง", resolution="รับทราบ")
    for kind in ("docx", "pdf"):
        answer = room.desk.client.get(f"/workshops/{room.code}/minutes/{kind}")
        assert answer.status_code == 200
        found = words_of(room, kind)
        expected = [
            "รายงานการประชุมประจำเดือน",
            "ครั้งที่ ๘/๒๕๖๓",
            "เริ่มประชุมเวลา ๐๙.๓๐ น.",
            "๑.๑ =เรื่อง <b> 2564",
            "ย่อหน้าที่สอง",
        ]
        expected += [
            "นายตัวอย่าง <นามสมมุติ>",
            "รับทราบ",
            "– ไม่มี –",
            "[ยังไม่ได้กรอก: สถานที่]",
            "(นางสาวจด บันทึก)",
            "ระเบียบวาระที่ ๖",
        ]
        assert [each for each in expected if each not in found] == []
        assert "ครั้งที่ 8/2563" in words_of(room, kind, digits=False)
    save(room, present="")
    assert "[ยังไม่ได้กรอก: รายชื่อ]" in words_of(room, "docx")


def test_another_workshop_has_none_of_it(room: Room) -> None:
    other = room.another()
    save(room)
    add(room, 1, "ของห้องแรก")
    (item,) = stored(room).items
    assert post(other, "/remove", item=item.id).status_code == 404
    assert stored(other) == Typed()
    assert titles(room, 1) == ["ของห้องแรก"]


class Memory:
    """A change of a workshop whose minutes are in memory."""

    id = 1

    def __init__(self, titles: str) -> None:
        items = [{"id": title, "agenda": 1, "title": title} for title in titles]
        self.row, self.session = Minutes(workshop_id=1, facts={}, items=items), self

    def get(self, _table: object, _key: object) -> Minutes:
        return self.row

    def add(self, row: Minutes) -> None:
        self.row = row

    def record(self, *_what: object, **_more: object) -> None: ...

    def ids(self) -> list[str]:
        return [each["id"] for each in self.row.items if not each.get("removed")]


@given(st.lists(st.tuples(st.sampled_from(["up", "down", "remove", "back"]), st.sampled_from("กขคง")), max_size=12))
def test_no_order_of_steps_doubles_or_loses_a_matter(steps: list[tuple[str, str]]) -> None:
    change: Any = Memory("กขคง")
    for step, item_id in steps:
        before = change.ids()
        with contextlib.suppress(UnknownItem):
            ACTS[step](change, item_id)
            before = {"remove": [each for each in before if each != item_id], "back": [*before, item_id]}.get(
                step, before
            )
        assert sorted(change.ids()) == sorted(before)


def test_how_many_devices_came_of_each_unit_is_listed_and_counted_anew(room: Room) -> None:
    save(room, others="นายอำเภอ  ประธาน")
    fill = f"/workshops/{room.code}/minutes/fill/units"
    for unit in (*["สพอ. น้ำพอง"] * 6, *["พช.ขก."] * 5, *["สพอ. พล"] * 3):
        room.new_phone(1, unit=unit)
    assert room.desk.post(fill).status_code == 302
    others = "หน่วยงานอื่นและไม่ระบุ  5 เครื่อง"
    assert stored(room).facts.others.splitlines() == [
        "นายอำเภอ  ประธาน", "สพอ. น้ำพอง  6 เครื่อง", "พช.ขก.  5 เครื่อง", others,
    ]  # fmt: skip
    room.new_phone(1, unit="พช.ขก.")
    for _twice in range(2):
        assert room.desk.post(fill).status_code == 302
    assert sorted(stored(room).facts.others.splitlines()) == sorted(
        ["นายอำเภอ  ประธาน", "สพอ. น้ำพอง  6 เครื่อง", "พช.ขก.  6 เครื่อง", others]
    )
    assert helper_of(room, "viewer").post(fill).status_code == 403


def test_a_count_of_a_unit_that_is_counted_no_more_gives_way(room: Room) -> None:
    fill = f"/workshops/{room.code}/minutes/fill/units"
    save(room, others="สพอ. ชื่อเดิม  6 เครื่อง\nรถตู้ 2 เครื่อง")
    for unit in (*["พช.ขก."] * 5, *["สพอ. พล"] * 3):
        room.new_phone(1, unit=unit)
    assert room.desk.post(fill).status_code == 302
    assert "พช.ขก." in stored(room).facts.others
    assert "ชื่อเดิม" not in stored(room).facts.others
    assert "รถตู้ 2 เครื่อง" in stored(room).facts.others
    room.feed.change(room.code, "facilitator", minutes.add_units, ())
    assert stored(room).facts.others == "รถตู้ 2 เครื่อง"
