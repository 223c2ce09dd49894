"""laena export"""

import io
from pathlib import Path

import click

from workshop.cli.start import open_feed, settings_option
from workshop.cli.target import write
from workshop.reports.filename import filename
from workshop.reports.formats import FORMATS
from workshop.reports.words import Language
from workshop.settings import Settings


@click.command()
@click.argument("code")
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="docx", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="ไฟล์หรือโฟลเดอร์ / file or folder to write to.")
@click.option("--language", type=click.Choice(["th", "en"]), help="ภาษาของรายงาน / language of the report.")
@click.option(
    "--digits",
    type=click.Choice(["thai", "arabic"]),
    default="thai",
    show_default=True,
    help="ตัวเลขในรายงานภาษาไทย: ๑๒๓ หรือ 123 / digits of the report in Thai.",
)
@click.option("--open-data", is_flag=True, help="ข้อมูลเปิด เหมือน --format open_data / the same as --format open_data.")
@settings_option
def export(
    code: str, kind: str, output: Path | None, language: Language | None, digits: str, open_data: bool, chosen: Settings
) -> None:
    """ส่งออกรายงานของการประชุม / Write the report of the workshop CODE.

    Without --output the file gets the report's own name in the current folder, and never replaces another.
    """
    # slow: the database
    from workshop.cli.known_code import found_code
    from workshop.views.read_record import read_record

    feed = open_feed(chosen)
    record = feed.read(read_record, found_code(feed, code))
    kind = "open_data" if open_data else kind
    stream = io.BytesIO()
    language = language or chosen.language
    FORMATS[kind].write(record, language, stream, digits == "thai")
    target = write(output or Path(), filename(record, FORMATS[kind], language), stream.getvalue())
    total = record.figures.received
    click.echo(f"{target} ({total} ความเห็น / notes)")
