"""What commands share: the settings, a database that is there and up to date, and clear last words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from sqlalchemy.exc import SQLAlchemyError

from workshop import migrations, settings
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.database import Database

data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="โฟลเดอร์ข้อมูล / data folder."
)


def settings_or_stop(**overrides: Any) -> Settings:
    try:
        return settings.load(**overrides)
    except settings.SettingsError as error:
        raise click.ClickException(str(error)) from None


def open_feed(chosen: Settings) -> Feed:
    """The feed on a migrated database; stops with one clear line where it cannot be had."""
    try:
        chosen.data.mkdir(parents=True, exist_ok=True)
        database = Database(chosen.database)
        migrations.migrate(database.engine)
    except OSError as error:
        raise click.ClickException(
            f"เปิดโฟลเดอร์ข้อมูลไม่ได้ / cannot open the data folder {chosen.data}: {error.strerror}"
        ) from None
    except SQLAlchemyError as error:
        raise click.ClickException(
            f"เปิดฐานข้อมูลไม่ได้ ตรวจ LAENA_DATABASE_URL / cannot open the database: {type(error).__name__}"
        ) from None
    return Feed(database)
