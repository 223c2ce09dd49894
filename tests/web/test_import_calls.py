"""Files and pasted rows in the console: looked at first, then one step."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest
from flask import Flask

from tests.cli.test_import_again import as_xlsx
from tests.room import Room
from tests.web.importing import OnTheSpot, post, send
from workshop.domain import endings, groups, undo
from workshop.intake import looking
from workshop.intake.layout import Columns
from workshop.intake.looking import Options
from workshop.tables import MAX_BYTES
from workshop.views import dates
from workshop.views.integrity import everything
from workshop.views.read_record import read_record

FORM = "กลุ่ม,ปัญหา/อุปสรรค,สาเหตุ,ฝากถึงกรม\nดอกคูน,งบไม่พอ,แผนมาช้า,ขอบคุณ\nดอกจาก,รถไม่มี,,สวัสดี\nรวม,2,1,\n"


@pytest.fixture
def desk(app: Flask, room: Room) -> Room:
    app.extensions["laena.import_process"] = OnTheSpot(room)
    return room


def texts(room: Room) -> list[tuple[str, str, str]]:
    return [(note.text, note.category, note.group) for note in room.feed.read(read_record, room.code).notes]


def test_a_look_shows_what_would_be_read_and_stores_nothing(desk: Room) -> None:
    before = desk.desk.board()["seq"]
    look = send(desk, FORM)["look"]
    assert [column["role"] for column in look["columns"]] == ["group", "problem", "cause", ""]
    assert look["rows"][0] == ["ดอกคูน", "งบไม่พอ", "แผนมาช้า", "ขอบคุณ"]
    assert (look["notes"], look["added"], look["alike"], look["already"], look["refused"]) == (3, 3, 0, 0, 0)
    assert [(each["name"], each["cells"]) for each in look["others"]] == [("ฝากถึงกรม", 2)]
    assert look["no_notes"] == {"count": 1, "shown": [{"sheet": "", "row": 3, "why": "แถวรวม"}]}
    assert look["unknown_groups"] == [{"name": "ดอกจาก", "shown": "ดอกจาก", "rows": 1, "near": "กลุ่มดอกจาน"}]
    assert desk.desk.board()["seq"] == before
    assert texts(desk) == []


def test_the_import_stores_what_the_look_showed_and_one_undo_takes_it_back(desk: Room) -> None:
    done = send(desk, FORM, store=True, means={"ดอกจาก": "กลุ่มดอกจาน"})["done"]
    assert (done["notes"], done["added"], done["unknown_groups"]) == (3, 3, [])
    assert texts(desk) == [
        ("งบไม่พอ", "ปัญหา/อุปสรรค", "กลุ่มดอกคูน"),
        ("แผนมาช้า", "สาเหตุ", "กลุ่มดอกคูน"),
        ("รถไม่มี", "ปัญหา/อุปสรรค", "กลุ่มดอกจาน"),
    ]
    desk.desk.call("/undo")
    assert texts(desk) == []


def test_unknown_groups_are_made_by_choice_and_one_undo_takes_the_empty_ones_back(desk: Room) -> None:
    table = "กลุ่ม,ปัญหา/อุปสรรค\nดอกคูน,งบไม่พอ\nอำเภอน้ำพอง,รถไม่มี\nน้ำพอง,คนน้อย\nชุมแพ,แผนช้า\n"
    before, seen = desk.desk.board(), desk.phone.state()["seq"]
    look = send(desk, table, make_groups=["อำเภอน้ำพอง"])["look"]
    assert look["made_groups"] == ["อำเภอน้ำพอง"]
    assert look["unknown_groups"] == [{"name": "ชุมแพ", "shown": "ชุมแพ", "rows": 1, "near": None}]
    assert desk.desk.board()["seq"] == before["seq"]
    done = send(desk, table, store=True, make_groups=["อำเภอน้ำพอง", "ชุมแพ"])["done"]
    assert (done["made_groups"], done["unknown_groups"]) == (["อำเภอน้ำพอง", "ชุมแพ"], [])
    assert [group for _, _, group in texts(desk)] == ["กลุ่มดอกคูน", "อำเภอน้ำพอง", "อำเภอน้ำพอง", "ชุมแพ"]
    named = [group["name"] for group in desk.phone.state(since=seen)["groups"]]
    assert named == ["กลุ่มดอกคูน", "กลุ่มดอกจาน", "อำเภอน้ำพอง", "ชุมแพ"]
    board = desk.desk.board(since=before["seq"])
    assert [(group["name"], group["notes"]) for group in board["groups"]][2:] == [("อำเภอน้ำพอง", 2), ("ชุมแพ", 1)]
    desk.other.join(board["groups"][3]["id"])  # somebody sits at ชุมแพ now
    desk.desk.call("/undo")
    assert [group["name"] for group in desk.desk.board(since=board["seq"])["groups"]][2:] == ["ชุมแพ"]
    assert texts(desk) == []
    assert desk.feed.read(everything).faults == ()
    assert send(desk, table, store=True, make_groups=["อำเภอน้ำพอง"])["done"]["made_groups"] == ["อำเภอน้ำพอง"]
    assert [group for _, _, group in texts(desk)] == ["กลุ่มดอกคูน", "อำเภอน้ำพอง", "อำเภอน้ำพอง", "ชุมแพ"]


def test_notes_of_the_past_carry_their_day_once_a_person_has_said_how_it_is_written(desk: Room) -> None:
    form = "ประทับเวลา,ปัญหา/อุปสรรค\n1/11/2563 9:15:00,งบไม่พอ\n30/10/2563 10:00:00,รถไม่มี\n1/11/63,คนน้อย\n1/1/2999,ช้า\n"
    look = send(desk, form)["look"]
    assert [column["role"] for column in look["columns"]] == ["time", "problem"]
    assert (look["days"]["span"], look["days"]["undecided"], look["added"]) == ("", 1, 4)
    look = send(desk, form, days="day_first")["look"]
    assert look["days"]["span"] == "30 ตุลาคม – 1 พฤศจิกายน 2563"
    assert look["days"]["wrong"]["shown"] == [
        {"sheet": "", "row": 3, "why": "ปีสองหลัก ไม่รู้ว่า พ.ศ. หรือ ค.ศ."},
        {"sheet": "", "row": 4, "why": "วันที่ยังไม่มาถึง"},
    ]
    send(desk, form, store=True, days="day_first")
    found = [note.submitted_at for note in desk.feed.read(read_record, desk.code).notes]
    assert [moment.isoformat() for moment in found[:2]] == ["2020-11-01T00:00:00+07:00", "2020-10-30T00:00:00+07:00"]
    assert {moment.year for moment in found[2:]} == {dates.now().year}
    desk.desk.call("/undo")
    send(desk, form, store=True, days="none")
    assert {note.submitted_at.year for note in desk.feed.read(read_record, desk.code).notes} == {dates.now().year}


def test_groups_that_cannot_be_made_are_named_and_nothing_is_changed(desk: Room) -> None:
    many = [f"บ้านที่{n:03}" for n in range(119)]
    table = "กลุ่ม,ปัญหา/อุปสรรค\n" + "".join(f"{name},งบไม่พอ {name}\n" for name in many)
    seq = desk.desk.board()["seq"]
    refused = send(desk, table, store=True, make_groups=many)
    assert (refused["refused"], refused["table"]["row_count"]) == ("too_many_groups", 119)
    assert "120" in refused["message"]
    long = "ที่" * 61
    refused = send(desk, f"กลุ่ม,ปัญหา/อุปสรรค\n{long},งบไม่พอ\n", store=True, make_groups=[long])
    assert refused["refused"] == "long_group_name"
    assert desk.desk.board()["seq"] == seq
    assert send(desk, table, store=True, make_groups=many[:118])["done"]["unknown_groups"][0]["name"] == many[118]


def test_the_same_file_twice_adds_nothing_and_says_so(desk: Room) -> None:
    send(desk, FORM, store=True)
    assert send(desk, FORM, store=True, means={"ดอกจาก": "กลุ่มดอกจาน"})["done"]["already"] == 3
    book = as_xlsx(FORM.replace("ขอบคุณ", "ขอบคุณมาก").replace("สวัสดี", "-"))
    look = send(desk, book)["look"]
    assert (look["added"], look["alike"], look["alike_rows"][0]) == (0, 3, {"sheet": "Sheet", "row": 1})
    assert send(desk, book, again=True)["look"]["added"] == 3


def test_a_group_renamed_after_the_look_is_named_and_its_notes_stay(desk: Room) -> None:
    means = {"ดอกจาก": "กลุ่มดอกจาน"}
    assert send(desk, FORM, means=means)["look"]["unknown_groups"] == []
    desk.feed.change(desk.code, undo.ACTOR, groups.replace, ["กลุ่มดอกคูน", "กลุ่มดอกแก้ว"])
    done = send(desk, FORM, store=True, means=means)["done"]
    assert (done["added"], [(each["name"], each["rows"]) for each in done["unknown_groups"]]) == (3, [("กลุ่มดอกจาน", 1)])
    assert [group for _, _, group in texts(desk)] == ["กลุ่มดอกคูน", "กลุ่มดอกคูน", ""]


def test_of_two_consoles_that_looked_at_the_same_file_the_second_adds_nothing(desk: Room) -> None:
    options = Options(columns=Columns())
    first, second = (looking.look(desk.feed, desk.code, FORM.encode(), "a.csv", options) for _ in range(2))
    assert looking.take(desk.feed, first).added == 3
    late = looking.take(desk.feed, second)
    assert (late.added, late.already) == (0, 3)
    assert len(texts(desk)) == 3


def test_a_category_that_the_workshop_has_not_is_offered_and_may_be_given_a_meaning(desk: Room) -> None:
    table = "text,ประเภท\nงบไม่พอ,ปัญหาอุปสัก\nรถไม่มี,ปัญหาอุปสัก\n"
    look = send(desk, table)["look"]
    assert look["unknown_categories"] == [{"name": "ปัญหาอุปสัก", "shown": "ปัญหาอุปสัก", "rows": 2, "near": "ปัญหา/อุปสรรค"}]
    assert (look["added"], look["refused"]) == (0, 2)
    assert look["refused_rows"]["shown"][0] == {"sheet": "", "row": 1, "why": "ไม่มีประเภทนี้ในการประชุม"}
    assert send(desk, table, means={"ปัญหาอุปสัก": "ปัญหา/อุปสรรค"})["look"]["added"] == 2


def test_without_a_category_the_columns_are_shown_and_it_may_be_chosen(desk: Room) -> None:
    refused = send(desk, "เรื่องที่อยากบอก\nงบไม่พอ\n")
    assert refused["refused"] == "no_category"
    assert [(each["name"], each["role"]) for each in refused["table"]["columns"]] == [("เรื่องที่อยากบอก", "note")]
    assert send(desk, "เรื่องที่อยากบอก\nงบไม่พอ\n", into="problem")["look"]["added"] == 1


def test_a_name_as_long_as_a_page_is_shown_cut_and_still_means_its_column(desk: Room) -> None:
    question, group = "เรื่องที่น้ำ" * 100, "น้ำ" * 300
    refused = send(desk, f"{question}\nงบไม่พอ\n", text="ไม่มี")
    assert "น้ำ…" in refused["message"]
    assert len(refused["message"]) < 400
    look = send(desk, f"{question},กลุ่ม\nงบไม่พอ,{group}\n", text=question, into="problem")["look"]
    assert (look["columns"][0]["name"], look["added"]) == (question, 1)
    assert look["columns"][0]["shown"].endswith("…")
    assert look["unknown_groups"][0]["name"] == group
    assert look["unknown_groups"][0]["shown"] == "น้ำ" * 60 + "…"


def test_the_header_s_row_and_the_column_may_be_chosen(desk: Room) -> None:
    table = "ก,ข\nงบไม่พอ,ไม่ใช่\nรถไม่มี,เช่นกัน\n"
    assert send(desk, table, header=0, text="B", into="problem")["look"]["first"][1]["text"] == "ไม่ใช่"
    assert send(desk, table, header=2, text="งบไม่พอ", into="problem")["look"]["first"][0]["text"] == "รถไม่มี"


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("งบไม่พอ, มาช้า\n\n  \nรถไม่มี", ["งบไม่พอ, มาช้า", "รถไม่มี"]),
        ("- งบไม่พอ\n• รถไม่มี\n1. คนน้อย\n๒) อบรม\n1.5 ล้านไม่พอ", ["งบไม่พอ", "รถไม่มี", "คนน้อย", "อบรม", "1.5 ล้านไม่พอ"]),
        ('ดอกคูน\t"งบไม่พอ\nและช้า"\nดอกจาน\tเขาว่า "ดี"', ["งบไม่พอ\nและช้า", 'เขาว่า "ดี"']),
        ("กลุ่ม\tความเห็น\nดอกคูน\tงบไม่พอ", ["งบไม่พอ"]),
    ],
    ids=["lines", "list marks", "cells with line breaks", "a header"],
)  # fmt: skip
def test_pasted_rows_become_notes(desk: Room, pasted: str, read: list[str]) -> None:
    look = send(desk, pasted, pasted=True, into="problem")["look"]
    assert [note["text"] for note in look["first"]] == read


def test_a_file_that_cannot_be_read_is_refused_in_the_user_s_language(desk: Room) -> None:
    assert send(desk, b"%PDF-1.7", name="รายงาน.pdf") == {
        "refused": "not_a_table",
        "message": "ไฟล์ รายงาน.pdf เป็น PDF ไม่ใช่ตาราง เปิดแล้วบันทึกเป็น XLSX หรือ CSV UTF-8",
    }
    desk.desk.client.set_cookie("language", "en")
    assert send(desk, b"", name="a.csv")["message"].startswith("a.csv is empty")


def test_a_workshop_that_has_ended_takes_no_file(desk: Room) -> None:
    desk.feed.change(desk.code, undo.ACTOR, endings.end)
    answer = post(desk, FORM, store=True)
    assert (answer.status_code, answer.get_json()["error"]) == (409, "import_into_ended")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]\n", b"{\n", b"\xff\n", b'{"name": 1}\n', b'{"name": "a", "header": -1}\n']
)
def test_a_body_without_a_right_first_line_is_refused(desk: Room, body: bytes) -> None:
    assert desk.desk.post(f"/api/w/{desk.code}/import", data=body).status_code in (400, 422)


def test_a_file_over_the_limit_is_refused_before_it_is_read(desk: Room) -> None:
    answer = post(desk, b"\0" * (MAX_BYTES + 300_000))
    assert answer.get_json()["error"] == "too_large"


def test_a_page_of_another_site_cannot_import(desk: Room) -> None:
    body = json.dumps({"name": "a", "store": True}).encode() + b"\n" + FORM.encode()
    assert desk.desk.client.post(f"/api/w/{desk.code}/import", data=body).status_code == 409
    assert texts(desk) == []


@pytest.mark.usefixtures("new_children")
def test_a_process_of_its_own_reads_the_file_and_the_next_waits_its_turn(app: Flask, room: Room) -> None:
    reader = app.extensions["laena.import_process"]
    held = reader.lines({}, b"")
    assert post(room, FORM).get_json()["error"] == "import_under_way"
    held.close()
    answer = post(room, FORM, store=True)
    steps = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["step"] for line in steps if "step" in line] == ["reading", "comparing", "storing"]
    assert steps[-1]["done"]["added"] == 3
    assert len(texts(room)) == 3
    folder = app.extensions["laena.settings"].data
    left_out = "ฝากถึงกรม".encode()  # a column that was not read: it is nowhere on the disk
    assert not [path for path in folder.rglob("*") if path.is_file() and left_out in path.read_bytes()]


def test_headings_and_cells_for_those_below_them_are_shown_and_may_be_switched_off(desk: Room) -> None:
    table = "ที่,ปัญหา/อุปสรรค,ประเภท,กลุ่ม\n1,งบไม่พอ,ปัญหา,ดอกคูน\n2,รถไม่มี,,\n"
    look = send(desk, table, text="ปัญหา/อุปสรรค")["look"]
    assert look["carried"] == [
        {"column": "กลุ่ม", "cells": 1, "on": True},
        {"column": "ประเภท", "cells": 1, "on": True},
    ]
    assert [(note["category"], note["group"]) for note in look["first"]] == [("ปัญหา/อุปสรรค", "ดอกคูน")] * 2
    assert send(desk, table, text="ปัญหา/อุปสรรค", carry=False)["look"]["refused"] == 1
    table = "อำเภอ,น้ำพอง\nที่,ปัญหา/อุปสรรค\nกลุ่มดอกคูน,\n1,งบไม่พอ\n"
    look = send(desk, table)["look"]
    assert look["headings"] == {
        "count": 2,
        "shown": [
            {"sheet": "", "row": 0, "text": "น้ำพอง", "of": "group"},
            {"sheet": "", "row": 1, "text": "กลุ่มดอกคูน", "of": "group"},
        ],
    }
    off = send(desk, table, headings=False)["look"]
    assert (off["headings"]["count"], off["first"][0]["group"]) == (0, "")
    send(desk, table, store=True)
    assert [group for *_, group in texts(desk)] == ["กลุ่มดอกคูน"]


def test_sheets_that_are_passed_over_are_named(desk: Room) -> None:
    book = openpyxl.Workbook()
    book.active.title = "ปก"
    book.active.append(["แบบรายงาน"])
    sheet = book.create_sheet("ดอกคูน")
    sheet.append(["ที่", "ปัญหา"])
    sheet.append([1, "งบไม่พอ"])
    out = io.BytesIO()
    book.save(out)
    assert send(desk, out.getvalue())["look"]["passed"] == ["ปก"]
