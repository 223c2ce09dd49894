"""What the analysis found is in every export, with the same figures: links, gaps, focus issues, what is missing."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.reports.report_samples import category, note, record, whole
from tests.room import Room
from workshop.feed import Changing
from workshop.reports.answers import focus_by_group
from workshop.reports.facts import groups_table, runs
from workshop.reports.formats import FORMATS
from workshop.reports.words import Words
from workshop.store.models import Note, Theme, ThemeLink
from workshop.views.linked import FocusIssue, Linked
from workshop.views.read_record import read_record
from workshop.views.record import Record


def written(report: Record, format: str) -> bytes:
    stream = io.BytesIO()
    FORMATS[format].write(report, "th", stream)
    return stream.getvalue()


def as_json(report: Record) -> dict[str, Any]:
    return json.loads(written(report, "json"))


def book(report: Record) -> Workbook:
    return load_workbook(io.BytesIO(written(report, "xlsx")))


def rows(report: Record, sheet: str) -> list[tuple[Any, ...]]:
    return list(book(report)[sheet].iter_rows(min_row=2, values_only=True))


def lines(report: Record) -> list[str]:
    """Return the paragraphs of the document, those of links too."""
    body = Document(io.BytesIO(written(report, "docx"))).element.body
    return ["".join(leaf.text or "" for leaf in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))]


def test_links_from_problems_to_answers_are_the_same_in_json_xlsx_and_docx() -> None:
    found = as_json(whole())["links"]
    assert [(each["problem"]["notes"], each["answer"]["notes"], each["decided"]) for each in found] == [
        ([1, 2], [10], "confirmed"),
        ([1, 2], [7, 8, 9], ""),
    ]
    assert rows(whole(), "ปัญหาและแนวทาง") == [
        (*("ปัญหา/อุปสรรค", "งบประมาณล่าช้า", 2, "1, 2"), *("ข้อเสนอแนะ", "โอนก่อนตุลาคม", 1, "10"), "ผู้จัดประชุมยืนยัน", 0.9),
        (*("ปัญหา/อุปสรรค", "งบประมาณล่าช้า", 2, "1, 2"), *("ข้อเสนอแนะ", "ขอรถเพิ่ม", 3, "7, 8, 9"), "พบจากถ้อยคำ", 0.4),
        (*("ปัญหา/อุปสรรค", "ฝนตกหนัก", 1, "5"), None, "ยังไม่มีแนวทาง", None, None, None, None),
    ]
    assert "งบประมาณล่าช้า (๒)\N{NO-BREAK SPACE} → โอนก่อนตุลาคม [๑๐]; ขอรถเพิ่ม (๓)" in lines(whole())


def test_problems_without_an_answer_are_in_the_json_and_listed_in_the_document() -> None:
    assert "ความเห็นเดี่ยวที่ยังไม่มีแนวทาง ๑ ความเห็น: ๕" in lines(whole())
    gap = {"theme": None, "label": "ฝนตกหนัก", "category": "ปัญหา/อุปสรรค", "notes": [5]}
    assert as_json(whole())["gaps"] == [gap]


def test_focus_issues_are_counted_by_group_in_json_xlsx_and_docx() -> None:
    found = as_json(whole())["focus_issues"]
    assert found[0]["by_group"] == [{"group": "กลุ่มที่ 1", "notes": [1, 10]}, {"group": "กลุ่มที่ 2", "notes": [2]}]
    assert (found[0]["notes"], found[1]["notes"], found[1]["by_group"]) == ([1, 2, 10], [], [])
    assert rows(whole(), "ประเด็นเน้นหนัก") == [
        ("โคก หนอง นา โมเดล", "กลุ่มที่ 1", 2, "1, 10"),
        ("โคก หนอง นา โมเดล", "กลุ่มที่ 2", 1, "2"),
        ("แก้จนคนขอนแก่น", None, 0, None),
    ]
    found = [line.replace("\N{NO-BREAK SPACE}", "") for line in lines(whole())]
    assert "โคก หนอง นา โมเดล ๓ ความเห็น กลุ่มที่ 1 ๒ [๑, ๑๐] · กลุ่มที่ 2 ๑ [๒]" in found
    assert "แก้จนคนขอนแก่น ๐ ความเห็น" in found
    issues = {row[0]: row[9] for row in csv.reader(io.StringIO(written(whole(), "csv").decode("utf-8-sig")))}
    assert (issues["1"], issues["5"]) == ("โคก หนอง นา โมเดล", "")


def test_keywords_votes_and_groups_of_a_theme_are_in_json_and_xlsx() -> None:
    found = as_json(whole())["categories"][0]["themes"][0]
    assert (found["id"], found["keywords"], found["votes"]) == ("t1", ["งบประมาณ", "ล่าช้า"], 17)
    assert rows(whole(), "กลุ่มความเห็น")[0][3:] == (2, "ถ้อยคำจากความเห็น", "1, 2", "งบประมาณ, ล่าช้า", 17)


def test_a_theme_whose_notes_have_no_group_has_no_group() -> None:
    alone = replace(whole().categories[0], themes=(), ungrouped=(note(1, "ก", group=""),))
    assert rows(record(alone), "กลุ่มความเห็น")[0][3] == 0


def test_phases_count_every_note_received() -> None:
    counted = [row[4] for row in rows(whole(), "ช่วงของการประชุม")]
    assert counted == [6, 2]
    assert sum(counted) == whole().figures.received == 8
    workshop = as_json(whole())["workshop"]
    assert (workshop["phases"][0]["notes"], workshop["notes_outside_phases"]) == (6, 2)


def test_missing_numbers_and_waiting_notes_are_explained_everywhere() -> None:
    found = as_json(whole())
    assert (found["withdrawn"], found["figures"]["waiting"], found["seq"]) == ([3, 4], 1, 42)
    missing = "ลำดับที่ที่ไม่ปรากฏ เพราะผู้เขียนถอนความเห็น หรือวิทยากรเลิกทำการนำเข้า 2 ความเห็น: 3–4"
    waiting = "ในจำนวนที่ยังไม่จัดกลุ่ม มี 1 ความเห็นที่ระบบยังไม่ได้พิจารณา"
    document = Document(io.BytesIO(written(whole(), "docx")))
    summary = [row[0] for row in book(whole()).worksheets[0].iter_rows(values_only=True)]
    assert {missing, waiting} <= set(summary)
    assert {Words("th").digits(text) for text in (missing, waiting)} <= {each.text for each in document.paragraphs}


def test_the_groups_table_adds_up_to_the_notes_received() -> None:
    _head, *found, total = groups_table(whole(), Words("th"))
    assert found[-1] == ("ไม่ระบุกลุ่ม", "", 1)
    assert total == ("รวม", 22, 8)
    assert total in list(book(whole()).worksheets[0].iter_rows(max_col=3, values_only=True))


@pytest.mark.parametrize("clock", ["UTC", "America/New_York"])
def test_times_are_those_of_bangkok_whatever_the_machine_says(
    room: Room, monkeypatch: pytest.MonkeyPatch, clock: str
) -> None:
    import time

    room.phone.note("งบมาช้า")
    monkeypatch.setenv("TZ", clock)
    time.tzset()
    try:
        found = as_json(room.feed.read(read_record, room.code))
        properties = Document(io.BytesIO(written(whole(), "docx"))).core_properties
        created = load_workbook(io.BytesIO(written(whole(), "xlsx"))).properties.created
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found["notes"][0]["submitted_at"].endswith("+07:00")
    assert found["generated_at"].endswith("+07:00")
    assert (properties.created.hour, created.hour) == (9, 9)  # 16:30 in Bangkok, written as UTC


def _prepare(change: Changing) -> None:
    """Store two themes with a link, and a problem left in no theme."""
    ids = dict(change.session.query(Note.text, Note.id))
    for key, name, text in (("problem", "t1", "งบมาช้า"), ("proposal", "t2", "โอนเร็วขึ้น")):
        change.session.add(Theme(workshop_id=change.id, id=name, category=key, label=f"เรื่อง{text}", keywords=["งบ"]))
        note = change.session.get(Note, (change.id, ids[text]))
        assert note is not None
        note.theme_id, note.looked_at, note.category = name, True, key
    single = change.session.get(Note, (change.id, ids["ฝนตก"]))
    assert single is not None
    single.looked_at, single.focus_said = True, {"f-none": True}
    change.session.add(
        ThemeLink(workshop_id=change.id, problem_id="t1", answer_id="t2", strength=0.7, said="confirmed")
    )


def test_the_record_contains_what_the_console_shows(room: Room) -> None:
    for text in ("งบมาช้า", "โอนเร็วขึ้น", "ฝนตก", "ถอนแล้ว", "เพิ่งส่ง"):
        kept = room.phone.note(text)
        if text == "ถอนแล้ว":
            assert room.phone.call("DELETE", f"/notes/{kept['id']}").status_code == 200
    room.feed.change(room.code, "test", _prepare)
    report, board = room.feed.read(read_record, room.code), room.desk.board()
    numbers = {each["id"]: each["number"] for each in board["notes"]}
    assert [(link.problem.theme, link.answer.theme) for link in report.linked.links] == [("t1", "t2")]
    assert [(link["from"], link["to"]) for link in board["links"]] == [("t1", "t2")]
    assert [gap.notes for gap in report.linked.gaps] == [(numbers[name],) for name in board["gaps"]] == [(3,)]
    assert report.figures.waiting == board["figures"]["waiting"] == 1
    assert (report.withdrawn, report.seq) == ((4,), board["seq"])
    assert [issue.name for issue in report.focus] == [issue["name"] for issue in board["focus"]]
    assert report.notes[2].focus == ()  # an issue that is no longer there


def test_a_record_with_a_link_to_a_note_that_it_does_not_contain_is_refused() -> None:
    with pytest.raises(ValueError, match=r"contradict the notes \[99\]"):
        record(category(ungrouped=(note(1, "ก"),)), linked=Linked((), (note(99, "ข").end,)))
    with pytest.raises(ValueError, match=r"contradict the notes \[1\]"):
        record(category(ungrouped=(note(1, "ก"),)), withdrawn=(1,))


GROUPS = st.sampled_from(["กลุ่มที่ 1", "กลุ่มที่ 2", ""])


@given(st.lists(st.tuples(GROUPS, st.booleans(), st.booleans()), max_size=20))
def test_focus_by_group_says_no_more_than_the_groups_beside_the_notes(shown: list[tuple[str, bool, bool]]) -> None:
    notes = tuple(
        note(at, "ก", group=group, merged=merged and not group, focus=("f",) * on)
        for at, (group, merged, on) in enumerate(shown, start=1)
    )
    report = record(category(ungrouped=notes), focus=(FocusIssue("f", "โคก หนอง นา"),))
    words = Words("th")
    found = {group: numbers for _key, group, numbers in focus_by_group(report, words) if numbers}
    beside = {each.number: words.of_group(each) for each in notes if each.focus}
    assert {number: group for group, numbers in found.items() for number in numbers} == beside
    assert Counter(beside.values()) == {group: len(numbers) for group, numbers in found.items()}


@given(st.sets(st.integers(1, 60)))
def test_numbers_written_as_ranges_are_read_back_whole(numbers: set[int]) -> None:
    parts = [part.split("–") for part in runs(sorted(numbers)).split(", ") if part]
    assert [number for part in parts for number in range(int(part[0]), int(part[-1]) + 1)] == sorted(numbers)
