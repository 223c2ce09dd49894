"""What computes steps back; what writes to the database does not."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from workshop.worker.low_priority import LowPriority


def test_low_priority_work_runs_in_one_thread_and_its_errors_are_raised() -> None:
    aside = LowPriority()
    threads = {aside(threading.get_ident) for _ in range(5)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    with pytest.raises(ZeroDivisionError):
        aside(divmod, 1, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives each thread a priority of its own")
def test_the_low_priority_thread_has_a_lower_priority_than_the_writer() -> None:
    before = os.getpriority(os.PRIO_PROCESS, 0)
    assert LowPriority()(os.getpriority, os.PRIO_PROCESS, 0) == min(19, before + 10)
    assert os.getpriority(os.PRIO_PROCESS, 0) == before
