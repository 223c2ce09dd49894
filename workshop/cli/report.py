"""laena report"""

import click

from workshop.cli.start import open_feed, settings_option
from workshop.errors import UnknownWorkshop
from workshop.reports.words import Language
from workshop.settings import Settings


@click.command()
@click.argument("code")
@click.option("--language", type=click.Choice(["th", "en"]), help="ภาษา / language.")
@settings_option
def report(code: str, language: Language | None, chosen: Settings) -> None:
    """แสดงสถานะของรายงาน: ฉบับร่างหรือรับรองแล้ว / Print whether the report of the workshop CODE is approved.

    Prints the state, the digest of the content, the texts that are missing, and what changed since the approval.
    """
    # slow: the database
    from workshop.domain import workshops
    from workshop.reports.looked_at import shown
    from workshop.reports.words import Words
    from workshop.views.since_approval import look

    feed = open_feed(chosen)
    try:
        found = feed.read(look, feed.read(workshops.find, code).code)
    except UnknownWorkshop:
        raise click.ClickException(
            f"ไม่พบการประชุมรหัส {code} ตรวจรหัส หรือโฟลเดอร์ข้อมูล (--data) / there is no workshop {code}: check the code, "
            "or the data folder (--data)"
        ) from None
    words = Words(language or chosen.language, thai_digits=False)
    said = shown(found, words)
    click.echo(f"{words.report_state}: {said['status']}")
    click.echo(f"{words.content_digest}: {said['digest']}")
    for title in said["missing"]:
        click.echo(f"{words.missing_text}: {title}")
    for line in (*said["warnings"], *said["changes"]):
        click.echo(f"  {line}")
