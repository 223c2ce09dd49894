"""the facilitator's words at the end, and what happens next"""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("closing_words", "next_steps"):
        op.add_column("workshop", sa.Column(name, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    for name in ("next_steps", "closing_words"):
        op.drop_column("workshop", name)
