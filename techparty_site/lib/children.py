"""Python processes that work for this one."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # from linux/prctl.h
# A child asks for its memory once and ends: in large pages a photo takes 6 % less time.
LARGE_PAGES = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}


def bare_environment() -> dict[str, str]:
    """What Python needs to find the code, and no secret."""
    wanted = ("LD_LIBRARY_PATH", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in wanted if name in os.environ}
    code = os.pathsep.join(path or os.getcwd() for path in sys.path)
    return kept | LARGE_PAGES | {"PYTHONPATH": code}


def die_with(parent: int, number: int = signal.SIGKILL) -> None:
    """Called in a child: when its parent goes, however it goes, the child gets the signal.

    Linux counts the thread that started the child as its parent. Elsewhere the child only
    notices a parent that is gone already.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:  # it went before it was asked for
        os._exit(1)
