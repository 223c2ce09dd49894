"""which chapters the report has, and their order"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report_text", sa.Column("chapters", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.drop_column("report_text", "chapters")
