"""python -m bench.room.pages: what a phone's first visit costs: the page, its modules, styles and fonts."""

from __future__ import annotations

import argparse
import asyncio
import posixpath
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.clients.desk import Desk
from bench.clients.wire import Connection, Host
from bench.room import play, run
from bench.room.meter import Meter, Spread, spread
from bench.room.plan import Plan
from bench.servers import cost
from bench.servers.laptop import House

CONNECTIONS = 6  # that a browser opens to one host
AT_ONCE = 20
_PLAN = Plan(phones=1, groups_of=1, worker=False)
_NAMED = re.compile(r"""(?:src|href)="(/static/[^"]+\.(?:js|css|svg|woff2|png|ico))\"""")
_LATER = re.compile(r'"(?:desk|later_styles)": \[?"(/static/[^"]+)"')  # in the JSON of the page
_HTML = "/late-parts/desk"
_IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
_STYLED = re.compile(r"""url\(["']?([^"')]+\.woff2)["']?\)""")


@dataclass
class Visits:
    """`phones` first visits within `seconds`; each fetched `files` files of `size` bytes as they travel, and could type
    after `typing` of them: the page, its script and styles."""

    phones: int
    files: int
    size: int
    typing: int
    seconds: float
    visit: Spread
    cpu: float

    def lines(self) -> Iterator[tuple[str, str]]:
        yield "first visits, all within, s", f"{self.phones} {self.seconds:.1f}"
        yield "files and kB of a visit, as they travel", f"{self.files} {self.size / 1000:.0f}"
        yield "kB until one can type, as they travel", f"{self.typing / 1000:.1f}"
        yield "a visit, ms p50 / p95 / p99 / max", str(self.visit)
        yield "server: CPU a visit, ms", f"{1000 * self.cpu / self.phones:.1f}"


def measured(phones: int) -> Visits:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        house = run.house_for(Path(folder), _PLAN)
        try:
            return run.looped(_on(house, phones))
        finally:
            house.end()


async def _on(house: House, phones: int) -> Visits:
    desk = await asyncio.to_thread(Desk, house.base, house.setup_link)
    workshop = (await asyncio.to_thread(play.made, desk, house, _PLAN, Meter()))[0]
    host, page = house.hosts[0], f"/j/{workshop.code}"
    files, typing = await needed(host, page)
    before, began = cost.of(house.web()), time.perf_counter()
    gate = asyncio.Semaphore(AT_ONCE)

    async def visit() -> float:
        async with gate:
            return await _visit(host, page, [path for path in files if path != page])

    visits = await asyncio.gather(*(visit() for _ in range(phones)))
    seconds = time.perf_counter() - began
    used = (cost.of(house.web()) - before).cpu
    return Visits(phones, len(files), sum(files.values()), typing, seconds, spread(visits), used)


async def needed(host: Host, page: str) -> tuple[dict[str, int], int]:
    """What the page names, imports and loads at once, with its bytes as they travel; and those until one can type."""
    connection = Connection(host)
    _, html = await connection.fetch("GET", page)
    found = {page: connection.traveled}
    text = html.decode()
    waiting = [match[1] for match in _NAMED.finditer(text)]
    typing = {page, *(path for path in waiting if path.endswith((".js", "/phone.css")))}
    waiting += [*(match[1] for match in _LATER.finditer(text)), _HTML]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        status, data = await connection.fetch("GET", path)
        found[path] = connection.traveled
        if status == 200 and path.endswith((".js", ".css")):
            text, pattern = data.decode(), _IMPORTED if path.endswith(".js") else _STYLED
            waiting += [
                posixpath.normpath(posixpath.join(posixpath.dirname(path), m[1])) for m in pattern.finditer(text)
            ]
    connection.close()
    return found, sum(size for path, size in found.items() if path in typing)


async def _visit(host: Host, page: str, files: list[str]) -> float:
    """The page first, then its files over several connections."""
    began = time.perf_counter()
    connections = [Connection(host) for _ in range(CONNECTIONS)]
    await connections[0].fetch("GET", page)
    left = iter(files)

    async def some(connection: Connection) -> None:
        for path in left:
            await connection.fetch("GET", path)
        connection.close()

    await asyncio.gather(*(some(connection) for connection in connections))
    return time.perf_counter() - began


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.room.pages", description=__doc__)
    asked.add_argument("--phones", type=int, default=100)
    for name, value in measured(asked.parse_args().phones).lines():
        print(f"{name:<48} {value}", flush=True)


if __name__ == "__main__":
    main()
