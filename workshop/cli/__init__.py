"""The command `laena`. Each command lives in its own module and loads when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

import workshop

# command → module; a command is the attribute of its own name (with _ for a Python keyword).
COMMANDS = {
    "serve": "serve",
    "web": "web",
    "demo": "demo",
    "worker": "worker",
    "migrate": "migrate",
    "password": "password",
    "import": "import_notes",
    "export": "export",
    "backup": "backup",
    "restore": "restore",
    "check": "check",
    "cluster": "cluster",
}


class Commands(click.Group):
    def list_commands(self, _context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"workshop.cli.{COMMANDS[name]}")
        return getattr(module, COMMANDS[name])  # type: ignore[no-any-return]


@click.command(cls=Commands)
@click.version_option(workshop.__version__, prog_name="laena")
def main() -> None:
    """แลหน้า · Laena: เวที “เหลียวหลัง แลหน้า” จากคิวอาร์ถึงรายงาน / look-back, look-forward workshops."""


def entry() -> None:
    """What the installed command runs. The server needs gevent's patches before anything else is imported."""
    if sys.argv[1:2] == ["serve"]:
        # patched: before anything else
        from gevent import monkey

        monkey.patch_all()
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    main()
