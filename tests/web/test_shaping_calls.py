"""People shape themes over HTTP, with the real grouping behind: regroup, why, words, focus issues, links."""

from __future__ import annotations

import pytest

from tests.room import Room, draft
from workshop.domain import workshops
from workshop.messages.incoming import PhaseDraft

LATE = ("งบประมาณมาช้ามาก", "งบประมาณโอนมาช้าทุกไตรมาส", "ได้รับงบประมาณล่าช้า", "งบประมาณมาช้ากว่าแผน 3 เดือน")
FEW = ("เจ้าหน้าที่ไม่พอ", "อัตรากำลังเจ้าหน้าที่ไม่พอ", "เจ้าหน้าที่มีน้อย งานมีมาก", "ขาดเจ้าหน้าที่มาสองปีแล้ว")


@pytest.fixture
def wall(room: Room) -> Room:
    for text in (*LATE, *FEW):
        room.phone.note(text)
    room.group_notes()
    return room


def test_a_preview_is_worked_out_by_the_worker_and_applied_by_the_facilitator(wall: Room) -> None:
    assert wall.desk.call("/regroup", {"category": "problem", "fineness": 1}).status_code == 200
    assert [proposal["state"] for proposal in wall.desk.board()["proposals"]] == ["wanted"]
    wall.group_notes()
    board = wall.desk.board()
    assert board["fineness"] == 1
    for proposal in board["proposals"]:
        path = f"/api/w/{wall.code}/regroup/{proposal['category']}"
        listed = wall.desk.client.get(path).get_json()
        assert len(listed["moves"]) == proposal["moved"]
        assert wall.phone.client.get(path).status_code == 401
        assert wall.desk.client.get(path.replace(wall.code, wall.another().code)).status_code == 409
        stale = wall.desk.call(f"/regroup/{proposal['category']}/apply", {"seq": listed["seq"], "digest": "0" * 64})
        assert stale.status_code == 409
        assert "โปรดดูรายการล่าสุดก่อน" in stale.get_json()["message"]
        assert wall.desk.call(f"/regroup/{proposal['category']}/apply").status_code == 200
    again = wall.desk.call("/regroup/problem/apply")
    assert (again.status_code, again.get_json()["error"]) == (409, "conflict")
    assert wall.desk.board()["figures"]["received"] == 8


@pytest.mark.parametrize("json", [{"fineness": 2}, {"fineness": "fine"}, {"category": 5}])
def test_a_malformed_wish_for_a_regrouping_is_refused(wall: Room, json: dict[str, object]) -> None:
    seq = wall.desk.board()["seq"]
    assert wall.desk.call("/regroup", json).status_code == 422
    assert wall.desk.board()["seq"] == seq


def test_a_note_is_explained_by_its_neighbours_and_shared_words(wall: Room) -> None:
    note = next(row for row in wall.desk.board()["notes"] if row["text"] == LATE[0])
    answer = wall.desk.client.get(f"/api/w/{wall.code}/notes/{note['id']}/why").get_json()
    assert answer["ok"]
    assert {row["text"] for row in answer["nearest"]} <= set(LATE)
    assert "งบประมาณ" in answer["words"]
    stranger = wall.phone.client.get(f"/api/w/{wall.code}/notes/{note['id']}/why")
    assert stranger.status_code == 401
    foreign = wall.another().phone.note("ของที่อื่น")["id"]
    assert wall.desk.client.get(f"/api/w/{wall.code}/notes/{foreign}/why").status_code == 404


def test_broken_lines_of_a_glossary_are_named_and_the_rest_is_in_force(wall: Room) -> None:
    answer = wall.desk.call("/glossary", {"text": "โคกหนองนา = โคก หนอง นา\n= ไม่มีคำ\n# หมายเหตุ\nกทบ."}).get_json()
    assert [fault["line"] for fault in answer["errors"]] == [2]
    assert answer["words"] == 3
    kept = wall.desk.client.get(f"/api/w/{wall.code}/glossary").get_json()
    assert kept["text"].splitlines()[1] == "= ไม่มีคำ"
    assert kept["built_in"]


