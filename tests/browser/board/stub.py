"""A stand-in for the server that answers the board's pages by the contract, from memory.

`python -m tests.browser.board.stub [full|empty|extreme|many] [port]` serves it for looking at the pages.
"""

import copy
import sys
import time
from collections import Counter
from typing import Any

from flask import Flask, abort, jsonify, render_template, request
from flask_socketio import SocketIO, join_room

from tests.browser.board import examples
from tests.browser.board.shaping import Shaping, routes, voices
from tests.browser.stub_pages import pages
from workshop.domain.coarse_words import coarse_words
from workshop.reports.formats import FORMATS
from workshop.views import boards
from workshop.web.exports import taken_home

TRAYS = ("ungrouped", "set_aside", "hidden")
Answer = dict[str, Any]


class Room:
    """One workshop in memory: state, seq, and one step of undo after another."""

    def __init__(self, board: Answer) -> None:
        self.seq = 1
        self.timer: Answer | None = None
        self.workshop, self.phases, self.groups = board["workshop"], board["phases"], board["groups"]
        self.themes = {theme["id"]: theme for theme in board["themes"]}
        self.notes = {note["id"]: note for note in board["notes"]}
        self.undos: list[tuple[str, dict[str, Answer], dict[str, Answer]]] = []
        self.redos: list[tuple[str, dict[str, Answer], dict[str, Answer]]] = []
        self.refuse: Answer | None = None
        self.shown: Answer | None = None
        self.programme: Answer | None = None
        self.without_group = 0
        self.dark = False
        self.waiting: dict[str, int] = {}
        self.shaping = Shaping(board)
        self.trouble: str | None = None
        self.demo = False

    def figures(self) -> Answer:
        def sums(notes: list[Answer]) -> Answer:
            counts = {name: sum(note["status"] == name for note in notes) for name in TRAYS}
            return {"received": len(notes), "in_themes": sum(note["status"] == "theme" for note in notes), **counts}

        notes = list(self.notes.values())
        keys = [category["key"] for category in self.workshop["categories"]]
        by_key = {key: sums([note for note in notes if note["category"] == key]) for key in keys}
        for key, count in self.waiting.items():
            by_key[key]["waiting"] = count
        return {**sums(notes), "waiting": sum(self.waiting.values()), "categories": by_key}

    def received(self) -> Answer:
        """How many notes of each phase came, shown or not."""
        return dict(Counter(str(note["phase_id"]) for note in self.notes.values() if note.get("phase_id")))

    def delta(
        self, view: str, themes: list[str] | None = None, notes: list[str] | None = None, start: int = 0
    ) -> Answer:
        """The whole board, or only the named themes and notes with what always goes along."""
        chosen = [self.notes[key] for key in (self.notes if notes is None else notes)]
        seen = [note for note in chosen if view == "console" or note["status"] != "hidden"]
        for theme in self.themes.values():
            mine = [n["id"] for n in self.notes.values() if n["theme_id"] == theme["id"] and n["status"] == "theme"]
            theme["count"], theme["examples"] = len(mine), mine[:3]
            theme["voices"] = voices(self, theme)
        for group in self.groups:
            group["notes"] = sum(note["group_id"] == group["id"] for note in self.notes.values())
        groups = [dict(group) for group in self.groups]
        wrote = {note["group_id"] for note in chosen}
        told = {"groups": groups} if notes is None else {"progress": [each for each in groups if each["id"] in wrote]}
        alive = [key for key, theme in self.themes.items() if not theme.get("gone")]
        shown = [key for key in (alive if themes is None else themes) if key in alive]
        undo = self.undos[-1][0] if self.undos else None
        redo = self.redos[-1][0] if self.redos else None
        extra = (
            {"undo": undo, "redo": redo, "trouble": self.trouble, **self.shaping.view(self)}
            if view == "console"
            else self.shaping.page(self)
        )
        return {
            "ok": True, "seq": self.seq, "from": start, "full": notes is None, "now": int(time.time() * 1000),
            "workshop": self.workshop, "phases": self.phases, **told, "timer": self.timer, "shown": self.shown,
            "dark": self.dark,
            **({"programme": self.programme} if self.programme else {}),
            "themes": [self.themes[key] for key in shown], "notes": seen,
            "gone_themes": sorted(set(themes or []) - set(shown)),
            "gone": [note["id"] for note in chosen if note not in seen], "figures": self.figures(),
            "received": self.received(),
            "grouping": "ready", "without_group": self.without_group, **extra,
        }  # fmt: skip

    def act(self, what: str) -> None:
        self.undos.append((what, copy.deepcopy(self.themes), copy.deepcopy(self.notes)))
        self.redos.clear()

    def receive(self, text: str, category: str = "problem", theme: str | None = None, group: str = "g0") -> str:
        """A new note, as if a phone had sent it; gives its id."""
        number = len(self.notes) + 1
        note = examples.note(number, category, text, group, theme, "theme" if theme else "ungrouped")
        self.notes[note["id"]] = note
        return str(note["id"])

    def phase(self, key: str, verb: str, only: bool) -> None:
        for phase in self.phases:
            if phase["id"] == key:
                phase["state"] = "open" if verb == "open" else "closed"
            elif verb == "open" and only and phase["state"] == "open":
                phase["state"] = "closed"

    def time(self, action: str, seconds: int) -> None:
        now = int(time.time() * 1000)
        timer = self.timer or {"seconds": seconds, "running": True, "left": seconds, "ends_at": now + seconds * 1000}
        if action == "pause":
            timer.update(running=False, left=(timer["ends_at"] - now) / 1000)
        elif action == "resume":
            timer.update(running=True, ends_at=now + int(timer["left"] * 1000))
        elif action == "add":
            timer["ends_at"] += seconds * 1000
            timer["left"] += seconds
        self.timer = None if action == "stop" else timer


