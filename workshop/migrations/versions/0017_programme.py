"""the programme of the days"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workshop", sa.Column("programme", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    op.drop_column("workshop", "programme")
