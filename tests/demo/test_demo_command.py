"""`laena demo` as a visitor starts it: real processes, the real interface, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests

from bench.servers import ports
from workshop.demo.notes import load
from workshop.demo.serving import free_port
from workshop.demo.sockets import LiveSocket
from workshop.feed import Feed
from workshop.store.database import Database
from workshop.views.read_record import read_record

WITHIN = 120


class Started:
    """The command, and its output so far."""

    def __init__(self, data: Path, port: int, *how: str) -> None:
        command = [sys.executable, "-m", "workshop.cli", "demo", *how, "--no-open"]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "LAENA_DATABASE_URL": ""}
        environment.pop("LAENA_LOG_LEVEL", None)
        self.process = subprocess.Popen(
            [*command, "--data", str(data), "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            env=environment,
        )
        self.output = ""
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.output += line.decode("utf-8")
                self._news.notify_all()

    def printed(self, pattern: str) -> str:
        """Wait until the output matches; return the pattern's first group."""
        with self._news:
            assert self._news.wait_for(lambda: re.search(pattern, self.output), WITHIN), self.output
        found = re.search(pattern, self.output)
        assert found is not None
        return found[1]

    def ended(self) -> int:
        """The exit code, when the command and every process that it started have let go of its output."""
        code = self.process.wait(WITHIN)
        self._reader.join(WITHIN)
        assert not self._reader.is_alive(), "a process that the demo started lives on"
        return code


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    started: list[Started] = []

    def run(port: int, *how: str) -> Started:
        started.append(Started(tmp_path / "data", port, *(how or ("--fast",))))
        return started[-1]

    yield run
    for one in started:
        if one.process.poll() is None:
            one.process.terminate()
            one.process.wait(WITHIN)


def test_the_demo_sends_every_note_and_sigterm_ends_all_its_processes(
    start: Callable[..., Started], tmp_path: Path
) -> None:
    port = ports.free()
    demo = start(port)
    assert demo.printed(r"(http://127\.0\.0\.1:\d+/setup/\S+)").startswith(f"http://127.0.0.1:{port}/")
    code = demo.printed(r"code +([A-Z0-9]{6})\n")
    assert demo.printed(rf"phones +(http://\S+)/j/{code}").endswith(f":{port}")
    assert int(demo.printed(r"participants are done: (\d+) notes;")) == len(load())
    demo.process.terminate()
    assert demo.ended() == 0, demo.output
    database = Database(f"sqlite:///{(tmp_path / 'data' / 'laena.db').as_posix()}")
    record = Feed(database).read(read_record, code)
    database.close()
    assert Counter((note.text, each.key) for each in record.categories for note in each.notes) == Counter(
        (note.text, note.category) for note in load()
    )
    assert free_port(port, tries=1) == port


def test_the_demo_greets_once_with_one_link_and_its_notes_wait_for_an_open_board(
    start: Callable[..., Started],
) -> None:
    demo = start(ports.free(), "--minutes", "0.05")
    setup = demo.printed(r"start here\n +(http://\S+/setup/\S+)\n")
    code = demo.printed(r"code  ([A-Z0-9]{6})\n")
    demo.printed(r"(Again, slower or faster)")
    assert demo.output.lstrip().startswith("แลหน้า: การประชุมตัวอย่าง")  # no log line before it
    assert demo.output.count("/setup/") == 1
    assert "/projector" not in demo.output  # it would ask for the password that nobody has set
    with requests.Session() as visitor:
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', visitor.get(setup, timeout=WITHIN).text)
        assert token is not None
        passwords = {"password": "มะม่วงสามผลสุกบนต้น", "again": "มะม่วงสามผลสุกบนต้น", "csrf_token": token[1]}
        assert visitor.post(setup, passwords, headers={"Referer": setup}, timeout=WITHIN).ok
        assert "▸" not in demo.output
        cookie = "; ".join(f"{each.name}={each.value}" for each in visitor.cookies)
        base = setup.partition("/setup/")[0]
        board = LiveSocket(base, {"code": code, "view": "console"}, cookie=cookie)
        demo.printed(r"(▸)")
        demo.printed(r"participants are done: (\d+) notes;")
        page = visitor.get(f"{base}/workshops/{code}", timeout=WITHIN).text
        assert 'id="demo"' in page
        token = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert token is not None
        asking = {"X-CSRFToken": token[1], "Referer": base}
        for call, wish in (("pace", {"pace": 4}), ("again", {})):
            assert visitor.post(f"{base}/api/w/{code}/demo/{call}", json=wish, headers=asking, timeout=WITHIN).ok
        fresh = demo.printed(r"again, code +([A-Z0-9]{6})\n")
        assert visitor.get(f"{base}/api/w/{code}/demo", timeout=WITHIN).json()["next"] == fresh
        demo.printed(r"(?s)again, code.*participants are done: (\d+) notes;")
        assert visitor.get(f"{base}/api/w/{fresh}/demo", timeout=WITHIN).json()["pace"] == 4
        assert visitor.get(f"{base}/api/w/{code}/board", timeout=WITHIN).json()["figures"]["received"] == len(load())
        board.close()


def test_the_demo_reports_a_taken_port_and_ctrl_c_ends_all_its_processes(start: Callable[..., Started]) -> None:
    with socket.socket() as other:
        other.bind(("0.0.0.0", ports.free(21)))  # and the twenty after it, of which the demo takes one
        other.listen()
        taken = other.getsockname()[1]
        demo = start(taken)
        port = int(demo.printed(rf"port {taken} is taken: (\d+) it is"))
        assert taken < port <= taken + 20
        assert demo.printed(r"code +([A-Z0-9]{6})\n")
        _press_ctrl_c(demo.process)
        assert demo.ended() == 0, demo.output
    assert free_port(port, tries=1) == port


def test_the_demo_reports_that_no_port_is_free() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", ports.free()))
        other.listen()
        assert free_port(other.getsockname()[1], "127.0.0.1", tries=1) is None


def _press_ctrl_c(process: subprocess.Popen[bytes]) -> None:
    """As a terminal does it: to the whole group of processes."""
    if sys.platform == "win32":
        process.send_signal(signal.CTRL_C_EVENT)
    else:
        os.killpg(process.pid, signal.SIGINT)
