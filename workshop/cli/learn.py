"""laena learn"""

from collections.abc import Callable, Sequence

import click

from workshop.cli.start import open_feed, settings_option
from workshop.domain import learning, lessons
from workshop.domain.grouper import FEWEST_NOTES, FEWEST_THEMES, Grouper, NotLearnt
from workshop.domain.learning import Source
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.vectors import VectorFile

_NOTHING = (
    "ยังเรียนรู้ไม่ได้ ต้องมีความเห็นอย่างน้อย {notes} ข้อใน {themes} กลุ่มที่มีคนตั้งชื่อ ล็อก หรือย้ายความเห็นเข้า / too little to learn from: "
    "it takes {notes} notes in {themes} themes that people named, locked or moved notes into"
)
_OWN_MODEL = (
    "เรียนรู้ได้เฉพาะกับโมเดลที่มากับโปรแกรม เอา LAENA_MODEL ออกก่อน / learning needs the model that comes with Laena: "
    "unset LAENA_MODEL"
)

_WENT = "มีความเห็นที่ถูกลบระหว่างเรียน สั่งอีกครั้ง / words went meanwhile: run it again"
_FILES = "เขียนหรือลบไฟล์ใน {folder} ไม่ได้ / cannot write or delete files in {folder}: {why}"


@click.command()
@click.option("--list", "only_list", is_flag=True, help="บอกว่าจะเรียนจากอะไร ไม่เรียน / say what would be learnt from.")
@click.option("--undo", is_flag=True, help="ลบสิ่งที่เรียนไว้ / go back to the likeness that comes with Laena.")
@click.option("--on/--off", "switch", default=None, help="ใช้หรือพักสิ่งที่เรียนไว้ / use what was learnt, or let it lie.")
@click.option("--leave-out", metavar="CODE", multiple=True, help="ไม่เรียนจากการประชุมนี้ / learn nothing from it.")
@click.option("--take-in", metavar="CODE", multiple=True, help="เรียนจากการประชุมนี้อีกครั้ง / learn from it again.")
@settings_option
def learn(
    only_list: bool,
    undo: bool,
    switch: bool | None,
    leave_out: Sequence[str],
    take_in: Sequence[str],
    chosen: Settings,
) -> None:
    """เรียนรู้จากที่คนจัดกลุ่มไว้ / Learn likeness from the themes that people named, locked and moved notes into.

    What is learnt stays in the data folder and takes effect at once, also while the server runs.
    """
    if undo:
        _files(chosen, lessons.forget)
        click.echo("ลบสิ่งที่เรียนไว้แล้ว / what was learnt is gone")
        return
    if switch is not None:
        _files(chosen, lessons.switch, switch)
        click.echo("ใช้สิ่งที่เรียนไว้ / in use" if switch else "ไม่ใช้สิ่งที่เรียนไว้ / not in use")
        return
    if chosen.model and not only_list:
        raise click.ClickException(_OWN_MODEL)
    feed = open_feed(chosen)
    _choose(feed, leave_out, True)
    _choose(feed, take_in, False)
    found = feed.read(learning.sources)
    _show(found, feed.read(learning.left_out))
    if not only_list:
        _learn(chosen, feed)


def _choose(feed: Feed, codes: Sequence[str], out: bool) -> None:
    for code in codes:
        try:
            feed.write(learning.leave_out, code, out)
        except UnknownWorkshop:
            raise click.ClickException(f"ไม่พบการประชุม {code} / there is no workshop {code}") from None


def _show(found: Sequence[Source], without: Sequence[str]) -> None:
    for source in found:
        click.echo(f"  {source.code}  {source.workshop} · {source.category} · {source.theme}  {len(source.texts)}")
    if without:
        click.echo(f"ไม่เรียนจาก / left out: {', '.join(without)}")
    notes = sum(len(source.texts) for source in found)
    click.echo(f"{len(found)} กลุ่มความเห็น {notes} ความเห็น / {len(found)} themes, {notes} notes")


def _learn(chosen: Settings, feed: Feed) -> None:
    grouper = Grouper(chosen.cores, VectorFile(chosen.data / "vectors.db"))
    try:
        names = lessons.learn(feed, grouper, chosen.data)
    except NotLearnt:
        raise click.ClickException(_NOTHING.format(notes=FEWEST_NOTES, themes=FEWEST_THEMES)) from None
    except lessons.Went:
        raise click.ClickException(_WENT) from None
    except OSError as error:
        raise click.ClickException(_FILES.format(folder=chosen.data, why=error.strerror)) from None
    click.echo(f"เรียนรู้แล้ว มีผลกับการจัดกลุ่มครั้งต่อไป / learnt; the next grouping uses it: {', '.join(names)}")


def _files(chosen: Settings, work: Callable[..., object], *given: bool) -> None:
    try:
        work(chosen.data, *given)
    except OSError as error:
        raise click.ClickException(_FILES.format(folder=chosen.data, why=error.strerror)) from None
