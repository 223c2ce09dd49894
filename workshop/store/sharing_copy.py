"""A copy of the database for people outside: without names, devices, sessions, addresses and secrets."""

import contextlib
import json
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from workshop.store import backup, card_words, checksums

# Of these tables nothing is copied.
_LEFT_OUT = (
    "facilitator_session",
    "helper_link",
    "access_log",
    "keep",
    "slip",
    "report_picture",
    "minutes",
    "unit_page",
    "answer_link",
    "acknowledgement",
    "minutes_link",
    "minutes_file",
    "directive_file",
    "workshop_action_file",
    "person_role",
    "person",
)
_NAMES = ("name", "unit", "role")
_ANONYMOUS = "phase_id IN (SELECT id FROM phase WHERE identity = 'anonymous')"


def write(source: Path, target: Path) -> Path:
    """Write the copy to `target`, which is replaced only when the copy is complete. Raises BackupError."""
    ready = target.with_name(f".laena-{secrets.token_hex(8)}.db")
    try:
        backup.copy_to(source, ready)
        with contextlib.closing(sqlite3.connect(ready, isolation_level=None)) as connection:
            _strip(connection)
        checksums.forget(target)
        ready.replace(target)
        checksums.write(target)
    except (OSError, sqlite3.Error) as error:
        raise backup.BackupError(str(error)) from error
    finally:
        ready.unlink(missing_ok=True)
    return target


def _strip_answers(connection: sqlite3.Connection) -> None:
    """Leave out of the answers to directives who does an action."""
    for rowid, content in connection.execute("SELECT rowid, content FROM directive_answer").fetchall():
        answer = json.loads(content)
        if actions := answer.get("actions"):
            answer["actions"] = [{**each, "unit": ""} for each in actions]
            connection.execute("UPDATE directive_answer SET content = ? WHERE rowid = ?", (json.dumps(answer), rowid))


def _strip_cards(connection: sqlite3.Connection) -> None:
    """Leave out of last year's cards who does an action."""
    for rowid, cards in connection.execute("SELECT rowid, cards FROM lookback").fetchall():
        plain = [{**card, "unit": ""} for card in json.loads(cards)]
        connection.execute("UPDATE lookback SET cards = ? WHERE rowid = ?", (json.dumps(plain), rowid))
    for rowid, stored in connection.execute("SELECT rowid, former FROM ready_cards").fetchall():
        connection.execute(
            "UPDATE ready_cards SET former = ? WHERE rowid = ?", (_without_who(json.loads(stored)), rowid)
        )
    steps = "SELECT rowid, before FROM change WHERE before LIKE '%\"former\"%'"
    for rowid, stored in connection.execute(steps).fetchall():
        before = json.loads(stored)
        for name in card_words.STEPS:
            if isinstance(found := before.get(name), dict) and "former" in found:
                found["former"] = json.loads(_without_who(found["former"]))
        connection.execute("UPDATE change SET before = ? WHERE rowid = ?", (json.dumps(before), rowid))


def _without_who(former: dict[str, Any]) -> str:
    return json.dumps({**former, "actions": [{**each, "unit": ""} for each in former["actions"]]})


def _strip_votings(connection: sqlite3.Connection) -> None:
    """Leave out of what the room was asked about who does an action."""
    for rowid, options in connection.execute("SELECT rowid, options FROM voting").fetchall():
        listed = json.loads(options)
        for option in listed:
            option.update({"about": [{**each, "unit": ""} for each in option["about"]]} if "about" in option else {})
        connection.execute("UPDATE voting SET options = ? WHERE rowid = ?", (json.dumps(listed), rowid))


def _forget_ways(connection: sqlite3.Connection) -> None:
    """Leave nothing by which notes of phones, of a friend's phone and of a file differ, nor which are of one phone, of
    anonymous phases; and marks of no phone in any."""
    connection.execute("UPDATE note SET sent = lower(hex(randomblob(16))), own = lower(hex(randomblob(16)))")
    connection.execute("UPDATE note SET last_edit = ''")
    opened = "(SELECT opened_at FROM phase WHERE phase.id = note.phase_id)"
    connection.execute(
        f"UPDATE note SET voice = NULL, late = 0, at = CASE WHEN {opened} > 0 THEN {opened} ELSE at END"
        f" WHERE {_ANONYMOUS}"
    )


def _forget_order(connection: sqlite3.Connection) -> None:
    """Leave nothing of the order in which notes came to anonymous phases."""
    newest = "(SELECT seq FROM workshop WHERE id = workshop_id)"
    connection.execute(
        f"UPDATE note SET seq = {newest}, shown_seq = {newest}, agreed_seq = 0, settled_seq = 0 WHERE {_ANONYMOUS}"
    )
    connection.execute("UPDATE workshop SET whole_seq = seq")
    connection.execute(
        "UPDATE change SET subject = '' WHERE (workshop_id, subject) IN"
        f" (SELECT workshop_id, id FROM note WHERE {_ANONYMOUS})"
    )
    # What undo would write back names notes as well.
    connection.execute(
        "UPDATE change SET before = '{}', undone = 1 WHERE before LIKE '%[\"note\", %' AND workshop_id IN"
        " (SELECT workshop_id FROM phase WHERE identity = 'anonymous')"
    )
    # When somebody joined last.
    connection.execute("UPDATE breakout_group SET seq = 0")
    # Rows lie in the order of coming too.
    connection.execute("UPDATE note SET rowid = (random() >> 1) & 0x3fffffffffffffff")


def _strip(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN")
    for table in _LEFT_OUT:
        connection.execute(f"DELETE FROM {table}")
    blanks = ", ".join(f"{column} = ''" for column in _NAMES)
    for (id_,) in connection.execute("SELECT id FROM participant").fetchall():
        # Unique in the table, and no digest of any key.
        values = (secrets.token_hex(16), id_)
        unsaid = f"{blanks}, joined_at = 0, muted = 0, removed_at = 0, former = NULL, moved_from = NULL"
        connection.execute(f"UPDATE participant SET {unsaid}, device = ? WHERE id = ?", values)
    connection.execute("UPDATE note SET signed = '', sealed_group = NULL, muted = 0")
    # Behind which notes somebody was muted, also once they may go on.
    connection.execute("UPDATE change SET subject = '', before = '{}', undone = 1 WHERE kind IN ('mute', 'unmute')")
    connection.execute("UPDATE report_approval SET name = '', post = ''")
    # Who does an action may be a person; what undo would write back contains it too.
    connection.execute("UPDATE workshop_action SET unit = ''")
    # Evidence may lie where whoever has its address can open it.
    connection.execute("UPDATE workshop_action_step SET link = ''")
    _strip_cards(connection)
    _strip_votings(connection)
    connection.execute("UPDATE change SET before = '{}', undone = 1 WHERE before LIKE '%[\"action\", %'")
    _strip_answers(connection)
    connection.execute("DELETE FROM console")
    connection.execute("UPDATE change SET by = ''")
    connection.execute("UPDATE workshop SET address = '', salt = hex(randomblob(16))")
    _forget_order(connection)
    _forget_ways(connection)
    # How many slips were used stays; a digest of so short a code could be guessed.
    connection.execute("UPDATE slip_use SET slip = hex(randomblob(16)), claim = hex(randomblob(16))")
    connection.execute("COMMIT")
    connection.execute("VACUUM")
