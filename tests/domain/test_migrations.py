"""Two branches that each add a migration are found before they meet in somebody's database."""

from __future__ import annotations

from pathlib import Path

from alembic.script import ScriptDirectory

from workshop import migrations


def test_migrations_form_one_line_in_the_order_of_their_numbers() -> None:
    scripts = list(ScriptDirectory.from_config(migrations.config()).walk_revisions())
    numbers = [script.revision for script in reversed(scripts)]
    assert numbers == [f"{place:04}" for place in range(1, len(numbers) + 1)]
    assert [script.down_revision for script in reversed(scripts)] == [None, *numbers[:-1]]
    assert all(Path(script.path).name.startswith(script.revision) for script in scripts)
