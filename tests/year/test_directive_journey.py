"""From the directive to the table of answers: two installations that exchange nothing but files."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook
from sqlmodel import select

from tests.room import Phone
from tests.year.installations import KHON_KAEN, TYPED, UDON, Office, altered, answer_file, resigned, signer
from workshop.domain import endings, offices, workshops
from workshop.reports.cells import written
from workshop.store.year_tables import DirectiveAnswer, DirectiveWorkshop
from workshop.views.read_record import read_record
from workshop.year import answers, directives, unit_actions
from workshop.year.signed_files import checksum


def _typed(changed: dict[str, str]) -> dict[str, str]:
    return {**TYPED, **changed}


def write_notes(province: Office, code: str) -> None:
    """Two phones write into the workshop's first phase, one of them with a name, and it closes."""
    room, desk = province.room, province.room.desk
    desk.code = code
    desk.open_phase()
    group = desk.board()["groups"][0]["id"]
    for who, text in (("สมหญิง ลับมาก", "งบประมาณมาช้า"), ("", "คนไม่พอ")):
        phone = Phone(room.app.test_client(), code)
        phone.join(group, name=who)
        phone.note(text)
    phase = desk.board()["phases"][0]["id"]
    assert desk.call(f"/phases/{phase}/close").status_code == 200
    assert desk.call(f"/phases/{phase}/grace", {"minutes": 0}).status_code == 200


def test_a_directive_becomes_a_workshop_and_its_answer_reaches_the_table(department: Office, province: Office) -> None:
    uid = department.make()
    file = department.client.get(f"/directives/{uid}/file").data
    assert len(json.loads(file)["content"]["units"]) == 77

    assert province.results(file, file) == ["new", "same"]
    assert "ให้ทุกจังหวัดทบทวนงาน" in province.client.get(f"/directives/{uid}").text
    assert province.post(f"/directives/{uid}/workshop").status_code == 409
    assert province.post(f"/directives/{uid}/unit", unit=KHON_KAEN).status_code == 302
    made = province.post(f"/directives/{uid}/workshop")
    code = made.headers["Location"].split("/")[2]
    assert province.post(f"/directives/{uid}/workshop").headers["Location"] == made.headers["Location"]
    record = province.feed.read(read_record, code)
    assert [(phase.question, phase.identity) for phase in record.phases] == [
        ("อะไรติดขัด\nติดขัดที่ใด", "anonymous"),
        ("ปีต่อไปควรทำอะไร", "anonymous"),
    ]
    assert [each.name for each in record.categories] == ["ปัญหา/อุปสรรค", "ข้อเสนอแนะ/การพัฒนาต่อยอด"]
    assert record.host_unit == "ขอนแก่น"
    assert record.office.directive == "หนังสือกรมตัวอย่าง ที่ มท 0402.1/ว 2563 ลงวันที่ 28 ตุลาคม 2563"
    assert record.office.addressee == "อธิบดีกรมตัวอย่าง"
    assert "ให้ทุกจังหวัดทบทวนงาน" in record.background
    assert province.feed.read(offices.read).directive == ""  # what the office typed for its other letters

    write_notes(province, code)
    assert f'action="/workshops/{code}/answer"' in province.client.get(f"/workshops/{code}/report").text
    first = province.post(f"/workshops/{code}/answer").data
    assert province.post(f"/workshops/{code}/answer").data == first
    assert "สมหญิง" not in first.decode()
    said = json.loads(first)["content"]
    assert {note["text"] for note in said["notes"]} == {"งบประมาณมาช้า", "คนไม่พอ"}
    assert [note["number"] for note in said["notes"]] == sorted(note["number"] for note in said["notes"])
    assert (said["version"], said["predecessor"], said["figures"]["received"]) == (1, "", 2)

    write_notes(province, code)
    second = province.post(f"/workshops/{code}/answer").data
    said = json.loads(second)["content"]
    assert said["version"] == 2
    assert re.fullmatch("[0-9a-f]{64}", said["predecessor"])

    assert department.results(second, first, first) == ["first", "older", "same"]
    table = department.feed.read(answers.table, uid)
    (row,) = (each for each in table.rows if each.answer)
    assert (row.unit.name, row.state, row.versions) == ("ขอนแก่น", "again", (1, 2))
    assert row.answer is not None
    assert row.answer.notes == 4
    page = department.client.get(f"/directives/{uid}").text
    assert "ตอบแล้ว 1 จาก 77 หน่วยงาน" in page
    assert "เลยกำหนด ยังไม่ได้รับ" in page


