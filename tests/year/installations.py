"""Two installations of one test, which exchange files by hand: a department, and provinces."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from werkzeug.test import TestResponse

from tests.room import Room
from workshop.cli import main
from workshop.year import contents, keys, signed_files, units
from workshop.year.directives import Draft

KHON_KAEN, UDON = "40", "41"
QUESTIONS = {"problem": "อะไรติดขัด\nติดขัดที่ใด", "proposal": "ปีต่อไปควรทำอะไร"}
TYPED = {
    "number": "มท 0402.1/ว 2563",
    "subject": "ทบทวนผลการดำเนินงาน",
    "issuer": "กรมตัวอย่าง",
    "meeting": "การประชุมกรม ครั้งที่ 9/2563",
    "text": "ให้ทุกจังหวัดทบทวนงาน",
    "addressee": "อธิบดีกรมตัวอย่าง",
    "issued_day": "28", "issued_month": "10", "issued_year": "2563",
    "deadline_day": "2", "deadline_month": "11", "deadline_year": "2563",
    **{f"questions_{key}": text for key, text in QUESTIONS.items()},
    "provinces": "y",
    "units": "b-1\tกองแผนงาน",
}  # fmt: skip


def draft(**changed: Any) -> Draft:
    facts: dict[str, Any] = {
        "issuer": "กรมตัวอย่าง",
        "number": "มท 0402.1/ว 2563",
        "issued_on": date(2020, 10, 28),
        "subject": "ทบทวนผลการดำเนินงาน",
        "questions": tuple(QUESTIONS.items()),
        "units": tuple(units.provinces()),
        "deadline": date(2020, 11, 2),
    }
    return Draft(**{**facts, **changed})


def signer(number: int = 1) -> keys.Signer:
    """Return the key of an installation that is not here."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    return keys.Signer(private.private_bytes_raw().hex(), private.public_key().public_bytes_raw().hex())


def answer_file(
    uid: str, directive_key: str, unit: str = KHON_KAEN, version: int = 1, notes: int = 2, by: int = 1
) -> bytes:
    """Return the answer of an installation that is not here."""
    texts = [("problem", f"งบมาช้า {number}", "") for number in range(1, notes + 1)]
    return answer_of(uid, directive_key, texts, unit, version, by)


def answer_of(
    uid: str,
    directive_key: str,
    texts: Sequence[tuple[str, str, str]],
    unit: str = KHON_KAEN,
    version: int = 1,
    by: int = 1,
) -> bytes:
    """Return the answer of an installation that is not here. `texts`: category, note, name of its theme or ""."""
    names = {"problem": "ปัญหา/อุปสรรค", "solution": "แนวทางแก้ไข", "proposal": "ข้อเสนอแนะ/การพัฒนาต่อยอด"}
    told = [
        contents.Note(
            number=number, category=category, text=text, status="theme" if theme else "ungrouped", agreed=number % 2
        )
        for number, (category, text, theme) in enumerate(texts, 1)
    ]
    themes: dict[tuple[str, str], list[int]] = {}
    for number, (category, _text, theme) in enumerate(texts, 1):
        if theme:
            themes.setdefault((category, theme), []).append(number)
    used = dict.fromkeys(["problem", *(category for category, _text, _theme in texts)])
    inside = sum(bool(theme) for _category, _text, theme in texts)
    content = contents.Answer(
        directive=contents.Answered(uid=uid, version=1, key=directive_key),
        unit=contents.Unit(code=unit, name=f"จังหวัด {unit}"),
        version=version,
        predecessor="",
        title="ทบทวน",
        starts_on=None,
        ends_on=None,
        report="draft",
        figures=contents.Figures(
            received=len(told),
            in_themes=inside,
            ungrouped=len(told) - inside,
            set_aside=0,
            hidden=0,
            participants=len(told),
        ),
        categories=[contents.Category(key=key, name=names.get(key, key)) for key in used],
        themes=[
            contents.Theme(id=f"t{place}", category=category, name=name, given=True, notes=numbers)
            for place, ((category, name), numbers) in enumerate(themes.items())
        ],
        notes=told,
    )
    return signed_files.write("answer", content, signer(by))


def altered(data: bytes, **changes: Any) -> bytes:
    """Return the file with other fields around its content, or inside it for `content`."""
    whole = json.loads(data)
    inside = changes.pop("content", None)
    if inside is not None:
        whole["content"] |= inside
    return json.dumps({**whole, **changes}, ensure_ascii=False).encode()


def resigned(data: bytes, inside: dict[str, Any], by: int = 9) -> bytes:
    """Return the file with other content, signed by an installation that is not here."""
    whole = json.loads(data)
    content = whole["content"] | inside
    found, key = signed_files.checksum(content), signer(by)
    signature = key.sign(f"{whole['schema']}/{whole['schema_version']}/{found}".encode())
    return json.dumps(
        {**whole, "content": content, "checksum": found, "key": key.public, "signature": signature}
    ).encode()


class Office:
    """An installation with a facilitator who is signed in; `room` is a workshop of its own, with phones."""

    def __init__(self, app: Flask) -> None:
        self.room = Room(app)
        self.feed, self.client = self.room.feed, self.room.desk.client

    def run(self, *words: str) -> Result:
        """Run a command on this installation, whatever its database."""
        settings = self.room.app.extensions["laena.settings"]
        command = [*words, "--data", str(settings.data)]
        return CliRunner().invoke(main, command, env={"LAENA_DATABASE_URL": settings.database_url})

    def post(self, path: str, **data: Any) -> TestResponse:
        return self.room.desk.post(path, data=data, content_type="multipart/form-data")

    def make(self, **typed: str) -> str:
        """Make a directive by the form, and return its uid."""
        answer = self.post("/directives/new", **{**TYPED, **typed})
        assert answer.status_code == 302, answer.text
        return re.findall(r"/directives/([0-9a-f]{32})", answer.headers["Location"])[0]

    def take(self, *files: bytes, directive: str = "") -> list[dict[str, Any]]:
        """Take in files as the page's script does, and return what became of each."""
        sent = [(io.BytesIO(data), f"{place}.json") for place, data in enumerate(files)]
        page = self.client.get("/").text
        token = re.findall(r'name="csrf-token" content="([^"]+)"', page)[0]
        headers = {"X-CSRFToken": token, "Accept": "application/json"}
        body = {"files": sent, "directive": directive}
        answer = self.client.post("/directives/take", data=body, headers=headers, content_type="multipart/form-data")
        return answer.get_json()["results"]  # type: ignore[no-any-return]

    def results(self, *files: bytes, directive: str = "") -> list[str]:
        return [each["result"] for each in self.take(*files, directive=directive)]
