"""What comes from outside is believed only from where it was configured: forwarded and typed addresses, hosts."""

import pytest
from flask import request

from tests.room import Desk, Room
from workshop import settings
from workshop.app import create_app
from workshop.settings import Settings

PROXY, STRANGER, VISITOR = "10.0.0.7", "203.0.113.5", "198.51.100.9"
FORWARDED = {"X-Forwarded-For": VISITOR, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "laena.example"}


@pytest.mark.parametrize(
    ("from_", "seen", "scheme"), [(PROXY, VISITOR, "https"), (STRANGER, STRANGER, "http"), ("", VISITOR, "https")]
)
def test_forwarded_addresses_are_believed_only_from_the_configured_proxy(
    room: Room, from_: str, seen: str, scheme: str
) -> None:
    chosen: Settings = room.app.extensions["laena.settings"]
    app = create_app(chosen.model_copy(update={"proxies": 1, "proxy_addresses": "10.0.0.0/24"}), room.feed)
    app.add_url_rule("/who", "who", lambda: f"{request.remote_addr} {request.scheme} {request.host}")
    client = app.test_client()
    answer = client.get("/who", headers=FORWARDED, environ_base={"REMOTE_ADDR": from_})
    host = "laena.example" if scheme == "https" else "localhost"
    assert answer.text == f"{seen} {scheme} {host}"


def test_networks_of_proxies_that_are_none_stop_the_start() -> None:
    with pytest.raises(settings.SettingsError, match="LAENA_PROXY_ADDRESSES"):
        settings.load(proxy_addresses="proxy.example")


@pytest.mark.parametrize("url", ["http://laena@192.0.2.1", "https://laena.example:pw@evil.example/x", "http:\\\\x@y"])
def test_an_address_with_a_user_or_password_is_refused_for_the_qr_code(room: Room, url: str) -> None:
    before = room.desk.client.get(f"/workshops/{room.code}").text
    assert room.desk.call("/address", {"url": url}).status_code == 422
    assert url not in before + room.desk.client.get(f"/workshops/{room.code}").text
    with pytest.raises(settings.SettingsError):
        settings.load(public_address=url)


def test_metrics_are_for_this_machine_and_the_facilitator(room: Room) -> None:
    def asks(client: object, address: str, **headers: str) -> int:
        answer = client.get("/metrics", environ_base={"REMOTE_ADDR": address}, headers=headers)  # type: ignore[attr-defined]
        return int(answer.status_code)

    anybody = Desk(room.app, room.code).client
    assert [asks(anybody, address) for address in ("127.0.0.1", "::1", STRANGER)] == [200, 200, 404]
    assert asks(anybody, "127.0.0.1", **{"X-Forwarded-For": STRANGER}) == 404
    assert asks(room.desk.client, STRANGER) == 200


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("192.0.2.1:8000", "connect-src 'self' ws://192.0.2.1:8000 wss://192.0.2.1:8000;"),
        ("laena.example", "connect-src 'self' ws://laena.example wss://laena.example;"),
    ],
)
def test_pages_connect_to_their_own_host_only(room: Room, host: str, allowed: str) -> None:
    policy = room.desk.client.get("/", base_url=f"http://{host}").headers["Content-Security-Policy"]
    assert allowed in policy
