"""laena answers"""

from pathlib import Path

import click

from workshop.cli.start import open_feed, settings_option
from workshop.errors import Refusal
from workshop.settings import Settings


@click.command()
@click.argument("directive")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@settings_option
def answers(directive: str, files: tuple[Path, ...], chosen: Settings) -> None:
    """รับไฟล์คำตอบหลายไฟล์ / Take in answers to DIRECTIVE: its file, or the 32 letters of its address.

    A line for each file says what became of it. Exits with 1 if a file was refused; the others are taken in.
    """
    # slow: the database
    from workshop.year import answers as stored
    from workshop.year import directives, signed_files, taking

    feed = open_feed(chosen)
    try:
        if (path := Path(directive)).is_file():
            uid = feed.write(taking.take, signed_files.read(path.read_bytes())).uid
        else:
            uid = feed.read(directives.find, directive).uid
    except Refusal as refusal:
        raise click.ClickException(f"{directive}: {refusal.message} / {refusal.code}") from None
    refused = 0
    for place, file in enumerate(files, 1):
        try:
            with file.open("rb") as stream:
                found = signed_files.read(stream.read(signed_files.MAX_BYTES + 1))
            taken = feed.write(taking.take, found, uid)
            said = f"{taken.who}: {taken.message} / {taken.result}"
        except Refusal as refusal:
            refused += 1
            said = f"{refusal.message} / {refusal.code}"
        click.echo(f"[{place}/{len(files)}] {file.name}: {said}", err=False)
    table = feed.read(stored.table, uid)
    click.echo(f"ตอบแล้ว / answered: {table.count(*stored.ANSWERED)}/{len(table.rows)}")
    if refused:
        raise SystemExit(1)
