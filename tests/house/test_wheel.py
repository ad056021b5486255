"""The wheel, alone in a clean environment and an empty folder, is a whole newsroom."""

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile
from contextlib import suppress
from pathlib import Path
from socket import create_server

import psutil
import pytest

ROOT = Path(__file__).parents[2]
PACKED = ["cms", "templates", "migrations", "pyproject.toml", "README.md", "LICENSE", ".gitignore"]
DEADLINE = 30.0


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy, so that the checkout stays as it is."""
    copy = tmp_path_factory.mktemp("source")
    for name in PACKED:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "node_modules")
            shutil.copytree(ROOT / name, copy / name, ignore=ignored)
        else:
            shutil.copy2(ROOT / name, copy / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "built")],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    (built,) = (copy / "built").glob("copydesk-*.whl")
    return built


@pytest.fixture(scope="module")
def clean(wheel, tmp_path_factory):
    """Install the wheel into a clean environment that sees the locked dependencies, not our code.

    A path file lends it the packages beside us. Path files there (the editable checkout is one)
    are not followed a second time.
    """
    home = tmp_path_factory.mktemp("clean") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(home / "bin/python"), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    lent = home / "lib" / version / "site-packages" / "lent.pth"
    lent.write_text(sysconfig.get_path("purelib") + "\n")
    return home


@pytest.fixture
def newsroom(clean, tmp_path):
    """Serve from an empty folder; give the process, its address and its output."""
    with create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    token = uuid.uuid4().hex
    env = {name: value for name, value in os.environ.items() if not is_setting(name)}
    output = tmp_path / "output.txt"
    empty = tmp_path / "empty"
    empty.mkdir()
    with output.open("ab") as sink:
        process = subprocess.Popen(
            [str(clean / "bin/cms"), "serve", "--port", str(port)],
            cwd=empty,
            env={**env, "TRIAL": token},
            stdout=sink,
            stderr=sink,
        )
    yield process, f"http://localhost:{port}", output, token
    process.kill()
    process.wait(DEADLINE)


def is_setting(name):
    return name.startswith(("CMS_", "FLASK_", "GRANIAN_", "PYTHONPATH")) or name == "PORT"


def get(url, language="en"):
    asked = urllib.request.Request(url, headers={"Accept-Language": language})
    with urllib.request.urlopen(asked, timeout=10) as response:
        return response.status, response.headers.get_content_type(), response.read().decode()


def wait_until_healthy(process, address, output):
    until = time.monotonic() + DEADLINE
    while True:
        with suppress(urllib.error.URLError, OSError):
            assert get(f"{address}/healthz")[0] == 200
            return
        assert process.poll() is None, output.read_text()
        assert time.monotonic() < until, output.read_text()
        time.sleep(0.1)


def living(token):
    """Find every process that `cms serve` started, also one that lost its parent."""
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            ended = process.status() == psutil.STATUS_ZOMBIE
            if not ended and process.environ().get("TRIAL") == token:
                found.append(process)
    return found


def test_the_wheel_brings_its_own_package_and_no_tests(clean, tmp_path):
    code = "import cms.errors, sys; print(cms.errors.__file__)"
    ran = subprocess.run(
        [str(clean / "bin/python"), "-c", code],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not is_setting(name)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(ran.stdout.strip()).is_relative_to(clean)
    assert not list(clean.glob("lib/*/site-packages/tests"))


def test_the_wheel_brings_the_editor_with_its_licences_and_none_of_its_tools(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    brought = {Path(name).name for name in names if "static/vendor/editor-" in name}
    assert brought == {"editor.js", "LICENSES.txt", "VENDOR.json"}
    assert [name for name in names if "node_modules" in name] == []


def test_the_wheel_serves_a_newsroom_from_an_empty_folder(newsroom):
    process, address, output, token = newsroom
    wait_until_healthy(process, address, output)
    status, kind, front = get(f"{address}/")
    assert (status, kind) == (200, "text/html")
    sheets = re.findall(r'<link[^>]+rel="?stylesheet"?[^>]*>', front)
    assert sheets, "the front page has a stylesheet"
    for sheet in sheets:
        href = re.search(r'href="([^"]+)"', sheet)[1]
        status, kind, style = get(urllib.parse.urljoin(f"{address}/", href))
        assert (status, kind) == (200, "text/css")
        assert style.strip()
    chinese = get(f"{address}/", language="zh-CN,zh;q=0.9")[2]
    assert 'lang="zh-Hans"' in chinese
    assert len(re.findall(r"[\u4e00-\u9fff]", chinese)) > len(
        re.findall(r"[\u4e00-\u9fff]", front)
    ), "the catalogue travelled in the wheel"
    assert len(living(token)) > 1, "the processes are found by their mark"
    process.send_signal(signal.SIGTERM)
    assert process.wait(DEADLINE) == 0, output.read_text()
    assert living(token) == []
