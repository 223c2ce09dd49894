"""python -m bench.room.steering --phones 200: from a tap on the console to the last screen that shows it."""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.clients.desk import Desk
from bench.clients.phone import Phone
from bench.clients.screen import Screen
from bench.clients.wire import Connection
from bench.room import play, run
from bench.room.meter import Meter, Spread, spread
from bench.room.plan import Plan
from bench.room.words import verdict
from bench.servers.laptop import House

AIM_MS = 250
THEMES, NOTES = 6, 60
_PAUSE_SECONDS = 0.5  # somebody at the console: the next tap comes after the screens have come to rest
_PATIENCE_SECONDS = 20.0


@dataclass
class Seen:
    """When one client received each change: (seq, perf_counter) of every event that brings what is waited for."""

    events: list[tuple[int, float]] = field(default_factory=list)

    def at(self, seq: int) -> float | None:
        return next((when for known, when in self.events if known >= seq), None)


class WatchedScreen(Screen):
    def watch(self) -> Seen:
        self.seen = Seen()
        return self.seen

    def take(self, delta: dict[str, Any]) -> None:
        super().take(delta)
        self.seen.events.append((delta["seq"], time.perf_counter()))


class WatchedPhone(Phone):
    """Notes when the themes that phones show came anew."""

    def watch(self) -> Seen:
        self.seen = Seen()
        return self.seen

    def _heard(self, event: str, payload: Any) -> None:
        if event == "changes" and "themes_shown" in payload:
            self.seen.events.append((payload["seq"], time.perf_counter()))
        super()._heard(event, payload)


@dataclass
class Taps:
    """Of one kind of tap: until its answer, and until the last of the screens, or of screens and phones, had it."""

    answered: list[float] = field(default_factory=list)
    screens: list[float] = field(default_factory=list)
    phones: list[float] = field(default_factory=list)


@dataclass
class Steering:
    taps: dict[str, Taps] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[tuple[str, str]]:
        for name, taps in self.taps.items():
            yield f"{name}: answered", _three(taps.answered)
            yield f"{name}: on the last of 2 consoles and the projector", _three(taps.screens)
            if taps.phones:
                yield f"{name}: on the last phone", _three(taps.phones)
        late = sum(one > AIM_MS / 1000 for taps in self.taps.values() for one in (*taps.screens, *taps.phones))
        yield f"later than {AIM_MS} ms", f"{late} of {sum(len(taps.screens) for taps in self.taps.values())} taps"
        yield from verdict(self.wrong)


def _three(seconds: list[float]) -> str:
    found: Spread = spread(seconds)
    return f"{found.p50:.0f} / {found.p95:.0f} / {found.most:.0f}"


def measured(phones: int, steps: int, rate: float) -> Steering:
    """`steps` taps of each kind in a quiet room, and as many while phones write `rate` notes a second."""
    plan = Plan(phones=phones, rate=rate, present=NOTES, joins_within=max(2.0, phones / 50))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = run.house_for(Path(folder), plan)
        try:
            return run.looped(_on(house, plan, steps))
        finally:
            house.end()


async def _on(house: House, plan: Plan, steps: int) -> Steering:
    desk = await asyncio.to_thread(Desk, house.base, house.setup_link)
    workshop = (await asyncio.to_thread(play.made, desk, house, plan, Meter()))[0]
    host, code = house.hosts[0], workshop.code
    screens = [WatchedScreen(host, code, view, desk.cookie) for view in ("console", "console", "projector")]
    phones = [WatchedPhone(host, code, workshop.groups[place % len(workshop.groups)]) for place in range(plan.phones)]
    watched = [one.watch() for one in screens], [one.watch() for one in phones]
    console = Connection(host, {"Cookie": desk.cookie, "X-CSRFToken": desk.token()})
    themes, notes = await asyncio.to_thread(_themes, desk, workshop)
    for screen in screens:
        await screen.open()
    for phone in phones:
        await phone.join()
        await phone.open()
        await phone.catch_up()
    found, room = Steering(), _Room(console, code, themes, notes, *watched)
    for name, writing in (("quiet", False), (f"{plan.rate:g} notes/s", True)):
        writers = asyncio.create_task(_write(workshop, phones, plan.rate)) if writing and plan.rate else None
        if writing and writers is None:
            continue
        for kind in ("show a theme", "move a note"):
            taps = found.taps[f"{kind}, {name}"] = Taps()
            for step in range(steps):
                await room.tap(kind, step, taps)
                await asyncio.sleep(_PAUSE_SECONDS)
        if writers is not None:
            writers.cancel()
            await asyncio.gather(*(phone.outbox.settled() for phone in phones))
    workshop.phones += phones
    workshop.projector, workshop.console = screens[2], screens[0]
    await play.rest(desk, [workshop])
    found.wrong = await run.audited(house.database, [workshop])
    await screens[1].close()
    return found


