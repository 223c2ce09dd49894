"""The attendance list counts by unit, with those who typed none, and is the facilitator's alone."""

from __future__ import annotations

import re

from tests.room import Room, helper_of


def counted(page: str) -> list[tuple[str, int]]:
    table = page.split('class="attendance-table attendance-units"')[1].split("</table>")[0]
    return [(unit, int(n)) for unit, n in re.findall(r"<tr><td[^>]*>([^<]+)</td><td[^>]*>(\d+)</td></tr>", table)]


def test_devices_are_counted_by_unit_alike_but_for_spaces_and_of_one_workshop(room: Room) -> None:
    page = room.desk.client.get(f"/workshops/{room.code}/attendance").text
    assert "จำนวนตามหน่วยงาน" not in page, "nobody typed a unit"
    for unit in ("พช.ขก.", "สพอ. น้ำพอง", "สพอ.น้ำพอง", "สพอ. น้ำพอง", " "):
        room.new_phone(1, unit=unit)
    room.another().new_phone(0, unit="หน่วยงานอื่น")
    page = room.desk.client.get(f"/workshops/{room.code}/attendance").text
    assert counted(page) == [("สพอ. น้ำพอง", 3), ("พช.ขก.", 1), ("ไม่ระบุหน่วยงาน", 3)]
    assert sum(n for _unit, n in counted(page)) == 7
    assert helper_of(room, "viewer").client.get(f"/workshops/{room.code}/attendance").status_code == 403
    assert room.outsider().client.get(f"/workshops/{room.code}/attendance").status_code == 302
