"""what explains a phase's question to who is asked it"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("phase", sa.Column("help", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("phase", "help")
