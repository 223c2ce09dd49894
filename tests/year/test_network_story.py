"""The year and the department as one journey over the network: two real installations, and nothing else between them.

A department's server and a province's, each with a worker and a data folder of its own. What they exchange goes by the
one-time link; phones are plain HTTP clients.
"""

from __future__ import annotations

import http.cookiejar
import io
import json
import re
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.browser.server import serve
from tests.year.installations import KHON_KAEN, TYPED
from workshop.views import dates

PASSWORD = "ช้างม้าวัวควาย"
NOTES = ("งบประมาณมาช้า", "งบประมาณโอนล่าช้าทุกไตรมาส", "เบิกงบประมาณไม่ทัน", "ถนนเข้าพื้นที่พัง", "ถนนลูกรังเป็นหลุม", "คนไม่พอ")


class Browser:
    """A person at an installation: cookies, forms with their token, and what the last page said."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.at = self.page = ""

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(self.base + path)).decode()

    def data(self, path: str) -> bytes:
        """Take a file; again when a worker that is busy had it not ready, as the page says."""
        for _time in range(5):
            try:
                return self._open(urllib.request.Request(self.base + path), keep=False)
            except urllib.error.HTTPError as refusal:
                if refusal.code != 503:
                    raise
                time.sleep(float(refusal.headers["Retry-After"]))
        raise AssertionError(f"never: {path}")

    def form(self, path: str, file: tuple[str, bytes] | None = None, **typed: Any) -> str:
        """Send a form as a browser does."""
        token = re.search(r'name="csrf-token" content="([^"]+)"', self.page or self.get("/"))
        fields = [
            (name, each) for name, value in typed.items() for each in (value if isinstance(value, list) else [value])
        ]
        fields.append(("csrf_token", token[1] if token else ""))
        edge = secrets.token_hex(8)
        body = io.BytesIO()
        for name, value in fields:
            body.write(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        if file is not None:
            head = f'--{edge}\r\nContent-Disposition: form-data; name="{file[0]}"; filename="f.json"\r\n'
            body.write(f"{head}Content-Type: application/json\r\n\r\n".encode() + file[1] + b"\r\n")
        body.write(f"--{edge}--\r\n".encode())
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}", "Referer": self.base}
        return self._open(urllib.request.Request(self.base + path, body.getvalue(), headers)).decode()

    def call(self, path: str, body: dict[str, Any] | None = None, key: str = "", method: str = "") -> Any:
        headers = {"Content-Type": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        else:
            token = re.search(r'name="csrf-token" content="([^"]+)"', self.page or self.get("/"))
            headers["X-CSRFToken"] = token[1] if token else ""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method or None)
        return json.loads(self._open(request, keep=False))

    def _open(self, request: urllib.request.Request, keep: bool = True) -> bytes:
        with self._opener.open(request, timeout=60) as response:
            found = bytes(response.read())
            self.at = response.url
        if keep:
            self.page = found.decode("utf-8", "replace")
        return found


def until(look: Callable[[], Any], what: str) -> Any:
    """Return what it gives as soon as it is true."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.2)  # a worker of another process
    raise AssertionError(f"never: {what}")


def begun(base: str, setup_url: str) -> Browser:
    person = Browser(base)
    path = urllib.parse.urlsplit(setup_url).path
    person.get(path)
    person.form(path, password=PASSWORD, again=PASSWORD)
    person.get("/workshops")
    assert person.at.endswith("/workshops"), person.at
    return person


