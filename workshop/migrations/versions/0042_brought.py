"""workshops that came from another installation, and how many people had joined there"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("brought", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("breakout_group", sa.Column("brought", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("breakout_group", "brought")
    op.drop_column("workshop", "brought")
