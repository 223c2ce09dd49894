"""comments that wait for approval, and why the facilitator hid one"""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("comment", sa.Column("hidden_why", sa.String(), server_default="", nullable=False))
    op.add_column("comment", sa.Column("unchecked", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("comment", "unchecked")
    op.drop_column("comment", "hidden_why")
