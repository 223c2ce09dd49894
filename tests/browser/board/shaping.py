"""The stub's second half: what people do to shape themes, answered by the contract from memory."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, abort, jsonify, request

if TYPE_CHECKING:
    from tests.browser.board.stub import Room

Answer = dict[str, Any]
Tell = Callable[[list[str] | None, list[str] | None], Answer]
BUILT_IN = "# คำที่มากับโปรแกรม\nพช. = พัฒนาชุมชน, กรมการพัฒนาชุมชน\nจปฐ. = ความจำเป็นพื้นฐาน\nโอทอป = OTOP, โอท็อป\n"
BACK, FORWARD = ("result", "problem", "cause"), ("solution", "proposal")


class Shaping:
    """What belongs to the second contract in a room: proposals, glossary, focus issues and links."""

    def __init__(self, board: Answer) -> None:
        self.fineness = 0.0
        self.proposals: dict[str, Answer] = {}
        self.differences: dict[str, Answer] = {}
        self.headings: dict[str, str] = {}
        self.headings_shown = False
        self.glossary = ""
        self.focus: list[Answer] = board.get("focus", [])
        self.links: list[Answer] = board.get("links", [])
        self.removed: list[Answer] = []
        self.words: list[Answer] = board.get("words", [])

    def view(self, room: "Room") -> Answer:
        """What only the console is shown."""
        alive = {key: theme["category"] for key, theme in room.themes.items() if not theme.get("gone")}
        alive |= {key: note["category"] for key, note in room.notes.items() if note["status"] == "ungrouped"}
        links = [link for link in self.links if {link["from"], link["to"]} <= set(alive)]
        problems = [key for key, category in alive.items() if category == "problem"]
        counts = {issue["key"]: 0 for issue in self.focus}
        for note in room.notes.values():
            for key in note.get("focus", []):
                counts[key] = counts.get(key, 0) + (note["status"] != "hidden")
        return {
            "fineness": self.fineness,
            "proposals": [self.proposals[key] for key in sorted(self.proposals)],
            "differences": [{k: v for k, v in each.items() if k != "moves"} for each in self.differences.values()],
            "links": links,
            "gaps": [key for key in sorted(problems) if key not in {link["from"] for link in links}],
            "focus": [{"key": i["key"], "name": i["name"], "count": counts[i["key"]]} for i in self.focus],
            "balance": balance(room),
        }

    def page(self, room: "Room") -> Answer:
        """What the projector is sent for the page that it shows."""
        what = (room.shown or {}).get("what")
        if what == "answers":
            return {name: value for name, value in self.view(room).items() if name in ("links", "gaps")}
        if what == "districts":
            counts = {"target": 40, "reached": 12, "actions": 3, "done": 1, "overdue": 1}
            rows = [{"unit": group["name"], **counts} for group in room.groups]
            return {"districts_shown": [{**issue, **counts, "rows": rows} for issue in self.focus]}
        if what != "focus":
            return {}
        notes = [note for note in room.notes.values() if note["status"] != "hidden"]
        issues = [{**issue, "notes": [n for n in notes if issue["key"] in n.get("focus", [])]} for issue in self.focus]
        return {
            "focus_shown": [
                {
                    "key": issue["key"],
                    "name": issue["name"],
                    "count": len(issue["notes"]),
                    "groups": dict(Counter(note["group_id"] or "" for note in issue["notes"])),
                }
                for issue in issues
            ]
        }

    def propose(self, room: "Room", category: str) -> None:
        """The worker's answer to a wanted regrouping: one theme fewer, one new, 14 notes moved."""
        known = [theme for theme in room.themes.values() if theme["category"] == category and theme["count"]]
        themes = [{"id": t["id"], "label": t["label"], "count": t["count"], "new": False} for t in known[1:]]
        themes.insert(0, {"id": "p1", "label": "งบประมาณไม่ตรงเวลา", "count": 21, "new": True})
        counts = {"split": 3, "merged": 2, "moved": 14, "relabelled": 1, "before": len(known), "after": len(themes)}
        self.proposals[category] = {"category": category, "state": "ready", **counts, "themes": themes}

    def listed(self, room: "Room", category: str) -> Answer:
        """The moves of the wanted regrouping as of now: the first two notes of the category, told by their themes."""
        of = [note for note in room.notes.values() if note["category"] == category and note["status"] != "hidden"]
        labels = {key: theme["label"] for key, theme in room.themes.items()}
        to = "งบประมาณไม่ตรงเวลา"
        moves = [{"id": n["id"], "from": labels.get(n["theme_id"], ""), "to": to, "new": True} for n in of[:2]]
        return {
            "ok": True,
            "seq": room.seq,
            "digest": str(moves),
            "moves": moves,
            "renamed": [{"from": "ก", "to": "ข"}],
        }

    def notice(self, room: "Room", category: str, seq: int) -> None:
        """What the worker notices at this change: the first three notes of the category would move."""
        of = [note for note in room.notes.values() if note["category"] == category and note["status"] != "hidden"]
        moves = [{"id": note["id"], "from": "งบมาช้า", "to": "งบไม่ตรงเวลา", "new": True} for note in of[:3]]
        self.differences[category] = {"category": category, "seq": seq, "moved": 3, "of": len(of), "moves": moves}


