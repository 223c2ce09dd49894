"""What the screens of a room see, and when."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from workshop.demo.sockets import LiveSocket


class Screen:
    """A screen's socket and the thread that listens to it, until `close`."""

    def __init__(self, base: str, auth: dict[str, str], cookie: str = "") -> None:
        self._socket = LiveSocket(base, auth, self.heard, cookie)
        self._open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def heard(self, event: str, payload: Any) -> None:
        """An event of the server. Subclasses note when it came."""

    def close(self) -> None:
        self._open = False
        self._thread.join(5)
        self._socket.close()

    def _listen(self) -> None:
        while self._open:
            try:
                self._socket.listen(0.2)
            except ConnectionError:
                if self._open:
                    print("a screen lost its socket: what follows is worth nothing", file=sys.stderr, flush=True)
                return


class Projector(Screen):
    """When each note was first on the wall, and when the grouping had looked at it. Times of perf_counter.

    A note that stays ungrouped does not say that it was looked at. But the grouping takes all notes that wait in the
    category at once: when it has looked at one, it has looked at all of lower numbers.
    """

    def __init__(self, base: str, code: str, cookie: str) -> None:
        self.shown: dict[str, float] = {}
        self.placed: dict[str, float] = {}
        self.frames: list[int] = []
        self._waiting: dict[str, int] = {}
        super().__init__(base, {"code": code, "view": "projector"}, cookie)

    def heard(self, event: str, payload: Any) -> None:
        if event != "changes":
            return
        now = time.perf_counter()
        self.frames.append(len(payload["notes"]))
        looked_at = 0
        for note in payload["notes"]:
            # A note comes again when the grouping has looked at it, also when it is ungrouped still.
            if note["status"] != "ungrouped" or note["id"] in self.shown:
                looked_at = max(looked_at, note["number"])
            self._waiting.setdefault(note["id"], note["number"])
            self.shown.setdefault(note["id"], now)
        nobody_waits = payload["figures"]["waiting"] == 0
        for note_id, number in list(self._waiting.items()):
            if note_id not in self.placed and (nobody_waits or number <= looked_at):
                self.placed[note_id] = now


class PhoneScreen(Screen):
    """When the phone heard that its phase was open or closed."""

    def __init__(self, base: str, code: str, device: str) -> None:
        self.states: dict[str, float] = {}
        super().__init__(base, {"code": code, "view": "phone", "device": device})

    def heard(self, event: str, payload: Any) -> None:
        for phase in payload.get("phases", []) if event == "changes" else []:
            self.states.setdefault(phase["state"], time.perf_counter())
