"""The server's own chores: backups, folding the log, garbage collection, the check of a full disk."""

import contextlib
import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from workshop.domain import access_log, endings, identity, uncleaned, workshops
from workshop.errors import DiskFull, Refusal
from workshop.feed import Feed, now_ms
from workshop.process import garbage
from workshop.process.clock_watch import LOOK_SECONDS, ClockWatch, follow
from workshop.settings import Settings
from workshop.store import backup, old_copies, once, purge
from workshop.store.models import StoredSetting

PROBE_SECONDS = 5
DELETE_SECONDS = 600
WARN_DAYS = 30
FOLD_SECONDS = 2
NAME_SECONDS = 5
_FIRST_BACKUP_SECONDS = 60
# Where backups are off: how often old ones and old words go.
_AGES_SECONDS = 600
_PROBE = "disk.probe"
log = logging.getLogger("laena.upkeep")


class Upkeep:
    """`in_thread` runs a function without blocking sockets; `sleep` as time.sleep. `metrics` has the two gauges."""

    def __init__(
        self,
        settings: Settings,
        feed: Feed,
        metrics: Any,
        in_thread: Callable[..., Any],
        sleep: Callable[[float], None],
    ) -> None:
        self._feed, self._metrics, self._in_thread, self._sleep = feed, metrics, in_thread, sleep
        self._source = backup.file_of(settings.database)
        self._data = settings.data
        self._folder = settings.data / backup.FOLDER
        self._seconds, self._keep = settings.backup_minutes * 60, settings.backups_kept
        self._settings = settings
        self._folded: object = None
        self._forgotten: object = None
        self._uncleaned: list[str] | None = None
        self._named: set[tuple[str, int, int]] = set()  # phases whose groups are named, or never will be
        self._clock = ClockWatch()

    def keep_backups(self) -> None:
        """Back up soon after start, then every so many minutes; one process does it for all.

        Where that is off, what is old goes all the same.
        """
        if self._source is None:
            return
        seconds = self._seconds or _AGES_SECONDS
        self._sleep(min(seconds, _FIRST_BACKUP_SECONDS))
        while True:
            with once.first(self._data, "backups") as first:
                while first:
                    self.back_up(self._source)
                    self._sleep(seconds)
            self._sleep(seconds)

    def follow_clock(self) -> None:
        """Look each second whether the clock was set; one process of the data folder does it for all."""
        while True:
            with once.first(self._data, "clock") as first:
                while first:
                    with contextlib.suppress(Refusal, SQLAlchemyError):  # a full disk: timers go by the new clock
                        follow(self._feed, self._clock)
                    self._sleep(LOOK_SECONDS)
            self._sleep(LOOK_SECONDS)

    def back_up(self, source: Path) -> Path | None:
        """Back up where something changed since the last, and delete what is old. A failure is logged and counted."""
        made, failed = None, False
        try:
            if self._seconds:
                made = self._in_thread(backup.rotate, source, self._folder, self._keep)
        except backup.BackupError as error:
            log.error("the backup failed: %s", error.reason)
            failed = True
        # What was promised to go goes, also while the disk has no room for a new backup.
        if not self._clock.far_off():
            self._in_thread(backup.expire, self._folder, self._settings.backup_days)
        self.forget(source)
        self._metrics.backup_failed.set(int(failed))
        if self._seconds and not failed:
            self._metrics.backup.set_to_current_time()
        if made:
            log.info("backup %s", made.name)
        return made

    def chores(self) -> list[Callable[[], None]]:
        """Return the chores, each a loop without an end."""
        again = [(garbage.COLLECT_SECONDS, garbage.collect), (PROBE_SECONDS, self.probe)]
        again += [(DELETE_SECONDS, self.delete_in_turn), (NAME_SECONDS, self.name_groups)]
        again += [(FOLD_SECONDS, self.fold)] if self._source is not None else []
        return [
            self.keep_backups,
            self.follow_clock,
            *(partial(self._repeat, seconds, chore) for seconds, chore in again),
        ]

    def fold(self) -> None:
        """Fold the log; where words went since the last time, empty it."""
        # Folding takes some 20 ms, for which no note should wait: it runs beside the commits.
        self._in_thread(self._feed.database.checkpoint)
        gone = self._feed.read(workshops.words_gone)
        if gone != self._folded:
            try:
                self._feed.database.forget()
                self._folded = gone
            except sqlite3.Error:
                log.info("the log is in use, it is emptied later")

    def forget(self, source: Path) -> None:
        """Take words that went since the last time out of free pages, of answers of the worker and of every backup.

        So it is with former words of what is typed beside notes. Consoles name the files in which that failed.
        """
        gone = self._feed.read(workshops.words_gone) | self._feed.read(workshops.typed_over)
        if gone == self._forgotten and not self._uncleaned:
            return
        try:
            self._feed.database.forget(whole=True)
            self._in_thread(purge.forget_answers, self._data)
            self._in_thread(old_copies.renew, self._folder, source)
            self._forgotten = gone
            self._tell([])
        except (sqlite3.Error, purge.CannotPurge) as error:
            log.error("old words could not be removed from every file, tried again: %s", type(error).__name__)
            if isinstance(error, purge.CannotPurge):
                self._tell(error.paths)

    def _tell(self, paths: list[Path]) -> None:
        """Say to the consoles which backups keep old words; the server's own files are tried again."""
        names = sorted(path.name for path in paths if self._folder in path.parents)
        if names != self._uncleaned:
            with contextlib.suppress(Refusal, SQLAlchemyError):  # a full disk: said the next time
                self._feed.write(uncleaned.put, names)
                self._uncleaned = names

    def delete_in_turn(self) -> None:
        """Delete what is due, where no other process of the data folder does."""
        with once.first(self._data, "deletes") as first:
            if first:
                self.delete_due()

    def name_groups(self) -> None:
        """Name groups of anonymous phases that accept no late notes any more, where no other process does."""
        # A full disk, or a database that starts anew: tried again.
        with contextlib.suppress(SQLAlchemyError, OSError), once.first(self._data, "names") as first:
            due = self._feed.read(identity.due) if first else []
            self._named &= set(due)  # a clock that is set back lets late notes come again
            for each in due:
                code, phase_id, _until = each
                if each in self._named:
                    continue
                with contextlib.suppress(Refusal, SQLAlchemyError):
                    self._feed.change(code, "clock", identity.name, phase_id)
                    self._named.add(each)

    def delete_due(self) -> list[str]:
        """Announce what reached its retention, and delete what is due from database and files; return the codes."""
        if self._clock.far_off():
            return []
        days = self._settings.retention_days
        try:
            for code in self._feed.read(endings.outdated, days, WARN_DAYS) if days else ():
                self._feed.change(code, "retention", endings.delete_after, WARN_DAYS)
            codes = self._feed.read(endings.due)
            # The files first, the database last of them: what fails half-way is due again, save for a damaged backup.
            if codes:
                self._clean(codes)
            for code in codes:
                self._feed.write(endings.delete_rows, code)
                self._feed.write(access_log.add, access_log.What.PURGE, code)
            if codes and self._source is None:
                self._in_thread(purge.vacuum, self._feed.database.engine)
        except (SQLAlchemyError, Refusal, purge.CannotPurge) as error:
            log.error("a workshop could not be deleted, tried again: %s", type(error).__name__)
            return []
        return codes

    def _clean(self, codes: list[str]) -> None:
        try:
            self._in_thread(purge.clean, self._data, self._source, codes)
        except purge.CannotPurge as error:
            if not all(self._folder in path.parents for path in error.paths):
                raise
            log.error("a deleted workshop stays in a backup that cannot be read: %s", type(error).__name__)
            self._tell(error.paths)

    def _repeat(self, seconds: float, chore: Callable[[], object]) -> None:
        while True:
            self._sleep(seconds)
            chore()

    def probe(self) -> None:
        """Probe a full disk: perhaps nobody writes who would notice that there is room again."""
        if self._feed.database.trouble:
            try:
                self._feed.write(lambda session: session.merge(StoredSetting(name=_PROBE, value=str(now_ms()))))
            except DiskFull:
                log.error("the disk is full or cannot be written to: notes wait on the phones")
            else:
                log.info("there is room on the disk again")
