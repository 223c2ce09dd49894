"""laena export-workshop"""

from pathlib import Path

import click

from workshop.cli.start import open_feed, settings_option
from workshop.cli.target import write
from workshop.errors import Refusal
from workshop.settings import Settings


@click.command()
@click.argument("code")
@click.option("--output", type=click.Path(path_type=Path), help="ไฟล์หรือโฟลเดอร์ / file or folder to write to.")
@settings_option
def export_workshop(code: str, output: Path | None, chosen: Settings) -> None:
    """ทำไฟล์ของการประชุมทั้งงาน / Write the workshop CODE with all that came of it as one file, for another installation.

    What is open in it is closed first. Without --output no other file is replaced.
    """
    # slow: the database
    from workshop.cli.known_code import found_code
    from workshop.year import workshop_files

    feed = open_feed(chosen)
    code = found_code(feed, code)
    try:
        data = workshop_files.make(feed, code)
    except Refusal as refusal:
        raise click.ClickException(f"{refusal.message} / {refusal.code}") from None
    target = write(output or Path(), workshop_files.filename(feed, code), data)
    click.echo(f"{target} ({len(data):,} ไบต์ / bytes)")