@dataclass
class _Room:
    console: Connection
    code: str
    themes: list[str]
    notes: list[str]
    screens: list[Seen]
    phones: list[Seen]

    async def tap(self, kind: str, step: int, taps: Taps) -> None:
        """Tap once, and wait until the last client has it. Raises TimeoutError."""
        turn, place = divmod(step, len(self.themes))
        theme = self.themes[(turn + place + 1) % len(self.themes)]  # each time another, also than where the note is
        if kind == "show a theme":
            path, body, phones = "/show", {"what": "theme", "id": theme}, []
        else:
            note = self.notes[turn % len(self.notes)]
            path, body, phones = f"/notes/{note}/move", {"theme_id": theme}, self.phones
        began = time.perf_counter()
        status, answer = await self.console.ask("POST", f"/api/w/{self.code}{path}", body)
        taps.answered.append(time.perf_counter() - began)
        assert status == 200, answer
        taps.screens.append(await _last(self.screens, answer["seq"]) - began)
        if phones:
            taps.phones.append(await _last(phones, answer["seq"]) - began)


async def _last(clients: list[Seen], seq: int) -> float:
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while True:
            times = [client.at(seq) for client in clients]
            if None not in times:
                return max(time for time in times if time is not None)
            await asyncio.sleep(0.005)


def _themes(desk: Desk, workshop: play.Workshop) -> tuple[list[str], list[str]]:
    """Make themes by hand of notes that are there; phones show them, as they may comment on them."""
    desk.call(workshop.code, f"/phases/{workshop.phase['id']}/comments", {"on": True})
    notes = sorted(workshop.present)
    for place, note in enumerate(notes[:THEMES]):
        desk.call(workshop.code, f"/notes/{note}/move", {"theme_id": "new", "label": f"เรื่องที่ {place + 1}"})
    board = desk.board(workshop.code)
    made = {note["id"]: note["theme_id"] for note in board["notes"]}
    themes = [made[note] for note in notes[:THEMES]]
    for place, note in enumerate(notes):
        desk.call(workshop.code, f"/notes/{note}/move", {"theme_id": themes[place % THEMES]})
    return themes, notes[THEMES:]


async def _write(workshop: play.Workshop, phones: list[WatchedPhone], rate: float) -> None:
    chance = random.Random(1)
    phase = workshop.phase
    number = 0
    while True:
        await asyncio.sleep(chance.expovariate(rate))
        number += 1
        chance.choice(phones).write("note", phase["id"], phase["categories"][0], f"ระหว่างที่วิทยากรเลือก {number}")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.room.steering", description=__doc__)
    asked.add_argument("--phones", type=int, default=200)
    asked.add_argument("--steps", type=int, default=40, help="taps of each kind, each in a quiet and a writing room")
    asked.add_argument("--rate", type=float, default=5.0, help="notes a second in the writing room")
    chosen = asked.parse_args()
    print(f"{sys.platform}, Python {sys.version.split()[0]}, {os.cpu_count()} cores; ms p50 / p95 / max", flush=True)
    found = measured(chosen.phones, chosen.steps, chosen.rate)
    for name, value in found.lines():
        print(f"{name:<72} {value}", flush=True)
    sys.exit(1 if found.wrong else 0)


if __name__ == "__main__":
    main()
