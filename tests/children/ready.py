"""A process with the libraries of those that read files, forked where each test would start one that loads them anew.

`python -m tests.children.ready SOCKET` answers on that socket until its input ends: tests/children/start.py says what
is to run, and whose input and output it gets.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import traceback
import warnings

MODULES = (
    *("workshop.cli.import_child", "workshop.cli.office_child", "workshop.cli.picture_child"),
    *("workshop.cli.workshop_child", "workshop.cli.start", "workshop.year.workshop_files", "PIL.JpegImagePlugin"),
    *("workshop.reports.font_check", "workshop.reports.office_templates.example"),
)
_LONGEST = 1 << 18


def main(address: str) -> None:
    for name in MODULES:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that are forked here
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        sys.stdout.write("ready\n")
        sys.stdout.close()
        while door in select.select([door, sys.stdin], [], [])[0]:
            asking, _ = door.accept()
            if os.fork() == 0:
                door.close()
                os._exit(_answer(asking))
            asking.close()


def _answer(asking: socket.socket) -> int:
    """Run one module in a process of its own, and end it where whoever asked ends first."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said, streams, _flags, _from = socket.recv_fds(asking, _LONGEST, 3)
    if (child := os.fork()) == 0:
        asking.close()
        os._exit(_run(json.loads(said), streams))
    for stream in streams:
        os.close(stream)
    ended = os.pidfd_open(child)
    if ended not in select.select([ended, asking], [], [])[0]:
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    asking.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    return 0


def _run(said: dict[str, object], streams: list[int]) -> int:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
    os.environ.clear()
    os.environ.update(said["environment"])  # type: ignore[call-overload]
    os.chdir(str(said["folder"]))
    _m, module, *arguments = said["arguments"]  # type: ignore[misc]
    sys.argv = [module, *arguments]
    warnings.simplefilter("ignore")  # that the module was imported before
    code = 0
    try:
        runpy.run_module(module, run_name="__main__")
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    main(sys.argv[1])
