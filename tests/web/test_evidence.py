"""Evidence of actions: links of the web alone, pictures without metadata, PDF of a size; seen by whom it concerns."""

from __future__ import annotations

import io
import re
import threading
from typing import Any

import pytest
from PIL import Image

from tests.room import Desk, Room
from tests.web.test_report_pictures import add
from tests.web.test_unit_pages import UNIT, Follow
from workshop.domain import evidence, file_space, pictures, workshops
from workshop.web import actions as action_pages

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def photo() -> bytes:
    """A picture that says where and with what it was taken."""
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Secret Camera"
    Image.new("RGB", (60, 40), "green").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


@pytest.fixture
def follow(room: Room) -> Follow:
    return Follow(room)


def sent(follow: Follow, data: bytes = b"", name: str = "ภาพ.jpg", **form: str) -> Any:
    form = {"status": "doing", "was": "waiting", "note": "", **form}
    more: dict[str, Any] = {"file": (io.BytesIO(data), name)} if data else {}
    address = f"/workshops/{follow.room.code}/actions/{follow.ids[0]}/status"
    return follow.room.desk.post(address, data={**form, **more}, content_type="multipart/form-data")


def file_of(follow: Follow, number: int = 1) -> Any:
    return follow.room.desk.client.get(f"/workshops/{follow.room.code}/actions/files/{number}")


def test_a_picture_is_stored_without_metadata_and_shown(follow: Follow) -> None:
    assert sent(follow, photo()).status_code == 302
    found = file_of(follow)
    assert (found.status_code, found.content_type, found.data[:3]) == (200, "image/jpeg", b"\xff\xd8\xff")
    assert b"Secret Camera" not in found.data
    assert "ภาพ.jpg" in follow.room.desk.client.get(f"/workshops/{follow.room.code}/actions").text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("แผนที่ ปี 2569.v2.JPG", "แผนที่ ปี 2569.v2.jpg"),
        ("ภาพที่ไม่มีนามสกุล", "ภาพที่ไม่มีนามสกุล.jpg"),
        (f"{'ก' * 500}.jpg", f"{'ก' * evidence.NAME_LIMIT}.jpg"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}gpj.exe\r\n<b>.jpg", "gpj.exe <b>.jpg"),
        ("\N{ZERO WIDTH SPACE}.jpg", "หลักฐาน.jpg"),
        (".jpg", "หลักฐาน.jpg"),
    ],
)
def test_a_file_has_the_name_that_it_was_sent_with_as_far_as_it_can_be_shown(name: str, shown: str) -> None:
    assert evidence.named(name, evidence.JPEG, b"", 1).name == shown


def test_what_a_page_of_actions_sends_twice_is_one_step_and_one_file(follow: Follow) -> None:
    page = follow.room.desk.client.get(f"/workshops/{follow.room.code}/actions").text
    ids = re.findall(r'name="sent" value="([0-9a-f]{32})"', page)
    assert len(set(ids)) == 1, "one page, one id"
    told = {"was": "waiting", "status": "waiting", "note": "รอแบบ", "sent": ids[0]}
    for _again in range(2):
        assert sent(follow, PDF, "แบบ.pdf", **told).status_code == 302
    assert (file_of(follow, 1).status_code, file_of(follow, 2).status_code) == (200, 404)
    assert sent(follow, PDF, "แบบ.pdf", **{**told, "note": "ได้แบบแล้ว"}).status_code == 302
    assert file_of(follow, 2).status_code == 200


