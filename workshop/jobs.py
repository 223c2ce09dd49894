"""Queues work that takes longer than a socket can wait; the worker process executes it."""

import contextlib
import io
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from typing import Any

from huey import Huey, RedisExpireHuey, SqliteHuey
from huey.exceptions import HueyException, TaskException
from huey.serializer import SignedSerializer
from huey.storage import SqliteStorage
from redis import ConnectionPool
from redis.exceptions import RedisError

from workshop.domain import installation, learning, lessons, veil, workshops
from workshop.domain.approvals import Seen
from workshop.domain.grouper import Grouper, NotLearnt
from workshop.errors import TryAgain
from workshop.feed import Feed, P, T
from workshop.reports.filename import filename
from workshop.reports.formats import FORMATS
from workshop.reports.looked_at import shown
from workshop.reports.minutes import Kind, minutes_file
from workshop.reports.preview_pages import Asked, PreviewPages
from workshop.reports.words import Language, Words
from workshop.settings import Settings
from workshop.views import minutes, reasons, since_approval, taken_away
from workshop.views.read_record import read_record
from workshop.year import board_files, board_steps, consolidating, letter_order, unit_actions
from workshop.year.board import EVERYWHERE, Filter

# After this Valkey drops an answer that was not fetched.
_ANSWER_SECONDS = 600
_TRIES = 3
log = logging.getLogger("laena.jobs")


