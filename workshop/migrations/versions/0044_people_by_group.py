"""people of a workshop are counted by group from an index alone, as each phone that joins asks for it"""

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_participant_workshop_group", "participant", ["workshop_id", "group_id"], unique=False)
    op.drop_index("ix_participant_workshop_id", table_name="participant")


def downgrade() -> None:
    op.create_index("ix_participant_workshop_id", "participant", ["workshop_id"], unique=False)
    op.drop_index("ix_participant_workshop_group", table_name="participant")
