"""The password is hashed before the transaction that stores it: nobody's note waits for it."""

from __future__ import annotations

import re

import pytest

from tests.room import PASSWORD, Room
from workshop.domain import facilitator


def test_the_password_is_hashed_while_nothing_is_being_written(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def new_hash(password: str) -> str:
        written.append(room.phone.note("ระหว่างตั้งรหัสผ่าน")["text"])  # would wait for ever inside the transaction
        return f"hash of {password}"

    monkeypatch.setattr(facilitator, "generate_password_hash", new_hash)
    token = room.feed.write(facilitator.new_token)
    browser = room.app.test_client()
    csrf = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(f"/setup/{token}").text)[0]
    form = {"password": PASSWORD + "2", "again": PASSWORD + "2", "csrf_token": csrf}
    assert browser.post(f"/setup/{token}", data=form).status_code == 302
    assert written == ["ระหว่างตั้งรหัสผ่าน"]
    assert room.feed.read(facilitator.stored_hash) == f"hash of {PASSWORD}2"


@pytest.mark.parametrize(("password", "again"), [("สั้น", "สั้น"), (PASSWORD, PASSWORD + "2")])
def test_a_short_or_mistyped_password_uses_the_link_not_up(room: Room, password: str, again: str) -> None:
    token, before = room.feed.write(facilitator.new_token), room.feed.read(facilitator.stored_hash)
    browser = room.app.test_client()
    csrf = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(f"/setup/{token}").text)[0]
    answer = browser.post(f"/setup/{token}", data={"password": password, "again": again, "csrf_token": csrf})
    assert "field-error" in answer.text or answer.status_code == 422
    assert room.feed.read(facilitator.stored_hash) == before
    assert room.feed.read(facilitator.token_is_right, token)
