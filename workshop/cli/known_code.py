"""The workshop's code on a command line."""

import click

from workshop.domain import workshops
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed

_LISTED = 5


def found_code(feed: Feed, code: str) -> str:
    """Return the code as it is stored. Raises ClickException, which lists the newest workshops."""
    try:
        return feed.read(workshops.find, code).code
    except UnknownWorkshop:
        raise click.ClickException(_unknown(feed, code)) from None


def _unknown(feed: Feed, code: str) -> str:
    known = [f"{row.code} {row.title}" for row in feed.read(workshops.every)[:_LISTED]]
    listed = "\n  ".join(["", *known]) if known else " -"
    return (
        f"ไม่พบการประชุมรหัส {code} ตรวจรหัส หรือโฟลเดอร์ข้อมูล (--data) / there is no workshop {code}: check the code, "
        f"or the data folder (--data)\n  ที่มีอยู่ / there are:{listed}"
    )
