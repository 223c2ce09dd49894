"""Comments are hidden several at once with a reason, and wait for approval in phases that are checked first."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.room import Phone, Room, helper_of, new_id
from tests.web.test_comment_calls import Table, refused
from workshop.views.read_record import read_record


class Checks(Table):
    """The table of test_comment_calls.py with what the console reads and does."""

    def check(self, on: bool = True) -> None:
        self.ok(f"/phases/{self.phase}/check_first", {"on": on})

    def listed(self) -> dict[str, dict[str, Any]]:
        answer = self.desk.client.get(f"/api/w/{self.room.code}/comments").get_json()
        return {each["text"]: each for each in answer["comments"]}

    def read(self, *texts: str) -> list[dict[str, str]]:
        there = self.listed()
        return [{"id": there[text]["id"], "words": there[text]["words"]} for text in texts]

    def hide(self, *texts: str, reason: str = "rude") -> dict[str, int]:
        return self.ok("/comments/hide", {"comments": self.read(*texts), "reason": reason})["answer"]

    def approve(self, *texts: str) -> dict[str, int]:
        return self.ok("/comments/check", {"comments": self.read(*texts)})["answer"]

    def away(self, since: int = 0) -> list[str]:
        return [each["text"] for each in self.desk.board(since)["comments_away"]]

    def waiting(self) -> list[str]:
        return [each["text"] for each in self.desk.board()["comments_away"] if each["unchecked"]]

    def told(self, phone: Phone | None = None) -> dict[str, tuple[bool, str | None]]:
        """What a phone is told of its own: whether it waits, and why it is hidden."""
        mine = (phone or self.reader).state()["my_comments"]
        return {each["text"]: (each.get("unchecked", False), each.get("hidden")) for each in mine}


@pytest.fixture
def table(room: Room) -> Checks:
    return Checks(room)


def everywhere(table: Checks) -> str:
    """All that anybody but the console and the writer of comments is sent."""
    phones = [table.writer.state(), table.room.new_phone(1).state(), table.outsider.state()]
    record = table.room.feed.read(read_record, table.room.code)
    shown = [note.attached for note in record.notes], [t.attached for c in record.categories for t in c.themes]
    return json.dumps([*phones, table.desk.board(view="projector")], ensure_ascii=False) + str(shown)


def test_several_are_hidden_in_one_step_with_a_reason_and_come_back_in_one(table: Checks) -> None:
    for text in ("หนึ่ง", "สอง"):
        table.comment(text=text)
    table.comment(text="สาม", theme_id=table.theme)
    assert table.hide("หนึ่ง", "สาม", reason="personal") == {"hidden": 2, "changed": 0}
    assert table.on_note(table.writer) == ["สอง"]
    assert sorted(table.away()) == ["สาม", "หนึ่ง"]
    assert {each["hidden_why"] for each in table.desk.board()["comments_away"]} == {"personal"}
    assert table.told() == {"หนึ่ง": (False, "personal"), "สอง": (False, None), "สาม": (False, "personal")}
    assert table.figures() == {"received": 3, "shown": 1, "hidden": 2, "withdrawn": 0}
    for text in ("หนึ่ง", "สาม"):
        assert text not in everywhere(table)
    assert "comments_away" not in table.desk.board(view="projector")
    assert table.faults() == ()
    assert table.ok("/undo")["undone"] == "ซ่อนข้อคิดเห็น"
    assert table.away() == []
    assert table.told() == dict.fromkeys(("หนึ่ง", "สอง", "สาม"), (False, None))
    table.ok("/redo")
    assert sorted(table.away()) == ["สาม", "หนึ่ง"]
    assert table.faults() == ()


def test_a_hidden_one_is_brought_back_from_the_list(table: Checks) -> None:
    made = table.comment(text="หนึ่ง")["id"]
    table.hide("หนึ่ง")
    table.ok(f"/comments/{made}/unhide")
    assert (table.away(), table.on_note(table.writer)) == ([], ["หนึ่ง"])
    assert table.told() == {"หนึ่ง": (False, None)}


def test_what_was_edited_withdrawn_or_hidden_after_it_was_read_is_left(table: Checks) -> None:
    made = {text: table.comment(text=text)["id"] for text in ("แก้", "ถอน", "ซ่อน", "อยู่")}
    read = table.read(*made)
    table.edit(table.reader, made["แก้"], "แก้แล้ว")
    assert table.reader.call("DELETE", f"/comments/{made['ถอน']}").status_code == 200
    table.ok(f"/comments/{made['ซ่อน']}/hide")
    answer = table.ok("/comments/hide", {"comments": read, "reason": "rude"})["answer"]
    assert answer == {"hidden": 1, "changed": 3}
    assert table.on_note(table.writer) == ["แก้แล้ว"]
    seq = table.desk.board()["seq"]
    stale = table.desk.call("/comments/hide", {"comments": read, "reason": "rude"})
    assert refused(stale) == (409, "conflict")
    assert table.desk.board()["seq"] == seq


def test_in_a_phase_that_is_checked_first_a_comment_waits_and_reaches_nobody_but_its_writer(table: Checks) -> None:
    table.check()
    seq = table.desk.board()["seq"]
    for made in (table.comment(text="รอหนึ่ง"), table.comment(text="รอสอง", theme_id=table.theme)):
        assert made["unchecked"] is True
    assert table.told() == {"รอหนึ่ง": (True, None), "รอสอง": (True, None)}
    assert sorted(table.waiting()) == ["รอสอง", "รอหนึ่ง"]
    assert "รอ" not in everywhere(table)
    delta = table.desk.board(seq, "projector")
    assert (delta["notes"], delta["themes"]) == ([], []), "nothing says on what somebody wrote"
    assert table.figures() == {"received": 2, "shown": 0, "hidden": 2, "withdrawn": 0}
    assert table.faults() == ()
    assert table.approve("รอหนึ่ง", "รอสอง") == {"approved": 2, "changed": 0}
    assert table.on_note(table.writer) == ["รอหนึ่ง"]
    assert "รอสอง" in everywhere(table)
    assert table.told() == {"รอหนึ่ง": (False, None), "รอสอง": (False, None)}
    assert table.waiting() == []
    assert table.faults() == ()
    assert table.ok("/undo")["undone"] == "อนุมัติข้อคิดเห็น"
    assert sorted(table.waiting()) == ["รอสอง", "รอหนึ่ง"]
    assert "รอ" not in everywhere(table)
    assert table.faults() == ()


def test_waiting_comments_are_hidden_with_a_reason_and_undo_lets_them_wait_again(table: Checks) -> None:
    table.check()
    table.comment(text="รอหนึ่ง")
    assert table.hide("รอหนึ่ง", reason="off_topic") == {"hidden": 1, "changed": 0}
    assert (table.waiting(), table.away()) == ([], ["รอหนึ่ง"])
    assert table.told() == {"รอหนึ่ง": (False, "off_topic")}
    table.ok("/undo")
    assert table.waiting() == ["รอหนึ่ง"]
    assert table.told() == {"รอหนึ่ง": (True, None)}
    assert table.faults() == ()


def test_an_edited_comment_waits_again_and_undo_never_shows_what_nobody_approved(table: Checks) -> None:
    table.check()
    made = table.comment(text="สุภาพ")["id"]
    read = table.read("สุภาพ")
    table.approve("สุภาพ")
    assert table.edit(table.reader, made, "หยาบ").get_json()["comment"]["unchecked"] is True
    assert table.on_note(table.writer) == []
    assert refused(table.desk.call("/comments/check", {"comments": read})) == (409, "conflict")
    table.ok("/undo")
    assert table.on_note(table.writer) == []
    assert table.waiting() == ["หยาบ"]
    assert refused(table.desk.call(f"/comments/{made}/unhide")) == (409, "conflict")
    table.approve("หยาบ")
    assert table.on_note(table.writer) == ["หยาบ"]
    assert table.faults() == ()


def test_a_waiting_comment_is_withdrawn_by_its_writer_and_with_its_note(table: Checks) -> None:
    table.check()
    made = table.comment(text="ถอนเอง")["id"]
    table.comment(text="ไปกับความเห็น")
    assert table.reader.call("DELETE", f"/comments/{made}").status_code == 200
    assert table.waiting() == ["ไปกับความเห็น"]
    assert table.writer.call("DELETE", f"/notes/{table.note}").status_code == 200
    assert table.waiting() == []
    assert table.figures() == {"received": 2, "shown": 0, "hidden": 0, "withdrawn": 2}
    assert table.faults() == ()


def test_what_the_facilitator_says_waits_for_nobody(table: Checks) -> None:
    table.check()
    table.ok("/comments/say", {"id": new_id(), "note_id": table.note, "text": "ขอบคุณครับ"})
    assert table.on_note(table.reader) == ["ขอบคุณครับ"]


def test_the_end_of_the_check_approves_comments_too_or_lets_them_wait(table: Checks) -> None:
    table.check()
    table.comment(text="รอหนึ่ง")
    read = table.read("รอหนึ่ง")
    path = f"/phases/{table.phase}/check_first"
    table.ok(path, {"on": False})
    assert table.waiting() == ["รอหนึ่ง"]
    table.check()
    assert table.ok(path, {"on": False, "approve_attached": {"comments": read}})["answer"] == {
        "approved": 1,
        "waiting": 0,
    }
    assert table.on_note(table.writer) == ["รอหนึ่ง"]
    assert table.faults() == ()
    table.ok("/undo")
    assert table.waiting() == ["รอหนึ่ง"]
    assert table.desk.board()["phases"][0]["check_first"] is True
    assert table.faults() == ()


def test_nothing_of_it_names_the_writer_of_a_comment_or_the_group(table: Checks) -> None:
    table.check()
    secret = table.room.new_phone(1, name="ผู้ทดสอบลับ", unit="หน่วยลับ")
    table.comment(secret, "ลองดู")
    listed = table.listed()["ลองดู"]
    assert set(listed) == {
        *("id", "text", "staff", "edited", "hidden", "hidden_why", "unchecked", "words"),
        *("phase_id", "note_id", "theme_id"),
    }
    assert "ลับ" not in json.dumps([listed, table.desk.board()["comments_away"]], ensure_ascii=False)


@pytest.mark.parametrize("path", ["/comments/hide", "/comments/check"])
def test_helpers_may_and_viewers_phones_and_another_workshop_may_not(table: Checks, path: str) -> None:
    table.check()
    for text in ("หนึ่ง", "สอง"):
        table.comment(text=text)
    one, two = ({"comments": table.read(text), "reason": "rude"} for text in ("หนึ่ง", "สอง"))
    assert helper_of(table.room, "helper").call(path, one).status_code == 200
    for role in ("viewer", "remote", "scribe"):
        assert helper_of(table.room, role, name=f"ผู้ชม {role}").call(path, two).status_code == 403
    assert table.reader.call("POST", path, two).status_code != 200
    assert refused(table.room.another().desk.call(path, two)) == (404, "unknown_comment")
    assert table.waiting() == ["สอง"]
    outside = table.room.outsider().client.get(f"/api/w/{table.room.code}/comments")
    assert outside.status_code == 401


WRONG: tuple[Any, ...] = ([], "x", [{"id": 1, "words": "x"}], [{"id": "x"}], [{"id": "x\0", "words": ""}], None)


@pytest.mark.parametrize("comments", WRONG)
@pytest.mark.parametrize("path", ["/comments/hide", "/comments/check"])
def test_a_malformed_request_changes_nothing(table: Checks, path: str, comments: Any) -> None:
    table.comment(text="หนึ่ง")
    seq = table.desk.board()["seq"]
    assert table.desk.call(path, {"comments": comments, "reason": "rude"}).status_code == 422
    assert table.desk.call("/comments/hide", {"comments": table.read("หนึ่ง"), "reason": "x"}).status_code == 422
    assert table.desk.board()["seq"] == seq
