"""joining by slip"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("by_slip", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("slip", sa.Column("joined", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("slip", "joined")
    op.drop_column("workshop", "by_slip")
