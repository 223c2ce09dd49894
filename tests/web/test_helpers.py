"""Helpers by link: one link lets one person in, for one workshop, with one role, until it ends or is ended."""

from __future__ import annotations

import re

import pytest
from sqlmodel import select

from tests.room import Desk, Room, helper_of
from workshop.domain import consoles, endings, helpers, roles, sessions, workshops
from workshop.domain.undo import ACTOR
from workshop.feed import Actor
from workshop.store.models import HelperLink, SignedIn
from workshop.views import history
from workshop.web import rights

HOUR = 3_600_000


def new_link(room: Room, role: str = "helper") -> str:
    """The token of a link as the page shows it."""
    page = room.desk.post(f"/workshops/{room.code}/helpers", data={"role": role})
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    return re.findall(r"/helpers#([\w-]+)<", page.text)[0]


def stranger(room: Room) -> Desk:
    return Desk(room.app, room.code)


def enter(desk: Desk, token: str, name: str = "มะลิ") -> tuple[int, dict[str, str]]:
    answer = desk.post("/api/helpers/enter", json={"token": token, "name": name})
    return answer.status_code, answer.get_json()


def test_a_link_lets_one_person_in_once(room: Room) -> None:
    token = new_link(room)
    first, second = stranger(room), stranger(room)
    assert enter(first, token) == (200, {"ok": True, "next": f"/workshops/{room.code}"})
    status, answer = enter(second, token, "จำปี")
    assert (status, answer["error"]) == (410, "link_used")
    assert first.client.get(f"/workshops/{room.code}").status_code == 200
    assert second.client.get(f"/workshops/{room.code}").status_code == 302


def test_an_entering_whose_answer_was_lost_is_sent_again_by_its_browser_alone(room: Room) -> None:
    token, lost, other = new_link(room), stranger(room), stranger(room)
    body = {"id": "5f" * 16, "token": token, "name": "มะลิ"}
    assert lost.post("/api/helpers/enter", json=body).status_code == 200
    again = stranger(room)  # the same browser, which never got the cookie
    assert again.post("/api/helpers/enter", json=body).get_json()["next"] == f"/workshops/{room.code}"
    assert again.client.get(f"/workshops/{room.code}").status_code == 200
    for entering in ("6f" * 16, None):
        refused = other.post("/api/helpers/enter", json={**body, "id": entering})
        assert (refused.status_code, refused.get_json()["error"]) == (410, "link_used")
    people = room.feed.read(helpers.listed, room.code, None)
    assert [each.name for each in people] == ["มะลิ"]
    room.desk.post(f"/workshops/{room.code}/helpers/{people[0].id}/remove")
    assert stranger(room).post("/api/helpers/enter", json=body).status_code == 410


def test_a_look_at_the_link_says_what_it_is_for_and_does_not_use_it_up(room: Room) -> None:
    token, desk = new_link(room, "viewer"), stranger(room)
    for _again in range(2):
        found = desk.post("/api/helpers/look", json={"token": token}).get_json()
        assert (found["title"], found["role"]) == ("เหลียวหลัง แลหน้า ปี 2564", "ผู้ชม")
        assert "code" not in found
    assert enter(desk, token)[0] == 200


