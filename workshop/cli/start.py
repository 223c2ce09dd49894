"""The start of every command: settings, data folder and database, or a message that says what to do."""

import contextlib
import sqlite3
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import click
from alembic.util import CommandError
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from workshop import migrations, settings
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store import backup, folder_lock, log_check, private
from workshop.store.database import Database

_CHECK_SECONDS = 5.0
_RESTORING = "กำลังนำข้อมูลสำรองกลับมา รอให้เสร็จก่อน / a backup is being restored, wait until it is done"
_SERVED = (
    "โฟลเดอร์ข้อมูลนี้มีเซิร์ฟเวอร์ทำงานอยู่แล้ว (พอร์ต {port} pid {pid}) หยุดตัวนั้นก่อน หรือใช้โฟลเดอร์อื่นด้วย --data / a server runs on "
    "this data folder already (port {port}, pid {pid}): stop it first, or name another folder with --data"
)
_DAMAGED = (
    "ฐานข้อมูลเสียหาย ({reason}) อย่าลบไฟล์ {path} ให้สั่ง laena restore กับไฟล์ล่าสุดในโฟลเดอร์ backups / the database is "
    "damaged: keep the file, and run laena restore with the newest file of the folder backups"
)
_LOG = "{path}-wal: checksum"
_NEWER = "ฐานข้อมูลเป็นของแลหน้ารุ่นใหม่กว่านี้ ใช้รุ่นล่าสุด / the database is of a newer Laena: use the newest one"
_NO_DRIVER = (
    "ยังไม่มีตัวเชื่อม PostgreSQL สั่ง pip install 'psycopg[binary]' / the driver is missing: pip install 'psycopg[binary]'"
)
data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), help="โฟลเดอร์ข้อมูล / data folder."
)


def settings_or_stop(**overrides: Any) -> Settings:
    """Load the settings and restrict the data folder to its owner. Raises ClickException for a bad setting."""
    try:
        chosen = settings.load(**overrides)
    except settings.SettingsError as error:
        raise click.ClickException(str(error)) from None
    private.close(chosen.data, backup.file_of(chosen.database))
    return chosen


# For commands whose only setting is the data folder: they receive the settings as `chosen`.
settings_option = click.option(
    "--data",
    "chosen",
    type=click.Path(path_type=Path, file_okay=False),
    callback=lambda _context, _option, data: settings_or_stop(data=data),
    help="โฟลเดอร์ข้อมูล / data folder.",
)


@contextlib.contextmanager
def locked_data(chosen: Settings, what: str, but_not_with: Collection[str] = (), **facts: Any) -> Iterator[None]:
    """Lock out restores, and others of the kinds `but_not_with`, while inside. Raises ClickException while one runs."""
    try:
        with folder_lock.shared(chosen.data, what, but_not_with, **facts):
            yield
    except folder_lock.InUse as error:
        raise click.ClickException(_refused(error.holders)) from None
    except folder_lock.CannotLock as error:
        raise click.ClickException(f"เปิดโฟลเดอร์ข้อมูลไม่ได้ / cannot open the data folder {chosen.data}: {error}") from None


def open_feed(chosen: Settings, checked: bool = False) -> Feed:
    """Migrate the database, copied before, and return its feed. Raises ClickException; `checked`: also for damage."""
    path = backup.file_of(chosen.database)
    try:
        chosen.data.mkdir(parents=True, exist_ok=True)
        if any(holder["what"] == folder_lock.RESTORE for holder in folder_lock.holders(chosen.data)):
            raise click.ClickException(_RESTORING)
        if path is not None:
            backup.finish_restore(path)
        if checked:
            backup.sweep(chosen.data)
            backup.sweep(chosen.data / backup.FOLDER)
        log = log_check.SOUND
        if path is not None and path.exists() and checked:
            log = log_check.state(path)  # before anything opens the database, and drops what it cannot read
            if log == log_check.DAMAGED:
                raise backup.BackupError(_LOG.format(path=path))
            problems = backup.broken(path, quick=True, seconds=_CHECK_SECONDS)
            if problems:
                raise backup.BackupError(problems[0])
        try:
            database = Database(chosen.database)
        except ModuleNotFoundError:
            raise click.ClickException(_NO_DRIVER) from None
        if log == log_check.UNFINISHED:
            with contextlib.suppress(sqlite3.Error):
                database.forget()  # else what is left of it could look like damage after the next crash
        migrations.migrate(database.engine, before=lambda: _copy(path, chosen.data / backup.FOLDER))
    except backup.BackupError as error:
        raise click.ClickException(_DAMAGED.format(path=path, reason=error.reason)) from None
    except CommandError:
        raise click.ClickException(_NEWER) from None
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and not isinstance(error, OperationalError):
            raise click.ClickException(_DAMAGED.format(path=path, reason=error.orig)) from None
        raise click.ClickException(_unreachable(error)) from None
    except OSError as error:
        raise click.ClickException(
            f"เปิดโฟลเดอร์ข้อมูลไม่ได้ / cannot open the data folder {chosen.data}: {error.strerror}"
        ) from None
    except SQLAlchemyError as error:
        raise click.ClickException(_unreachable(error)) from None
    return Feed(database)


def running_feed(chosen: Settings) -> Feed:
    """Return the feed of a database that a server has migrated."""
    return Feed(Database(chosen.database))


def _refused(holders: list[dict[str, Any]]) -> str:
    if any(holder["what"] == folder_lock.RESTORE for holder in holders):
        return _RESTORING
    return _SERVED.format(pid=holders[0]["pid"], port=holders[0].get("port", "?"))


def _copy(path: Path | None, folder: Path) -> None:
    if path is not None and path.exists():
        backup.write(path, backup.unused(folder, kind="before-upgrade"))


def check_queue(chosen: Settings) -> None:
    """Raise ClickException if REDIS_URL is set and cannot be reached."""
    if not chosen.redis_url:
        return
    # slow: redis
    from redis.exceptions import RedisError

    from workshop.bus import client_for

    try:
        client_for(chosen.redis_url).ping()
    except (RedisError, OSError, ValueError) as error:
        name = settings.named("redis_url")
        raise click.ClickException(
            f"เชื่อมต่อ Valkey/Redis ไม่ได้ ตรวจ {name} และดูว่าบริการทำงานอยู่ / cannot reach Valkey or Redis: "
            f"check {name}, and that the service runs: {type(error).__name__}"
        ) from None


def _unreachable(error: SQLAlchemyError) -> str:
    name = settings.named("database_url")
    return (
        f"เปิดฐานข้อมูลไม่ได้ ตรวจ {name} และดูว่าบริการทำงานอยู่ / cannot open the database: "
        f"check {name}, and that the service runs: {type(getattr(error, 'orig', None) or error).__name__}"
    )
