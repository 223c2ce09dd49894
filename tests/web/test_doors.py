"""Every door of Laena, and who gets in: tests/web/doors.txt is the table, and this walks it.

`python -m pytest tests/web/test_doors.py` compares; a new route without a line fails.
Lines of sockets: test_socket_doors.py.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.room import PASSWORD, Room, helper_of, new_id
from tests.year.installations import draft
from workshop.domain import facilitator, lookbacks, own_templates
from workshop.domain.former_years import Former, FormerAction
from workshop.year import directives

TABLE = Path(__file__).with_name("doors.txt")
ROLES = ("lead", "helper", "viewer", "remote", "scribe")
SITUATIONS = (
    *("nobody", "own", "other", "removed", "closed", "ended", "signed_out", "before_reset", "facilitator"),
    *(*ROLES, "elsewhere"),
)
FORMER = Former("ปี 2563", 2563, None, (), (FormerAction("ขุดลอกคลอง", "", "", "done"),))
ELSEWHERE = "203.0.113.5"


class Visitor:
    """Somebody at the door: a browser, perhaps with a phone's key, and what exists for the addresses of the table."""

    def __init__(self, room: Room, client: FlaskClient, key: str, values: dict[str, Any]) -> None:
        self.room, self.client, self.key, self.values = room, client, key, values
        client.environ_base["REMOTE_ADDR"] = ELSEWHERE
        page = client.get("/").text
        self._token = re.findall(r'name="csrf-token" content="([^"]+)"', page)[0]

    def opens(self, method: str, rule: str) -> str:
        """Return what the door answers: a status, or "sign-in" for a redirect there."""
        path = re.sub(r"<(?:[^:>]+(?:\([^)]*\))?:)?(\w+)>", lambda part: str(self.values[part[1]]), rule)
        headers = {"X-CSRFToken": self._token} | ({"Authorization": f"Bearer {self.key}"} if self.key else {})
        body = self.body(method, rule)
        kind = {"data": body} if rule in FORMS else {"json": body}
        answer = self.client.open(path, method=method, headers=headers, **({} if method == "GET" else kind))
        to_sign_in = re.match(r"/sign-in(\?|$)", answer.headers.get("Location", ""))
        return "sign-in" if to_sign_in else str(answer.status_code)

    def body(self, method: str, rule: str) -> dict[str, Any]:
        ids = self.values
        make = BODIES.get(f"{method} {rule.removeprefix('/api/w/<code>')}")
        return make(ids) if make else {}


