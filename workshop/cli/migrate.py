"""laena migrate"""

import click

from workshop.cli.start import open_feed, settings_option
from workshop.settings import Settings


@click.command()
@settings_option
def migrate(chosen: Settings) -> None:
    """ปรับฐานข้อมูลให้เป็นรุ่นล่าสุด / bring the database to the newest revision."""
    open_feed(chosen)
    click.echo("ฐานข้อมูลเป็นรุ่นล่าสุดแล้ว / the database is up to date")
