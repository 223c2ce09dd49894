"""Links by which units send their answers: one each, good for one accepted file, and harmless when sent again."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.room import Phone
from tests.year.installations import KHON_KAEN, UDON, Office, altered, answer_file, draft
from tests.year.test_directive_journey import write_notes
from workshop.store.year_tables import AnswerLink
from workshop.views import dates
from workshop.web.limits import Limits
from workshop.year import answer_links, answers, directives, sending

SOON = dates.now().date() + timedelta(days=5)


def asked_for(department: Office, deadline: date = SOON) -> str:
    """Make a directive whose deadline is to come, and return its uid."""
    return department.feed.write(directives.make, draft(issued_on=date(2020, 10, 28), deadline=deadline))


def link(department: Office, uid: str, unit: str = KHON_KAEN, **more: str) -> str:
    page = department.post(f"/directives/{uid}/links", deed="one", unit=unit, **more).text
    found = re.findall(r"/answers/([\w-]{22})<", page)
    assert len(found) == 1
    return str(found[0])


def outsider(department: Office) -> FlaskClient:
    return department.room.app.test_client()


def send(department: Office, token: str, data: bytes) -> tuple[int, str]:
    """Send as the page's script does; return the status and the name of what became of it."""
    answer = outsider(department).post(f"/api/answers/{token}", data=data)
    said = answer.get_json()
    return answer.status_code, said.get("result") or said["error"]


def key_of(department: Office, uid: str) -> str:
    return department.feed.read(directives.find, uid).key


def states(department: Office, uid: str) -> dict[str, str]:
    return {line.unit.code: line.state.value for line in department.feed.read(answer_links.listed, uid)}


def counted(department: Office, uid: str) -> dict[str, tuple[int, ...]]:
    return {row.unit.code: row.versions for row in department.feed.read(answers.table, uid).rows if row.versions}


def test_the_unit_sees_what_is_asked_takes_the_directive_and_sends_its_answer_without_a_script(
    department: Office, province: Office
) -> None:
    uid = asked_for(department)
    token = link(department, uid)
    phone = outsider(department)
    page = phone.get(f"/answers/{token}").text
    for shown in ("ขอนแก่น", "ทบทวนผลการดำเนินงาน", "มท 0402.1/ว 2563", dates.spoken(SOON)):
        assert shown in page
    assert "อุดรธานี" not in page
    file = phone.get(f"/answers/{token}/directive").data
    assert file == department.client.get(f"/directives/{uid}/file").data
    assert province.results(file) == ["new"]

    data = answer_file(uid, key_of(department, uid))
    sent = phone.post(f"/answers/{token}", data={"file": (io.BytesIO(data), "a.json")})
    assert sent.status_code == 303
    after = phone.get(sent.headers["Location"]).text
    assert "รับคำตอบแล้ว" in after
    assert "ฉบับที่ 1" in after
    assert 'type="file"' not in after
    assert counted(department, uid) == {KHON_KAEN: (1,)}
    assert states(department, uid)[KHON_KAEN] == "used"


def test_the_same_file_again_is_harmless_and_another_needs_a_new_link(department: Office) -> None:
    uid = asked_for(department)
    key, token = key_of(department, uid), link(department, uid)
    first, second = answer_file(uid, key), answer_file(uid, key, version=2, notes=3)
    assert [send(department, token, each) for each in (first, first, second)] == [
        (200, "first"), (200, "same"), (409, "answer_link_used"),
    ]  # fmt: skip
    assert counted(department, uid) == {KHON_KAEN: (1,)}
    newer = link(department, uid)
    assert send(department, token, first) == (200, "same")
    assert send(department, newer, first) == (200, "same")
    assert states(department, uid)[KHON_KAEN] == "unused"
    assert send(department, newer, second) == (200, "replaces")
    assert counted(department, uid) == {KHON_KAEN: (1, 2)}


