"""laena learn"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from workshop.cli.start import open_feed, settings_option
from workshop.domain import learning
from workshop.domain.learning import Source
from workshop.errors import UnknownWorkshop
from workshop.feed import Feed
from workshop.settings import Settings
from workshop.store.purge import LEARNT_FROM
from workshop.store.vectors import VectorFile

_NOTHING = (
    "ยังเรียนรู้ไม่ได้ ต้องมีความเห็นอย่างน้อย {notes} ข้อใน {themes} กลุ่มที่มีคนตั้งชื่อ ล็อก หรือย้ายความเห็นเข้า / too little to learn from: "
    "it takes {notes} notes in {themes} themes that people named, locked or moved notes into"
)
_OWN_MODEL = (
    "เรียนรู้ได้เฉพาะกับโมเดลที่มากับโปรแกรม เอา LAENA_MODEL ออกก่อน / learning needs the model that comes with Laena: "
    "unset LAENA_MODEL"
)


@click.command()
@click.option("--list", "only_list", is_flag=True, help="บอกว่าจะเรียนจากอะไร ไม่เรียน / say what would be learnt from.")
@click.option("--undo", is_flag=True, help="เลิกใช้สิ่งที่เรียนไว้ / go back to the likeness that comes with Laena.")
@click.option("--leave-out", metavar="CODE", multiple=True, help="ไม่เรียนจากการประชุมนี้ / learn nothing from it.")
@click.option("--take-in", metavar="CODE", multiple=True, help="เรียนจากการประชุมนี้อีกครั้ง / learn from it again.")
@settings_option
def learn(only_list: bool, undo: bool, leave_out: Sequence[str], take_in: Sequence[str], chosen: Settings) -> None:
    """เรียนรู้จากที่คนจัดกลุ่มไว้ / Learn likeness from the themes that people named, locked and moved notes into.

    What is learnt stays in the data folder and takes effect at once, also while the server runs.
    """
    folder = chosen.data / learning.FOLDER
    if undo:
        _remove(folder)
        click.echo("เลิกใช้สิ่งที่เรียนไว้แล้ว / what was learnt is gone")
        return
    if chosen.model and not only_list:
        raise click.ClickException(_OWN_MODEL)
    feed = open_feed(chosen)
    _choose(feed, leave_out, True)
    _choose(feed, take_in, False)
    found = feed.read(learning.sources)
    _show(found, feed.read(learning.left_out))
    if not only_list:
        _learn(found, folder, chosen)


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


def _remove(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise click.ClickException(f"ลบ {folder} ไม่ได้ / cannot delete {folder}: {error.strerror}") from None


def _learn(found: Sequence[Source], folder: Path, chosen: Settings) -> None:
    # slow: scikit-learn and PyThaiNLP
    from analysis.e5.encoder import e5_encoder
    from analysis.embed import SentenceEncoder
    from analysis.glossary import shipped
    from analysis.learning import FEWEST_NOTES, FEWEST_THEMES, Confirmed, TooLittle, learn
    from analysis.reading import Reader

    sets: dict[tuple[str, str], list[Source]] = {}
    for source in found:
        sets.setdefault((source.code, source.category), []).append(source)
    confirmed = [
        Confirmed(
            tuple(text for source in group for text in source.texts),
            tuple(str(at) for at, source in enumerate(group) for _ in source.texts),
        )
        for group in sets.values()
    ]
    cache = VectorFile(chosen.data / "vectors.db")
    reader = Reader(SentenceEncoder(chosen.cores), shipped(), cache, e5_encoder(chosen.cores))
    _remove(folder)
    folder.mkdir(parents=True)
    # First, so that a purge finds what was learnt from whom.
    codes = sorted({source.code for source in found})
    (folder / LEARNT_FROM).write_text(json.dumps(codes), encoding="utf-8")
    try:
        names = learn(confirmed, reader, folder)
    except TooLittle:
        _remove(folder)
        raise click.ClickException(_NOTHING.format(notes=FEWEST_NOTES, themes=FEWEST_THEMES)) from None
    click.echo(f"เรียนรู้แล้ว มีผลกับการจัดกลุ่มครั้งต่อไป / learnt; the next grouping uses it: {', '.join(names)}")
