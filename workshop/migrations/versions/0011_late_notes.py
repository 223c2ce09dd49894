"""notes that come after their phase has closed"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phase", sa.Column("run", sa.Integer(), server_default="0", nullable=False))
    op.add_column("phase", sa.Column("grace", sa.Integer(), server_default="10", nullable=False))
    op.add_column("phase", sa.Column("late_until", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("note", sa.Column("late", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("UPDATE phase SET run = 1 WHERE state <> 'waiting'")


def downgrade() -> None:
    op.drop_column("note", "late")
    op.drop_column("phase", "late_until")
    op.drop_column("phase", "grace")
    op.drop_column("phase", "run")
