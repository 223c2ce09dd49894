"""The command `laena`. Each command has a module of its own, loaded when the command is called."""

import gc
import sys
from importlib import import_module

import click

import workshop

# command → name of its module and of its function there
_NAMES = "serve web demo worker migrate password import export report backup restore purge check cluster learn schema "
_NAMES += "answer answers minutes template person export-workshop import-workshop"
_FEWER_COLLECTIONS = 100_000  # new objects before one; Python's default is 700
COMMANDS = {name: "import_notes" if name == "import" else name.replace("-", "_") for name in _NAMES.split()}


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
    """Run the installed command, under gevent's patches for the server."""
    if sys.argv[1:2] == ["serve"]:
        # patched: before anything else
        from gevent import monkey

        monkey.patch_all()
    elif sys.argv[1:2] != ["worker"]:
        # The collector, which these two tune by themselves, looks through all that imports make: a fifth of their time.
        gc.set_threshold(_FEWER_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    main()
