"""the group before a shuffle"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("shuffled_from", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("participant", "shuffled_from")
