"""Sign-in with the office's account, at a provider that signs for real: who is let in, and what is refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.room import Desk, Room
from tests.web.oidc_provider import CLIENT, SECRET, Provider
from tests.web.test_person_doors import Organisation
from workshop.domain import persons
from workshop.settings import Settings, SettingsError, load
from workshop.web import office_accounts

EMAIL = "somjai@example.go.th"


@pytest.fixture
def provider() -> Iterator[Provider]:
    found = Provider()
    yield found
    found.close()


@pytest.fixture
def office(room: Room, provider: Provider) -> Organisation:
    """An installation with this provider, where somebody was added with an e-mail, and with a role."""
    configure(room.app, provider)
    here = Organisation(room)
    with room.app.test_request_context():
        person = room.feed.write(persons.add, "somjai", "สมใจ", EMAIL)
        room.feed.write(persons.give_role, person, here.units["province"], "lead")
    return here


def configure(app: Flask, provider: Provider) -> None:
    chosen: Settings = app.extensions["laena.settings"]
    app.extensions["laena.settings"] = chosen.model_copy(
        update={"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    )
    office_accounts.connect(app, app.extensions["laena.settings"])


def come_in(room: Room, provider: Provider) -> tuple[Desk, TestResponse]:
    desk = Desk(room.app, room.code)
    there = desk.client.get("/sign-in/office")
    assert there.status_code == 302, there.text
    return desk, desk.client.get(provider.come_back(there.location))


def test_without_the_setting_there_is_no_such_door_and_nothing_is_asked(room: Room, provider: Provider) -> None:
    client = room.outsider().client
    assert [client.get(f"/sign-in/office{rest}").status_code for rest in ("", "/back", "/out")] == [404] * 3
    assert "/sign-in/office" not in client.get("/sign-in").text
    assert provider.asked == []


def test_nothing_is_asked_of_the_provider_before_somebody_signs_in_by_it(
    office: Organisation, room: Room, provider: Provider
) -> None:
    assert "/sign-in/office" in room.outsider().client.get("/sign-in").text
    room.phone.note("ความเห็น")
    assert provider.asked == []


def test_a_person_comes_in_by_the_verified_e_mail_and_then_by_the_subject(
    office: Organisation, room: Room, provider: Provider
) -> None:
    desk, answer = come_in(room, provider)
    assert answer.location == "/home"
    assert desk.client.get("/home").location == f"/units/{office.units['province']}"
    provider.claims = {"email": "new@example.go.th"}
    assert come_in(room, provider)[1].location == "/home"
    # The e-mail was given to somebody else: it opens nothing.
    provider.claims = {"sub": "u-2"}
    assert come_in(room, provider)[1].status_code == 403


def test_an_account_gives_no_rights_and_lets_in_nobody_who_was_not_added(
    office: Organisation, room: Room, provider: Provider
) -> None:
    provider.claims = {"sub": "u-9", "email": "stranger@example.go.th", "roles": ["lead"], "groups": ["admin"]}
    before = room.feed.read(persons.every)
    desk, answer = come_in(room, provider)
    assert answer.status_code == 403
    assert "ผู้ดูแลระบบ" in answer.text
    assert room.feed.read(persons.every) == before
    assert desk.client.get("/home").status_code == 302
    assert desk.client.get("/account").location.startswith("/sign-in")


def test_a_disabled_person_is_not_let_in(office: Organisation, room: Room, provider: Provider) -> None:
    assert come_in(room, provider)[1].status_code == 302
    room.feed.write(persons.set_disabled, room.feed.read(persons.by_name, "somjai").id, True)
    assert come_in(room, provider)[1].status_code == 403


BAD: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "another"},
    "no nonce": {"nonce": None},
    "expired": {"iat": int(time.time()) - 4_000, "exp": int(time.time()) - 3_600},
    "no expiry": {"exp": None},
    "another audience": {"aud": "another"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://another.example"},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "e-mail not verified": {"email_verified": False},
    "e-mail not said to be verified": {"email_verified": None},
    "e-mail verified in words": {"email_verified": "true"},
    "no e-mail": {"email": None},
    "an e-mail that is a list": {"email": [EMAIL]},
}


@pytest.mark.parametrize("wrong", BAD)
def test_a_wrong_answer_lets_nobody_in(office: Organisation, room: Room, provider: Provider, wrong: str) -> None:
    provider.claims = BAD[wrong]
    desk, answer = come_in(room, provider)
    assert answer.status_code == 403, answer.text
    assert desk.client.get("/account").location.startswith("/sign-in")
    assert room.feed.read(persons.by_name, "somjai").subject == ""


@pytest.mark.parametrize("way", ["unsigned", "signed_by_another", "nonsense", "nothing"])
def test_what_the_provider_has_not_signed_lets_nobody_in(
    office: Organisation, room: Room, provider: Provider, way: str
) -> None:
    ways = {"nonsense": lambda _claims: "a.b.c", "nothing": lambda _claims: None}
    provider.sign = ways.get(way) or getattr(provider, way)
    assert come_in(room, provider)[1].status_code == 403


def test_a_provider_that_calls_itself_another_is_not_asked_on(
    office: Organisation, room: Room, provider: Provider
) -> None:
    provider.metadata = {"issuer": "https://another.example"}
    assert Desk(room.app, room.code).client.get("/sign-in/office").status_code == 403


def test_a_provider_that_is_down_is_said_and_passwords_go_on(
    office: Organisation, room: Room, provider: Provider
) -> None:
    provider.close()
    answer = Desk(room.app, room.code).client.get("/sign-in/office")
    assert answer.status_code == 502
    assert "ชื่อและรหัสผ่าน" in answer.text
    assert Desk(room.app, room.code).sign_in().location == "/workshops"


def test_a_code_is_of_the_browser_that_asked_and_good_once(
    office: Organisation, room: Room, provider: Provider
) -> None:
    desk, other = Desk(room.app, room.code), Desk(room.app, room.code)
    back = provider.come_back(desk.client.get("/sign-in/office").location)
    assert other.client.get(back).status_code == 403
    assert desk.client.get(back).status_code == 302
    assert desk.client.get(back).status_code == 403
    assert other.client.get("/sign-in/office/back").status_code == 403
    assert other.client.get("/sign-in/office/back?error=access_denied").status_code == 403


def test_signing_out_offers_to_sign_out_at_the_provider_too(
    office: Organisation, room: Room, provider: Provider
) -> None:
    desk, _answer = come_in(room, provider)
    out = desk.post("/sign-out")
    assert out.location == "/sign-in?out=1"
    assert "/sign-in/office/out" in desk.client.get(out.location).text
    assert desk.client.get("/account").location.startswith("/sign-in")
    assert desk.client.get("/sign-in/office/out").location.startswith(f"{provider.issuer}/out?")


@pytest.mark.parametrize(
    "values",
    [
        {"oidc_issuer": "http://login.example.go.th", "oidc_client_id": "a", "oidc_client_secret": "b"},
        {"oidc_issuer": "login.example.go.th", "oidc_client_id": "a", "oidc_client_secret": "b"},
        {"oidc_issuer": "https://login.example.go.th", "oidc_client_id": "a"},
        {"oidc_issuer": "https://login.example.go.th", "oidc_client_secret": "b"},
    ],
)
def test_half_a_provider_stops_the_start_and_no_secret_is_printed(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as refused:
        load(data=tmp_path, **values)
    assert "OIDC_ISSUER" in str(refused.value)
