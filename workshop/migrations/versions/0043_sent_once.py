"""ids of new points and of units' reports, by which a repeated send is one"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_TABLES = ("group_point", "workshop_action_step")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("sent", sa.String(), nullable=True))
        op.create_index(f"ix_{table}_workshop_sent", table, ["workshop_id", "sent"], unique=True)


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_index(f"ix_{table}_workshop_sent", table)
        op.drop_column(table, "sent")
