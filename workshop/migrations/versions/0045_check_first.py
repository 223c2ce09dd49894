"""phases whose notes are approved before they are shown, and the notes that wait for it"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phase", sa.Column("check_first", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("note", sa.Column("unchecked", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("note", "unchecked")
    op.drop_column("phase", "check_first")
