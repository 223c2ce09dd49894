"""A small server that answers as the contract says, for trying the phone page alone: state in memory, no database.

`python -m tests.browser.phone.stub PORT` serves it; the tests make one with `make_stub()` and steer `stub.room`.
"""

import json
import sys
import time
from typing import Any

from flask import Flask, Response, jsonify, redirect, render_template, request
from flask_socketio import SocketIO

from tests.browser.stub_pages import pages

CODE = "KHN234"
CATEGORIES = [
    ("result", "ผลงาน"),
    ("problem", "ปัญหา/อุปสรรค"),
    ("cause", "สาเหตุ"),
    ("solution", "แนวทางแก้ไข"),
    ("proposal", "ข้อเสนอแนะ/การพัฒนาต่อยอด"),
]
QUESTIONS = [
    ("ผลงานที่ผ่านมา", "ปีที่ผ่านมา งานใดของอำเภอท่านที่ทำได้ดี เพราะอะไร", ["result"]),
    ("ปัญหาและอุปสรรค", "งานใดที่ติดขัด และอะไรทำให้ติดขัด", ["problem"]),
    ("สาเหตุและแนวทางแก้ไข", "ปัญหานั้นเกิดจากอะไร และควรแก้อย่างไร", ["cause", "solution"]),
    ("แลไปข้างหน้า", "ปีงบประมาณ 2564 เราควรทำอะไรต่อ", ["proposal"]),
]


class Room:
    """The one workshop of the stub. `down` answers everything with 503; `lose_answers` keeps notes but answers 502;
    `refusing` takes none, as when a phase closed a moment before the phone hears of it."""

    def __init__(self, groups: int = 12) -> None:
        self.seq = 1
        self.people: dict[str, dict[str, Any]] = {}
        self.notes: dict[str, dict[str, Any]] = {}
        self.changes: list[tuple[int, str, str]] = []
        self.received: list[tuple[str, str]] = []
        self.timer: dict[str, Any] | None = None
        self.down = False
        self.refusing = False
        self.refused = 0
        self.lose_answers = 0
        self.in_groups: dict[str, int] = {}
        self.groups = [{"id": n, "name": f"กลุ่ม {n}"} for n in range(1, groups + 1)]
        self.phases = [
            {
                "id": n,
                "position": n,
                "title": title,
                "question": question,
                "categories": keys,
                "state": "waiting",
                "identity": "unit",
                "run": 1,
                "grace": 10,
                "late_until": 0,
            }
            for n, (title, question, keys) in enumerate(QUESTIONS, 1)
        ]

    def open(self, *ids: int) -> None:
        for phase in self.phases:
            if phase["id"] in ids:
                phase["run"] += phase["state"] == "closed"
                phase["state"] = "open"
            elif phase["state"] == "open":
                phase["state"] = "closed"
        self.seq += 1

    def phase(self, phase_id: int) -> dict[str, Any]:
        return next(phase for phase in self.phases if phase["id"] == phase_id)

    def delta(self, since: int | None, device: str) -> dict[str, Any]:
        full = since is None or since > self.seq
        changed = [(note, what) for seq, note, what in self.changes if full or seq > (since or 0)]
        gone = sorted({note for note, _ in changed if note not in self.notes})
        own = [n for n in self.notes.values() if n["device"] == device and (full or n["id"] in dict(changed))]
        return {
            "ok": True,
            "seq": self.seq,
            "from": since or 0,
            "full": full,
            "now": int(time.time() * 1000),
            "workshop": {
                "code": CODE,
                "opening_words": "สวัสดีทุกท่าน วันนี้เราจะทบทวนงานของปีที่ผ่านมาด้วยกัน",
                "title": "เหลียวหลัง แลหน้า: ทบทวนผลการดำเนินงานพัฒนาชุมชนจังหวัดขอนแก่น ปีงบประมาณ 2563",
                "categories": [{"key": key, "name": name} for key, name in CATEGORIES],
            },
            "phases": self.phases,
            "groups": self.groups,
            "people": self.in_groups,
            "timer": self.timer,
            "me": self.people.get(device),
            "notes": [public(note) for note in own],
            "gone": gone,
        }


def public(note: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in note.items() if key not in ("device", "edits")}


def refusal(status: int, error: str, message: str) -> tuple[Response, int]:
    return jsonify(ok=False, error=error, message=message), status


