"""laena minutes"""

from pathlib import Path

import click

from workshop.cli.start import open_feed, settings_option
from workshop.cli.target import write
from workshop.reports.minutes import Kind, minutes_file
from workshop.reports.words import Words
from workshop.settings import Settings


@click.command()
@click.argument("code")
@click.option("--format", "kind", type=click.Choice(["docx", "pdf"]), default="docx", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="ไฟล์หรือโฟลเดอร์ / file or folder to write to.")
@click.option(
    "--digits",
    type=click.Choice(["thai", "arabic"]),
    default="thai",
    show_default=True,
    help="ตัวเลข: ๑๒๓ หรือ 123 / digits.",
)
@settings_option
def minutes(code: str, kind: Kind, output: Path | None, digits: str, chosen: Settings) -> None:
    """เขียนรายงานการประชุม / Write the minutes of the meeting CODE.

    Without --output the file gets its own name in the current folder, and never replaces another.
    """
    # slow: the database
    from workshop.cli.known_code import found_code
    from workshop.views.minutes import read

    feed = open_feed(chosen)
    meeting = feed.read(read, found_code(feed, code))
    name, data = minutes_file(meeting, kind, Words("th", digits == "thai"))
    click.echo(write(output or Path(), name, data))
