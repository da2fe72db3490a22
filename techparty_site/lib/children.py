"""Python processes that work for this one."""

import os
import sys


def bare_environment() -> dict[str, str]:
    """What Python needs to find the code, and no secret."""
    wanted = ("LD_LIBRARY_PATH", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in wanted if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
