"""A part that is away: what needs it is asked to try again, the rest goes on, and all recovers by itself."""

from __future__ import annotations

import uuid

from tests.scale.conftest import Department
from tests.scale.installation import Answer, call, until
from tests.scale.people import Phone, Screen
from workshop.views import boards, integrity


def test_without_valkey_notes_are_stored_and_shown_and_reports_wait(department: Department) -> None:
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(department.a)
    board = Screen(department.b, code, "console", cookie=department.cookie)
    screen = phone.screen(department.a)
    until(lambda: board.connected() == 1, "the phone counted at the other process")
    department.valkey.stop()
    try:
        sent = phone.note(department.a, "ส่งขณะคิวหยุด")
        until(lambda: sent in board.notes(), "the note on the other's board")
        until(lambda: department.a.ready().get("queue") == "unreachable", "readiness names the queue")
        assert department.a.ready()["status"] == "degraded"
        report = _report(department, code)
        assert (report.status, report.headers["retry-after"]) == (503, "2")
        assert not screen.ended.is_set()
    finally:
        department.valkey.start()
    department.ready()
    until(lambda: _report(department, code).status == 200, "a report, by a worker that found the queue again")
    until(lambda: board.connected() == 1, "the phone still counted")
    another = phone.note(department.a, "ส่งหลังคิวกลับมา")
    until(lambda: another in board.notes(), "the next note on the other's board")
    board.close()
    screen.close()
    assert "Traceback" not in department.installation.output()


def test_without_the_database_notes_are_refused_sockets_stay_and_all_recovers(
    department: Department,
) -> None:
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(department.a)
    board = Screen(department.b, code, "console", cookie=department.cookie)
    until(lambda: board.of("presence"), "the board admitted")
    stored = phone.note(department.a, "ก่อนฐานข้อมูลหยุด")
    note_id = str(uuid.uuid4())
    department.postgres.kill()
    try:
        until(lambda: department.a.ready().get("database") == "unreachable", "readiness names the database")
        refused = phone.send(department.a, "ขณะฐานข้อมูลหยุด", note_id)
        assert (refused.status, refused.json["error"]) == (503, "try_again")
        assert refused.headers["retry-after"] == "2"
        assert call(department.a.port, "GET", "/healthz").status == 200
        assert "laena_database_up 0.0" in call(department.a.port, "GET", "/metrics").text
    finally:
        department.postgres.start()
    later = until(lambda: _stored(phone.send(department.a, "ขณะฐานข้อมูลหยุด", note_id)), "the outbox's next try")
    until(lambda: {stored, later} <= board.notes(), "both notes on the other's board")
    assert not board.ended.is_set()
    until(lambda: _looked_at(department, code), "a worker that came back groups")
    assert department.installation.feed.read(integrity.everything).faults == ()
    department.ready()
    board.close()


def _report(department: Department, code: str) -> Answer:
    path = f"/workshops/{code}/export/csv"
    return call(department.a.port, "GET", path, cookie=department.cookie)


def _stored(answer: Answer) -> str | None:
    """The id under which the server shows the note; None where it was refused."""
    return str(answer.json["note"]["id"]) if answer.status == 200 else None


def _looked_at(department: Department, code: str) -> bool:
    figures = department.installation.feed.read(boards.board, code, "projector")["figures"]
    return bool(figures["waiting"] == 0)