def create(board: Answer) -> tuple[Flask, SocketIO, Room]:
    app = pages()
    sockets = SocketIO(app, async_mode="threading")
    room = Room(board)
    code = room.workshop["code"]
    base = "http://192.168.1.20:8000"
    invite = {
        "code": code, "url": f"{base}/j/{code}", "qr_url": f"/workshops/{code}/qr.svg", "chosen": base,
        "addresses": [{"url": base, "label": "Wi-Fi"}, {"url": "http://10.0.0.5:8000", "label": "สาย LAN"}],
    }  # fmt: skip

    def tell(themes: list[str] | None, notes: list[str] | None) -> Answer:
        start, room.seq = room.seq, room.seq + 1
        for view in ("console", "projector"):
            sockets.emit("changes", room.delta(view, themes, notes, start), to=view)
        return {"ok": True, "seq": room.seq, "undo": room.undos[-1][0] if room.undos else None}

    app.extensions["tell"] = tell

    @app.before_request
    def refuse() -> tuple[Any, int] | None:
        return (jsonify(room.refuse), 409) if room.refuse and request.method == "POST" else None

    @sockets.on("connect")
    def connect(auth: Answer) -> None:
        join_room(auth["view"])

    @app.get("/workshops/<_code>")
    def console(_code: str) -> str:
        later = len(room.notes) > boards.MANY
        return render_template(
            "facilitator/console.html",
            board={"workshop": room.workshop} if later else room.delta("console"),
            later=later,
            invite=invite,
            demo=room.demo,
            formats=FORMATS.values(),
            coarse=coarse_words(),
            taken_home=taken_home([*FORMATS.values()]),
        )

    @app.get("/api/w/<_code>/demo")
    def demo(_code: str) -> Answer:
        return {"ok": True, "pace": 1}

    @app.get("/workshops/<_code>/projector")
    def projector(_code: str) -> str:
        return render_template("projector/projector.html", board=room.delta("projector"), invite=invite)

    @app.get("/workshops/<_code>/qr.svg")
    def qr(_code: str) -> Any:
        import io

        import segno

        out = io.BytesIO()
        segno.make(invite["url"], error="m").save(out, kind="svg", border=2, xmldecl=False, scale=8)
        return app.response_class(out.getvalue(), mimetype="image/svg+xml")

    @app.get("/workshops/<_code>/export/<kind>")
    def export(_code: str, kind: str) -> Any:
        if kind == "json":
            return jsonify(ok=False, error="try_again", message="ยังทำไฟล์ไม่ได้ ลองอีกครั้ง"), 503
        headers = {"Content-Disposition": f"attachment; filename=laena.{kind}"}
        return app.response_class(b"example", headers=headers)

    @app.get("/api/w/<_code>/board")
    def board_now(_code: str) -> Any:
        return jsonify(room.delta(request.args["view"]))

    @app.post("/api/w/<_code>/phases/<key>/<verb>")
    def phase(_code: str, key: str, verb: str) -> Answer:
        asked = request.get_json()
        if verb == "grace":
            next(phase for phase in room.phases if phase["id"] == key)["grace"] = asked["minutes"]
        else:
            room.phase(key, verb, asked.get("only", True))
        return tell([], [])

    @app.post("/api/w/<_code>/timer")
    def timer(_code: str) -> Answer:
        asked = request.get_json()
        room.time(asked["action"], asked["seconds"])
        return tell([], [])

    @app.post("/api/w/<_code>/show")
    def show(_code: str) -> Answer:
        asked = request.get_json()
        room.shown = None if asked["what"] == "live" else asked
        return tell([], [])

    @app.post("/api/w/<_code>/projector/dark")
    def darken(_code: str) -> Answer:
        room.dark = request.get_json()["on"]
        return tell([], [])

    @app.post("/api/w/<_code>/address")
    def address(_code: str) -> Answer:
        invite.update(chosen=request.get_json()["url"], url=f"{request.get_json()['url']}/j/{code}")
        return {**tell([], []), "invite": invite}

    @app.post("/api/w/<_code>/notes/<key>/<any(hide, unhide, move):verb>")
    def change(_code: str, key: str, verb: str) -> Answer:
        note = room.notes.get(key) or abort(404)
        asked = request.get_json()
        room.act({"hide": "ซ่อน", "unhide": "เลิกซ่อน", "move": "ย้าย"}[verb] + f"ความเห็นที่ {note['number']}")
        target = asked.get("theme_id")
        if target == "new":
            target = f"new{room.seq}"
            label = asked.get("label")
            theme = {"id": target, "category": note["category"], "label": label or note["text"], "given": bool(label)}
            room.themes[target] = {**theme, "keywords": [], "locked": False, "subthemes": []}
        old = note["theme_id"]
        note.update(
            theme_id=target, status="hidden" if verb == "hide" else "theme" if target else "ungrouped", placed=True
        )
        return tell([theme for theme in (old, target) if theme], [key])

    @app.post("/api/w/<_code>/notes/hide")
    def hide(_code: str) -> Answer:
        keys = request.get_json()["notes"]
        room.act(f"ซ่อนความเห็นที่ {room.notes[keys[0]]['number']}")
        old = {room.notes[key]["theme_id"] for key in keys}
        for key in keys:
            room.notes[key].update(theme_id=None, status="hidden", hidden_why=request.get_json()["reason"])
        return {**tell([theme for theme in old if theme], keys), "answer": {"hidden": len(keys), "changed": 0}}

    @app.post("/api/w/<_code>/themes/<key>/rename")
    def rename(_code: str, key: str) -> Answer:
        theme = room.themes.get(key) or abort(404)
        label = request.get_json()["label"]
        room.act(f"เปลี่ยนชื่อเป็น “{label}”")
        theme.update(label=label or "ชื่อที่ระบบตั้งให้", given=bool(label))
        return tell([key], [])

    routes(app, room, tell)

    @app.post("/api/w/<_code>/undo")
    def undo(_code: str) -> Answer:
        was = (room.undos[-1][0], copy.deepcopy(room.themes), copy.deepcopy(room.notes))
        what, room.themes, room.notes = room.undos.pop()
        room.redos.append(was)
        return {**tell(None, None), "undone": what, "redo": what}

    @app.post("/api/w/<_code>/redo")
    def redo(_code: str) -> Answer:
        room.undos.append((room.redos[-1][0], copy.deepcopy(room.themes), copy.deepcopy(room.notes)))
        what, room.themes, room.notes = room.redos.pop()
        return {**tell(None, None), "redone": what}

    return app, sockets, room


BOARDS = {
    "full": examples.full,
    "empty": examples.empty,
    "opened": lambda: examples.empty(opened=True),
    "extreme": lambda: examples.full(extreme=True),
    "many": examples.many,
    "early": examples.early,
}

if __name__ == "__main__":
    which, port = [*sys.argv[1:], *["full", "8123"][len(sys.argv) - 1 :]]
    served, live, _room = create(BOARDS[which]())
    live.run(served, port=int(port), allow_unsafe_werkzeug=True)