def test_what_cannot_be_taken_in_has_a_name_each_changes_nothing_and_uses_up_no_link(department: Office) -> None:
    uid, other = asked_for(department), asked_for(department)
    key, token = key_of(department, uid), link(department, uid)
    good = answer_file(uid, key)
    directive = department.client.get(f"/directives/{uid}/file").data
    hostile = {
        "wrong_unit": answer_file(uid, key, unit=UDON),
        "foreign_directive": answer_file(other, key),
        "foreign": answer_file(uid, "0" * 64),
        "file_damaged": good[:-40],
        "file_tampered": altered(good, signature="0" * 128),
        "file_newer": altered(good, schema_version=99),
        "not_an_answer": directive,
        "not_ours": b"\x00\xff{}",
        "no_file": b"",
    }
    assert [send(department, token, data)[1] for data in hostile.values()] == list(hostile)
    assert counted(department, uid) == {}
    assert department.feed.read(answers.table, uid).strangers == ()
    assert states(department, uid)[KHON_KAEN] == "unused"
    page = outsider(department)
    refused = page.post(f"/answers/{token}", data={"file": (io.BytesIO(hostile["wrong_unit"]), "a.json")})
    shown = page.get(refused.headers["Location"]).text
    assert "เป็นของหน่วยงานอื่น" in shown
    assert "เก็บแยกไว้" not in shown  # as where the department takes it in by hand
    assert department.results(answer_file(uid, key, version=3)) == ["first"]
    assert send(department, token, answer_file(uid, key, version=2, notes=5)) == (409, "older")


def test_a_file_that_is_too_large_is_refused_before_it_is_read(department: Office) -> None:
    token = link(department, asked_for(department))
    client = outsider(department)
    assert client.post(f"/api/answers/{token}", data=b" " * 16_000_001).status_code == 413
    assert client.post(f"/api/answers/{token}", data=b" " * 17_000_000).status_code == 413
    sent = client.post(f"/answers/{token}", data={"file": (io.BytesIO(b" " * 16_000_001), "a.json")})
    assert sent.headers["Location"].endswith("result=file_too_large")


def test_a_link_ends_when_it_is_revoked_made_anew_or_late_and_with_its_directive(department: Office) -> None:
    uid = asked_for(department)
    good = answer_file(uid, key_of(department, uid))
    old, other = link(department, uid), link(department, uid, UDON)
    new = link(department, uid)
    assert outsider(department).get(f"/answers/{old}").status_code == 410
    assert send(department, old, good) == (410, "link_revoked")
    department.post(f"/directives/{uid}/links", deed="revoke", unit=KHON_KAEN)
    assert send(department, new, good) == (410, "link_revoked")
    assert (states(department, uid)[KHON_KAEN], states(department, uid)[UDON]) == ("revoked", "unused")
    assert send(department, "A" * 22, good) == (404, "unknown_link")

    _made_days_ago(department, other, 30)
    assert outsider(department).get(f"/answers/{other}").status_code == 200  # seven days after the deadline
    _put_off(department, uid, SOON - timedelta(days=13))
    assert send(department, other, good) == (410, "link_expired")
    assert states(department, uid)[UDON] == "expired"
    department.post(f"/directives/{uid}/withdraw", reason="ซ้ำ")
    assert send(department, other, good) == (409, "directive_withdrawn")
    assert department.post(f"/directives/{uid}/links", deed="every").status_code == 409
    department.post(f"/directives/{uid}/delete")
    assert send(department, other, good) == (404, "unknown_link")


def _made_days_ago(department: Office, token: str, days: int) -> None:
    def back(session: Any) -> None:
        for row in session.query(AnswerLink).filter_by(digest=answer_links.digest(token)):
            row.made_at -= days * 86_400_000

    department.feed.write(back)


def _put_off(department: Office, uid: str, deadline: date) -> None:
    was = department.feed.read(directives.find, uid).version
    department.feed.write(directives.edit, uid, draft(issued_on=date(2020, 10, 28), deadline=deadline), was)


def test_one_click_makes_a_table_for_all_units_and_again_the_same_until_somebody_makes_new_ones(
    department: Office,
) -> None:
    uid = asked_for(department)
    form = {"deed": "missing", "asked": "x", "grace": "3"}
    page = department.post(f"/directives/{uid}/links", **form).text
    tokens = re.findall(r"/answers/([\w-]{22})<", page)
    assert len(set(tokens)) == 76
    assert re.findall(r"/answers/([\w-]{22})<", department.post(f"/directives/{uid}/links", **form).text) == tokens
    table = department.post(f"/directives/{uid}/links", table="csv", **form)
    rows = list(csv.reader(io.StringIO(table.data.decode("utf-8-sig"))))
    assert [row[2].rsplit("/", 1)[1] for row in rows[1:]] == tokens
    assert rows[1][3].strip('="') == dates.spoken(SOON + timedelta(days=3))
    assert department.post(f"/directives/{uid}/links", table="xlsx", **form).data[:2] == b"PK"

    assert send(department, tokens[0], answer_file(uid, key_of(department, uid), unit=rows[1][0].strip('="'))) == (
        200,
        "first",
    )
    again = department.post(f"/directives/{uid}/links", deed="missing", asked="y")
    assert "/answers/" not in again.text
    every = re.findall(r"/answers/([\w-]{22})<", department.post(f"/directives/{uid}/links", deed="every").text)
    assert not set(every) & set(tokens)
    assert outsider(department).get(f"/answers/{tokens[1]}").status_code == 410
    assert "/answers/" not in department.post(f"/directives/{uid}/links", **form).text  # these were replaced
    assert department.post(f"/directives/{uid}/links", deed="one", unit="99").status_code == 404
    assert department.post(f"/directives/{uid}/links", deed="what").status_code == 422


