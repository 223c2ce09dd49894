"""Several workers: one at a time on a category, another when that one dies, none that holds on while it leaves."""

from __future__ import annotations

import json
import os
import signal

from sqlmodel import col, select

from tests.scale.conftest import Department
from tests.scale.installation import PATIENCE, call, kill, until
from tests.scale.people import Phone
from workshop.store.models import StoredSetting, Workshop
from workshop.views import boards, integrity


def holder(department: Department, code: str) -> int | None:
    """The process that had the lease of the workshop's problems last."""

    def ask(session) -> int | None:
        workshop_id = session.execute(select(Workshop.id).where(Workshop.code == code)).scalar_one()
        row = session.get(StoredSetting, f"worker.lease.{workshop_id}.problem", populate_existing=True)
        return int(json.loads(row.value)["holder"].split("-")[0]) if row else None

    return department.installation.feed.read(ask)


def waiting(department: Department, code: str) -> int:
    return int(department.installation.feed.read(boards.board, code, "projector")["figures"]["waiting"])


def test_another_worker_finishes_the_category_of_a_killed_one(department: Department) -> None:
    code, state = department.installation.a_workshop()
    phones = [Phone(code, state) for _ in range(3)]
    for number, phone in enumerate(phones):
        phone.join(department.a)
        for place in range(10):
            phone.note(department.a, f"งบประมาณมาช้า ครั้งที่ {number} {place}")
    dead = until(lambda: holder(department, code), "a worker has begun")
    process = next(p for p in department.installation.running if p.pid == dead)
    kill(process)
    phones[0].note(department.a, "ส่งหลังจากตัวจัดกลุ่มดับ")
    until(lambda: waiting(department, code) == 0, "the other worker has grouped all")
    taken = holder(department, code)
    assert taken != dead
    assert department.installation.feed.read(integrity.everything).faults == ()
    department.installation.worker("worker-again")


def test_a_terminated_worker_releases_its_leases_and_exits_with_0(department: Department) -> None:
    workers = {process.pid: process for process in department.installation.running if process.poll() is None}
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(department.b)
    phone.note(department.b, "ถนนเป็นหลุม")
    until(lambda: waiting(department, code) == 0, "grouped")
    leaving = workers[until(lambda: _alive(department, set(workers)), "a worker's sign of life")]
    os.kill(leaving.pid, signal.SIGTERM)
    assert leaving.wait(PATIENCE) == 0
    assert holder(department, code) != leaving.pid
    department.installation.worker("worker-in-its-place")


def test_every_web_process_reports_the_workers_times(department: Department) -> None:
    code, state = department.installation.a_workshop()
    phone = Phone(code, state)
    phone.join(department.a)
    phone.note(department.a, "ไฟฟ้าดับบ่อย")
    for web in department.webs:
        until(lambda web=web: 'work="place"' in call(web.port, "GET", "/metrics").text, "times of placing")


def _alive(department: Department, running: set[int]) -> int | None:
    """A worker that has told its times and still runs."""

    def ask(session) -> int | None:
        query = select(StoredSetting.name).where(col(StoredSetting.name).startswith("worker.times."))
        reporting = {int(name.removeprefix("worker.times.").split("-")[0]) for name in session.execute(query).scalars()}
        return next(iter(reporting & running), None)

    return department.installation.feed.read(ask)
