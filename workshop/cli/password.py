"""laena password"""

from pathlib import Path

import click

from workshop.cli.start import data_option, open_feed, settings_or_stop
from workshop.domain import facilitator


@click.command()
@data_option
def password(data: Path | None) -> None:
    """ตั้งรหัสผ่านวิทยากรใหม่ / make a link that sets a new facilitator password."""
    chosen = settings_or_stop(data=data)
    token = open_feed(chosen).write(facilitator.new_token)
    if chosen.public_address:
        click.echo("เปิดลิงก์นี้ ใช้ได้ครั้งเดียว / open this, it works once:")
    else:
        click.echo("เปิดลิงก์นี้ในเครื่องที่โปรแกรมทำงานอยู่ / open this on the machine that runs Laena:")
    click.echo(f"  {chosen.public_address or f'http://127.0.0.1:{chosen.port}'}/setup/{token}")
