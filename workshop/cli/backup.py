"""laena backup"""

from pathlib import Path

import click

from workshop.cli.start import open_feed, settings_option
from workshop.domain import access_log
from workshop.settings import Settings
from workshop.store import backup as backups
from workshop.store import sharing_copy


def database_file(chosen: Settings) -> Path:
    """Return the SQLite file. Raises ClickException on PostgreSQL."""
    path = backups.file_of(chosen.database)
    if path is None:
        raise click.ClickException(
            "ฐานข้อมูลนี้เป็น PostgreSQL ให้ใช้ pg_dump และ pg_restore / this database is PostgreSQL: "
            "use pg_dump and pg_restore"
        )
    return path


@click.command()
@click.option(
    "--output", type=click.Path(path_type=Path), help="ไฟล์หรือโฟลเดอร์ / file or folder; else the data folder's backups."
)
@click.option("--for-sharing", is_flag=True, help="ไม่มีชื่อ อุปกรณ์ และรหัส / without names, devices and secrets.")
@settings_option
def backup(output: Path | None, for_sharing: bool, chosen: Settings) -> None:
    """สำรองข้อมูลทั้งหมดเป็นไฟล์เดียว / Copy everything to one file, also while the server runs.

    The copy is checked before it gets its name. It holds every note: keep it where only you can read it. With
    --for-sharing it has no names, devices, sessions or secrets; the words of the notes stay.
    """
    source = database_file(chosen)
    if output is None:
        target = backups.unused(chosen.data / backups.FOLDER, kind="saved")
    else:
        target = backups.unused(output) if output.is_dir() else output
    if target.exists() and target.samefile(source):
        raise click.ClickException("ไฟล์ปลายทางคือฐานข้อมูลเอง / the output is the database itself")
    try:
        (sharing_copy if for_sharing else backups).write(source, target)
        if for_sharing:
            open_feed(chosen).write(access_log.add, access_log.What.SHARED_BACKUP)
    except backups.BackupError as error:
        raise click.ClickException(
            f"สำรองข้อมูลไม่ได้ ตรวจว่าดิสก์มีที่ว่าง แล้วสั่ง laena check / the backup failed, see that the disk has room, "
            f"then run laena check: {error.reason}"
        ) from None
    click.echo(f"{target} ({target.stat().st_size:,} ไบต์ / bytes, ตรวจแล้วสมบูรณ์ / checked)")
