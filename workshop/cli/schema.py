"""laena schema"""

import click

from workshop.reports import report_schema


@click.command()
def schema() -> None:
    """พิมพ์ JSON Schema ของไฟล์ส่งออก JSON / Print the JSON Schema of the JSON export."""
    click.echo(report_schema.text(), nl=False)
