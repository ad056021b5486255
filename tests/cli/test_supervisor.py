"""The supervisor, tried on real processes and on granian itself."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from contextlib import suppress
from pathlib import Path
from socket import create_server

import psutil
import pytest

from cms.cli import processes

DEADLINE = 30.0
# A run of the tests in the background hands down that INT is ignored, which the supervisor heeds.
DRIVER = """
import importlib.util, json, logging, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
spec = importlib.util.spec_from_file_location("supervisor", sys.argv[1])
module = sys.modules["supervisor"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
logging.basicConfig(level=logging.INFO)
children = [module.Child(*child) for child in json.loads(sys.argv[2])]
sys.exit(module.supervise(children, grace=float(sys.argv[3])))
"""
# One write each: the children share one file, and an unbuffered print would mix their lines.
NOTE_AND_SLEEP = r"import os, time; os.write(1, b'here %d\n' % os.getpid()); time.sleep(600)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + NOTE_AND_SLEEP
WSGI = """
import os, time
time.sleep(float(os.environ["IMPORT_SECONDS"]))
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""


class Trial:
    """A supervisor in its own process, and everything that was ever started under it."""

    def __init__(self, folder: Path) -> None:
        self.token = uuid.uuid4().hex
        self.folder = folder
        self.output = folder / "output.txt"

    def start(self, *children, grace=8.0, **env):
        script = str(Path(processes.__file__).with_name("supervisor.py"))
        argv = [sys.executable, "-c", DRIVER, script, json.dumps(children), str(grace)]
        env = {**os.environ, "TRIAL": self.token, "PYTHONPATH": str(self.folder), **env}
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                argv, env=env, cwd=self.folder, stdout=output, stderr=output
            )
        return self.process

    def living(self):
        """Find every process of this trial, also one that lost its parent."""
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if (
                    process.status() != psutil.STATUS_ZOMBIE
                    and process.environ().get("TRIAL") == self.token
                ):
                    found.append(process)
        return found

    def pids(self):
        """Give the ids that the children printed, oldest first."""
        lines = self.output.read_text().splitlines()
        return [int(line.split()[1]) for line in lines if line.startswith("here ")]

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)


@pytest.fixture
def trial(tmp_path):
    trial = Trial(tmp_path)
    yield trial
    trial.process.kill()
    trial.process.wait(DEADLINE)
    for process in trial.living():
        process.kill()


def eventually(look):
    """Wait until `look` gives something true, and return that."""
    until = time.monotonic() + DEADLINE
    while not (found := look()):
        assert time.monotonic() < until, "it never came to pass"
        time.sleep(0.05)
    return found


def python(name, code):
    return (name, [sys.executable, "-S", "-c", code])


@pytest.fixture
def port():
    with create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def web(port, workers=2):
    """Give the real command line of the web server, with a tiny application in its place."""
    child = processes.web_child("127.0.0.1", port, workers)
    return (child.name, [*child.argv[:-1], "tiny:app"])


