"""laena migrate"""

from pathlib import Path

import click

from workshop.cli.start import data_option, open_feed, settings_or_stop


@click.command()
@data_option
def migrate(data: Path | None) -> None:
    """ปรับฐานข้อมูลให้เป็นรุ่นล่าสุด / bring the database to the newest revision."""
    open_feed(settings_or_stop(data=data))
    click.echo("ฐานข้อมูลเป็นรุ่นล่าสุดแล้ว / the database is up to date")