def test_a_signed_file_that_no_database_stores_or_that_counts_twice_is_damaged(department: Office) -> None:
    uid = department.make()
    key = json.loads(department.client.get(f"/directives/{uid}/file").data)["key"]
    answer = answer_file(uid, key)
    note = json.loads(answer)["content"]["notes"][0]
    wrong: list[dict[str, Any]] = [
        {"title": "ก\0ข"},
        {"unit": {"code": KHON_KAEN, "name": "ก\0ข"}},
        {"notes": [{**note, "text": "ก\0ข"}]},
        {"notes": [note, note]},
        {"notes": [{**note, "number": 2**70}]},
        {"categories": [{"key": "problem", "name": "ก"}, {"key": "problem", "name": "ข"}]},
        {"version": 2**63},
    ]
    assert department.results(*(resigned(answer, each) for each in wrong)) == ["file_damaged"] * len(wrong)
    directive = department.client.get(f"/directives/{uid}/file").data
    two = [{"code": KHON_KAEN, "name": "ขอนแก่น"}, {"code": KHON_KAEN, "name": "เลย"}]
    assert department.results(resigned(directive, {"uid": "0" * 32, "units": two})) == ["file_damaged"]
    assert department.feed.read(answers.waiting) == []
    assert not any(row.answer for row in department.feed.read(answers.table, uid).rows)


