"""./dev bench on sites of a few events: what it measures and shows, not how fast anything is."""

import os
import re
import subprocess
import sys

import pytest

BENCH = "tests/bench/run"


@pytest.fixture
def bench(almanach, root):
    """bench(*words) -> CompletedProcess of a run that measures the binary under test."""

    def start(*words):
        return subprocess.run(
            [sys.executable, root / BENCH, *map(str, words)], capture_output=True, text=True, timeout=600, check=False,
            env={**os.environ, "ALMANACH": str(almanach)},
        )

    return start


def rows_of(output, columns):
    """The figures by section and name: as many values as there are builds, numbers with their units."""
    rows, section = {}, None
    value = r"(-|[\d,.]+(?: (?:s|ms|µs|B|x))?)"
    row = re.compile(r"  (.+?)" + rf" +{value}" * columns + r"(?: +(-|[\d,.]+)(?:  (?:lower|higher))?)?" * (columns > 1) + "(?: +at .*)?")
    for line in output.splitlines():
        if not line.startswith(" "):
            section = re.sub(" {2,}.*", "", line)
        elif found := row.fullmatch(line):
            rows[section, found[1].strip()] = found.groups()[1:]
    return rows


def number(text):
    return float(text.split()[0].replace(",", ""))


def test_one_build_has_one_column(bench):
    result = bench("weight", "--events", 4, "--past-events", 1500)
    assert result.returncode == 0, result.stderr
    assert "ratio" not in result.stdout
    rows = rows_of(result.stdout, 1)
    identity, gzip, brotli = (number(rows["a site of 4 events to come", f"all.ics, {name}"][0]) for name in ("identity", "gzip", "br"))
    assert identity > gzip > 0 and identity > brotli > 0
    assert 0 < number(rows["of 1,500 past events, what feed_budget leaves", "past events in all.ics"][0]) < 1500


def test_two_builds_have_two_columns_and_a_ratio(bench, almanach):
    """The same build twice: what is no matter of time is the same."""
    result = bench("weight", "--against", almanach, "--events", 4, "--past-events", 1500)
    assert result.returncode == 0, result.stderr
    before, now, ratio = rows_of(result.stdout, 2)["the sample site, feeds/", "all.ics, identity"]
    assert before == now and number(before) > 1000 and ratio == "1.00"
    assert re.search(r"^\| 1 \| of 1,500 past events.* \| at least 2 of before \| (\d+) \| \1 \| 1.00 \| no \|$", result.stdout, re.M)


def test_two_builds_take_turns_at_starts_and_saves(bench, almanach):
    result = bench("pipeline", "--against", almanach, "--events", 20, "--saves", 2, "--rounds", 1)
    assert result.returncode == 0, result.stderr
    rows = rows_of(result.stdout, 2)
    for name in ("start, nothing known", "start, nothing changed", "processor a save", "after a save, HEAD all.ics"):
        assert all(number(value) > 0 for value in rows["20 events in 10 folders", name])
    assert "| 4 | 20 events in 10 folders: save to served, median | at most 6.00 ms |" in result.stdout


def test_growth_is_told_of_several_sizes(bench):
    result = bench("pipeline", "--events", 10, 30, "--saves", 2, "--rounds", 1)
    assert result.returncode == 0, result.stderr
    assert "| now | 10 | 30 | last : first |" in result.stdout
    assert re.search(r"^\| processor a save \| [\d.]+ ms \| [\d.]+ ms \| [\d.]+ x \|$", result.stdout, re.M)
    assert ("growth", "processor a save, 30 events beside 10") in rows_of(result.stdout, 1)


def test_a_build_that_ends_at_the_start_is_named_with_its_last_lines(bench, tmp_path):
    other = tmp_path / "almanach-0.1"
    other.write_text('#!/bin/sh\n[ "$1" = --version ] && exec echo almanach 0.1\necho "no option --base-url" >&2\nexit 2\n')
    other.chmod(0o755)
    result = bench("weight", "--against", other)
    assert result.returncode == 1
    assert result.stderr == f"before, {other}, ended with status 2 before it served:\nno option --base-url\n"


def test_wrong_words_are_refused_before_anything_is_measured(bench, tmp_path):
    broken = tmp_path / "broken"
    broken.write_text("no program")
    broken.chmod(0o755)
    refused = {
        ("wieght",): "./dev bench: no part wieght; there are: front, ",
        ("weight", "--rounds", "2"): "./dev bench weight: error: unrecognized arguments: --rounds 2",
        ("weight", "--against", "/nowhere/almanach"): "before: no binary at /nowhere/almanach",
        ("weight", "--against", broken): f"before: {broken} does not run: ",
        ("weight", "--against", "/bin/false"): "--version ended with status 1",
    }
    for words, said in refused.items():
        result = bench(*words)
        assert result.returncode in (1, 2) and said in result.stderr, (words, result.stderr)
        assert result.stdout == ""
