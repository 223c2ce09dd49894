"""What processes cost: CPU seconds and memory, from the operating system."""

from __future__ import annotations

from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Cost:
    """`cpu` in seconds since the start of each process, `memory` (resident) in bytes."""

    cpu: float = 0.0
    memory: int = 0

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.cpu - other.cpu, self.memory - other.memory)


NOTHING = Cost()


def of(pids: list[int]) -> Cost:
    """The sum over these processes; one that has ended counts as nothing."""
    cpu, memory = 0.0, 0
    for pid in pids:
        try:
            process = psutil.Process(pid)
            times = process.cpu_times()
            cpu += times.user + times.system
            memory += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return Cost(cpu, memory)


def children(pid: int, word: str) -> list[int]:
    """Descendants of the process whose command line holds this word, all of them for ""."""
    found = []
    for process in psutil.Process(pid).children(recursive=True):
        try:
            if not word or word in process.cmdline():
                found.append(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found