def test_no_token_is_stored_or_logged(department: Office, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    uid = asked_for(department)
    token = link(department, uid)
    send(department, token, answer_file(uid, key_of(department, uid)))
    outsider(department).get(f"/answers/{token}")
    assert token not in caplog.text
    rows = department.feed.read(lambda session: [vars(row) for row in session.query(AnswerLink)])
    assert rows
    assert token not in str(rows)


def test_a_link_takes_twenty_files_at_once_and_then_asks_to_wait(department: Office) -> None:
    token, other = (link(department, uid) for uid in (asked_for(department), asked_for(department)))
    vars(department.room.app.extensions["laena.limits"]).update(vars(Limits(lambda: 0.0)))
    answered = [send(department, token, b"{}")[0] for _turn in range(21)]
    assert (answered[:20], answered[20]) == ([422] * 20, 429)
    assert send(department, other, b"{}")[0] == 422


class Far:
    """A server on the network of the test, which answers as it is told and remembers what it was sent."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 200, {}, b'{"ok": true, "result": "first"}'
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        far = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["Content-Length"]))
                far.seen.append((self.path, dict(self.headers), data))
                self.send_response(far.status)
                for name, value in {**far.headers, "Content-Length": str(len(far.body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(far.body)

            do_GET = do_POST

            def log_message(self, *_args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.link = f"http://127.0.0.1:{self.server.server_port}/answers/{'a' * 22}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def far() -> Iterator[Far]:
    made = Far()
    yield made
    made.server.shutdown()
    made.server.server_close()


def workshop_of(department: Office, province: Office) -> str:
    uid = asked_for(department)
    province.take(department.client.get(f"/directives/{uid}/file").data)
    province.post(f"/directives/{uid}/unit", unit=KHON_KAEN)
    code = province.post(f"/directives/{uid}/workshop").headers["Location"].split("/")[2]
    write_notes(province, code)
    return code


def test_the_province_sees_where_its_answer_goes_before_the_file_alone_is_sent(
    department: Office, province: Office, far: Far
) -> None:
    code = workshop_of(department, province)
    assert f'action="/workshops/{code}/answer/send"' in province.client.get(f"/workshops/{code}/report").text
    path = f"/workshops/{code}/answer/send"
    look = province.post(path, link=f" {far.link} ").text
    assert far.link.split("/answers/")[0] in look
    assert not far.seen
    sent = province.post(path, link=far.link, confirmed="1").text
    assert "รับคำตอบแล้ว" in sent
    ((address, headers, data),) = far.seen
    assert address == f"/api/answers/{'a' * 22}"
    assert data == province.post(f"/workshops/{code}/answer").data
    assert set(headers) == {
        "Accept-Encoding",
        "Content-Length",
        "Host",
        "User-Agent",
        "Content-Type",
        "Accept",
        "Connection",
    }
    assert headers["User-Agent"] == "laena"


def test_what_goes_wrong_on_the_way_has_a_name_and_nothing_is_sent_elsewhere(far: Far) -> None:
    to = sending.target(far.link)
    elsewhere = Far()
    try:
        for status, body, name in (
            (302, b"", "elsewhere"),
            (307, b"", "elsewhere"),
            (404, b'{"ok": false, "error": "unknown_link", "message": "<b>x</b>"}', "unknown_link"),
            (410, b'{"error": "link_expired"}', "link_expired"),
            (429, b'{"error": "too_fast"}', "too_fast"),
            (500, b"<h1>", "not_understood"),
            (400, b'{"error": ["x"]}', "not_understood"),
            (200, b"[" * 60_000, "not_understood"),
            (200, b'{"ok": true, "result": "paid"}', "not_understood"),
        ):
            far.status, far.body, far.headers = status, body, {"Location": elsewhere.link}
            with pytest.raises(sending.Refusal) as raised:
                sending.send(to, b"{}")
            assert raised.value.code == name
        assert not elsewhere.seen
    finally:
        elsewhere.server.server_close()
    with pytest.raises(sending.Unreachable):
        sending.send(sending.Target("", f"http://127.0.0.1:1/api/answers/{'a' * 22}"), b"{}")


@pytest.mark.parametrize(
    "typed",
    [
        "", "ลิงก์", "file:///answers/" + "a" * 22, "ftp://a.th/answers/" + "a" * 22, "//a.th/answers/" + "a" * 22,
        "http://u:p@a.th/answers/" + "a" * 22, "http://a.th/answers/short", "http://a.th/other/" + "a" * 22,
        "http://a.th/answers/" + "a" * 22 + "?x=1", "http://a.th:99999/answers/" + "a" * 22,
        "http://a.th\\@b.th/answers/" + "a" * 22, "http://a.th/\r\nX: y/answers/" + "a" * 22,
        "http:///answers/" + "a" * 22, "http://กรม.th/answers/" + "a" * 22, "http://[::1/answers/" + "a" * 22,
        "http://a.th/../answers\x00/" + "a" * 22, "javascript:alert(1)",
        "http://a.th/" + "b/" * 300 + "answers/" + "a" * 22,
    ],
)  # fmt: skip
def test_what_is_no_link_of_ours_is_named_and_sent_nowhere(typed: str) -> None:
    with pytest.raises(sending.BadLink):
        sending.target(typed)


def test_a_link_below_a_path_or_on_a_port_is_one_of_ours() -> None:
    token = "a" * 22
    assert (
        sending.target(f"https://a.go.th/laena/answers/{token}#x").address
        == f"https://a.go.th/laena/api/answers/{token}"
    )
    assert sending.target(f"http://[::1]:8000/answers/{token}/").host == "http://[::1]:8000"


def test_the_command_sends_the_answer_and_names_what_became_of_it(
    department: Office, province: Office, far: Far
) -> None:
    code = workshop_of(department, province)
    run = province.run("answer", code, "--send", far.link)
    assert run.exit_code == 0, run.output
    assert "first" in run.output
    assert json.loads(far.seen[0][2])["content"]["unit"]["code"] == KHON_KAEN
    far.status, far.body = 409, b'{"error": "wrong_unit"}'
    run = province.run("answer", code, "--send", far.link)
    assert (run.exit_code, "wrong_unit" in run.output) == (1, True)
    run = province.run("answer", code, "--send", "http://x")
    assert (run.exit_code, "bad_link" in run.output, len(far.seen)) == (1, True, 2)


def test_no_answer_is_made_while_an_anonymous_phase_is_open_and_the_page_says_why(
    department: Office, province: Office, far: Far
) -> None:
    code = workshop_of(department, province)
    desk = province.room.desk
    phase = desk.board()["phases"][1]
    assert desk.call(f"/phases/{phase['id']}/identity", {"identity": "anonymous"}).status_code == 200
    assert province.post(f"/workshops/{code}/answer").status_code == 200
    assert desk.call(f"/phases/{phase['id']}/open").status_code == 200
    why = f"แล้วทำไฟล์อีกครั้ง: {phase['title']}"
    for path, typed in (("answer", {}), ("answer/hand-in", {}), ("answer/send", {"link": far.link, "confirmed": "1"})):
        refused = province.post(f"/workshops/{code}/{path}", **typed)
        assert (refused.status_code, why in refused.text) == (409, True), path
    assert not far.seen
    assert why in province.run("answer", code).output
    report = province.client.get(f"/workshops/{code}/report").text
    assert f"มาช้าก่อน: {phase['title']}" in report
    assert f'action="/workshops/{code}/answer' not in report
    phone = Phone(province.room.app.test_client(), desk.code)
    phone.join(desk.board()["groups"][0]["id"])
    phone.note("เขียนในช่วง", phase_id=phase["id"], category=phase["categories"][0], promised="anonymous")
    assert desk.call(f"/phases/{phase['id']}/close").status_code == 200
    waits = province.client.get(f"/workshops/{code}/report").text
    assert f"{phase['title']} (รอความเห็นที่มาช้า)" in waits
    assert province.post(f"/workshops/{code}/answer").status_code == 409
    assert desk.call(f"/phases/{phase['id']}/grace", {"minutes": 0}).status_code == 200
    assert f'action="/workshops/{code}/answer"' in province.client.get(f"/workshops/{code}/report").text
    assert province.post(f"/workshops/{code}/answer").status_code == 200