def test_focus_issues_are_found_in_notes_and_corrected(wall: Room) -> None:
    note = wall.phone.note("ขุดโคกหนองนาเสร็จแล้ว 3 แปลง")
    issues = wall.desk.client.get(f"/api/w/{wall.code}/focus").get_json()["issues"]
    key = next(issue["key"] for issue in issues if "โคก หนอง นา" in issue["name"])
    wall.group_notes()
    focus = {row["id"]: row["focus"] for row in wall.desk.board()["notes"]}
    assert focus[note["id"]] == [key]
    assert wall.desk.call(f"/notes/{note['id']}/focus", {"key": key, "on": False}).status_code == 200
    wall.phone.note("อีกใบหนึ่ง")
    wall.group_notes()
    assert {row["id"]: row["focus"] for row in wall.desk.board()["notes"]}[note["id"]] == []


def test_a_solution_is_linked_to_the_problem_that_it_answers(wall: Room) -> None:
    solving = PhaseDraft("แนวทางแก้ไข", "จะแก้อย่างไร", ("แนวทางแก้ไข",))
    with wall.app.app_context():
        wall.feed.change(wall.code, "test", workshops.edit, draft(phases=(*draft().phases, solving)))
    wall.desk.open_phase(-1)
    for text in ("ให้โอนงบประมาณเร็วขึ้น", "โอนงบประมาณตั้งแต่ไตรมาสแรก", "จัดสรรงบประมาณให้เร็วขึ้น"):
        wall.phone.note(text)
    wall.group_notes()
    board = wall.desk.board()
    category = {theme["id"]: theme["category"] for theme in board["themes"]}
    category |= {note["id"]: note["category"] for note in board["notes"] if note["status"] == "ungrouped"}
    assert all((category[link["from"]], category[link["to"]]) == ("problem", "solution") for link in board["links"])
    linked = {link["from"] for link in board["links"]}
    assert linked | set(board["gaps"]) == {key for key, name in category.items() if name == "problem"}
    assert not linked & set(board["gaps"])


def test_ids_that_no_database_takes_are_refused_at_their_field(room: Room) -> None:
    note = room.phone.note("ถนนชำรุด")["id"]
    cases = [
        (f"/notes/{note}/move", {"theme_id": "\x00"}, "theme_id"),
        ("/themes/none/merge", {"other": "\x00"}, "other"),
        ("/links", {"from": "\x00", "to": "x", "said": ""}, "from"),
        (f"/notes/{note}/focus", {"key": "\x00", "on": True}, "key"),
        ("/regroup", {"category": "\x00"}, "category"),
        ("/voting", {"category": "\x00", "dots": 1}, "category"),
    ]
    for path, body, field in cases:
        answer = room.desk.call(path, body)
        assert (answer.status_code, list(answer.get_json()["errors"])) == (422, [field]), path


def test_a_name_that_is_too_long_is_refused_in_a_sentence_that_says_so(wall: Room) -> None:
    theme = wall.desk.board()["themes"][0]
    for path, body in ((f"/themes/{theme['id']}/rename", {"label": "น้ำ" * 61}), ("/address", {"url": "laena.example"})):
        answer = wall.desk.call(path, body)
        assert answer.status_code == 422
        assert answer.get_json()["message"] == next(iter(answer.get_json()["errors"].values()))
    assert wall.desk.call(f"/themes/{theme['id']}/rename", {"label": "น้ำ" * 60}).status_code == 200
    assert wall.desk.call(f"/themes/{theme['id']}/rename", {"label": 7}).get_json()["message"].startswith("คำขอนี้")


def test_a_name_typed_over_one_that_another_console_gave_meanwhile_is_refused(wall: Room) -> None:
    theme = wall.desk.board()["themes"][0]
    path = f"/themes/{theme['id']}/rename"
    seen = theme["label"]

    def label() -> str:
        return next(row["label"] for row in wall.desk.board()["themes"] if row["id"] == theme["id"])

    assert wall.desk.call(path, {"label": "ชื่อของคนแรก", "was": seen}).status_code == 200
    late = wall.desk.call(path, {"label": "ชื่อของคนที่สอง", "was": seen})
    assert late.status_code == 409
    assert "“ชื่อของคนแรก”" in late.get_json()["message"]
    assert label() == "ชื่อของคนแรก"
    assert wall.desk.call(path, {"label": "ชื่อของคนที่สอง", "was": " ชื่อของคนแรก "}).status_code == 200
    assert label() == "ชื่อของคนที่สอง"
