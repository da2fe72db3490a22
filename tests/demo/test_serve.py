"""The demo's two processes: started together, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from tests.lib.test_limited import wait_until_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a child is told by Linux")

SUPERVISE = """
import sys
from pathlib import Path
from techparty_site.demo import supervisor
supervisor.PAUSE, supervisor.PATIENCE = 0.05, 0.3
web, worker = (["sh", "-c", command] for command in sys.argv[1:])
sys.exit(supervisor.Supervisor(web, worker, Path.cwd()).run())
"""
LIVE = "echo $$ >> {}; exec sleep 60"


class Demo:
    def __init__(self, folder, web: str = LIVE, worker: str = LIVE) -> None:
        self.folder = folder
        command = [sys.executable, "-c", SUPERVISE, web.format("web"), worker.format("worker")]
        environment = {**os.environ, "PYTHONPATH": os.getcwd()}
        self.process = subprocess.Popen(command, cwd=folder, env=environment)

    def pids(self, name: str, number: int = 1) -> list[int]:
        """Of all that were started under this name, once there are so many."""
        deadline, path = time.monotonic() + 10, self.folder / name
        while not (path.exists() and len(path.read_text().splitlines()) >= number):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return [int(line) for line in path.read_text().splitlines()]

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_both_end_with_the_demo_however_it_ends(tmp_path, how):
    with closing(Demo(tmp_path)) as demo:
        pids = demo.pids("web") + demo.pids("worker")
        demo.process.send_signal(how)
        assert demo.process.wait(10) == (-9 if how == signal.SIGKILL else 0)
        for pid in pids:
            wait_until_gone(pid)


def test_a_worker_that_dies_is_started_anew(tmp_path):
    with closing(Demo(tmp_path)) as demo:
        os.kill(demo.pids("worker")[0], signal.SIGKILL)
        demo.pids("worker", 2)
        assert len(demo.pids("web")) == 1


def test_without_its_web_process_the_demo_ends(tmp_path):
    web = "while [ ! -e worker ]; do sleep 0.01; done; exit 7"
    with closing(Demo(tmp_path, web=web)) as demo:
        assert demo.process.wait(10) == 7
        wait_until_gone(demo.pids("worker")[0])


def test_a_worker_that_does_not_listen_is_killed(tmp_path):
    deaf = "trap '' TERM; echo $$ >> {}; while :; do sleep 1; done"
    with closing(Demo(tmp_path, worker=deaf)) as demo:
        pid = demo.pids("worker")[0]
        demo.process.terminate()
        assert demo.process.wait(10) == 0
        wait_until_gone(pid)
