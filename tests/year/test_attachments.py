"""Documents of a directive travel in its file, checked by content, and are read by whom it asks."""

from __future__ import annotations

import base64
import io
import json
import re
from hashlib import sha256
from typing import Any

import pytest

from tests.web.test_evidence import PDF, photo
from tests.web.test_minutes_files import word
from tests.year.installations import TYPED, Office, altered, resigned
from tests.year.test_answer_links import asked_for, link, outsider
from workshop.store.year_tables import DirectiveFile
from workshop.year import attachments, directives


def attach(office: Office, uid: str, data: bytes, name: str = "แบบฟอร์ม.pdf") -> Any:
    return office.post(f"/directives/{uid}/attachments", file=(io.BytesIO(data), name))


def names(office: Office, uid: str) -> list[str]:
    return [each.name for each in directives.content_of(office.feed.read(directives.find, uid)).attachments]


def got(client: Any, uid: str, data: bytes) -> Any:
    return client.get(f"/directives/{uid}/attachments/{sha256(data).hexdigest()}")


def test_documents_travel_in_the_file_and_a_province_opens_them_offline(department: Office, province: Office) -> None:
    uid = department.make()
    assert json.loads(department.client.get(f"/directives/{uid}/file").data)["schema_version"] == 1
    assert attach(department, uid, PDF).status_code == 302
    assert attach(department, uid, word(), "คำอธิบาย.docx").status_code == 302
    attach(department, uid, PDF)
    assert (names(department, uid), department.feed.read(directives.find, uid).version) == (
        ["แบบฟอร์ม.pdf", "คำอธิบาย.docx"],
        3,
    )
    file = department.client.get(f"/directives/{uid}/file").data
    assert json.loads(file)["schema_version"] == 2
    assert province.results(file, file) == ["new", "same"]
    answer = got(province.client, uid, PDF)
    assert (answer.data, answer.content_type) == (PDF, "application/pdf")
    assert "คำอธิบาย.docx" in province.client.get(f"/directives/{uid}").text
    assert attach(province, uid, PDF).status_code == 409


def test_changing_the_directive_keeps_its_documents_and_taking_one_off_deletes_it(department: Office) -> None:
    uid = department.make()
    attach(department, uid, PDF)
    attach(department, uid, word(), "ข.docx")
    page = department.client.get(f"/directives/{uid}/edit").text
    was = re.findall(r'name="was" value="(\d+)"', page)[0]
    department.post(f"/directives/{uid}/edit", **{**TYPED, "was": was, "subject": "เรื่องใหม่"})
    assert names(department, uid) == ["แบบฟอร์ม.pdf", "ข.docx"]
    digest = sha256(PDF).hexdigest()
    assert department.post(f"/directives/{uid}/attachments", remove=digest).status_code == 302
    assert department.post(f"/directives/{uid}/attachments", remove=digest).status_code == 404
    assert got(department.client, uid, PDF).status_code == 404
    department.post(f"/directives/{uid}/delete")
    assert department.feed.read(lambda session: session.query(DirectiveFile).count()) == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "เลือกไฟล์"),
        (b"MZ", "ไม่ใช่ภาพ"),
        (word("word/vbaProject.bin"), "มาโคร"),
        (b"%PDF-" + b"0" * 5_000_001, "ใหญ่เกิน"),
    ],
)
def test_what_is_no_document_makes_no_version(department: Office, data: bytes, sentence: str) -> None:
    uid = department.make()
    refused = attach(department, uid, data)
    assert (refused.status_code, sentence in refused.text) == (422, True)
    assert department.feed.read(directives.find, uid).version == 1


def test_a_picture_loses_its_metadata_and_all_together_have_a_limit(
    department: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = department.make()
    attach(department, uid, photo(), "ภาพ.jpg")
    assert b"Secret Camera" not in base64.b64decode(
        json.loads(department.client.get(f"/directives/{uid}/file").data)["content"]["attachments"][0]["data"]
    )
    monkeypatch.setattr(attachments, "MOST_BYTES", 100)
    assert "รวมกันได้ไม่เกิน" in attach(department, uid, PDF * 3).text
    monkeypatch.setattr(attachments, "MOST", 1)
    assert "แนบได้ไม่เกิน 1 ไฟล์" in attach(department, uid, PDF).text


def test_a_file_whose_documents_are_not_what_they_say_is_damaged_and_changes_nothing(
    department: Office, province: Office
) -> None:
    uid = department.make()
    attach(department, uid, PDF)
    file = department.client.get(f"/directives/{uid}/file").data
    (document,) = json.loads(file)["content"]["attachments"]
    exe = b"MZ\x90\x00"
    wrong = [
        {"digest": "0" * 64},
        {"data": ""},
        {"media": "image/jpeg"},
        {"data": base64.b64encode(exe).decode(), "digest": sha256(exe).hexdigest()},
        {"media": "text/html"},
        {"data": "!!"},
        {"data": "abc"},
    ]
    files = [resigned(file, {"uid": "0" * 32, "attachments": [{**document, **each}]}) for each in wrong]
    assert province.results(*files) == ["file_damaged"] * len(wrong)
    assert province.results(altered(file, content={"attachments": []})) == ["file_damaged"]
    assert province.client.get(f"/directives/{'0' * 32}").status_code == 404


def test_who_has_the_link_for_the_answer_opens_them_and_nobody_else(department: Office) -> None:
    uid = asked_for(department)
    attach(department, uid, PDF)
    token = link(department, uid)
    phone = outsider(department)
    assert "แบบฟอร์ม.pdf" in phone.get(f"/answers/{token}").text
    digest = sha256(PDF).hexdigest()
    assert phone.get(f"/answers/{token}/attachments/{digest}").data == PDF
    assert phone.get(f"/answers/{token}/attachments/{'0' * 64}").status_code == 404
    assert phone.get(f"/answers/wrong/attachments/{digest}").status_code == 404
    assert got(phone, uid, PDF).status_code == 302
