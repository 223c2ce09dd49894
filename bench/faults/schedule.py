"""What goes wrong in one run, and when: drawn from a seed, so that a run that failed can be run again."""

from __future__ import annotations

import random
from dataclasses import dataclass

# kind → (shortest, longest) seconds that it lasts, and how often it is drawn.
KINDS: dict[str, tuple[tuple[float, float], int]] = {
    "server_killed": ((0.0, 3.5), 4),
    "worker_killed": ((0.0, 0.0), 2),
    "network": ((2.0, 6.0), 4),
    "disk_full": ((1.0, 4.0), 3),
    "clock_jump": ((1.0, 4.0), 2),
    "no_server": ((30.0, 30.0), 1),
    "migration": ((0.0, 1.0), 2),
    "slow_readers": ((2.0, 5.0), 1),
    "process_killed": ((0.0, 0.0), 3),
    "valkey_killed": ((0.0, 3.5), 3),
    "postgresql_killed": ((0.0, 3.5), 3),
}
# What only a deployment of several machines has.
OF_A_CLUSTER = ("process_killed", "valkey_killed", "postgresql_killed")
# A cluster's disk is PostgreSQL's affair, and its servers do not migrate while they run.
OF_A_LAPTOP = ("disk_full", "migration")


@dataclass(frozen=True)
class Fault:
    """`at` and `lasts` in seconds; `strength` 0..1 says how bad, for the kinds that have degrees."""

    kind: str
    at: float
    lasts: float
    strength: float

    def __str__(self) -> str:
        return f"{self.kind} {self.at:.1f}+{self.lasts:.1f}s"


@dataclass(frozen=True)
class Schedule:
    seed: int
    faults: tuple[Fault, ...]

    @property
    def ends(self) -> float:
        """When the last fault is over, in seconds from the start."""
        return max(fault.at + fault.lasts for fault in self.faults)


def draw(seed: int, cluster: bool = False, only: str | None = None, shorter: float = 1.0) -> Schedule:
    """One to three faults within the first five seconds. `shorter` divides how long they last."""
    chance = random.Random(seed)
    kinds = [kind for kind in KINDS if kind not in (OF_A_LAPTOP if cluster else OF_A_CLUSTER)]
    weights = [KINDS[kind][1] for kind in kinds]
    faults: dict[str, Fault] = {}
    for _ in range(chance.choice((1, 2, 2, 3))):
        kind = chance.choices(kinds, weights)[0]
        shortest, longest = KINDS[kind][0]
        lasts = chance.uniform(shortest, longest) / shorter
        faults[kind] = Fault(kind, 1 + chance.random() * 4 / shorter, lasts, chance.random())
    if only:
        shortest, longest = KINDS[only][0]
        lasts = chance.uniform(shortest, longest) / shorter
        faults = {only: Fault(only, 1 + chance.random() * 2 / shorter, lasts, chance.random())}
    return Schedule(seed, tuple(sorted(faults.values(), key=lambda fault: fault.at)))
