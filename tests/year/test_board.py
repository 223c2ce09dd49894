"""What all answers say together: made, shown, corrected, made anew; by one set of files in any order."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlmodel import select

from tests.year.board_samples import (
    DEPARTMENT,
    KHON_KAEN_NOTES,
    LATE,
    PHUKET,
    ROAD,
    STAFF,
    UDON_NOTES,
    UID,
    empty,
    files,
    make,
    part,
    rows,
    take,
    theme_with,
)
from tests.year.installations import KHON_KAEN, TYPED, UDON, Office, altered, answer_of, resigned, signer
from tests.year.test_results_in_answers import votes
from workshop.domain import access_log
from workshop.domain.grouper import Grouper
from workshop.errors import DiskFull, UnknownTheme
from workshop.feed import Feed
from workshop.jobs import at_once
from workshop.store.board_tables import Board, BoardCorrection, BoardNote, BoardPart, BoardTheme
from workshop.year import (
    board,
    board_corrections,
    board_names,
    board_steps,
    consolidating,
    directives,
    unit_results,
)
from workshop.year.refusals import BoardChanged


def _of_every_version() -> tuple[bytes, ...]:
    """Return the files, and answers in version 3 of the file: a newer one of a unit, and one of another unit."""
    said = {"conclusion": "น้ำมาก่อน", "votings": [votes()]}
    key = DEPARTMENT.public
    newer = answer_of(UID, key, KHON_KAEN_NOTES[:5], KHON_KAEN, version=2)
    other = answer_of(UID, key, UDON_NOTES, "42", by=6)
    thirds = ((newer, 1), (other, 6))
    return (*files(), *(resigned(altered(data, schema_version=3), said, by) for data, by in thirds))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(_of_every_version()[1:]), st.sets(st.integers(0, 6), max_size=2))
def test_the_same_files_in_any_order_give_the_same_board(
    feed: Feed, grouper: Grouper, sent: list[bytes], made_after: set[int]
) -> None:
    feed.write(empty)
    take(feed, *_of_every_version())
    make(feed, grouper)
    expected, said = feed.read(rows), feed.read(unit_results.of, UID)
    feed.write(empty)
    take(feed, files()[0])
    for place, data in enumerate(sent):
        take(feed, data)
        if place in made_after and feed.read(board.read, UID).answered:
            make(feed, grouper)
    make(feed, grouper)
    assert feed.read(rows) == expected
    assert feed.read(unit_results.of, UID) == said
    assert [each.unit.code for each in said.conclusions] == [KHON_KAEN, "42"]
    assert feed.read(board.read, UID).stale == ()


def test_a_board_says_what_all_some_and_one_unit_say_and_what_nobody_answers(feed: Feed, grouper: Grouper) -> None:
    take(feed, *files())
    make(feed, grouper)
    whole = feed.read(board.read, UID)
    problems = part(whole)
    late = next(each for each in problems.themes if each.id == theme_with(feed, "งบประมาณมาช้า"))
    assert (late.label, late.of_units, late.reach, dict(late.units)) == (
        LATE,
        True,
        board.Reach.ALL,
        {KHON_KAEN: 2, UDON: 2, PHUKET: 1},
    )
    road, staff = (next(each for each in problems.themes if each.label == label) for label in (ROAD, STAFF))
    assert [road.reach, staff.reach] == [board.Reach.MOST, board.Reach.ONE]
    assert (problems.ungrouped, problems.set_aside, problems.units, whole.notes) == (1, 1, 3, 14)
    proposals = part(whole, "proposal")
    assert (proposals.units, proposals.silent) == (1, ("ภูเก็ต", "อุดรธานี"))
    (crossing,) = whole.crossings
    assert (crossing.problem.id, list(crossing.answer.units), crossing.waiting) == (
        late.id,
        [KHON_KAEN],
        (UDON, PHUKET),
    )
    assert {each.label for each in whole.gaps} == {ROAD, STAFF}

    south = feed.read(board.read, UID, board.Filter(region="south"))
    assert (south.notes, [each.label for each in part(south).themes]) == (3, [LATE, ROAD])
    assert {each.reach for each in part(south).themes} == {board.Reach.ONE}
    assert feed.read(board.read, UID, board.Filter(unit=UDON)).notes == 4
    assert [board.reach(units, 4) for units in (0, 1, 2, 3, 4)] == ["one", "one", "some", "most", "all"]


def test_what_people_correct_is_undone_or_obeyed_by_the_next_consolidation(feed: Feed, grouper: Grouper) -> None:
    take(feed, *files()[:4])
    make(feed, grouper)
    before = feed.read(rows)
    late, road, staff = (theme_with(feed, text) for text in ("งบประมาณมาช้า", "ถนนเข้าหมู่บ้านชำรุด", "เจ้าหน้าที่ไม่พอ"))
    boat = f"{PHUKET} 2"
    feed.write(board_corrections.rename, UID, 0, road, "ถนนและสะพาน")
    feed.write(board_corrections.merge, UID, 1, late, staff)
    feed.write(board_corrections.move, UID, 2, [boat], road)
    feed.write(board_corrections.move, UID, 3, [f"{UDON} 1"], board_corrections.NOWHERE)
    with pytest.raises(BoardChanged):
        feed.write(board_corrections.rename, UID, 3, road, "อีกหน้าจอ")
    with pytest.raises(UnknownTheme):
        feed.write(board_corrections.move, UID, 4, [f"{KHON_KAEN} 5"], road)  # a proposal is no problem
    for revision in range(4, 8):
        feed.write(board_corrections.undo, UID, revision)
    assert feed.read(rows) == before
    with pytest.raises(BoardChanged):
        feed.write(board_corrections.undo, UID, 8)

    feed.write(board_corrections.rename, UID, 8, road, "ถนนและสะพาน")
    feed.write(board_corrections.merge, UID, 9, late, staff)
    feed.write(board_corrections.move, UID, 10, [boat], road)
    feed.write(board_corrections.move, UID, 11, [f"{UDON} 1"], board_corrections.NOWHERE)
    take(feed, files()[4])  # another version of an answer
    assert feed.read(board.read, UID).stale == ("ภูเก็ต",)
    make(feed, grouper)
    whole = feed.read(board.read, UID)
    found = {each.id: each for each in part(whole).themes}
    assert (found[road].label, found[road].given, dict(found[road].units)) == (
        "ถนนและสะพาน",
        True,
        {KHON_KAEN: 2, PHUKET: 2},
    )
    assert (found[late].label, staff in found, found[late].units[UDON]) == (LATE, False, 3)
    assert (part(whole).ungrouped, whole.stale, whole.undoable) == (1, (), None)
    with pytest.raises(BoardChanged):
        feed.write(board_corrections.undo, UID, 12)
    feed.write(board_corrections.move, UID, 12, [boat], board_corrections.FREE)
    make(feed, grouper)
    assert theme_with(feed, "เรือเสียบ่อย") == ""


def test_a_correction_that_comes_while_the_board_is_made_is_in_it(
    feed: Feed, grouper: Grouper, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(feed, *files())
    make(feed, grouper)
    late = theme_with(feed, "งบประมาณมาช้า")
    write, came = consolidating._write, iter([True])

    def meanwhile(*given: object) -> int:
        if next(came, False):
            feed.write(board_corrections.rename, UID, 0, late, "เงินช้า")
        return write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(consolidating, "_write", meanwhile)
    make(feed, grouper)
    (named,) = (each for each in part(feed.read(board.read, UID)).themes if each.given)
    assert (named.id, named.label) == (late, "เงินช้า")
    count = select(BoardNote.generation).distinct()
    assert len(feed.read(lambda session: session.execute(count).all())) == 1


def no_room(*_given: object, **_named: object) -> None:
    raise DiskFull


def test_the_pages_of_a_board_from_nothing_to_the_deleted_directive(
    department: Office, grouper: Grouper, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = department.make()
    key = department.feed.read(directives.find, uid).key
    jobs = department.room.app.extensions["laena.jobs"]
    jobs._grouper = grouper
    here = f"/directives/{uid}/board"
    get = department.client.get
    assert here in get(f"/directives/{uid}").text
    assert "ยังไม่มีคำตอบ" in get(here).text
    refused = department.post(f"{here}/make")
    assert (refused.status_code, "ยังไม่มีคำตอบที่นับได้" in refused.text) == (409, True)
    assert "ยังไม่ได้รวม" in get(f"{here}/notes").text
    assert get(f"{here}/csv").headers["Location"] == here

    first = answer_of(uid, key, KHON_KAEN_NOTES)
    department.take(first, first, answer_of(uid, key, UDON_NOTES, UDON, by=2))
    assert "มีคำตอบแล้ว 2 หน่วยงาน" in get(here).text
    assert department.post(f"{here}/make").status_code == 302
    page = get(here).text
    assert LATE in page
    assert ">ล่าสุด<" in page
    assert "ไม่มีใครตอบคำถามนำ" not in page
    cells = list(csv.reader(io.StringIO(get(f"{here}/csv").data.decode("utf-8-sig"))))
    assert [row[2:6] for row in cells[1:]].count(["ขอนแก่น", "ภาคตะวันออกเฉียงเหนือ", "7", '="-"']) == 1
    assert len(cells) == 12
    with monkeypatch.context() as full:  # a disk without room for the log gives the file all the same
        full.setattr(access_log, "add", no_room)
        assert get(f"{here}/csv").status_code == 200
    book = load_workbook(io.BytesIO(get(f"{here}/xlsx").data))
    themes, units, told = (list(book[name].values) for name in ("กลุ่มความเห็น", "หน่วยงาน", "ความเห็น"))
    assert ("ปัญหา/อุปสรรค", LATE, 2, 4, "ทุกหน่วยงานพูด", "หน่วยงาน", "ขอนแก่น 2, อุดรธานี 2") in themes
    assert [row[1:6] for row in units[1:]] == [
        ("ขอนแก่น", "ภาคตะวันออกเฉียงเหนือ", "จังหวัด", 1, 7),
        ("อุดรธานี", "ภาคตะวันออกเฉียงเหนือ", "จังหวัด", 1, 4),
    ]
    assert [row[5] for row in told[1:]].count("-") == 1
    late = theme_with(department.feed, "งบประมาณมาช้า")
    notes = get(f"{here}/notes?theme={late}&unit={UDON}").text
    assert "ได้รับงบประมาณล่าช้า" in notes
    assert "งบประมาณโอนมาล่าช้ามาก" not in notes
    assert get(f"{here}/notes?theme=nothing").status_code == 404

    longer = [*KHON_KAEN_NOTES, ("problem", "งบประมาณโอนมาช้า", LATE)]
    department.take(answer_of(uid, key, longer, version=2))
    assert "ไม่ใช่ล่าสุด" in get(here).text
    department.post(f"{here}/make")
    assert "ความเห็น 12 ข้อ" in get(here).text  # the notes of both versions once

    renamed = department.post(f"{here}/rename?theme={late}&uid=x", was="0", theme=late, label="เงินมาช้า")
    assert renamed.headers["Location"] == f"{here}/notes?theme={late}&saved=1"
    assert "เลิกทำ: เปลี่ยนชื่อเป็น “เงินมาช้า”" in get(here).text
    long = department.post(f"{here}/rename?theme={late}", was="1", theme=late, label="ก" * 61)
    assert (long.status_code, "ยาวเกิน 60" in long.text, "ก" * 61 in long.text) == (422, True, True)
    assert department.post(f"{here}/move?theme={late}", was="1", to="none").status_code == 404
    department.post(f"{here}/undo", was="1")
    assert "เงินมาช้า" not in get(here).text

    outsider = department.room.app.test_client()
    for path in ("", "/csv", "/xlsx", "/notes", f"/notes?theme={late}"):
        assert outsider.get(here + path).headers["Location"].startswith("/sign-in")
    token = re.findall(r'name="csrf-token" content="([^"]+)"', outsider.get("/").text)[0]
    for deed in ("make", "undo", "rename", "merge", "move"):
        left = {"csrf_token": token, "was": "2", "theme": late, "label": "คนนอก", "note": f"{UDON} 1", "to": "none"}
        assert outsider.post(f"{here}/{deed}", data=left).headers["Location"].startswith("/sign-in")
    assert department.feed.read(lambda session: session.get_one(Board, uid).revision) == 2

    department.post(f"/directives/{uid}/withdraw", reason="เปลี่ยนแผน")
    withdrawn = get(here).text
    assert "ยกเลิกแล้ว: เปลี่ยนแผน" in withdrawn
    assert LATE in withdrawn
    jobs._board_file(uid, "csv", "th")  # nobody fetches it
    assert jobs.huey.storage.result_store_size() > 0
    department.post(f"/directives/{uid}/delete")
    assert jobs.huey.storage.result_store_size() == 0
    assert get(here).status_code == 404
    for table in (Board, BoardTheme, BoardNote, BoardPart, BoardCorrection):
        assert department.feed.read(lambda session, table=table: session.execute(select(table)).all()) == []
    assert not consolidating.consolidate(department.feed, grouper, uid, at_once)


def test_a_board_whose_worker_is_at_it_says_how_far_and_is_not_begun_twice(department: Office) -> None:
    uid = department.make()
    key = department.feed.read(directives.find, uid).key
    department.take(answer_of(uid, key, UDON_NOTES, UDON))
    assert department.feed.write(board_steps.request, uid)
    assert not department.feed.write(board_steps.request, uid)
    department.feed.write(board_steps.take, uid, board_steps.READING, 31, 76)
    here = f"/directives/{uid}/board"
    assert "รวมแล้ว 31 จาก 76 หน่วยงาน" in department.client.get(here).text
    assert department.post(f"{here}/make").status_code == 302
    assert department.feed.read(board.read, uid).step.done == 31  # type: ignore[union-attr]
    department.feed.write(board_steps.take, uid, board_steps.FAILED)
    assert "ครั้งล่าสุดรวมไม่สำเร็จ" in department.client.get(here).text
    assert TYPED["subject"] in department.client.get(here).text


def test_a_units_name_needs_more_than_half_of_the_notes_and_names_one_theme() -> None:
    half, most, less = [LATE, LATE, "", ROAD], [LATE, f"{LATE} ", LATE, ROAD], [LATE, LATE, ""]
    assert board_names.agreed({"a": half}, {"a": "ก"}) == {}
    assert board_names.agreed({"a": most, "b": less}, {"a": "ก", "b": "ข"}) == {"a": LATE}
    assert board_names.agreed({"a": most}, {"a": "ก", "given": LATE}) == {}
    assert board_names.agreed({"a": most}, {"a": LATE}) == {"a": LATE}
    assert board_names.agreed({"a": ["ก" * 61] * 3}, {"a": "ก"}) == {}


def test_what_was_decided_of_notes_of_another_installation_is_no_decision_of_these(
    feed: Feed, grouper: Grouper
) -> None:
    take(feed, *files())
    make(feed, grouper)
    road = theme_with(feed, "ถนนเข้าหมู่บ้านชำรุด")
    feed.write(board_corrections.move, UID, 0, [f"{UDON} 1"], road)
    take(feed, answer_of(UID, DEPARTMENT.public, UDON_NOTES[:1], UDON, by=8))
    assert feed.read(board.read, UID).stale == ("อุดรธานี",)  # two installations: none counts
    make(feed, grouper)
    assert feed.read(board.read, UID, board.Filter(unit=UDON)).notes == 0
    feed.write(directives.decide, UID, UDON, key=signer(8).public)
    make(feed, grouper)
    assert theme_with(feed, "งบประมาณมาช้า") not in ("", road)


def test_answers_that_say_nothing_make_a_board_without_themes(feed: Feed, grouper: Grouper) -> None:
    key = DEPARTMENT.public
    take(feed, files()[0], answer_of(UID, key, []), answer_of(UID, key, [("problem", "-", "")], UDON, by=2))
    make(feed, grouper)
    whole = feed.read(board.read, UID)
    assert (whole.notes, part(whole).set_aside, part(whole).silent) == (1, 1, ("ขอนแก่น",))
    assert (part(whole, "proposal").notes, part(whole, "proposal").questions) == (0, ("ปีต่อไปควรทำอะไร",))


def test_the_board_says_how_far_each_unit_is_also_before_anything_was_consolidated(department: Office) -> None:
    """The filter by kind holds for the states too."""
    take(department.feed, *files())
    department.post(f"/directives/{UID}/excuse", unit=KHON_KAEN, reason="น้ำท่วม")
    shown = {
        html.unescape(name): int(count)
        for name, count in re.findall(
            r"<summary><strong>([^<]+)</strong> · <span class=\"nowrap\">(\d+) หน่วยงาน",
            department.client.get(f"/directives/{UID}/board").text,
        )
    }
    assert shown == {"เลยกำหนด ยังไม่ได้รับ": 73, "ตอบแล้ว หลังกำหนด": 2, "ตอบอีกครั้ง": 1}
    page = department.client.get(f"/directives/{UID}/board?unit_kind=bureau").text
    assert 'id="states"' not in page


def test_without_an_answer_and_with_one_without_a_note_there_is_a_board_that_says_so(
    department: Office, grouper: Grouper
) -> None:
    take(department.feed, files()[0])
    assert "ยังไม่มีคำตอบที่นับได้" in department.post(f"/directives/{UID}/board/make").text
    assert department.client.get(f"/directives/{UID}/board").status_code == 200
    take(department.feed, answer_of(UID, DEPARTMENT.public, []))
    make(department.feed, grouper)
    page = department.client.get(f"/directives/{UID}/board")
    assert page.status_code == 200
    assert "ความเห็น 0 ข้อ" in page.text
    assert "ไม่มีใครตอบคำถามนำ" in page.text
    found = department.feed.read(board.read, UID)
    assert (found.answered, found.notes) == (1, 0)
