"""The child's side of `limited`: one JSON question on its input, its answer in lines of JSON.

Each part of the answer is a line; the last line says that it is whole, or why it isn't.
"""

import importlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from techparty_site.lib.children import die_with
from techparty_site.lib.unreadable import Reason, Unreadable

try:
    import resource
except ImportError:  # Windows: the time limit still holds
    resource = None  # type: ignore[assignment]

PAGE = 4096  # bytes, in /proc/self/statm

type Say = Callable[[dict[str, object]], None]


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


def answer(question: dict[str, Any], say: Say) -> None:
    """Whatever a parser stumbles over is the file's fault, unless it lacks memory."""
    function = getattr(importlib.import_module(question["module"]), question["function"])
    limit_memory(question["megabytes"], question["largest_file"])
    try:
        result = function(*question["args"], **question["kwargs"])
        parts: Iterable[object] = result if question["parts"] else [result]
        for part in parts:
            say({"part": part})
    except Unreadable as error:
        say({"reason": error.reason, "detail": error.detail})
    except MemoryError:
        say({"reason": Reason.TOO_LARGE, "detail": "MemoryError"})
    except Exception as error:
        say({"reason": Reason.BROKEN, "detail": f"{type(error).__name__}: {error}"[:500]})
    else:
        say({"end": True})


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    die_with(int(sys.argv[1]))
    # Libraries may print: what they say goes to the errors, only answers to the pipe.
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as pipe:
        os.dup2(2, 1)

        def say(line: dict[str, object]) -> None:
            pipe.write(json.dumps(line) + "\n")
            pipe.flush()

        answer(json.load(sys.stdin), say)


if __name__ == "__main__":
    main()
