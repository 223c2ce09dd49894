"""python -m bench.answer: seconds from the press of the button to the answer file of a workshop of 500 notes.

The notes are the demo's, again and again, grouped as a worker groups them. Everything happens in one process, in a data
folder that is removed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
import uuid
from pathlib import Path

from bench import national
from workshop.cli.start import open_feed
from workshop.demo.notes import load
from workshop.domain import groups, heartbeat, notes, participants, phases, report_texts, workshops
from workshop.domain.grouper import Grouper
from workshop.feed import Feed
from workshop.jobs import at_once
from workshop.messages.incoming import Join, OpenPhase, SetConclusion, SubmitNote
from workshop.messages.phases import ChooseGrace
from workshop.settings import Settings
from workshop.worker.follower import Follower
from workshop.worker.leasing import Leasing
from workshop.year import answering, answers, directives, signed_files, taking, units

KEY, ACTOR = "a" * 32, "bench"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.answer", description=__doc__)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--times", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="laena-bench-") as folder:
        feed = open_feed(Settings(data=Path(folder), cores=2))
        uid = feed.write(directives.make, national.draft())
        code = feed.write(answering.make_workshop, uid, units.provinces()[0].code)
        _fill(feed, code, given.notes)
        took, data = [], b""
        for turn in range(given.times):
            feed.change(code, ACTOR, report_texts.conclude, _conclusion(feed, code, turn))
            began = time.perf_counter()
            data = feed.write(answering.write, code, feed.read(answering.read, code)).data
            took.append(time.perf_counter() - began)
        began = time.perf_counter()
        feed.write(taking.take, signed_files.read(data))
        read = time.perf_counter() - began
        counted = feed.read(answers.table, uid).count(*answers.ANSWERED)
    print(f"{given.notes} notes, {len(data) / 1e3:.0f} kB; load {', '.join(f'{each:.1f}' for each in os.getloadavg())}")
    print(f"written in {statistics.median(took):.2f} s, at most {max(took):.2f} s of {given.times} times")
    print(f"read and taken in, in {read:.2f} s; {counted} answered")


def _fill(feed: Feed, code: str, count: int) -> None:
    """Let one phone write the notes, phase by phase, and group them."""
    workshop = feed.read(workshops.find, code)
    group = feed.read(groups.of, workshop.id)[0].id
    feed.change(code, ACTOR, participants.join, KEY, Join(group_id=group))
    demo, agenda = load(), feed.read(phases.of, workshop.id)
    for place, phase in enumerate(agenda):
        feed.change(code, ACTOR, phases.open_phase, phase.id, OpenPhase())
        for number in range(place, count, len(agenda)):
            text = f"{demo[number % len(demo)].text} {number}"
            sent = SubmitNote(id=str(uuid.uuid4()), phase_id=phase.id, category=phase.categories[0], text=text)
            feed.change(code, ACTOR, notes.submit, KEY, sent)
    feed.change(code, ACTOR, phases.close_phase, agenda[-1].id)  # before it closes there is no answer
    for phase in agenda:  # nor while late notes may come
        feed.change(code, ACTOR, phases.give_grace, phase.id, ChooseGrace(minutes=0))
    feed.write(heartbeat.beat)
    leasing = Leasing(feed)
    follower = Follower(feed, Grouper(), leasing, at_once)
    while follower.round():
        pass
    leasing.release()


def _conclusion(feed: Feed, code: str, turn: int) -> SetConclusion:
    """Return a new conclusion, so that the answer says something new each time."""
    workshop = feed.read(workshops.find, code)
    was = report_texts.version(feed.read(report_texts.of, workshop.id).conclusion)
    return SetConclusion(text=f"ข้อสรุปครั้งที่ {turn}", was=was)


if __name__ == "__main__":
    main()
