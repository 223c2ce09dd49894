"""phones that came from another address: the digest of the key that they had there"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("former", sa.String(), nullable=True))
    there = sa.text("former IS NOT NULL")
    op.create_index(
        "ix_participant_former", "participant", ["workshop_id", "former"], sqlite_where=there, postgresql_where=there
    )


def downgrade() -> None:
    op.drop_index("ix_participant_former", "participant")
    op.drop_column("participant", "former")
