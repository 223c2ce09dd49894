"""what a note says of its writer, chosen for each phase"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Boards showed the group beside each note: phases of before stay what they were.
    op.add_column("phase", sa.Column("identity", sa.String(), server_default="unit", nullable=False))
    op.add_column("note", sa.Column("sealed_group", sa.Integer(), nullable=True))
    op.add_column("note", sa.Column("signed", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("note", "signed")
    op.drop_column("note", "sealed_group")
    op.drop_column("phase", "identity")
