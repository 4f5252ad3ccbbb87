"""Event folders of real sites, served as their webmasters would do it: with the time zone alone."""

import subprocess
import sys

import pytest

COLUMNS = ["events", "served", "right", "wrong", "silent", "left out", "non-events", "feeds+", "address"]
# What this program makes of them; the columns of the last row. More is right with each change, never less.
LEAST_RIGHT = 273
MOST = {"silent": 0, "left out": 1, "non-events": 0, "feeds+": 4, "address": 2}


@pytest.fixture(scope="module")
def total(almanach, shared):
    """{column: number} of all sites."""
    compare = shared / "sites" / "compare.py"
    if not compare.exists():
        pytest.skip("no skeletons of sites here")
    done = subprocess.run([sys.executable, compare, almanach], capture_output=True, text=True, timeout=600, check=False)
    rows = done.stdout.splitlines()
    assert rows and rows[0].split() == " ".join(COLUMNS).split(), done.stdout + done.stderr
    name, *numbers = rows[-1].split()
    assert name == "total", done.stdout
    return dict(zip(COLUMNS, map(int, numbers), strict=True))


def test_the_events_of_real_sites_are_served_right(total):
    assert total["right"] >= LEAST_RIGHT, total


@pytest.mark.parametrize("column", MOST)
def test_what_is_not_right_stays_rare(total, column):
    assert total[column] <= MOST[column], total
