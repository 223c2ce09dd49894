"""What counts devices says so, in both languages: a person may have two, and a scribe's writes for many."""

from __future__ import annotations

import json
import re

import pytest

from tests.room import Room

WORDS = {"th": r"[\d}s] เครื่อง", "en": r"[Dd]evices[^:<]*: [\d{%]"}
PEOPLE = {"th": r"[\d}s] คน ?[<จ·]", "en": r"(People[^:<]*|Participants|Agreed by): [\d{%]"}

NAMES = {"voices_card", "voices_people", "voices_sum", "agreed_n"}


@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_that_count_devices_say_devices(room: Room, language: str) -> None:
    room.phone.note("น้ำไม่ไหล")
    room.desk.client.set_cookie("language", language)
    for path in ("/workshops", f"/workshops/{room.code}/attendance"):
        page = room.desk.client.get(path).text
        assert f'lang="{language}"' in page
        assert re.search(WORDS[language], page), path
        assert not re.search(PEOPLE[language], page), path


@pytest.mark.parametrize("language", ["th", "en"])
def test_words_for_themes_and_agreement_on_console_and_phone_count_devices(room: Room, language: str) -> None:
    said = {}
    for client, path in ((room.desk.client, f"/workshops/{room.code}"), (room.phone.client, f"/j/{room.code}")):
        client.set_cookie("language", language)
        found = re.search(r'<script[^>]* id="words"[^>]*>(.*?)</script>', client.get(path, follow_redirects=True).text)
        assert found is not None, path
        said |= {(path, name): text for name, text in json.loads(found[1]).items() if name in NAMES}
    assert {name for _path, name in said} == NAMES
    assert not [where for where, text in said.items() if not re.search(WORDS[language], text)]
