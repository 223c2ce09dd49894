"""what phones are sent of others' notes of a phase"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phase", sa.Column("sharing", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("phase", "sharing")
