"""who did what the access log says, where people sign in by name"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("access_log", sa.Column("person", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("access_log", "person")
