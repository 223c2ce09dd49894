"""A new demo workshop on a running server, and the threads of its participants."""

import logging
import secrets
import threading
from collections.abc import Callable
from typing import Any

from workshop.demo import agenda, people
from workshop.demo.attaching import listeners as attaching
from workshop.demo.notes import load
from workshop.demo.opinions import INVITATION, Agreeing, Answering
from workshop.demo.pace import pauses
from workshop.demo.phone import Phone
from workshop.demo.room import Outcome, Room
from workshop.demo.sockets import Listeners
from workshop.domain import demos, phases
from workshop.feed import Feed
from workshop.messages.incoming import OpenPhase
from workshop.views import boards

ACTOR = "demo"
_ANSWER_SECONDS = 0.3  # between two people's votes or answers
log = logging.getLogger("laena.demo")


class Playing:
    """Creates the workshop and deletes those of earlier starts; `start` starts the participants."""

    def __init__(self, feed: Feed, base: str, participants: int, purge: bool = True) -> None:
        self._feed, self._base = feed, base
        self._pace = 1.0
        self._keys = [secrets.token_hex(16) for _ in range(participants)]
        self.code = feed.write(demos.create, agenda.draft(), self._keys)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._answering: threading.Thread | None = None
        self._listeners: Listeners | None = None
        self.outcome: Outcome | None = None
        if purge:
            feed.write(demos.purge)
        self._open(self._agenda()["phases"][0]["id"])

    def start(self, seconds: float, say: Callable[[str], None]) -> None:
        """Send the notes in a thread over about this time; 0 = as fast as the server accepts them."""
        self._thread = threading.Thread(target=self._play, args=(seconds, say), daemon=True)
        self._thread.start()

    def look(self) -> bool:
        """Take over the pace that the console chose; return whether it asked to play once more from the start."""
        try:
            wished = self._feed.read(demos.playing, self.code)
        except demos.UnknownDemo:
            return False
        self._pace = wished["pace"]
        return wished["again"] and not wished["next"]

    def again(self) -> "Playing":
        """Return a new workshop that plays the same; this one stays as it is, and its participants leave."""
        fresh = Playing(self._feed, self._base, len(self._keys), purge=False)
        self._feed.write(demos.follow, self.code, fresh.code)
        self.stop()
        fresh.look()
        return fresh

    def stop(self) -> None:
        """Stop the participants; the workshop stays until the next start, or for good if a person used it."""
        self._stop.set()
        for thread in (self._thread, self._answering):
            if thread and thread.ident is not None:  # Ctrl+C may come before it started
                thread.join(5)
        if self._listeners:
            self._listeners.close()
        self._feed.write(demos.end, self.code)

    def _play(self, seconds: float, say: Callable[[str], None]) -> None:
        groups = {group["name"]: group["id"] for group in self._agenda()["groups"]}
        phones = people.phones(self._base, self.code, self._keys, list(groups.values()), self._stop)
        by_group = {name: [phone for phone in phones if phone.group_id == group] for name, group in groups.items()}
        notes = load()
        waits = (wait / self._pace for wait in (pauses(len(notes), seconds) if seconds else []))
        # Connected until `stop`, as people's phones are.
        self._listeners = Listeners(
            self._base, [{"code": self.code, "view": "phone", "device": phone.key} for phone in phones]
        )
        self._listeners.start()
        # In a second thread, with phones of its own, while notes are sent.
        answerers = people.phones(self._base, self.code, self._keys, list(groups.values()), self._stop)
        answering = Answering(answerers, self._agenda, self._stop, _ANSWER_SECONDS if seconds else 0.0)
        self._answering = threading.Thread(target=answering.run, daemon=True)
        self._answering.start()
        listeners = (Agreeing(phones).on_note, *attaching(phones, self._agenda))

        def on_note(note_id: str, writer: Phone) -> None:
            for listener in listeners:
                listener(note_id, writer)

        room = Room(by_group, notes, waits, self._open, self._stop, on_note=on_note)
        try:
            self.outcome = room.play(lambda title, count: say(f"  ▸ {title} ({count} ความเห็น / notes)"))
        except Exception as error:  # the server goes on
            log.exception("the demo stopped")
            say(f"  การสาธิตหยุดกลางทาง / the demo stopped midway: {type(error).__name__}")
            return
        if self.outcome.finished:
            say(_summary(self.outcome))

    def _open(self, phase_id: int) -> None:
        self._feed.change(self.code, ACTOR, phases.open_phase, phase_id, OpenPhase())

    def _agenda(self) -> dict[str, Any]:
        return self._feed.read(boards.phone, self.code)


def _summary(outcome: Outcome) -> str:
    sent, refused = outcome.sent, len(outcome.refused)
    english = f"{sent} notes, {refused} refused" if refused else f"{sent} notes"
    return (
        f"\n  ผู้เข้าร่วมจำลองส่งครบแล้ว {sent} ความเห็น ช่วงสุดท้ายยังเปิดอยู่ ลองส่งจากโทรศัพท์ของท่านได้"
        f"\n  the simulated participants are done: {english}; the last phase is still open for you" + INVITATION
    )
