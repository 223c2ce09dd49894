"""Two processes behind one address, as `laena web` starts them: no client is tied to either."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import socket
import struct
from collections.abc import Iterator

import psutil
import pytest

from tests.scale.conftest import Department
from tests.scale.installation import PATIENCE, Web, call, until
from tests.scale.people import Phone, Screen


@pytest.fixture
def web(department: Department) -> Iterator[Web]:
    web = department.installation.web("pair", processes=2)
    until(lambda: web.ready().get("ok"), "the pair takes notes")
    yield web
    web.process.terminate()
    assert web.process.wait(PATIENCE) == 0


def test_forty_sockets_receive_everything_though_one_process_is_killed(department: Department, web: Web) -> None:
    code, state = department.installation.a_workshop()
    phones = [Phone(code, state) for _ in range(20)]
    for phone in phones:
        phone.join(web)
    screens = [phone.screen(web) for phone in phones]
    boards = [Screen(web, code, "projector", cookie=department.cookie) for _ in range(20)]
    until(lambda: {board.connected() for board in boards} == {20}, "twenty phones, whichever process is asked")
    until(lambda: _sockets(web) == 40, "forty sockets in the figures of either process")
    sent = phones[0].note(web, "ถนนหน้าโรงเรียนพัง")
    until(lambda: all(sent in board.notes() for board in boards), "the note on every board")
    polling = call(web.port, "GET", "/socket.io/?EIO=4&transport=polling")
    assert polling.status == 400  # it would come back to the process that does not know it
    assert 'name="laena-transports" content="websocket"' in call(web.port, "GET", f"/j/{code}").text

    # Which process takes a connection is the system's choice: one of them may have taken all.
    os.kill(max(_children(web.process.pid), key=_connections), signal.SIGKILL)
    until(lambda: any(screen.ended.is_set() for screen in (*screens, *boards)), "its sockets end")
    again = [Screen(web, code, "projector", cookie=department.cookie) for board in boards if board.ended.is_set()]
    another = phones[1].note(web, "ส่งหลังจากโปรเซสหนึ่งดับ")
    everyone = [*again, *(board for board in boards if not board.ended.is_set())]
    until(lambda: all(another in board.notes() for board in everyone if not board.ended.is_set()), "on every board")
    for screen in (*screens, *everyone):
        screen.close()


def test_a_stop_is_sent_to_every_client_before_its_socket_closes(department: Department, web: Web) -> None:
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(web)
    screens = [phone.screen(web) for _ in range(8)]
    until(lambda: _sockets(web) == 8, "eight sockets are open")
    web.process.terminate()
    assert web.process.wait(PATIENCE) == 0
    assert all(screen.ended.wait(PATIENCE) for screen in screens)
    assert [screen.of("stopping") for screen in screens] == [[{}]] * 8


def test_closed_and_broken_sockets_log_no_errors(department: Department, web: Web) -> None:
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(web)
    polite = [phone.screen(web) for _ in range(4)]
    torn = [_upgraded(web.port) for _ in range(4)]
    until(lambda: _sockets(web) == 4, "four sockets that were let in")
    for screen in polite:
        screen.close()
    for socket_ in torn:
        socket_.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, and no farewell
        socket_.close()
    until(lambda: _sockets(web) == 0, "all have gone")
    sent = phone.note(web, "ยังส่งได้")
    until(lambda: sent in {note["id"] for note in phone.own(web)}, "and notes come in as before")
    assert "Traceback" not in department.installation.output()


def _upgraded(port: int) -> socket.socket:
    """A websocket whose client has said nothing yet."""
    plain = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    key = base64.b64encode(secrets.token_bytes(16)).decode()
    plain.sendall(
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode("ascii")
    )
    assert plain.recv(4096).startswith(b"HTTP/1.1 101")
    return plain


def _sockets(web: Web) -> int:
    lines = call(web.port, "GET", "/metrics").text.splitlines()
    return int(sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("laena_sockets{")))


def _connections(pid: int) -> int:
    return sum(one.status == psutil.CONN_ESTABLISHED for one in psutil.Process(pid).net_connections("tcp"))


def _children(pid: int) -> list[int]:
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(word) for word in file.read().split()]
