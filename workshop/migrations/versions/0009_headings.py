"""own headings: themes that are given before anybody writes"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("theme", sa.Column("heading", sa.Integer(), server_default="0", nullable=False))
    op.add_column("theme", sa.Column("words", sa.Text(), server_default="", nullable=False))
    op.add_column("workshop", sa.Column("headings_shown", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("workshop", "headings_shown")
    op.drop_column("theme", "words")
    op.drop_column("theme", "heading")
