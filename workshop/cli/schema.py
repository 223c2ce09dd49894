"""laena schema"""

import click

from workshop.reports import report_schema


@click.command()
@click.argument("kind", type=click.Choice(["report", "directive", "answer"]), default="report")
def schema(kind: str) -> None:
    """พิมพ์ JSON Schema ของไฟล์ / Print the JSON Schema of the JSON export, or of another KIND of file."""
    if kind == "report":
        click.echo(report_schema.text(), nl=False)
        return
    # slow: pydantic
    from workshop.year import signed_files

    click.echo(signed_files.schema("directive" if kind == "directive" else "answer"), nl=False)