def test_what_a_province_cannot_use_has_a_name_each_and_changes_nothing(department: Office, province: Office) -> None:
    uid = department.make()
    file = department.client.get(f"/directives/{uid}/file").data
    content = {**json.loads(file)["content"], "subject": "แก้เอง"}
    bad = [
        file[: len(file) // 2],
        altered(file, content={"subject": "แก้เอง"}),
        altered(file, content={"subject": "แก้เอง"}, checksum=checksum(content)),
        altered(file, schema_version=3),
        b"{}",
        b"\xff\xfe",
        b"[" * 100_000,
    ]
    assert province.results(*bad) == [
        "file_damaged", "file_damaged", "file_tampered", "file_newer", "not_ours", "not_ours", "not_ours",
    ]  # fmt: skip
    assert province.feed.read(directives.every) == []


def test_a_moved_deadline_and_a_withdrawal_reach_the_province_and_its_history(
    department: Office, province: Office
) -> None:
    uid = department.make()
    page = f"/directives/{uid}"
    first = department.client.get(f"{page}/file").data
    moved = {"deadline_day": "9", "was": "1"}
    assert department.post(f"{page}/edit", **_typed(moved)).status_code == 302
    assert department.post(f"{page}/edit", **_typed(moved)).status_code == 409  # another screen's edit is not lost
    second = department.client.get(f"{page}/file").data
    assert department.post(f"{page}/withdraw", reason=" ").status_code == 422
    assert department.post(f"{page}/withdraw", reason="ประชุมเลื่อน").status_code == 302
    third = department.client.get(f"{page}/file").data
    assert department.post(f"{page}/edit", **_typed({"was": "3"})).status_code == 409

    assert province.results(second, first, third) == ["new", "older", "newer"]
    row = province.feed.read(directives.find, uid)
    assert [(each["version"], each["deadline"]) for each in row.versions] == [(2, "2020-11-09"), (3, "2020-11-09")]
    assert "ยกเลิกแล้ว: ประชุมเลื่อน" in province.client.get(page).text
    province.post(f"{page}/unit", unit=KHON_KAEN)
    assert province.post(f"{page}/workshop").status_code == 409
    assert province.post(f"{page}/withdraw", reason="ของคนอื่น").status_code == 409


def test_a_year_of_the_common_era_is_asked_about_and_not_guessed(department: Office) -> None:
    answer = department.post("/directives/new", **_typed({"issued_year": "2020"}))
    assert answer.status_code == 422
    assert "ปี 2020 เป็น พ.ศ. หรือ ค.ศ." in answer.text
    assert "ให้ทุกจังหวัดทบทวนงาน" in answer.text  # what was typed is there again
    assert department.feed.read(directives.every) == []


def test_each_answer_that_does_not_fit_is_named_and_not_counted(department: Office) -> None:
    uid = department.make()
    key = department.feed.read(directives.find, uid).key
    good, foreign = answer_file(uid, key), answer_file("0" * 32, key, UDON)
    assert department.results(foreign, directive=uid) == ["foreign_directive"]
    assert department.results(foreign) == ["waiting"]
    assert "คำตอบที่รอไฟล์ข้อสั่งการ" in department.client.get("/directives").text
    assert department.results(answer_file(uid, key, "99")) == ["wrong_unit"]
    assert department.results(answer_file(uid, "0" * 64, UDON)) == ["foreign"]
    assert department.results(good, answer_file(uid, key, by=2)) == ["first", "disputed"]
    assert department.results(altered(good, checksum="0" * 64)) == ["file_damaged"]
    spelled = [altered(good, key=text) for text in (signer().public.upper(), f" {signer().public}")]
    assert department.results(*spelled) == ["file_tampered"] * 2
    table = department.feed.read(answers.table, uid)
    assert table.count(*answers.ANSWERED) == 0
    (row,) = (each for each in table.rows if each.disputed)
    assert ([each.unit for each in table.strangers], [each.unit for each in table.foreign]) == (["99"], [UDON])
    assert department.post(f"/directives/{uid}/source", unit=KHON_KAEN, key=row.disputed[0]).status_code == 302
    assert department.feed.read(answers.table, uid).count(*answers.ANSWERED) == 1


def test_excused_late_and_empty_answers_stand_in_the_table_and_its_files(department: Office) -> None:
    uid = department.make(units='b-1\t=HYPERLINK("x")')
    key = department.feed.read(directives.find, uid).key
    department.take(answer_file(uid, key, UDON, notes=0))
    assert department.post(f"/directives/{uid}/excuse", unit="42", reason="น้ำท่วม").status_code == 302
    assert department.post(f"/directives/{uid}/excuse", unit="nowhere", reason="x").status_code == 404
    rows = {each.unit.code: each for each in department.feed.read(answers.table, uid, date(2020, 11, 2)).rows}
    assert (rows["41"].state, rows["42"].state, rows["42"].reason) == ("answered_late", "excused", "น้ำท่วม")
    assert rows[KHON_KAEN].state == "waiting"
    # Today all that have not answered are late: the two others stand behind one tap.
    shown = department.client.get(f"/directives/{uid}?state=excused").text
    assert ('id="unit-42"' in shown, 'id="unit-41"' in shown, 'id="unit-40"' in shown) == (True, False, False)
    assert re.search(r"state=late#states[^>]*>[^<]*<span class=\"number\">75</span>", shown)
    assert department.client.get(f"/directives/{uid}?state=x").text.count('id="unit-') == 77
    text = department.client.get(f"/directives/{uid}/table/csv").data.decode("utf-8-sig")
    assert '"42"' in text
    assert "น้ำท่วม" in text
    cells = {row[0]: row[1] for row in csv.reader(io.StringIO(text))}
    assert (cells["b-1"][:2], written(cells["b-1"])) == ('="', '=HYPERLINK("x")')
    data = department.client.get(f"/directives/{uid}/table/xlsx").data
    sheet = list(load_workbook(io.BytesIO(data)).active.values)
    assert len(sheet) == 78
    assert ("41", "อุดรธานี") in {row[:2] for row in sheet}


def test_actions_of_units_reach_the_department_and_former_files_are_read_on(
    department: Office, province: Office
) -> None:
    uid = department.make()
    province.take(department.client.get(f"/directives/{uid}/file").data)
    province.post(f"/directives/{uid}/unit", unit=KHON_KAEN)
    code = province.post(f"/directives/{uid}/workshop").headers["Location"].split("/")[2]
    without = province.post(f"/workshops/{code}/answer").data
    assert (json.loads(without)["schema_version"], "actions" in json.loads(without)["content"]) == (1, False)
    typed = {"what": '=HYPERLINK("x") <b>ขุดลอก', "unit": "อำเภอพล", "day": "31", "month": "3", "year": "2560"}
    typed["measure"] = "ครบทุกอำเภอ" * 20
    province.room.desk.call("/actions", typed, code=code)
    answer = province.post(f"/workshops/{code}/answer").data
    found = json.loads(answer)
    assert (found["schema_version"], found["content"]["version"]) == (2, 2)
    assert found["content"]["actions"][0]["due"] == "2017-03-31"
    schema = department.client.get("/schemas/answer.json").get_json()
    assert list(Draft202012Validator(schema).iter_errors(found)) == []

    foreign = {"actions": found["content"]["actions"]}
    assert department.results(resigned(without, foreign), resigned(answer, {"actions": []})) == ["file_damaged"] * 2
    assert department.results(altered(answer, schema_version=4), without, answer) == ["file_newer", "first", "replaces"]
    page = department.client.get(f"/directives/{uid}/actions").text
    assert "ขอนแก่น" in page
    assert "เลยกำหนด 1 ข้อ" in page
    assert f"ตัวชี้วัด: {typed['measure']}" in page
    assert "<b>ขุดลอก" not in page
    text = department.client.get(f"/directives/{uid}/actions/csv").data.decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(text)))[1:]
    assert (written(row[0]), row[1], written(row[2]), row[3]) == (KHON_KAEN, "ขอนแก่น", typed["what"], "อำเภอพล")
    assert [written(row[4]), *row[5:]] == ["31 มีนาคม 2560", typed["measure"], "ยังไม่เริ่ม", "เลยกำหนด"]
    sheet = load_workbook(io.BytesIO(department.client.get(f"/directives/{uid}/actions/xlsx").data)).active
    assert sheet.row_dimensions[2].height >= 4 * sheet.row_dimensions[1].height, "the whole measure is seen"
    assert list(sheet.values)[1][:3] == (KHON_KAEN, "ขอนแก่น", typed["what"])


