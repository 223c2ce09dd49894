"""laena web"""

import os
import sys
import tempfile
from pathlib import Path

import click

from workshop.cli.start import check_queue, data_option, open_feed, settings_or_stop

_MOST = 4


@click.command()
@data_option
@click.option("--host", help="ที่อยู่ที่รับ / address to listen on.")
@click.option("--port", type=int, help="พอร์ต / port.")
@click.option("--processes", type=int, help="จำนวนโปรเซส / processes; more than one needs REDIS_URL.")
def web(data: Path | None, host: str | None, port: int | None, processes: int | None) -> None:
    """เปิดระบบบนเครื่องแม่ข่าย หลายโปรเซส / serve with gunicorn, for servers; workers are started apart.

    A platform's own PORT is followed where no port is given. Not on Windows: there, laena serve.
    """
    given = port or os.environ.get("LAENA_PORT") or os.environ.get("PORT")
    chosen = settings_or_stop(data=data, host=host, port=given, processes=processes)
    if sys.platform == "win32":
        raise click.ClickException("บน Windows ใช้ laena serve / on Windows use laena serve")
    check_queue(chosen)
    feed = open_feed(chosen, checked=True)
    # slow: the database
    from workshop.domain import installation

    environment = {
        "LAENA_DATA": str(chosen.data.resolve()),
        "LAENA_DATABASE_URL": chosen.database_url,
        "LAENA_REDIS_URL": chosen.redis_url,
        "LAENA_HOST": chosen.host,
        "LAENA_PORT": str(chosen.port),
        # So that a process can restart while the database cannot be reached.
        "LAENA_SECRET_KEY": installation.secret(chosen, feed),
        "PROMETHEUS_MULTIPROC_DIR": tempfile.mkdtemp(prefix="laena-metrics-"),
    }
    feed.database.close()
    count = str(chosen.processes or (min(_MOST, os.cpu_count() or 1) if chosen.redis_url else 1))
    click.echo(f"แลหน้าพร้อมแล้ว / Laena is ready: {chosen.host}:{chosen.port}, {count} process(es)")
    sys.stdout.flush()
    # gunicorn in a new Python, where gevent patches before anything else is imported.
    command = [sys.executable, "-m", "gunicorn", "--config", "python:workshop.process.gunicorn", "--workers", count]
    os.execve(
        sys.executable,
        [*command, "--bind", f"{chosen.host}:{chosen.port}", "workshop.process.wsgi:make()"],
        {**os.environ, **environment},
    )