def make_stub(room: Room | None = None) -> tuple[Flask, SocketIO, Room]:
    room = room or Room()
    app = pages()
    socketio = SocketIO(app, async_mode="threading", cors_allowed_origins="*")

    def device() -> str:
        return request.headers.get("Authorization", "").removeprefix("Bearer ")

    def tell() -> None:
        socketio.emit("changes", {"from": room.seq - 1, "seq": room.seq, "phases": room.phases, "timer": room.timer})

    app.config["tell"] = tell

    @app.after_request
    def policy(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = (
            "default-src 'self'; img-src 'self' data:; style-src 'self'; connect-src 'self' ws: wss:"
        )
        return response

    @app.before_request
    def trouble() -> Any:
        if request.path.startswith("/api") and room.down:
            return refusal(503, "try_again", "ระบบไม่ว่าง โปรดลองใหม่")
        return None

    @app.get("/")
    def door() -> str:
        return render_template("participant/door.html", error=request.args.get("error"))

    @app.get("/join")
    def door_join() -> Any:
        if request.args.get("code", "").upper() == CODE:
            return redirect(f"/j/{CODE}")
        return redirect("/?error=ไม่พบรหัสนี้ โปรดตรวจกับรหัสบนจออีกครั้ง")

    @app.get(f"/j/{CODE}")
    def phone() -> str:
        state = room.delta(None, "")
        given = {"state": state, "state_json": json.dumps(state), "limits": {"note": 300, "name": 80}}
        return render_template("participant/phone.html", code=CODE, **given)

    @app.get("/late-parts/desk")
    def desk_parts() -> Any:
        places = ("banners", "own")
        return jsonify(ok=True, **{at: render_template("participant/desk_parts.html", place=at) for at in places})

    @app.get("/late-parts/cards")
    def late_parts() -> Any:
        kinds = ("asked", "attached")
        return jsonify(ok=True, **{kind: render_template("participant/late_parts.html", kind=kind) for kind in kinds})

    @app.get("/oops")
    def oops() -> tuple[str, int]:
        hint = "ตรวจรหัสบนจอ แล้วพิมพ์ใหม่อีกครั้ง"
        return render_template("error.html", status=404, message="ไม่พบการประชุมนี้", hint=hint), 404

    @app.post(f"/api/w/{CODE}/join")
    def join() -> Any:
        given = request.get_json()
        if given["group_id"] not in [group["id"] for group in room.groups]:
            return refusal(422, "unknown_group", "ไม่พบกลุ่มนี้ โปรดเลือกใหม่")
        person = {"id": device()[:8], **{k: given.get(k) for k in ("group_id", "name", "unit", "role", "scribe")}}
        room.people[device()] = person
        return jsonify(ok=True, me=person, seq=room.seq)

    @app.get(f"/api/w/{CODE}/state")
    def state() -> Any:
        return jsonify(room.delta(request.args.get("since", type=int), device()))

    @app.post(f"/api/w/{CODE}/notes")
    def add() -> Any:
        given = request.get_json()
        room.received.append(("note", given["id"]))
        if device() not in room.people:
            return refusal(401, "not_joined", "โปรดเลือกกลุ่มก่อน")
        if given["id"] not in room.notes:
            phase = room.phase(given["phase_id"])
            if room.refusing or phase["state"] != "open":
                room.refused += 1
                return refusal(409, "phase_closed", f"ช่วง “{phase['title']}” ปิดรับความเห็นแล้ว")
            room.seq += 1
            room.notes[given["id"]] = {
                "id": given["id"],
                "number": len(room.notes) + 1,
                "text": given["text"],
                "category": given["category"],
                "phase_id": given["phase_id"],
                "at": int(time.time() * 1000),
                "edited": False,
                "device": device(),
                "edits": [],
            }
            room.changes.append((room.seq, given["id"], "note"))
        if room.lose_answers:
            room.lose_answers -= 1
            return refusal(502, "try_again", "lost")
        return jsonify(ok=True, note=public(room.notes[given["id"]]), seq=room.seq)

    @app.route(f"/api/w/{CODE}/notes/<note_id>", methods=["PATCH", "DELETE"])
    def change(note_id: str) -> Any:
        room.received.append((request.method.lower(), note_id))
        note = room.notes.get(note_id)
        if request.method == "DELETE" and note_id in {gone for _, gone, what in room.changes if what == "delete"}:
            return jsonify(ok=True, seq=room.seq)
        if not note or note["device"] != device():
            return refusal(404, "unknown_note", "ไม่พบความเห็นนี้")
        if request.method == "PATCH" and room.phase(note["phase_id"])["state"] != "open":
            return refusal(409, "phase_closed", "ช่วงนี้ปิดแล้ว แก้ไขไม่ได้")
        room.seq += 1
        room.changes.append((room.seq, note_id, "delete" if request.method == "DELETE" else "edit"))
        if request.method == "DELETE":
            del room.notes[note_id]
            return jsonify(ok=True, seq=room.seq)
        note.update(text=request.get_json()["text"], edited=True)
        return jsonify(ok=True, note=public(note), seq=room.seq)

    return app, socketio, room


if __name__ == "__main__":
    app, socketio, room = make_stub()
    room.open(2)
    socketio.run(app, port=int(sys.argv[1]), allow_unsafe_werkzeug=True)