def at_once(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run `work` in this thread; a worker passes one of low priority instead."""
    return work(*args, **kwargs)


class Jobs:
    """The queue: a file in the data folder or, with REDIS_URL, Valkey for the workers of all machines."""

    def __init__(
        self,
        settings: Settings,
        feed: Feed,
        grouper: Grouper | None = None,
        compute: Callable[..., Any] = at_once,
        apart: Callable[..., Any] = at_once,
    ) -> None:
        settings.data.mkdir(parents=True, exist_ok=True)
        self.huey = _queue(settings, feed)
        self._feed = feed
        self._grouper = grouper
        self._compute = compute
        self._report = self.huey.task(name="report")(self._write_report)
        self._reason = self.huey.task(name="reason")(self._find_reason)
        self._lesson = self.huey.task(name="learn")(self._learn)
        self._words = self.huey.task(name="words")(self._find_words)
        self._minutes = self.huey.task(name="minutes")(self._write_minutes)
        self._data = settings.data
        self._consolidation = self.huey.task(name="consolidate")(self._consolidate)
        self._one_at_a_time = threading.Lock()
        self._board_file = self.huey.task(name="board_file")(self._write_board)
        self._letters = self.huey.task(name="letters")(self._write_letters)
        self._actions_file = self.huey.task(name="actions_file")(self._write_actions)
        self._look = self.huey.task(name="look")(self._look_at_report)
        # A queue of their own, with one worker: LibreOffice may need 45 seconds, and other jobs go on meanwhile.
        self.previews = _queue(settings, feed, "laena-previews")
        self._page = self.previews.task(name="page")(PreviewPages(feed, compute, apart).page)

    def report(
        self, code: str, kind: str, language: Language, patience: float, thai_digits: bool = True
    ) -> tuple[str, bytes]:
        """Return (file name, content) of a report. Raises TryAgain where no worker answers in `patience` seconds."""
        return self._current(code, lambda: self._report(code, kind, language, thai_digits), patience)  # type: ignore[no-any-return]

    def look(self, code: str, language: Language, patience: float) -> tuple[Seen, dict[str, Any]]:
        """Return (what an approval needs, what the report's page shows). Raises TryAgain."""
        return self._current(code, lambda: self._look(code, language), patience)  # type: ignore[no-any-return]

    def page(
        self, code: str, number: int, language: Language, patience: float, thai_digits: bool = True, seq: int = 0
    ) -> dict[str, Any]:
        """Return a page of the PDF report, {number, pages, png, text, seq, laid}. Raises TryAgain.

        `seq`: of the pages that the reader has already.
        """
        asked = Asked(code, number, language, thai_digits, seq, time.time() + patience)
        found = self._current(code, lambda: self._page(asked), patience)
        if not found:  # the worker took it up too late
            raise TryAgain
        return found  # type: ignore[no-any-return]

    def minutes(
        self, code: str, kind: Kind, language: Language, patience: float, thai_digits: bool = True
    ) -> tuple[str, bytes]:
        """Return (file name, content) of the minutes. Raises TryAgain where no worker answers in `patience` seconds."""
        return self._current(code, lambda: self._minutes(code, kind, language, thai_digits), patience)  # type: ignore[no-any-return]

    def why(self, code: str, note_id: str, patience: float) -> dict[str, Any]:
        """Return why the note is in its theme, from `reasons.answer`. Raises TryAgain."""
        return self._current(code, lambda: self._reason(code, note_id), patience)  # type: ignore[no-any-return]

    def words(self, code: str, patience: float) -> list[tuple[str, int]]:
        """Return the words of the picture of words, each with its notes. Raises TryAgain."""
        return self._current(code, lambda: self._words(code), patience)  # type: ignore[no-any-return]

    def _current(self, code: str, start: Callable[[], Any], patience: float) -> Any:
        """Return the job's result; another one where words were hidden, erased or withdrawn while it was made or lay in
        the store. Raises TryAgain where so much is taken away that none is of now, as `_result` does."""
        for _try in range(_TRIES):
            seq = self._feed.read_brief(taken_away.newest, code)
            found = _result(start, patience)
            if self._feed.read_brief(taken_away.newest, code) == seq:
                return found
        raise TryAgain

    def learn(self, again: bool = False) -> bool:
        """Let a worker learn from what people decided; False where one does so already. Raises TryAgain.

        `again`: without words that have gone; what was learnt before is deleted first.
        """
        if not self._feed.write(learning.request):
            return False
        try:
            self._lesson(again)
        except RedisError as trouble:
            self._feed.write(learning.take_step, learning.FAILED)
            raise TryAgain from trouble
        return True

    def consolidate(self, uid: str) -> bool:
        """Let a worker make the board of a directive; False where one does so already.

        Raises UnknownDirective, NoAnswers, TryAgain.
        """
        if not self._feed.write(board_steps.request, uid):
            return False
        try:
            self._consolidation(uid)
        except RedisError as trouble:
            self._feed.write(board_steps.take, uid, board_steps.FAILED)
            raise TryAgain from trouble
        return True

    def go_on(self) -> int:
        """Go on with boards whose worker ended in the middle; return how many."""
        if self._one_at_a_time.locked():  # what waits for this worker is not broken off
            return 0
        found = self._feed.read(board_steps.broken_off)
        for uid in found:
            self._consolidate(uid)
        return len(found)

    def board_file(self, uid: str, kind: str, language: Language, looked_at: Filter, patience: float) -> bytes:
        """Return what is looked at of a directive's board, in a format of year/board_files.py. Raises TryAgain."""
        return _result(lambda: self._board_file(uid, kind, language, looked_at), patience)  # type: ignore[no-any-return]

    def letters(self, uid: str, to: str, decided: str, language: Language) -> bool:
        """Let a worker write the letters back to all units; False where one does so already.

        Raises Refusal with the fields at fault, BoardChanged without a board, TryAgain.
        """
        former = self._feed.read(letter_order.of, uid)
        order = self._feed.write(letter_order.request, uid, to, decided)
        if order is None:
            return False
        try:
            if former.job != order.job:
                self._drop(former.job, *self._parts(former))
            self._letters(uid, language, order.job, 0)
        except RedisError as trouble:
            self._feed.write(letter_order.take, uid, order.job, letter_order.FAILED)
            raise TryAgain from trouble
        return True

    def letters_file(self, job: str) -> bytes | None:
        """Return the letters that this job wrote; None where they are not there any more. Raises TryAgain."""
        try:
            return self._stored(job) if job else None
        except (RedisError, HueyException, TaskException) as trouble:
            raise TryAgain from trouble

    def _stored(self, name: str) -> bytes | None:
        found = self.huey.result(name, preserve=True)
        return found if isinstance(found, bytes) else None

    def _parts(self, order: letter_order.Order) -> list[str]:
        return [f"{order.job}.{number}" for number in range(order.parts)]

    def _drop(self, *names: str) -> None:
        """Delete files that nobody can fetch any more."""
        with contextlib.suppress(RedisError, HueyException, TaskException):
            for name in names:
                self.huey.result(name)

    def actions_file(self, uid: str, kind: str, language: Language, patience: float) -> bytes:
        """Return what units decided to do as "csv" or "xlsx". Raises TryAgain."""
        return _result(lambda: self._actions_file(uid, kind, language), patience)  # type: ignore[no-any-return]

    def forget(self) -> None:
        """Delete all answers, as they contain words of notes. Raises sqlite3.Error, RedisError."""
        self.huey.storage.flush_results()
        self.previews.storage.flush_results()
        if isinstance(self.huey.storage, SqliteStorage):
            file = sqlite3.connect(self.huey.storage.filename, timeout=10, isolation_level=None)
            with contextlib.closing(file):
                file.execute("VACUUM")
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _find_reason(self, code: str, note_id: str) -> dict[str, Any]:
        self._grouper = self._grouper or Grouper()
        request = self._compute(self._feed.read, reasons.ask, code, note_id)
        return self._compute(reasons.answer, self._grouper, request)  # type: ignore[no-any-return]

    def _find_words(self, code: str) -> list[tuple[str, int]]:
        # slow: lxml
        from workshop.reports.charts.word_picture import of_notes

        found = self._compute(self._feed.read, read_record, code)
        but = self._compute(self._feed.read, lambda session: veil.numbers(session, workshops.find(session, code).id))
        return self._compute(of_notes, found, but)  # type: ignore[no-any-return]

    def _consolidate(self, uid: str) -> None:
        """Consolidate in a thread of its own: it takes a minute, and reports of the same queue come in between."""
        if self.huey.immediate:
            self._consolidate_now(uid)
        else:
            threading.Thread(target=self._consolidate_now, args=(uid,), name="consolidation", daemon=True).start()

    def _consolidate_now(self, uid: str) -> None:
        self._grouper = self._grouper or Grouper()
        with self._one_at_a_time:
            try:
                consolidating.consolidate(self._feed, self._grouper, uid, self._compute)
            except Exception as error:  # its state is stored
                log.error("consolidation: %s", type(error).__name__)

    def _write_board(self, uid: str, kind: str, language: Language, looked_at: Filter = EVERYWHERE) -> bytes:
        if kind in ("docx", "pdf", "html", "pptx"):
            # slow: python-docx, python-pptx, lxml and typst
            from workshop.year import board_paper

            return self._compute(  # type: ignore[no-any-return]
                self._feed.read, board_paper.write, uid, kind, language, looked_at
            )
        return self._compute(self._feed.read, board_files.write, uid, kind, language, looked_at)  # type: ignore[no-any-return]

    def _write_letters(self, uid: str, language: Language, job: str, number: int) -> None:
        """Write a part of the letters and queue the next one behind what waits already; the last job joins them."""
        # slow: python-docx and typst
        from workshop.year import letters_file

        order = self._feed.read(letter_order.of, uid)
        if order.job != job:  # ordered anew, or deleted
            return
        names = self._parts(order)

        def write(part: int) -> bytes:
            return letters_file.write_part(self._feed, uid, language, part, self._compute)

        try:
            while number < order.parts and self._stored(names[number]) is not None:
                number += 1
            if number < order.parts:
                self.huey.put_result(names[number], write(number))
                self._letters(uid, language, job, number + 1)
                return
            # One that Valkey has dropped meanwhile is written again.
            whole = letters_file.joined(self._stored(name) or write(part) for part, name in enumerate(names))
            self.huey.put_result(job, whole)
            self._feed.write(letter_order.take, uid, job, letter_order.DONE, order.all)
            self._drop(*names)
        except Exception:
            self._feed.write(letter_order.take, uid, job, letter_order.FAILED)
            raise

    def _write_actions(self, uid: str, kind: str, language: Language) -> bytes:
        return self._compute(self._feed.read, unit_actions.write, uid, kind, language)  # type: ignore[no-any-return]

    def _learn(self, again: bool = False) -> None:
        self._grouper = self._grouper or Grouper()
        learn = lessons.learn_again if again else lessons.learn
        with contextlib.suppress(NotLearnt, lessons.Went):  # its state is stored
            self._compute(learn, self._feed, self._grouper, self._data)

    def _look_at_report(self, code: str, language: Language) -> tuple[Seen, dict[str, Any]]:
        found = self._compute(self._feed.read, since_approval.look, code)
        return found.seen, shown(found, Words(language, thai_digits=False))

    def _write_minutes(self, code: str, kind: Kind, language: Language, thai_digits: bool = True) -> tuple[str, bytes]:
        words = Words(language, thai_digits)
        return self._compute(minutes_file, self._feed.read(minutes.read, code), kind, words)  # type: ignore[no-any-return]

    def _write_report(self, code: str, kind: str, language: Language, thai_digits: bool = True) -> tuple[str, bytes]:
        record = self._compute(self._feed.read, read_record, code)
        stream = io.BytesIO()
        self._compute(FORMATS[kind].write, record, language, stream, thai_digits)
        return filename(record, FORMATS[kind], language), stream.getvalue()


def _queue(settings: Settings, feed: Feed, name: str = "laena") -> Huey:
    if not settings.redis_url:
        return SqliteHuey(name, filename=str(settings.data / "jobs.db"), results=True)
    # Longer than the second for which a worker waits for the next job.
    pool = ConnectionPool.from_url(settings.redis_url, socket_timeout=5, socket_connect_timeout=1)
    # A job is a pickle: signed, so that write access to Valkey alone cannot execute code in a worker.
    signed = SignedSerializer(secret=installation.secret(settings, feed), salt="laena.jobs")
    return RedisExpireHuey(
        name, connection_pool=pool, serializer=signed, expire_time=_ANSWER_SECONDS, blocking=True, read_timeout=1
    )


def _result(start: Callable[[], Any], patience: float) -> Any:
    """Return the job's result. Raises TryAgain without one in time, and where the queue is away."""
    try:
        return start().get(blocking=True, timeout=patience, backoff=1, max_delay=0.1)
    except RedisError as trouble:
        log.error("queue: %s", type(trouble).__name__)
        raise TryAgain from trouble
    except (HueyException, TaskException) as trouble:  # no answer in time; or the worker failed at it
        log.error("job: %s", type(trouble).__name__)
        raise TryAgain from trouble
