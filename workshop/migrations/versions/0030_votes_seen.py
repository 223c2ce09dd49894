"""the votes that a facilitator saw while a voting was open"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("voting", sa.Column("seen", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("voting", "seen")
