"""LibreOffice, where the machine has it: the pages of a DOCX as they print. Laena works without it."""

import logging
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from xml.sax.saxutils import escape

from workshop.domain.office_fonts import OfficeFont
from workshop.reports.fonts import FACES, OFFICE_FONTS, font_files, script_fonts
from workshop.reports.office_templates.stand_in import FAMILY, stand_in

_SECONDS = 45
_FOLDER, _LEFT_SECONDS = "laena-pages-", 120
_NAMES = ("soffice", "libreoffice")
# Where its set-up puts it on Windows and macOS, in no search path.
_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
log = logging.getLogger("laena.reports")


def program() -> str:
    """Return the path of the program, "" without one."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((str(each) for each in _PLACES if each.is_file()), "")


def as_pdf(document: bytes, fonts: Sequence[OfficeFont] = ()) -> bytes:
    """Return the pages of the DOCX, b"" where the program made none in time. It has a profile of its own."""
    forget_left()
    with TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(document)
        command = [program(), f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        command += ["--norestore", "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            found = {**os.environ, "FONTCONFIG_FILE": str(_offered(Path(folder), fonts))}
            with subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env=found,
            ) as running:
                try:
                    running.wait(timeout=_SECONDS)
                finally:
                    _end(running)
        except (OSError, subprocess.TimeoutExpired) as trouble:
            log.error("libreoffice: %s", type(trouble).__name__)
        made = source.with_suffix(".pdf")
        return made.read_bytes() if made.is_file() else b""


def forget_left() -> None:
    """Delete what a killed process left of its documents: folders older than any conversion lasts."""
    for folder in Path(gettempdir()).glob(f"{_FOLDER}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


def _offered(folder: Path, fonts: Sequence[OfficeFont]) -> Path:
    """Return the settings of fonts, with the office's own and ours: many servers have no Thai one."""
    for each in fonts:
        (folder / f"{each.face}.ttf").write_bytes(each.data)
    for face in FACES:
        (folder / f"stand-in-{face}.ttf").write_bytes(stand_in(face))
    likened = "".join(
        f'<alias binding="same"><family>{name}</family><accept><family>{FAMILY}</family></accept></alias>'
        for name in OFFICE_FONTS
    )
    places = (folder, font_files()["Regular"].parent, *{each.parent for each in script_fonts()})
    named = "".join(f"<dir>{escape(str(each))}</dir>" for each in places)
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{named}{likened}'
        f"<cachedir>{escape(str(folder / 'cache'))}</cachedir></fontconfig>",
        "utf-8",
    )
    return settings


def _end(running: subprocess.Popen[bytes]) -> None:
    """End it with what it started; nothing where it has ended."""
    with suppress(ProcessLookupError, PermissionError):
        if os.name == "nt":
            running.kill()
        else:
            os.killpg(running.pid, signal.SIGKILL)
