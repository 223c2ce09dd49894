"""What a hundred wrong passwords at once do to a room that writes: quiet and stormy rounds in turns, one server.

python -m bench.brake [--phones 40] [--rate 40] [--rounds 3] [--seconds 10] [--every 2]
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import secrets
import statistics
import tempfile
import threading
import time
import uuid
from collections import Counter
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.clients.desk import Desk
from bench.servers import ports
from bench.servers.laptop import environment
from workshop.demo.serving import Serving

GUESSES = 100
spawn = get_context("spawn")
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Phone(threading.Thread):
    """Sends a note each `pause` seconds over one connection until `stop`; `acks` are (when it was due, seconds)."""

    def __init__(self, host: str, code: str, board: dict, begin: float, pause: float, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.acks: list[tuple[float, float]] = []
        self._connection = http.client.HTTPConnection(host, timeout=60)
        self._code, self._phase, self._pause, self._stop = code, board["phases"][0], pause, stop
        self._headers = {"Authorization": f"Bearer {secrets.token_hex(16)}", "Content-Type": "application/json"}
        self._due = begin
        self._post("/join", {"group_id": board["groups"][0]["id"]})

    def _post(self, path: str, body: dict) -> None:
        self._connection.request("POST", f"/api/w/{self._code}{path}", json.dumps(body), self._headers)
        answer = self._connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status

    def run(self) -> None:
        category, phase = self._phase["categories"][0], self._phase["id"]
        while not self._stop.wait(max(0.0, self._due - time.perf_counter())):
            due, self._due = self._due, self._due + self._pause
            note = {"id": str(uuid.uuid4()), "phase_id": phase, "category": category, "text": "ถนนเข้าหมู่บ้านชำรุด"}
            self._post("/notes", note)
            self.acks.append((due, time.perf_counter() - due))


def storms(host: str, asked: Connection) -> None:
    """In a process of its own, so that it takes no time from the phones: a storm whenever asked, until False."""
    while asked.recv():
        asked.send(storm(host))


def storm(host: str) -> Counter[int]:
    """Send the guesses at once from another address, each over a connection of its own; return the answers."""
    statuses: Counter[int] = Counter()
    page = http.client.HTTPConnection(host, timeout=60)
    page.request("GET", "/sign-in")
    answer = page.getresponse()
    found = _TOKEN.search(answer.read().decode())
    assert found is not None
    # With this field it counts as a stranger's, not as this machine's.
    headers = {"Cookie": (answer.getheader("Set-Cookie") or "").split(";")[0], "X-Forwarded-For": "203.0.113.9"}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    body = urlencode({"password": "wrong words", "csrf_token": found[1]})
    ready = threading.Barrier(GUESSES)

    def guess() -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        connection.connect()
        ready.wait()
        connection.request("POST", "/sign-in", body, headers)
        statuses[connection.getresponse().status] += 1
        connection.close()

    threads = [threading.Thread(target=guess, daemon=True) for _ in range(GUESSES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def measured(folder: Path, phones: int, rate: float, rounds: int, seconds: float, every: float) -> None:
    with environment(LAENA_GROUPING="off", LAENA_LOG_LEVEL="error"):
        serving = Serving(ports.free(), folder, lambda _line: None)
        serving.wait_until_ready()
    try:
        desk = Desk(serving.base, serving.setup_link)
        code = desk.new_workshop("วัดความเร็ว", 2)
        board = desk.board(code)
        desk.call(code, f"/phases/{board['phases'][0]['id']}/open")
        host, stop = urlsplit(serving.base).netloc, threading.Event()
        here, there = spawn.Pipe()
        stormy = spawn.Process(target=storms, args=(host, there), daemon=True)
        stormy.start()
        begin, pause = time.perf_counter() + 1.0, phones / rate
        room = [Phone(host, code, board, begin + pause * n / phones, pause, stop) for n in range(phones)]
        for phone in room:
            phone.start()
        time.sleep(3)
        periods: dict[str, list[tuple[float, float]]] = {"quiet": [], "storm": []}
        statuses: Counter[int] = Counter()
        for _ in range(rounds):
            for name, found in periods.items():
                start = time.perf_counter()
                while (now := time.perf_counter()) < start + seconds:
                    if name == "storm":
                        here.send(True)
                        statuses += here.recv()
                    time.sleep(max(0.0, every - (time.perf_counter() - now)))
                found.append((start, time.perf_counter()))
        stop.set()
        here.send(False)
        acks = [ack for phone in room for ack in phone.acks]
    finally:
        serving.end()
    p95 = {}
    for name, found in periods.items():
        times = [1000 * took for due, took in acks if any(start <= due < end for start, end in found)]
        p95[name] = statistics.quantiles(times, n=20)[18]
        print(f"{name:<6} ack median {statistics.median(times):6.1f} ms   p95 {p95[name]:6.1f} ms   notes {len(times)}")
    print(f"storm / quiet p95 {p95['storm'] / p95['quiet']:.2f}   answers to guesses {dict(statuses)}")


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench.brake", description=__doc__)
    asked.add_argument("--phones", type=int, default=40)
    asked.add_argument("--rate", type=float, default=40.0, help="notes a second, all phones together")
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--every", type=float, default=2.0, help="seconds from storm to storm")
    chosen = asked.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        measured(Path(folder), chosen.phones, chosen.rate, chosen.rounds, chosen.seconds, chosen.every)


if __name__ == "__main__":
    main()