def test_the_command_line_writes_an_answer_and_takes_in_several(
    department: Office, province: Office, tmp_path: Path
) -> None:
    uid = department.make()
    file = tmp_path / "call.json"
    file.write_bytes(department.client.get(f"/directives/{uid}/file").data)
    province.take(file.read_bytes())
    province.post(f"/directives/{uid}/unit", unit=KHON_KAEN)
    code = province.post(f"/directives/{uid}/workshop").headers["Location"].split("/")[2]
    target, bad = tmp_path / "answer.json", tmp_path / "bad.json"
    bad.write_bytes(b"{}")
    wrote = province.run("answer", code, "--output", str(target))
    assert wrote.exit_code == 0, wrote.output
    none = province.run("answer", province.room.code)
    assert (none.exit_code, "no_directive_answered" in none.output) == (1, True)
    took = department.run("answers", str(file), str(target), str(bad), str(target))
    assert (took.exit_code, [line.rpartition(" / ")[2] for line in took.output.splitlines()]) == (
        1,
        ["first", "not_ours", "same", "answered: 1/77"],
    )
    assert department.run("answers", uid, str(target)).exit_code == 0
    assert department.run("answers", "f" * 32, str(target)).exit_code == 1


def test_what_is_deleted_leaves_nothing_of_the_answers(department: Office, province: Office) -> None:
    uid = department.make()
    province.take(department.client.get(f"/directives/{uid}/file").data)
    province.post(f"/directives/{uid}/unit", unit=KHON_KAEN)
    code = province.post(f"/directives/{uid}/workshop").headers["Location"].split("/")[2]
    department.take(province.post(f"/workshops/{code}/answer").data)
    assert province.feed.write(endings.delete_rows, code)
    assert province.feed.read(lambda session: list(session.execute(select(DirectiveWorkshop)))) == []
    again = province.post(f"/directives/{uid}/workshop").headers["Location"].split("/")[2]
    assert province.feed.read(workshops.find, again).code != code
    assert json.loads(province.post(f"/workshops/{again}/answer").data)["content"]["version"] == 2

    key = department.feed.read(directives.find, uid).key
    assert department.results(answer_file(uid, key, unit=UDON)) == ["first"]
    url = department.feed.database.url
    files = [] if "sqlite" not in url else [Path(url.split("///")[1] + end) for end in ("", "-wal")]
    words = json.dumps("งบมาช้า 1")[1:-1].encode()
    assert not files or any(words in file.read_bytes() for file in files)
    assert department.post(f"/directives/{uid}/delete").status_code == 302
    assert not any(words in file.read_bytes() for file in files if file.exists())
    assert department.feed.read(lambda session: list(session.execute(select(DirectiveAnswer)))) == []
    assert department.client.get(f"/directives/{uid}").status_code == 404


