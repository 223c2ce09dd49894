"""A run in lines: what was asked, what was measured, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from bench.audit.log import OF_NOTES, OK
from bench.room.echo import Bare
from bench.room.meter import spread
from bench.room.run import Result

_FOUR = "ms p50 / p95 / p99 / max"
_MOST_WRONG = 20


def lines(result: Result) -> Iterator[tuple[str, str]]:
    """(name, value) of each figure."""
    plan, meter = result.plan, result.meter
    yield "phones, notes, notes a second, sharing", f"{plan.everybody} {plan.notes} {plan.rate:g} {plan.sharing}"
    yield "all joined, with socket and state, after, s", f"{result.joined_in:.2f}"
    yield f"join, {_FOUR}", str(result.joins)
    yield f"the generator's own lag, {_FOUR}", str(spread(meter.lag))
    yield f"submit -> acknowledged, {_FOUR}", str(meter.acks())
    yield f"submit -> projector, {_FOUR}", str(result.projector)
    if plan.sharing != "own":
        yield f"submit -> others' phones, {_FOUR}", str(spread(meter.shared))
        yield "deliveries to others expected, received", f"{result.expected} {meter.deliveries()}"
        yield "repeated deliveries, events", f"{meter.repeats} {meter.events}"
    yield (
        "acknowledged of sent; tries",
        (f"{len(meter.kept)} of {len(meter.writes)}; {sum(write.tries for write in meter.writes.values())}"),
    )
    for code, count in sorted(
        Counter(w.answer or "no answer" for w in meter.writes.values() if w.answer != OK).items()
    ):
        yield f"refused: {code}", str(count)
    taps = [write for phone in set(meter.writer.values()) for write in phone.log.writes if write.kind not in OF_NOTES]
    if taps:
        kept = spread(write.answered - write.at for write in taps if write.answer == OK)
        yield f"taps {len(taps)}, of them acknowledged {kept.count}, {_FOUR}", str(kept)
    yield "projector's frames", str(result.frames)
    yield "server: memory a phone, kB", f"{result.memory_a_phone / 1000:.1f}"
    yield (
        "server: memory before, joined, at the end, MB",
        " ".join(f"{part.memory / 1e6:.0f}" for part in (result.before, result.joined, result.web)),
    )
    yield "server: CPU a join, a note, ms", f"{1000 * result.cpu_a_join:.2f} {1000 * result.cpu_a_note:.2f}"
    yield "server: of one core, idle and under load", f"{100 * result.idle:.0f}% {100 * result.busy:.0f}%"
    yield (
        "worker: CPU a note, ms; memory, MB",
        (f"{1000 * result.worker.cpu / max(1, len(meter.writes)):.2f}; {result.worker.memory / 1e6:.0f}"),
    )
    sent = max(1, len(meter.writes))
    yield (
        "sockets: bytes a note to phones, to screens",
        f"{result.phone_bytes / sent:.0f} {result.screen_bytes / sent:.0f}",
    )
    if result.stores.cpu:
        yield "database and queue: CPU a note, ms", f"{1000 * result.stores.cpu / max(1, len(meter.writes)):.2f}"
    yield from verdict(result.wrong)
    if result.bare:
        yield from _compared(result, result.bare)


def _compared(ours: Result, bare: Bare) -> Iterator[tuple[str, str]]:
    """The bare app in turns with Laena, and how much longer Laena takes to acknowledge."""
    acks, theirs = ours.meter.acks(), bare.meter.acks()
    yield f"bare app: submit -> acknowledged, {_FOUR}", str(theirs)
    yield f"bare app: submit -> projector, {_FOUR}", str(bare.meter.on(bare.workshop.projector.first))
    yield f"bare app: the generator's own lag, {_FOUR}", str(spread(bare.meter.lag))
    yield "bare app: acknowledged of sent", f"{len(bare.meter.kept)} of {len(bare.meter.writes)}"
    yield (
        "bare app: CPU a note, ms; memory a phone, kB",
        f"{1000 * bare.cpu / max(1, len(bare.meter.writes)):.2f}; {bare.memory_a_phone / 1000:.1f}",
    )
    yield "ack p95, Laena / bare", f"{acks.p95 / theirs.p95:.2f}" if theirs.p95 else "-"


def verdict(wrong: list[str]) -> Iterator[tuple[str, str]]:
    """The last lines of every run."""
    if not wrong:
        yield "audit:", "clean"
    for line in wrong[:_MOST_WRONG]:
        yield "audit:", line
    if len(wrong) > _MOST_WRONG:
        yield "audit:", f"… and {len(wrong) - _MOST_WRONG} more"
