"""The child's side of `limited.run`: one JSON question on its input, one JSON answer out."""

import importlib
import json
import signal
import sys
from pathlib import Path
from typing import Any

from techparty_site.lib.unreadable import Reason, Unreadable

try:
    import resource
except ImportError:  # Windows: the time limit still holds
    resource = None  # type: ignore[assignment]

PAGE = 4096  # bytes, in /proc/self/statm


def limit_memory(megabytes: int, largest_file: int) -> None:
    """Private memory only: libraries and mapped files are not the file's doing."""
    if resource is None or not Path("/proc/self/statm").exists():
        return
    held = int(Path("/proc/self/statm").read_text().split()[5]) * PAGE
    for kind, limit in (
        (resource.RLIMIT_DATA, held + megabytes * 2**20),
        (resource.RLIMIT_FSIZE, largest_file),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (allowed, allowed))


def answer(question: dict[str, Any]) -> dict[str, object]:
    """Whatever a parser stumbles over is the file's fault, unless it lacks memory."""
    function = getattr(importlib.import_module(question["module"]), question["function"])
    limit_memory(question["megabytes"], question["largest_file"])
    try:
        return {"value": function(*question["args"], **question["kwargs"])}
    except Unreadable as error:
        return {"reason": error.reason, "detail": error.detail}
    except MemoryError:
        return {"reason": Reason.TOO_LARGE, "detail": "MemoryError"}
    except Exception as error:
        return {"reason": Reason.BROKEN, "detail": f"{type(error).__name__}: {error}"[:500]}


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    sys.stdout.write(json.dumps(answer(json.load(sys.stdin))))


if __name__ == "__main__":
    main()
