"""laena demo, which `make run` starts"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.demo.serving import ServerEnded, Serving, free_port, lan_address

if TYPE_CHECKING:
    from workshop.demo.playing import Playing
    from workshop.settings import Settings

PARTICIPANTS = 40


@click.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="โฟลเดอร์ข้อมูล / data folder.")
@click.option("--port", type=click.IntRange(1, 65535), help="พอร์ต / port; the next free one where it is taken.")
@click.option(
    "--minutes", type=click.FloatRange(0, 600), default=4.0, show_default=True, help="เวลา / how long it plays."
)
@click.option("--fast", is_flag=True, help="ไม่เว้นจังหวะ / all notes without a pause.")
@click.option("--no-open", is_flag=True, help="ไม่เปิดเบราว์เซอร์ / do not open a browser.")
def demo(data: Path | None, port: int | None, minutes: float, fast: bool, no_open: bool) -> None:
    """เปิดการประชุมตัวอย่าง / a demo workshop, with simulated participants."""
    interrupted = False
    # Ctrl+C comes as KeyboardInterrupt and reaches the server too; SIGTERM comes to this process alone.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(0))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for background jobs
    serving: Serving | None = None
    playing: Playing | None = None
    try:
        # slow: the database
        from workshop.cli.start import open_feed, settings_or_stop

        chosen = settings_or_stop(data=data, port=port)
        free = _port(chosen)
        everywhere = chosen.host in ("", "0.0.0.0")
        own = "127.0.0.1" if everywhere or chosen.host == "localhost" else chosen.host
        serving = Serving(free, data, click.echo, own)
        # Imported while the server starts.
        # slow: gevent and the sockets
        from workshop.demo.playing import Playing

        serving.wait_until_ready()
        playing = Playing(open_feed(chosen), serving.base, PARTICIPANTS)
        console = serving.setup_link or f"{serving.base}/workshops/{playing.code}"
        phones = chosen.public_address or (lan_address(free) if everywhere else f"http://{own}:{free}")
        click.echo(_greeting(console, serving.base, phones, playing.code))
        if not no_open:
            _open_browser(console)
        playing.start(0.0 if fast else minutes * 60, click.echo)
        while (code := serving.wait(0.5)) is None:
            pass
        raise ServerEnded(code)
    except KeyboardInterrupt:
        interrupted = True
    except ServerEnded:
        raise click.ClickException("เซิร์ฟเวอร์หยุดทำงาน ดูข้อความด้านบน / the server ended, see above") from None
    except TimeoutError:
        raise click.ClickException("เซิร์ฟเวอร์ไม่ตอบ ลองสั่งใหม่ / the server does not answer, try again") from None
    finally:
        # A second Ctrl+C must not leave a server behind.
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        if playing:
            playing.stop()
        if serving:
            serving.end(interrupted)


def _port(chosen: Settings) -> int:
    found = free_port(chosen.port, chosen.host)
    if found is None:
        last = min(chosen.port + 20, 65535)
        raise click.ClickException(
            f"พอร์ต {chosen.port}–{last} ถูกใช้หมดแล้ว ระบุพอร์ตอื่นด้วย --port / all of these ports are taken, try --port"
        )
    if found != chosen.port:
        click.echo(f"พอร์ต {chosen.port} มีโปรแกรมอื่นใช้อยู่ จึงใช้พอร์ต {found} / port {chosen.port} is taken: {found} it is")
    return found


def _greeting(console: str, base: str, phones: str, code: str) -> str:
    return f"""
  การประชุมตัวอย่าง / the demo workshop                        รหัส / code  {code}

    วิทยากร / facilitator   {console}
    จอฉาย / projector      {base}/workshops/{code}/projector
    โทรศัพท์ / phones       {phones}/j/{code}

  1. เปิดหน้าวิทยากร ตั้งรหัสผ่าน (ครั้งแรก) แล้วเลือกการประชุมตัวอย่าง
     Open the facilitator's page, set a password (first time), choose the demo workshop.
  2. เปิดจอฉาย แล้วดูกลุ่มความเห็นก่อตัวขณะที่ผู้เข้าร่วมจำลอง {PARTICIPANTS} คนส่งความเห็น
     Open the projector and watch themes form while {PARTICIPANTS} simulated participants submit.
  3. ใช้โทรศัพท์ใน Wi-Fi เดียวกันสแกน QR หรือพิมพ์รหัส แล้วส่งความเห็นของท่าน
     Scan the QR with a phone on the same Wi-Fi, or type the code, and submit your own.
  4. ส่งออกรายงานจากหน้าวิทยากร แล้วสร้างการประชุมของท่านเองได้เลย
     Export the report from the facilitator's page, then create your own workshop.
"""


def _open_browser(address: str) -> None:
    """Open the browser if there is a screen; a text browser would take over the terminal."""
    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen and sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
