"""Whoever helps by a link is shown no link and no form that would be refused to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.room import Desk, Room, helper_of
from workshop.web import rights

# Anybody may press these.
_ANYBODYS = {"facilitator.choose_language", "facilitator.sign_out"}
_FILES = ("/static/", "/j/", "/r/")


def pages_from(room: Room, desk: Desk, first: str) -> Iterator[tuple[str, str]]:
    """Yield each page that one reaches by links, with its text."""
    waiting, seen = [first], {first}
    while waiting:
        address = waiting.pop()
        answer = desk.client.get(address)
        assert answer.status_code not in (401, 403, 404), f"a link leads to {address}: {answer.status_code}"
        if not answer.content_type.startswith("text/html"):
            continue
        yield address, answer.text
        found = {each.replace("&amp;", "&") for each in re.findall(r'(?:href|src)="(/[^"#]*)', answer.text)}
        new = {each for each in found if not each.startswith(_FILES)} - seen
        seen |= new
        waiting += sorted(new)


def forms_of(text: str, own: str) -> set[str]:
    forms = re.findall(r'<form[^>]*method="post"[^>]*>', text)
    actions = [re.findall(r'action="([^"]*)"', each) for each in forms]
    return {urlsplit(each[0] if each else own).path for each in actions}


@pytest.mark.parametrize("role", ["lead", "helper", "viewer", "remote", "scribe"])
def test_every_link_and_form_that_a_helper_is_shown_is_theirs_to_use(room: Room, role: str) -> None:
    room.desk.call("/actions", {"id": None, "what": "ซ่อมฝาย", "unit": "อำเภอเมือง", "themes": []})
    own = {"remote": "/remote", "scribe": f"/groups/{room.groups[1]}"}
    doors = room.app.url_map.bind("localhost")
    refused = set()
    desk = helper_of(room, role)
    for address, text in pages_from(room, desk, f"/workshops/{room.code}{own.get(role, '')}"):
        for action in forms_of(text, address):
            endpoint, _values = doors.match(action, method="POST")
            if endpoint not in _ANYBODYS and not rights.may(role, endpoint):
                refused.add((address, endpoint))
    assert refused == set()