def answer(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
            return int(response.read())
    except (urllib.error.URLError, OSError):
        return 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_every_child_and_the_exit_code_is_0(trial, number):
    trial.start(python("one", NOTE_AND_SLEEP), python("two", NOTE_AND_SLEEP))
    eventually(lambda: len(trial.pids()) == 2)
    assert trial.stop(number) == 0
    assert trial.living() == []


@pytest.mark.parametrize("pause", [0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2])
def test_term_while_the_children_are_being_started_leaves_none(trial, pause):
    trial.start(python("one", NOTE_AND_SLEEP), python("two", NOTE_AND_SLEEP), grace=600)
    time.sleep(pause)
    assert trial.stop() in {0, -signal.SIGTERM}, "TERM may come before anything is supervised"
    assert trial.living() == []


def test_children_stop_by_themselves_when_they_are_asked(trial):
    polite = (
        "import os, signal, sys; signal.signal(15, lambda *_: sys.exit(os.write(1, b'bye') and 0));"
    )
    trial.start(python("polite", polite + NOTE_AND_SLEEP))
    eventually(trial.pids)
    assert trial.stop() == 0
    assert trial.output.read_text().count("bye") == 1


def test_a_stubborn_child_and_its_own_children_are_killed_after_the_grace(trial):
    family = f"import os; os.fork(); {STUBBORN}"
    trial.start(python("stubborn", family), grace=0.5)
    eventually(lambda: len(trial.pids()) == 2)
    assert trial.stop() == 0
    assert trial.living() == []
    assert "stubborn did not stop within 0.5 s" in trial.output.read_text()


def test_what_a_polite_child_leaves_behind_is_swept(trial):
    trial.start(python("parent", f"import os\nif os.fork() == 0: {STUBBORN}\n{NOTE_AND_SLEEP}"))
    eventually(lambda: len(trial.pids()) == 2)
    assert trial.stop() == 0
    assert trial.living() == []


def test_kill_9_of_the_supervisor_leaves_nobody(trial):
    trial.start(python("one", f"import os; os.fork(); {STUBBORN}"), python("two", STUBBORN))
    eventually(lambda: len(trial.pids()) == 3)
    trial.stop(signal.SIGKILL)
    eventually(lambda: not trial.living())


def test_kill_9_of_a_launcher_ends_its_family_and_starts_it_anew(trial):
    trial.start(python("one", f"import os; os.fork(); {STUBBORN}"))
    first = eventually(lambda: len(trial.pids()) == 2 and trial.pids())
    os.kill(os.getpgid(first[0]), signal.SIGKILL)
    eventually(lambda: len(trial.pids()) == 4)
    assert not {process.pid for process in trial.living()} & set(first)


def test_a_child_that_keeps_dying_is_restarted_ever_later(trial):
    trial.start(python("brief", r"import os; os.write(1, b'here 0\n'); raise SystemExit(3)"))
    eventually(lambda: len(trial.pids()) == 3)
    text = trial.output.read_text()
    assert "brief ended with code 3, again in 0.5 s" in text
    assert "brief ended with code 3, again in 1.0 s" in text
    assert trial.stop() == 0, "also while it waits for the next start"


def test_a_command_that_does_not_exist_is_tried_again_and_stops_cleanly(trial):
    trial.start(("ghost", ["/nowhere/at/all"]))
    eventually(lambda: "again in 0.5 s" in trial.output.read_text())
    assert trial.stop() == 0


@pytest.mark.parametrize("seconds", ["0", "1.5"])
@pytest.mark.parametrize(
    "pause", [0.7, *(pytest.param(other, marks=pytest.mark.long) for other in (0.3, 1.2))]
)
def test_term_during_granians_start_ends_it_without_the_knife(trial, port, seconds, pause):
    (trial.folder / "tiny.py").write_text(WSGI)
    trial.start(web(port), IMPORT_SECONDS=seconds)
    time.sleep(pause)
    assert trial.stop() == 0
    assert trial.living() == []
    assert "did not stop" not in trial.output.read_text()


def test_granian_serves_until_term(trial, port):
    (trial.folder / "tiny.py").write_text(WSGI)
    trial.start(web(port), IMPORT_SECONDS="0")
    eventually(lambda: answer(port))
    assert trial.stop() == 0
    assert trial.living() == []
    assert answer(port) == 0


def test_kill_9_of_the_supervisor_ends_granian_and_its_workers(trial, port):
    (trial.folder / "tiny.py").write_text(WSGI)
    trial.start(web(port), IMPORT_SECONDS="0")
    eventually(lambda: answer(port))
    trial.stop(signal.SIGKILL)
    eventually(lambda: not trial.living())


def test_kill_9_of_granian_ends_its_workers_and_starts_it_anew(trial, port):
    (trial.folder / "tiny.py").write_text(WSGI)
    trial.start(web(port), IMPORT_SECONDS="0")
    worker = psutil.Process(eventually(lambda: answer(port)))
    granian = worker.parent()
    old = {granian, *granian.children(recursive=True)}
    granian.kill()
    eventually(lambda: answer(port) not in {0, *(process.pid for process in old)})
    assert not old & set(trial.living())
    assert trial.stop() == 0
    assert trial.living() == []


def test_kill_9_of_a_granian_worker_is_made_good(trial, port):
    (trial.folder / "tiny.py").write_text(WSGI)
    trial.start(web(port, workers=1), IMPORT_SECONDS="0")
    worker = eventually(lambda: answer(port))
    os.kill(worker, signal.SIGKILL)
    eventually(lambda: answer(port) not in {0, worker})


def test_a_port_that_is_taken_is_refused_with_the_way_out():
    with create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with pytest.raises(processes.ConfigError, match=f"port {taken} .*--port"):
            processes.run_all("127.0.0.1", taken, 1)
