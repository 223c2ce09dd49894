"""The workshop's form: limits are those of the domain, errors stand at their fields, what was typed stays."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from werkzeug.test import TestResponse

from tests.room import Room
from tests.web.test_sharing_in_the_form import post
from workshop.domain import phases, workshops
from workshop.views import drafts

LIMITS = {
    "title": workshops.TITLE_LIMIT,
    "host_unit": workshops.TITLE_LIMIT,
    "venue": workshops.TITLE_LIMIT,
    "opening_words": workshops.OPENING_LIMIT,
    "phase_title": phases.TITLE_LIMIT,
    "phase_question": phases.QUESTION_LIMIT,
    "phase_help": phases.HELP_LIMIT,
}
IDS = {name: f"{name}_0" for name in LIMITS if name.startswith("phase_")}


def page(answer: TestResponse, status: int = 422) -> str:
    assert answer.status_code == status
    return unescape(answer.text)


def error_at(page: str, field: str) -> str:
    """The words of the summary that lead to this field."""
    return page.split(f'<a href="#{field}">')[1].split("</a>")[0]


def version_in(page: str) -> str:
    return page.split('name="was" value="')[1].split('"')[0]


@pytest.mark.parametrize("field", LIMITS)
def test_each_field_has_the_domains_limit_and_reports_a_longer_text(field: str, room: Room) -> None:
    # Each is one character to a reader and three to the computer.
    longest = "กำ้" * LIMITS[field]
    stored = len(room.feed.read(workshops.every))
    shown = page(post(room, "/workshops/new", **{field: longest + "ก"}))
    assert error_at(shown, IDS.get(field, field)) == f"ยาวเกิน {LIMITS[field]} ตัวอักษร กรุณาย่อ"
    assert longest + "ก" in shown
    assert f'maxlength="{4 * LIMITS[field]}"' in shown  # a browser counts กี่ as three
    assert len(room.feed.read(workshops.every)) == stored
    assert post(room, "/workshops/new", **{field: longest}).status_code == 302


def test_all_errors_are_shown_at_once_in_the_users_language_with_the_typed_values(room: Room) -> None:
    room.desk.client.set_cookie("language", "en")
    typed = {
        "title": " ",
        "venue": "ห้อง <ใหญ่> & เย็น",
        "starts_day": "31",
        "starts_month": "2",
        "starts_year": "2563",
        "fiscal_year": "64",
        "groups_mode": "number",
        "groups_count": "0",
        "phase_title": ["", "ปัญหา"],
        "phase_question": ["อะไรดี", ""],
        "phase_categories": ["ผลงาน", " , "],
        "phase_id": ["", ""],
    }
    shown = page(post(room, "/workshops/new", **typed))
    for field in ("title", "starts_on", "fiscal_year", "groups", "phase_title_0", "phase_categories_1"):
        assert error_at(shown, field).isascii()
    for value in ("ห้อง <ใหญ่> & เย็น", "อะไรดี", 'value="64"', 'value="0"', '<option value="31" selected>'):
        assert value in shown


@pytest.mark.parametrize("nothing", ["\u200b", "\u3164", "\u2800", "\u00ad", "\ufe0f"])
def test_a_name_that_nobody_can_see_is_none(nothing: str, room: Room) -> None:
    stored = len(room.feed.read(workshops.every))
    rows = {
        "title": nothing,
        "phase_title": [nothing, "ปัญหา"],
        "phase_question": ["ทำไม", ""],
        "phase_categories": ["ผลงาน", nothing],
        "phase_id": ["", ""],
    }
    shown = page(post(room, "/workshops/new", **rows))
    for field in ("title", "phase_title_0", "phase_categories_1"):
        assert error_at(shown, field)
    assert len(room.feed.read(workshops.every)) == stored


@pytest.mark.parametrize("field", ["groups", "phase_categories_0"])
def test_a_group_or_category_that_is_too_long_is_refused_not_cut(field: str, room: Room) -> None:
    longest = "กี่" * (60 if field == "groups" else 80)

    def sent(name: str) -> dict[str, object]:
        if field == "groups":
            return {"groups_mode": "names", "groups_names": f"กลุ่มหนึ่ง\n{name}"}
        return {"phase_title": ["ปัญหา"], "phase_question": [""], "phase_id": [""], "phase_categories": [name]}

    shown = page(post(room, "/workshops/new", **sent(longest + "ก")))
    assert "กรุณาย่อ" in error_at(shown, field)
    assert longest + "ก" in shown
    assert post(room, "/workshops/new", **sent(longest)).status_code == 302


def test_a_form_that_another_console_overtook_says_what_changed_and_is_saved_when_sent_again(room: Room) -> None:
    address = f"/workshops/{room.code}/edit"
    was = version_in(room.desk.client.get(address).text)
    former = room.feed.read(drafts.of, room.code)
    added = replace(former, groups=(*former.groups, "กลุ่มที่อีกจอเพิ่ม"))
    room.feed.change(room.code, "facilitator", workshops.edit, added)
    answer = post(room, address, title="ชื่อที่พิมพ์ไว้", was=was)
    shown = page(answer, status=409)
    assert "จออื่นแก้ กลุ่ม หลังจาก" in shown
    assert "ชื่อที่พิมพ์ไว้" in shown
    now = room.feed.read(drafts.of, room.code)
    assert (now.title, now.groups) == (former.title, added.groups)
    assert post(room, address, title="ชื่อที่พิมพ์ไว้", was=version_in(shown)).status_code == 302
    assert room.feed.read(drafts.of, room.code).title == "ชื่อที่พิมพ์ไว้"


def test_an_empty_row_is_no_phase_and_later_errors_link_to_their_own_row(room: Room) -> None:
    rows = {
        "phase_title": ["", ""],
        "phase_question": ["", "ทำไม"],
        "phase_categories": ["", "สาเหตุ"],
        "phase_id": ["", "9" * 5000],
    }
    shown = page(post(room, "/workshops/new", **rows))
    assert shown.count('id="phase_title_0"') == 1
    assert 'id="phase_title_1"' not in shown


@pytest.mark.parametrize("start", ["", "ก", "9" * 400, "๓๑"])
def test_an_impossible_date_is_refused_at_its_field(start: str, room: Room) -> None:
    shown = page(post(room, "/workshops/new", starts_day=start, starts_month="2", starts_year="2563"))
    assert error_at(shown, "starts_on")


def test_submitting_the_form_unchanged_leaves_the_workshop_unchanged(room: Room) -> None:
    before = room.desk.board()
    form = room.desk.client.get(f"/workshops/{room.code}/edit").text
    assert "กลุ่มดอกคูน\nกลุ่มดอกจาน" in form
    assert form.count('name="phase_title"') == len(before["phases"]) + 1  # and the template of a new row


@pytest.mark.parametrize("body", [b"[[1]]", b'"x"', b"7", b"[", b'{"title": ["x"]}', b"null"])
@pytest.mark.parametrize("path", ["/workshops/new", "/workshops/{code}/edit", "/sign-in", "/setup/x"])
def test_a_json_body_is_never_read_as_a_form(path: str, body: bytes, room: Room) -> None:
    stored = room.desk.board()["workshop"]
    token = room.desk.client.get("/").text.split('name="csrf-token" content="')[1].split('"')[0]
    address, headers = path.format(code=room.code), {"X-CSRFToken": token}
    answer = room.desk.client.post(address, data=body, content_type="application/json", headers=headers)
    assert answer.status_code < 500
    assert room.desk.board()["workshop"] == stored