def balance(room: "Room") -> Answer | None:
    def side(keys: tuple[str, ...]) -> Answer:
        notes = sum(note["category"] in keys for note in room.notes.values())
        return {"notes": notes, "themes": sum(theme["category"] in keys for theme in room.themes.values())}

    back, forward = side(BACK), side(FORWARD)
    return {"back": back, "forward": forward} if back["notes"] and forward["notes"] else None


def voices(room: "Room", theme: Answer) -> Answer:
    """Every note of the example counts as one person's."""
    mine = [note for note in room.notes.values() if note["theme_id"] == theme["id"] and note["status"] == "theme"]
    by_group: dict[str, int] = {}
    for note in mine:
        by_group[note["group_id"]] = by_group.get(note["group_id"], 0) + 1
    writing = {note["group_id"] for note in room.notes.values() if note["category"] == theme["category"]}
    return {
        "people": len(mine), "groups": len(by_group), "units": min(3, len(by_group)), "by_group": by_group,
        "only_group": next(iter(by_group)) if len(by_group) == 1 and len(mine) > 1 else None,
        "agreement": len(by_group) / len(writing) if writing else 0.0,
    }  # fmt: skip


def routes(app: Flask, room: "Room", tell: Tell) -> None:
    api = "/api/w/<_code>"

    @app.post(f"{api}/themes/<key>/merge")
    def merge(_code: str, key: str) -> Answer:
        other = room.themes.get(request.get_json()["other"]) or abort(404)
        room.act(f"รวม “{other['label']}” เข้ากับ “{room.themes[key]['label']}”")
        moved = [note["id"] for note in room.notes.values() if note["theme_id"] == other["id"]]
        for note_id in moved:
            room.notes[note_id].update(theme_id=key, placed=True)
        other["gone"] = True
        return tell([key, other["id"]], moved)

    @app.post(f"{api}/themes/<key>/split")
    def split(_code: str, key: str) -> Answer:
        asked = request.get_json()
        room.act(f"แยก “{room.themes[key]['label']}”")
        new = f"new{room.seq}"
        made = {"id": new, "category": room.themes[key]["category"], "label": asked.get("label") or "กลุ่มที่แยก"}
        room.themes[new] = {**made, "given": bool(asked.get("label")), "keywords": [], "locked": False, "subthemes": []}
        for note_id in asked["notes"]:
            room.notes[note_id].update(theme_id=new, placed=True)
        return {**tell([key, new], asked["notes"]), "answer": new}

    @app.post(f"{api}/themes/<key>/lock")
    def lock(_code: str, key: str) -> Answer:
        room.act("ล็อก" if request.get_json()["on"] else "ปลดล็อก")
        room.themes[key]["locked"] = request.get_json()["on"]
        return tell([key], [])

    @app.post(f"{api}/notes/<key>/pin")
    def pin(_code: str, key: str) -> Answer:
        room.act("ปักหมุด" if request.get_json()["on"] else "เลิกปักหมุด")
        room.notes[key]["placed"] = request.get_json()["on"]
        return tell([], [key])

    @app.post(f"{api}/notes/<key>/focus")
    def tag(_code: str, key: str) -> Answer:
        asked, had = request.get_json(), set(room.notes[key]["focus"])
        room.notes[key]["focus"] = sorted(had | {asked["key"]} if asked["on"] else had - {asked["key"]})
        return tell([], [key])

    @app.get(f"{api}/notes/<key>/why")
    def why(_code: str, key: str) -> Answer:
        note = room.notes.get(key) or abort(404)
        theme = room.themes.get(note["theme_id"] or "")
        if not theme:
            return {"ok": True, "theme": None, "words": [], "nearest": []}
        near = [n for n in room.notes.values() if n["theme_id"] == theme["id"] and n["id"] != key][:3]
        rows = [
            {"id": n["id"], "number": n["number"], "text": n["text"], "similarity": 0.82 - 0.2 * place,
             "theme": theme["label"], "words": ["งบประมาณ", "งบ", "โอน"]}
            for place, n in enumerate(near)
        ]  # fmt: skip
        return {"ok": True, "theme": theme["label"], "words": ["งบประมาณ", "โอน"], "nearest": rows}

    @app.post(f"{api}/regroup")
    def regroup(_code: str) -> Answer:
        asked = request.get_json()
        if asked.get("fineness") is not None:
            room.shaping.fineness = asked["fineness"]
        keys = [asked["category"]] if asked.get("category") else [c["key"] for c in room.workshop["categories"]]
        for key in keys:
            room.shaping.proposals[key] = {"category": key, "state": "wanted"}
        return tell([], [])

    @app.get(f"{api}/regroup/<category>")
    def listed(_code: str, category: str) -> Answer:
        return room.shaping.listed(room, category)

    @app.post(f"{api}/regroup/<category>/<verb>")
    def settle(_code: str, category: str, verb: str) -> Any:
        shown = request.get_json().get("digest")
        if shown and shown != room.shaping.listed(room, category)["digest"]:
            return jsonify(ok=False, error="conflict", message="มีการแก้ไขหลังจากแสดงรายการ: ย้ายความเห็น"), 409
        if room.shaping.proposals.pop(category, None) is None:
            return jsonify(ok=False, error="conflict", message="ไม่มีข้อเสนอให้ใช้แล้ว"), 409
        if verb == "apply":
            room.act("จัดกลุ่มใหม่")
        return tell([], [])

    @app.get(f"{api}/differences/<category>")
    def differences(_code: str, category: str) -> Answer:
        found = room.shaping.differences[category]
        return {"ok": True, "seq": found["seq"], "moves": found["moves"]}

    @app.post(f"{api}/differences/<category>/<verb>")
    def settle_differences(_code: str, category: str, verb: str) -> Any:
        found = room.shaping.differences.pop(category, {})
        if found.get("seq") != request.get_json()["seq"]:
            return jsonify(ok=False, error="conflict", message="ข้อมูลเปลี่ยนไปแล้ว"), 409
        if verb == "apply":
            room.act("จัดกลุ่มใหม่")
        return tell([], [])

    @app.get(f"{api}/headings/<category>")
    def headings(_code: str, category: str) -> Answer:
        former = [{"code": "OLD123", "title": "การประชุมปีก่อน", "date_text": "2562", "text": "ถนน: หลุมบ่อ\nน้ำประปา"}]
        text = room.shaping.headings.get(category, "")
        return {"ok": True, "text": text, "shown": room.shaping.headings_shown, "former": former}

    @app.post(f"{api}/headings/<category>")
    def save_headings(_code: str, category: str) -> Any:
        asked = request.get_json()
        if asked["was"] != room.shaping.headings.get(category, ""):
            return jsonify(ok=False, error="conflict", message="หัวข้อถูกแก้จากอีกจอหนึ่งแล้ว"), 409
        lines = asked["text"].split("\n")
        broken = {f"line{n}": "ไม่มีชื่อหัวข้อ" for n, line in enumerate(lines, 1) if line.startswith(":")}
        if broken:
            return jsonify(ok=False, error="bad_request", message="ยังไม่ได้บันทึก", errors=broken), 422
        room.shaping.headings[category], room.shaping.headings_shown = asked["text"], asked["shown"]
        return {**tell([], []), "answer": len(lines)}

    @app.get(f"{api}/glossary")
    def glossary(_code: str) -> Answer:
        return {"ok": True, "text": room.shaping.glossary, "built_in": BUILT_IN, "errors": []}

    @app.post(f"{api}/glossary")
    def save_glossary(_code: str) -> Answer:
        lines = request.get_json()["text"].split("\n")
        room.shaping.glossary = "\n".join(lines)
        broken = [n for n, line in enumerate(lines, 1) if line.strip().startswith("=")]
        errors = [{"line": n, "message": "ไม่มีคำก่อนเครื่องหมาย ="} for n in broken]
        words = sum(bool(line.strip()) and not line.startswith("#") for line in lines) - len(broken)
        return {**tell([], []), "words": words, "errors": errors}

    @app.get(f"{api}/words")
    def words(_code: str) -> Answer:
        return {"ok": True, "fewest": 3, "words": room.shaping.words}

    @app.get(f"{api}/focus")
    def focus(_code: str) -> Answer:
        return {"ok": True, "issues": room.shaping.focus}

    @app.post(f"{api}/focus")
    def save_focus(_code: str) -> Answer:
        issues = request.get_json()["issues"]
        room.shaping.focus = [{**issue, "key": issue["key"] or f"f{n}"} for n, issue in enumerate(issues)]
        return {**tell([], []), "issues": room.shaping.focus}

    @app.post(f"{api}/links")
    def say_link(_code: str) -> Answer:
        asked, shaping = request.get_json(), room.shaping
        pair = (asked["from"], asked["to"])
        known = next((link for link in shaping.links + shaping.removed if (link["from"], link["to"]) == pair), None)
        for rows in (shaping.links, shaping.removed):
            rows[:] = [link for link in rows if (link["from"], link["to"]) != pair]
        link = {**(known or {"from": pair[0], "to": pair[1], "strength": 1.0}), "said": asked["said"]}
        if known or asked["said"] == "added":
            (shaping.removed if asked["said"] == "removed" else shaping.links).append(link)
        return tell([], [])
