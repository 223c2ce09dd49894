"""why the facilitator hid a note"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("note", sa.Column("hidden_why", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("note", "hidden_why")
