"""an organisation: units as a tree, people who sign in by name, and whose a workshop and a directive is"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "org_unit",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("code", "name", "kind")),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["org_unit.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_org_unit_code", "org_unit", ["code"], unique=True)
    for column in ("parent_id", "path"):
        op.create_index(f"ix_org_unit_{column}", "org_unit", [column])
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "shown", "email", "subject")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("password", "link")),
        sa.Column("link_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_person_name", "person", ["name"], unique=True)
    for column in ("email", "subject", "link"):
        op.create_index(f"ix_person_{column}", "person", [column])
    op.create_table(
        "person_role",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["org_unit.id"]),
        sa.PrimaryKeyConstraint("person_id", "unit_id"),
    )
    op.add_column("facilitator_session", sa.Column("person_id", sa.Integer(), nullable=True))
    for table in ("workshop", "directive"):
        op.add_column(table, sa.Column("unit_id", sa.Integer(), nullable=True))


def downgrade() -> None:
    for table in ("workshop", "directive"):
        op.drop_column(table, "unit_id")
    op.execute("DELETE FROM facilitator_session WHERE person_id IS NOT NULL")
    op.drop_column("facilitator_session", "person_id")
    for table in ("person_role", "person", "org_unit"):
        op.drop_table(table)