def test_a_pdf_is_saved_and_never_opened_as_a_page(follow: Follow) -> None:
    assert sent(follow, PDF, "แผน/../งาน.pdf").status_code == 302
    found = file_of(follow)
    assert (found.data, found.content_type) == (PDF, "application/pdf")
    assert found.headers["Content-Disposition"].startswith("attachment")
    assert found.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "data",
    [b"<script>1</script>", b"\x89PNG\r\n\x1a\n broken", b"PK\x03\x04", PDF + b"0" * evidence.PDF_BYTES],
    ids=["page", "broken", "archive", "large"],
)
def test_another_file_is_refused_in_words_and_changes_nothing(follow: Follow, data: bytes) -> None:
    answer = sent(follow, data, "ไฟล์.pdf", note="ข้อความยังอยู่")
    assert answer.status_code == 422
    assert "ข้อความยังอยู่" in answer.text
    assert "field-error" in answer.text
    assert follow.room.desk.board()["actions"][0]["status"] == "waiting"
    assert file_of(follow).status_code == 404


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "ftp://example.org/x",
        "example.org",
        "http://",
        "https://a b",
        "https://me:pw@example.org",
        "data:text/html,x",
    ],
)
def test_only_addresses_of_the_web_are_links(follow: Follow, link: str) -> None:
    assert sent(follow, link=link).status_code == 422
    assert follow.room.desk.board()["actions"][0]["status"] == "waiting"


def test_a_link_alone_is_progress_and_leads_nobody_back(follow: Follow) -> None:
    assert sent(follow, status="waiting", link="https://example.org/แผน?x=1").status_code == 302
    page = follow.room.desk.client.get(f"/workshops/{follow.room.code}/actions").text
    assert 'href="https://example.org/แผน?x=1" rel="noreferrer noopener nofollow"' in page


def test_a_unit_sends_and_sees_evidence_of_its_own_actions_alone(follow: Follow) -> None:
    own, other = follow.link(), follow.link("อำเภอภูเวียง")
    answer = follow.report(own, follow.ids[0], file=(io.BytesIO(photo()), "น้ำ.jpg"))
    assert answer.status_code == 302
    assert "น้ำ.jpg" in follow.page(own).text
    assert follow.client.get(f"/u/{own}/files/1").status_code == 200
    assert follow.client.get(f"/u/{other}/files/1").status_code == 404
    assert follow.client.get("/u/nobody/files/1").status_code == 404
    elsewhere = follow.room.another()
    assert follow.room.desk.client.get(f"/workshops/{elsewhere.code}/actions/files/1").status_code == 404


def test_what_was_undone_is_shown_no_more(follow: Follow) -> None:
    sent(follow, photo())
    follow.room.desk.call("/undo")
    assert file_of(follow).status_code == 404
    assert UNIT in follow.room.desk.client.get(f"/workshops/{follow.room.code}/actions").text


