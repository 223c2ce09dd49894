"""whether the notes of an anonymous phase that stand without a group have enough writers behind them"""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phase", sa.Column("others", sa.Boolean(), server_default=sa.false(), nullable=False))
    phase, note = (
        sa.table(name, *map(sa.column, columns))
        for name, columns in (
            ("phase", ("id", "identity", "state", "others")),
            ("note", ("phase_id", "group_id", "sealed_group", "deleted", "voice")),
        )
    )
    without = note.c.group_id.is_(None), note.c.sealed_group.is_(None), note.c.deleted.is_(sa.false())
    writers = sa.select(sa.func.count(sa.distinct(note.c.voice))).where(note.c.phase_id == phase.c.id, *without)
    enough = phase.c.identity == "anonymous", writers.scalar_subquery() >= 5
    op.execute(sa.update(phase).where(*enough).values(others=sa.true()))


def downgrade() -> None:
    op.drop_column("phase", "others")
