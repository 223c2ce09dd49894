"""ids that say nothing, in place of those that former releases made of what they name

The id of a note from a file was a digest of its row, by which whoever had it could confirm a guess of who wrote what;
the id of a theme one of its first note. Whatever refers to them gets the new ones.
"""

import hashlib
import hmac
import json
import re
import secrets
import time

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

ROW = re.compile(r"i[0-9a-f]{40}")
IDS = re.compile(r"[0-9A-Za-z_-]{9,41}")
WORKSHOP = sa.table("workshop", sa.column("id", sa.Integer), sa.column("shown", sa.JSON))
_TURNS = 3  # a founding note's id gave so many ids at most
_WORDS = "text"  # what people wrote; nothing in it is an id


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    workshops = connection.execute(sa.text("SELECT id, salt FROM workshop")).all()
    names = {id_: found for id_, salt in workshops if (found := _new_names(connection, id_, salt))}
    if not names:
        return
    structure = sa.MetaData()
    structure.reflect(connection)
    for table in structure.sorted_tables:
        if "workshop_id" in table.columns:
            _rename(connection, table, names)
    for id_, new in names.items():  # what stands on the projector
        shown = connection.execute(sa.select(WORKSHOP.c.shown).where(WORKSHOP.c.id == id_)).scalar_one()
        connection.execute(WORKSHOP.update().where(WORKSHOP.c.id == id_).values(shown=_renamed(shown, new)))
    # What pages that stand open still have is of before: they ask for everything.
    whole = sa.text("UPDATE workshop SET seq = seq + 1, whole_seq = seq + 1, words_seq = seq + 1 WHERE id = :id")
    made = sa.text(
        "INSERT INTO change (workshop_id, seq, at, actor, by, kind, subject, before, undone)"
        " SELECT id, seq, :now, 'upgrade', '', 'links', '', '{}', :no FROM workshop WHERE id = :id"
    )
    for id_ in names:
        connection.execute(whole, {"id": id_})
        connection.execute(made, {"id": id_, "now": int(time.time() * 1000), "no": False})


def _new_names(connection: sa.Connection, workshop: int, salt: str) -> dict[str, str]:
    """Return the new ids of the workshop's notes and themes by their old ones; write the mark of each row of a file."""
    found = connection.execute(sa.text("SELECT id, sent FROM note WHERE workshop_id = :at"), {"at": workshop}).all()
    names = {}
    mark = sa.text("UPDATE note SET sent = :sent WHERE workshop_id = :at AND id = :id")
    for row in found:
        if ROW.fullmatch(row.id):
            names[row.id] = secrets.token_hex(8)
            if row.sent is None:
                sent = hmac.digest(salt.encode(), f"row\0{row.id}".encode(), "sha256").hex()[:32]
                connection.execute(mark, {"sent": sent, "at": workshop, "id": row.id})
    key = hmac.digest(salt.encode(), b"themes", "sha256")
    themes = set(
        connection.execute(sa.text("SELECT id FROM theme WHERE workshop_id = :at"), {"at": workshop}).scalars()
    )
    used = set(themes)
    for row in found:
        for turn in range(_TURNS):
            old = _theme(row.id, turn)
            if old not in themes or old in names:
                continue
            fresh = next(
                new for count in range(1 << 16) if (new := _theme(names.get(row.id, row.id), count, key)) not in used
            )
            names[old] = fresh
            used.add(fresh)
    return names


def _theme(founder: str, turn: int, key: bytes = b"") -> str:
    """As in analysis/finishing.py."""
    named = f"{turn}:{founder}".encode("utf-8", "surrogatepass")
    return "t" + hashlib.blake2s(named, digest_size=4, key=key).hexdigest()


def _rename(connection: sa.Connection, table: sa.Table, names: dict[int, dict[str, str]]) -> None:
    """Write the new ids wherever the old ones stand, in whole values and inside of JSON."""
    columns = [each for each in table.columns if isinstance(each.type, sa.String | sa.JSON) and each.name != _WORDS]
    keys = list(table.primary_key.columns)
    beside = [each for each in (table.columns.get("like_workshop"),) if each is not None]
    every = {each.name: each for each in (*keys, table.c.workshop_id, *columns, *beside)}
    rows = connection.execute(sa.select(*every.values()).where(table.c.workshop_id.in_(names))).mappings().all()
    for row in rows:
        new = names[row["workshop_id"]]
        changed = {each.name: _renamed(row[each.name], new) for each in columns}
        changed = {name: value for name, value in changed.items() if value != row[name]}
        if changed:
            where = [each == row[each.name] for each in keys]
            connection.execute(table.update().where(*where).values(changed))
    if beside:  # a theme of another workshop
        for row in connection.execute(sa.select(table).where(table.c.like_workshop.in_(names))).mappings().all():
            like = names[row["like_workshop"]].get(row["like_theme"])
            if like:
                where = [each == row[each.name] for each in keys]
                connection.execute(table.update().where(*where).values(like_theme=like))


def _renamed(value: object, new: dict[str, str]) -> object:
    if value is None:
        return None
    text = IDS.sub(lambda found: new.get(found[0], found[0]), json.dumps(value, ensure_ascii=False))
    return json.loads(text)


def downgrade() -> None:
    pass
