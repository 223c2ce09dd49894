"""no row says who wrote, agreed, voted or answered

All phases of former releases promised that, so the links are dropped and not brought over: a phone no longer finds what
it wrote before. Random marks stand in for those that only a phone could make, so that people are counted as before.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STEP_MS = 15 * 60_000
DAY_MS = 24 * 3_600_000
ANSWERS = {"reaction": ("workshop_id",), "vote": ("voting_id",), "pulse_answer": ("pulse_id",)}
# What refers to notes and comments by their ids.
REFERENCES = {
    "theme": ("examples", "subthemes"),
    "proposal": ("arrangement", "summary"),
    "change": ("subject", "before"),
    "reaction": ("note_id",),
    "comment": ("note_id",),
}
KEYS = {
    "theme": ("workshop_id", "id"),
    "proposal": ("workshop_id", "category"),
    "change": ("workshop_id", "seq"),
    "reaction": ("workshop_id", "own"),
    "comment": ("workshop_id", "id"),
}
IDS = re.compile(r"[0-9A-Za-z_-]{8,64}")


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    op.add_column("workshop", sa.Column("salt", sa.String(), server_default="", nullable=False))
    op.add_column("participant", sa.Column("seq", sa.BigInteger(), server_default="0", nullable=False))
    op.create_index("ix_participant_workshop_seq", "participant", ["workshop_id", "seq"])
    _digests(connection)
    op.execute(f"UPDATE change SET at = at - at % {STEP_MS} WHERE actor LIKE 'participant:%'")
    op.execute(f"UPDATE participant SET joined_at = joined_at - joined_at % {DAY_MS}")
    op.execute("UPDATE change SET actor = 'participant' WHERE actor LIKE 'participant:%'")
    names: defaultdict[int, dict[str, str]] = defaultdict(dict)
    _texts(connection, "note", names)
    _texts(connection, "comment", names)
    _answers(connection)
    _rename(connection, names)
    _unordered(connection)


def _unordered(connection: sa.Connection) -> None:
    """Store participants in the order of their random ids, not of joining."""
    if connection.dialect.name == "sqlite":
        with op.batch_alter_table("participant", recreate="always", table_kwargs={"sqlite_with_rowid": False}):
            pass


def _digests(connection: sa.Connection) -> None:
    for found in _all(connection, "SELECT id, code FROM workshop"):
        workshop, code = found.id, found.code
        salt = secrets.token_hex(16)
        _run(connection, "UPDATE workshop SET salt = :salt WHERE id = :id", salt=salt, id=workshop)
        people = "SELECT id, device FROM participant WHERE workshop_id = :id"
        salted = {row.device: _salted(row.device, salt) for row in _all(connection, people, id=workshop)}
        for device, digest in salted.items():
            changed = "UPDATE participant SET device = :new WHERE workshop_id = :id AND device = :old"
            _run(connection, changed, new=digest, old=device, id=workshop)
        for row in _all(connection, "SELECT value FROM keep WHERE name = 'demo.codes'"):
            demos = json.loads(row.value)
            if code in demos:
                demos[code]["phones"] = [_salted(device, salt) for device in demos[code]["phones"]]
                _run(connection, "UPDATE keep SET value = :value WHERE name = 'demo.codes'", value=json.dumps(demos))


def _salted(device: str, salt: str) -> str:
    return hmac.digest(salt.encode(), device.encode(), "sha256").hex()


def _texts(connection: sa.Connection, table: str, names: defaultdict[int, dict[str, str]]) -> None:
    """Give notes or comments random ids and marks in place of the phones' ids and of their writers."""
    op.add_column(table, sa.Column("sent", sa.String(), nullable=True))
    op.add_column(table, sa.Column("own", sa.String(), nullable=True))
    op.add_column(
        table,
        sa.Column("voice", sa.String(), nullable=True)
        if table == "note"
        else sa.Column("staff", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    voices: defaultdict[tuple[str, int | None], str] = defaultdict(lambda: secrets.token_hex(16))
    query = f"SELECT workshop_id, id, participant_id, phase_id FROM {table}"
    for row in _all(connection, query):
        if row.participant_id is None:
            continue
        new = names[row.workshop_id][row.id] = secrets.token_hex(8)
        values = {"new": new, "sent": hashlib.sha256(row.id.encode()).hexdigest(), "old": row.id, "at": row.workshop_id}
        change = "id = :new, sent = :sent, last_edit = ''"
        if table == "note":
            change += f", voice = :voice, at = at - at % {STEP_MS}"
            values["voice"] = voices[row.participant_id, row.phase_id]
        _run(connection, f"UPDATE {table} SET {change} WHERE workshop_id = :at AND id = :old", **values)
    if table == "comment":
        op.execute("UPDATE comment SET staff = (participant_id IS NULL)")
    index = f"ix_{table}_participant_id"
    op.drop_index(index, table_name=table)
    with op.batch_alter_table(table) as batch:
        batch.drop_column("participant_id")
    op.create_index(f"ix_{table}_workshop_sent", table, ["workshop_id", "sent"], unique=True)
    op.create_index(f"ix_{table}_workshop_own", table, ["workshop_id", "own"])


def _answers(connection: sa.Connection) -> None:
    """Make reactions, votes and answers anew, with a random mark for each participant and question."""
    for table, question in ANSWERS.items():
        rows = [dict(row._mapping) for row in _all(connection, f"SELECT * FROM {table}")]
        tokens: defaultdict[tuple[object, ...], str] = defaultdict(lambda: secrets.token_hex(16))
        for row in rows:
            participant = row.pop("participant_id")
            row["last_write"] = ""
            if table == "reaction":
                row["own"] = secrets.token_hex(16)
            else:
                row["token"] = tokens[participant, *(row[name] for name in question)]
        secrets.SystemRandom().shuffle(rows)
        op.drop_table(table)
        made = _table(table, "own" if table == "reaction" else "token", linked=False)
        if rows:
            connection.execute(made.insert(), rows)


def _table(table: str, who: str, linked: bool) -> sa.Table:
    """Create a table of answers; `linked` as former releases had it."""
    writer = [sa.ForeignKeyConstraint(["participant_id"], ["participant.id"])] if linked else []
    if table == "reaction":
        made = op.create_table(
            "reaction",
            sa.Column("workshop_id", sa.Integer(), nullable=False),
            sa.Column(who, sa.String(), nullable=False),
            sa.Column("note_id", sa.String(), nullable=False),
            sa.Column("agrees", sa.Boolean(), nullable=False),
            sa.Column("last_write", sa.String(), nullable=False),
            *writer,
            sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
            sa.PrimaryKeyConstraint("workshop_id", who, *(["note_id"] if linked else [])),
        )
        if not linked:
            op.create_index("ix_reaction_workshop_note", "reaction", ["workshop_id", "note_id"])
        return made
    asked, key, given = ("voting", ["theme_id"], "dots") if table == "vote" else ("pulse", [], "value")
    made = op.create_table(
        table,
        sa.Column(f"{asked}_id", sa.Integer(), nullable=False),
        sa.Column(who, sa.String(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in key),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column(given, sa.Integer(), nullable=False),
        sa.Column("last_write", sa.String(), nullable=False),
        *writer,
        sa.ForeignKeyConstraint([f"{asked}_id"], [f"{asked}.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint(f"{asked}_id", who, *key),
    )
    op.create_index(f"ix_{table}_workshop_id", table, ["workshop_id"])
    return made


def _rename(connection: sa.Connection, names: defaultdict[int, dict[str, str]]) -> None:
    """Write the new ids wherever the old ones stand, in whole values and inside of JSON."""
    for table, columns in REFERENCES.items():
        keys = KEYS[table]
        structure = sa.table(table, *(sa.column(name) for name in keys), *(sa.column(name) for name in columns))
        for name in columns:
            column = structure.c[name]
            column.type = sa.String() if name in ("subject", "note_id") else sa.JSON()
        for row in connection.execute(sa.select(structure)).all():
            new = names[row.workshop_id]
            changed = {name: _renamed(getattr(row, name), new) for name in columns}
            if any(changed[name] != getattr(row, name) for name in columns):
                where = [structure.c[key] == getattr(row, key) for key in keys]
                connection.execute(structure.update().where(*where).values(changed))


def _renamed(value: object, new: dict[str, str]) -> object:
    if value is None:
        return None
    text = IDS.sub(lambda found: new.get(found[0], found[0]), json.dumps(value, ensure_ascii=False))
    return json.loads(text)


def _all(connection: sa.Connection, query: str, **values: object) -> list[sa.Row[tuple[object, ...]]]:
    return list(connection.execute(sa.text(query), values))


def _run(connection: sa.Connection, statement: str, **values: object) -> None:
    connection.execute(sa.text(statement), values)


def downgrade() -> None:
    """Former releases' tables, without the links, which are gone, and without answers, which need one."""
    for table in ANSWERS:
        op.drop_table(table)
        _table(table, "participant_id", linked=True)
    op.execute("UPDATE note SET agreed = 0")
    for table, more in (("comment", "staff"), ("note", "voice")):
        op.drop_index(f"ix_{table}_workshop_own", table_name=table)
        op.drop_index(f"ix_{table}_workshop_sent", table_name=table)
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("participant_id", sa.String(), nullable=True))
            batch.create_foreign_key(f"fk_{table}_participant", "participant", ["participant_id"], ["id"])
            for name in ("sent", "own", more):
                batch.drop_column(name)
        op.create_index(f"ix_{table}_participant_id", table, ["participant_id"])
    op.drop_index("ix_participant_workshop_seq", table_name="participant")
    op.drop_column("participant", "seq")
    op.drop_column("workshop", "salt")
