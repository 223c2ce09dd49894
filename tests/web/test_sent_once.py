"""A form that makes something and is sent twice, as by a double press, makes one; changed and sent again, another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.room import Room
from tests.web.test_sharing_in_the_form import FIELDS
from tests.year.installations import TYPED
from workshop.domain import own_templates, workshops
from workshop.year import directives


def form_of(room: Room, page: str, action: str = "") -> dict[str, str]:
    """Return the hidden fields of the page's form."""
    html = room.desk.client.get(page).text
    start = html.index(f'action="{action}"') if action else html.index('id="workshop-form"')
    inside = html[start : html.index("</form>", start)]
    return dict(re.findall(r'type="hidden" name="(csrf_token|once)" value="([^"]+)"', inside))


def pressed_twice(room: Room, page: str, fields: dict[str, Any]) -> list[TestResponse]:
    return [room.desk.client.post(page, data=fields) for _press in range(2)]


def made(room: Room) -> dict[str, int]:
    return {
        "workshops": len(room.feed.read(workshops.every)),
        "directives": len(room.feed.read(directives.every)),
        "templates": len(room.feed.read(own_templates.every)),
    }


def filled(room: Room, what: str) -> tuple[str, dict[str, Any]]:
    """Return the address and the fields of a form that makes this."""
    if what == "copy":
        page = f"/workshops/{room.code}/reuse"
        return page, form_of(room, page) | {"title": "สำเนา"}
    if what == "template":
        action = f"/workshops/{room.code}/template"
        return action, form_of(room, f"/workshops/{room.code}/reuse", action) | {"name": "แบบประจำปี"}
    if what == "of a template":
        uid = room.feed.write(own_templates.save, room.code, "แบบเดิม", "")
        return f"/templates/{uid}/new", form_of(room, f"/templates/{uid}/new") | {"title": "ตามแบบ"}
    if what == "directive":
        return "/directives/new", form_of(room, "/directives/new") | TYPED
    return "/workshops/new", form_of(room, "/workshops/new") | FIELDS


@pytest.mark.parametrize("what", ["workshop", "copy", "template", "of a template", "directive"])
def test_a_form_that_is_sent_twice_makes_one(room: Room, what: str) -> None:
    page, fields = filled(room, what)
    before = made(room)
    first, second = pressed_twice(room, page, fields)
    assert (first.status_code, second.status_code) == (302, 302), re.findall(r"field-error[^>]*>([^<]+)", first.text)
    assert first.headers["Location"] == second.headers["Location"]
    assert sum(made(room).values()) == sum(before.values()) + 1
    # Somebody goes back, changes the name, and sends it again.
    field = {"template": "name", "directive": "subject"}.get(what, "title")
    third = room.desk.client.post(page, data=fields | {field: "อีกชื่อหนึ่ง"})
    assert third.status_code == 302
    assert sum(made(room).values()) == sum(before.values()) + 2
    # A page that is opened anew is another form, whatever is typed there.
    if what == "workshop":
        assert room.desk.client.post(page, data=filled(room, what)[1]).status_code == 302
        assert sum(made(room).values()) == sum(before.values()) + 3


@pytest.mark.parametrize("once", [None, "", "x", "ก" * 32, "F" * 32, "0" * 33])
def test_a_form_without_an_id_of_its_form_makes_as_many_as_it_is_sent(room: Room, once: str | None) -> None:
    page, fields = filled(room, "workshop")
    fields = {name: value for name, value in fields.items() if name != "once"} | (
        {} if once is None else {"once": once}
    )
    before = made(room)["workshops"]
    assert [answer.status_code for answer in pressed_twice(room, page, fields)] == [302, 302]
    assert made(room)["workshops"] == before + 2


def test_a_refused_form_keeps_its_id(room: Room) -> None:
    page, fields = filled(room, "workshop")
    refused = room.desk.client.post(page, data=fields | {"title": ""})
    assert refused.status_code == 422 or refused.status_code == 200
    assert f'name="once" value="{fields["once"]}"' in refused.text
