"""Who sits in the demo's room: posts and units, never a name."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from workshop import places
from workshop.demo.phone import Phone

PROVINCE = "ขอนแก่น"
_POSTS = ("พัฒนาการอำเภอ", "นักวิชาการพัฒนาชุมชน")


def phones(base: str, code: str, keys: Sequence[str], group_ids: Sequence[int], stop: threading.Event) -> list[Phone]:
    """A phone a key, spread over the groups; the first of each group is its scribe, every fourth says nothing of
    itself."""
    units = [f"อำเภอ{name}" for name in places.districts(PROVINCE)]
    found = []
    for place, key in enumerate(keys):
        known = place % 4 != 3
        found.append(
            Phone(
                base,
                code,
                stop,
                key,
                group_id=group_ids[place % len(group_ids)],
                unit=units[place % len(units)] if known else "",
                role=_POSTS[place // len(units) % 2] if known else "",
                scribe=place < len(group_ids),
            )
        )
    return found
