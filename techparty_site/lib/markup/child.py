"""The child's side of the pipe: one JSON question a line, one JSON answer a line."""

import json
import signal
import sys

from .dialect import render

MEMORY_LIMIT = 1024**3  # bytes of address space


def limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > MEMORY_LIMIT:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(question: dict[str, str]) -> dict[str, str]:
    try:
        return {"html": render(question.get("source", ""))}
    except Exception as error:
        return {"error": type(error).__name__}


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe
    limit_memory()
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
