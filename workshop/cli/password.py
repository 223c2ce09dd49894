"""laena password"""

import click

from workshop.cli.start import open_feed, settings_option
from workshop.domain import facilitator
from workshop.settings import Settings


@click.command()
@settings_option
def password(chosen: Settings) -> None:
    """ตั้งรหัสผ่านวิทยากรใหม่ / make a link that sets a new facilitator password."""
    token = open_feed(chosen).write(facilitator.new_token)
    if chosen.public_address:
        click.echo("เปิดลิงก์นี้ ใช้ได้ครั้งเดียว / open this, it works once:")
    else:
        click.echo("เปิดลิงก์นี้ในเครื่องที่โปรแกรมทำงานอยู่ / open this on the machine that runs Laena:")
    click.echo(f"  {chosen.public_address or f'http://127.0.0.1:{chosen.port}'}/setup/{token}")
