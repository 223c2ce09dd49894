"""The demo's participants: posts and units, never a name."""

import threading
from collections.abc import Sequence

from workshop import places
from workshop.demo.phone import Phone

PROVINCE = "ขอนแก่น"
_POSTS = ("พัฒนาการอำเภอ", "นักวิชาการพัฒนาชุมชน")


def phones(base: str, code: str, keys: Sequence[str], group_ids: Sequence[int], stop: threading.Event) -> list[Phone]:
    """Return a phone for each key, spread over the groups: first each group's scribe; every fourth gives no details."""
    units = [f"อำเภอ{name}" for name in places.districts(PROVINCE)]
    return [
        Phone(
            base,
            code,
            stop,
            key,
            group_id=group_ids[number % len(group_ids)],
            unit=units[number % len(units)] if number % 4 != 3 else "",
            role=_POSTS[number // len(units) % 2] if number % 4 != 3 else "",
            scribe=number < len(group_ids),
        )
        for number, key in enumerate(keys)
    ]
