"""What belongs to a workshop is known as such."""

from __future__ import annotations

from sqlmodel import SQLModel

from workshop.store.models import OF_A_WORKSHOP


def test_every_table_with_rows_of_a_workshop_is_listed_for_its_removal() -> None:
    having = {name for name, table in SQLModel.metadata.tables.items() if "workshop_id" in table.columns}
    assert {table.__tablename__ for table in OF_A_WORKSHOP} == having
