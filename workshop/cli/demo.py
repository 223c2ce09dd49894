"""laena demo, which `make run` starts"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop.demo.serving import ServerEnded, Serving, free_port, lan_address

if TYPE_CHECKING:
    from workshop.demo.playing import Playing
    from workshop.settings import Settings

PARTICIPANTS = 40
# Notes come when somebody looks, or after this time: on a machine whose screens are elsewhere nobody may ever tell.
STARTS_WITHIN_SECONDS = 120.0


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
        # Log lines would stand before the greeting; whoever asks for them gets them.
        quiet = None if "log_level" in chosen.model_fields_set else "warning"
        serving = Serving(free, data, click.echo, own, quiet)
        # Imported while the server starts.
        # slow: gevent and the sockets
        from workshop.demo.playing import Playing

        serving.wait_until_ready()
        playing = Playing(open_feed(chosen), serving.base, PARTICIPANTS)
        phones = chosen.public_address or (lan_address(free) if everywhere else f"http://{own}:{free}")
        click.echo(_greeting(serving.setup_link, serving.base, phones, playing.code))
        if not no_open:
            _open_browser(serving.setup_link or f"{serving.base}/workshops/{playing.code}")
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not (fast or serving.looked_at() or time.monotonic() > deadline):
            _go_on(serving)
        seconds = 0.0 if fast else minutes * 60
        playing.start(seconds, click.echo)
        while True:
            _go_on(serving)
            if playing.look():
                playing = playing.again()
                click.echo(f"\n  เล่นอีกครั้ง รหัส / again, code  {playing.code}")
                playing.start(seconds, click.echo)
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


def _go_on(serving: Serving) -> None:
    """Wait half a second. Raises ServerEnded."""
    if (code := serving.wait(0.5)) is not None:
        raise ServerEnded(code)


def _greeting(setup: str, base: str, phones: str, code: str) -> str:
    first = "ตั้งรหัสผ่านวิทยากร แล้วเลือกการประชุมตัวอย่าง" if setup else "เปิดลิงก์ เข้าสู่ระบบถ้าหน้าถาม"
    english = (
        "Set the facilitator's password, then choose the demo workshop" if setup else "Open the link; sign in if asked"
    )
    return f"""
  แลหน้า: การประชุมตัวอย่าง / Laena: the demo workshop         รหัส / code  {code}

  เริ่มที่นี่ / start here
    {setup or f"{base}/workshops/{code}"}

  1. {first} ความเห็นเริ่มเข้ามาเมื่อแผงควบคุมเปิด
     {english}. Notes begin to come once the console is open.
  2. กด “จอฉาย” → “เปิดจอฉาย” ดูกลุ่มความเห็นก่อตัวขณะที่ผู้เข้าร่วมจำลอง {PARTICIPANTS} คนส่งความเห็น
     “Projector” → “Open projector”: themes form while {PARTICIPANTS} simulated participants submit.
  3. ใช้โทรศัพท์ใน Wi-Fi เดียวกันสแกน QR หรือเปิดที่อยู่นี้ แล้วส่งความเห็นของท่าน
     Scan the QR with a phone on the same Wi-Fi, or open this address, and submit your own.
     โทรศัพท์ / phones  {phones}/j/{code}
  4. กด “ส่งออก” รับรายงาน แล้วสร้างการประชุมของท่านเอง
     “Export” gives the report; then create your own workshop.

  หยุดด้วย Ctrl+C เล่นอีกครั้ง ช้าลง หรือเร็วขึ้น กดได้ที่แผงควบคุม
  Stop with Ctrl+C. Again, slower or faster: buttons on the console.
"""


def _open_browser(address: str) -> None:
    """Open the browser if there is a screen; a text browser would take over the terminal."""
    screen = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if screen and sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
