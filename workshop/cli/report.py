"""laena report"""

import click

from workshop.cli.start import open_feed, settings_option
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
    from workshop.cli.known_code import found_code
    from workshop.reports.looked_at import shown
    from workshop.reports.words import Words
    from workshop.views.since_approval import look

    feed = open_feed(chosen)
    found = feed.read(look, found_code(feed, code))
    words = Words(language or chosen.language, thai_digits=False)
    facts = shown(found, words)
    click.echo(f"{words.report_state}: {facts['status']}")
    click.echo(f"{words.content_digest}: {facts['digest']}")
    for title in facts["missing"]:
        click.echo(f"{words.missing_text}: {title}")
    for line in (*facts["warnings"], *facts["changes"]):
        click.echo(f"  {line}")
