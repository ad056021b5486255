"""`make bench` runs from end to end, and prints every figure that its page explains."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIGURE = re.compile(
    r"^(?P<name>[a-z0-9 ]+) at (?P<pieces>\d+) pieces: (?P<ratio>[\d,]+\.\d\d) × bare"
    r" \(min [\d,.]+, max [\d,.]+\), (?P<micro>[\d,]+) µs, (?P<queries>\d+) queries$",
    re.MULTILINE,
)


@pytest.mark.long
def test_the_benchmark_prints_every_figure_at_both_sizes():
    ran = subprocess.run(
        [sys.executable, "bench/run.py", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    figures = [one.groupdict() for one in FIGURE.finditer(ran.stdout)]
    assert [(one["name"], one["pieces"]) for one in figures] == [
        (name, size) for size in ("60", "120") for name in ("feed", "feed 304", "article")
    ]
    for one in figures:
        assert float(one["ratio"].replace(",", "")) > 0
        assert int(one["micro"].replace(",", "")) > 0
        assert int(one["queries"]) < 30
