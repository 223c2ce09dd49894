"""What the facilitator shows on the projector: the state is the server's, and every projector follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest

from tests.live.listening import heard, listen, phone_socket
from tests.room import Room, helper_of, new_id
from workshop.views import focus_board, icebreakers


def show(room: Room, what: str, id: str = "") -> Any:
    return room.desk.call("/show", {"what": what, "id": id})


def test_every_projector_follows_and_phones_learn_nothing_of_it(room: Room, deliver: Callable[[], None]) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    theme = room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"}).get_json()["answer"]
    walls = [listen(room, "projector", room.desk.client) for _ in range(2)]
    phone = phone_socket(room, room.phone)
    deliver()
    for socket in (*walls, phone):
        heard(socket, "changes")
    assert show(room, "theme", theme).status_code == 200
    deliver()
    for wall in walls:
        assert [delta["shown"] for delta in heard(wall, "changes")] == [{"what": "theme", "id": theme}]
    assert all("shown" not in delta for delta in heard(phone, "changes"))
    assert room.desk.board(view="projector")["shown"] == {"what": "theme", "id": theme}
    seq = room.desk.board(view="projector")["seq"]
    show(room, "theme", theme)
    assert room.desk.board(view="projector")["seq"] == seq
    show(room, "live")
    deliver()
    assert [delta["shown"] for delta in heard(walls[0], "changes")] == [None]


def test_what_is_gone_or_hidden_cannot_be_shown(room: Room) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/hide")
    assert show(room, "note", note).status_code == 404
    assert show(room, "theme", "none").status_code == 404
    assert show(room, "group", "none").status_code == 422
    assert show(room, "group", "99999").status_code == 422
    assert show(room, "film").status_code == 422
    assert room.desk.board(view="projector")["shown"] is None


def test_a_group_has_a_page_only_while_its_name_stands_with_a_note(room: Room) -> None:
    board = room.desk.board()
    group, silent = str(board["groups"][0]["id"]), str(board["groups"][1]["id"])
    room.phone.note("งบมาช้า")
    assert show(room, "group", group).status_code == 200
    refused = show(room, "group", silent)
    assert refused.status_code == 422
    assert "แสดงหน้าของกลุ่มนี้ไม่ได้" in refused.get_json()["message"]


def test_no_page_of_a_group_is_shown_while_an_anonymous_phase_is_open(room: Room) -> None:
    group = str(room.desk.board()["groups"][0]["id"])
    room.phone.note("งบมาช้า")
    phases = room.desk.board()["phases"]
    later = next(phase for phase in phases if phase["state"] == "waiting")
    room.desk.call(f"/phases/{later['id']}/identity", {"identity": "anonymous"})
    room.desk.call(f"/phases/{later['id']}/open", {})
    assert show(room, "group", group).status_code == 422


def test_problems_and_answers_come_to_the_projector_while_it_shows_them(
    room: Room, deliver: Callable[[], None]
) -> None:
    def theme(text: str, category: str, label: str) -> str:
        note = room.phone.note(text, category=category)["id"]
        answer: str = room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": label}).get_json()["answer"]
        return answer

    wall, phone = listen(room, "projector", room.desk.client), phone_socket(room, room.phone)
    problem = theme("งบมาช้า", "problem", "งบ")
    later = room.desk.board()["phases"][1]["id"]
    room.desk.call(f"/phases/{later}/open", {})
    answer = theme("ขอโอนงบต้นปี", "proposal", "โอนต้นปี")
    deliver()
    assert all("links" not in delta for delta in heard(wall))
    assert show(room, "answers").status_code == 200
    deliver()
    (delta,) = heard(wall)
    assert (delta["links"], delta["gaps"]) == ([], [problem])
    room.desk.call("/links", {"from": problem, "to": answer, "said": "added"})
    deliver()
    (delta,) = heard(wall)
    assert [(link["from"], link["to"]) for link in delta["links"]] == [(problem, answer)]
    assert delta["gaps"] == []
    assert room.desk.board(view="projector")["links"] == delta["links"]
    assert all("links" not in each and "gaps" not in each for each in heard(phone))
    show(room, "live")
    deliver()
    assert all("links" not in delta for delta in heard(wall))


def test_focus_issues_are_counted_by_the_groups_that_stand_beside_notes(room: Room) -> None:
    board = room.desk.board()
    issue = board["focus"][0]["key"]
    note = room.phone.note("แปลงตัวอย่างดี")["id"]
    group = str(next(each["group_id"] for each in room.desk.board()["notes"] if each["id"] == note))
    room.desk.call(f"/notes/{note}/focus", {"key": issue, "on": True})
    assert "focus_shown" not in room.desk.board(view="projector")
    show(room, "focus")
    shown = room.desk.board(view="projector")["focus_shown"]
    assert [(each["count"], each["groups"]) for each in shown if each["key"] == issue] == [(1, {group: 1})]
    assert "focus_shown" not in room.desk.board()


def test_no_group_of_an_anonymous_phase_is_counted_on_the_page_of_focus_issues(room: Room) -> None:
    board = room.desk.board()
    issue = board["focus"][0]["key"]
    later = next(phase for phase in board["phases"] if phase["state"] == "waiting")
    room.desk.call(f"/phases/{later['id']}/identity", {"identity": "anonymous"})
    room.desk.call(f"/phases/{later['id']}/open", {})
    note = room.phone.note("แปลงตัวอย่างดี", category="proposal")["id"]
    room.desk.call(f"/notes/{note}/focus", {"key": issue, "on": True})
    show(room, "focus")

    def groups() -> dict[str, int]:
        shown = room.desk.board(view="projector")["focus_shown"]
        return next(each["groups"] for each in shown if each["key"] == issue)

    assert groups() == {"": 1}
    room.desk.call(f"/phases/{later['id']}/close")
    room.desk.call(f"/phases/{later['id']}/grace", {"minutes": 0})
    assert groups() == {"": 1}


def test_the_words_of_many_notes_are_the_facilitators_to_show(room: Room) -> None:
    for text in ("งบประมาณมาช้า", "งบประมาณไม่พอ", "ขอเพิ่มงบประมาณ", "รถเสีย"):
        room.phone.note(text)
    answer = room.desk.client.get(f"/api/w/{room.code}/words").get_json()
    assert answer["fewest"] == 3
    assert {"word": "งบประมาณ", "count": 3} in answer["words"]
    assert "รถ" not in {each["word"] for each in answer["words"]}
    assert room.phone.call("GET", "/words").status_code == 401
    assert room.desk.client.get("/api/w/ZZZZ99/words").status_code == 404


def test_the_pages_of_time_are_shown_without_an_id(room: Room) -> None:
    for what in ("words", "countdown", "programme"):
        assert show(room, what, "7").status_code == 200
        assert room.desk.board(view="projector")["shown"] == {"what": what, "id": ""}


def test_the_facilitator_alone_makes_projectors_dark(room: Room, deliver: Callable[[], None]) -> None:
    wall, phone = listen(room, "projector", room.desk.client), phone_socket(room, room.phone)
    deliver()
    heard(wall), heard(phone)
    assert room.phone.call("POST", "/projector/dark", {"on": True}).status_code in (401, 409)
    assert room.desk.call("/projector/dark", {"on": "night"}).status_code == 422
    assert room.desk.board(view="projector")["dark"] is False
    assert room.desk.call("/projector/dark", {"on": True}).status_code == 200
    deliver()
    assert [delta["dark"] for delta in heard(wall)] == [True]
    assert all("dark" not in delta for delta in heard(phone))
    seq = room.desk.board()["seq"]
    room.desk.call("/projector/dark", {"on": True})
    assert room.desk.board()["seq"] == seq


def test_focus_issues_by_district_are_shown_as_counts_while_they_are_on_the_projector(
    room: Room, deliver: Callable[[], None]
) -> None:
    issue = room.desk.board()["focus"][0]["key"]
    unit = room.desk.board()["groups"][0]["name"]
    wall, phone = listen(room, "projector", room.desk.client), phone_socket(room, room.phone)
    room.desk.call(
        "/actions", {"what": "ขุดโคก", "unit": unit, "focus": issue, "day": "1", "month": "1", "year": "2563"}
    )
    assert "districts_shown" not in room.desk.board(view="projector")
    show(room, "districts")
    deliver()
    heard(wall)
    form = {"key": issue, "unit": unit, "target": "40", "reached": "12", "was": "0/0"}
    assert room.desk.post(f"/workshops/{room.code}/focus", data=form).status_code == 302
    deliver()
    *_rest, delta = heard(wall)
    whole = {"target": 40, "reached": 12, "actions": 1, "done": 0, "overdue": 1}
    (shown,) = (each for each in delta["districts_shown"] if each["key"] == issue)
    assert {name: shown[name] for name in whole} == whole
    assert shown["rows"][0] == {"unit": unit, **whole}
    assert room.desk.board(view="projector")["districts_shown"] == delta["districts_shown"]
    assert all("districts_shown" not in each for each in heard(phone))
    assert "districts_shown" not in room.desk.board()
    show(room, "live")
    assert "districts_shown" not in room.desk.board(view="projector")


def test_the_page_of_districts_is_counted_anew_only_as_its_counts_or_actions_change(
    room: Room, deliver: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    board = room.desk.board()
    issue, unit = board["focus"][0]["key"], board["groups"][0]["name"]
    wall = listen(room, "projector", room.desk.client)
    show(room, "districts")
    deliver()
    heard(wall)
    counted = Mock(wraps=focus_board.shown)
    monkeypatch.setattr(focus_board, "shown", counted)
    room.desk.open_phase()
    deliver()
    before = counted.call_count
    for number in range(5):
        room.phone.note(f"ความเห็นที่ {number}")
        deliver()
    assert counted.call_count == before, "notes change nothing of it"
    form = {"key": issue, "unit": unit, "target": "40", "reached": "12", "was": "0/0"}
    room.desk.post(f"/workshops/{room.code}/focus", data=form)
    deliver()
    assert counted.call_count == before + 1
    (shown,) = (each for each in heard(wall)[-1]["districts_shown"] if each["key"] == issue)
    assert (shown["target"], shown["reached"]) == (40, 12)


def test_the_console_says_for_which_focus_issue_an_action_is_and_an_edit_of_it_is_not_overwritten(room: Room) -> None:
    first, second = (each["key"] for each in room.desk.board()["focus"][:2])
    room.desk.call("/actions", {"what": "ขุดโคก", "focus": first})
    (action,) = room.desk.board()["actions"]
    assert action["focus"] == first
    edit = {"id": action["id"], "was": action["version"], "what": "ขุดโคก"}
    assert room.desk.call("/actions", {**edit, "focus": second}).status_code == 200
    assert room.desk.call("/actions", {**edit, "focus": ""}).status_code == 409, "another console chose meanwhile"
    (action,) = room.desk.board()["actions"]
    unknown = {**edit, "was": action["version"], "focus": "nowhere"}
    assert room.desk.call("/actions", unknown).status_code == 422
    (action,) = room.desk.board()["actions"]
    assert action["focus"] == second
    room.desk.call("/undo")
    assert room.desk.board()["actions"][0]["focus"] == first


def opened(room: Room, path: str, **body: Any) -> None:
    assert room.desk.call(path, body).status_code == 200


def ids(room: Room, view: str = "projector") -> dict[str, str]:
    """What the room was asked, by kind."""
    return {each["kind"]: each["id"] for each in room.desk.board(view=view)["asked"]}


def test_earlier_votes_matrices_and_moods_can_be_shown_on_every_projector(
    room: Room, deliver: Callable[[], None]
) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"})
    opened(room, "/voting", kind="dots", source="themes", dots=1)
    opened(room, "/voting", kind="effort_impact", source="themes", dots=1)
    opened(room, "/voting", kind="rating", source="themes", dots=1)
    opened(room, "/pulse", moment="morning")
    opened(room, "/pulse/close")
    opened(room, "/pulse/clear")
    walls = [listen(room, "projector", room.desk.client) for _ in range(2)]
    phone = phone_socket(room, room.phone)
    deliver()
    for socket in (*walls, phone):
        heard(socket, "changes")
    asked = ids(room)
    assert asked == ids(room, "console")
    assert {each["kind"]: each["state"] for each in room.desk.board()["asked"]} == {
        "dots": "closed", "effort_impact": "closed", "rating": "open", "morning": "closed",
    }  # fmt: skip
    for kind in asked:
        assert show(room, "asked", asked[kind]).status_code == 200
        deliver()
        for wall in walls:
            (delta,) = heard(wall, "changes")
            assert delta["shown"] == {"what": "asked", "id": asked[kind]}
            assert str(delta["asked_shown"]["id"]) == asked[kind].partition("-")[2]
    assert all("shown" not in each and "asked" not in each for each in heard(phone, "changes"))
    assert "asked_shown" not in room.desk.board()
    show(room, "live")
    assert "asked_shown" not in room.desk.board(view="projector")


def test_votes_stay_hidden_on_the_wall_until_the_vote_closes(room: Room) -> None:
    note = room.phone.note("งบมาช้า")["id"]
    theme = room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "งบ"}).get_json()["answer"]
    opened(room, "/voting", kind="dots", source="themes", dots=2)
    asked = ids(room)["dots"]
    show(room, "asked", asked)
    room.phone.call(
        "PUT", "/votes", {"id": new_id(), "voting_id": int(asked.partition("-")[2]), "theme_id": theme, "dots": 2}
    )
    open_one = room.desk.board(view="projector")["asked_shown"]
    assert (open_one["state"], open_one["voters"]) == ("open", 1)
    assert [each["votes"] for each in open_one["options"]] == [None]
    opened(room, "/voting/close")
    assert [each["votes"] for each in room.desk.board(view="projector")["asked_shown"]["options"]] == [2]


def test_a_mood_of_fewer_than_five_shows_no_spread_when_it_is_chosen_later(room: Room) -> None:
    opened(room, "/pulse", moment="evening")
    pulse = ids(room)["evening"]
    room.phone.call("PUT", "/pulse", {"id": new_id(), "pulse_id": int(pulse.partition("-")[2]), "value": 1})
    opened(room, "/pulse/clear")
    show(room, "asked", pulse)
    shown = room.desk.board(view="projector")["asked_shown"]
    assert (shown["answers"], shown["spread"], shown["words"]) == (1, None, None)


def test_an_ice_breaker_comes_to_every_board_with_all_that_the_room_is_to_do(
    room: Room, deliver: Callable[[], None]
) -> None:
    first, second = icebreakers.every()[:2]
    boards = [listen(room, view, room.desk.client) for view in ("projector", "projector", "console")]
    phone = phone_socket(room, room.phone)
    deliver()
    for socket in (*boards, phone):
        heard(socket)
    assert show(room, "icebreaker", first.key).status_code == 200
    deliver()
    for board in boards:
        (delta,) = heard(board)
        assert delta["shown"] == {"what": "icebreaker", "id": first.key}
        told = delta["icebreaker_shown"]
        assert (told["id"], told["minutes"], told["title"]) == (first.key, first.minutes, first.title)
        assert told["steps"] == {language: list(steps) for language, steps in first.steps.items()}
    room.phone.note("งบมาช้า")
    deliver()
    assert all("icebreaker_shown" not in each for board in boards for each in heard(board)), "a note changes none of it"
    show(room, "icebreaker", second.key)
    assert room.desk.board(view="projector")["icebreaker_shown"]["id"] == second.key
    show(room, "live")
    deliver()
    assert [each["shown"] for each in heard(boards[0])][-1] is None
    assert "icebreaker_shown" not in room.desk.board(view="projector")
    assert all("icebreaker_shown" not in each and "shown" not in each for each in heard(phone))


@pytest.mark.parametrize("id", ["", "no-such-game", "line-up ", "../line-up", "\x00"])
def test_an_unknown_ice_breaker_is_refused_in_words_and_the_projector_stays(room: Room, id: str) -> None:
    show(room, "icebreaker", "weather")
    before = room.desk.board(view="projector")
    refused = show(room, "icebreaker", id)
    assert refused.status_code in (404, 422)
    assert refused.get_json()["message"]
    if refused.status_code == 404:
        assert "จอฉายยังแสดงอย่างเดิม" in refused.get_json()["message"]
    after = room.desk.board(view="projector")
    assert (after["shown"], after["seq"]) == (before["shown"], before["seq"])


def test_an_ice_breaker_that_a_later_version_no_longer_has_leaves_the_wall(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(room, "icebreaker", "weather")
    monkeypatch.setattr(icebreakers, "find", lambda _key: None)
    assert room.desk.board(view="projector")["icebreaker_shown"] is None


def test_the_page_of_an_ice_breaker_shows_it_in_the_workshop_from_which_one_came(room: Room) -> None:
    other = room.another()
    path = f"/workshops/{room.code}/icebreakers/weather"
    assert f'action="{path}"' in room.desk.client.get(f"/icebreakers/weather?from={room.code}").text
    assert "<form" not in room.desk.client.get("/icebreakers/weather").text.partition("icebreaker-tools")[2]
    answer = room.desk.post(f"{path}?minutes=5&size=no")
    assert (answer.status_code, answer.location) == (302, f"/icebreakers/weather?minutes=5&from={room.code}&told=1")
    assert "แสดงบนจอฉายแล้ว" in room.desk.client.get(answer.location).text
    assert room.desk.board(view="projector")["shown"] == {"what": "icebreaker", "id": "weather"}
    unknown = room.desk.post(f"/workshops/{room.code}/icebreakers/{'x' * 200}")
    assert unknown.status_code == 404
    assert "จอฉายยังแสดงอย่างเดิม" in unknown.text
    helper, viewer = helper_of(room, "helper"), helper_of(room, "viewer", "มานี")
    assert helper.post(path).status_code == 302
    assert helper.post(f"/workshops/{other.code}/icebreakers/line-up").status_code == 404
    assert viewer.post(path).status_code == 403
    assert "แสดงบนจอฉาย</button>" not in viewer.client.get(f"/icebreakers/weather?from={room.code}").text
    assert room.desk.board(view="projector")["shown"] == {"what": "icebreaker", "id": "weather"}
    assert other.desk.board(view="projector")["shown"] is None
    assert room.app.test_client().post(path).status_code in (302, 409, 422)
