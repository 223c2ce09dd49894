"""laena import-workshop"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.cli.start import open_feed, settings_option
from workshop.errors import Refusal
from workshop.settings import Settings

if TYPE_CHECKING:
    from workshop.year.workshop_files import Facts


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--look", "only_look", is_flag=True, help="ดูก่อน ยังไม่รับ / say what it would make, and make nothing.")
@click.option("--copy", is_flag=True, help="รับอีกชุดแม้มีอยู่แล้ว / make another where it is here already.")
@settings_option
def import_workshop(file: Path, only_look: bool, copy: bool, chosen: Settings) -> None:
    """รับไฟล์ของการประชุมทั้งงาน / Make the workshop of FILE, all of it or nothing, under a new code."""
    # slow: the database
    from workshop.domain import file_space
    from workshop.year import workshop_files

    feed = open_feed(chosen)
    try:
        with file.open("rb") as stream:
            data = stream.read(workshop_files.MAX_BYTES + 1)
        facts = workshop_files.look(feed, data)
        click.echo(_said(facts))
        for each in facts.here:
            click.echo(f"มีอยู่แล้ว / here already: {each.code} {each.title}")
        if not only_look:
            code = workshop_files.take(feed, data, copy, most=chosen.files_mb * file_space.MB)
            click.echo(f"รหัสใหม่ / new code: {code}")
    except Refusal as refusal:
        more = "; --copy ทำอีกชุด / makes another" if refusal.code == "already_here" else ""
        raise click.ClickException(f"{refusal.message} / {refusal.code}{more}") from None


def _said(facts: Facts) -> str:
    """Return what the file would make, a line a fact."""
    days = "–".join(dict.fromkeys(filter(None, (facts.starts_on, facts.ends_on)))) or "–"
    notes = facts.figures
    lines = {
        "การประชุม / workshop": facts.title,
        "วัน / days": days,
        "จากเครื่อง / from": " ".join(filter(None, (facts.installation, f"[{facts.key}]"))),
        "ความเห็น / notes": f"{notes['received']:,}",
        "ซ่อน / hidden": f"{notes['hidden']:,}",
        "ถอน / withdrawn": f"{facts.withdrawn:,}",
        "กลุ่มความเห็น / themes": f"{facts.themes:,}",
        "กลุ่ม / groups": f"{facts.groups:,}",
        "อุปกรณ์ที่เข้าร่วม / devices": f"{facts.participants:,}",
        "การลงคะแนน / votings": f"{facts.votings:,}",
        "สิ่งที่จะทำ / actions": f"{facts.actions:,}",
        "หลักฐานและเอกสาร / evidence and documents": f"{facts.files:,}",
        "อยู่ที่เครื่องเดิม / left behind": f"{facts.files_left:,}",
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items())
