"""drawn numbers of anonymous notes"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("last_number", sa.Integer(), server_default="0", nullable=False))
    op.add_column("workshop", sa.Column("drawn", sa.Integer(), server_default="0", nullable=False))
    op.add_column("phase", sa.Column("opened_at", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("workshop", sa.Column("whole_seq", sa.BigInteger(), server_default="0", nullable=False))
    op.execute("UPDATE workshop SET last_number = notes_made, whole_seq = seq")


def downgrade() -> None:
    op.drop_column("phase", "opened_at")
    op.drop_column("workshop", "whole_seq")
    op.drop_column("workshop", "drawn")
    op.drop_column("workshop", "last_number")