FORMS = {"/language", "/sign-in", "/setup/<token>"}
CHOICE = {"on": True}
BODIES: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "POST /join": lambda ids: {"group_id": ids["group"]},
    "POST /notes": lambda ids: {
        "id": new_id(),
        "phase_id": ids["phase_id"],
        "category": ids["kind_of_note"],
        "text": "ความเห็น",
    },
    "PATCH /notes/<note_id>": lambda _ids: {"text": "แก้แล้ว", "edit": new_id()},
    "PUT /notes/<note_id>/reaction": lambda _ids: {"id": new_id(), "on": True},
    "POST /comments": lambda ids: {
        "id": new_id(),
        "phase_id": ids["phase_id"],
        "note_id": ids["note_id"],
        "text": "ข้อคิดเห็น",
    },
    "PATCH /comments/<comment_id>": lambda _ids: {"text": "แก้แล้ว", "edit": new_id()},
    "PUT /votes": lambda ids: {"id": new_id(), "voting_id": ids["voting"], "theme_id": ids["theme_id"], "dots": 1},
    "PUT /ratings": lambda ids: {
        "id": new_id(),
        "voting_id": ids["voting"],
        "theme_id": ids["theme_id"],
        "values": [3],
    },
    "PUT /rankings": lambda ids: {"id": new_id(), "voting_id": ids["voting"], "order": [ids["theme_id"]]},
    "POST /slip": lambda ids: {"voting_id": ids["voting"], "slip": "ACDEFHJK"},
    "PUT /card": lambda ids: {"id": new_id(), "lookback_id": ids["lookback"], "card": "1", "value": "done"},
    "PUT /pulse": lambda ids: {"id": new_id(), "pulse_id": ids["pulse"], "value": 3},
    "PUT /pulse/word": lambda ids: {"id": new_id(), "pulse_id": ids["pulse"], "word": "สนุก"},
    "POST /pulse/<int:pulse_id>/hide": lambda _ids: {"word": "สนุก", "reason": "other"},
    "POST /pulse/<int:pulse_id>/words": lambda _ids: CHOICE,
    "POST /comments/say": lambda ids: {"id": new_id(), "note_id": ids["note_id"], "text": "จากวิทยากร"},
    "POST /notes/<note_id>/move": lambda _ids: {"theme_id": None},
    "POST /notes/<note_id>/pin": lambda _ids: CHOICE,
    "POST /notes/<note_id>/focus": lambda ids: {"key": ids["focus"], "on": True},
    "POST /themes/<theme_id>/rename": lambda _ids: {"label": "ชื่อใหม่"},
    "POST /themes/<theme_id>/lock": lambda _ids: CHOICE,
    "POST /themes/<theme_id>/merge": lambda ids: {"other": ids["theme_id"]},
    "POST /themes/<theme_id>/split": lambda ids: {"notes": [ids["note_id"]]},
    "POST /actions": lambda _ids: {"what": "ขุดลอกคลอง"},
    "POST /actions/<int:action_id>/step": lambda _ids: {"by": 1},
    "POST /actions/<int:action_id>/status": lambda _ids: {"status": "done", "was": "waiting"},
    "POST /links": lambda ids: {"from": ids["theme_id"], "to": ids["theme_id"], "said": "added"},
    "POST /phases/<int:phase_id>/alone": lambda _ids: CHOICE,
    "POST /phases/<int:phase_id>/check_first": lambda _ids: CHOICE,
    "POST /phases/<int:phase_id>/check_flagged": lambda _ids: CHOICE,
    "POST /phases/<int:phase_id>/comments": lambda _ids: CHOICE,
    "POST /phases/<int:phase_id>/grace": lambda _ids: {"minutes": 5},
    "POST /phases/<int:phase_id>/sharing": lambda _ids: {"sharing": "themes"},
    "POST /phases": lambda _ids: {"title": "ช่วงใหม่", "category": "ผลงาน"},
    "POST /closing": lambda _ids: {"closing_words": "ขอบคุณ", "next_steps": "", "was_words": "", "was_next": ""},
    "POST /phases/<int:phase_id>/most": lambda _ids: {"notes": 50},
    "POST /phases/<int:phase_id>/identity": lambda _ids: {"identity": "signed"},
    "POST /notes/hide": lambda ids: {"notes": [ids["note_id"]], "reason": "other", "seq": 0},
    "POST /comments/hide": lambda _ids: {"comments": [{"id": "nowhere", "words": "0"}], "reason": "other"},
    "POST /comments/check": lambda _ids: {"comments": [{"id": "nowhere", "words": "0"}]},
    "POST /notes/check": lambda ids: {"notes": [{"id": ids["note_id"], "words": "0"}]},
    "POST /notes/category": lambda ids: {"notes": [ids["note_id"]], "category": "cause"},
    "POST /groups/<int:group_id>/notes": lambda ids: {"to": ids["group"]},
    "POST /timer": lambda _ids: {"action": "start", "seconds": 60},
    "POST /sharing": lambda _ids: {"sharing": "everyone"},
    "POST /projector/dark": lambda _ids: {"on": True},
    "POST /show": lambda _ids: {"what": "welcome"},
    "POST /address": lambda _ids: {"url": "http://192.0.2.1:8000"},
    "POST /focus": lambda _ids: {"issues": []},
    "POST /headings/<category>": lambda _ids: {"text": "", "was": "", "shown": False},
    "POST /glossary": lambda _ids: {"text": ""},
    "POST /groups/<int:group_id>/points": lambda ids: {"text": "สรุป", "themes": [ids["theme_id"]]},
    "POST /groups/<int:group_id>/points/<int:point_id>/step": lambda _ids: {"by": 1},
    "POST /programme/next": lambda _ids: {"title": "พัก", "starts": 540},
    "POST /api/helpers/look": lambda _ids: {"token": "x" * 32},
    "POST /api/helpers/enter": lambda _ids: {"token": "x" * 32, "name": "มะลิ"},
    "POST /console": lambda _ids: {"name": "มะลิ"},
    "POST /differences/<category>/apply": lambda _ids: {"seq": 1},
    "POST /differences/<category>/ignore": lambda _ids: {"seq": 1},
    "POST /voting": lambda _ids: {"dots": 3},
    "POST /language": lambda _ids: {"language": "th"},
    "POST /sign-in": lambda _ids: {"password": PASSWORD + "x"},
}


