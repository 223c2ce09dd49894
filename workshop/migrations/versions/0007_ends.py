"""ends of workshops, removed phones, and the privacy notice"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TIMES = ("ended_at", "archived_at", "delete_at")


def upgrade() -> None:
    for name in TIMES:
        op.add_column("workshop", sa.Column(name, sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("workshop", sa.Column("door_shut", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("workshop", sa.Column("notice", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("participant", sa.Column("removed_at", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("participant", "removed_at")
    for name in ("notice", "door_shut", *TIMES):
        op.drop_column("workshop", name)
