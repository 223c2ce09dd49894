"""What belongs to a workshop is known as such."""

from __future__ import annotations

from sqlmodel import SQLModel

from workshop.store.models import OF_A_WORKSHOP


def test_every_table_with_rows_of_a_workshop_is_listed_for_its_removal() -> None:
    having = {name for name, table in SQLModel.metadata.tables.items() if "workshop_id" in table.columns}
    assert {table.name for table in OF_A_WORKSHOP} == having


def test_rows_that_others_reference_are_removed_after_them() -> None:
    place = {table: number for number, table in enumerate(OF_A_WORKSHOP)}
    pointing = [(table, key.column.table) for table in OF_A_WORKSHOP for key in table.foreign_keys]
    assert pointing
    assert all(place[table] < place[target] for table, target in pointing if target in place)
