"""how many notes each device may have in a phase"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phase", sa.Column("most", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("phase", "most")
