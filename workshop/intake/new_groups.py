"""The groups that an import makes: named in a file, not in the workshop."""

import re
from collections.abc import Iterable, Sequence

from analysis.folding import comparable
from workshop.domain import groups
from workshop.domain.imported_groups import makeable
from workshop.domain.written_names import group_of, groups_by_name, near_group
from workshop.intake.layout import Columns
from workshop.tables import TableError, quoted

# What spreadsheets call a sheet that nobody has named.
_UNNAMED_SHEET = re.compile(r"(?:sheet|แผ่น(?:งาน)?|ชีต|table|สรุป|ข้อมูล|data|page)?(?:ที่)?[-_()]*\d*")


def new_groups(written: Iterable[str], present: Sequence[str], chosen: Sequence[str], all_of_them: bool,
               columns: Columns) -> list[str]:  # fmt: skip
    """Return the names of the groups to be made, of those `written` beside notes.

    `chosen`: by a person. `all_of_them`: all but those whose name is near another's, unless a person gave it a meaning.
    Raises TableError: `too_many_groups`, `long_group_name`.
    """
    if not chosen and not all_of_them:
        return []
    wanted = {comparable(name) for name in chosen}
    meant = {comparable(name) for name in columns.means.values()}
    known = groups_by_name((name, 1) for name in present)
    made: dict[str, int | None] = {}
    found: list[str] = []
    for name in dict.fromkeys(name.strip() for name in written if name.strip()):
        if group_of(known, name) is not None or group_of(made, name) is not None:
            continue
        if not (
            comparable(name) in wanted or (all_of_them and (comparable(name) in meant or not near_group(present, name)))
        ):
            continue
        found.append(name)
        made = groups_by_name((each, 1) for each in found)
        if not makeable(0, [name]):
            raise TableError("long_group_name", wanted=quoted([name]), limit=groups.NAME_LIMIT)
        if not makeable(len(present), found):
            raise TableError("too_many_groups", limit=groups.MOST, present=len(present))
    return found


def named_by_person(sheet: str) -> bool:
    """Return whether somebody gave the sheet its name."""
    return _UNNAMED_SHEET.fullmatch(comparable(sheet)) is None