def filled(room: Room) -> dict[str, Any]:
    """Make something of everything in the room, and return the values for the addresses."""
    room.desk.call("/sharing", {"sharing": "everyone"})
    phase = room.desk.board()["phases"][0]
    room.desk.call(f"/phases/{phase['id']}/comments", CHOICE)
    note, other = room.phone.note("ของฉัน")["id"], room.other.note("ของอีกคน")["id"]
    comment = new_id()
    room.phone.call("POST", "/comments", {"id": comment, "phase_id": phase["id"], "note_id": other, "text": "คิดต่อ"})
    room.desk.call(f"/notes/{note}/move", {"theme_id": "new", "label": "เรื่องแรก"})
    room.desk.call(f"/notes/{other}/move", {"theme_id": "new", "label": "เรื่องที่สอง"})
    voting = room.desk.call("/voting", {"dots": 3}).get_json()["answer"]
    pulse = room.desk.call("/pulse", {"asks_word": True}).get_json()["answer"]
    lookback = room.feed.change(room.code, "facilitator", lookbacks.open_former, FORMER)
    action = room.desk.call("/actions", {"what": "ซ่อมถนน"}).get_json()["answer"]
    board = room.desk.board()
    theme = next(each["theme_id"] for each in board["notes"] if each["id"] == note)
    return {
        "code": room.code, "phase_id": phase["id"], "kind_of_note": phase["categories"][0], "group": room.groups[0],
        "group_id": room.groups[1],
        "note_id": note, "comment_id": comment, "theme_id": theme, "parents": "notes", "parent_id": note,
        "participant_id": room.phone.state()["me"]["id"], "category": phase["categories"][0], "token": "wrong-token",
        "province": "ขอนแก่น", "kind": "csv", "session_id": 99_999, "voting": _id(voting), "pulse": _id(pulse),
        "pulse_id": _id(pulse),
        "focus": board["focus"][0]["key"] if board["focus"] else "none", "version": "0", "number": "1",
        "batch_id": 99_999, "link_id": 99_999, "point_id": 99_999, "choice": "off", "action_id": action,
        "deal": "remove",
        "lookback": lookback, "point": "status",
        "filename": "none", "act": "unshut", "deed": "withdraw", "change": "make", "file_kind": "directive",
        "uid": room.feed.write(directives.make, draft()), "template_act": "rename", "dealing": "back",
        "template_id": room.feed.write(own_templates.save, room.code, "แบบประจำปี", ""), "step": "plan", "verb": "admit",
        "silence": "unmute",
        "key": "none", "turn": "up", "source": "people", "paper": "pdf",
        "by": room.phone.state()["me"]["id"], "person_id": 99_999, "person_deed": "disable", "unit_id": 99_999,
        "digest": "0" * 64, "name": "none.png", "unit_deed": "districts", "unit_make": "add",
    }  # fmt: skip


def _id(answer: Any) -> int:
    return int(answer["id"] if isinstance(answer, dict) else answer)


def visitor(room: Room, situation: str) -> Visitor:
    values = filled(room)
    client, key = room.app.test_client(), ""
    if situation in ("own", "closed", "ended"):
        key = room.phone.key
    if situation == "other":
        elsewhere = room.another()
        key = elsewhere.phone.key
    if situation == "closed":
        room.desk.call(f"/phases/{values['phase_id']}/close")
        room.desk.call("/voting/close")
        room.desk.call("/pulse/close")
        room.desk.call("/lookback/close")
    if situation == "ended":
        room.desk.post(f"/workshops/{room.code}/endings/end")
    if situation == "removed":
        key = room.phone.key
        room.desk.post(f"/workshops/{room.code}/phones/{values['participant_id']}/remove")
    if situation in ("signed_out", "before_reset"):
        cookie = room.desk.client.get_cookie("laena")
        assert cookie is not None
        if situation == "signed_out":
            room.desk.post("/sign-out")
        else:
            reset(room)
        client.set_cookie("laena", cookie.value)
    if situation == "facilitator":
        client = room.desk.client
    if situation in ROLES:
        client = helper_of(room, situation).client
    if situation == "elsewhere":
        client = helper_of(room.another(), "lead").client
    return Visitor(room, client, key, values)


def reset(room: Room) -> None:
    token = room.feed.write(facilitator.new_token)
    room.feed.write(facilitator.set_password, token, facilitator.new_hash(PASSWORD + "2"))


def table() -> dict[str, dict[str, str]]:
    """Return {door: {situation: answer}} of the file's routes, in its order."""
    return {door: answers for door, answers in rows(TABLE, SITUATIONS).items() if not door.startswith("SOCKET ")}


def rows(file: Path, situations: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return {door: {situation: answer}} of all lines of a table."""
    lines = [line.rsplit(maxsplit=len(situations)) for line in file.read_text("utf-8").splitlines()]
    found = [line for line in lines if line and not line[0].startswith("#")]
    return {door: dict(zip(situations, answers, strict=True)) for door, *answers in found}


def doors(room: Room) -> set[str]:
    rules = [rule for rule in room.app.url_map.iter_rules() if not rule.alias]
    return {f"{method} {rule.rule}" for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}


def test_the_table_names_every_door_once(room: Room) -> None:
    assert set(table()) == doors(room)


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_door_answers_as_the_table_says(room: Room, situation: str) -> None:
    somebody = visitor(room, situation)
    answers = {door: somebody.opens(*door.split(maxsplit=1)) for door in table()}
    assert answers == {door: expected[situation] for door, expected in table().items()}
