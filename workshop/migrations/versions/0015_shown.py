"""what the projectors show"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("shown", sa.JSON()))
    op.add_column("workshop", sa.Column("shown_seq", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("workshop", "shown_seq")
    op.drop_column("workshop", "shown")
