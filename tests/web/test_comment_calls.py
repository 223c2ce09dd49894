"""Comments over HTTP: who may say what on which note or theme, and what nobody learns."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from sqlmodel import select
from werkzeug.test import TestResponse

from tests.room import Phone, Room, new_id
from workshop.store.models import Comment
from workshop.views import integrity

EDITS = itertools.count(1)


class Table:
    """A room that shares its notes and lets them be commented on; the outsider is of another workshop."""

    def __init__(self, room: Room) -> None:
        self.room, self.desk = room, room.desk
        self.writer, self.reader = room.phone, room.other
        self.outsider = room.another().phone
        self.note = self.writer.note("งบมาช้า")["id"]
        answer = self.ok(f"/notes/{self.note}/move", {"theme_id": "new", "label": "เรื่องงบ"})
        self.theme = answer["answer"]
        self.phase = self.desk.board()["phases"][0]["id"]
        self.ok("/sharing", {"sharing": "everyone"})
        self.allow()

    def ok(self, path: str, body: Any = None) -> dict[str, Any]:
        answer = self.desk.call(path, body)
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def allow(self, on: bool = True) -> None:
        self.ok(f"/phases/{self.phase}/comments", {"on": on})

    def send(self, phone: Phone | None = None, text: Any = "เห็นด้วย ควรเร่ง", **fields: Any) -> TestResponse:
        on = {} if {"note_id", "theme_id"} & fields.keys() else {"note_id": self.note}
        return (phone or self.reader).call(
            "POST", "/comments", {"id": new_id(), "phase_id": self.phase, "text": text, **on, **fields}
        )

    def comment(self, phone: Phone | None = None, text: str = "เห็นด้วย ควรเร่ง", **fields: Any) -> dict[str, Any]:
        answer = self.send(phone, text, **fields)
        assert answer.status_code == 200, answer.text
        return answer.get_json()["comment"]

    def edit(self, phone: Phone, comment_id: str, text: Any, edit: str = "") -> TestResponse:
        body = {"text": text, "edit": edit or f"edit-{next(EDITS):08d}"}
        return phone.call("PATCH", f"/comments/{comment_id}", body)

    def on_note(self, phone: Phone) -> list[str]:
        shared = {note["id"]: note for note in phone.state()["shared"]}
        return [comment["text"] for comment in shared[self.note]["comments"]]

    def figures(self, view: str = "console") -> dict[str, int]:
        return self.desk.board(view=view)["comments"]

    def faults(self) -> tuple[str, ...]:
        return self.room.feed.read(integrity.everything).faults


@pytest.fixture
def table(room: Room) -> Table:
    return Table(room)


def refused(answer: TestResponse) -> tuple[int, str]:
    assert set(answer.get_json()) >= {"ok", "error", "message", "errors"}
    return answer.status_code, answer.get_json()["error"]


def test_a_comment_on_a_note_is_seen_by_whoever_sees_the_note(table: Table) -> None:
    table.comment(text="ควรโอนภายใน 15 วัน")
    assert table.on_note(table.writer) == table.on_note(table.reader) == ["ควรโอนภายใน 15 วัน"]
    assert table.note not in json.dumps(table.outsider.state())


def test_a_comment_on_a_theme_is_seen_by_all_phones_of_the_workshop(table: Table) -> None:
    table.comment(theme_id=table.theme, text="เรื่องนี้สำคัญ")
    for phone in (table.writer, table.reader):
        (theme,) = phone.state()["themes_shown"]
        assert (theme["label"], theme["count"]) == ("เรื่องงบ", 1)
        assert [comment["text"] for comment in theme["comments"]] == ["เรื่องนี้สำคัญ"]
    assert table.outsider.state()["themes_shown"] is None


def test_nothing_that_leaves_the_server_names_the_writer_of_a_comment_or_the_group(table: Table) -> None:
    secret = table.room.new_phone(1, name="ผู้ทดสอบลับ", unit="หน่วยลับ")
    me = secret.state()["me"]["id"]
    table.comment(secret, "ลองดู")
    table.comment(secret, "ลองดูอีก", theme_id=table.theme)
    for seen in (table.writer.state(), table.reader.state()):
        shown = json.dumps([seen["shared"], seen["themes_shown"]], ensure_ascii=False)
        assert "ลับ" not in shown
        assert me not in shown
        assert set(seen["themes_shown"][0]["comments"][0]) == {"id", "text", "staff", "edited"}
    listed = table.desk.client.get(f"/api/w/{table.room.code}/notes/{table.note}/comments").get_json()["comments"]
    assert set(listed[0]) == {
        *("id", "text", "staff", "edited", "hidden", "hidden_why", "unchecked", "words"),
        *("phase_id", "note_id", "theme_id"),
    }
    assert table.reader.state()["my_comments"] == []
    assert len(secret.state()["my_comments"]) == 2


def test_the_same_id_again_is_one_comment_and_anothers_is_another(table: Table, random_ids: None) -> None:
    id_ = new_id()
    first = table.send(text="ครั้งเดียว", id=id_)
    again = table.send(text="ครั้งเดียว", id=id_)
    assert first.get_json()["comment"] == again.get_json()["comment"]
    assert table.send(table.writer, "ของคนอื่น", id=id_).get_json()["comment"]["text"] == "ของคนอื่น"
    assert table.figures()["received"] == 2


def test_own_comments_are_changed_and_withdrawn_while_the_phase_is_open(table: Table) -> None:
    made = table.comment(text="เดิม")
    assert table.edit(table.reader, made["id"], "ใหม่", "edit-once1").status_code == 200
    assert table.edit(table.reader, made["id"], "ใหม่กว่า", "edit-twice").status_code == 200
    assert table.edit(table.reader, made["id"], "ใหม่", "edit-once1").status_code == 200  # a late repeat
    assert table.on_note(table.writer) == ["ใหม่กว่า"]
    assert refused(table.edit(table.writer, made["id"], "แย่ง")) == (404, "not_yours")
    assert table.writer.call("DELETE", f"/comments/{made['id']}").status_code == 404
    for _ in range(2):
        assert table.reader.call("DELETE", f"/comments/{made['id']}").status_code == 200
    assert table.on_note(table.writer) == []
    assert table.figures() == {"received": 1, "shown": 0, "hidden": 0, "withdrawn": 1}
    assert table.send(text="เดิม", id=made["id"]).get_json()["comment"]["text"] == ""  # the same id: no words come back
    assert refused(table.edit(table.reader, made["id"], "กลับมา")) == (404, "not_yours")
    kept = table.room.feed.read(lambda session: session.execute(select(Comment.text)).scalars().all())
    assert kept == [""]


def test_who_may_not_change_a_comment_reads_that_a_comment_was_not_found(table: Table) -> None:
    made = table.comment(text="เดิม")
    for answer in (
        table.edit(table.writer, made["id"], "แย่ง"),
        table.writer.call("DELETE", f"/comments/{made['id']}"),
    ):
        assert answer.get_json()["message"] == "ไม่พบข้อคิดเห็นนี้ในรายการของท่าน"
    assert table.on_note(table.writer) == ["เดิม"]


def test_a_closed_phase_takes_no_comment_and_no_edit_but_its_writer_withdraws_one(table: Table) -> None:
    made = table.comment()
    table.ok(f"/phases/{table.phase}/close")
    assert refused(table.send()) == (409, "phase_closed")
    assert refused(table.edit(table.reader, made["id"], "สาย")) == (409, "phase_closed")
    assert table.on_note(table.writer) == [made["text"]]
    assert table.writer.call("DELETE", f"/comments/{made['id']}").status_code == 404
    assert table.reader.call("DELETE", f"/comments/{made['id']}").status_code == 200
    assert table.on_note(table.writer) == []


def test_where_comments_are_off_nothing_is_taken_and_what_is_there_stays(table: Table) -> None:
    table.comment(text="ก่อนปิด")
    table.allow(False)
    assert refused(table.send()) == (409, "comments_off")
    assert table.on_note(table.writer) == ["ก่อนปิด"]
    assert table.reader.state()["themes_shown"] is None
    assert table.ok("/undo")["undone"]
    assert table.send().status_code == 200


BIDI = "\N{RIGHT-TO-LEFT OVERRIDE}กลับ\N{POP DIRECTIONAL FORMATTING}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "comment_empty"),
        (" \n\t ", "comment_empty"),
        ("\N{ZERO WIDTH SPACE}\N{WORD JOINER}", "comment_empty"),
        ("\N{HANGUL FILLER}", "comment_empty"),
        ("\x00", "comment_empty"),
        ("ก" * 501, "comment_too_long"),
        ("ก" + "\N{THAI CHARACTER MAI EK}" * 5000, "comment_too_long"),
        (None, "bad_request"),
        (7, "bad_request"),
        (["ก"], "bad_request"),
    ],
)
def test_what_is_no_comment_is_refused_and_changes_nothing(table: Table, text: Any, code: str) -> None:
    before = table.desk.board()["seq"]
    answer = table.send(text=text)
    assert answer.get_json()["error"] == code
    assert table.desk.board()["seq"] == before


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=HYPERLINK(1)", BIDI, "น้ำ" * 500, "บรรทัดหนึ่ง\nบรรทัดสอง"])
def test_every_other_text_is_taken_verbatim(table: Table, text: str) -> None:
    table.comment(text=text)
    assert table.on_note(table.writer) == [text]


def test_a_lone_surrogate_and_a_nul_are_taken_out_and_the_rest_stays(table: Table) -> None:
    table.comment(text="ก\x00ข")
    whole = {"id": new_id(), "phase_id": table.phase, "note_id": table.note, "text": "ก\ud800ข"}
    headers = {"Authorization": f"Bearer {table.reader.key}"}
    address = f"/api/w/{table.room.code}/comments"
    assert table.reader.client.post(address, data=json.dumps(whole), headers=headers).status_code == 200
    assert table.on_note(table.writer) == ["กข", "ก\N{REPLACEMENT CHARACTER}ข"]


def test_what_is_not_there_cannot_be_commented_on(table: Table) -> None:
    elsewhere = Table(table.room.another())
    cases = [
        ({"note_id": elsewhere.note}, "unknown_note"),
        ({"note_id": new_id()}, "unknown_note"),
        ({"theme_id": elsewhere.theme}, "unknown_theme"),
        ({"theme_id": "p-none"}, "unknown_theme"),
        ({"phase_id": elsewhere.phase}, "unknown_phase"),
        ({"phase_id": 2**40}, "unknown_phase"),
        ({"note_id": None, "theme_id": None}, "bad_request"),
        ({"note_id": table.note, "theme_id": table.theme}, "bad_request"),
        ({"id": "short"}, "bad_request"),
        ({"note_id": "ก\x00"}, "bad_request"),
        ({"theme_id": "\x00"}, "bad_request"),
    ]
    for fields, code in cases:
        assert refused(table.send(**fields))[1] == code, fields
    assert refused(table.send(table.room.outsider())) == (401, "not_joined")
    assert (
        refused(
            table.outsider.call(
                "POST", "/comments", {"id": new_id(), "phase_id": table.phase, "note_id": table.note, "text": "ก"}
            )
        )[1]
        == "unknown_phase"
    )
    assert table.figures()["received"] == 0


def test_with_other_sharing_only_what_one_sees_can_be_commented_on(table: Table) -> None:
    near = table.room.new_phone(0)
    table.ok("/sharing", {"sharing": "group"})
    assert refused(table.send(table.reader))[1] == "unknown_note"
    table.comment(near, "เพื่อนร่วมกลุ่ม")
    assert table.on_note(table.writer) == ["เพื่อนร่วมกลุ่ม"]
    assert table.reader.state()["shared"] == []
    table.ok("/sharing", {"sharing": "own"})
    assert refused(table.send(near))[1] == "unknown_note"
    table.comment(table.writer, "ของตัวเอง")
    (own,) = table.writer.state()["notes"]
    assert [comment["text"] for comment in own["comments"]] == ["เพื่อนร่วมกลุ่ม", "ของตัวเอง"]
    table.comment(near, "หัวข้อเปิดให้ทุกคน", theme_id=table.theme)


def test_a_hidden_comment_leaves_all_screens_but_the_console_until_undone(table: Table) -> None:
    made = table.comment(text="ไม่สุภาพ")
    table.ok(f"/comments/{made['id']}/hide")
    assert table.on_note(table.writer) == []
    assert "ไม่สุภาพ" not in json.dumps(table.desk.board(view="projector"), ensure_ascii=False)
    (note,) = table.desk.board()["notes"]
    assert (note["comments"], note["comments_hidden"]) == (0, 1)
    assert table.figures("projector") == {"received": 1, "shown": 0, "hidden": 1, "withdrawn": 0}
    assert table.ok("/undo")["undone"]
    assert table.on_note(table.writer) == ["ไม่สุภาพ"]
    table.ok(f"/comments/{made['id']}/hide")
    table.ok(f"/comments/{made['id']}/unhide")
    assert table.on_note(table.writer) == ["ไม่สุภาพ"]
    assert table.desk.call(f"/comments/{new_id()}/hide").status_code == 404
    assert table.faults() == ()


def test_a_hidden_note_hides_its_comments_and_takes_no_more(table: Table) -> None:
    table.comment(text="ตามไปด้วย")
    table.ok(f"/notes/{table.note}/hide")
    for phone in (table.writer, table.reader):
        seen = {name: value for name, value in phone.state().items() if name != "my_comments"}
        assert "ตามไปด้วย" not in json.dumps(seen, ensure_ascii=False)
    assert table.figures() == {"received": 1, "shown": 0, "hidden": 1, "withdrawn": 0}
    assert refused(table.send(table.writer))[1] == "unknown_note"
    assert table.ok("/undo")["undone"]
    assert table.on_note(table.reader) == ["ตามไปด้วย"]


def test_a_withdrawn_note_takes_its_comments_along(table: Table) -> None:
    table.comment()
    assert table.writer.call("DELETE", f"/notes/{table.note}").status_code == 200
    assert table.figures() == {"received": 1, "shown": 0, "hidden": 0, "withdrawn": 1}
    assert refused(table.send())[1] == "note_withdrawn"
    assert table.reader.state()["my_comments"] == []
    assert table.faults() == ()


def test_comments_on_a_theme_follow_it_into_the_one_that_takes_it_in_and_back(table: Table) -> None:
    second = table.writer.note("คนไม่พอ")["id"]
    other = table.ok(f"/notes/{second}/move", {"theme_id": "new", "label": "เรื่องคน"})["answer"]
    table.comment(theme_id=table.theme, text="หนึ่ง")
    table.comment(theme_id=other, text="สอง")
    table.ok(f"/themes/{table.theme}/merge", {"other": other})
    (theme,) = table.reader.state()["themes_shown"]
    assert [comment["text"] for comment in theme["comments"]] == ["หนึ่ง", "สอง"]
    assert table.faults() == ()
    table.ok("/undo")
    shown = {theme["id"]: [c["text"] for c in theme["comments"]] for theme in table.reader.state()["themes_shown"]}
    assert shown == {table.theme: ["หนึ่ง"], other: ["สอง"]}
    assert table.faults() == ()


def test_the_facilitator_comments_too_and_is_named_as_such(table: Table) -> None:
    id_ = new_id()
    for _ in range(2):
        table.ok("/comments/say", {"id": id_, "note_id": table.note, "text": "ขอบคุณครับ"})
    shared = {note["id"]: note for note in table.reader.state()["shared"]}
    assert [(c["text"], c["staff"]) for c in shared[table.note]["comments"]] == [("ขอบคุณครับ", True)]
    assert refused(table.edit(table.reader, id_, "แย่ง"))[1] == "not_yours"
    assert table.room.outsider().client.post(f"/api/w/{table.room.code}/comments/say", json={}).status_code in (
        401,
        409,
    )
    table.allow(False)
    assert table.desk.call("/comments/say", {"id": new_id(), "note_id": table.note, "text": "ก"}).status_code == 409


def test_only_the_facilitator_lists_hides_and_lets_comment(table: Table) -> None:
    made = table.comment()
    stranger = table.room.outsider().client
    base = f"/api/w/{table.room.code}"
    assert stranger.get(f"{base}/notes/{table.note}/comments").status_code == 401
    for path in (f"/comments/{made['id']}/hide", f"/phases/{table.phase}/comments"):
        assert stranger.post(f"{base}{path}", json={"on": False}).status_code in (400, 401, 409)
    assert table.on_note(table.writer) == [made["text"]]
    other = Table(table.room.another())
    assert other.desk.call(f"/comments/{made['id']}/hide").status_code == 404
    assert other.desk.client.get(f"/api/w/{other.room.code}/notes/{table.note}/comments").status_code == 404


def test_a_board_that_catches_up_is_told_of_the_note_alone_and_of_counts(table: Table) -> None:
    table.writer.note("อีกข้อหนึ่ง")
    since = table.desk.board()["seq"]
    table.comment(text="ยาว" * 150)
    delta = table.desk.board(since, "projector")
    assert [(note["id"], note["comments"]) for note in delta["notes"]] == [(table.note, 1)]
    assert "ยาวยาว" not in json.dumps(delta, ensure_ascii=False)


def test_undo_takes_back_what_the_facilitator_said(table: Table) -> None:
    said = {"id": new_id(), "note_id": table.note, "text": "พูดผิด"}
    table.ok("/comments/say", said)
    assert table.on_note(table.reader) == ["พูดผิด"]
    assert table.ok("/undo")["undone"] == "ส่งข้อคิดเห็นของวิทยากร"
    assert table.on_note(table.reader) == []
    assert table.figures() == {"received": 1, "shown": 0, "hidden": 0, "withdrawn": 1}
    table.ok("/comments/say", said)  # a late repeat brings nothing back
    assert table.on_note(table.reader) == []
    assert table.faults() == ()


def test_undo_says_so_where_what_was_hidden_has_been_withdrawn(table: Table) -> None:
    made = table.comment()["id"]
    table.ok(f"/comments/{made}/hide")
    assert table.reader.call("DELETE", f"/comments/{made}").status_code == 200
    assert table.ok("/undo")["undone"] == ""
    table.ok(f"/notes/{table.note}/hide")
    assert table.writer.call("DELETE", f"/notes/{table.note}").status_code == 200
    assert table.ok("/undo")["undone"] == ""
    assert table.faults() == ()


def test_the_console_alone_lists_themes_that_have_gone_with_comments(table: Table) -> None:
    second = table.writer.note("คนไม่พอ")["id"]
    made = table.ok(f"/notes/{second}/move", {"theme_id": "new", "label": "เรื่องคน"})["answer"]
    comment = table.comment(theme_id=made, text="ไม่สุภาพ")["id"]
    assert table.desk.board()["former_themes"] == []
    table.ok("/undo")  # the theme goes with the move that made it
    (former,) = table.desk.board()["former_themes"]
    assert (former["id"], former["label"], former["comments"]) == (made, "เรื่องคน", 1)
    assert "former_themes" not in table.desk.board(view="projector")
    listed = table.desk.client.get(f"/api/w/{table.room.code}/themes/{made}/comments").get_json()["comments"]
    assert [each["text"] for each in listed] == ["ไม่สุภาพ"]
    table.ok(f"/comments/{comment}/hide")
    (former,) = table.desk.board()["former_themes"]
    assert (former["comments"], former["comments_hidden"]) == (0, 1)
    assert table.figures()["hidden"] == 1


def test_a_comment_on_a_hidden_note_may_be_sent_later_and_on_a_withdrawn_one_never(table: Table) -> None:
    table.ok(f"/notes/{table.note}/hide")
    assert refused(table.send()) == (404, "unknown_note")
    table.ok(f"/notes/{table.note}/unhide")
    assert table.send().status_code == 200
    assert table.writer.call("DELETE", f"/notes/{table.note}").status_code == 200
    answer = table.send()
    assert refused(answer) == (404, "note_withdrawn")
    assert "คัดลอก" in answer.get_json()["message"]
