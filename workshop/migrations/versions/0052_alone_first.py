"""phases in which people write alone first, and what they wrote is revealed"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phase", sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("phase", sa.Column("revealed", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("phase", "revealed")
    op.drop_column("phase", "alone")
