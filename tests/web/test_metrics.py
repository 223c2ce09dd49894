"""What whoever watches is told: alive, ready, figures, log lines; and what none of them ever holds."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from tests.room import Room
from workshop.domain import heartbeat
from workshop.process.logs import JsonLine


def figures(room: Room) -> dict[tuple[str, ...], float]:
    """(name, label values …) → value."""
    page = room.outsider().client.get("/metrics")
    assert page.status_code == 200
    families = text_string_to_metric_families(page.text)
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_notes_are_counted_by_outcome(room: Room) -> None:
    before = figures(room)
    for number in range(3):
        room.phone.note(f"ความเห็น {number}")
    room.phone.send("")
    room.outsider().send("ไม่ได้เข้าร่วม")
    after = figures(room)
    assert ("laena_writes_total", "note", "ok") not in before
    assert after["laena_writes_total", "note", "ok"] == 3
    assert after["laena_writes_total", "note", "note_empty"] == 1
    assert after["laena_refusals_total", "not_joined"] == 1
    assert after["laena_write_seconds_count", "note"] == 5
    assert after["laena_worker_waiting_notes",] == 3
    room.group_notes()
    assert figures(room)["laena_worker_waiting_notes",] == 0


def test_open_sockets_are_counted_by_view(room: Room) -> None:
    socketio = room.app.extensions["laena.socketio"]
    sockets = [
        socketio.test_client(room.app, auth={"code": room.code, "view": view}, flask_test_client=room.desk.client)
        for view in ("phone", "phone", "console")
    ]
    seen = figures(room)
    assert [seen["laena_sockets", view] for view in ("phone", "console", "projector")] == [2, 1, 0]
    sockets[0].disconnect()
    assert figures(room)["laena_sockets", "phone"] == 1


def test_unknown_methods_are_counted_as_one(room: Room) -> None:
    stranger = room.outsider().client
    for number in range(3):
        stranger.open("/", method=f"MADEUP{number}")
    seen = figures(room)
    assert (
        sum(value for labels, value in seen.items() if labels[0] == "laena_requests_total" and "other" in labels) == 3
    )
    assert not any("MADEUP" in label for labels in seen for label in labels)


def test_two_applications_in_one_process_count_apart(room: Room) -> None:
    room.phone.note("ที่นี่")
    other = type(room.app.extensions["laena.metrics"])()
    assert other.registry.get_sample_value("laena_writes_total", {"kind": "note", "outcome": "ok"}) is None


def test_ready_names_each_part_and_a_silent_worker_only_degrades(room: Room) -> None:
    client = room.outsider().client
    silent = client.get("/readyz")
    assert silent.status_code == 200
    assert silent.get_json() == {
        "ok": True,
        "status": "degraded",
        "database": "ok",
        "migrations": "ok",
        "worker": "silent",
        "disk": "ok",
        "queue": "ok",
    }
    room.feed.write(heartbeat.beat)
    assert client.get("/readyz").get_json()["status"] == "ok"


@pytest.mark.parametrize(
    ("spoil", "part"),
    [
        ("UPDATE alembic_version SET version_num = '0000'", ("migrations", "pending")),
        ("ALTER TABLE alembic_version RENAME TO lost", ("migrations", "pending")),
    ],
)
def test_a_database_of_another_revision_is_not_ready_and_alive_all_the_same(
    room: Room, spoil: str, part: tuple[str, str]
) -> None:
    room.feed.write(lambda session: session.execute(text(spoil)))
    client = room.outsider().client
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "unready")
    assert answer.get_json()[part[0]] == part[1]
    assert client.get("/healthz").get_json() == {"ok": True}


def test_an_unreachable_database_is_not_ready(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.feed, "database", type(room.feed.database)("postgresql+psycopg://127.0.0.1:9/none"))
    answer = room.outsider().client.get("/readyz")
    assert (answer.status_code, answer.get_json()["database"]) == (503, "unreachable")


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Every line of the log, as JSON."""
    written: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(self.format(record))

    keeper, root = Keeper(), logging.getLogger()
    keeper.setFormatter(JsonLine())
    level = root.level
    root.addHandler(keeper)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(keeper)
    root.setLevel(level)


def test_a_request_is_one_line_with_the_id_that_the_answer_carries(room: Room, lines: list[str]) -> None:
    lines.clear()
    answer = room.phone.send("น้ำไม่ไหล", phase_id=0)
    (line,) = [json.loads(line) for line in lines if '"POST"' in line]
    assert line["request_id"] == answer.headers["X-Request-ID"]
    assert line["method"] == "POST"
    assert line["route"] == "/api/w/<code>/notes"
    assert (line["status"], line["refused"]) == (answer.status_code, answer.get_json()["error"])
    assert line["ms"] >= 0
    other = room.phone.send("น้ำไม่ไหล")
    assert other.headers["X-Request-ID"] != answer.headers["X-Request-ID"]


def test_a_valid_request_id_of_a_proxy_is_used_and_an_invalid_one_replaced(room: Room) -> None:
    client = room.outsider().client
    for given, kept in (("abcd-1234-efab", True), ("somchai-jaidee", False), ("x y\tz" * 40, False), ("ก" * 20, False)):
        headers = {"X-Request-ID": given.encode("utf-8").decode("latin-1")}
        assert (client.get("/healthz", headers=headers).headers["X-Request-ID"] == given) is kept


def test_logs_and_metrics_contain_no_text_name_key_or_code(room: Room, lines: list[str]) -> None:
    person = room.new_phone(0, name="ผู้ทดสอบลับ", unit="หน่วยลับ")
    person.note("ข้อความลับ")
    person.send("ข้อความลับ" * 100)
    person.client.get(f"/j/{room.code}")
    person.client.get("/setup/token-secret-1")
    person.client.get(f"/no/such/{room.code}/token-secret-2")
    page = room.outsider().client.get("/metrics").text
    told = page + "\n".join(lines)
    for secret in ("ลับ", person.key, room.code, "token-secret"):
        assert secret not in told
    assert any('"route": "/setup/<token>"' in line for line in lines)
    assert any('"route": "-"' in line for line in lines)
