"""A room at work: phones join, send by schedule, and stay until every screen has come to rest."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import create_engine, text

from bench.desk import Desk
from bench.room.ledger import Ledger
from bench.room.meter import Meter
from bench.room.phone import Phone
from bench.room.plan import Plan, texts
from bench.room.screen import Screen
from bench.room.wire import Host

MOST_GROUPS = 60  # that the form takes
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
    phones: list[Phone] = field(default_factory=list)
    meter: Meter = field(default_factory=Meter)


def new_workshop(desk: Desk, database: str, host: Host, plan: Plan) -> Workshop:
    """Made through the facilitator's form; groups past those that the form takes are put into the database."""
    code = desk.new_workshop("วัดความเร็ว", min(plan.groups, MOST_GROUPS))
    if plan.groups > MOST_GROUPS:
        _more_groups(database, code, plan.groups)
    board = desk.board(code)
    desk.call(code, f"/phases/{board['phases'][0]['id']}/open")
    if plan.sharing != "own":
        desk.call(code, "/sharing", {"sharing": plan.sharing})
    groups = [group["id"] for group in board["groups"]][: plan.groups]
    projector, console = (Screen(host, code, view, desk.cookie) for view in ("projector", "console"))
    return Workshop(code, board["phases"][0], groups, projector, console)


async def join(workshop: Workshop, hosts: list[Host], plan: Plan) -> list[float]:
    """All phones join within the time that the plan gives them; answers with each one's seconds."""
    start = time.perf_counter()
    gate = asyncio.Semaphore(_AT_ONCE)
    groups = len(workshop.groups)
    for place in range(plan.phones):
        group = workshop.groups[place % groups]
        workshop.phones.append(Phone(hosts[place % len(hosts)], workshop.code, group, workshop.meter.arrived))

    async def one(place: int, phone: Phone) -> float:
        await asyncio.sleep(start + plan.joins_within * place / plan.phones - time.perf_counter())
        began = time.perf_counter()
        async with gate:
            await phone.join()
            await phone.open()
            await phone.catch_up()
        return time.perf_counter() - began

    return list(await asyncio.gather(*(one(place, phone) for place, phone in enumerate(workshop.phones))))


async def send(workshop: Workshop, plan: Plan, seed: int = 1) -> None:
    """Notes by an open-loop schedule: each at its due time, whether or not the former ones were answered."""
    chance = random.Random(seed)
    senders = workshop.phones[: plan.senders or plan.phones]
    order: list[Phone] = []
    category = workshop.phase["categories"][0]
    start = time.perf_counter() + 0.1
    for place, words in enumerate(texts(plan.notes)):
        if not order:
            order = chance.sample(senders, len(senders))
        due = start + (place + chance.random()) / plan.rate
        if (wait := due - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        phone = order.pop()
        workshop.meter.sent(phone, phone.write("note", workshop.phase["id"], category, words, due=due))
    async with asyncio.timeout(REST_SECONDS):
        await asyncio.gather(*(phone.outbox.settled() for phone in senders))


async def rest(desk: Desk, workshop: Workshop, worker: bool = True) -> None:
    """Returns when nothing waits for the worker and both screens stand where the server does. Raises TimeoutError."""
    async with asyncio.timeout(REST_SECONDS):
        same = 0
        while same < 2:
            board = await asyncio.to_thread(desk.board, workshop.code)
            there = {screen.log.seq for screen in (workshop.projector, workshop.console)} == {board["seq"]}
            same = same + 1 if there and (not worker or not board["figures"]["waiting"]) else 0
            await asyncio.sleep(0.3)


def ledger(workshops: list[Workshop]) -> Ledger:
    """What all clients of the run say of it, with their screens as they are now."""
    for workshop in workshops:
        for phone in workshop.phones:
            phone.look()
    boards = [screen.log for workshop in workshops for screen in (workshop.projector, workshop.console)]
    return Ledger([phone.log for workshop in workshops for phone in workshop.phones], boards)


async def leave(workshops: list[Workshop]) -> None:
    """All clients go."""
    for workshop in workshops:
        for phone in workshop.phones:
            await phone.close()
        for screen in (workshop.projector, workshop.console):
            await screen.close()


def _more_groups(database: str, code: str, count: int) -> None:
    engine = create_engine(database)
    add = text(
        "INSERT INTO breakout_group (workshop_id, position, name, seq, removed) "
        "SELECT id, :position, :name, 0, :removed FROM workshop WHERE code = :code"
    )
    with engine.begin() as connection:
        for number in range(MOST_GROUPS + 1, count + 1):
            values = {"position": number, "name": f"กลุ่มที่ {number}", "removed": False, "code": code}
            connection.execute(add, values)
    engine.dispose()
