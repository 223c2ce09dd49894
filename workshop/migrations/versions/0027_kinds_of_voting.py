"""kinds of voting, and values on two scales"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("voting", sa.Column("kind", sa.String(), server_default="dots", nullable=False))
    op.add_column("vote", sa.Column("second", sa.Integer(), server_default="0", nullable=False))
    # What the room said to the list of actions was told by its options until now.
    op.execute("UPDATE voting SET kind = 'agree' WHERE CAST(options AS TEXT) LIKE '%\"answer-agreed\"%'")


def downgrade() -> None:
    op.drop_column("vote", "second")
    op.drop_column("voting", "kind")
