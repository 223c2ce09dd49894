"""Fewer of the examples of Hypothesis on PostgreSQL, where each takes twice as long.

The rules are the same code on both: what PostgreSQL could do otherwise, types, order, locks, shows in the first ones.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any


def on_postgresql(most: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """For a test with a `feed`, below `@given`: look at the first `most` examples there, and at all once one failed."""

    def limited(test: Callable[..., None]) -> Callable[..., None]:
        failed = False
        looked_at: dict[int, int] = {}

        @functools.wraps(test)
        def look(feed: Any, **drawn: Any) -> None:
            nonlocal failed
            if feed.database.engine.dialect.name == "postgresql" and not failed:
                looked_at[id(feed)] = looked_at.get(id(feed), 0) + 1
                if looked_at[id(feed)] > most:
                    return
            try:
                test(feed=feed, **drawn)
            except Exception:
                failed = True
                raise

        return look

    return limited
