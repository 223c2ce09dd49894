"""laena worker"""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path

import click

from workshop.cli.start import data_option, open_feed, settings_or_stop


@click.command()
@data_option
@click.option("--with-parent", is_flag=True, hidden=True)
def worker(data: Path | None, with_parent: bool) -> None:
    """จัดกลุ่มความเห็นและเขียนรายงาน / group notes and write reports, beside one or more servers."""
    from workshop.worker import run

    chosen = settings_or_stop(data=data)
    logging.basicConfig(level=chosen.log_level.upper(), format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("huey").setLevel(logging.WARNING)
    if not with_parent:
        open_feed(chosen)
    with contextlib.suppress(KeyboardInterrupt):
        run(chosen, with_parent)
