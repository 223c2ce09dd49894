"""several units of one installation answer a directive, each by a workshop of its own"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directive", sa.Column("written_by", sa.JSON(), server_default="{}", nullable=False))
    connection, directive = op.get_bind(), _directive()
    rows = connection.execute(sa.select(directive)).all()
    for row in rows:
        if row.written:
            counted = {"written_by": {row.unit: row.written}}
            connection.execute(directive.update().where(directive.c.id == row.id).values(counted))
    op.drop_column("directive", "written")
    unit_of = {row.id: row.unit for row in rows}
    answering = [{**row, "unit": unit_of[row["directive_id"]]} for row in _taken_out()]
    _made(answering, sa.Column("unit", sa.String(), nullable=False), sa.UniqueConstraint("directive_id", "unit"))


def downgrade() -> None:
    op.add_column("directive", sa.Column("written", sa.Integer(), server_default="0", nullable=False))
    connection, directive = op.get_bind(), _directive()
    for row in connection.execute(sa.select(directive)).all():
        newest = max(row.written_by.values(), default=0)
        connection.execute(directive.update().where(directive.c.id == row.id).values(written=newest))
    op.drop_column("directive", "written_by")
    first = {row["directive_id"]: row for row in reversed(_taken_out())}
    _made(
        [{name: value for name, value in row.items() if name != "unit"} for row in first.values()],
        sa.UniqueConstraint("directive_id"),
    )


def _directive() -> sa.TableClause:
    """Return the table as it is while both ways of counting are there."""
    kinds: dict[str, Any] = {"id": sa.Integer(), "unit": sa.String(), "written": sa.Integer(), "written_by": sa.JSON()}
    return sa.table("directive", *(sa.column(name, kind) for name, kind in kinds.items()))


def _taken_out() -> list[dict[str, object]]:
    """Return the rows of the table, the oldest workshop first, and drop it."""
    rows = op.get_bind().execute(sa.text("SELECT * FROM directive_workshop ORDER BY workshop_id")).mappings().all()
    op.drop_table("directive_workshop")
    return [dict(row) for row in rows]


def _made(rows: list[dict[str, object]], *more: sa.schema.SchemaItem) -> None:
    """Make the table with these columns and rules, and these rows."""
    table = op.create_table(
        "directive_workshop",
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("said", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["directive_id"], ["directive.id"]),
        sa.ForeignKeyConstraint(["workshop_id"], ["workshop.id"]),
        sa.PrimaryKeyConstraint("workshop_id"),
        *more,
    )
    op.bulk_insert(table, rows)
