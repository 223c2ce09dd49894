"""What a process that holds a thousand sockets asks of its system and its interpreter."""

from __future__ import annotations

import logging
import sys

import gevent

# The thread that commits gives the sockets' thread its turn after this long, not after the usual 5 ms: an answer that
# waits for two such turns is 10 ms late. Much shorter turns make the two push each other away.
SWITCH_SECONDS = 0.002
WANTED_FILES = 65_536
_ENOUGH_FILES = 4096
log = logging.getLogger("laena.live")


def prepare() -> None:
    """Short turns between threads, and as many open files as the system allows: each phone is one."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gevent.config.track_greenlet_tree = False  # who started which: a kilobyte a phone that nobody reads
    files = raise_files()
    if files is not None and files < _ENOUGH_FILES:
        log.warning("this process may open %d files: about as many phones can connect (ulimit -n raises it)", files)


def raise_files() -> int | None:
    """How many files this process may have open now; None where the system does not say (Windows)."""
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
