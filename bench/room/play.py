"""A room at work: phones join, send by schedule, and stay until every screen has come to rest."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from bench.audit.log import Ledger
from bench.clients.desk import Desk
from bench.clients.phone import Phone
from bench.clients.screen import Screen
from bench.clients.wire import Host
from bench.room.meter import Meter
from bench.room.plan import Plan, texts
from bench.servers import backdoor
from bench.servers.laptop import House

REST_SECONDS = 120.0
_AT_ONCE = 400  # joins that the generator has under way together


@dataclass
class Workshop:
    """A workshop that is under way, with its groups, its projector and its console."""

    code: str
    phase: dict[str, Any]
    groups: list[int]
    projector: Screen
    console: Screen
    meter: Meter
    present: set[str] = field(default_factory=set)
    phones: list[Phone] = field(default_factory=list)

    @property
    def screens(self) -> tuple[Screen, Screen]:
        return self.projector, self.console


def made(desk: Desk, house: House, plan: Plan, meter: Meter) -> list[Workshop]:
    """Workshops made through the facilitator's form, with open phases; the notes that are to be there already go by the
    back door."""
    workshops = []
    present: set[str] = set()
    for number in range(plan.workshops):
        code = desk.new_workshop("วัดความเร็ว", plan.groups)
        board = desk.board(code)
        desk.call(code, f"/phases/{board['phases'][0]['id']}/open")
        if plan.sharing != "own":
            desk.call(code, "/sharing", {"sharing": plan.sharing})
        if plan.present:
            name = board["workshop"]["categories"][0]["name"]
            present |= backdoor.notes(house.database, code, texts(plan.present), name)
        groups = [group["id"] for group in board["groups"]][: plan.groups]
        host = house.hosts[number % len(house.hosts)]
        projector, console = (Screen(host, code, view, desk.cookie) for view in ("projector", "console"))
        workshops.append(Workshop(code, board["phases"][0], groups, projector, console, meter, present))
    return workshops


async def join(workshops: list[Workshop], hosts: list[Host], plan: Plan) -> list[float]:
    """All phones join within the time that the plan gives them; answers with each one's seconds.

    With several workshops each is a room with an address of its own.
    """
    start = time.perf_counter()
    gate = asyncio.Semaphore(_AT_ONCE)
    phones = []
    for place in range(plan.everybody):
        workshop = workshops[place % len(workshops)]
        host = hosts[place // len(workshops) % len(hosts)]
        if len(workshops) > 1:
            host = replace(host, source=f"127.0.1.{1 + place % len(workshops)}")
        group = workshop.groups[len(workshop.phones) % len(workshop.groups)]
        phone = Phone(host, workshop.code, group, workshop.meter.arrived)
        workshop.phones.append(phone)
        phones.append(phone)

    async def one(place: int, phone: Phone) -> float:
        await asyncio.sleep(start + plan.joins_within * place / len(phones) - time.perf_counter())
        began = time.perf_counter()
        async with gate:
            await phone.join()
            await phone.open()
            await phone.catch_up()
        return time.perf_counter() - began

    return list(await asyncio.gather(*(one(place, phone) for place, phone in enumerate(phones))))


async def send(workshops: list[Workshop], plan: Plan, seed: int = 1) -> None:
    """Notes by an open-loop schedule: each at its due time, whether or not the former ones were answered."""
    chance = random.Random(seed)
    everybody = [(workshop, phone) for workshop in workshops for phone in workshop.phones]
    order: list[tuple[Workshop, Phone]] = []
    start = time.perf_counter() + 0.1
    for place, words in enumerate(texts(plan.notes)):
        if not order:
            order = chance.sample(everybody, len(everybody))
        due = start + (place + chance.random()) / plan.rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        workshop, phone = order.pop()
        write = phone.write("note", workshop.phase["id"], workshop.phase["categories"][0], words, due=due)
        workshop.meter.sent(phone, write)
        for _ in range(int(plan.taps + chance.random())):
            _tap(chance.choice(everybody)[1], chance)
    async with asyncio.timeout(REST_SECONDS):
        await asyncio.gather(*(phone.outbox.settled() for _, phone in everybody))


def _tap(phone: Phone, chance: random.Random) -> None:
    """The phone agrees with a note of another that it sees, or no longer."""
    others = [note_id for note_id in phone.shown.shared if note_id not in phone.shown.own]
    if others:
        phone.tap("reaction", int(chance.random() < 0.8), chance.choice(others))


async def rest(desk: Desk, workshops: list[Workshop], worker: bool = True) -> None:
    """Returns when nothing waits for the worker and all screens stand where the server does. Raises TimeoutError."""
    async with asyncio.timeout(REST_SECONDS):
        for workshop in workshops:
            same = 0
            while same < 2:
                board = await asyncio.to_thread(desk.board, workshop.code)
                there = {screen.log.seq for screen in workshop.screens} == {board["seq"]}
                same = same + 1 if there and (not worker or not board["figures"]["waiting"]) else 0
                await asyncio.sleep(0.3 if len(workshops) == 1 else 0.05)


def expected(workshops: list[Workshop], meter: Meter, plan: Plan) -> int:
    """How often a note of another has to arrive at a phone."""
    if plan.sharing == "own":
        return 0
    if plan.sharing == "everyone":
        return len(meter.kept) * (plan.phones - 1)
    sizes = Counter(phone.log.group_id for workshop in workshops for phone in workshop.phones)
    return sum(sizes[meter.writer[write.note_id].log.group_id] - 1 for write in meter.kept)


def traffic(workshops: list[Workshop]) -> tuple[int, int]:
    """Bytes that sockets brought so far to all phones, and to all projectors and consoles."""
    phones = sum(phone.socket.bytes for workshop in workshops for phone in workshop.phones if phone.socket)
    return phones, sum(one.socket.bytes for workshop in workshops for one in workshop.screens if one.socket)


def ledger(workshops: list[Workshop]) -> Ledger:
    """What all clients of the run say of it, with their screens as they are now."""
    for workshop in workshops:
        for phone in workshop.phones:
            phone.look()
    boards = [screen.log for workshop in workshops for screen in workshop.screens]
    phones = [phone.log for workshop in workshops for phone in workshop.phones]
    return Ledger(phones, boards, others=workshops[0].present)


async def leave(workshops: list[Workshop]) -> None:
    """All clients go."""
    for workshop in workshops:
        for phone in workshop.phones:
            await phone.close()
        for screen in workshop.screens:
            await screen.close()