@pytest.mark.parametrize("name", ["", "   ", "\N{ZERO WIDTH SPACE}", "\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_without_a_name_nobody_comes_in_and_the_link_stays_good(room: Room, name: str) -> None:
    token, desk = new_link(room), stranger(room)
    assert enter(desk, token, name)[1]["error"] == "name_missing"
    assert enter(desk, token, "มะลิ")[0] == 200


@pytest.mark.parametrize("token", ["", "x", "ก" * 40, "\0" * 30, "x" * 100, "../../etc"])
def test_a_made_up_link_opens_nothing(room: Room, token: str) -> None:
    assert enter(stranger(room), token)[0] == 410


@pytest.mark.parametrize("body", [{}, {"token": 5, "name": "มะลิ"}, {"token": "x" * 101}, {"token": None}])
def test_a_malformed_entry_is_refused(room: Room, body: dict[str, object]) -> None:
    assert stranger(room).post("/api/helpers/enter", json=body).status_code == 422


def test_a_link_ends_after_a_day_and_when_it_is_taken_back(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    old, taken = new_link(room), new_link(room)
    [newest, _older] = room.feed.read(helpers.links, _id(room))
    assert room.desk.post(f"/workshops/{room.code}/helpers/links/{newest.id}/void").status_code == 302
    assert enter(stranger(room), taken)[0] == 410
    later = helpers.now_ms() + 25 * HOUR
    monkeypatch.setattr(helpers, "now_ms", lambda: later)
    assert enter(stranger(room), old)[0] == 410
    assert room.feed.read(helpers.links, _id(room)) == []


def test_whoever_has_the_password_does_not_use_a_link_up(room: Room) -> None:
    token = new_link(room)
    assert enter(room.desk, token)[1]["error"] == "has_password"
    assert room.desk.client.get("/workshops").status_code == 200
    assert enter(stranger(room), token)[0] == 200


def test_another_link_in_the_same_browser_takes_the_place_of_the_first(room: Room) -> None:
    desk = helper_of(room, "viewer")
    assert enter(desk, new_link(room, "helper"), "มะลิ")[0] == 200
    assert desk.call("/timer", {"action": "start", "seconds": 60}).status_code == 200
    assert [each.role for each in room.feed.read(helpers.listed, room.code, None)] == ["helper"]


def test_two_helpers_of_one_name_are_told_apart(room: Room) -> None:
    helper_of(room, "helper", "มะลิ")
    helper_of(room, "helper", "มะลิ")
    names = {each.name for each in room.feed.read(helpers.listed, room.code, None)}
    assert names == {"มะลิ", "มะลิ 2"}


def test_tokens_are_stored_as_digests_and_appear_in_no_log(room: Room, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    token, desk = new_link(room), stranger(room)
    enter(desk, new_link(room))
    with desk.client.session_transaction() as session:
        own = session[sessions.IN_COOKIE]
    rows = [
        room.feed.read(lambda session, kind=kind: [row.model_dump() for row in session.execute(select(kind)).scalars()])
        for kind in (HelperLink, SignedIn)
    ]
    assert token not in str(rows)
    assert own not in str(rows)
    assert token not in caplog.text


def test_a_helper_of_another_workshop_gets_404_here(room: Room) -> None:
    outsider = helper_of(room.another(), "lead")
    for path in ("", "/projector", "/helpers", "/remote"):
        assert outsider.client.get(f"/workshops/{room.code}{path}").status_code == 404
    assert outsider.call("/timer", {"action": "start", "seconds": 60}, code=room.code).status_code == 404
    assert outsider.client.get("/workshops/AAAAAA").status_code == 404


def test_what_the_refused_role_tried_changed_nothing(room: Room) -> None:
    note = room.phone.note("ถนนพัง")["id"]
    before = room.desk.board()["seq"]
    viewer = helper_of(room, "viewer")
    entered = room.desk.board()["seq"]
    assert entered > before
    for path, body in ((f"/notes/{note}/hide", {}), ("/timer", {"action": "start", "seconds": 9}), ("/undo", {})):
        answer = viewer.call(path, body)
        assert (answer.status_code, answer.get_json()["error"]) == (403, "not_your_role")
    assert room.desk.board()["seq"] == entered


def test_a_helper_undoes_own_steps_alone(room: Room) -> None:
    mine, theirs = (room.phone.note(text)["id"] for text in ("ถนนพัง", "น้ำไม่ไหล"))
    helper = helper_of(room, "helper")
    room.desk.call(f"/notes/{theirs}/hide")
    helper.call(f"/notes/{mine}/hide")
    helper.call("/undo")
    assert helper.call("/undo").status_code == 409
    status = {note["id"]: note["status"] for note in room.desk.board()["notes"]}
    assert (status[theirs], status[mine] == "hidden") == ("hidden", False)


def test_the_history_says_who_did_what(room: Room) -> None:
    note = room.phone.note("ถนนพัง")["id"]
    helper = helper_of(room, "helper", "จำปี")
    helper.call(f"/notes/{note}/hide")
    [found] = room.feed.read(helpers.listed, room.code, None)
    room.desk.post(f"/workshops/{room.code}/helpers/{found.id}/remove")
    with room.app.test_request_context():
        steps = room.feed.read(history.of, room.code)["steps"]
        said = [(step["who"], str(step["what"]), step["about"]) for step in steps[:4]]
    assert said[0][1:] == ("นำออกจากแผงควบคุม", ["จำปี"])
    assert said[1] == ("จำปี", "ซ่อนความเห็น", ["#1"])
    assert said[2] == ("จำปี", "เข้ามาด้วยลิงก์เชิญ", ["ผู้ช่วย"])
    assert said[3][1:] == ("ทำลิงก์เชิญ", ["ผู้ช่วย"])


def test_the_lead_is_handed_over_and_the_former_lead_helps(room: Room) -> None:
    lead, helper = helper_of(room, "lead", "มะลิ"), helper_of(room, "helper", "จำปี")
    chosen = next(each for each in room.feed.read(helpers.listed, room.code, None) if each.name == "จำปี")
    answer = lead.post(f"/workshops/{room.code}/helpers/{chosen.id}/lead")
    assert answer.headers["Location"] == f"/workshops/{room.code}"
    assert {each.name: each.role for each in room.feed.read(helpers.listed, room.code, None)} == {
        "จำปี": "lead",
        "มะลิ": "helper",
    }
    assert lead.client.get(f"/workshops/{room.code}/helpers").status_code == 403
    assert helper.client.get(f"/workshops/{room.code}/helpers").status_code == 200
    assert room.desk.client.get(f"/workshops/{room.code}/helpers").status_code == 200


def test_a_helpers_session_ends_after_three_days_whatever_is_done(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, real = helper_of(room, "helper"), sessions.now_ms()
    for hours in range(11, 72, 11):
        monkeypatch.setattr(sessions, "now_ms", lambda late=hours: real + late * HOUR)
        assert desk.call("/timer", {"action": "start", "seconds": 60}).status_code == 200
    monkeypatch.setattr(sessions, "now_ms", lambda: real + 73 * HOUR)
    assert desk.call("/timer", {"action": "start", "seconds": 60}).status_code == 401


def test_a_helpers_session_goes_with_its_workshop(room: Room) -> None:
    desk = helper_of(room, "lead")
    room.feed.write(endings.delete_rows, room.code)
    assert desk.client.get(f"/workshops/{room.code}").status_code == 302
    assert room.feed.read(sessions.listed, None) != []
    assert room.feed.read(helpers.listed, room.code, None) == []


def test_no_helper_sees_names_of_other_workshops(room: Room) -> None:
    other = room.another()
    other.desk.call(f"/notes/{other.phone.note('ถนนพัง')['id']}/move", {"theme_id": "new", "label": "เรื่องของที่อื่น"})
    category = room.desk.board()["phases"][0]["categories"][0]
    path = f"/api/w/{room.code}/headings/{category}"
    heard = [desk.client.get(path).get_json()["former"] for desk in (room.desk, helper_of(room, "lead"))]
    assert [bool(former) for former in heard] == [True, False]


def test_a_remote_gets_the_projectors_board_alone(room: Room) -> None:
    note = room.phone.note("ถนนพัง")["id"]
    room.desk.call(f"/notes/{note}/hide")
    remote = helper_of(room, "remote")
    assert remote.client.get("/workshops").headers["Location"] == f"/workshops/{room.code}/remote"
    assert remote.client.get(f"/api/w/{room.code}/board?view=console").status_code == 403
    assert remote.board(view="projector")["notes"] == []
    assert "ถนนพัง" not in remote.client.get(f"/workshops/{room.code}/remote").text


def test_the_remote_begins_what_it_showed_as_next_and_nothing_else(room: Room) -> None:
    room.desk.post(f"/workshops/{room.code}/programme/plan", data={"item": "one_day"})
    first = room.desk.board()["programme"]["next"]
    remote = helper_of(room, "remote")
    sent = {"title": first["title"], "starts": first["starts"]}
    assert remote.call("/programme/next", sent).status_code == 200
    assert remote.call("/programme/next", sent).status_code == 409, "a second tap"
    assert room.desk.board()["programme"]["now"]["title"] == first["title"]


def test_every_right_is_of_a_call_that_exists(room: Room) -> None:
    served = {rule.endpoint for rule in room.app.url_map.iter_rules()}
    for role in roles.Role:
        assert rights.ALLOWED[role] <= served
    assert rights.ALLOWED["viewer"] < rights.ALLOWED["helper"] < rights.ALLOWED["lead"]


def test_pages_for_a_role_offer_nothing_that_is_refused(room: Room) -> None:
    room.new_phone(0, name="สมชาย")
    pages = ("helper", ""), ("helper", "/phones"), ("viewer", ""), ("viewer", "/history"), ("remote", "/remote")
    for role, path in pages:
        desk = helper_of(room, role)
        page = desk.client.get(f"/workshops/{room.code}{path}").text
        for address in set(re.findall(r'href="(/workshops/[^"#?]*)"', page)):
            assert desk.client.get(address).status_code in (200, 302), (role, address)
        assert 'href="/office"' not in page


def test_links_made_and_unused_are_at_most_forty(room: Room) -> None:
    for _link in range(40):
        new_link(room)
    answer = room.desk.post(f"/workshops/{room.code}/helpers", data={"role": "helper"})
    assert answer.status_code == 422
    assert "40" in answer.text


@pytest.mark.parametrize("role", ["", "owner", "facilitator", "ผู้นำ"])
def test_a_link_for_an_unknown_role_is_refused(room: Room, role: str) -> None:
    assert room.desk.post(f"/workshops/{room.code}/helpers", data={"role": role}).status_code == 422


def _id(room: Room) -> int:
    return room.feed.read(lambda session: workshops.find(session, room.code).id)


def test_who_hands_over_at_two_screens_at_once_makes_one_lead(room: Room) -> None:
    lead = helper_of(room, "lead", "มะลิ")
    helper_of(room, "helper", "จำปี")
    helper_of(room, "viewer", "จำปา")
    with lead.client.session_transaction() as session:
        by = Actor(ACTOR, consoles.key_of(sessions.digest(session[sessions.IN_COOKIE])))
    first, second = (each.id for each in room.feed.read(helpers.listed, room.code, None) if each.role != "lead")
    room.feed.change(room.code, by, helpers.hand_over, first)
    for verb in (helpers.hand_over, helpers.remove):  # let in before the first was done
        with pytest.raises(roles.NotYourRole):
            room.feed.change(room.code, by, verb, second)
    assert [each.role for each in room.feed.read(helpers.listed, room.code, None)].count("lead") == 1


def test_a_viewers_console_has_no_button_that_takes_the_projector_back(room: Room) -> None:
    there = {
        role: ">กลับไปกระดานความเห็น<" in helper_of(room, role).client.get(f"/workshops/{room.code}").text
        for role in ("lead", "helper", "viewer")
    }
    assert there == {"lead": True, "helper": True, "viewer": False}
