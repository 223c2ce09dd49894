"""laena check"""

import click
from sqlalchemy.exc import SQLAlchemyError

from workshop import migrations
from workshop.cli.start import settings_option
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store import backup as backups
from workshop.store.database import Database
from workshop.views import integrity


@click.command()
@settings_option
def check(chosen: Settings) -> None:
    """ตรวจความสมบูรณ์ของข้อมูล / Check the database and its backups; changes nothing, also while the server runs.

    Ends with 0 when all is well, else with 1.
    """
    faults: list[str] = []
    path = backups.file_of(chosen.database)
    if path is not None and not path.is_file():
        raise click.ClickException(f"ยังไม่มีฐานข้อมูล / there is no database yet: {path}")
    if path is not None:
        try:
            faults += backups.broken(path)
        except backups.BackupError as error:
            faults.append(error.reason)
    if not faults:
        faults += _find_faults(Database(chosen.database))
    for fault in faults:
        click.echo(f"  ✗ {fault}")
    if faults:
        raise click.ClickException(
            f"พบปัญหา {len(faults)} ข้อ หยุดระบบ แล้วสั่ง laena restore กับไฟล์ล่าสุดในโฟลเดอร์ {backups.FOLDER} / "
            f"{len(faults)} faults: stop Laena, then restore the newest file of the folder {backups.FOLDER}"
        )
    damaged = backups.damaged(chosen.data / backups.FOLDER)
    for each in damaged:
        click.echo(f"  ✗ {each}")
    if damaged:
        raise click.ClickException(
            f"ฐานข้อมูลสมบูรณ์ แต่ไฟล์สำรอง {len(damaged)} ไฟล์ถูกเปลี่ยนหลังจากสำรอง (SHA-256 ไม่ตรง) อย่านำกลับมาใช้ ย้ายออก "
            f"แล้วสั่ง laena backup / the database is well, but {len(damaged)} backups were changed after they were "
            f"written (their SHA-256 differs): do not restore them; move them away, then run laena backup"
        )
    click.echo("ข้อมูลสมบูรณ์ / all is well")


def _find_faults(database: Database) -> list[str]:
    try:
        if migrations.pending(database.engine):
            return ["ฐานข้อมูลเป็นรุ่นเก่า สั่ง laena migrate / the database is of an older revision: run laena migrate"]
        found = Feed(database).read(integrity.everything)
    except SQLAlchemyError as error:
        return [f"เปิดฐานข้อมูลไม่ได้ / cannot open the database: {type(error).__name__}"]
    finally:
        database.close()
    click.echo(
        f"การประชุม / workshops     {found.workshops}\n"
        f"อุปกรณ์ / devices      {found.participants}\n"
        f"ความเห็น / notes         {found.notes}\n"
        f"การเปลี่ยนแปลง / changes   {found.changes}"
    )
    return list(found.faults)
