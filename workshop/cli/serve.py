"""laena serve"""

from pathlib import Path

import click

from workshop.cli.start import check_queue, data_option, locked_data, open_feed, settings_or_stop


@click.command()
@data_option
@click.option("--host", help="ที่อยู่ที่รับ / address to listen on.")
@click.option("--port", type=int, help="พอร์ต / port.")
@click.option("--public-address", help="ที่อยู่สาธารณะสำหรับโทรศัพท์ / address that phones use.")
def serve(data: Path | None, host: str | None, port: int | None, public_address: str | None) -> None:
    """เปิดระบบให้ผู้เข้าร่วมเชื่อมต่อ / start Laena and keep it running."""
    chosen = settings_or_stop(data=data, host=host, port=port, public_address=public_address)
    # slow: gevent, Flask and the database
    from workshop.process import garbage

    garbage.pause()
    # slow: gevent, Flask and the database
    from workshop.process.server import Server

    check_queue(chosen)
    with locked_data(chosen, "serve", but_not_with=("serve", "web"), port=chosen.port):
        feed = open_feed(chosen, checked=True)
        try:
            server = Server(chosen, feed)
        except OSError as error:
            raise click.ClickException(
                f"พอร์ต {chosen.port} ใช้ไม่ได้ ลองพอร์ตอื่นด้วย --port / port {chosen.port} cannot be used, try --port: "
                f"{error.strerror}"
            ) from None
        server.run(greet=lambda: click.echo(server.greeting()))