def test_directive_link_workshop_notes_answer_board_letter_and_minutes_over_the_network(tmp_path: Path) -> None:
    with serve(tmp_path / "department") as first, serve(tmp_path / "province") as second:
        department, province = begun(first.url, first.setup_url), begun(second.url, second.setup_url)

        # The department asks all provinces, and makes a link for each.
        soon = dates.now().date() + timedelta(days=5)
        day = {"deadline_day": soon.day, "deadline_month": soon.month, "deadline_year": soon.year + 543}
        department.get("/directives/new")
        department.form("/directives/new", **{**TYPED, **day})
        uid = re.findall(r"/directives/([0-9a-f]{32})", department.at)[0]
        made = department.form(f"/directives/{uid}/links", deed="missing")
        place = re.findall(r"ขอนแก่น</th>\s*<td[^>]*>[^<]*/answers/([\w-]{22})<", made)[0]
        link = f"{first.url}/answers/{place}"

        # The province takes the directive by its link, and makes the workshop by one button.
        outside = Browser(first.url)
        assert "ทบทวนผลการดำเนินงาน" in outside.get(f"/answers/{place}")
        directive = outside.data(f"/answers/{place}/directive")
        province.get("/directives")
        province.form("/directives/take", ("files", directive))
        province.form(f"/directives/{uid}/unit", unit=KHON_KAEN)
        province.form(f"/directives/{uid}/workshop")
        code = re.findall(r"/workshops/(\w{6})/", province.at)[0]

        # Phones write in its first phase.
        board = province.call(f"/api/w/{code}/board?view=console&since=0")
        phase, groups = board["phases"][0], board["groups"]
        province.call(f"/api/w/{code}/phases/{phase['id']}/open", {})
        for number, text in enumerate(NOTES):
            phone, key = Browser(second.url), secrets.token_hex(16)
            phone.call(f"/api/w/{code}/join", {"group_id": groups[number % len(groups)]["id"]}, key)
            note = {
                "id": secrets.token_hex(16),
                "phase_id": phase["id"],
                "category": phase["categories"][0],
                "text": text,
            }
            phone.call(f"/api/w/{code}/notes", note, key)

        province.call(f"/api/w/{code}/phases/{phase['id']}/close", {})
        province.call(f"/api/w/{code}/phases/{phase['id']}/grace", {"minutes": 0})
        # Else what is sent again differs from what was sent: the worker has gathered more notes meanwhile.
        looked_at = lambda: not province.call(f"/api/w/{code}/board?view=console&since=0")["figures"]["waiting"]  # noqa: E731
        until(looked_at, "themes")

        # The answer goes by the link, after a look at where to; sent again it is harmless.
        look = province.form(f"/workshops/{code}/answer/send", link=link)
        assert first.url in look
        assert "รับคำตอบแล้ว" in province.form(f"/workshops/{code}/answer/send", link=link, confirmed="1")
        assert "ไม่นับซ้ำ" in province.form(f"/workshops/{code}/answer/send", link=link, confirmed="1")
        assert "รับคำตอบแล้ว" in outside.get(f"/answers/{place}")
        assert "ตอบแล้ว 1 จาก" in department.get(f"/directives/{uid}")

        # The department's worker makes the board, and the letter back.
        department.get(f"/directives/{uid}/board")
        department.form(f"/directives/{uid}/board/make")
        until(lambda: NOTES[0] in department.get(f"/directives/{uid}/board/notes"), "the board")
        department.get(f"/directives/{uid}/letters")
        department.form(f"/directives/{uid}/letters", to="ผู้ว่าราชการจังหวัด{หน่วยงาน}", decided="กรมรับทราบ")
        until(lambda: "/letters/zip" in department.get(f"/directives/{uid}/letters"), "the letters")
        parcel = zipfile.ZipFile(io.BytesIO(department.data(f"/directives/{uid}/letters/zip")))
        assert {"40 ขอนแก่น.docx", "40 ขอนแก่น.pdf"} <= set(parcel.namelist())

        # The province's minutes are acknowledged by phones, and say so on paper.
        province.get(f"/workshops/{code}/minutes")
        province.form(f"/workshops/{code}/minutes/items", agenda="1", title="หนังสือแจ้งกลับจากกรม", resolution="รับทราบ")
        page = province.form(f"/workshops/{code}/minutes/link", units="\n".join(each["name"] for each in groups))
        token = re.findall(r"/acknowledge/([\w-]{22})<", page)[0]
        for group in groups[:2]:
            phone = Browser(second.url)
            assert "หนังสือแจ้งกลับจากกรม" in phone.get(f"/acknowledge/{token}")
            assert "รับทราบแล้ว" in phone.form(f"/acknowledge/{token}", unit=group["name"])
        said = province.call(f"/api/w/{code}/minutes/acknowledged")["html"]
        assert f"รับทราบ 2 จาก {len(groups)} หน่วย" in said
        assert province.data(f"/workshops/{code}/minutes/pdf")[:5] == b"%PDF-"

        # Nothing of a writer has left the province.
        answers = department.data(f"/directives/{uid}/board/csv").decode("utf-8-sig")
        assert NOTES[0] in answers
        assert not [group["name"] for group in groups if group["name"] in answers]
