"""A group's board: its notes as far as they may stand with its name, and the summary that its scribe writes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import col, select

from tests.room import Desk, Room, draft, helper_of, new_id
from workshop.changes import Kind
from workshop.domain import points, workshops
from workshop.messages.incoming import PhaseDraft
from workshop.reports.json import as_json
from workshop.reports.words import Words
from workshop.store.models import Change, Note
from workshop.views.read_record import read_record


def board(desk: Desk, room: Room, group: int = 0) -> dict[str, Any]:
    return desk.client.get(f"/api/w/{room.code}/groups/{room.groups[group]}").get_json()


def write(desk: Desk, room: Room, text: str, group: int = 0, **ties: Any) -> Any:
    return desk.call(f"/groups/{room.groups[group]}/points", {"text": text, **ties})


def test_a_link_opens_the_board_of_its_group_alone(room: Room) -> None:
    own, other = room.phone.note("ของกลุ่มแรก"), room.other.note("ของกลุ่มที่สอง")
    page = room.desk.post(f"/workshops/{room.code}/groups/{room.groups[0]}/link")
    token = re.findall(r"/helpers#([\w-]+)<", page.text)[0]
    desk = Desk(room.app, room.code)
    entered = desk.post("/api/helpers/enter", json={"token": token, "name": "เลขากลุ่มดอกคูน"}).get_json()
    assert entered["next"] == f"/workshops/{room.code}/groups/{room.groups[0]}"
    assert own["text"] in desk.client.get(entered["next"]).text
    assert [note["text"] for note in board(desk, room)["notes"]] == [own["text"]]
    for path in (f"/workshops/{room.code}/groups/{room.groups[1]}", f"/api/w/{room.code}/groups/{room.groups[1]}"):
        answer = desk.client.get(path)
        assert answer.status_code == 422
        assert other["text"] not in answer.text
    assert desk.client.get(f"/workshops/{room.code}").status_code == 403


def test_a_sheet_has_a_link_for_each_group_which_lets_in_once_and_those_of_the_sheet_before_do_not(room: Room) -> None:
    def sheet() -> list[tuple[str, str]]:
        page = room.desk.post(f"/workshops/{room.code}/groups/links").text
        return re.findall(r'board-link-name">(.+?)</strong>.+?/helpers#([\w-]+)<', page, re.DOTALL)

    def enter(token: str) -> Any:
        desk = Desk(room.app, room.code)
        return desk.post("/api/helpers/enter", json={"token": token, "name": "เลขา"})

    before, made = sheet(), sheet()
    assert [name for name, _token in made] == ["กลุ่มดอกคูน", "กลุ่มดอกจาน"]
    for group, (_name, token) in zip(room.groups, made, strict=True):
        assert enter(token).get_json()["next"] == f"/workshops/{room.code}/groups/{group}"
        assert enter(token).status_code == 410
    assert [enter(token).status_code for _name, token in before] == [410, 410]
    sheet()
    assert "กระดานกลุ่ม · กลุ่มดอกจาน" in room.desk.client.get(f"/workshops/{room.code}/helpers").text


def test_a_sheet_for_every_group_leaves_room_for_links_of_helpers_and_those_untouched(room: Room) -> None:
    names = tuple(f"อำเภอที่ {number}" for number in range(1, 61))
    room.code = room.desk.code = room.feed.write(workshops.create, draft(groups=names))
    role = {"role": "helper", "csrf_token": ""}
    first = room.desk.post(f"/workshops/{room.code}/helpers", data=role)
    for _time in range(3):
        assert room.desk.post(f"/workshops/{room.code}/groups/links").text.count("/helpers#") == 60
    assert room.desk.post(f"/workshops/{room.code}/helpers", data=role).status_code == 200
    token = re.findall(r"/helpers#([\w-]+)<", first.text)[0]
    assert Desk(room.app, room.code).post("/api/helpers/look", json={"token": token}).status_code == 200


def test_a_summary_is_written_tied_ordered_removed_and_brought_back(room: Room) -> None:
    note = room.phone.note("ถนนพัง")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "ถนน"})
    theme = room.desk.board()["themes"][0]["id"]
    scribe = helper_of(room, "scribe", group=0)
    first = write(scribe, room, "ซ่อมถนนก่อนฤดูฝน", notes=[note]).get_json()["answer"]
    second = write(scribe, room, "ขอเครื่องจักร", themes=[theme]).get_json()["answer"]
    path = f"/groups/{room.groups[0]}/points"
    assert [(point["text"], point["numbers"]) for point in board(scribe, room)["points"]] == [
        ("ซ่อมถนนก่อนฤดูฝน", [1]),
        ("ขอเครื่องจักร", []),
    ]
    scribe.call(f"{path}/{second}/step", {"by": -1})
    scribe.call(f"{path}/{first}/remove")
    assert [point["id"] for point in board(scribe, room)["points"]] == [second]
    scribe.call(f"{path}/{first}/back")
    assert [point["id"] for point in board(scribe, room)["points"]] == [second, first]
    shown = room.desk.board(view="projector")["points"]
    assert shown == [
        {
            "group_id": room.groups[0],
            "points": [
                {"id": second, "text": "ขอเครื่องจักร", "themes": ["ถนน"]},
                {"id": first, "text": "ซ่อมถนนก่อนฤดูฝน", "themes": []},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": "ไม่มีที่มา"}, "ties"),
        ({"text": "ของคนอื่น", "notes": ["other"]}, "ties"),
        ({"text": "  ", "notes": ["own"]}, "text"),
        ({"text": "ก" * 301, "notes": ["own"]}, "text"),
        ({"text": 5, "notes": ["own"]}, "text"),
        ({"text": "ไม่รู้จัก", "themes": ["no-such-theme"]}, "ties"),
    ],
)
def test_what_is_wrong_with_a_point_is_named_and_nothing_changes(room: Room, sent: dict[str, Any], field: str) -> None:
    ids = {"own": room.phone.note("ของกลุ่ม")["id"], "other": room.other.note("ของอีกกลุ่ม")["id"]}
    sent = {**sent, "notes": [ids[each] for each in sent.get("notes", [])]}
    before = room.desk.board()["seq"]
    answer = room.desk.call(f"/groups/{room.groups[0]}/points", sent)
    assert answer.status_code == 422
    assert field in answer.get_json()["errors"]
    assert room.desk.board()["seq"] == before


def test_a_stale_edit_is_refused(room: Room) -> None:
    note = room.phone.note("ถนนพัง")["id"]
    write(room.desk, room, "ครั้งแรก", notes=[note])
    [point] = board(room.desk, room)["points"]
    same = {"id": point["id"], "was": point["seq"], "notes": [note]}
    assert write(room.desk, room, "ครั้งที่สอง", **same).status_code == 200
    assert write(helper_of(room, "scribe", group=0), room, "จากอีกจอ", **same).status_code == 409
    assert board(room.desk, room)["points"][0]["text"] == "ครั้งที่สอง"


def test_numbers_of_notes_that_may_not_be_shown_any_more_are_left_out(room: Room) -> None:
    notes = [room.phone.note(text)["id"] for text in ("หนึ่ง", "สอง", "สาม")]
    write(room.desk, room, "สรุป", notes=notes)
    room.desk.call(f"/notes/{notes[0]}/hide")
    room.phone.call("DELETE", f"/notes/{notes[1]}")
    assert board(room.desk, room)["points"][0]["numbers"] == [3]
    record = room.feed.read(read_record, room.code)
    assert record.summaries[0].points[0].notes == (3,)


def test_groups_present_in_the_order_that_was_chosen(room: Room) -> None:
    one, other = room.phone.note("หนึ่ง")["id"], room.other.note("สอง")["id"]
    write(room.desk, room, "ของกลุ่มแรก", 0, notes=[one])
    write(room.desk, room, "ของกลุ่มที่สอง", 1, notes=[other])
    act = f"/workshops/{room.code}/groups/{room.groups[1]}"
    assert room.desk.post(f"{act}/up").status_code == 302
    assert [each["group_id"] for each in room.desk.board()["points"]] == room.groups[::-1]
    assert room.desk.post(f"{act}/show").status_code == 302
    assert room.desk.board()["shown"] == {"what": "summary", "id": str(room.groups[1])}
    assert [each["group"] for each in as_json(room.feed.read(read_record, room.code), Words("th"))["summaries"]] == [
        "กลุ่มดอกจาน",
        "กลุ่มดอกคูน",
    ]
    room.desk.post(f"{act}/shuffle")
    assert sorted(each["group_id"] for each in room.desk.board()["points"]) == sorted(room.groups)


def test_a_group_without_a_summary_is_not_shown(room: Room) -> None:
    answer = room.desk.post(f"/workshops/{room.code}/groups/{room.groups[0]}/show")
    assert answer.status_code == 422
    assert room.desk.board()["shown"] is None


def test_an_anonymous_phase_shows_a_small_groups_notes_on_no_board(room: Room) -> None:
    anonymous = draft(phases=(PhaseDraft("ปัญหา", "", ("ปัญหา/อุปสรรค",), identity="anonymous"),))
    with room.app.app_context():
        room.code = room.feed.write(workshops.create, anonymous)
    room.desk.code = room.code
    room.desk.open_phase()
    room.groups = [group["id"] for group in room.desk.board()["groups"]]
    for _phone in range(2):
        room.new_phone(0).note("ใครเขียน", promised="anonymous")
    open_ = board(room.desk, room)
    assert (open_["notes"], open_["waiting"], open_["anonymous"], open_["fewest"]) == ([], True, True, 5)
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/close")
    room.desk.call(f"/phases/{room.desk.board()['phases'][0]['id']}/grace", {"minutes": 0})
    closed = board(room.desk, room)
    assert closed["notes"] == []
    for _phone in range(2):
        assert all(each["own"] == 0 for each in closed["themes"])


def test_a_board_that_did_not_change_is_answered_briefly(room: Room) -> None:
    whole = board(room.desk, room)
    again = room.desk.client.get(f"/api/w/{room.code}/groups/{room.groups[0]}?since={whole['seq']}").get_json()
    assert again == {"ok": True, "seq": whole["seq"], "from": whole["seq"], "full": False, "now": again["now"]}


def test_a_board_takes_as_many_reads_for_many_points_as_for_one(room: Room) -> None:
    notes = [room.phone.note(f"ความเห็นที่ {number}")["id"] for number in range(4)]
    reads: list[str] = []
    event.listen(room.feed.database.engine, "before_cursor_execute", lambda *given: reads.append(given[2]))

    def reads_of(step: Any) -> int:
        before = len(reads)
        step()
        return len(reads) - before

    one = reads_of(lambda: write(room.desk, room, "จากข้อเดียว", notes=notes[:1]))
    board_of_one = reads_of(lambda: board(room.desk, room))
    assert reads_of(lambda: write(room.desk, room, "จากหลายข้อ", notes=notes)) <= one
    write(room.desk, room, "อีกข้อหนึ่ง", notes=notes[2:])
    assert reads_of(lambda: board(room.desk, room)) == board_of_one
    assert [point["numbers"] for point in board(room.desk, room)["points"]] == [[1], [1, 2, 3, 4], [3, 4]]


def test_no_row_and_no_page_says_who_wrote_a_point(room: Room) -> None:
    note = room.phone.note("ถนนพัง")["id"]
    scribe = helper_of(room, "scribe", "เลขาคนขยัน", group=0)
    path = f"/groups/{room.groups[0]}/points"
    first, second = (write(scribe, room, text, notes=[note]).get_json()["answer"] for text in ("หนึ่ง", "สอง"))
    scribe.call(f"{path}/{second}/step", {"by": -1})
    scribe.call(f"{path}/{first}/remove")
    scribe.call(f"{path}/{first}/back")
    kinds = [Kind.POINT.value, Kind.MOVE_POINT.value, Kind.REMOVE_POINT.value]
    query = select(Change.by).where(col(Change.kind).in_(kinds))
    found = room.feed.read(lambda session: list(session.execute(query).scalars()))
    assert found == [""] * 5
    history = room.desk.client.get(f"/workshops/{room.code}/history").text
    assert history.count("เลขาคนขยัน") == 1  # who came in


def test_a_removed_point_comes_back_only_where_there_is_room(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(points, "MOST", 1)
    note, path = room.phone.note("ถนนพัง")["id"], f"/groups/{room.groups[0]}/points"
    first = write(room.desk, room, "หนึ่ง", notes=[note]).get_json()["answer"]
    room.desk.call(f"{path}/{first}/remove")
    second = write(room.desk, room, "สอง", notes=[note]).get_json()["answer"]
    assert room.desk.call(f"{path}/{first}/back").status_code == 422
    assert [point["id"] for point in board(room.desk, room)["points"]] == [second]
    room.desk.call(f"{path}/{second}/remove")
    assert room.desk.call(f"{path}/{first}/back").status_code == 200


def test_a_group_board_reads_no_note_as_an_object(room: Room) -> None:
    room.phone.note("ถนนพัง")
    read: list[object] = []
    keep = lambda note, _context: read.append(note)  # noqa: E731
    event.listen(Note, "load", keep)
    try:
        assert [note["text"] for note in board(room.desk, room)["notes"]] == ["ถนนพัง"]
    finally:
        event.remove(Note, "load", keep)
    assert read == []


def test_a_point_that_is_sent_twice_is_one_and_another_groups_with_the_same_id_is_another(room: Room) -> None:
    first, second = room.phone.note("ถนนพัง")["id"], room.other.note("น้ำไม่ไหล")["id"]
    sent = new_id()
    once = write(room.desk, room, "ซ่อมถนน", notes=[first], sent=sent).get_json()
    seq = room.desk.board()["seq"]
    again = write(room.desk, room, "ซ่อมถนน", notes=[first], sent=sent).get_json()
    assert (again["ok"], again["answer"], room.desk.board()["seq"]) == (True, once["answer"], seq)
    other = write(room.desk, room, "ซ่อมท่อ", group=1, notes=[second], sent=sent).get_json()
    assert other["answer"] != once["answer"]
    room.desk.call(f"/groups/{room.groups[0]}/points/{once['answer']}/remove")
    late = write(room.desk, room, "ซ่อมถนน", notes=[first], sent=sent).get_json()
    assert (late["answer"], board(room.desk, room)["points"]) == (once["answer"], [])
    new = write(room.desk, room, "ซ่อมถนน", notes=[first], sent=new_id()).get_json()
    assert [point["id"] for point in board(room.desk, room)["points"]] == [new["answer"]]
    for bad in ("x", 7, "ก" * 20, "a" * 65):
        assert write(room.desk, room, "ซ่อมถนน", notes=[first], sent=bad).status_code == 422


def test_the_room_votes_on_points_of_groups_the_first_of_every_group_first(room: Room) -> None:
    for group, phone in enumerate((room.phone, room.other)):
        note = phone.note(f"เรื่องของกลุ่ม {group}")["id"]
        for text in ("ข้อแรก", "ข้อสอง"):
            assert write(room.desk, room, f"{text}  ของ\n{group}", group, notes=[note]).status_code == 200
    room.desk.call(f"/groups/{room.groups[1]}/first")
    opened = room.desk.call("/voting", {"source": "points", "kind": "dots", "dots": 2, "category": "problem"})
    assert opened.status_code == 200, opened.text
    voting = room.desk.board()["voting"]
    assert (voting["source"], voting["category"]) == ("points", None)
    assert [option["label"] for option in voting["options"]] == [
        "ข้อแรก ของ 0 (กลุ่มดอกคูน)", "ข้อแรก ของ 1 (กลุ่มดอกจาน)",
        "ข้อสอง ของ 0 (กลุ่มดอกคูน)", "ข้อสอง ของ 1 (กลุ่มดอกจาน)",
    ]  # fmt: skip
    assert room.outsider().state()["voting"] is None, "what the room wrote is not for strangers"
    chosen = voting["options"][3]
    vote = {"id": new_id(), "voting_id": voting["id"], "theme_id": chosen["theme_id"], "dots": 2}
    assert room.phone.call("PUT", "/votes", vote).status_code == 200
    first = int(chosen["theme_id"].partition("-")[2])
    assert room.desk.call(f"/groups/{room.groups[1]}/points/{first}/remove").status_code == 200
    assert room.desk.call("/voting/close").status_code == 200
    best = room.desk.board()["voting"]["options"][0]
    assert (best["label"], best["votes"]) == ("ข้อสอง ของ 1 (กลุ่มดอกจาน)", 2), "its words stay as they were voted on"
    (counted,) = as_json(room.feed.read(read_record, room.code), Words("th"))["votings"]
    assert counted["source"] == "points"


def test_there_is_no_vote_on_points_before_a_group_has_written_one(room: Room) -> None:
    refused = room.desk.call("/voting", {"source": "points", "kind": "rating"})
    assert refused.status_code == 422
    assert "ยังไม่มีกลุ่มที่เขียนข้อสรุป" in refused.get_json()["message"]
    assert room.desk.board()["voting"] is None
