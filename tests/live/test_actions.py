"""Actions: written at one console, seen at another and on the projector; refused, undone, followed through the year."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask_babel import force_locale
from sqlalchemy.orm import Session
from sqlmodel import select

from tests.live.listening import heard, listen
from tests.room import Desk, Room
from workshop.domain import action_agreement, action_drafts
from workshop.domain.voting_options import ANSWERS
from workshop.store.models import Voting
from workshop.views import phones
from workshop.views.read_record import read_record

DAY = {"day": "๓๑", "month": "3", "year": "2570"}


def saved(desk: Desk, what: str, **fields: Any) -> int:
    answer = desk.call("/actions", {"what": what, **fields})
    assert answer.status_code == 200, answer.text
    return int(answer.get_json()["answer"])


def shown(room: Room, view: str = "console") -> list[dict[str, Any]]:
    return list(room.desk.board(view=view)["actions"])


def theme_of(room: Room, label: str, *texts: str) -> str:
    first, *rest = [room.phone.note(text)["id"] for text in texts]
    theme = room.desk.call(f"/notes/{first}/move", {"theme_id": "new", "label": label}).get_json()["answer"]
    for each in rest:
        room.desk.call(f"/notes/{each}/move", {"theme_id": theme})
    return str(theme)


def another_desk(room: Room) -> Desk:
    desk = Desk(room.app, room.code)
    desk.be_signed_in(room.feed)
    desk.client.get(f"/workshops/{room.code}")
    return desk


def test_an_action_is_on_the_other_console_and_the_projector_and_on_no_phone(
    room: Room, deliver: Callable[[], None]
) -> None:
    other, theme = another_desk(room), theme_of(room, "น้ำ", "น้ำแล้ง")
    screens = {view: listen(room, view, other.client) for view in ("console", "projector")}
    deliver()
    for screen in screens.values():
        screen.get_received()
    saved(room.desk, "ขุดลอก\nคลอง", unit=" กลุ่มดอกคูน ", measure="1 แห่ง", themes=[theme, theme], **DAY)
    deliver()
    for screen in screens.values():
        (action,) = heard(screen)[-1]["actions"]
        about = {name: action[name] for name in ("what", "unit", "due", "measure", "status", "note")}
        assert about == {
            "what": "ขุดลอก\nคลอง", "unit": "กลุ่มดอกคูน", "due": "2027-03-31", "measure": "1 แห่ง", "status": "waiting",
            "note": "",
        }  # fmt: skip
        assert action["themes"] == [{"id": theme, "label": "น้ำ"}]
    assert "ขุดลอก" not in str(room.phone.state())
    assert "ขุดลอก" not in str(room.outsider().state())
    room.desk.call(f"/themes/{theme}/rename", {"label": "น้ำและคลอง", "was": "น้ำ"})
    deliver()
    for screen in screens.values():
        assert heard(screen)[-1]["actions"][0]["themes"] == [{"id": theme, "label": "น้ำและคลอง"}]
    room.phone.note("ถนนพัง")
    deliver()
    assert all("actions" not in delta for delta in heard(screens["console"]))


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"what": " \n"}, "what", "พิมพ์ว่าจะทำอะไร"), ({"what": "\N{ZERO WIDTH SPACE}"}, "what", "พิมพ์ว่าจะทำอะไร"),
        ({"what": "น้ำ" * 301}, "what", "300"), ({"unit": "น้ำ" * 121}, "unit", "120"),
        ({"measure": "น้ำ" * 301}, "measure", "300"),
        ({"day": "31", "month": "2", "year": "2570"}, "due", "ไม่มีในปฏิทิน"),
        ({"day": "1", "month": "3", "year": "2027"}, "due", "พ.ศ. หรือ ค.ศ."),
        ({"day": "1", "month": "3", "year": "70"}, "due", "พ.ศ. หรือ ค.ศ."),
        ({"day": "1"}, "due", "ให้ครบ"), ({"day": "-1", "month": "x", "year": "2570"}, "due", "ให้ครบ"),
        ({"themes": ["nowhere"]}, None, "กลุ่มความเห็น"), ({"what": "ก" * 4001}, "what", "4000"),
        ({"what": 5}, "what", "string"), ({"id": 2**31 - 1}, None, "ไม่พบสิ่งที่จะทำ"), ({"id": 0}, "id", "1"),
    ],
)  # fmt: skip
def test_a_bad_action_is_refused_with_its_field_and_changes_nothing(
    room: Room, typed: dict[str, Any], field: str | None, words: str
) -> None:
    before = room.desk.board()["seq"]
    answer = room.desk.call("/actions", {"what": "ขุดลอกคลอง", **typed})
    assert answer.status_code in (404, 422)
    said = answer.get_json()
    assert words in (said["errors"][field] if field else said["message"])
    assert shown(room) == []
    assert room.desk.board()["seq"] == before


def test_a_list_is_full_at_its_most_and_says_so(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.domain.actions.MOST", 2)
    for what in ("ก", "ข"):
        saved(room.desk, what)
    refused = room.desk.call("/actions", {"what": "ค"})
    assert (refused.status_code, "2 ข้อ" in refused.get_json()["message"]) == (422, True)


def test_a_stale_edit_is_refused_and_the_other_consoles_words_stay(room: Room) -> None:
    other = another_desk(room)
    action = saved(room.desk, "ขุดลอกคลอง")
    was = shown(room)[0]["version"]
    assert other.call("/actions", {"id": action, "was": was, "what": "ขุดลอกคลองสามแห่ง"}).status_code == 200
    stale = room.desk.call("/actions", {"id": action, "was": was, "what": "ซ่อมถนน"})
    assert (stale.status_code, "อีกจอหนึ่ง" in stale.get_json()["message"]) == (409, True)
    assert [each["what"] for each in shown(room)] == ["ขุดลอกคลองสามแห่ง"]
    room.desk.call(f"/actions/{action}/status", {"status": "doing", "was": "waiting"})
    assert other.call(f"/actions/{action}/status", {"status": "done", "was": "waiting"}).status_code == 409
    assert shown(room)[0]["status"] == "doing"


def test_each_console_undoes_its_own_steps_and_not_what_another_changed_since(room: Room) -> None:
    other = another_desk(room)
    first, second = saved(room.desk, "หนึ่ง"), saved(other, "สอง")
    assert room.desk.call(f"/actions/{second}/step", {"by": -1}).status_code == 200
    assert [each["what"] for each in shown(room)] == ["สอง", "หนึ่ง"]
    assert room.desk.call("/undo").get_json()["undone"] == "จัดลำดับสิ่งที่จะทำ"
    assert room.desk.call(f"/actions/{first}/step", {"by": -1}).status_code == 200  # it is the first already
    assert [each["what"] for each in shown(room)] == ["หนึ่ง", "สอง"]
    room.desk.call(f"/actions/{first}/status", {"status": "done", "was": "waiting", "note": "ส่งมอบแล้ว"})
    assert (shown(room)[0]["status"], shown(room)[0]["note"]) == ("done", "ส่งมอบแล้ว")
    room.desk.call("/undo")
    assert (shown(room)[0]["status"], shown(room)[0]["note"]) == ("waiting", "")
    room.desk.call(f"/actions/{first}/remove")
    assert [each["what"] for each in shown(room)] == ["สอง"]
    assert room.desk.call(f"/actions/{first}/step", {"by": 1}).status_code == 404
    room.desk.call("/undo")
    assert [each["what"] for each in shown(room)] == ["หนึ่ง", "สอง"]
    assert room.desk.call("/redo").get_json()["redone"] == "ลบสิ่งที่จะทำ"
    assert [each["what"] for each in shown(room)] == ["สอง"]
    room.desk.call("/undo")
    version = shown(room)[0]["version"]
    other.call("/actions", {"id": first, "was": version, "what": "หนึ่ง แก้แล้ว"})
    refused = room.desk.call("/undo")
    assert (refused.status_code, "สิ่งเดียวกัน" in refused.get_json()["message"]) == (409, True)
    other.call("/undo")
    assert room.desk.call("/undo").get_json()["undone"] == "เพิ่มหรือแก้สิ่งที่จะทำ"
    assert [each["what"] for each in shown(room)] == ["สอง"]


def test_a_link_follows_its_theme_into_another_and_back_and_outlives_the_theme(room: Room) -> None:
    water, roads = theme_of(room, "น้ำ", "น้ำแล้ง"), theme_of(room, "ถนน", "ถนนพัง", "ถนนแคบ")
    action = saved(room.desk, "ขุดลอกคลอง", themes=[water])
    room.desk.call(f"/themes/{roads}/merge", {"other": water})
    assert shown(room)[0]["themes"] == [{"id": roads, "label": "ถนน"}]
    room.desk.call("/undo")
    assert shown(room)[0]["themes"] == [{"id": water, "label": "น้ำ"}]
    note = next(each for each in room.desk.board()["notes"] if each["theme_id"] == water)
    room.desk.call(f"/notes/{note['id']}/hide")
    (kept,) = shown(room)
    assert kept["what"] == "ขุดลอกคลอง"
    assert kept["themes"][0]["label"] == "น้ำ"
    again = {"id": action, "was": kept["version"], "what": "ขุดลอกสองคลอง", "themes": [water]}
    assert room.desk.call("/actions", again).status_code == 200


def test_another_workshops_action_and_a_strangers_call_are_refused_without_a_change(room: Room) -> None:
    action = saved(room.desk, "ขุดลอกคลอง")
    version = shown(room)[0]["version"]
    elsewhere = room.another().code
    bodies: dict[str, dict[str, Any]] = {
        "/actions": {"id": action, "was": version, "what": "ของคนอื่น"},
        f"/actions/{action}/step": {"by": 1},
        f"/actions/{action}/remove": {},
        f"/actions/{action}/status": {"status": "done", "was": "waiting"},
    }
    stranger = Desk(room.app, room.code)
    for path, body in bodies.items():
        assert room.desk.call(path, body, code=elsewhere).status_code == 404
        assert stranger.call(path, body).status_code == 401
    theme = theme_of(room, "น้ำ", "น้ำแล้ง")
    assert room.desk.call("/actions", {"what": "ก", "themes": [theme]}, code=elsewhere).status_code == 404
    assert [(each["what"], each["status"]) for each in shown(room)] == [("ขุดลอกคลอง", "waiting")]


def test_the_room_answers_once_a_phone_and_the_list_of_which_it_spoke_is_known(
    room: Room, deliver: Callable[[], None]
) -> None:
    assert room.desk.call("/actions/ask").status_code == 422
    action = saved(room.desk, "ขุดลอกคลอง")
    voting = room.desk.call("/actions/ask").get_json()["answer"]
    asked = room.phone.state()["voting"]
    assert [(each["theme_id"], each["label"]) for each in asked["options"]] == [(each, "") for each in ANSWERS]
    assert {option["votes"] for option in asked["options"]} == {None}

    def answer(phone: Any, number: int, place: int, dots: int) -> int:
        vote = {"id": f"0190000000{number}", "voting_id": voting, "theme_id": asked["options"][place]["theme_id"]}
        return int(phone.call("PUT", "/votes", {**vote, "dots": dots}).status_code)

    assert answer(room.phone, 1, 1, 1) == 200
    assert answer(room.phone, 3, 0, 1) == 200  # one answer a phone: the newer takes the place of the other
    assert answer(room.phone, 2, 2, 1) == 200  # an older one that comes late does not
    assert room.phone.state()["my_votes"] == {asked["options"][0]["theme_id"]: 1}
    assert answer(room.phone, 4, 0, 0) == 200
    assert room.phone.state()["my_votes"] == {}
    assert answer(room.phone, 7, 0, 1) == 200
    assert answer(room.other, 5, 0, 1) == 200
    assert answer(room.outsider(), 6, 0, 1) == 401
    page = room.desk.client.get(f"/workshops/{room.code}/actions").text
    assert "ห้องตอบแล้ว 2 เครื่อง" in page  # what they answered would lead others
    assert "เห็นชอบ 2" not in page
    assert "รายการถูกแก้" not in page
    assert room.desk.board()["voting"]["options"][0]["votes"] is None
    assert room.desk.client.get(f"/api/w/{room.code}/voting").status_code == 409  # of two, each could be told
    room.desk.call("/actions", {"id": action, "was": shown(room)[0]["version"], "what": "ขุดลอกสองคลอง"})
    assert "รายการถูกแก้หลังจากถาม" in room.desk.client.get(f"/workshops/{room.code}/actions").text
    room.desk.post(f"/workshops/{room.code}/endings/end")
    assert room.desk.board()["voting"]["state"] == "closed"
    page = room.desk.client.get(f"/workshops/{room.code}/actions").text
    assert "เห็นชอบ 2 รับทราบ 0 ยังไม่เห็นชอบ 0" in page
    assert room.desk.call("/actions/ask").status_code == 409


def test_phones_and_the_projector_are_sent_what_the_room_is_asked_as_it_was_then(room: Room) -> None:
    action = saved(room.desk, "ขุดลอกคลอง", unit="อบต. ดอนแก้ว", **DAY)
    assert room.phone.state()["voting_about"] == []
    room.desk.call("/actions/ask")
    asked = [{"what": "ขุดลอกคลอง", "unit": "อบต. ดอนแก้ว", "due": "2027-03-31"}]
    changed = {"id": action, "was": shown(room)[0]["version"], "what": "ขุดสองคลอง", "unit": "ไม่มี"}
    assert room.desk.call("/actions", changed).status_code == 200
    for _state in ("open", "closed"):
        assert room.phone.state()["voting_about"] == asked
        assert room.desk.board(view="projector")["voting_about"] == asked
        assert room.outsider().state()["voting_about"] == []  # a code goes further than the wall
        room.desk.call("/voting/close")
    assert "voting_about" not in room.desk.board()
    room.desk.call("/voting/clear")
    assert room.phone.state()["voting_about"] == []
    listed = room.desk.board()["asked"][0]["id"]
    assert room.desk.call("/show", {"what": "asked", "id": listed}).status_code == 200
    assert room.desk.board(view="projector")["asked_shown"]["about"] == asked
    room.desk.call("/voting", {"kind": "dots", "source": "lines", "lines": "ก\nข", "dots": 1})
    assert room.desk.board(view="projector")["voting_about"] == []


def test_what_the_room_is_asked_comes_with_the_question_and_not_again_with_each_answer(room: Room) -> None:
    saved(room.desk, "ขุดลอกคลอง")
    before = room.desk.board()["seq"]
    voting = room.desk.call("/actions/ask").get_json()["answer"]
    since = room.desk.board()["seq"]
    vote = {"id": "01900000001", "voting_id": voting, "theme_id": "answer-agreed", "dots": 1}
    assert room.phone.call("PUT", "/votes", vote).status_code == 200

    def to_phones(after: int) -> dict[str, Any]:
        return room.feed.read(lambda session: phones.phones(session, room.code, after))

    assert len(to_phones(before)["voting_about"]) == 1
    assert "voting_about" not in room.phone.state(since=since)
    later = to_phones(since)
    assert later["voting"]["voters"] == 1
    assert "voting_about" not in later
    board = room.desk.board(view="projector", since=since)
    assert board["voting"]["voters"] == 1
    assert "voting_about" not in board


def test_the_page_follows_an_action_after_the_end_and_lists_what_is_overdue(room: Room) -> None:
    address = f"/workshops/{room.code}/actions"
    hostile = "<b>ขุด</b> & \N{RIGHT-TO-LEFT OVERRIDE}คลอง"
    sent = {"what": hostile, "unit": "กลุ่มดอกคูน", "day": "1", "month": "1", "year": "2560"}
    assert room.desk.post(address, data=sent).status_code == 302
    assert room.desk.post(address, data={"what": "ซ่อมถนน"}).status_code == 302
    first, second = shown(room)
    room.desk.post(f"/workshops/{room.code}/endings/end")
    page = room.desk.client.get(address).text
    assert "เลยกำหนด 1 ข้อ" in page
    assert "การประชุมสิ้นสุดแล้ว" in page
    assert "<b>ขุด" not in page
    progress = {"status": "done", "was": "waiting", "note": "ส่งมอบแล้ว"}
    assert room.desk.post(f"{address}/{first['id']}/status", data=progress).status_code == 302
    page = room.desk.client.get(address).text
    assert "เลยกำหนด 1 ข้อ" not in page
    assert "ส่งมอบแล้ว" in page
    refused = room.desk.post(f"{address}/{second['id']}/status", data={**progress, "note": "น้ำ" * 501})
    assert refused.status_code == 422
    assert refused.text.count("น้ำ") >= 501
    stale = room.desk.post(address, data={"id": str(second["id"]), "was": "x", "what": "ซ่อมสะพาน"})
    assert stale.status_code == 409
    assert "ซ่อมสะพาน" in stale.text
    bad = room.desk.post(address, data={"what": "สร้างฝาย", "day": "1", "month": "1", "year": "2027"})
    assert bad.status_code == 422
    assert "สร้างฝาย" in bad.text
    assert "2027 เป็น พ.ศ. หรือ ค.ศ." in bad.text
    for step in ("up", "down", "remove"):
        assert room.desk.post(f"{address}/{second['id']}/{step}").status_code == 302
    assert [each["what"] for each in shown(room)] == [hostile]
    assert action_drafts.LIMITS["what"] == 300


def test_the_list_is_shown_in_the_walls_place_on_every_projector(room: Room) -> None:
    saved(room.desk, "ขุดลอกคลอง")
    assert room.desk.call("/show", {"what": "actions"}).status_code == 200
    assert room.desk.board(view="projector")["shown"] == {"what": "actions", "id": ""}


def test_the_report_has_the_actions_with_their_themes_and_what_the_room_answered(room: Room) -> None:
    theme = theme_of(room, "น้ำ", "น้ำแล้ง")
    action = saved(room.desk, "ขุดลอกคลอง", themes=[theme], **DAY)
    room.desk.call(f"/actions/{action}/status", {"status": "doing", "was": "waiting", "note": "สำรวจแล้ว"})
    room.desk.call("/actions/ask")
    report = room.feed.read(read_record, room.code)
    (found,) = report.actions
    assert (found.what, found.themes, found.status, found.steps[0].note) == ("ขุดลอกคลอง", ("น้ำ",), "doing", "สำรวจแล้ว")
    (asked,) = report.asked
    counts = asked.counts("th")
    assert counts is not None
    assert asked.line("th").startswith("สิ่งที่จะทำ")
    assert [name for name, _count in counts.rows] == ["เห็นชอบ", "รับทราบ", "ยังไม่เห็นชอบ"]
    assert asked.line("th").startswith("สิ่งที่จะทำ 1 ข้อ · ")
    assert (counts.head[0], asked.as_json("th")["actions"]) == ("คำตอบ", True)


def test_what_the_room_was_asked_is_written_in_the_language_of_its_reader_whoever_asked(room: Room) -> None:
    saved(room.desk, "ขุดลอกคลอง")
    with room.app.test_request_context(), force_locale("en"):
        room.feed.change(room.code, "facilitator", action_agreement.ask)
    (asked,) = room.feed.read(read_record, room.code).asked
    for language, title, answers in (
        ("th", "ท่านเห็นอย่างไรต่อสิ่งที่จะทำ", ["เห็นชอบ", "รับทราบ", "ยังไม่เห็นชอบ"]),
        ("en", "What do you say to the actions?", ["Agreed", "Noted", "Not agreed yet"]),
    ):
        counts = asked.counts(language)
        assert counts is not None
        assert [name for name, _count in counts.rows] == answers
        assert [row[5] for row in asked.rows(language)] == answers
        written = asked.as_json(language)
        assert [option["label"] for option in written["options"]] == answers
        assert asked.heading(language) == written["title"] == next(iter(asked.rows(language)))[0] == title


def test_a_vote_of_a_former_release_keeps_the_words_it_was_asked_with(room: Room) -> None:
    saved(room.desk, "ขุดลอกคลอง")
    room.desk.call("/actions/ask")

    def former(session: Session) -> None:
        row = session.execute(select(Voting)).scalar_one()
        row.title = "1 action: what do you say?"
        row.options = [
            {**option, "label": label} for option, label in zip(row.options, ("Yes", "Noted", "No"), strict=True)
        ]

    room.feed.write(former)
    assert [option["label"] for option in room.phone.state()["voting"]["options"]] == ["Yes", "Noted", "No"]
    (asked,) = room.feed.read(read_record, room.code).asked
    counts = asked.counts("th")
    assert counts is not None
    assert [name for name, _count in counts.rows] == ["Yes", "Noted", "No"]
    assert asked.heading("th") == "1 action: what do you say?"
