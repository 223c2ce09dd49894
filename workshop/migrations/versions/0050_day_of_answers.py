"""an answer's file says on which day it was written"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("directive_workshop", sa.Column("written_on", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("directive_workshop", "written_on")
