"""Static files: fetched once by each phone, small on the way, and nothing but what lies in the folder."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.room import Room
from workshop import paths

MODULE = "js/participant.js"


def address(room: Room, name: str = MODULE) -> str:
    page = room.desk.client.get(f"/j/{room.code}").text
    version = re.search(r"/static/([0-9a-f]+)/", page)
    assert version is not None
    return f"/static/{version.group(1)}/{name}"


def test_a_file_is_sent_whole_and_cacheable_for_a_year(room: Room) -> None:
    sent = room.desk.client.get(address(room))
    assert sent.data == (paths.static_dir() / MODULE).read_bytes()
    assert sent.headers["Cache-Control"] == "max-age=31536000, immutable"
    assert (sent.headers["X-Content-Type-Options"], sent.mimetype) == ("nosniff", "text/javascript")
    assert sent.headers.getlist("Set-Cookie") == []


def test_a_file_is_compressed_only_for_browsers_that_accept_gzip(room: Room) -> None:
    packed = room.desk.client.get(address(room), headers={"Accept-Encoding": "gzip, br"})
    plain = room.desk.client.get(address(room), headers={"Accept-Encoding": "identity"})
    assert (packed.headers["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


def test_a_font_is_not_compressed_again(room: Room) -> None:
    font = "vendor/sarabun/sarabun-thai-400.woff2"
    sent = room.desk.client.get(address(room, font), headers={"Accept-Encoding": "gzip"})
    assert (sent.mimetype, sent.headers.get("Content-Encoding")) == ("font/woff2", None)
    assert sent.data == (paths.static_dir() / font).read_bytes()


def test_a_head_request_answers_with_the_length(room: Room) -> None:
    whole, head = room.desk.client.get(address(room)), room.desk.client.head(address(room))
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", whole.headers["Content-Length"])


@pytest.mark.parametrize("name", ["../workshop/app.py", "js/../../pyproject.toml", "js", "", "js/nothing.js"])
def test_a_file_that_is_not_in_the_folder_is_not_found(room: Room, name: str) -> None:
    assert room.desk.client.get(f"/static/abc/{name}").status_code == 404


def test_static_files_refuse_other_methods(room: Room) -> None:
    assert room.desk.client.post(address(room), data="x").status_code in (400, 404, 405)
