"""A small workshop in a database of its own, opened anew by each process that works on it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import update

from workshop import migrations
from workshop.domain import groups, participants, phases, workshops
from workshop.feed import Feed
from workshop.messages.incoming import Join, OpenPhase, PhaseDraft, WorkshopDraft
from workshop.store.database import Database
from workshop.store.models import Workshop


class SmallRoom:
    """A workshop with an open phase, and in its group the phones with these keys.

    Its secret is the same in each run, as the ids of its themes are made with it.
    """

    def __init__(self, folder: Path, keys: Sequence[str]) -> None:
        self.path = folder / "laena.db"
        with self.open() as feed:
            migrations.migrate(feed.database.engine)
            phase = PhaseDraft("ปัญหา", "อะไรติดขัด", ("ปัญหา/อุปสรรค",), identity="unit")
            draft = WorkshopDraft("look_back", "ไฟดับ", groups=("กลุ่ม 1",), phases=(phase,))
            self.code = feed.write(workshops.create, draft)
            feed.write(lambda session: session.execute(update(Workshop).values(salt="0" * 32)))
            found = feed.read(workshops.find, self.code)
            [self.phase] = feed.read(phases.of, found.id)
            [group] = feed.read(groups.of, found.id)
            feed.change(self.code, "bench", phases.open_phase, self.phase.id, OpenPhase())
            for key in keys:
                feed.change(self.code, "bench", participants.join, key, Join(group_id=group.id))

    @contextlib.contextmanager
    def open(self) -> Iterator[Feed]:
        feed = Feed(Database(f"sqlite:///{self.path}"))
        try:
            yield feed
        finally:
            feed.database.close()