def test_an_outsider_reaches_no_directive_and_leaves_nothing(department: Office) -> None:
    uid = department.make()
    key = department.feed.read(directives.find, uid).key
    outsider = department.room.app.test_client()
    token = re.findall(r'name="csrf-token" content="([^"]+)"', outsider.get("/").text)[0]
    body = {"files": [(io.BytesIO(answer_file(uid, key)), "a.json")], "csrf_token": token}
    assert outsider.post("/directives/take", data=body).headers["Location"].startswith("/sign-in")
    for path in ("", "/file", "/edit", "/table/csv", "/actions", "/actions/csv"):
        assert outsider.get(f"/directives/{uid}{path}").headers["Location"].startswith("/sign-in")
    assert department.feed.read(answers.table, uid).count(*answers.ANSWERED) == 0


@pytest.mark.parametrize("kind", ["directive", "answer"])
def test_the_published_schema_describes_the_files(department: Office, kind: str) -> None:
    uid = department.make()
    key = department.feed.read(directives.find, uid).key
    made = {"directive": department.client.get(f"/directives/{uid}/file").data, "answer": answer_file(uid, key)}
    schema = department.client.get(f"/schemas/{kind}.json").get_json()
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(json.loads(made[kind]))) == []
    assert list(Draft202012Validator(schema).iter_errors(json.loads(altered(made[kind], content={"more": 1}))))


def test_actions_whose_wording_looks_the_same_are_folded_over_units_and_none_is_lost(department: Office) -> None:
    uid = department.make()
    key = department.feed.read(directives.find, uid).key

    def with_actions(unit: str, by: int, *whats: str) -> bytes:
        plain = {"unit": "", "due": None, "measure": "", "status": "doing"}
        inside = {"actions": [{"what": what, **plain} for what in whats]}
        return resigned(altered(answer_file(uid, key, unit, by=by), schema_version=2), inside, by)

    department.take(
        with_actions(KHON_KAEN, 1, "ขุดลอก คลอง", "ซ่อมถนน"), with_actions(UDON, 2, "ขุดลอก\u200bคลอง", "ซ่อมถนน", "ปลูกป่า")
    )
    found = department.feed.read(unit_actions.of, uid)
    assert [[row.unit.code for row in rows] for rows in found.alike] == [[KHON_KAEN, UDON]] * 2
    page = department.client.get(f"/directives/{uid}/actions").text
    folded = page.split('id="alike"')[1].split("</section>")[0]
    assert folded.count("<details") == 2
    assert "ปลูกป่า" not in folded
    assert page.count("ปลูกป่า") == 1
    assert len(found.rows) == 5
