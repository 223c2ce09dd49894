"""The laptop's server cuts the sockets of a session that is signed out, and no others."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.browser.server import serve
from tests.room import _set_password, draft
from tests.scale.installation import until
from tests.scale.people import Screen, sign_in, sign_out
from workshop.domain import facilitator, workshops
from workshop.feed import Feed
from workshop.live.other_processes import EVERY_SECONDS
from workshop.store.database import Database


def test_sign_out_closes_a_console_and_a_new_password_all_others_at_the_next_check(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with serve(data) as served:
        web: Any = SimpleNamespace(port=int(served.url.rpartition(":")[2]))
        feed = Feed(Database(f"sqlite:///{(data / 'laena.db').as_posix()}"))
        code = feed.write(workshops.create, draft())
        feed.write(_set_password)
        leaving, staying = sign_in(web), sign_in(web)
        console, colleague = (Screen(web, code, "console", cookie=cookie) for cookie in (leaving, staying))
        phone = Screen(web, code)
        until(lambda: console.of("presence") and colleague.of("presence"), "both consoles are connected")
        sign_out(web, leaving)
        assert EVERY_SECONDS == 1, "so that a console is closed within two"
        until(console.ended.is_set, "the signed-out console is cut")
        assert not colleague.ended.is_set()
        token = feed.write(facilitator.new_token)
        feed.write(facilitator.set_password, token, facilitator.new_hash("รหัสผ่านใหม่"))
        until(colleague.ended.is_set, "consoles of the former password are cut")
        assert not phone.ended.is_set()
        phone.close()
        feed.database.close()
