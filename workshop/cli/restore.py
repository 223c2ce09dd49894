"""laena restore"""

import sqlite3
from pathlib import Path

import click

from workshop import migrations
from workshop.cli.backup import database_file
from workshop.cli.start import settings_option
from workshop.settings import Settings
from workshop.store import backup as backups
from workshop.store import checksums, folder_lock, restored


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@settings_option
def restore(file: Path, chosen: Settings) -> None:
    """นำข้อมูลสำรองกลับมาใช้ / Put the backup FILE in the place of the database.

    Stop the server first. The present database is kept aside, never deleted. Everybody signs in once more.
    """
    database = database_file(chosen)
    if database.exists() and file.samefile(database):
        raise click.ClickException("ไฟล์นี้คือฐานข้อมูลที่ใช้อยู่ / this file is the database in use")
    _refuse_newer(file)
    try:
        with folder_lock.exclusive(chosen.data):
            aside = backups.restore(file, database)
    except folder_lock.InUse as error:
        raise click.ClickException(in_use(error)) from None
    except folder_lock.CannotLock as error:
        raise click.ClickException(
            f"เขียนโฟลเดอร์ข้อมูลไม่ได้ / cannot write the data folder {chosen.data}: {error}"
        ) from None
    except backups.Damaged as error:
        raise click.ClickException(
            f"ไฟล์สำรองนี้ถูกเปลี่ยนหลังจากสำรอง (SHA-256 ไม่ตรง) ใช้ไฟล์อื่น ข้อมูลเดิมยังอยู่ครบ ถ้าไม่มีไฟล์อื่นและยอมรับได้ "
            f"ให้ลบ {checksums.beside(error.path).name} แล้วสั่งอีกครั้ง / this backup was changed after it was written "
            f"(its SHA-256 differs): use another one; what was there is still there. If there is no other, and you "
            f"accept it, delete {checksums.beside(error.path).name} and run this again"
        ) from None
    except backups.BackupError as error:
        raise click.ClickException(
            f"นำกลับไม่ได้ ข้อมูลเดิมยังอยู่ครบ / cannot restore, what was there is still there: {error.reason}"
        ) from None
    click.echo(f"นำข้อมูลสำรองกลับมาแล้ว เปิดระบบได้เลย / restored, start Laena again: {file}")
    click.echo("รหัสผ่านวิทยากรเป็นของเดิมก่อนนำกลับ ทุกเครื่องต้องเข้าสู่ระบบใหม่ / today's password stays; all sign in once more")
    if aside:
        click.echo(f"ข้อมูลก่อนหน้าเก็บไว้ที่ / what was there before is kept in {aside}")


def _refuse_newer(file: Path) -> None:
    """Raise ClickException for a backup that this release could not open."""
    try:
        newer = backups.is_laena(file) and not migrations.known(restored.revision(file))
    except (sqlite3.Error, backups.BackupError):
        return  # the restore itself says what is wrong with it
    if newer:
        raise click.ClickException(
            "ไฟล์สำรองนี้เป็นของแลหน้ารุ่นใหม่กว่านี้ ติดตั้งรุ่นล่าสุดก่อน ข้อมูลเดิมยังอยู่ครบ / this backup is of a newer Laena: "
            "install the newest one first; what was there is still there"
        )


def in_use(error: folder_lock.InUse) -> str:
    named = ", ".join(
        f"{holder['what']} (pid {holder['pid']}{', port ' + str(holder['port']) if 'port' in holder else ''})"
        for holder in error.holders
    )
    return f"มีโปรแกรมใช้โฟลเดอร์ข้อมูลนี้อยู่ ให้หยุดก่อน / the data folder is in use, stop this first: {named}"
