"""names of former workshops that fit themes"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("theme", sa.Column("like_workshop", sa.Integer(), server_default="0", nullable=False))
    op.add_column("theme", sa.Column("like_theme", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("theme", "like_theme")
    op.drop_column("theme", "like_workshop")
