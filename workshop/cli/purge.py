"""laena purge"""

import click

from workshop.cli.restore import in_use
from workshop.cli.start import open_feed, settings_option
from workshop.domain import access_log, codes, endings
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store import backup as backups
from workshop.store import folder_lock
from workshop.store import purge as files
from workshop.store.purged_answers import Given
from workshop.year import own_answers


@click.command()
@click.argument("code")
@click.option("--yes", is_flag=True, help="ไม่ต้องถาม / do not ask.")
@click.option("--answers", is_flag=True, help="ลบคำตอบข้อสั่งการที่เครื่องนี้รับไว้ด้วย / its answers to a directive too.")
@settings_option
def purge(code: str, yes: bool, answers: bool, chosen: Settings) -> None:
    """ล้างข้อมูลการประชุมทั้งหมด / Delete the workshop CODE for good, also from the backups in the data folder.

    Stop the server first. What was exported or copied elsewhere stays there. Where the same installation has
    taken in the workshop's answers to a directive, it says so, and asks whether they go too.
    """
    wanted, database = codes.typed(code), backups.file_of(chosen.database)
    if not yes:
        click.confirm(f"ลบการประชุม {wanted} ทั้งหมด กู้คืนไม่ได้ / delete workshop {wanted} for good?", abort=True)
    feed = open_feed(chosen)
    for title in feed.read(endings.taken_over_by, wanted):
        click.echo(
            f"การประชุม “{title}” นำชื่อกลุ่มความเห็น สิ่งที่จะทำ หรือมติจากการประชุมนี้ไปใช้ สิ่งนั้นยังอยู่ที่นั่น\n"
            f"“{title}” has taken over names of themes, actions or resolutions of it; they stay there"
        )
    given = _given(feed, wanted, yes, answers)
    try:
        with folder_lock.exclusive(chosen.data):
            if given:
                feed.write(own_answers.remove, given)
            there = feed.write(endings.delete_rows, wanted)
            feed.write(access_log.add, access_log.What.PURGE, wanted)
            engine = feed.database.engine
            if database is None:
                files.vacuum(engine)
            feed.database.close()
            backups.sweep(chosen.data)
            backups.sweep(chosen.data / backups.FOLDER)
            changed = files.clean(chosen.data, database, [wanted], given)
    except folder_lock.InUse as error:
        raise click.ClickException(in_use(error)) from None
    except folder_lock.CannotLock as error:
        raise click.ClickException(f"เขียนโฟลเดอร์ข้อมูลไม่ได้ / cannot write the data folder: {error}") from None
    except files.CannotPurge as error:
        raise click.ClickException(
            f"ล้างที่อื่นแล้ว แต่ไฟล์นี้ล้างไม่ได้ ลบไฟล์หากเป็นสำเนาสำรองที่เสียหาย แล้วสั่งอีกครั้ง / "
            f"these files could not be purged, all others are: delete a damaged backup, then run it again: {error}"
        ) from None
    if not there and not changed:
        raise click.ClickException(f"ไม่พบการประชุม {wanted} / there is no workshop {wanted}")
    click.echo(f"ล้างการประชุม {wanted} แล้ว รวมทั้งสำเนาสำรองในโฟลเดอร์ข้อมูล / workshop {wanted} is purged, backups too")


def _given(feed: Feed, code: str, yes: bool, answers: bool) -> Given | None:
    """Return the workshop's answers where they shall go with it, after naming them."""
    try:
        stored = feed.write(own_answers.of, code)
    except UnknownWorkshop:
        return None
    if stored is None:
        return None
    click.echo(
        f"เครื่องนี้รับคำตอบของการประชุมนี้ไว้ด้วย ซึ่งมีความเห็นตามคำเดิม: {stored.unit} ตอบ {stored.about} ({stored.versions} ฉบับ)\n"
        f"This installation has taken in its answers, with its notes word for word: {stored.unit}, {stored.about}"
    )
    if answers or (not yes and click.confirm("ลบคำตอบนี้ด้วย / delete these answers too?")):
        return stored.given
    click.echo("คำตอบยังอยู่ / the answers stay")
    return None
