"""`python -m …office_guard PARENT COMMAND…`: runs the command and everything it starts.

All of them end with it, and with its parent, however that one went.
"""

import os
import signal
import subprocess
import sys

from techparty_site.lib.children import die_with


def end(*_signal: object) -> None:
    os.killpg(0, signal.SIGKILL)  # this process too: it leads the group


def main() -> None:
    os.setsid()
    signal.signal(signal.SIGTERM, end)
    die_with(int(sys.argv[1]), signal.SIGTERM)
    try:
        subprocess.run(sys.argv[2:], check=False)
    finally:
        end()


if __name__ == "__main__":
    main()
