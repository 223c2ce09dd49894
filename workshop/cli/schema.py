"""laena schema"""

import click

from workshop.reports import report_schema
from workshop.year import signed_files
from workshop.year.contents import CONTENTS


@click.command()
@click.argument("kind", type=click.Choice(["report", *CONTENTS]), default="report")
def schema(kind: str) -> None:
    """พิมพ์ JSON Schema ของไฟล์ / Print the JSON Schema of the JSON export, or of another KIND of file."""
    if kind == "report":
        click.echo(report_schema.text(), nl=False)
        return
    click.echo(signed_files.schema(kind), nl=False)  # type: ignore[arg-type]  # click checks it