def test_a_unit_has_so_many_files(follow: Follow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_FILES", 1)
    assert sent(follow, PDF).status_code == 302
    full = sent(follow, PDF, was="doing", status="done")
    assert full.status_code == 422
    assert f"{UNIT} มีไฟล์หลักฐานครบ 1 ไฟล์แล้ว" in full.text
    assert follow.room.desk.board()["actions"][0]["status"] == "doing"


def test_a_unit_that_used_up_its_files_takes_none_of_others(follow: Follow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_FILES", 1)
    own, other = follow.link(), follow.link("อำเภอภูเวียง")

    def send(token: str, action: int) -> Any:
        return follow.report(token, action, file=(io.BytesIO(PDF), "งาน.pdf"))

    assert send(own, follow.ids[0]).status_code == 302
    refused = send(own, follow.ids[1])
    assert refused.status_code == 422, "the unit's second action has the same share"
    assert f"{UNIT} มีไฟล์หลักฐานครบ 1 ไฟล์แล้ว" in refused.text
    assert send(other, follow.ids[2]).status_code == 302
    nobody = f"/workshops/{follow.room.code}/actions/{follow.ids[3]}/status"
    for was, status in (("waiting", 302), ("doing", 422)):
        form = {"status": "doing", "was": was, "note": "", "file": (io.BytesIO(PDF), "งาน.pdf")}
        answer = follow.room.desk.post(nobody, data=form, content_type="multipart/form-data")
        assert answer.status_code == status
    assert "ข้อที่ยังไม่ระบุหน่วยงานมีไฟล์หลักฐานครบ" in answer.text


def pdf(size: int) -> bytes:
    return PDF + b"0" * (size - len(PDF))


def used(follow: Follow) -> int:
    workshop = follow.room.feed.read(workshops.find, follow.room.code)
    return follow.room.feed.read(file_space.of, workshop.id, 1).used


@pytest.fixture
def small(follow: Follow) -> Follow:
    """A workshop whose files may have two megabytes."""
    settings = follow.room.app.extensions["laena.settings"]
    follow.room.app.extensions["laena.settings"] = settings.model_copy(update={"files_mb": 2})
    return follow


def test_files_that_are_too_many_bytes_together_are_refused_with_what_is_used_and_what_to_do(small: Follow) -> None:
    assert sent(small, pdf(1_200_000)).status_code == 302
    full = sent(small, pdf(900_000), was="doing", status="done", note="ข้อความยังอยู่")
    assert full.status_code == 422
    assert "ใช้ที่ 1.2 จาก 2 MB แล้ว ไฟล์นี้ไม่พอที่ ใช้ลิงก์แทน" in full.text
    assert "LAENA_FILES_MB" in full.text
    assert "ข้อความยังอยู่" in full.text
    assert small.room.desk.board()["actions"][0]["status"] == "doing"
    assert used(small) == 1_200_000
    assert sent(small, pdf(800_000), was="doing", status="done").status_code == 302, "exactly as many as there may be"
    picture = sent(small, photo(), was="done", status="done")
    assert picture.status_code == 422
    assert "ใช้ที่ 2.0 จาก 2 MB" in picture.text


def test_units_and_the_pictures_of_the_report_share_the_room_for_files(small: Follow) -> None:
    own = small.link()
    answer = small.report(own, small.ids[0], file=(io.BytesIO(pdf(1_999_900)), "งาน.pdf"))
    assert answer.status_code == 302
    refused = small.report(own, small.ids[1], file=(io.BytesIO(pdf(200)), "งาน.pdf"))
    assert refused.status_code == 422
    assert "จาก 2 MB แล้ว" in refused.text
    report = add(small.room, photo(), "ภาพรวม")
    assert report.status_code == 422
    assert "ลบภาพที่ไม่ใช้เป็นการถาวร" in report.text
    workshop = small.room.feed.read(workshops.find, small.room.code)
    assert not small.room.feed.read(pictures.listed, workshop.id)
    elsewhere = small.room.another()
    assert add(elsewhere, photo(), "ภาพรวม").status_code == 302, "another workshop has its own"


def test_a_report_that_is_sent_again_is_no_new_file(small: Follow) -> None:
    own = small.link()
    for _ in range(2):
        file = (io.BytesIO(pdf(1_500_000)), "งาน.pdf")
        answer = small.report(own, small.ids[0], sent="a" * 32, was="waiting", file=file)
        assert answer.status_code == 302
    assert used(small) == 1_500_000


def test_of_two_files_at_the_same_time_only_what_there_is_room_for_is_stored(
    small: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, looked = threading.Barrier(2), action_pages.evidence.sent

    def both_looked() -> Any:
        found = looked()
        begin.wait(60)
        return found

    monkeypatch.setattr(action_pages.evidence, "sent", both_looked)
    clients = [Desk(small.room.app, small.room.code) for _ in range(2)]
    for each in clients:
        each.use(small.room.desk.token)
    answers: list[int] = []

    def send(action: int) -> None:
        form = {"status": "doing", "was": "waiting", "note": "", "file": (io.BytesIO(pdf(1_100_000)), "งาน.pdf")}
        address = f"/workshops/{small.room.code}/actions/{action}/status"
        answers.append(clients.pop().post(address, data=form, content_type="multipart/form-data").status_code)

    threads = [threading.Thread(target=send, args=(action,)) for action in small.ids[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(answers) == [302, 422]
    assert used(small) == 1_100_000


def test_the_pages_that_take_files_say_how_much_is_used(small: Follow) -> None:
    sent(small, pdf(300_000))
    for page in (f"/workshops/{small.room.code}/actions", f"/workshops/{small.room.code}/report"):
        assert "ภาพและหลักฐานใช้ที่ 0.3 จาก 2 MB" in small.room.desk.client.get(page).text
    assert "ภาพและหลักฐานใช้ที่ 0.3 จาก 2 MB" in small.page(small.link()).text
