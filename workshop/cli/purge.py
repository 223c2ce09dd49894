"""laena purge"""

import click

from workshop.cli.restore import in_use
from workshop.cli.start import open_feed, settings_option
from workshop.domain import access_log, codes, endings
from workshop.settings import Settings
from workshop.store import backup as backups
from workshop.store import folder_lock
from workshop.store import purge as files


@click.command()
@click.argument("code")
@click.option("--yes", is_flag=True, help="ไม่ต้องถาม / do not ask.")
@settings_option
def purge(code: str, yes: bool, chosen: Settings) -> None:
    """ล้างข้อมูลการประชุมทั้งหมด / Delete the workshop CODE for good, also from the backups in the data folder.

    Stop the server first. What was exported or copied elsewhere stays there.
    """
    wanted, database = codes.typed(code), backups.file_of(chosen.database)
    if not yes:
        click.confirm(f"ลบการประชุม {wanted} ทั้งหมด กู้คืนไม่ได้ / delete workshop {wanted} for good?", abort=True)
    feed = open_feed(chosen)
    try:
        with folder_lock.exclusive(chosen.data):
            there = feed.write(endings.delete_rows, wanted)
            feed.write(access_log.add, access_log.What.PURGE, wanted)
            engine = feed.database.engine
            if database is None:
                files.vacuum(engine)
            feed.database.close()
            changed = files.clean(chosen.data, database, [wanted])
    except folder_lock.InUse as error:
        raise click.ClickException(in_use(error)) from None
    except folder_lock.CannotLock as error:
        raise click.ClickException(f"เขียนโฟลเดอร์ข้อมูลไม่ได้ / cannot write the data folder: {error}") from None
    except files.CannotPurge as error:
        raise click.ClickException(f"ยังล้างไม่หมด สั่งอีกครั้ง / not all is purged, run it again: {error}") from None
    if not there and not changed:
        raise click.ClickException(f"ไม่พบการประชุม {wanted} / there is no workshop {wanted}")
    click.echo(f"ล้างการประชุม {wanted} แล้ว รวมทั้งสำเนาสำรองในโฟลเดอร์ข้อมูล / workshop {wanted} is purged, backups too")
