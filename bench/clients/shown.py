"""What a phone shows, kept by the same rules as the page's lib/feed.js and lib/shared.js."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Shown:
    """Own notes come by HTTP alone; shared ones live too, in a stream with a seq of its own."""

    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    shared: dict[str, dict[str, Any]] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    seq: int = 0
    shared_seq: int = 0

    def saved(self, note: dict[str, Any]) -> None:
        """The answer to one's own write."""
        self.own[note["id"]] = note

    def withdrawn(self, note_id: str) -> None:
        self.own.pop(note_id, None)

    def live(self, event: dict[str, Any]) -> bool:
        """The event `notes`. Answers whether something before it was missed and has to be asked for."""
        if "answered" in event:
            return not self.own.keys().isdisjoint(event["answered"])
        if event["from"] > self.shared_seq:
            return True
        if event["seq"] > self.shared_seq:
            self._share(event["seq"], False, event["notes"], event["gone"])
        return False

    def caught_up(self, state: dict[str, Any], asked: int) -> bool:
        """An answer to /state?since=asked. Answers whether everything must be asked for anew."""
        if not state["full"] and state["from"] > self.seq:
            self.seq = 0
            return True
        if state["seq"] >= self.seq or (state["full"] and self.seq == asked):
            if state["full"]:
                self.own = {}
            self.own |= {note["id"]: note for note in state["notes"]}
            for note_id in state["gone"]:
                self.own.pop(note_id, None)
            self.facts = {name: state[name] for name in ("workshop", "phases", "me") if name in state}
            self.seq = state["seq"]
        if state.get("me") is None or "shared" not in state:
            return False
        full = bool(state["shared_full"])
        if state["seq"] >= self.shared_seq:
            self._share(state["seq"], full, state["shared"], state.get("gone_shared", []))
        elif full:
            self.seq = self.shared_seq = 0
            return True
        return False

    def _share(self, seq: int, full: bool, notes: list[dict[str, Any]], gone: list[str]) -> None:
        self.shared_seq = seq
        if full:
            self.shared = {}
        self.shared |= {note["id"]: note for note in notes}
        for note_id in gone:
            self.shared.pop(note_id, None)
