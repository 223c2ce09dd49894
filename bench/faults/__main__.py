"""Random fault schedules, each followed by the audit.

python -m bench.faults --schedules 200 --phones 200 --rate 20 [--seed N] [--only KIND] [--cluster]
"""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
import time
from collections import Counter

from bench.faults.run import Load, Outcome, run
from bench.faults.schedule import KINDS, draw


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    asked.add_argument("--schedules", type=int, default=200)
    asked.add_argument("--phones", type=int, default=200)
    asked.add_argument("--rate", type=float, default=20.0, help="writes a second, all phones together")
    asked.add_argument("--seed", type=int, default=1, help="of the first schedule; the next ones follow it")
    asked.add_argument("--only", choices=sorted(KINDS), help="this fault alone")
    asked.add_argument("--shorter", type=float, default=1.0, help="divides how long each fault lasts")
    asked.add_argument("--cluster", action="store_true", help="two web processes, a worker, PostgreSQL and Valkey")
    chosen = asked.parse_args()
    load = Load(chosen.phones, chosen.rate, live=max(1, chosen.phones // 5))
    begun, bad, total, kinds = time.monotonic(), [], Counter[str](), Counter[str]()
    for seed in range(chosen.seed, chosen.seed + chosen.schedules):
        schedule = draw(seed, chosen.cluster, chosen.only, chosen.shorter)
        try:
            outcome = run(schedule, load, chosen.cluster)
        except Exception as error:
            outcome = Outcome(schedule, violations=[f"the run ended: {type(error).__name__}: {error}"])
        print(outcome, flush=True)
        for line in outcome.violations[:20]:
            print(f"    {line}", flush=True)
        kinds.update(fault.kind for fault in schedule.faults)
        total.update(sent=outcome.sent, acknowledged=outcome.acknowledged, repeats=outcome.repeats)
        if outcome.violations:
            bad.append(seed)
    print(f"\n{chosen.schedules} schedules in {(time.monotonic() - begun) / 60:.0f} min, {chosen.phones} phones")
    print("  faults: " + ", ".join(f"{kind} {times}" for kind, times in sorted(kinds.items())))
    print(f"  writes: {total['sent']} sent, {total['acknowledged']} acknowledged, {total['repeats']} repeats")
    print(f"  audit: {'clean' if not bad else 'VIOLATIONS at seeds ' + ' '.join(map(str, bad))}")
    return 1 if bad else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends it ends its servers too
    try:
        sys.exit(main())
    except (KeyboardInterrupt, asyncio.CancelledError):
        sys.exit(130)
