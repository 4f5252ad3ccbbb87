"""Event folders of real sites, served as their webmasters would do it: with the time zone alone."""

import json
import shutil
import subprocess
import sys

import pytest

COLUMNS = ["events", "served", "right", "wrong", "silent", "left out", "non-events", "feeds+", "address"]
# What this program makes of them; the columns of the last row. More is right with each change, never less.
LEAST_RIGHT = 273
MOST_LINES = 20
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


def sites(shared):
    found = sorted(path for path in (shared / "sites").glob("*") if (path / "content").is_dir())
    if not found:
        pytest.skip("no skeletons of sites here")
    return found


def test_check_says_what_is_wrong_in_twenty_lines(almanach, shared):
    for site in sites(shared):
        done = subprocess.run([almanach, "check", site / "content"], capture_output=True, text=True, check=False)
        lines = (done.stdout + done.stderr).splitlines()
        assert "start: " in lines[0], lines[0]
        assert len(lines) <= MOST_LINES, done.stdout
        assert "did you mean" not in done.stdout, done.stdout


def test_what_init_writes_is_read_as_before(almanach, shared, tmp_path):
    for site in sites(shared):
        folder = tmp_path / site.name
        shutil.copytree(site / "content", folder)
        check = [almanach, "check", folder, "--format", "json"]
        before = json.loads(subprocess.run(check, capture_output=True, text=True, check=False).stdout)
        subprocess.run([almanach, "init", folder], capture_output=True, check=True)
        check += ["--config", folder / "almanach.yml"]
        after = json.loads(subprocess.run(check, capture_output=True, text=True, check=False).stdout)
        assert after["events"] == before["events"], site.name
        assert after["problems"] == before["problems"], site.name
