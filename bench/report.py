"""The result as plain text: the machine, the runs, the table, one line for each figure."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from importlib.metadata import version
from statistics import median

from figures import Figure, Plan

PACKAGES = ("granian", "flask", "sqlalchemy", "feedgen", "copydesk")
HEAD = f"{'pieces':>7}  {'answer':9}{'bytes':>9}{'SQL':>5}{'requests':>14}"
COLUMNS = ("ours, µs", "bare, µs", "ours ÷ bare")


def facts(plan: Plan) -> str:
    """Describe the machine and the run."""
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    machine = (f"{os.cpu_count()} cores", platform.machine(), platform.release(), f"load {load}")
    versions = (
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        *(f"{name} {version(name)}" for name in PACKAGES),
    )
    server = "granian with the options of `cms serve`, one worker"
    client = f"one connection, kept alive; {plan.rounds} rounds of about {plan.seconds:g} s each"
    return f"""\
Server CPU (user and system, all processes) for each request, ours and a bare WSGI
app that answers as many constant bytes, in turn on the same server.

machine   {" · ".join(machine)}
versions  {" · ".join(versions)}
server    {server}
load      {client}
"""


def table(figures: Sequence[Figure]) -> str:
    """Print median, least and most of what was measured, one row a figure."""
    titles = "".join(f"{title + ' (median min max)':>34}" for title in COLUMNS)
    rows = [HEAD + titles]
    for one in figures:
        counts = "{} / {}".format(*one.counts)
        row = f"{one.pieces:>7,}  {one.name:9}{one.size:>9,}{one.statements:>5}{counts:>14}"
        rows.append(row + spread(one.ours) + spread(one.bare) + spread(one.ratios, digits=2))
    return "\n".join(rows) + "\n"


def spread(values: Sequence[float], digits: int = 0) -> str:
    """Print median, least and most in one column."""
    shown = [f"{value:,.{digits}f}" for value in (median(values), min(values), max(values))]
    return f"{' '.join(f'{one:>10}' for one in shown):>34}"


def line(one: Figure) -> str:
    """Say one figure in one line."""
    low, high = min(one.ratios), max(one.ratios)
    return (
        f"{one.name} at {one.pieces:,} pieces: {median(one.ratios):,.2f} × bare"
        f" (min {low:,.2f}, max {high:,.2f}), {median(one.ours):,.0f} µs, {one.statements} queries"
    )
