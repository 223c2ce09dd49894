"""laena template"""

from pathlib import Path

import click

from workshop.cli.target import write
from workshop.domain.office_templates import KINDS, MAX_BYTES, UnfitTemplate
from workshop.reports.words import Language, Words

_language = click.option(
    "--language", type=click.Choice(["th", "en"]), default="th", show_default=True, help="ภาษา / language."
)
_kind = click.option(
    "--kind", type=click.Choice([*KINDS]), default="report", show_default=True, help="ชนิดของเอกสาร / kind of document."
)


@click.group()
def template() -> None:
    """แม่แบบ Word ของหน่วยงาน / The office's own Word templates of report, letters and minutes."""


@template.command("list")
@_kind
@_language
def list_places(kind: str, language: Language) -> None:
    """รายชื่อช่องที่ใส่ในแม่แบบได้ / Name every place that a template may have."""
    # slow: python-docx and the words of every chapter
    from workshop.reports.office_templates.forms import FORMS

    form = FORMS[kind]
    wide = max(map(len, form.known))
    for tag in form.known:
        click.echo(f"{tag:<{wide}}  {form.about(tag, Words(language))}")


@template.command("write")
@click.option("--output", type=click.Path(path_type=Path), help="ไฟล์หรือโฟลเดอร์ / file or folder to write to.")
@_kind
@_language
def write_shipped(output: Path | None, kind: str, language: Language) -> None:
    """เขียนแม่แบบที่มากับโปรแกรม / Write the template that Laena ships, to be changed in Word."""
    # slow: python-docx
    from workshop.reports.office_templates.names import SHIPPED
    from workshop.reports.office_templates.shipped import shipped

    click.echo(write(output or Path(), SHIPPED[kind].in_(language), shipped(Words(language), kind)))


@template.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_kind
def check(file: Path, kind: str) -> None:
    """ตรวจแม่แบบ / Say what in FILE is unknown, missing, misplaced or damaged; nothing is stored."""
    # slow: python-docx
    from workshop.reports.office_templates.check import opened
    from workshop.reports.office_templates.forms import FORMS

    with file.open("rb") as stream:
        data = stream.read(MAX_BYTES + 1)
    try:
        opened(data, FORMS[kind])
    except UnfitTemplate as unfit:
        lines = [f"- {fault.words}" for fault in unfit.faults]
        lines += [f"- ตรวจด้วย / check with: --kind {each.detail}" for each in unfit.faults if each.reason == "other"]
        raise click.ClickException("\n".join([f"แม่แบบนี้ใช้ไม่ได้ / unfit: {file}", *lines])) from None
    click.echo(f"ใช้ได้ / fit: {file}")
