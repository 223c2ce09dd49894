"""laena worker"""

import contextlib
import logging
import os

import click

from workshop.cli.start import check_queue, locked_data, open_feed, settings_option
from workshop.settings import Settings


@click.command()
@settings_option
@click.option("--with-parent", is_flag=True, hidden=True)
def worker(chosen: Settings, with_parent: bool) -> None:
    """จัดกลุ่มความเห็นและเขียนรายงาน / group notes and write reports, beside one or more servers."""
    # numpy reads these when it is imported; its threads would take the server's core.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", str(chosen.cores))
    # slow: gevent, Flask and the database
    from workshop.process import garbage

    garbage.pause()
    # slow: gevent, Flask and the database
    from workshop.process import logs
    from workshop.worker.process import run

    logs.configure(chosen)
    logging.getLogger("huey").setLevel(logging.WARNING)
    for part in ("Worker", "Scheduler"):
        logging.getLogger(f"huey.consumer.{part}").addFilter(logs.Seldom())
    with locked_data(chosen, "worker"), contextlib.suppress(KeyboardInterrupt):
        if not with_parent:
            check_queue(chosen)
            open_feed(chosen).database.close()
        run(chosen, with_parent)
