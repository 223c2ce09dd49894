"""The notes' table written anew with a column more: what a migration of a full room costs those who wait."""

import os
import time
from pathlib import Path

import sqlalchemy as sa
from alembic import op
from alembic.config import Config
from alembic.script import ScriptDirectory

from workshop import migrations

_theirs = Config()
_theirs.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))

revision = "bench"
down_revision = ScriptDirectory.from_config(_theirs).get_current_head()
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("note", recreate="auto") as table:
        table.add_column(sa.Column("bench", sa.Text(), nullable=False, server_default=""))
    # A room's table is small: as long as the real one of a hundred workshops.
    time.sleep(float(os.environ["LAENA_BENCH_MIGRATION"]))


def downgrade() -> None:
    with op.batch_alter_table("note") as table:
        table.drop_column("bench")
