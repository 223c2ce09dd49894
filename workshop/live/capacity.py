"""Set-up of a process for a thousand sockets: open files and thread switching."""

import logging
import sys

import gevent

# Shorter than the usual 5 ms: an answer waits for up to two switches between the committing thread and the sockets'
# thread. Much shorter makes the two interrupt each other all the time.
SWITCH_SECONDS = 0.002
WANTED_FILES = 65_536
_ENOUGH_FILES = 4096
log = logging.getLogger("laena.live")


def prepare() -> None:
    """Shorten the switch interval, and allow as many open files as the system does: each phone is one."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gevent.config.track_greenlet_tree = False  # unused, and a kilobyte a phone
    files = raise_files()
    if files is not None and files < _ENOUGH_FILES:
        log.warning("this process may open %d files: about as many phones can connect (ulimit -n raises it)", files)


def raise_files() -> int | None:
    """Raise the limit of open files; return it, or None where the system has none (Windows)."""
    try:
        # system: not on Windows
        import resource
    except ImportError:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(WANTED_FILES, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return WANTED_FILES if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        return soft
    return wanted
