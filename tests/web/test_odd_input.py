"""Every route with letters that nobody expects, wherever a request has letters: answered, never a failure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.room import Room
from workshop.domain import facilitator
from workshop.web import board, exports

# Percent-encoded as bytes: Thai, NUL, half a surrogate pair, no UTF-8, a line end, digits that int() takes, very many.
ODD = ("ก".encode(), b"\0", b"a\0b", b"\xed\xa0\x80", b"\xff\xfe", b"a\r\nb", "๑".encode(), "²".encode(), b"9" * 5000)
HEADERS = ("X_CSRFTOKEN", "X_REQUEST_ID", "ACCEPT_LANGUAGE", "REFERER", "IF_NONE_MATCH", "RANGE", "X_FORWARDED_FOR")
FIELDS = ("csrf_token", "password", "again", "next", "language", "title", "groups", "code")
QUERIES = ("since", "view", "next", "used", "kind", "language", "format")


def addresses(rule: Rule, values: dict[str, bytes]) -> str:
    """The rule's address with these percent-encoded values."""
    return re.sub(r"<(?:[^:>]+:)?([^>]+)>", lambda found: quote(values[found[1]], safe=""), rule.rule)


def variants(rule: Rule, right: dict[str, bytes]) -> Iterator[str]:
    """The address with right values, and with each of its parts odd in turn."""
    known = {name: right.get(name, b"x") for name in rule.arguments}
    yield addresses(rule, known)
    for name in rule.arguments:
        yield from (addresses(rule, known | {name: odd}) for odd in ODD)


@pytest.fixture
def rules(app: Flask, room: Room, monkeypatch: pytest.MonkeyPatch) -> list[Rule]:
    for module in (board, exports):  # no worker runs that could answer
        monkeypatch.setattr(module, "PATIENCE_SECONDS", 0.01)
    room.feed.write(facilitator.new_token)  # an open link to the setup page, or its check is skipped
    app.config["WTF_CSRF_ENABLED"] = False  # what is behind the check is to be reached
    return [rule for rule in app.url_map.iter_rules() if not rule.rule.startswith("/static")]


def failures(room: Room, rules: list[Rule], odd_address: bool = False, **options: Any) -> list[str]:
    """Requests that were answered as a failure of the server."""
    right = {"code": room.code.encode(), "group_id": str(room.groups[0]).encode()}
    found = []
    for rule in rules:
        every = list(variants(rule, right))
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            for address in every if odd_address else every[:1]:
                status = room.desk.client.open(address, method=method, **options).status_code
                if status == 500:
                    found.append(f"{method} {address[:80]}: {status}")
    return found


def test_a_setup_link_with_impossible_characters_is_not_found(room: Room, rules: list[Rule]) -> None:
    assert room.desk.client.get(f"/setup/{quote('ก')}").status_code == 404


def test_unusual_characters_in_an_address_cause_no_server_error(room: Room, rules: list[Rule]) -> None:
    assert failures(room, rules, odd_address=True) == []


def test_unusual_characters_in_a_query_cause_no_server_error(room: Room, rules: list[Rule]) -> None:
    for odd in ODD:
        query = "&".join(f"{name}={quote(odd, safe='')}" for name in QUERIES)
        assert failures(room, rules, query_string=query) == []


def test_unusual_characters_in_a_form_cause_no_server_error(room: Room, rules: list[Rule]) -> None:
    for odd in ODD:
        form = "&".join(f"{name}={quote(odd, safe='')}" for name in FIELDS)
        kind = "application/x-www-form-urlencoded"
        assert failures(room, rules, data=form, content_type=kind) == []


def test_unusual_characters_in_headers_and_cookies_cause_no_server_error(room: Room, rules: list[Rule]) -> None:
    for odd in ODD:
        raw = odd.decode("latin-1")  # as WSGI hands them over
        environ = {f"HTTP_{name}": raw for name in HEADERS}
        environ["HTTP_AUTHORIZATION"] = f"Bearer {raw}"
        environ["HTTP_COOKIE"] = f"laena={raw}; language={raw}; {raw}={raw}"
        assert failures(room, rules, environ_overrides=environ) == []


@pytest.mark.parametrize("number", [2**31, 2**63, 2**70])
def test_a_number_that_no_row_has_is_refused_by_every_call_of_a_console(room: Room, number: int) -> None:
    rules = [rule for rule in room.app.url_map.iter_rules() if "<int:" in rule.rule and rule.rule.startswith("/api/w/")]
    rules = [rule for rule in rules if rule.endpoint != "report_page.drawn"]  # a page behind the last is the last
    assert len(rules) > 8
    for rule in rules:
        path = re.sub(r"<int:\w+>", str(number), rule.rule.removeprefix("/api/w/<code>"))
        posted = "POST" in (rule.methods or ())
        answer = room.desk.call(path, {}) if posted else room.desk.client.get(f"/api/w/{room.code}{path}")
        assert answer.status_code in (404, 422), rule.rule  # some look at the body first
    for act, body in (("remove", {}), ("step", {"by": 1}), ("status", {"status": "doing", "was": "waiting"})):
        assert room.desk.call(f"/actions/{number}/{act}", body).status_code == 404
    assert room.desk.post(f"/workshops/{room.code}/actions/{number}/up").status_code == 404
