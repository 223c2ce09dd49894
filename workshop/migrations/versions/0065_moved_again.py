"""phones that moved to another address again: the digest of the key that they came with last"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("moved_from", sa.String(), nullable=True))
    op.execute("UPDATE participant SET moved_from = former")


def downgrade() -> None:
    op.drop_column("participant", "moved_from")
