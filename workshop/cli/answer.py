"""laena answer"""

from pathlib import Path

import click

from workshop.cli.start import open_feed, settings_option
from workshop.errors import Refusal
from workshop.settings import Settings


@click.command()
@click.argument("code")
@click.option("--output", type=click.Path(path_type=Path), help="ไฟล์ที่จะเขียน / file to write to.")
@click.option(
    "--send", "link", metavar="LINK", help="ลิงก์ที่จะส่งไป แทนการเขียนไฟล์ / link to send it by, in place of a file."
)
@settings_option
def answer(code: str, output: Path | None, link: str | None, chosen: Settings) -> None:
    """ทำไฟล์คำตอบของข้อสั่งการ / Write the file by which the workshop CODE answers its directive.

    The same content gives the same file; a changed one is the next version. No file is replaced without --output.
    With --send LINK it goes to the office that asked, by the link that this office gave out.
    """
    # slow: the database
    from workshop.year import answering, sending
    from workshop.year.contents import SUFFIXES

    feed = open_feed(chosen)
    try:
        to = sending.target(link) if link is not None else None
        written = feed.write(answering.write, code, feed.read(answering.read, code))
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.message} / {refusal.code}") from None
    content = written.content
    named = f"{content.unit.name} ฉบับที่ / version {content.version}, {len(content.notes)} ความเห็น / notes"
    if to is not None:
        click.echo(f"กำลังส่งไปที่ / sending to {to.host} ({named})")
        try:
            sent = sending.send(to, written.data)
        except Refusal as refusal:
            raise click.ClickException(f"{refusal.message} / {refusal.code}") from None
        click.echo(f"{sent.message} / {sent.result}")
        if output is None:
            return
    target = output or Path(f"laena-{content.unit.code}-v{content.version}{SUFFIXES['answer']}")
    try:
        with target.open("wb" if output else "xb") as file:
            file.write(written.data)
    except OSError as error:
        raise click.ClickException(f"เขียนไฟล์ {target} ไม่ได้ / cannot write {target}: {error.strerror}") from None
    click.echo(f"{target} ({named})")
